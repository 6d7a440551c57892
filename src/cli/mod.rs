//! The commands of the terminal. Must not know the window.

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
