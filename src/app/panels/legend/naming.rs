//! Typing a name in the legend: of an entry that is there, or of a new one. Must not know how it becomes a record.

use eframe::egui::{Id, Key, Ui};

use crate::{
    app::widgets::{Name, TextField, text_field_ui},
    model::{FamilyId, RecordId},
};

/// What is being named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A record of the scheme.
    Record(RecordId),
    /// A sector to be.
    NewSector,
    /// A scale to be.
    NewScale,
    /// A family to be.
    NewFamily,
    /// A flow kind to be, in this family.
    NewFlowKind(Option<FamilyId>),
}

/// A name while it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    pub(super) what: Named,
    text: String,
    begun: bool,
}

impl Naming {
    /// Another name for a record.
    pub(super) fn of(id: RecordId, name: &str) -> Self {
        Self { what: Named::Record(id), text: name.to_owned(), begun: false }
    }

    /// A name for something new.
    pub(super) fn new(what: Named) -> Self {
        Self { what, text: String::new(), begun: false }
    }
}

/// Shows the field where this is what is being named. Enter or leaving the field takes the name; Esc gives up.
pub(super) fn naming_ui(ui: &mut Ui, naming: &mut Option<Naming>, what: &Named) -> Option<String> {
    let current = naming.as_mut().filter(|naming| naming.what == *what)?;
    let id = Id::new(("legend naming", format!("{what:?}")));
    let look = TextField {
        id,
        name: Name::Words("Name in the legend"),
        hint: "Name",
        rows: 1,
        wrong: false,
        width: None,
    };
    let response = text_field_ui(ui, look, &mut current.text);
    if !current.begun {
        current.begun = true;
        response.request_focus();
        return None;
    }
    if !response.lost_focus() {
        return None;
    }
    let name = current.text.trim().to_owned();
    let given_up = ui.input(|input| input.key_pressed(Key::Escape));
    *naming = None;
    (!given_up && !name.is_empty()).then_some(name)
}
