//! The user's own fields, typed: added, renamed, edited, taken away. Must not know which record has them.

use std::collections::BTreeMap;

use eframe::egui::{Key, Ui, vec2};

use super::{
    form::{Form, MIXED},
    subject::Shared,
    written::{Written, clean},
};
use crate::{
    app::widgets::{
        CONTROL, Choice, INNER, Icon, Name, TextField, combo_ui, error_ui, field_ui, icon_button_ui,
        name_text_field, pair_ui, quiet_button_ui, section_ui, text_field_ui,
    },
    model::{Date, ExtraFields, FieldValue, Record},
};

/// What a field of the user's own may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Text,
    Number,
    Date,
    YesNo,
    Link,
}

impl Sort {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Text, "Text"),
        (Self::Number, "Number"),
        (Self::Date, "Date"),
        (Self::YesNo, "Yes or no"),
        (Self::Link, "Link"),
    ];

    fn of(value: &FieldValue) -> Self {
        match value {
            FieldValue::Text(_) => Self::Text,
            FieldValue::Number(_) => Self::Number,
            FieldValue::Date(_) => Self::Date,
            FieldValue::YesNo(_) => Self::YesNo,
            FieldValue::Link(_) => Self::Link,
        }
    }

    /// How a value of this sort is written.
    fn hint(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Number => "12.5",
            Self::Date => "2019-05-31",
            Self::YesNo => "yes or no",
            Self::Link => "https://",
        }
    }

    fn choices() -> Vec<Choice<Self>> {
        Self::ALL.into_iter().map(|(sort, words)| Choice::new(sort, words)).collect()
    }

    /// What a person wrote, as a value of this sort.
    fn read(self, text: &str) -> Result<FieldValue, String> {
        Ok(match self {
            Self::Text => FieldValue::Text(clean(text, true)),
            Self::Link => FieldValue::Link(clean(text, false)),
            Self::Number => FieldValue::Number(f64::read(text.trim())?),
            Self::Date => FieldValue::Date(Date::read(text.trim())?),
            Self::YesNo => match text.trim().to_lowercase().as_str() {
                "yes" => FieldValue::YesNo(true),
                "no" => FieldValue::YesNo(false),
                _ => return Err("Write yes or no.".to_owned()),
            },
        })
    }
}

fn write(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) | FieldValue::Link(text) => text.clone(),
        FieldValue::Number(number) => number.write(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// The user's own fields, in a section of their own.
    pub(super) fn extra_section_ui(
        &mut self,
        ui: &mut Ui,
        get: impl Fn(&T) -> &ExtraFields,
        get_mut: impl Fn(&mut T) -> &mut ExtraFields,
    ) {
        let mut sorts: BTreeMap<String, Sort> = BTreeMap::new();
        for record in self.subject.records() {
            for (name, value) in get(record) {
                sorts.entry(name.clone()).or_insert(Sort::of(value));
            }
        }
        let remark = if sorts.is_empty() { String::new() } else { crate::app::words::number(sorts.len()) };
        section_ui(ui, self.subject.id("extra"), "More fields", &remark, false, |ui| {
            for (name, sort) in &sorts {
                self.own_field_ui(ui, name, *sort, &get, &get_mut);
            }
            self.add_field_ui(ui, &sorts, &get_mut);
        });
    }

    /// One field: its value under its name, and a cross. The name is renamed in place.
    fn own_field_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        sort: Sort,
        get: &impl Fn(&T) -> &ExtraFields,
        get_mut: &impl Fn(&mut T) -> &mut ExtraFields,
    ) {
        self.own_name_ui(ui, name, get, get_mut);
        let key = format!("extra {name}");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = INNER;
            let width = ui.available_width() - CONTROL - INNER;
            ui.allocate_ui(vec2(width, CONTROL), |ui| {
                if sort == Sort::YesNo {
                    let yes = |record: &T| get(record).get(name) == Some(&FieldValue::YesNo(true));
                    self.flag(ui, "Yes", yes, |record, on| {
                        get_mut(record).insert(name.to_owned(), FieldValue::YesNo(on));
                    });
                } else {
                    self.own_value_ui(ui, &key, name, sort, get, get_mut);
                }
            });
            if icon_button_ui(ui, Icon::Cross, &format!("Remove {name}")).clicked() {
                self.subject.change(&format!("Remove {name}"), |record| {
                    get_mut(record).remove(name);
                });
            }
        });
    }

    fn own_value_ui(
        &mut self,
        ui: &mut Ui,
        key: &str,
        name: &str,
        sort: Sort,
        get: &impl Fn(&T) -> &ExtraFields,
        get_mut: &impl Fn(&mut T) -> &mut ExtraFields,
    ) {
        let shared = self.subject.shared(|record| get(record).get(name).cloned());
        let hint = if shared == Shared::Mixed { MIXED } else { sort.hint() };
        let current = shared.same().flatten().as_ref().map(write).unwrap_or_default();
        let draft_key = self.subject.draft_key(key);
        let draft = self.drafts.get(&draft_key, &current);
        let id = self.subject.id(key);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let wrong = draft.as_deref().and_then(|text| sort.read(text).err()).filter(|_| !focused);
        let mut text = draft.clone().unwrap_or_else(|| current.clone());
        let look =
            TextField { id, name: Name::Words(name), hint, rows: 1, wrong: wrong.is_some(), width: None };
        let response = ui
            .vertical(|ui| {
                let response = text_field_ui(ui, look, &mut text);
                if let Some(words) = &wrong {
                    error_ui(ui, words);
                }
                response
            })
            .inner;
        if response.changed() {
            if let Ok(value) = sort.read(&text) {
                self.drafts.keep(&draft_key, &text, &write(&value));
                self.subject.typed(&format!("Edit {name}"), key, |record| {
                    get_mut(record).insert(name.to_owned(), value.clone());
                });
            } else {
                self.drafts.keep(&draft_key, &text, &current);
            }
        } else if draft.is_some() && wrong.is_none() && !focused {
            self.drafts.drop(&draft_key);
        }
    }

    /// The name above the value: a quiet field; Enter or leaving it renames, unless another field has the name.
    fn own_name_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        get: &impl Fn(&T) -> &ExtraFields,
        get_mut: &impl Fn(&mut T) -> &mut ExtraFields,
    ) {
        let key = format!("name of {name}");
        let draft_key = self.subject.draft_key(&key);
        let draft = self.drafts.get(&draft_key, name);
        let mut text = draft.clone().unwrap_or_else(|| name.to_owned());
        let id = self.subject.id(&key);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let wanted = clean(text.trim(), false);
        let taken = self.subject.count(|record| wanted != name && get(record).contains_key(&wanted)) > 0;
        let response = quiet_name_ui(ui, id, &mut text, taken);
        name_text_field(ui, &response, &format!("Name of the field {name}"), &text);
        if taken && !focused {
            error_ui(ui, "There is a field of this name already. Choose another name.");
        }
        if response.changed() {
            self.drafts.keep(&draft_key, &text, name);
        }
        if response.lost_focus() && !taken {
            self.drafts.drop(&draft_key);
            let given_up = ui.input(|input| input.key_pressed(Key::Escape));
            if !wanted.is_empty() && wanted != name && !given_up {
                self.subject.change(&format!("Rename {name}"), |record| {
                    let fields = get_mut(record);
                    if let Some(value) = fields.remove(name) {
                        fields.insert(wanted.clone(), value);
                    }
                });
            }
        }
    }

    /// Name, sort, first value, and the button that adds. A number or a date is asked for at once: one made up by the
    /// program would read as a finding.
    fn add_field_ui(
        &mut self,
        ui: &mut Ui,
        there: &BTreeMap<String, Sort>,
        get_mut: &impl Fn(&mut T) -> &mut ExtraFields,
    ) {
        let keys =
            ["new field", "new field's sort", "new field's value"].map(|key| self.subject.draft_key(key));
        let [mut name, chosen, mut text] =
            keys.clone().map(|key| self.drafts.get(&key, "").unwrap_or_default());
        let choices = Sort::choices();
        let current = choices.iter().position(|choice| choice.words == chosen).unwrap_or(0);
        let sort = choices.get(current).map_or(Sort::Text, |choice| choice.value);
        let wanted = clean(name.trim(), false);
        let taken = there.contains_key(&wanted);
        let [name_id, sort_id, value_id] = keys.clone().map(|key| self.subject.id(&key));
        pair_ui(ui, |left, right| {
            field_ui(left, "New field", |ui, label| {
                let look = TextField { wrong: taken, ..TextField::line(name_id, label, "Its name") };
                text_field_ui(ui, look, &mut name)
            });
            let picked = field_ui(right, "Holds", |ui, label| {
                combo_ui(ui, sort_id, label, &choices, Some(current), "")
            });
            let words =
                |sort: &Sort| Sort::ALL.iter().find(|(other, _)| other == sort).map(|(_, words)| *words);
            if let Some(words) = picked.and_then(words) {
                self.drafts.keep(&keys[1], words, "");
            }
        });
        if taken {
            error_ui(ui, "There is a field of this name already.");
        }
        field_ui(ui, "Its value", |ui, label| {
            text_field_ui(ui, TextField::line(value_id, label, sort.hint()), &mut text)
        });
        self.drafts.keep(&keys[0], &name, "");
        self.drafts.keep(&keys[2], &text, "");
        let value = sort.read(&text).ok().filter(|_| !wanted.is_empty() && !taken);
        let add = ui
            .add_enabled_ui(value.is_some(), |ui| quiet_button_ui(ui, Some(Icon::Plus), "Add field", true))
            .inner;
        if let Some(value) = value.filter(|_| add.clicked()) {
            keys.iter().for_each(|key| self.drafts.drop(key));
            self.subject.change(&format!("Add {wanted}"), |record| {
                get_mut(record).entry(wanted.clone()).or_insert_with(|| value.clone());
            });
        }
    }
}

/// A name that looks like a label until it is edited.
fn quiet_name_ui(
    ui: &mut Ui,
    id: eframe::egui::Id,
    text: &mut String,
    wrong: bool,
) -> eframe::egui::Response {
    use crate::app::widgets::{LABEL_SIZE, muted};
    let ink = if wrong { ui.visuals().error_fg_color } else { muted(ui) };
    ui.add(
        eframe::egui::TextEdit::singleline(text)
            .id(id)
            .font(eframe::egui::FontId::proportional(LABEL_SIZE))
            .text_color(ink)
            .frame(eframe::egui::Frame::new())
            .desired_width(f32::INFINITY),
    )
    .on_hover_text("Rename the field")
}
