//! What stands at the moment, as far as it decides which actions can be done and how they are called.
//! Must not know where the facts come from.

use std::borrow::Cow;

use super::Action;

/// When an action can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Always.
    Nothing,
    /// A map is open.
    Map,
    /// Something is selected.
    Selection,
    /// Exactly one thing that has a name is selected.
    One,
    /// Two or more organisations or groups are selected.
    Several,
    /// Two or more things with a box are selected.
    Arrangeable,
    /// Three or more things with a box are selected.
    Distributable,
    /// A group is selected.
    Group,
    /// A note is selected.
    Note,
    /// There is something to take back.
    Undo,
    /// There is something to do again.
    Redo,
    /// A flow was refused that may be added anyway.
    Offer,
    /// A round is on.
    Round,
    /// An organisation is selected.
    Organisation,
}

/// The state of the window that actions depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// A map is open and shown.
    pub map: bool,
    /// How many things are selected.
    pub selected: usize,
    /// How many of them can be put into a group.
    pub groupable: usize,
    /// How many of them have a box that can be moved.
    pub arrangeable: usize,
    /// A group is among them.
    pub group: bool,
    /// All groups among them are collapsed.
    pub collapsed: bool,
    /// A note is among them.
    pub note: bool,
    /// All notes among them are parked.
    pub parked: bool,
    /// How many of them are organisations.
    pub organisations: usize,
    /// A round is on.
    pub round: bool,
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// A flow was refused that may be added anyway.
    pub offer: bool,
    /// An arrangement is being chosen: nothing is edited until it is kept or left.
    pub arranging: bool,
    /// Actions that are switched on: the tool in hand, the theme, open panels.
    pub on: Vec<Action>,
}

impl Situation {
    /// Whether the action can be done now.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        if self.arranging && !leaves_the_map_alone(action) {
            return false;
        }
        if self.arranging && action == Action::Undo {
            // It leaves the preview, be there something to take back or not.
            return true;
        }
        match action.entry().needs {
            Needs::Nothing => true,
            Needs::Map => self.map,
            Needs::Selection => self.map && self.selected > 0,
            Needs::One => self.map && self.selected == 1,
            Needs::Several => self.map && self.groupable > 1,
            Needs::Arrangeable => self.map && self.arrangeable > 1,
            Needs::Distributable => self.map && self.arrangeable > 2,
            Needs::Group => self.map && self.group,
            Needs::Note => self.map && self.note,
            Needs::Undo => self.map && self.undo.is_some(),
            Needs::Redo => self.map && self.redo.is_some(),
            Needs::Offer => self.map && self.offer,
            Needs::Round => self.map && self.round,
            Needs::Organisation => self.map && self.organisations > 0,
        }
    }

    /// Whether the action is one that is switched on.
    #[must_use]
    pub fn is_on(&self, action: Action) -> bool {
        self.on.contains(&action)
    }

    /// The action's name now: undo and redo say what they speak of.
    #[must_use]
    pub fn name(&self, action: Action) -> Cow<'static, str> {
        let name = action.entry().name;
        match action {
            Action::ToggleFold if self.group && self.collapsed => return "Expand group".into(),
            Action::TogglePark if self.note && self.parked => return "Bring note back".into(),
            _ => {}
        }
        let what = match action {
            Action::Undo => &self.undo,
            Action::Redo => &self.redo,
            _ => &None,
        };
        match what {
            Some(what) => format!("{name}: {what}").into(),
            None => name.into(),
        }
    }
}

/// What can be done while an arrangement is being chosen: to look, to choose another, to leave. Undo leaves the
/// preview, as it leaves any gesture.
fn leaves_the_map_alone(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Layout
            | A::Tidy
            | A::LayOutBands
            | A::LayOutGrid
            | A::LayOutRings
            | A::LayOutNetwork
            | A::LayOutLayers
            | A::Undo
            | A::ZoomIn
            | A::ZoomOut
            | A::ZoomActual
            | A::ZoomFit
            | A::ZoomSelection
            | A::FullScreen
            | A::NextPart
            | A::PreviousPart
            | A::ThemeLight
            | A::ThemeDark
            | A::ThemeSystem
            | A::ReduceMotion
            | A::TextLarger
            | A::TextSmaller
            | A::TextNormal
            | A::CommandPalette
            | A::Shortcuts
            | A::About
            | A::CopyFaultReport
            | A::CloseMap
            | A::Quit
            // Saving says why it does not.
            | A::SaveMap
            | A::SaveMapAs
    )
}
