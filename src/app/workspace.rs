//! The open map: its session, its file, and how it stands with it. Must not know dialogs or menus.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::SystemTime,
};

use eframe::egui;

use super::{
    actions::{Action, Situation},
    arrange::{Arranging, choices::Choices as Arrangement},
    canvas::{Canvas, scene_target},
    capture::CaptureBar,
    chrome::key_card::KeyCard,
    chrome::{
        menu_bar::{MapTitle, file_name},
        status_line::{SaveState, Status, counted},
    },
    compare::CompareCard,
    explore::Explore,
    export::choices::Choices,
    find::Find,
    findings::FindingsCard,
    history::HistoryCard,
    intent::Notice,
    measuring::Measuring,
    panels::{InspectorState, LegendState},
    present::Presenting,
    read_only::ReadOnly,
    recovery::Kept,
    rounds::Rounds,
    table::Table,
    time::TimeBar,
};
use crate::app::words::within_sentence;
use crate::{
    editor::{Command, Held, Session, Target, ToolKind, arrangeable, held},
    file::{
        Holder, Lock,
        journal::{Claim, Log},
    },
    model::{Document, Point, RecordId, View, ViewId},
    pipeline::{
        Unsaved, keep_bundling,
        keeping::{Keeping, session_of},
        time::When,
    },
    scene::Shown,
};

/// The number of the next one.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// How a file was when it was read or written: another that writes it changes that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDisk {
    bytes: u64,
    when: SystemTime,
}

impl OnDisk {
    /// How it is now; `None` where there is none, or the system does not say.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let about = std::fs::metadata(path).ok()?;
        Some(Self { bytes: about.len(), when: about.modified().ok()? })
    }

    /// As it is never: whatever stands in the file now, it is not what the map was last saved as.
    #[must_use]
    pub fn other() -> Self {
        Self { bytes: u64::MAX, when: SystemTime::UNIX_EPOCH }
    }
}

/// The open map.
pub struct Workspace {
    /// The map and what is done to it.
    pub session: Session,
    /// Its file; none until it is saved.
    pub path: Option<PathBuf>,
    /// How its file was when it was read or saved, as far as that is known.
    pub on_disk: Option<OnDisk>,
    /// What its file said then, or what was merged with since: what a merge begins with.
    pub on_file: Option<Document>,
    /// Tells others that the map is open here; goes with it.
    pub lock: Option<Lock>,
    /// Who else has it open, until the user has said that it may be saved all the same.
    pub held_by: Option<Holder>,
    /// What a merge left to decide is not shown.
    pub conflicts_hidden: bool,
    /// It is open to look at only, until a copy of it is saved.
    pub read_only: Option<ReadOnly>,
    /// The kept map that it came from: taken away once it is saved or given up.
    pub kept: Option<Kept>,
    /// The card of the history.
    pub history: HistoryCard,
    /// The card of what the measures say.
    pub findings: FindingsCard,
    /// Other maps, laid over it or beside it.
    pub comparing: CompareCard,
    /// What is kept of its history, from when it is shown.
    pub keeping: Option<Keeping>,
    /// The journal from which it was restored, until its own takes that one's place.
    pub claim: Option<Claim>,
    /// A history of its file that does not lead to the map as it is now: something else has written the file since.
    pub other_history: Option<Box<Log>>,
    /// How many writings are under way.
    pub saving: usize,
    /// Where it is seen and edited.
    pub canvas: Canvas,
    /// What the inspector remembers.
    pub inspector: InspectorState,
    /// What the legend remembers.
    pub legend: LegendState,
    /// What its rules of appearance follow.
    pub measuring: Measuring,
    /// At which date it is looked at.
    pub time: TimeBar,
    /// The live network, while it is open.
    pub explore: Option<Explore>,
    /// The line in which things are typed.
    pub capture: CaptureBar,
    /// The letters of the canvas.
    pub key_card: KeyCard,
    /// Rounds, influence and goals.
    pub rounds: Rounds,
    /// Search and filters.
    pub find: Find,
    /// Organisations and flows as rows.
    pub table: Table,
    /// The presentation, while it is going on.
    pub present: Option<Presenting>,
    /// The panel of arrangements, while it is open.
    pub arranging: Option<Arranging>,
    /// What was last chosen there.
    pub arrangement: Arrangement,
    /// What was last chosen for a figure of it.
    pub figure: Option<Choices>,
    /// What a map without file and title is called.
    name: String,
    serial: u64,
}

impl Workspace {
    /// A map that was read from this file.
    #[must_use]
    pub fn opened(document: Document, path: PathBuf) -> Self {
        let workspace = Self::untitled(document, file_name(&path));
        Self { path: Some(path), ..workspace }
    }

    /// A map that has no file yet.
    #[must_use]
    pub fn untitled(document: Document, name: impl Into<String>) -> Self {
        Self {
            session: Session::new(document),
            path: None,
            on_disk: None,
            on_file: None,
            lock: None,
            held_by: None,
            conflicts_hidden: false,
            read_only: None,
            kept: None,
            history: HistoryCard::default(),
            findings: FindingsCard::default(),
            comparing: CompareCard::default(),
            keeping: None,
            claim: None,
            other_history: None,
            saving: 0,
            canvas: Canvas::default(),
            inspector: InspectorState::default(),
            legend: LegendState::default(),
            measuring: Measuring::default(),
            time: TimeBar::default(),
            explore: None,
            capture: CaptureBar::default(),
            key_card: KeyCard::default(),
            rounds: Rounds::default(),
            find: Find::default(),
            table: Table::default(),
            present: None,
            arranging: None,
            arrangement: Arrangement::default(),
            figure: None,
            name: name.into(),
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// A map that is open to look at only.
    #[must_use]
    pub fn to_look_at(document: Document, read_only: ReadOnly) -> Self {
        let mut workspace = Self::untitled(document, file_name(&read_only.source));
        workspace.session.set_read_only(true);
        Self { read_only: Some(read_only), ..workspace }
    }

    /// The file that holds it: nothing else may be written there, and of a map that is open to look at nothing at all.
    #[must_use]
    pub fn own_file(&self) -> Option<&Path> {
        let kept = self.read_only.as_ref().filter(|read_only| read_only.keeps());
        self.path.as_deref().or_else(|| kept.map(|read_only| read_only.source.as_path()))
    }

    /// A map that was kept when the program ended: not on disk as it is here.
    #[must_use]
    pub fn recovered(document: Document, kept: Kept) -> Self {
        let mut workspace = Self::untitled(document, kept.about.name.clone());
        workspace.session.mark_unsaved();
        Self { path: kept.about.path.clone(), kept: Some(kept), ..workspace }
    }

    /// A map that goes on from a history, with its file if it has one. `None` where the history leads nowhere.
    #[must_use]
    pub fn resumed(log: &Log, path: Option<PathBuf>) -> Option<Self> {
        let session = session_of(log)?;
        let workspace = Self::untitled(Document::bare(), log.header.name.clone());
        Some(Self { session, path, ..workspace })
    }

    /// Whether somebody else has written its file. A file that is gone can be written without loss.
    #[must_use]
    pub fn is_changed_on_disk(&self) -> bool {
        let now = self.path.as_deref().and_then(OnDisk::of);
        self.saving == 0 && now.is_some() && self.on_disk.is_some() && now != self.on_disk
    }

    /// Its number among the maps of this run.
    #[must_use]
    pub fn serial(&self) -> u64 {
        self.serial
    }

    /// Whether what a merge left to decide is shown.
    #[must_use]
    pub fn shows_conflicts(&self) -> bool {
        !self.conflicts_hidden && !self.session.document().map().conflicts.is_empty()
    }

    /// What people call it: its file, its title, or what it was begun as.
    #[must_use]
    pub fn name(&self) -> String {
        let title = self.session.document().map().title.trim();
        match (&self.path, &self.read_only) {
            (Some(path), _) => file_name(path),
            (None, Some(_)) => self.name.clone(),
            (None, None) if !title.is_empty() => title.to_owned(),
            (None, None) => self.name.clone(),
        }
    }

    /// A name for a file to write, without the extension.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let source = self.read_only.as_ref().map(|read_only| read_only.source.as_path());
        let stem = self.path.as_deref().or(source).and_then(Path::file_stem);
        match stem {
            Some(stem) if source.is_some() => format!("{} copy", stem.to_string_lossy()),
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => crate::model::slug(&self.name(), "map"),
        }
    }

    /// For the top bar.
    #[must_use]
    pub fn title(&self) -> MapTitle {
        let title = self.session.document().map().title.trim();
        let file = match (&self.path, &self.read_only) {
            (Some(path), _) => file_name(path),
            (None, Some(_)) => format!("{}, read-only", self.name),
            (None, None) => "no file yet".to_owned(),
        };
        let title = if title.is_empty() { self.name() } else { title.to_owned() };
        let file = if title == file { String::new() } else { file };
        MapTitle { title, file, edited: self.session.is_modified() }
    }

    /// How it stands with its file.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        match (&self.path, self.session.is_modified()) {
            _ if self.saving > 0 => SaveState::Saving,
            _ if self.read_only.is_some() => SaveState::ReadOnly,
            (_, true) if self.path.is_some() => SaveState::Edited,
            (_, true) => SaveState::NotSavedYet,
            (None, false) => SaveState::New,
            (Some(_), false) => SaveState::Saved,
        }
    }

    /// For the status line.
    #[must_use]
    pub fn status(&self, tool_hint: &str, zoom: f64) -> Status {
        let document = self.session.preview();
        let hint = if tool_hint.is_empty() { self.selection_words() } else { tool_hint.to_owned() };
        Status {
            organisations: document.organisations().len(),
            flows: document.flows().len(),
            hint,
            zoom,
            save: self.save_state(),
        }
    }

    /// `3 organisations and 2 flows selected`.
    fn selection_words(&self) -> String {
        let selection = self.session.selection();
        let count = |is: fn(&Target) -> bool| selection.targets().iter().filter(|target| is(target)).count();
        let parts = [
            (count(|target| matches!(target, Target::Organisation(_))), "organisation"),
            (count(|target| matches!(target, Target::Flow(_))), "flow"),
            (count(|target| matches!(target, Target::Group(_))), "group"),
            (count(|target| matches!(target, Target::Note(_))), "note"),
            (count(|target| matches!(target, Target::Area(_))), "area"),
        ];
        let words: Vec<String> = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, one)| counted(*number, one))
            .collect();
        match words.split_last() {
            None => String::new(),
            Some((last, [])) => format!("{last} selected"),
            Some((last, before)) => format!("{} and {last} selected", before.join(", ")),
        }
    }

    /// Where pasted things go, canvas units.
    #[must_use]
    pub fn paste_point(&self) -> Point {
        self.canvas.place()
    }

    /// Brings what is selected into view.
    pub fn zoom_to_selection(&mut self) {
        let targets: Vec<_> = self.session.selection().targets().iter().map(scene_target).collect();
        self.canvas.zoom_to_targets(&targets);
    }

    /// Brings what is hidden up to date, once a frame before anything is drawn; what is to be said
    /// about it.
    pub fn settle_find(&mut self, ctx: &egui::Context) -> Option<Notice> {
        let still = ctx.global_style().animation_time == 0.0;
        let now = ctx.input(|input| input.time);
        let next = self.time.settle(&self.session, self.find.looking_mut(), (now, still));
        if let Some(next) = next {
            ctx.request_repaint_after_secs(next as f32);
        }
        self.canvas.set_pale(self.time.pale().cloned());
        let told = self.find.settle(&mut self.session);
        if let Some(ids) = self.find.take_reveal(self.session.document()) {
            self.canvas.reveal(&ids, self.covered());
        }
        told
    }

    /// Shows or hides a card that stands in the canvas's right upper corner: one at a time.
    pub fn toggle_card(&mut self, card: Action) {
        self.find.open = false;
        if card != Action::History {
            self.history.open = false;
        }
        if card != Action::Findings {
            self.findings.close();
        }
        if card != Action::CompareWith {
            self.comparing.close();
        }
        match card {
            Action::Findings => self.findings.toggle(),
            Action::CompareWith => self.comparing.toggle(),
            _ => self.history.toggle(),
        }
    }

    /// How much of the canvas is covered at its right by a card, points.
    #[must_use]
    pub fn covered(&self) -> f32 {
        let card = self.findings.rect().or(self.comparing.rect()).or(self.history.rect());
        let card = card.map_or(0.0, |rect| rect.width() + 12.0);
        self.find.covered().max(card)
    }

    /// What is seen now, as a view: place, filter, focus and kinds that are off; with `shown`, how flows are drawn.
    #[must_use]
    pub fn view_now(&self, shown: Shown) -> View {
        let view = self.looked_at();
        let number = self.session.document().views().len() + 1;
        let mut view = View { name: format!("Step {number}"), camera: self.canvas.seen(), ..view };
        keep_bundling(&mut view, shown);
        view
    }

    /// What is shown of the map now, whatever part of the canvas is seen; nothing where that is the whole map as it is.
    #[must_use]
    pub fn seen(&self) -> Option<Unsaved> {
        let view = self.looked_at();
        let spared = || self.find.looking().spared().clone();
        (view != View::default()).then(|| Unsaved { view, spared: spared() })
    }

    /// Filter, focus, kinds that are off, and the date.
    fn looked_at(&self) -> View {
        let view = self.find.looking().view();
        self.time.when().map_or_else(|| view.clone(), |when| when.over(view))
    }

    /// The command that keeps what is seen now in a saved view; its words stay.
    #[must_use]
    pub fn updated_view(&self, id: &ViewId, shown: Shown) -> Option<Command> {
        let saved = View::clone(self.session.document().view(id)?);
        let View { filter, focus, hidden_kinds, camera, date, later_date, .. } = self.view_now(shown);
        let mut view = View { filter, focus, hidden_kinds, camera, date, later_date, ..saved };
        keep_bundling(&mut view, shown);
        Some(Command::replace("Update view", RecordId::View(id.clone()), view))
    }

    /// Shows what a saved view shows, from where it was seen.
    pub fn show_view(&mut self, id: &ViewId) {
        let Some(view) = self.session.document().view(id) else { return };
        self.time.show(When::of(view));
        self.find.show_view(id, view);
        match view.camera {
            Some(camera) => self.canvas.look_through(camera),
            None => self.canvas.zoom_to_fit(),
        }
    }

    /// Begins to type the name of what is selected.
    pub fn begin_rename(&mut self) {
        if let Some(target) = self.session.selection().only() {
            self.canvas.begin_rename_of(scene_target(target));
        }
    }

    /// Whether all that is selected is held so.
    fn is_held(&self, by: Held) -> bool {
        held(self.session.document(), self.session.selection().targets(), by)
    }

    fn switched_on(&self) -> Vec<Action> {
        let tool = tool_action(self.session.tool());
        let on = [
            (self.explore.is_some(), Action::ToggleExplore),
            (self.capture.open, Action::Capture),
            (self.find.open, Action::Find),
            (self.history.open, Action::History),
            (self.findings.is_open(), Action::Findings),
            (self.time.is_open(), Action::Time),
            (self.time.is_playing(), Action::PlayTime),
            (self.comparing.is_open(), Action::CompareWith),
            (self.rounds.is_on(), Action::Round),
            (self.rounds.panel_is_open(), Action::Influence),
            (self.rounds.is_reading(), Action::ReadInfluence),
            (self.table.open, Action::Table),
            (self.table.open && self.table.alone, Action::TableAlone),
            (self.present.is_some(), Action::Present),
            (self.arranging.is_some(), Action::Layout),
            (self.shows_conflicts(), Action::Conflicts),
            (self.is_held(Held::Locked), Action::Lock),
            (self.is_held(Held::Pinned), Action::Pin),
        ];
        let on = on.into_iter().filter(|(on, _)| *on).map(|(_, action)| action);
        std::iter::once(tool).chain(on).collect()
    }

    /// Shows the live network in place of the map, or the map again. A notice when the name that was being typed is
    /// refused.
    pub fn toggle_explore(&mut self) -> Option<Notice> {
        let refused = self.canvas.finish_rename(&mut self.session);
        self.explore = match self.explore {
            Some(_) => None,
            None => Some(Explore::new()),
        };
        refused
    }

    /// What its state allows.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let (selection, document) = (self.session.selection(), self.session.document());
        let groupable = |target: &&Target| matches!(target, Target::Organisation(_) | Target::Group(_));
        Situation {
            map: true,
            selected: selection.len(),
            groupable: selection.targets().iter().filter(groupable).count(),
            arrangeable: arrangeable(document, selection.targets()).len(),
            group: selection.targets().iter().any(|target| matches!(target, Target::Group(_))),
            collapsed: selection.targets().iter().all(|target| match target {
                Target::Group(id) => document.group(id).is_some_and(|group| group.collapsed),
                _ => true,
            }),
            note: selection.targets().iter().any(|target| matches!(target, Target::Note(_))),
            parked: selection.targets().iter().all(|target| match target {
                Target::Note(id) => document.note(id).is_some_and(|note| note.parked),
                _ => true,
            }),
            organisations: selection.organisations().len(),
            round: self.rounds.is_on(),
            undo: self.session.undo_name().map(within_sentence),
            redo: self.session.redo_name().map(within_sentence),
            offer: self.session.offered().is_some(),
            arranging: self.arranging.is_some(),
            on: self.switched_on(),
        }
    }
}

/// The action that takes up a tool.
#[must_use]
pub fn tool_action(tool: ToolKind) -> Action {
    match tool {
        ToolKind::Select => Action::ToolSelect,
        ToolKind::Place => Action::ToolOrganisation,
        ToolKind::Connect => Action::ToolFlow,
        ToolKind::Pan => Action::ToolHand,
        ToolKind::Note => Action::ToolNote,
    }
}
