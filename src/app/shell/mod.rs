//! The window's own `eframe::App`: passes each frame on to its parts and carries out what they ask for. Split by what
//! is done: `frame` draws, with `around` for what stands round the canvas and `presenting` for the map alone; `parts`
//! takes the keyboard from one to the next; `perform` does actions, `arrange` those that need boxes, `arranging` the panel of layouts; `files` opens,
//! `writing` saves, `keeping` writes the journal and restores from it, `exporting` makes figures, `importing` takes other programs' files, `other_program` makes them, `leaving` asks before anything is lost, `underneath` minds others who write the map's file, `backups` keeps what is saved over, `reading` opens to look at only, `clipboard` copies, `voice` says
//! aloud what happened, `fault` keeps the map when something breaks, and goes on from there. Must not know how any part does its work.

mod around;
mod arrange;
mod arranging;
mod backups;
mod clipboard;
mod compare;
mod exporting;
mod fault;
mod files;
mod findings;
mod frame;
mod handing;
mod history;
mod importing;
mod keeping;
mod leaving;
mod other_program;
mod parts;
mod perform;
mod presenting;
mod reading;
mod underneath;
mod voice;
mod writing;

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};

use eframe::egui;

use super::{
    appearance::Appearance,
    backups::Backups,
    chrome::{command_palette::CommandPalette, notices::Notices},
    dialogs::Dialogs,
    export::{Exporting, choices::Choices},
    fault::{Aftermath, Again, rehearse},
    frame_count::FrameCount,
    import::Importing,
    intent::Notice,
    jobs::Jobs,
    other_program::OtherProgram,
    recovery::Recoverable,
    settings::{Folders, Settings},
    watch::Watch,
    workspace::Workspace,
};
use crate::{interchange, text::Fonts};
use backups::Backing;
use fault::Broken;
use files::Outcome;
use leaving::{After, Asked};
use parts::Parts;
use underneath::Below;
use voice::Voice;
use writing::Writing;

/// What a window begins with.
#[derive(Default)]
pub struct Start {
    /// A map to open.
    pub map: Option<PathBuf>,
    /// Where settings and kept maps are; `None` keeps nothing.
    pub folders: Option<Folders>,
    /// What was remembered.
    pub settings: Settings,
    /// Set by a signal: the next close asks nothing.
    pub asked_to_end: Arc<AtomicBool>,
    /// After what the program was started again, if it was.
    pub after: Option<Aftermath>,
    /// How it starts again after a fault; `None` where it is to stay.
    pub again: Option<Again>,
}

/// What lies over the window.
#[derive(Default)]
enum Page {
    #[default]
    None,
    Commands(CommandPalette),
    Shortcuts,
    About,
    Findings(Notice),
    Export(Box<Exporting>),
    Import(Box<Importing>),
    OtherProgram(Box<OtherProgram>),
    Underneath,
    Backups(Box<Backups>),
}

/// What goes on beside the open map.
struct Desk {
    folders: Option<Folders>,
    settings: Settings,
    dialogs: Dialogs,
    jobs: Jobs<Outcome>,
    notices: Notices,
    page: Page,
    asked: Option<Asked>,
    /// What is to be done once the map that is being saved is saved.
    after_saving: Option<After>,
    /// How many hand-outs and redacted copies are being written.
    handing: usize,
    /// The window closes once the figure is written.
    closes_after_export: bool,
    /// What was chosen for the figure whose file is being asked for.
    figure: Option<Choices>,
    /// What was chosen for another program whose file is being asked for.
    for_program: Option<interchange::Writing>,
    /// A map is being written.
    is_writing: bool,
    /// Maps to be written after it.
    writings: VecDeque<Writing>,
    /// Maps that earlier runs left unsaved, with the pictures that are shown of them.
    left: Vec<(Recoverable, Option<egui::TextureHandle>)>,
    /// Why the journal can't be written, as far as the user was told.
    trouble_told: Option<String>,
    /// The report of the last fault.
    report: Option<String>,
    /// The journal of the map that was open before the program started again.
    comes_back: Option<PathBuf>,
    /// What earlier runs left is looked for once that map is back.
    looks_later: bool,
    /// The next map that is shown is to be saved elsewhere.
    save_elsewhere: bool,
    /// What threads wake the window with.
    ctx: egui::Context,
    /// How many signs without a face the user has been told of.
    boxes_told: usize,
    /// Where F6 goes.
    parts: Parts,
    /// What a screen reader is told.
    voice: Voice,
    /// Looks whether somebody else writes the map's file.
    watch: Watch,
    /// What they wrote, until something is done about it.
    below: Option<Box<Below>>,
    /// What maps said before they were saved over.
    backing: Backing,
    /// The map that waits while another is looked at beside it.
    beside: Option<Box<Workspace>>,
}

impl Desk {
    /// Whether others are told which maps are open here.
    fn locks(&self) -> bool {
        self.settings.lock_files && self.folders.is_some()
    }
}

/// How the window ends.
struct Closing {
    asked_to_end: Arc<AtomicBool>,
    allowed: bool,
    title: String,
    fitted: bool,
}

/// What title bars and task bars take of a screen, points.
const SCREEN_EDGE: f32 = 40.0;

/// The window.
pub struct Shell {
    appearance: Appearance,
    desk: Desk,
    workspace: Option<Workspace>,
    closing: Closing,
    fault: Option<Broken>,
    again: Option<Again>,
    frames: FrameCount,
}

impl Shell {
    /// A window that opens a map, or shows the start page.
    #[must_use]
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        let Start { map, folders, settings, asked_to_end, after, again } = start;
        let appearance = Appearance::new(ctx, &settings, Fonts::with_system());
        let desk = Desk {
            dialogs: Dialogs::new(ctx, settings.dialogs),
            left: Vec::new(),
            trouble_told: None,
            report: None,
            comes_back: None,
            looks_later: false,
            save_elsewhere: false,
            ctx: ctx.clone(),
            folders,
            settings,
            jobs: Jobs::default(),
            notices: Notices::default(),
            page: Page::None,
            asked: None,
            after_saving: None,
            handing: 0,
            closes_after_export: false,
            boxes_told: 0,
            parts: Parts::default(),
            voice: Voice::default(),
            watch: Watch::default(),
            below: None,
            backing: Backing::default(),
            beside: None,
            figure: None,
            for_program: None,
            is_writing: false,
            writings: VecDeque::new(),
        };
        let closing = Closing { asked_to_end, allowed: false, title: String::new(), fitted: false };
        let mut shell = Self {
            appearance,
            desk,
            workspace: None,
            closing,
            fault: None,
            again,
            frames: FrameCount::from_environment(),
        };
        if let Some(after) = after {
            shell.come_back(ctx, &after);
            return shell;
        }
        shell.look_for_left(ctx);
        if let Some(map) = map {
            shell.open(ctx, map);
        }
        shell
    }

    /// The open map, for tests and for what looks on.
    #[must_use]
    pub fn workspace(&self) -> Option<&Workspace> {
        self.workspace.as_ref()
    }

    /// What is being told.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.desk.notices.iter()
    }

    /// What is remembered.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.desk.settings
    }

    /// The page of exports, while it is open.
    #[must_use]
    pub fn export(&self) -> Option<&Exporting> {
        match &self.desk.page {
            Page::Export(page) => Some(page),
            _ => None,
        }
    }

    /// The page of imports, while it is open.
    #[must_use]
    pub fn import(&self) -> Option<&Importing> {
        match &self.desk.page {
            Page::Import(page) => Some(page),
            _ => None,
        }
    }

    /// The page on which the map is saved for another program, while it is open.
    #[must_use]
    pub fn other_program(&self) -> Option<&OtherProgram> {
        match &self.desk.page {
            Page::OtherProgram(page) => Some(page),
            _ => None,
        }
    }

    /// Whether something is being read, written or drawn.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let thinking = self.workspace.as_ref().is_some_and(|workspace| workspace.capture.is_busy());
        let drawing = match &self.desk.page {
            Page::Export(page) => page.is_busy(),
            Page::Import(page) => page.is_busy(),
            Page::OtherProgram(page) => page.is_busy(),
            _ => false,
        };
        let arranging = self.workspace.as_ref().and_then(|workspace| workspace.arranging.as_ref());
        let arranging = arranging.is_some_and(super::arrange::Arranging::is_busy);
        let measuring = self.workspace.as_ref().is_some_and(|open| {
            open.findings.is_busy() || open.comparing.is_busy() || open.canvas.is_behind()
        });
        self.desk.jobs.is_busy() || thinking || drawing || arranging || measuring
    }

    /// What is being typed on the canvas becomes part of the map, before anything is done with the map as a whole.
    fn finish_typing(&mut self) {
        let Some(workspace) = &mut self.workspace else { return };
        let refused = workspace.canvas.finish_rename(&mut workspace.session);
        if let Some(notice) = refused {
            self.say(notice);
        }
        self.finish_cell();
    }

    fn say(&mut self, notice: Notice) {
        self.desk.notices.say(notice);
    }

    /// Writes the settings; what cannot be written is said once and never in the way.
    fn keep_settings(&mut self) {
        let Some(folders) = &self.desk.folders else { return };
        if let Err(error) = self.desk.settings.save(folders) {
            let notice = Notice::warning("Settings could not be kept").detail(error.to_string());
            self.desk.notices.say(notice);
        }
    }

    /// The window's title: the map, and whether it is edited.
    fn title(&mut self, ctx: &egui::Context) {
        let title = match &self.workspace {
            Some(workspace) if workspace.session.is_modified() => format!("• {} – ecomap", workspace.name()),
            Some(workspace) => format!("{} – ecomap", workspace.name()),
            None => "ecomap".to_owned(),
        };
        if title != self.closing.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.closing.title = title;
        }
    }

    /// A window that would hang over the edge of a small screen fills it instead.
    fn fit_screen(&mut self, ctx: &egui::Context) {
        if self.closing.fitted {
            return;
        }
        let (size, screen) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect.map(|rect| rect.size()), viewport.monitor_size)
        });
        if let (Some(size), Some(screen)) = (size, screen) {
            self.closing.fitted = true;
            if size.x > screen.x - SCREEN_EDGE || size.y > screen.y - SCREEN_EDGE {
                ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
            }
        }
    }

    /// What is done in every frame, drawn or not.
    fn think(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        rehearse::next("logic");
        self.guard_closing(ctx);
        if let Some(answer) = self.desk.dialogs.poll(ctx, frame) {
            self.answered(ctx, answer);
        }
        for outcome in self.desk.jobs.finished() {
            self.finished(ctx, outcome);
        }
        self.tell_of_faults(ctx);
        self.open_dropped(ctx);
        self.follow_keeping();
        self.look_underneath(ctx);
        self.title(ctx);
        self.fit_screen(ctx);
        self.remember_size(ctx);
    }

    fn remember_size(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        let (size, maximised) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect.map(|rect| rect.size() * zoom), viewport.maximized == Some(true))
        });
        if let Some(size) = size.filter(|_| !maximised) {
            self.desk.settings.window = Some((size.x.round(), size.y.round()));
        }
    }
}

impl eframe::App for Shell {
    /// Called also while the window is covered or minimised: nothing that must not be lost may wait for `ui`.
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.frames.begin();
        if self.fault.is_some() {
            self.guard_closing(ctx);
            return;
        }
        self.guarded(ctx, |shell| shell.think(ctx, frame));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frames.count();
        self.guarded_frame_ui(ui);
        self.frames.end();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_settings();
    }
}

impl Drop for Shell {
    /// A panic that got through, or a display that is gone, ends the window without asking: keep what is not saved.
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.go_down();
        } else if !self.closing.allowed {
            self.keep_unsaved();
        }
    }
}
