//! What the window can be asked to do: one table that menus, tool tips, shortcuts, the command palette and the
//! shortcuts page all read. Must not know how anything is done.

pub mod keys;
mod situation;
mod table;

use eframe::egui::KeyboardShortcut;

pub use situation::{Needs, Situation};
pub use table::TABLE;

/// Something the window can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// An empty map with the study's scheme.
    NewMap,
    /// A map with a band for each scale and a column for each sector.
    NewBandsMap,
    /// Recent files, templates and examples.
    StartPage,
    /// Choose a file and open it.
    OpenMap,
    /// Look at another program's file, and open it or add it to the map.
    Import,
    /// Write the map to its file.
    SaveMap,
    /// Write the map to another file.
    SaveMapAs,
    /// What somebody else has changed in the map's file.
    ChangedOnDisk,
    /// What a merge left to decide, in a panel.
    Conflicts,
    /// What the map's file said before it was saved over.
    Backups,
    /// What could not be read of a map that is open to look at only.
    Unread,
    /// Choose a figure, see it, and write it.
    ExportFigure,
    /// The figure as SVG.
    ExportSvg,
    /// The figure as PDF.
    ExportPdf,
    /// The figure as PNG.
    ExportPng,
    /// What the measures say, as a report.
    SaveReport,
    /// The map as a page for browsers.
    ExportHtml,
    /// Figure and lists on paper.
    ExportHandout,
    /// A copy without what was said in confidence.
    SaveRedacted,
    /// Choose another program's format, see what it cannot hold, and write it.
    SaveForProgram,
    /// Close the map, stay in the program.
    CloseMap,
    /// Leave the program.
    Quit,
    /// Take the last edit back.
    Undo,
    /// Do it again.
    Redo,
    /// Every step, to go to any.
    History,
    /// Show or hide the time bar.
    Time,
    /// Play the dates of the map, or stop.
    PlayTime,
    /// To the clipboard, and away.
    Cut,
    /// To the clipboard.
    Copy,
    /// What is selected, or the map, to the clipboard as a picture.
    CopyPicture,
    /// The same as the text of an SVG.
    CopySvg,
    /// From the clipboard.
    Paste,
    /// A second one beside it.
    Duplicate,
    /// Take away what is selected.
    Delete,
    /// Select everything.
    SelectAll,
    /// Select nothing.
    Deselect,
    /// Name what is selected.
    Rename,
    /// Put a group round what is selected.
    Group,
    /// Dissolve the selected group.
    Ungroup,
    /// Show the selected group as one node, or expand it.
    ToggleFold,
    /// Put the selected note in the parking lot, or bring it back.
    TogglePark,
    /// Add the flow that was refused because another says the same.
    AddFlowAnyway,
    /// The tool that selects and moves.
    ToolSelect,
    /// The tool that places organisations.
    ToolOrganisation,
    /// The tool that draws flows.
    ToolFlow,
    /// The tool that writes notes.
    ToolNote,
    /// The tool that moves the canvas.
    ToolHand,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// One canvas unit is one point.
    ZoomActual,
    /// The whole map.
    ZoomFit,
    /// What is selected.
    ZoomSelection,
    /// The panels at the right: fold or unfold.
    TogglePanels,
    /// The live network in place of the map.
    ToggleExplore,
    /// What the measures say, in sentences.
    Findings,
    /// The map laid over another, or beside it.
    CompareWith,
    /// The next of what differs.
    NextDifference,
    /// What differs before that.
    PreviousDifference,
    /// The line in which organisations and flows are typed.
    Capture,
    /// Search.
    Find,
    /// Filters.
    Filter,
    /// Only what is near the selected organisation; again, a step farther.
    FocusOn,
    /// The focus a step nearer, or left.
    FocusLess,
    /// Nothing is hidden any more.
    ShowAll,
    /// The saved views, the steps of the story.
    Views,
    /// What is seen now as a saved view.
    SaveView,
    /// One kind of flow at a time, with its question.
    Round,
    /// The last step of the round, back.
    RoundTakeBack,
    /// All of the round, back.
    RoundTakeBackAll,
    /// The round's question, in other words.
    RoundQuestion,
    /// The end of the rounds.
    RoundEnd,
    /// Influence and goals in a panel.
    Influence,
    /// The towers, one after the other, aloud.
    ReadInfluence,
    /// A stone more on the towers of what is selected.
    InfluenceUp,
    /// A stone less.
    InfluenceDown,
    /// Where what is selected stands on the goal.
    GoalStance,
    /// The next goal.
    GoalNext,
    /// Towers on the map.
    ShowInfluence,
    /// Badges of goals on the map.
    ShowGoals,
    /// Flows of one kind between the same two as one line.
    OneLineAKind,
    /// All flows between the same two as one line.
    OneLineAPair,
    /// Flows that run side by side as one line until they part.
    SharedStems,
    /// Organisations and flows as rows.
    Table,
    /// The table in the map's place, or beside it.
    TableAlone,
    /// Pairs of organisations that are probably one.
    Consolidate,
    /// The map alone on the screen, step by step.
    Present,
    /// The window fills the screen.
    FullScreen,
    /// The letters of the canvas on a card.
    KeyCard,
    /// A sector for what is selected, or for what is made next.
    ChooseSector,
    /// A scale for what is selected, or for what is made next.
    ChooseScale,
    /// A kind for the flows that are selected, or for those made next.
    ChooseKind,
    /// A formality for the flows that are selected.
    ChooseFormality,
    /// A status for what is selected.
    ChooseStatus,
    /// The keyboard goes to the next part of the window.
    NextPart,
    /// The keyboard goes to the part before.
    PreviousPart,
    /// Light theme.
    ThemeLight,
    /// Dark theme.
    ThemeDark,
    /// The system's theme.
    ThemeSystem,
    /// Nothing glides.
    ReduceMotion,
    /// Every step is written down.
    KeepHistory,
    /// What is kept of closed maps goes.
    WipeHistory,
    /// Everything in the window larger.
    TextLarger,
    /// Everything in the window smaller.
    TextSmaller,
    /// Everything in the window at its usual size.
    TextNormal,
    /// The panel in which a layout is chosen and seen before it is kept.
    Layout,
    /// The sketch as it is, without overlaps, lines made straight.
    Tidy,
    /// A band for each scale.
    LayOutBands,
    /// A band for each scale, a column for each sector.
    LayOutGrid,
    /// A ring for each scale.
    LayOutRings,
    /// Who is joined stands near.
    LayOutNetwork,
    /// Flows run one way.
    LayOutLayers,
    /// Left edges in one line.
    AlignLeft,
    /// Centres in one upright line.
    AlignCentre,
    /// Right edges in one line.
    AlignRight,
    /// Upper edges in one line.
    AlignTop,
    /// Centres in one level line.
    AlignMiddle,
    /// Lower edges in one line.
    AlignBottom,
    /// Equal gaps from left to right.
    DistributeAcross,
    /// Equal gaps from top to bottom.
    DistributeDown,
    /// Before all others.
    BringToFront,
    /// Before the next.
    BringForward,
    /// Behind the next.
    SendBackward,
    /// Behind all others.
    SendToBack,
    /// Nothing moves or changes it by accident: on or off.
    Lock,
    /// Layouts leave it where it is: on or off.
    Pin,
    /// The dotted grid: on or off.
    Grid,
    /// Search all of these.
    CommandPalette,
    /// All shortcuts on a page.
    Shortcuts,
    /// What is known of the last fault, to the clipboard.
    CopyFaultReport,
    /// Version, licences.
    About,
}

/// The menus of the top bar, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Menu {
    /// Maps and figures.
    File,
    /// What was done and what is selected.
    Edit,
    /// What is seen.
    View,
    /// What can be put on the map.
    Insert,
    /// In line, in front, held fast.
    Arrange,
    /// What there is to know.
    Help,
}

impl Menu {
    /// All, in the order of the bar.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::View, Self::Insert, Self::Arrange, Self::Help];

    /// Its name on the bar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Insert => "Insert",
            Self::Arrange => "Arrange",
            Self::Help => "Help",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub action: Action,
    /// Its name: a verb, sentence case.
    pub name: &'static str,
    /// Its sign, one of [`super::icons`]; empty for none.
    pub icon: &'static str,
    /// Its keys; the first is the one shown.
    pub shortcuts: &'static [KeyboardShortcut],
    /// The menu it stands in.
    pub menu: Menu,
    /// Which part of the menu, between hairlines.
    pub section: u8,
    /// What it does, in a sentence; also what the command palette searches.
    pub description: &'static str,
    /// When it can be done.
    pub needs: Needs,
}

impl Entry {
    /// The keys to show, such as `Ctrl+S`; empty when there are none.
    #[must_use]
    pub fn shortcut_text(&self) -> String {
        self.shortcuts.first().map(keys::text).unwrap_or_default()
    }

    /// Name, keys and description, for a tool tip.
    #[must_use]
    pub fn tip(&self) -> String {
        let keys = self.shortcut_text();
        if keys.is_empty() { self.name.to_owned() } else { format!("{}  ({keys})", self.name) }
    }
}

impl Action {
    /// Whether it opens the panel of arrangements.
    #[must_use]
    pub fn arranges(self) -> bool {
        matches!(
            self,
            Self::Layout
                | Self::Tidy
                | Self::LayOutBands
                | Self::LayOutGrid
                | Self::LayOutRings
                | Self::LayOutNetwork
                | Self::LayOutLayers
        )
    }

    /// Its row in the table.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        TABLE
            .iter()
            .find(|entry| entry.action == self)
            .expect("the table has a row for every action: a test counts them")
    }
}
