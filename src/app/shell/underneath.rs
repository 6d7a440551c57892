//! The open map's file, written by somebody else: noticed, told, reloaded or merged when that is asked for. Nothing is
//! taken or overwritten unasked, and both are one step that undo takes back. Must not know how maps are merged.

use eframe::egui;

use super::{
    Page, Shell,
    files::{FAULT, Outcome},
};
use crate::{
    app::{
        actions::Action,
        chrome::{
            menu_bar::file_name,
            underneath_page::{Underneath, Wish, underneath_page_ui},
        },
        intent::Notice,
        jobs::Job,
        recovery,
        workspace::{OnDisk, Workspace},
    },
    editor::Command,
    file::{self, Holder, Taken, journal},
    model::{Document, Transaction},
    pipeline::{self, MergeError, Merged},
};

/// What stands in the file now.
#[derive(Clone)]
pub(super) struct Below {
    serial: u64,
    on_disk: OnDisk,
    fingerprint: u64,
    document: Document,
    summary: String,
    text: String,
}

/// The file, read again.
pub(super) struct Reread {
    serial: u64,
    result: Result<Box<Below>, String>,
}

/// The open map and its file, merged on a thread.
pub(super) struct Brought {
    below: Box<Below>,
    /// Of the open map as it was merged.
    revision: u64,
    result: Result<Merged, MergeError>,
}

impl Shell {
    /// Looks whether the thread that watches the file has seen it change.
    pub(super) fn look_underneath(&mut self, ctx: &egui::Context) {
        let file = |workspace: &Workspace| Some((workspace.path.clone()?, workspace.on_disk.clone()?));
        self.desk.watch.follow(ctx, self.workspace.as_ref().and_then(file));
        let Some(seen) = self.desk.watch.take() else { return };
        if let Some(workspace) = &self.workspace
            && workspace.saving == 0
            && workspace.on_disk.as_ref().is_some_and(|known| *known != seen)
        {
            self.read_underneath(ctx);
        }
    }

    fn read_underneath(&mut self, ctx: &egui::Context) {
        let Some(workspace) = &self.workspace else { return };
        let Some(path) = workspace.path.clone() else { return };
        let serial = workspace.serial();
        let known = workspace.on_file.clone().unwrap_or_else(|| workspace.session.document().clone());
        let (look, fonts) = (self.appearance.look.clone(), self.appearance.fonts.clone());
        let gave_up = Outcome::Reread(Reread { serial, result: Err(FAULT.to_owned()) });
        self.desk.jobs.run(ctx, Job::Compare, gave_up, move || {
            let on_disk = OnDisk::of(&path);
            let read = pipeline::read(&path).map_err(|error| error.to_string());
            let fingerprint =
                file::bytes(&path).map(|bytes| journal::fingerprint(&bytes)).unwrap_or_default();
            let result = read.and_then(|read| {
                let on_disk = on_disk.ok_or("it is gone again")?;
                let document = pipeline::opened(read.value, &look, &fonts).document;
                let difference = pipeline::difference(&known, &document);
                let (summary, text) = (difference.summary(), difference.text(&known, &document, false));
                Ok(Box::new(Below { serial, on_disk, fingerprint, document, summary, text }))
            });
            Outcome::Reread(Reread { serial, result })
        });
    }

    pub(super) fn was_reread(&mut self, reread: Reread) {
        let Reread { serial, result } = reread;
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.serial() == serial) else {
            return;
        };
        let name = workspace.path.as_deref().map(file_name).unwrap_or_default();
        match result {
            Err(words) if words == FAULT => {}
            Err(words) => {
                let notice = Notice::warning(format!("{name} was changed on disk and can't be read now"));
                self.say(notice.detail(format!("{words}. The open map is as it was; saving asks first.")));
            }
            // The same map, written again: a copy brought back, a branch changed there and back.
            Ok(below) if below.document == *workspace.session.document() => {
                workspace.on_disk = Some(below.on_disk);
                workspace.on_file = Some(below.document);
            }
            Ok(below) => {
                let notice =
                    Notice::warning(format!("{name} was changed by somebody else: {}", below.summary));
                let detail = "The open map is as it was. Nothing is taken or overwritten unless you say so.";
                self.desk.below = Some(below);
                self.say(Notice { offer: Some(Action::ChangedOnDisk), ..notice.detail(detail) });
            }
        }
    }

    /// Shows what has changed in the file.
    pub(super) fn show_underneath(&mut self) {
        let serial = self.workspace.as_ref().map(Workspace::serial);
        if self.desk.below.as_ref().is_some_and(|below| Some(below.serial) == serial) {
            self.desk.page = Page::Underneath;
        } else {
            self.desk.below = None;
            let words = "The file is as it was when the map was opened or saved, as far as ecomap has seen";
            self.say(Notice::done(words));
        }
    }

    /// The page, while it is shown; whether it is to be closed.
    pub(super) fn underneath_ui(&mut self, ctx: &egui::Context) -> bool {
        let (Some(below), Some(workspace)) = (&self.desk.below, &self.workspace) else { return true };
        let file = workspace.name();
        let shown = Underneath {
            file: &file,
            summary: &below.summary,
            text: &below.text,
            is_edited: workspace.session.is_modified(),
        };
        match underneath_page_ui(ctx, &self.appearance.theme, &shown) {
            None => return false,
            Some(Wish::Close) => {}
            Some(Wish::Reload) => self.reload(),
            Some(Wish::Merge) => self.merge_underneath(ctx),
        }
        true
    }

    /// Takes the file's map in place of the open one.
    fn reload(&mut self) {
        self.finish_typing();
        let Some(below) = self.desk.below.take() else { return };
        if self.becomes("Reload from disk", &below.document, &below) {
            if let Some(workspace) = &mut self.workspace {
                let revision = workspace.session.revision();
                workspace.session.mark_saved_at(revision);
                if let Some(path) = workspace.path.clone() {
                    self.keep_saved(&path, revision, below.fingerprint);
                }
            }
            self.say(
                Notice::done("The map is as it is in the file").detail("Undo brings back what was open."),
            );
        }
    }

    fn merge_underneath(&mut self, ctx: &egui::Context) {
        self.finish_typing();
        let (Some(below), Some(workspace)) = (self.desk.below.take(), &mut self.workspace) else { return };
        workspace.session.cancel_gesture();
        // Of a map that was brought back nobody knows how its file began: then whatever differs is asked about.
        let base = workspace.on_file.clone().unwrap_or_else(Document::bare);
        let (ours, revision) = (workspace.session.document().clone(), workspace.session.revision());
        self.desk.jobs.run(ctx, Job::Merge, Outcome::GaveUp, move || {
            let result = pipeline::merge(&base, &ours, &below.document);
            Outcome::Brought(Box::new(Brought { below, revision, result }))
        });
    }

    pub(super) fn was_merged(&mut self, ctx: &egui::Context, brought: Brought) {
        let Brought { below, revision, result } = brought;
        let Some(workspace) = &self.workspace else { return };
        if workspace.serial() != below.serial {
            return;
        }
        if workspace.session.revision() != revision {
            // Edited while it was merged: once more, with what is open now.
            self.desk.below = Some(below);
            self.merge_underneath(ctx);
            return;
        }
        let merged = match result {
            Ok(merged) => merged,
            Err(error) => {
                self.desk.below = Some(below);
                self.say(Notice::error("Not merged").detail(error.to_string()));
                return;
            }
        };
        if self.becomes("Merge with the file", &merged.document, &below) {
            let notice = match merged.conflicts.len() {
                0 => Notice::done("Merged with the file: your edits and theirs are both in the map"),
                count => Notice::warning(format!(
                    "Merged, with {} to decide",
                    pipeline::counted(count, "conflict")
                )),
            };
            self.say(notice.detail("Save the map to put it into the file."));
        }
    }

    /// Shows what a merge left to decide, or hides it.
    pub(super) fn toggle_conflicts(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        if workspace.session.document().map().conflicts.is_empty() {
            self.say(Notice::done("No merge has left anything to decide in this map"));
            return;
        }
        workspace.conflicts_hidden = !workspace.conflicts_hidden;
    }

    /// Makes the open map this one, in one step. Whether it was not refused.
    fn becomes(&mut self, name: &str, document: &Document, below: &Below) -> bool {
        let Some(workspace) = &mut self.workspace else { return false };
        workspace.session.cancel_gesture();
        workspace.session.seal();
        let transaction = Transaction::between(workspace.session.document(), document);
        let result = workspace.session.perform(Command::Transaction { name: name.into(), transaction });
        if result.is_ok() {
            workspace.on_disk = Some(below.on_disk.clone());
            workspace.on_file = Some(below.document.clone());
            workspace.conflicts_hidden = false;
        }
        self.tell(result).is_some()
    }
}

/// Who has a map open: "ann on laptop-3, opened 12 minutes ago".
pub(super) fn in_words(holder: &Holder) -> String {
    let who = if holder.who.is_empty() { "somebody" } else { &holder.who };
    let host = if holder.host.is_empty() { String::new() } else { format!(" on {}", holder.host) };
    let when =
        if holder.since == 0 { String::new() } else { format!(", opened {}", recovery::ago(holder.since)) };
    format!("{who}{host}{when}")
}

/// Keeps what came of asking for a map's lock with the map; what is to be said about it.
pub(super) fn mind_lock(workspace: &mut Workspace, lock: Option<Taken>) -> Option<Notice> {
    match lock? {
        Taken::Ours(lock) => {
            (workspace.lock, workspace.held_by) = (Some(lock), None);
            None
        }
        Taken::Theirs(holder) => {
            let words = format!("{} is open elsewhere: {}", workspace.name(), in_words(&holder));
            (workspace.lock, workspace.held_by) = (None, Some(holder));
            let detail = "Look and edit as you like: saving asks first, and what they save is told here.";
            Some(Notice::warning(words).detail(detail))
        }
        // A folder in which nothing may be written: nobody could be told, and nothing is to be said.
        Taken::Untold | Taken::Forbidden => None,
    }
}
