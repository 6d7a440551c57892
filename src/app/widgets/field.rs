//! The frame of a field: its label above it, what is wrong below it. Must not know what the field holds.

use eframe::egui::{Id, RichText, Ui};

use super::{GAP, INNER, LABEL_SIZE, muted};

/// A label with a control under it; the control is given the label's id for `labelled_by`.
pub fn field_ui<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui, Id) -> R) -> R {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = INNER;
        let words = RichText::new(label).size(LABEL_SIZE).color(muted(ui));
        let id = ui.label(words).id;
        add(ui, id)
    })
    .inner
}

/// Two fields side by side, of equal width.
pub fn pair_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui, &mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.columns_const(|[left, right]| add(left, right));
    });
}

/// What is wrong with a field and what to do, in the colour of errors.
pub fn error_ui(ui: &mut Ui, words: &str) {
    let colour = ui.visuals().error_fg_color;
    ui.label(RichText::new(words).size(LABEL_SIZE).color(colour));
}

/// A muted word of help under a field.
pub fn hint_ui(ui: &mut Ui, words: &str) {
    let colour = muted(ui);
    ui.label(RichText::new(words).size(LABEL_SIZE).color(colour));
}
