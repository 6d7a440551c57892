//! A list of words as chips, with a field that adds to it: tags, roles. Must not know what they mean.

use eframe::egui::{Key, Ui, Vec2};

use super::{
    form::{Field, Form},
    written::clean,
};
use crate::{
    app::widgets::{TextField, field_ui, removable_chip_ui, text_field_ui},
    model::Record,
};

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// Words as chips. Enter or a comma takes what is typed; leaving the field does too.
    pub(super) fn word_list(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        get: impl Fn(&T) -> &Vec<String>,
        get_mut: impl Fn(&mut T) -> &mut Vec<String>,
    ) {
        let mut all: Vec<String> = Vec::new();
        for record in self.subject.records() {
            all.extend(get(record).iter().filter(|word| !all.contains(word)).cloned().collect::<Vec<_>>());
        }
        let key = self.subject.draft_key(field.key);
        let mut text = self.drafts.get(&key, "").unwrap_or_default();
        let id = self.subject.id(field.key);
        let mut removed = None;
        let response = field_ui(ui, field.label, |ui, label| {
            if !all.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = Vec2::splat(4.0);
                    for word in &all {
                        let shared = self.subject.flag(|record| get(record).contains(word)) == Some(true);
                        if removable_chip_ui(ui, word, shared) {
                            removed = Some(word.clone());
                        }
                    }
                });
            }
            text_field_ui(ui, TextField::line(id, label, field.hint), &mut text)
        });
        if let Some(word) = removed {
            let step = format!("Remove {word}");
            self.subject.change(&step, |record| get_mut(record).retain(|other| *other != word));
        }
        let entered = response.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
        if response.changed() {
            self.drafts.keep(&key, &text, "");
        }
        if entered || text.contains(',') {
            self.drafts.drop(&key);
            let words: Vec<String> = text
                .split(',')
                .map(|word| clean(word.trim(), false))
                .filter(|word| !word.is_empty())
                .collect();
            self.subject.change(&format!("Add {}", words.join(", ")), |record| {
                let list = get_mut(record);
                for word in &words {
                    if !list.contains(word) {
                        list.push(word.clone());
                    }
                }
            });
            if ui.input(|input| input.key_pressed(Key::Enter)) || !entered {
                response.request_focus();
            }
        }
    }
}
