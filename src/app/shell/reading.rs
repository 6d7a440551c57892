//! Maps that are open to look at only: a damaged, newer or write-protected file, or a backup. Each opens beside what is
//! open, which waits untouched and comes back when it is closed. Must not know how files are read.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Page, Shell, files::From, handing::is_same, leaving::After};
use crate::{
    app::{
        canvas::Picture,
        chrome::menu_bar::file_name,
        intent::Notice,
        read_only::{ReadOnly, Why},
        workspace::Workspace,
    },
    diagnostics::Diagnostic,
    file::{OpenError, Taken, backup::Backup},
    model::Document,
    pipeline::Opened,
};

/// Why a map was not opened.
pub(super) struct Failure {
    words: String,
    findings: Vec<Diagnostic>,
    /// Why it can be looked at all the same, and what is left of it.
    rest: Option<(Why, Box<(Opened, Picture)>)>,
}

impl Failure {
    pub(super) fn of(error: OpenError, shown: impl Fn(Document) -> (Opened, Picture)) -> Self {
        let (words, mut findings) = (error.to_string(), error.diagnostics());
        let (why, rest) = match error {
            OpenError::Damaged { salvaged, left_out, .. } => {
                findings.extend(left_out);
                (Why::Damaged, salvaged)
            }
            OpenError::TooNew { found, salvaged, unread, .. } => {
                findings.extend(unread);
                (Why::Newer(found), salvaged)
            }
            _ => (Why::Damaged, None),
        };
        let is_something = |rest: &Document| !rest.organisations().is_empty() || !rest.notes().is_empty();
        let rest = rest.filter(|rest| is_something(rest)).map(|rest| (why, Box::new(shown(*rest))));
        Self { words, findings, rest }
    }
}

impl Shell {
    /// What could be read of it is looked at, beside what is open; otherwise words say what is the matter.
    pub(super) fn was_not_read(&mut self, ctx: &egui::Context, from: &From, name: &str, failure: Failure) {
        let Failure { words, findings, rest } = failure;
        if let (Some((why, rest)), Some(source)) = (rest, from.source()) {
            let why = if let From::Backup(backup, _) = from { Why::Backup(backup.written) } else { why };
            let (Opened { document, .. }, picture) = *rest;
            let read_only = ReadOnly { why, source: source.to_owned(), findings };
            let mut workspace = Workspace::to_look_at(document, read_only);
            workspace.canvas.begin_with(picture, workspace.session.revision());
            self.tell_read_only(&workspace);
            self.leave_for(ctx, After::Show(Box::new(workspace)));
            return;
        }
        let notice = Notice::error(format!("{name} could not be opened"));
        if let Some(source) = from.source().filter(|source| self.has_backups(source)) {
            let trouble = still_there(&words, self);
            self.say(notice.detail(kept_open(self)).findings(findings));
            self.show_backups(ctx, source.to_owned(), None, trouble);
            return;
        }
        if findings.iter().all(|finding| finding.place.is_none()) {
            let detail = still_there(&words, self);
            self.say(notice.detail(detail));
            return;
        }
        let notice = notice.findings(findings).detail(kept_open(self));
        self.desk.page = Page::Findings(notice);
    }

    /// Whether anything is kept of a file.
    pub(super) fn has_backups(&self, map: &Path) -> bool {
        self.shelf().is_some_and(|shelf| !shelf.of(map).is_empty())
    }

    /// Opens a backup of a map to look at only.
    pub(super) fn look_into(&mut self, ctx: &egui::Context, backup: Backup, map: PathBuf) {
        self.read(ctx, From::Backup(backup, map));
    }

    /// What is opened to look at only does not take the open map's place: that one waits. What is left of the wish then.
    pub(super) fn look_beside(&mut self, ctx: &egui::Context, after: After) -> Option<After> {
        let After::Show(next) = after else { return Some(after) };
        let waits = next.read_only.is_some() && self.desk.beside.is_none();
        match &mut self.workspace {
            Some(open) if waits && open.read_only.is_none() => {
                if open.saving > 0 {
                    self.desk.after_saving = Some(After::Show(next));
                    return None;
                }
                open.session.cancel_gesture();
                self.follow_keeping();
                self.desk.beside = self.workspace.take().map(Box::new);
                self.show(ctx, next);
                ctx.request_repaint();
                None
            }
            _ => Some(After::Show(next)),
        }
    }

    /// The map that was looked at has been left: the one that waits comes back, and is left in its turn where that was
    /// asked for. What is left of the wish then.
    pub(super) fn back_from_beside(&mut self, ctx: &egui::Context, after: After) -> Option<After> {
        let looks_on = matches!(&after, After::Show(next) if next.read_only.is_some());
        let Some(back) = self.desk.beside.take_if(|_| !looks_on) else { return Some(after) };
        self.workspace = Some(*back);
        if !matches!(after, After::StartPage) {
            self.leave_for(ctx, after);
        }
        ctx.request_repaint();
        None
    }

    /// Whether this is the file of a map that is open to look at only, which stays as it is; says so.
    pub(super) fn keeps_source(&mut self, path: &Path) -> bool {
        let read_only = self.workspace.as_ref().and_then(|workspace| workspace.read_only.as_ref());
        let keeps = read_only.is_some_and(|it| it.keeps() && is_same(&it.source, path));
        if keeps {
            let notice = Notice::warning(format!("{} was not written", file_name(path)));
            self.say(
                notice.detail("That is the file itself, which stays as it is. Give the copy another name."),
            );
        }
        keeps
    }

    /// Shows what could not be read of the map that is looked at.
    pub(super) fn show_unread(&mut self) {
        let read_only = self.workspace.as_ref().and_then(|workspace| workspace.read_only.as_ref());
        match read_only.filter(|read_only| !read_only.findings.is_empty()) {
            Some(ReadOnly { source, findings, .. }) => {
                let notice = Notice::warning(format!("What could not be read of {}", file_name(source)));
                let detail = "The file stays as it is. What is left out, or kept in part, stands at the end.";
                self.desk.page = Page::Findings(notice.detail(detail).findings(findings.clone()));
            }
            None => self.say(Notice::done("All of this map could be read")),
        }
    }

    /// Says aloud what the strip shows.
    pub(super) fn tell_read_only(&mut self, workspace: &Workspace) {
        if let Some(read_only) = &workspace.read_only {
            let (words, detail) = read_only.words();
            self.desk.voice.say(format!("{words}. {detail}"));
        }
    }
}

/// Whether nothing may be written to a file: by its own permissions, or by those of its folder.
pub(super) fn is_protected(path: &Path, lock: Option<&Taken>) -> bool {
    let file = std::fs::metadata(path).is_ok_and(|about| about.permissions().readonly());
    file || matches!(lock, Some(Taken::Forbidden))
}

/// A map that may be edited by nobody here, to be looked at.
pub(super) fn protected(path: &Path) -> ReadOnly {
    ReadOnly { why: Why::Protected, source: path.to_owned(), findings: Vec::new() }
}

fn kept_open(shell: &Shell) -> &'static str {
    if shell.workspace.is_some() { "The open map is as it was." } else { "Nothing was changed." }
}

/// An error's words begin small after a file's name; here they stand alone.
fn still_there(error: &str, shell: &Shell) -> String {
    let mut letters = error.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let words = format!("{first}{}", letters.as_str());
    let stop = if words.ends_with(['.', '…']) { "" } else { "." };
    format!("{words}{stop} {}", kept_open(shell))
}
