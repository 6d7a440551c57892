//! Words to the terminal: results on standard output, everything else on standard error.
//! Must not know what they speak of.

use std::{
    io::{self, Write},
    path::Path,
};

use crate::diagnostics::Diagnostic;

/// Says what went wrong.
pub(super) fn error(words: &str) {
    line(&format!("ecomap: {words}"));
}

/// Says what is worth knowing, with its hint.
pub(super) fn warnings(warnings: &[Diagnostic]) {
    for warning in warnings {
        line(&format!("ecomap: {warning}"));
    }
}

/// Says what was done beyond what was asked, or how.
pub(super) fn note(words: &str) {
    line(&format!("ecomap: {words}"));
}

/// A finding as editors and scripts read it: `path:line:column: message`, the hint below.
pub(super) fn finding(path: &Path, found: &Diagnostic) -> String {
    let colon = if found.place.is_some() { ":" } else { ": " };
    format!("{}{colon}{found}", path.display())
}

/// Says a finding that keeps a command from its work, as `validate` does.
pub(super) fn found(path: &Path, found: &Diagnostic) {
    line(&finding(path, found));
}

fn line(words: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "{words}");
}

/// Writes a result to standard output. A reader that has gone away is no failure: it had what it wanted.
pub(super) fn result(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
