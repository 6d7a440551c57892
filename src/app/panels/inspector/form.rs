//! The fields of forms: a widget, what it shows of the subject, and the edit that it asks for.
//! Must not know which record it stands in.

use eframe::egui::{Key, Ui};

use super::{
    drafts::Drafts,
    subject::{Shared, Subject},
    written::{Written, clean},
};
use crate::{
    app::{
        intent::PanelContext,
        widgets::{
            Choice, TextField, chip_ui, combo_ui, error_ui, field_ui, segments_ui, switch_ui, text_field_ui,
        },
    },
    model::Record,
};

/// What stands in a field whose records differ.
pub(super) const MIXED: &str = "Mixed";

/// A form over a subject.
pub(super) struct Form<'a, T> {
    pub(super) context: &'a PanelContext<'a>,
    pub(super) drafts: &'a mut Drafts,
    pub(super) subject: Subject<T>,
}

/// A field's name for ids and drafts, and its label.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
}

/// A field of this name and label.
pub(super) fn named<'a>(key: &'a str, label: &'a str) -> Field<'a> {
    Field { key, label, hint: "" }
}

impl<'a> Field<'a> {
    /// The same with a muted example.
    pub(super) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// The undo step's name.
    fn step(self) -> String {
        format!("Edit {}", self.label.to_lowercase())
    }
}

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// A line of text, taken as it is typed.
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        get: impl Fn(&T) -> String,
        set: impl Fn(&mut T, String),
    ) {
        self.words(ui, field, 1, get, set);
    }

    /// Some lines of text, taken as they are typed.
    pub(super) fn paragraph(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        rows: usize,
        get: impl Fn(&T) -> String,
        set: impl Fn(&mut T, String),
    ) {
        self.words(ui, field, rows, get, set);
    }

    fn words(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        rows: usize,
        get: impl Fn(&T) -> String,
        set: impl Fn(&mut T, String),
    ) {
        let shared = self.subject.shared(get);
        let hint = if shared == Shared::Mixed { MIXED } else { field.hint };
        let mut text = shared.same().unwrap_or_default();
        let id = self.subject.id(field.key);
        let response = field_ui(ui, field.label, |ui, label| {
            text_field_ui(ui, TextField { rows, ..TextField::line(id, label, hint) }, &mut text)
        });
        if response.changed() {
            let text = clean(&text, rows > 1);
            self.subject.typed(&field.step(), field.key, |record| set(record, text.clone()));
        }
    }

    /// A value that may be left out. What can't be taken stays as a draft with its error under it; `rule` says what
    /// a record with the new value would get wrong.
    pub(super) fn written<V: Written>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        get: impl Fn(&T) -> Option<V>,
        set: impl Fn(&mut T, Option<V>),
        rule: impl Fn(&T) -> Option<String>,
    ) {
        let shared = self.subject.shared(|record| get(record));
        let mixed = shared == Shared::Mixed;
        let current = shared.same().flatten().map_or_else(String::new, |value| value.write());
        let key = self.subject.draft_key(field.key);
        let draft = self.drafts.get(&key, &current);
        let judge = |text: &str| -> Result<Option<V>, String> {
            let text = text.trim();
            let value = if text.is_empty() { None } else { Some(V::read(text)?) };
            let broken = self.subject.records().iter().find_map(|record| {
                let mut edited = T::clone(record);
                set(&mut edited, value.clone());
                rule(&edited)
            });
            broken.map_or(Ok(value), Err)
        };
        let id = self.subject.id(field.key);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let wrong = draft.as_deref().and_then(|text| judge(text).err()).filter(|_| !focused);
        let mut text = draft.clone().unwrap_or_else(|| current.clone());
        let hint = match (mixed, field.hint) {
            (true, _) => MIXED,
            (false, "") => V::HINT,
            (false, hint) => hint,
        };
        let response = field_ui(ui, field.label, |ui, label| {
            let look = TextField { wrong: wrong.is_some(), ..TextField::line(id, label, hint) };
            let response = text_field_ui(ui, look, &mut text);
            if let Some(words) = &wrong {
                error_ui(ui, words);
            }
            response
        });
        if response.changed() {
            match judge(&text) {
                Ok(value) => {
                    let seen = value.as_ref().map_or_else(String::new, Written::write);
                    self.drafts.keep(&key, &text, &seen);
                    self.subject.typed(&field.step(), field.key, |record| set(record, value.clone()));
                }
                Err(_) => self.drafts.keep(&key, &text, &current),
            }
        } else if ui.input(|input| input.key_pressed(Key::Escape)) && (focused || response.lost_focus())
            || !response.has_focus() && draft.is_some() && wrong.is_none() && !response.lost_focus()
        {
            self.drafts.drop(&key);
        }
    }

    /// One of many, in a list.
    pub(super) fn choice<V: Clone + PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        choices: &[Choice<V>],
        get: impl Fn(&T) -> V,
        set: impl Fn(&mut T, V),
    ) {
        let current = match self.subject.shared(get) {
            Shared::Same(value) => choices.iter().position(|choice| choice.value == value),
            Shared::Mixed => None,
        };
        let id = self.subject.id(field.key);
        let chosen = field_ui(ui, field.label, |ui, label| combo_ui(ui, id, label, choices, current, MIXED));
        if let Some(value) = chosen {
            self.subject.change(&field.step(), |record| set(record, value.clone()));
        }
    }

    /// One of a few, all in sight: value, short word, full name.
    pub(super) fn segments<V: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        options: &[(V, &str, &str)],
        get: impl Fn(&T) -> V,
        set: impl Fn(&mut T, V),
    ) {
        let current = match self.subject.shared(get) {
            Shared::Same(value) => options.iter().position(|(option, ..)| *option == value),
            Shared::Mixed => None,
        };
        let names: Vec<(&str, &str)> = options.iter().map(|(_, word, name)| (*word, *name)).collect();
        let id = self.subject.id(field.key);
        let label = if self.subject.len() > 1 && current.is_none() {
            format!("{} · mixed", field.label)
        } else {
            field.label.to_owned()
        };
        let clicked = field_ui(ui, &label, |ui, label| segments_ui(ui, id, label, &names, current));
        if let Some((value, ..)) = clicked.and_then(|index| options.get(index)) {
            self.subject.change(&field.step(), |record| set(record, *value));
        }
    }

    /// Yes or no.
    pub(super) fn flag(
        &mut self,
        ui: &mut Ui,
        words: &str,
        get: impl Fn(&T) -> bool,
        set: impl Fn(&mut T, bool),
    ) {
        let value = self.subject.flag(get);
        if switch_ui(ui, words, value).clicked() {
            let on = value != Some(true);
            let step = format!("{} {}", if on { "Set" } else { "Clear" }, words.to_lowercase());
            self.subject.change(&step, |record| set(record, on));
        }
    }

    /// Chips that are on or off, each by itself.
    pub(super) fn chips<V: Clone + PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        options: &[(V, String)],
        has: impl Fn(&T, &V) -> bool,
        put: impl Fn(&mut T, &V, bool),
    ) {
        let mut clicked = None;
        field_ui(ui, field.label, |ui, label| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::Vec2::splat(4.0);
                for (value, words) in options {
                    let on = self.subject.flag(|record| has(record, value));
                    if chip_ui(ui, words, on).labelled_by(label).clicked() {
                        clicked = Some((value, on != Some(true)));
                    }
                }
            });
        });
        if let Some((value, on)) = clicked {
            self.subject.change(&field.step(), |record| put(record, value, on));
        }
    }
}
