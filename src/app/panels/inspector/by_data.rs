//! Appearance by data: which field decides over size, tone, outline and the width of flows.
//! Must not know what the picture makes of it.

use std::collections::BTreeMap;

use eframe::egui::Ui;

use super::{form::named, map::Map};
use crate::{
    analysis::Measure,
    app::{
        widgets::{Choice, hint_ui},
        words::capital,
    },
    model::{AppearanceRule, AppearanceTarget, Document, MapInfo},
    scene,
};

/// Target, the name of its field, and what it is called in a sentence.
const TARGETS: [(AppearanceTarget, &str, &str); 4] = [
    (AppearanceTarget::Size, "size by data", "Size of boxes"),
    (AppearanceTarget::Tone, "tone by data", "Tone of fills"),
    (AppearanceTarget::Outline, "outline by data", "Width of outlines"),
    (AppearanceTarget::FlowWidth, "flow width by data", "Width of flows"),
];

/// How many targets follow data, for the section's remark.
pub(super) fn remark(map: &MapInfo) -> String {
    let count = TARGETS.iter().filter(|(target, ..)| field_of(map, *target).is_some()).count();
    if count == 0 { String::new() } else { crate::app::words::number(count) }
}

/// A field or none for each target.
pub(super) fn by_data_ui(ui: &mut Ui, form: &mut Map<'_>) {
    let document = form.context.session.document();
    for (target, key, label) in TARGETS {
        form.choice(
            ui,
            named(key, label),
            &choices(document, target),
            move |map| field_of(map, target),
            move |map, field| follow(map, target, field),
        );
    }
    let map = document.map();
    let follows = |target| field_of(map, target).is_some();
    let hint = match (follows(AppearanceTarget::Tone), follows(AppearanceTarget::Outline)) {
        (true, true) => "Neither tone nor outline now says scale. The legend says what they mean.",
        (true, false) => "Tone no longer says scale; the outline still does. The legend says so.",
        (false, true) => "The outline no longer says scale; the tone still does. The legend says so.",
        (false, false) => "Only what is chosen here carries a measure. The legend then says so.",
    };
    hint_ui(ui, hint);
}

/// No field, then all that may be followed; one that the map names but does not have is kept in sight.
fn choices(document: &Document, target: AppearanceTarget) -> Vec<Choice<Option<String>>> {
    let none = match target {
        AppearanceTarget::Size => "As the label needs",
        AppearanceTarget::Tone | AppearanceTarget::Outline => "Scale",
        AppearanceTarget::FlowWidth => "All alike",
    };
    let mut choices = vec![Choice::new(None, none)];
    let offered = Measure::ALL.map(|measure| (measure.name().to_owned(), BTreeMap::new())).into();
    let fields = scene::data_fields(document, target, &offered);
    choices.extend(fields.into_iter().map(|field| Choice::new(Some(field.name), capital(&field.words))));
    if let Some(own) = field_of(document.map(), target)
        && !choices.iter().any(|choice| choice.value.as_ref() == Some(&own))
    {
        let words = format!("{own} (nowhere stated)");
        choices.push(Choice::new(Some(own), words));
    }
    choices
}

fn field_of(map: &MapInfo, target: AppearanceTarget) -> Option<String> {
    let rule = map.appearance.iter().find(|rule| rule.target == target);
    rule.map(|rule| rule.field.trim().to_owned())
}

fn follow(map: &mut MapInfo, target: AppearanceTarget, field: Option<String>) {
    map.appearance.retain(|rule| rule.target != target);
    map.appearance.extend(field.map(|field| AppearanceRule { target, field }));
    map.appearance.sort_by_key(|rule| rule.target);
}
