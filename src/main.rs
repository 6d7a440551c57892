//! The program: arguments to the window or to a command of the terminal, exit code out.

use std::{path::PathBuf, process::ExitCode};

/// Every picture is made anew of thousands of small pieces of memory: this allocator hands them out sooner than most
/// systems' own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ecomap::cli::run(std::env::args_os(), open_window)
}

#[cfg(feature = "gui")]
fn open_window(map: Option<PathBuf>) -> Result<(), String> {
    ecomap::app::run(map).map_err(|error| error.to_string())
}

#[cfg(not(feature = "gui"))]
fn open_window(_map: Option<PathBuf>) -> Result<(), String> {
    Err("this ecomap was built without its window: build it with the feature `gui`, \
         or use a command (`ecomap --help` lists them)"
        .into())
}
