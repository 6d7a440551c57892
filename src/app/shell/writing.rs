//! Writing the map: never another map's file, never out of order, never over what somebody else has
//! written without asking. Must not know formats.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::{
    Shell,
    files::{FAULT, Outcome},
    leaving::{After, Asked},
    underneath::{in_words, mind_lock},
};
use crate::{
    app::{
        chrome::menu_bar::file_name,
        dialogs::{Purpose, Request},
        export::job,
        intent::Notice,
        jobs::Job,
        recovery::{Kept, Source},
        witness,
        workspace::{OnDisk, Workspace},
    },
    file::{
        self, Lock, Taken,
        backup::{self, Before},
        journal::fingerprint,
    },
    model::Document,
};

/// A map that was written, or not.
pub(super) struct Saved {
    /// Of which workspace: another map may have taken its place meanwhile.
    serial: u64,
    path: PathBuf,
    revision: u64,
    document: Document,
    /// How the file is now, and the fingerprint of what stands in it.
    result: Result<(Option<OnDisk>, u64), String>,
    /// Its lock, where it was another file before.
    lock: Option<Taken>,
    /// What stood in the file, where that is to be kept.
    before: Result<Option<Before>, String>,
}

/// A map to be written, as it was when that was asked for.
pub(super) struct Writing {
    serial: u64,
    path: PathBuf,
    revision: u64,
    document: Document,
    /// It is another file than before: others are to be told.
    locks: bool,
}

impl Shell {
    /// Saves to the map's file, or asks for one; `after` comes once it is saved.
    pub(super) fn save(&mut self, ctx: &egui::Context, after: Option<After>) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        if workspace.read_only.is_some() {
            // A copy: the file stays as it is.
            self.ask_write(Purpose::SaveMap);
            return;
        }
        self.desk.after_saving = after;
        match workspace.path.clone() {
            Some(path) if workspace.is_changed_on_disk() => {
                let (purpose, serial) = (Purpose::SaveMap, Some(workspace.serial()));
                self.desk.asked = Some(Asked::Overwrite { purpose, path, serial, changed: true });
                ctx.request_repaint();
            }
            Some(path) if workspace.held_by.is_some() => {
                let by = workspace.held_by.as_ref().map(in_words).unwrap_or_default();
                self.desk.asked = Some(Asked::Held { path, serial: Some(workspace.serial()), by });
                ctx.request_repaint();
            }
            Some(path) => self.write_to(ctx, Purpose::SaveMap, path),
            None => self.ask_path(Purpose::SaveMap),
        }
    }

    /// Asks where to write the map or a figure of it. What was to come after an earlier saving does not come after
    /// this one.
    pub(super) fn ask_write(&mut self, purpose: Purpose) {
        self.desk.after_saving = None;
        self.ask_path(purpose);
    }

    fn ask_path(&mut self, purpose: Purpose) {
        let Some(workspace) = &self.workspace else { return };
        let figure = self.desk.figure.as_ref().filter(|_| purpose.is_figure());
        let name = match figure {
            _ if purpose.is_for_others() => {
                let what = match purpose {
                    Purpose::RedactedCopy => "redacted",
                    Purpose::Report => "findings",
                    _ => "handout",
                };
                format!("{}-{what}.{}", workspace.file_stem(), purpose.extension())
            }
            Some(choices) => job::file_name(&workspace.file_stem(), workspace.session.document(), choices),
            None => format!("{}.{}", workspace.file_stem(), purpose.extension()),
        };
        let (folder, serial) = (self.folder(), Some(workspace.serial()));
        // Should the desktop's dialog take the whole program with it, the edits are kept.
        self.keep_unsaved();
        if !self.desk.dialogs.ask(Request { purpose, folder, name, serial }) {
            self.desk.after_saving = None;
        }
    }

    /// Whether the map that was meant is the one in the window.
    pub(super) fn is_open_still(&self, serial: Option<u64>) -> bool {
        serial.is_some() && self.workspace.as_ref().map(Workspace::serial) == serial
    }

    /// The map that was to be written has made room for another, which must not go into its file.
    pub(super) fn not_written(&mut self, path: &Path) {
        self.desk.after_saving = None;
        let notice = Notice::warning(format!("{} was not written", file_name(path)));
        self.say(notice.detail("Another map was opened meanwhile. Save or export it from the File menu."));
    }

    /// Writes the map or a figure of it on a thread.
    pub(super) fn write_to(&mut self, ctx: &egui::Context, purpose: Purpose, path: PathBuf) {
        self.finish_typing();
        if purpose == Purpose::BackupCopy {
            self.write_copy(ctx, path);
            return;
        }
        let Some(workspace) = &mut self.workspace else { return };
        workspace.session.cancel_gesture();
        let document = workspace.session.document().clone();
        if purpose == Purpose::SaveMap {
            workspace.saving += 1;
            let (serial, revision) = (workspace.serial(), workspace.session.revision());
            let is_other = workspace.lock.as_ref().is_none_or(|lock| !lock.is_of(&path));
            let locks = is_other && self.desk.locks();
            self.desk.writings.push_back(Writing { serial, path, revision, document, locks });
            self.write_next(ctx);
        } else if let Purpose::OtherProgram(format) = purpose {
            self.write_for_program(ctx, format, path, document);
        } else if purpose.is_for_others() {
            self.write_for_others(ctx, purpose, path, document);
        } else {
            self.write_figure(ctx, path, document);
        }
    }

    /// Maps are written one after the other: of two writings of one file the later must end last.
    pub(super) fn write_next(&mut self, ctx: &egui::Context) {
        if self.desk.is_writing {
            return;
        }
        let Some(Writing { serial, path, revision, document, locks }) = self.desk.writings.pop_front() else {
            return;
        };
        self.desk.is_writing = true;
        let gave_up = Saved {
            serial,
            path: path.clone(),
            revision,
            document: document.clone(),
            result: Err(FAULT.to_owned()),
            lock: None,
            before: Ok(None),
        };
        let keeps = self.backups_kept().is_some();
        self.desk.jobs.run(ctx, Job::Save, Outcome::Saved(Box::new(gave_up)), move || {
            let text = file::write(&document);
            let before = if keeps { to_keep(&path, &text) } else { Ok(None) };
            witness::saving(&text);
            let result = file::save_text(&path, &text);
            if result.is_ok() {
                witness::saved(&text);
            }
            let result = result.map(|()| (OnDisk::of(&path), fingerprint(text.as_bytes())));
            let result = result.map_err(|error| error.to_string());
            let lock = (locks && result.is_ok()).then(|| Lock::take(&path));
            Outcome::Saved(Box::new(Saved { serial, path, revision, document, result, lock, before }))
        });
    }

    /// A map was written, or not.
    pub(super) fn was_saved(&mut self, ctx: &egui::Context, mut saved: Saved) {
        let lock = saved.lock.take();
        let before = std::mem::replace(&mut saved.before, Ok(None));
        let Saved { serial, path, revision, document, result, .. } = &saved;
        if let Err(error) = result {
            let notice = Notice::error(format!("{} was not saved", file_name(path)));
            self.say_failed(notice, error);
        } else {
            self.back_up(ctx, path, before);
        }
        let its_own = |workspace: &&mut Workspace| workspace.serial() == *serial;
        let Some(workspace) = self.workspace.as_mut().filter(its_own) else { return };
        workspace.saving = workspace.saving.saturating_sub(1);
        // What comes after waits for the last of them.
        let after = if workspace.saving == 0 { self.desk.after_saving.take() } else { None };
        let Ok((on_disk, fingerprint)) = result else { return };
        workspace.session.mark_saved_at(*revision);
        workspace.path = Some(path.clone());
        // A copy was saved: that one is edited from now on.
        workspace.read_only = None;
        workspace.session.set_read_only(false);
        workspace.on_disk = on_disk.clone();
        workspace.other_history = None;
        workspace.on_file = Some(document.clone());
        let told = mind_lock(workspace, lock);
        told.into_iter().for_each(|notice| self.desk.notices.say(notice));
        let kept = workspace.kept.take();
        self.keep_saved(path, *revision, *fingerprint);
        self.forget_kept(kept.as_ref());
        self.desk.settings.remember(path);
        self.keep_settings();
        if let Some(after) = after {
            // Edits made while it was being written are asked about again.
            self.leave_for(ctx, after);
        }
    }

    /// What is on disk need not be kept beside it.
    pub(super) fn forget_kept(&mut self, kept: Option<&Kept>) {
        if let Some(kept) = kept {
            kept.discard();
            self.desk.left.retain(|(other, _)| !matches!(&other.source, Source::Kept(it) if it == kept));
        }
    }
}

/// What a file says before it is saved over; none where it says the same already. Whatever is the matter with it, the map
/// is saved.
fn to_keep(path: &Path, text: &str) -> Result<Option<Before>, String> {
    let before = backup::before(path).map_err(|error| error.to_string())?;
    Ok(before.filter(|before| before.bytes != text.as_bytes()))
}
