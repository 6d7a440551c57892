//! Backups: kept after each save, looked through, brought back, written elsewhere. A save never waits for one, and never
//! fails with one. Must not know how they are kept.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    time::{Duration, Instant},
};

use eframe::egui;

use super::{
    Page, Shell,
    files::{FAULT, Outcome},
    handing::is_same,
    keeping::now,
};
use crate::{
    app::{
        backups::{Backups, Depth, Kept, Peeked, Wish, backups_page_ui, peek},
        chrome::menu_bar::{file_name, folder_name},
        dialogs::{Purpose, Request},
        intent::Notice,
        jobs::Job,
        recovery::ago,
        workspace::Workspace,
    },
    editor::Command,
    file::{
        self,
        backup::{Backup, Before, Shelf},
    },
    model::{Document, Transaction},
};

/// So long the last backup may take when the program ends.
const LONGEST_END: Duration = Duration::from_secs(2);

/// What is being kept, and what for.
#[derive(Default)]
pub(super) struct Backing {
    /// One for each version that is being written; it says nothing but that it is done.
    under_way: Vec<Receiver<()>>,
    /// Why none can be kept, as far as the user was told.
    told: Option<String>,
    /// The version that is to be written elsewhere, while it is asked where.
    copied: Option<Backup>,
}

/// A version was kept, or not.
pub(super) struct Shelved {
    path: PathBuf,
    result: Result<(), String>,
}

/// A version was written elsewhere, or not.
pub(super) struct Copied {
    path: PathBuf,
    result: Result<(), String>,
}

impl Shell {
    /// Where backups lie; none where the user has no home.
    pub(super) fn shelf(&self) -> Option<Shelf> {
        let folders = self.desk.folders.as_ref()?;
        Some(Shelf::below(&folders.state, self.desk.settings.backup_rule()))
    }

    /// Where the version that is about to be saved over is to be kept; none where none is.
    pub(super) fn backups_kept(&self) -> Option<Shelf> {
        self.shelf().filter(|shelf| shelf.rule().versions > 0)
    }

    /// Keeps what stood in a file that has just been saved over, on a thread.
    pub(super) fn back_up(
        &mut self,
        ctx: &egui::Context,
        path: &Path,
        before: Result<Option<Before>, String>,
    ) {
        let before = match before {
            Ok(None) => return,
            Ok(Some(before)) => before,
            Err(words) => {
                let words = format!("What stood in it before could not be read: {words}");
                self.was_shelved(Shelved { path: path.to_owned(), result: Err(words) });
                return;
            }
        };
        let Some(shelf) = self.backups_kept() else { return };
        let (done, waits) = channel();
        self.desk.backing.under_way.retain(|other| other.try_recv() == Err(TryRecvError::Empty));
        self.desk.backing.under_way.push(waits);
        let path = path.to_owned();
        let gave_up = Shelved { path: path.clone(), result: Err(FAULT.to_owned()) };
        self.desk.jobs.run(ctx, Job::BackUp, Outcome::Shelved(gave_up), move || {
            let kept = shelf.keep(&path, &before, now().milliseconds());
            // Nobody may be waiting.
            let _ = done.send(());
            Outcome::Shelved(Shelved { path, result: kept.map(|_| ()).map_err(|error| error.to_string()) })
        });
    }

    /// Says once when no version can be kept, and again when the reason is another.
    pub(super) fn was_shelved(&mut self, shelved: Shelved) {
        let Shelved { path, result } = shelved;
        let trouble = result.err();
        if trouble == self.desk.backing.told {
            return;
        }
        if let Some(words) = trouble.as_deref().filter(|words| *words != FAULT) {
            let name = file_name(&path);
            let notice = Notice::warning(format!("{name} is saved, but what it said before is not kept"));
            self.say(notice.detail(format!("{words}. There is no backup to go back to.")));
        }
        self.desk.backing.told = trouble;
    }

    /// The program ends: what is being kept is finished first, but not for long.
    pub(super) fn finish_backing(&mut self) {
        let until = Instant::now() + LONGEST_END;
        for waits in self.desk.backing.under_way.drain(..) {
            let _ = waits.recv_timeout(until.saturating_duration_since(Instant::now()));
        }
    }

    /// Shows the backups of the open map.
    pub(super) fn open_backups(&mut self, ctx: &egui::Context) {
        self.finish_typing();
        let Some(workspace) = &self.workspace else { return };
        let Some(path) = workspace.own_file().map(Path::to_owned) else {
            let notice = Notice::done("This map has no backups: it has no file yet");
            self.say(notice.detail("The first is kept when it is saved for the second time."));
            return;
        };
        let revision = workspace.session.revision();
        self.show_backups(ctx, path, Some(revision), String::new());
    }

    /// Shows the backups of a map that is open in this state, or not open at all: then why, if there is a reason.
    pub(super) fn show_backups(
        &mut self,
        ctx: &egui::Context,
        path: PathBuf,
        revision: Option<u64>,
        trouble: String,
    ) {
        let Some(shelf) = self.shelf() else { return };
        self.desk.page = Page::Backups(Box::new(Backups::of(path.clone(), revision, trouble)));
        let nothing = Outcome::Listed(path.clone(), Vec::new());
        self.desk.jobs.run(ctx, Job::Backups, nothing, move || {
            let backups = shelf.of(&path);
            Outcome::Listed(path, backups)
        });
    }

    /// The folder was read.
    pub(super) fn were_listed(&mut self, ctx: &egui::Context, map: &Path, backups: Vec<Backup>) {
        if let Page::Backups(page) = &mut self.desk.page {
            page.listed(map, backups);
            self.look_into_next(ctx);
        }
    }

    /// Looks into one more, on a thread.
    fn look_into_next(&mut self, ctx: &egui::Context) {
        let Page::Backups(page) = &mut self.desk.page else { return };
        let Some((backup, all)) = page.next_to_peek() else { return };
        let depth = match (all, page.revision(), &self.workspace) {
            (false, ..) => Depth::Counts,
            (true, Some(revision), Some(open)) => {
                Depth::Since(Box::new(open.session.document().clone()), revision)
            }
            (true, ..) => Depth::All,
        };
        let (look, fonts) = (self.appearance.look.clone(), self.appearance.fonts.clone());
        let gave_up = Peeked { backup: backup.clone(), result: Err(FAULT.to_owned()) };
        self.desk.jobs.run(ctx, Job::Backups, Outcome::Peeked(Box::new(gave_up)), move || {
            Outcome::Peeked(Box::new(peek(backup, &depth, &look, &fonts)))
        });
    }

    /// One was looked into.
    pub(super) fn was_peeked(&mut self, ctx: &egui::Context, peeked: Peeked) {
        if let Page::Backups(page) = &mut self.desk.page {
            let options = egui::TextureOptions::LINEAR;
            page.looked(peeked, |image| ctx.load_texture("backup", image, options));
            self.look_into_next(ctx);
        }
    }

    /// The page, while it is open.
    pub(super) fn backups_page_ui(&mut self, ctx: &egui::Context) {
        let Page::Backups(page) = &self.desk.page else { return };
        let is_open = page.revision().is_some();
        let kept = Kept {
            versions: self.desk.settings.backups,
            days: self.desk.settings.backup_days,
            is_on: self.backups_kept().is_some(),
            looks_only: !is_open || self.workspace.as_ref().is_some_and(|open| open.read_only.is_some()),
        };
        let Page::Backups(page) = &mut self.desk.page else { return };
        let wish = backups_page_ui(ctx, &self.appearance.theme, page, kept);
        let map = page.map().to_owned();
        match wish {
            None => {
                // Another may have been chosen.
                self.look_into_next(ctx);
                return;
            }
            Some(Wish::Close) => self.desk.page = Page::None,
            Some(Wish::BringBack(document, written)) => {
                self.desk.page = Page::None;
                self.bring_back(&document, written);
            }
            Some(Wish::LayOver(document, written)) => {
                self.desk.page = Page::None;
                self.lay_over(format!("saved {}", ago(written / 1000)), document);
            }
            Some(Wish::Look(backup)) => {
                self.desk.page = Page::None;
                self.look_into(ctx, backup, map);
            }
            Some(Wish::SaveAs(backup)) => {
                self.desk.page = Page::None;
                self.ask_copy(backup, &map);
            }
            Some(Wish::Versions(versions)) => {
                self.desk.settings.backups = versions;
                self.keep_settings();
            }
            Some(Wish::Days(days)) => {
                self.desk.settings.backup_days = days;
                self.keep_settings();
            }
        }
        ctx.request_repaint();
    }

    /// The open map becomes what a version was, in one step.
    fn bring_back(&mut self, document: &Arc<Document>, written: u64) {
        let Some(workspace) = &mut self.workspace else { return };
        workspace.session.cancel_gesture();
        workspace.session.seal();
        let transaction = Transaction::between(workspace.session.document(), document);
        let name = "Bring back a backup".to_owned();
        let result = workspace.session.perform(Command::Transaction { name, transaction });
        if self.tell(result).is_some() {
            let when = ago(written / 1000);
            let notice = Notice::done(format!("The map is as it was saved {when}"));
            self.say(notice.detail("Undo takes that back. Save the map to put it into the file."));
        }
    }

    fn ask_copy(&mut self, backup: Backup, map: &Path) {
        let stem = map.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{stem} as it was.ron");
        // The version is what is written, whatever map is open then.
        let asked = Request { purpose: Purpose::BackupCopy, folder: self.folder(), name, serial: None };
        if self.desk.dialogs.ask(asked) {
            self.desk.backing.copied = Some(backup);
        }
    }

    /// Writes a version to another file, byte for byte, on a thread.
    pub(super) fn write_copy(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(backup) = self.desk.backing.copied.take() else { return };
        let own = self.workspace.as_ref().and_then(Workspace::own_file);
        if own.is_some_and(|own| is_same(own, &path)) {
            let notice = Notice::warning(format!("{} was not written", file_name(&path)));
            self.say(notice.detail("That is the map itself. “Bring back” puts the version in its place."));
            return;
        }
        let gave_up = Copied { path: path.clone(), result: Err(FAULT.to_owned()) };
        self.desk.jobs.run(ctx, Job::HandOut, Outcome::Copied(gave_up), move || {
            let bytes = file::bytes(&backup.path).map_err(|error| error.to_string());
            let written = |bytes: Vec<u8>| file::save_bytes(&path, &bytes).map_err(|error| error.to_string());
            let result = bytes.and_then(written);
            Outcome::Copied(Copied { path, result })
        });
    }

    pub(super) fn was_copied(&mut self, copied: Copied) {
        let Copied { path, result } = copied;
        let name = file_name(&path);
        match result {
            Ok(()) => {
                let notice = Notice::done(format!("Wrote {name}"));
                self.say(notice.detail(format!("In {}", folder_name(&path))));
            }
            Err(words) => self.say_failed(Notice::error(format!("{name} was not written")), &words),
        }
    }

    /// Takes the backups of all maps away; their number, or why that failed.
    pub(super) fn wipe_backups(&self) -> std::io::Result<usize> {
        self.shelf().map_or(Ok(0), |shelf| shelf.wipe())
    }
}
