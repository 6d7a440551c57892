//! The commands of the terminal. Must not know the window: `main` hands over how to open it.

mod analyse;
mod arguments;
mod compare;
mod convert;
mod handout;
mod layout;
mod merge;
mod opening;
mod progress;
mod redact;
mod render;
mod say;
mod validate;
mod write;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use arguments::{Arguments, Task};
use clap::{Parser, error::ErrorKind};

/// How a command ended, as exit codes: 0 done, 1 failed or something found, 2 used wrongly; 129 for a merge that was not
/// done, since git takes any lower number for conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// It could not be done, or something was found; the words are said.
    Failed,
    /// The arguments make no sense, or there is nothing to compare.
    Usage,
    /// Nothing was merged.
    NotMerged,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Usage => Self::from(2),
            Outcome::NotMerged => Self::from(129),
        }
    }
}

/// Runs the program with these arguments, the first being its own name. `open_window` opens the editor on a map.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    open_window: impl FnOnce(Option<PathBuf>) -> Result<(), String>,
) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come as errors, too. A broken pipe is not worth a word.
            let _ = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if asked { Outcome::Done.into() } else { Outcome::Usage.into() };
        }
    };
    let outcome = match arguments.task {
        Some(Task::Render(options)) => render::run(&options),
        Some(Task::Layout(options)) => layout::run(&options),
        Some(Task::Handout(options)) => handout::run(&options),
        Some(Task::Redact(options)) => redact::run(&options),
        Some(Task::Validate(options)) => validate::run(&options),
        Some(Task::Convert(options)) => convert::run(&options),
        Some(Task::Analyse(options)) => analyse::run(&options),
        Some(Task::Compare(options)) => compare::run(&options),
        Some(Task::Merge(options)) => merge::run(&options),
        None => match open_window(arguments.map) {
            Ok(()) => Outcome::Done,
            Err(words) => {
                say::error(&words);
                Outcome::Failed
            }
        },
    };
    outcome.into()
}
