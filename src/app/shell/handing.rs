//! Hand-outs, reports and redacted copies: what is given to others. Never written over the map itself.
//! Must not know how either is made.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::{
    Shell, Workspace,
    files::{FAULT, Outcome},
    leaving::After,
};
use crate::{
    analysis::{Question, Unwatched},
    app::{
        chrome::menu_bar::{file_name, folder_name},
        dialogs::Purpose,
        intent::Notice,
        jobs::Job,
    },
    diagnostics::Diagnostic,
    file,
    model::Document,
    pipeline::{self, FigureOptions, HANDED_OUT, Handout, Parts, ReportFormat},
};

/// What was written for others, or not.
pub(super) struct Handed {
    path: PathBuf,
    result: Result<Written, String>,
}

struct Written {
    words: String,
    warnings: Vec<Diagnostic>,
}

impl Shell {
    /// Writes a hand-out, a report or a redacted copy of the map on a thread.
    pub(super) fn write_for_others(
        &mut self,
        ctx: &egui::Context,
        purpose: Purpose,
        path: PathBuf,
        document: Document,
    ) {
        let own = self.workspace.as_ref().and_then(Workspace::own_file);
        if own.is_some_and(|own| is_same(own, &path)) {
            let notice = Notice::warning(format!("{} was not written", file_name(&path)));
            self.say(notice.detail("That is the map itself, which stays whole. Give the copy another name."));
            return;
        }
        let question = self.workspace.as_ref().map(|workspace| workspace.findings.question().clone());
        let gave_up = Handed { path: path.clone(), result: Err(FAULT.to_owned()) };
        self.desk.handing += 1;
        self.desk.jobs.run(ctx, Job::HandOut, Outcome::Handed(gave_up), move || {
            let result = match purpose {
                Purpose::RedactedCopy => redacted(&document, &path),
                Purpose::Report => report(&document, &question.unwrap_or_default(), &path),
                _ => handout(&document, &path),
            };
            Outcome::Handed(Handed { path, result })
        });
    }

    /// It was written, or not. A window that waited for it closes, unless there is something to be said.
    pub(super) fn was_handed(&mut self, ctx: &egui::Context, handed: Handed) {
        let Handed { path, result } = handed;
        self.desk.handing = self.desk.handing.saturating_sub(1);
        let closes = std::mem::take(&mut self.desk.closes_after_export) && result.is_ok();
        match result {
            Ok(Written { words, warnings }) => {
                let detail = format!("{words}. In {}", folder_name(&path));
                let notice = Notice::done(format!("Wrote {}", file_name(&path)));
                self.say(notice.detail(detail).findings(warnings));
            }
            Err(words) => {
                let notice = Notice::error(format!("{} was not written", file_name(&path)));
                self.say_failed(notice, &words);
            }
        }
        if closes {
            self.leave_for(ctx, After::Quit);
        }
    }
}

/// Whether both names lead to one file.
pub(super) fn is_same(own: &Path, path: &Path) -> bool {
    own == path || matches!((own.canonicalize(), path.canonicalize()), (Ok(own), Ok(path)) if own == path)
}

fn handout(document: &Document, path: &Path) -> Result<Written, String> {
    let options = FigureOptions { included: HANDED_OUT, ..FigureOptions::default() };
    let made = pipeline::handout(document, &options).map_err(|error| error.to_string())?;
    let Handout { bytes, pages, removed, .. } = made.value;
    file::save_bytes(path, &bytes).map_err(|error| error.to_string())?;
    Ok(Written { words: format!("{pages} pages; left out: {removed}"), warnings: made.warnings })
}

fn report(document: &Document, question: &Question, path: &Path) -> Result<Written, String> {
    let format = ReportFormat::of(path).ok_or("A report ends in .md, .html or .csv")?;
    let analysis = pipeline::analyse(document, question, &Unwatched).map_err(|error| error.to_string())?;
    file::save_bytes(path, &analysis.report(format, document, &[])).map_err(|error| error.to_string())?;
    let words = pipeline::counted(analysis.findings.len(), "finding");
    Ok(Written { words, warnings: Vec::new() })
}

fn redacted(document: &Document, path: &Path) -> Result<Written, String> {
    let (copy, removed) = pipeline::redacted(document, &Parts::default());
    file::save(path, &copy).map_err(|error| error.to_string())?;
    Ok(Written { words: format!("Left out: {removed}"), warnings: Vec::new() })
}
