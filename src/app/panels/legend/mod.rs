//! The legend that is also the palette: what the colours, tones and lines say, how often each occurs, and what new
//! things get. Emits intents; must not change anything itself.

mod entry;
mod flows;
mod naming;
mod nodes;

use std::collections::BTreeMap;

use eframe::egui::{Align, Frame, Layout, Margin, Response, Ui};

use entry::Wish;
use naming::Naming;

use crate::{
    app::{
        intent::{Intent, PanelContext},
        panels::inspector::{InspectorState, looks_ui},
        widgets::{GAP, Icon, caption_ui, hairline, icon_button_ui, quiet_button_ui},
    },
    editor::Command,
    model::{FamilyId, RecordId},
};

/// What the legend remembers between frames: which families are open, and what is being named.
#[derive(Clone, Debug, Default)]
pub struct LegendState {
    /// Families that the user opened or closed; the others open when they occur.
    folds: BTreeMap<Option<FamilyId>, bool>,
    naming: Option<Naming>,
    /// Whose looks are open, and whether they were just opened.
    looks: Option<(RecordId, bool)>,
    form: InspectorState,
}

impl LegendState {
    /// Begins to type the name of an entry, as a double click on it does.
    pub fn rename(&mut self, id: RecordId, name: &str) {
        self.naming = Some(Naming::of(id, name));
    }

    /// Opens the looks of an entry under it.
    pub fn edit_looks(&mut self, id: RecordId) {
        if let RecordId::Family(family) = &id {
            self.folds.insert(Some(family.clone()), true);
        }
        self.looks = Some((id, true));
    }

    /// The looks of this entry, where they are open.
    fn looks_ui(
        &mut self,
        ui: &mut Ui,
        context: &PanelContext<'_>,
        id: &RecordId,
        intents: &mut Vec<Intent>,
    ) {
        let Some(begin) = self.looks.as_ref().filter(|(open, _)| open == id).map(|(_, begin)| *begin) else {
            return;
        };
        // A tap is pressed in the frame in which it opens them, and would take the keyboard away again.
        let again = begin && ui.input(|input| input.pointer.any_pressed());
        if again {
            ui.ctx().request_repaint();
        }
        self.looks = Some((id.clone(), again));
        let inside = Frame::new().inner_margin(Margin { left: 19, top: 4, bottom: 8, ..Margin::ZERO });
        let shown = inside.show(ui, |ui| {
            intents.extend(looks_ui(ui, context, &mut self.form, id, begin));
            if quiet_button_ui(ui, None, "Done", true).clicked() {
                self.looks = None;
            }
        });
        let rect = shown.response.rect;
        ui.painter().vline(rect.left() + 6.0, rect.y_range(), hairline(ui));
        if begin {
            ui.scroll_to_rect(rect, None);
        }
    }
}

/// Shows sectors, scales and flow kinds, and returns what the user asks for.
pub fn legend_ui(ui: &mut Ui, context: &PanelContext<'_>, state: &mut LegendState) -> Vec<Intent> {
    let mut intents = Vec::new();
    ui.spacing_mut().item_spacing.y = 0.0;
    nodes::sectors_ui(ui, context, state, &mut intents);
    ui.add_space(GAP);
    nodes::scales_ui(ui, context, state, &mut intents);
    ui.add_space(GAP);
    flows::flows_ui(ui, context, state, &mut intents);
    intents
}

/// A group's title; returns its button that adds to it.
fn group_title_ui(ui: &mut Ui, words: &str, add: &str) -> Response {
    ui.horizontal(|ui| {
        caption_ui(ui, words);
        let end = Layout::right_to_left(Align::Center);
        ui.with_layout(end, |ui| icon_button_ui(ui, Icon::Plus, add)).inner
    })
    .inner
}

/// What renaming, moving, merging and deleting an entry of the scheme asks for. `order` is how entries stand now,
/// `others` what it may be merged into.
fn edit_scheme(
    state: &mut LegendState,
    wish: &Wish,
    id: &RecordId,
    name: &str,
    order: &[RecordId],
    others: &[Option<RecordId>],
) -> Option<Intent> {
    let moved = |by: isize| {
        let at = order.iter().position(|other| other == id)?;
        let to = at.checked_add_signed(by).filter(|to| *to < order.len())?;
        let mut order = order.to_vec();
        order.swap(at, to);
        Some(Intent::Do(Command::Reorder(order)))
    };
    match wish {
        Wish::Rename => {
            state.rename(id.clone(), name);
            None
        }
        Wish::Looks => {
            let is_open = state.looks.as_ref().is_some_and(|(open, _)| open == id);
            state.looks = (!is_open).then(|| (id.clone(), true));
            None
        }
        Wish::Earlier => moved(-1),
        Wish::Later => moved(1),
        Wish::Merge(index) => {
            let into = others.get(*index).cloned().flatten()?;
            Some(Intent::Do(Command::MergeScheme { from: id.clone(), into }))
        }
        Wish::Delete => Some(Intent::Do(Command::Delete(vec![id.clone()]))),
        Wish::MakeCurrent | Wish::Apply | Wish::SelectAll => None,
    }
}
