//! The journal of the open map, and what earlier runs left: begun, followed, closed, restored, thrown away.
//! Must not know what stands in a journal.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use eframe::egui;

use super::{Shell, files::Outcome, leaving::Asked};
use crate::{
    app::{
        actions::Action,
        intent::{Notice, Tone},
        jobs::Job,
        recovery::{self, Recoverable, Source},
        witness,
        workspace::Workspace,
    },
    file::{
        disk::in_words,
        journal::{Claim, Header, Log, Place, Saved, Wake, claim},
    },
    pipeline::keeping::{Keeping, Moment},
};

/// So long the last words may take when the program ends.
const LONGEST_END: Duration = Duration::from_secs(2);

/// The window's clock.
pub(super) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment { nanoseconds: since.as_nanos() }
}

impl Shell {
    /// Where journals lie; none where nothing is to be kept.
    pub(super) fn place(&self) -> Option<Place> {
        let folders = self.desk.folders.as_ref().filter(|_| self.desk.settings.history)?;
        Some(Place::below(&folders.state))
    }

    fn wake(&self) -> Wake {
        let ctx = self.desk.ctx.clone();
        Arc::new(move || ctx.request_repaint())
    }

    /// What keeps this map from now on; it goes on from a log, if there is one.
    pub(super) fn keeping(&self, workspace: &Workspace, log: Option<Log>, now: Moment) -> Keeping {
        match log {
            Some(log) => Keeping::of(self.place(), self.wake(), log),
            None => {
                let header = Header {
                    name: workspace.name(),
                    path: workspace.path.clone(),
                    when: now.milliseconds(),
                    program: env!("CARGO_PKG_VERSION").to_owned(),
                    process: std::process::id(),
                };
                Keeping::new(self.place(), self.wake(), &workspace.session, header)
            }
        }
    }

    /// The map that is shown now is kept.
    pub(super) fn begin_keeping(&mut self, ctx: &egui::Context) {
        let Some(mut workspace) = self.workspace.take() else { return };
        if workspace.keeping.is_none() {
            workspace.keeping = Some(self.keeping(&workspace, None, now()));
        }
        if let (Some(claim), Some(keeping)) = (workspace.claim.take(), &mut workspace.keeping) {
            let journal = claim.path().to_owned();
            keeping.take_over(claim, now());
            self.forget_left(&journal);
        }
        self.workspace = Some(workspace);
        if std::mem::take(&mut self.desk.save_elsewhere) {
            self.act(ctx, Action::SaveMapAs);
        }
    }

    /// Writes down what was done since; says once when that fails, and once when it goes on.
    pub(super) fn follow_keeping(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        let name = workspace.name();
        witness::state(&workspace.session, now().milliseconds());
        let Some(keeping) = &mut workspace.keeping else { return };
        keeping.follow(&workspace.session, now());
        keeping.named(&name, workspace.path.as_deref(), now());
        let trouble = keeping.trouble();
        if trouble == self.desk.trouble_told {
            return;
        }
        match &trouble {
            Some(words) => {
                let notice = Notice::error("Your edits can’t be written to the journal");
                self.desk.notices.say(notice.detail(format!(
                    "{words}. They are in memory, and ecomap goes on trying. Until it says that it is well again, save \
                     often: what is not saved is lost should the program or the machine stop."
                )));
            }
            None => {
                self.desk.notices.clear(Tone::Error);
                self.desk.notices.say(Notice::done("Your edits are written to the journal again"));
            }
        }
        self.desk.trouble_told = trouble;
    }

    /// The map was written to its file.
    pub(super) fn keep_saved(&mut self, path: &Path, revision: u64, fingerprint: u64) {
        let Some(workspace) = &mut self.workspace else { return };
        let Some(keeping) = &mut workspace.keeping else { return };
        keeping.follow(&workspace.session, now());
        let saved = Saved { revision, path: path.to_owned(), fingerprint, when: now().milliseconds() };
        keeping.saved(saved, now());
    }

    /// Everything is on the disk, should the program end; whether it is, or nothing can be lost.
    pub(super) fn keep_unsaved(&mut self) -> bool {
        self.finish_typing();
        self.keep_as_it_is()
    }

    /// A journal of the map as it is stands on the disk, be there anything unsaved or not, and be journals switched off
    /// or not: what goes on from it takes it away again. None where that can't be.
    pub(super) fn hold(&mut self) -> Option<PathBuf> {
        let place = Place::below(&self.desk.folders.as_ref()?.state);
        let keeping = self.workspace.as_mut()?.keeping.as_mut()?;
        let kept = keeping.hold(&place, LONGEST_END, now());
        keeping.path().filter(|_| kept).map(Path::to_owned)
    }

    /// The same without the words being typed.
    pub(super) fn keep_as_it_is(&mut self) -> bool {
        self.follow_keeping();
        let Some(workspace) = &self.workspace else { return true };
        let keeping = workspace.keeping.as_ref();
        let kept = keeping.is_some_and(|keeping| keeping.path().is_some() && keeping.settle(LONGEST_END));
        kept || !workspace.session.is_modified()
    }

    /// The system ends the program: an unsaved map is offered at the next start, a saved one leaves its history.
    pub(super) fn keep_for_good(&mut self) {
        self.keep_unsaved();
        self.finish_backing();
        if self.workspace.as_ref().is_some_and(|workspace| !workspace.session.is_modified()) {
            self.end_keeping(true);
        }
    }

    /// The map is saved or given up. Waits for the disk only where nothing comes after.
    pub(super) fn end_keeping(&mut self, waits: bool) {
        if waits {
            self.finish_backing();
        }
        self.follow_keeping();
        let Some(keeping) = self.workspace.as_mut().and_then(|workspace| workspace.keeping.take()) else {
            return;
        };
        if let Some(answer) = keeping.close(now())
            && waits
        {
            let _ = answer.wait(LONGEST_END);
        }
        self.desk.trouble_told = None;
    }

    /// Looks on a thread for what earlier runs left.
    pub(super) fn look_for_left(&mut self, ctx: &egui::Context) {
        let Some(folders) = self.desk.folders.clone() else { return };
        let fonts = self.appearance.fonts.clone();
        let nothing = Outcome::Looked(Vec::new(), 0);
        self.desk.jobs.run(ctx, Job::Recover, nothing, move || {
            let (left, unread) = recovery::look(&folders, &fonts);
            Outcome::Looked(left, unread)
        });
    }

    /// What was found is offered on the start page; where a map is open already, a notice says so.
    pub(super) fn were_left(&mut self, ctx: &egui::Context, left: Vec<Recoverable>, unread: usize) {
        let textured = |one: Recoverable| {
            let options = egui::TextureOptions::LINEAR;
            let texture = one.picture.clone().map(|image| ctx.load_texture("left map", image, options));
            (one, texture)
        };
        self.desk.left = left.into_iter().map(textured).collect();
        if let (Some((first, _)), true) =
            (self.desk.left.first(), self.workspace.is_some() || self.desk.jobs.is_busy())
        {
            let words = format!("“{}” was not saved when ecomap last ended", first.name);
            let detail = "The start page, in the File menu, restores it.";
            self.say(Notice::warning(words).detail(detail));
        }
        if unread > 0 {
            let folder = self.desk.folders.as_ref().map(|folders| folders.state.join("journal"));
            let folder = folder.unwrap_or_default();
            let notice = Notice::warning("A journal of an earlier run can’t be read");
            self.say(
                notice.detail(format!("It stays in {}: nothing is thrown away unasked.", folder.display())),
            );
        }
    }

    /// Restores one of what is offered; `elsewhere`: and asks at once where to save it.
    pub(super) fn restore(&mut self, ctx: &egui::Context, place: usize, elsewhere: bool) {
        let Some((one, _)) = self.desk.left.get(place) else { return };
        self.desk.save_elsewhere = elsewhere;
        match one.source.clone() {
            Source::Journal(left) => self.open_left(ctx, *left),
            Source::Kept(kept) => self.open_kept(ctx, kept),
        }
    }

    /// Asks whether one of what is offered may go.
    pub(super) fn ask_throw_away(&mut self, place: usize) {
        if let Some((one, _)) = self.desk.left.get(place) {
            self.desk.asked = Some(Asked::ThrowAway { place, name: one.name.clone() });
        }
    }

    /// Throws it away.
    pub(super) fn throw_away(&mut self, place: usize) {
        if place >= self.desk.left.len() {
            return;
        }
        let (one, _) = self.desk.left.remove(place);
        match one.source {
            Source::Journal(left) => {
                // Another window may have taken it up meanwhile: then it is that one's.
                let gone = claim(&left.journal).map(Claim::remove);
                if let Some(Err(error)) = gone {
                    let notice = Notice::warning(format!("“{}” could not be thrown away", one.name));
                    let words = in_words(&error);
                    self.say(notice.detail(format!("{}: {words}", left.journal.display())));
                }
            }
            Source::Kept(kept) => kept.discard(),
        }
    }

    /// It is no longer offered.
    pub(super) fn forget_left(&mut self, journal: &Path) {
        let its = |one: &Recoverable| matches!(&one.source, Source::Journal(left) if left.journal == journal);
        self.desk.left.retain(|(one, _)| !its(one));
    }
}
