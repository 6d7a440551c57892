//! When something panics. In a job: that job alone ends, and a notice says so. In the window's own thread: the map is
//! kept, and the program takes its own place and goes on from there; where that can't be done, or has just been done, a
//! page says what is to be done. Must not know what broke down.

use std::{
    any::Any,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use eframe::egui::{self, ViewportCommand};

use super::{Shell, files::FAULT, files::Outcome};
use crate::{
    app::{
        actions::Action,
        chrome::{
            parts::{Weight, words_button_ui, words_ui},
            status_line::counted,
        },
        fault::{self, Aftermath, Behind, Fault, rehearse},
        intent::Notice,
        jobs::{self, Job},
        theme,
    },
    file::journal::Log,
    pipeline::keeping,
};

/// A map that is being written may take so long to the end.
const LONGEST_SAVE: Duration = Duration::from_secs(3);
/// Width of the words of the page, points.
const WIDTH: f32 = 560.0;

/// A window that broke down and stands still.
pub(super) struct Broken {
    report: String,
    after: Aftermath,
    /// The map is on the disk as it is, or none is open.
    whole: bool,
    /// It has started again a moment ago.
    again: bool,
    /// How many edits are in no file, in words, if there are any; none where no map is open.
    edits: Option<String>,
    /// It was asked to close although not all is kept.
    leaves: bool,
}

/// How many edits no file has, in words and in brackets; nothing where all are saved.
fn unsaved(log: &Log) -> String {
    let edits = counted(log.unsaved(), "edit");
    match (log.unsaved(), log.saved()) {
        (0, _) => String::new(),
        (_, Some(_)) => format!(" ({edits} since it was last saved)"),
        (_, None) => format!(" ({edits}, never saved to a file)"),
    }
}

impl Shell {
    /// Does it so that a panic in it ends neither the program nor anything that was done.
    pub(super) fn guarded(&mut self, ctx: &egui::Context, work: impl FnOnce(&mut Self)) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.broke_down(ctx, &*payload);
        }
    }

    /// A frame that a panic cannot end the program from.
    pub(super) fn guarded_frame_ui(&mut self, ui: &mut egui::Ui) {
        if self.fault.is_some() {
            self.fault_ui(ui);
            return;
        }
        let ctx = ui.ctx().clone();
        self.guarded(&ctx, |shell| {
            rehearse::next("frame");
            shell.frame_ui(ui);
            rehearse_painting(ui);
            // At once: there may be no next frame for long.
            shell.follow_keeping();
        });
    }

    fn broke_down(&mut self, ctx: &egui::Context, payload: &(dyn Any + Send)) {
        let fault = fault::take(payload);
        let kept = catch_unwind(AssertUnwindSafe(|| self.keep_to_go_on(ctx)));
        let journal = match &kept {
            Ok(Some(journal)) => journal.clone(),
            Ok(None) => None,
            // What breaks down once more on the way is no news.
            Err(payload) => {
                let _ = fault::take(&**payload);
                None
            }
        };
        let whole = matches!(kept, Ok(Some(_)));
        let state = self.desk.folders.as_ref().map(|folders| folders.state.clone());
        let after = Aftermath { report: state.and_then(|state| fault.keep(&state).ok()), journal };
        let again = self.again.is_some_and(|again| !again.is_due());
        if let Some(program) = self.again.filter(|again| whole && again.is_due()) {
            let _ = catch_unwind(AssertUnwindSafe(|| self.keep_settings()));
            // It comes back only when the system refuses.
            let _ = program.start(&after);
        }
        let edits = self.workspace.as_ref().and_then(|workspace| workspace.keeping.as_ref());
        let edits = edits.map(|keeping| unsaved(keeping.log()));
        self.fault = Some(Broken { report: fault.to_string(), after, whole, again, edits, leaves: false });
        ctx.request_repaint();
    }

    /// All that was done is on the disk for the program that goes on from it: the journal, none where no map is open.
    /// None where it could not be kept.
    fn keep_to_go_on(&mut self, ctx: &egui::Context) -> Option<Option<PathBuf>> {
        self.leave_what_is_looked_at();
        if self.workspace.is_none() {
            return Some(None);
        }
        self.drop_gesture();
        // Before anything is done to the map.
        self.follow_keeping();
        // What is being typed may be what broke down: then it is not part of the map.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| self.finish_typing())) {
            let _ = fault::take(&*payload);
        }
        self.wait_for_saving(ctx);
        self.finish_backing();
        self.follow_keeping();
        self.hold().map(Some)
    }

    /// The map that waits beside one that is looked at is the one to go on with; of the other nothing can be lost.
    fn leave_what_is_looked_at(&mut self) {
        if let Some(waits) = self.desk.beside.take() {
            self.workspace = Some(*waits);
        }
        self.workspace.take_if(|workspace| workspace.read_only.is_some());
    }

    /// What the hands hold is let go: it is no edit yet.
    fn drop_gesture(&mut self) {
        if let Some(workspace) = &mut self.workspace {
            workspace.session.cancel_gesture();
        }
    }

    /// A map that is being written is written to the end.
    fn wait_for_saving(&mut self, ctx: &egui::Context) {
        let begun = Instant::now();
        self.desk.after_saving = None;
        while self.desk.is_writing && begun.elapsed() < LONGEST_SAVE {
            for outcome in self.desk.jobs.finished() {
                if matches!(outcome, Outcome::Saved(_)) {
                    self.finished(ctx, outcome);
                }
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The window goes down with its thread: keeps the map, and says where.
    pub(super) fn go_down(&mut self) {
        let Some(folders) = &self.desk.folders else { return };
        let state = folders.state.clone();
        let kept = catch_unwind(AssertUnwindSafe(|| {
            self.leave_what_is_looked_at();
            self.drop_gesture();
            self.follow_keeping();
            if self.workspace.is_some() { self.hold().map(Some) } else { Some(None) }
        }));
        let kept = kept.ok().flatten();
        fault::leave_behind(Behind { state, whole: kept.is_some(), journal: kept.flatten() });
    }

    /// This program was started after a fault: goes on from the journal and says so.
    pub(super) fn come_back(&mut self, ctx: &egui::Context, after: &Aftermath) {
        self.desk.report = after.report.as_deref().and_then(|path| fs::read_to_string(path).ok());
        let again = "ecomap had a fault and started again";
        let left = after.journal.as_deref().map(keeping::left_in);
        let notice = match left {
            None => Notice::warning(again).detail("Nothing is lost: no map was being edited."),
            Some(None) => Notice::error(again).detail(
                "The map that was open can’t be read back. Its journal stays, and the start page offers it.",
            ),
            Some(Some(left)) => {
                let kept = match left.log.unsaved() {
                    0 => "Nothing you did is lost: the map is as it was saved".to_owned(),
                    _ => format!("Nothing you did is lost{}", unsaved(&left.log)),
                };
                self.desk.comes_back = Some(left.journal.clone());
                self.open_left(ctx, left);
                Notice::warning(again).detail(format!("{kept}. Undo goes on from where it was."))
            }
        };
        self.say(Notice { offer: Some(Action::CopyFaultReport), stays: true, ..notice });
        self.desk.looks_later = true;
    }

    /// Tells of jobs that broke down, and looks for what earlier runs left once the map is back.
    pub(super) fn tell_of_faults(&mut self, ctx: &egui::Context) {
        if self.desk.looks_later && !self.desk.jobs.is_busy() {
            self.desk.looks_later = false;
            self.look_for_left(ctx);
        }
        for (job, fault) in fault::fallen(ctx) {
            let detail = "A fault in ecomap stopped this and nothing else: the map is as it was.";
            self.tell_of(ctx, fault, Notice::error(job.broke()).detail(detail));
        }
        // Libraries' threads are the program's, not one window's: where there are two, either may say so.
        let strays = if self.again.is_some() { fault::strays() } else { Vec::new() };
        for fault in strays {
            let notice = Notice::warning("Something in the background of ecomap broke down");
            let detail = "The map is as it was. Should the window no longer answer to something, save and start again.";
            self.tell_of(ctx, fault, notice.detail(detail));
        }
    }

    fn tell_of(&mut self, ctx: &egui::Context, fault: Fault, notice: Notice) {
        self.desk.report = Some(fault.to_string());
        self.say(Notice { offer: Some(Action::CopyFaultReport), stays: true, ..notice });
        if let Some(folders) = &self.desk.folders {
            let state = folders.state.clone();
            jobs::spawn(ctx, Job::Report, move || {
                // Nobody needs the file: the report is in the window.
                let _ = fault.keep(&state);
            });
        }
    }

    /// Says that something failed, unless a fault stopped it: of that the window has told.
    pub(super) fn say_failed(&mut self, notice: Notice, why: &str) {
        if why != FAULT {
            self.say(notice.detail(why));
        }
    }

    /// Puts the report of the last fault on the clipboard: of this run or of one before.
    pub(super) fn copy_report(&mut self, ctx: &egui::Context) {
        let kept = || fault::latest(&self.desk.folders.as_ref()?.state);
        let notice = match self.desk.report.clone().or_else(kept) {
            Some(report) => {
                ctx.copy_text(report);
                Notice::done("Fault report copied").detail("It holds nothing of the map.")
            }
            None => Notice::done("There is no fault to report"),
        };
        self.say(notice);
    }

    /// The window stands still and is asked to close.
    pub(super) fn close_broken(&mut self, ctx: &egui::Context) {
        let ends = self.closing.asked_to_end.load(Ordering::SeqCst);
        if ends && catch_unwind(AssertUnwindSafe(|| self.keep_as_it_is())).is_err() {
            // Nobody is left to be told; what was in the journal stays.
            self.closing.allowed = true;
        }
        let Some(broken) = &mut self.fault else { return };
        if broken.whole || broken.leaves || ends {
            // A question may be what went wrong: the next start offers what was kept.
            self.closing.allowed = true;
        } else {
            broken.leaves = true;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    fn fault_ui(&mut self, ui: &mut egui::Ui) {
        let theme = self.appearance.theme;
        let Some(broken) = &self.fault else { return };
        let (title, detail) = broken.words();
        let (starts, has_map) = (broken.whole && self.again.is_some(), self.workspace.is_some());
        let mut wish = None;
        egui::CentralPanel::no_frame().show(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, theme.page);
            ui.add_space(ui.available_height() * 0.22);
            ui.vertical_centered(|ui| {
                ui.set_max_width(WIDTH);
                words_ui(ui, title, theme::bold(20.0), theme.ink);
                words_ui(ui, &detail, theme::regular(14.0), theme.muted);
                ui.add_space(12.0);
                let mut button = |ui: &mut egui::Ui, words, weight, its| {
                    if words_button_ui(ui, &theme, words, weight).clicked() {
                        wish = Some(its);
                    }
                };
                if starts {
                    button(ui, "Start again", Weight::Main, Wish::Start);
                }
                if has_map {
                    let weight = if starts { Weight::Plain } else { Weight::Main };
                    button(ui, "Save map as…", weight, Wish::Save);
                }
                if !starts {
                    button(ui, "Go on", Weight::Plain, Wish::GoOn);
                }
                button(ui, Action::CopyFaultReport.entry().name, Weight::Plain, Wish::Copy);
            });
        });
        if let Some(wish) = wish {
            self.after_fault(ui.ctx(), wish);
        }
    }

    fn after_fault(&mut self, ctx: &egui::Context, wish: Wish) {
        let Some(broken) = &self.fault else { return };
        match wish {
            Wish::Copy => ctx.copy_text(broken.report.clone()),
            Wish::Start => {
                let refused = self.again.map(|program| program.start(&broken.after));
                // It comes back only when the system refuses: then the window stays.
                if refused.is_some() {
                    self.fault.iter_mut().for_each(|broken| broken.whole = false);
                }
            }
            Wish::Save | Wish::GoOn => {
                self.desk.report = Some(broken.report.clone());
                self.fault = None;
                if matches!(wish, Wish::Save) {
                    self.act(ctx, Action::SaveMapAs);
                }
            }
        }
        ctx.request_repaint();
    }
}

/// What may be done on the page.
#[derive(Clone, Copy)]
enum Wish {
    Start,
    Save,
    GoOn,
    Copy,
}

impl Broken {
    /// What happened, and what is to be done.
    fn words(&self) -> (&'static str, String) {
        let title = if self.again { "ecomap had a fault again" } else { "Something in ecomap went wrong" };
        let detail = match (self.whole, self.edits.as_deref()) {
            (true, None) => "Nothing is lost: no map was being edited.".to_owned(),
            (true, Some(edits)) => format!(
                "It started again a moment ago, and stays here now. Nothing you did is lost{edits}. Start again, or \
                 save the map under another name."
            ),
            (false, None) => {
                "Nothing is lost: no map was being edited. Go on, or close ecomap and start it again."
                    .to_owned()
            }
            (false, Some(edits)) if self.leaves => format!(
                "The map is in this window only{edits}. Save it under another name; closing once more gives these \
                 edits up."
            ),
            (false, Some(edits)) => format!(
                "Your map is in this window as it was before{edits}. Save it under another name to be sure, \
                 or go on."
            ),
        };
        (title, detail)
    }
}

/// A fault where no code of ours runs: while the frame is painted.
fn rehearse_painting(ui: &egui::Ui) {
    if rehearse::is_next("paint") {
        let broken = eframe::egui_glow::CallbackFn::new(|_, _| rehearse::fail("paint"));
        let callback = egui::PaintCallback { rect: ui.max_rect(), callback: Arc::new(broken) };
        ui.painter().add(callback);
    }
}
