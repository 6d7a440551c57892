//! What is said of two organisations, united: what only one says is taken, lists are joined, and of two different
//! answers the second is kept in a field of the user's own. Must not know flows.

use crate::model::{
    Carried, Count, Date, Document, ExtraFields, FieldValue, Influence, Organisation, OrganisationKind,
    Position, Stance, StyleOverride, grouped,
};

use super::add_evidence;

/// Unites `gone` into `one`. What had to give way is told.
pub(in crate::editor::edits) fn unite(
    document: &Document,
    one: &mut Organisation,
    gone: &Organisation,
    told: &mut Vec<String>,
) {
    let mut aside = Aside { extra: std::mem::take(&mut one.extra), kept: Vec::new() };
    words(one, gone, &mut aside);
    classes(document, one, gone, &mut aside, told);
    statements(document, one, gone, &mut aside);
    unite_words(&mut one.roles, &gone.roles);
    unite_words(&mut one.tags, &gone.tags);
    add_evidence(&mut one.evidence, gone.evidence.iter().cloned());
    place(one, gone, told);
    let lost = unite_looks(&mut one.style, &gone.style);
    if let Some((last, before)) = lost.split_last() {
        let list =
            if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
        told.push(format!("The other’s own {list} gave way"));
    }
    aside.unite_extra(&gone.extra);
    unite_carried(&mut one.carried, &gone.carried, &mut aside);
    if !aside.kept.is_empty() {
        told.push(format!("Kept under More fields: {}", aside.kept.join(", ")));
    }
    one.extra = aside.extra;
}

/// Where it stands, and what hands have made of its box.
fn place(one: &mut Organisation, gone: &Organisation, told: &mut Vec<String>) {
    if one.position.is_none() {
        one.position = gone.position;
        one.size = one.size.or(gone.size);
        one.pinned |= gone.pinned;
    }
    if gone.size.is_some() && gone.size != one.size {
        told.push("The other’s size, set by hand, gave way".to_owned());
    }
    if gone.pinned && !one.pinned {
        told.push("It is not pinned, as the other was".to_owned());
    }
}

/// The looks of both; in words what differed and is not kept.
pub(super) fn unite_looks(one: &mut StyleOverride, gone: &StyleOverride) -> Vec<&'static str> {
    let mut lost = Vec::new();
    for (kept, other, what) in
        [(&mut one.colour, gone.colour, "colour"), (&mut one.outline, gone.outline, "outline")]
    {
        if kept.is_some() && other.is_some() && *kept != other {
            lost.push(what);
        }
        *kept = kept.or(other);
    }
    if one.width.is_some() && gone.width.is_some() && one.width != gone.width {
        lost.push("line width");
    }
    one.width = one.width.or(gone.width);
    lost
}

/// The user's own fields, and which of them hold what gave way.
pub(super) struct Aside {
    pub(super) extra: ExtraFields,
    pub(super) kept: Vec<String>,
}

impl Aside {
    /// Keeps a value under this name, numbered where the name is taken by another value.
    pub(super) fn keep(&mut self, name: &str, value: FieldValue) {
        let numbered = (2_u32..).map(|number| format!("{name} {number}"));
        for name in std::iter::once(name.to_owned()).chain(numbered) {
            match self.extra.get(&name) {
                Some(there) if *there == value => return,
                Some(_) => {}
                None => {
                    self.extra.insert(name.clone(), value);
                    self.kept.push(name);
                    return;
                }
            }
        }
    }

    fn keep_text(&mut self, name: &str, text: impl Into<String>) {
        self.keep(name, FieldValue::Text(text.into()));
    }

    /// The fields of both; of two different values under one name the second gets a second name.
    pub(super) fn unite_extra(&mut self, more: &ExtraFields) {
        for (name, value) in more {
            if self.extra.contains_key(name) {
                self.keep(name, value.clone());
            } else {
                self.extra.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The other's words where one has none; otherwise they are kept aside, unless they are the same.
fn take_words(one: &mut String, gone: &str, keep: impl FnOnce(&str)) {
    if one.trim().is_empty() {
        gone.clone_into(one);
    } else if !gone.trim().is_empty() && one.trim() != gone.trim() {
        keep(gone.trim());
    }
}

fn words(one: &mut Organisation, gone: &Organisation, aside: &mut Aside) {
    take_words(&mut one.name, &gone.name, |text| aside.keep_text("Also called", text));
    take_words(&mut one.place, &gone.place, |text| aside.keep_text("Other place", text));
    take_words(&mut one.url, &gone.url, |text| {
        aside.keep("Other web address", FieldValue::Link(text.to_owned()));
    });
    let before = one.description.clone();
    take_words(&mut one.description, &gone.description, |_| {});
    // Two descriptions are two paragraphs.
    if !before.trim().is_empty() && !before.contains(gone.description.trim()) {
        one.description = format!("{}\n\n{}", before.trim_end(), gone.description.trim());
    }
}

fn classes(
    document: &Document,
    one: &mut Organisation,
    gone: &Organisation,
    aside: &mut Aside,
    told: &mut Vec<String>,
) {
    // Plain organisation is what a node is as long as nobody says more.
    if one.kind == OrganisationKind::default() {
        one.kind = gone.kind;
    } else if gone.kind != one.kind && gone.kind != OrganisationKind::default() {
        aside.keep_text("Other kind", gone.kind.name());
    }
    match (&one.sector, &gone.sector) {
        (None, _) => one.sector.clone_from(&gone.sector),
        (Some(kept), Some(other)) if kept != other => {
            let name = document.sector(other).map_or_else(|| other.to_string(), |it| it.name.clone());
            aside.keep_text("Other sector", name);
        }
        _ => {}
    }
    match (&one.scale, &gone.scale) {
        (None, _) => one.scale.clone_from(&gone.scale),
        (Some(kept), Some(other)) if kept != other => {
            let name = document.scale(other).map_or_else(|| other.to_string(), |it| it.name.clone());
            told.push(format!("{name} is one of its further scales now"));
            one.reach.push(other.clone());
        }
        _ => {}
    }
    let reach: Vec<_> = one.reach.drain(..).chain(gone.reach.iter().cloned()).collect();
    for scale in reach {
        if one.scale.as_ref() != Some(&scale) && !one.reach.contains(&scale) {
            one.reach.push(scale);
        }
    }
    if one.status != gone.status {
        let own = document.map().status_names.get(&gone.status);
        aside.keep_text("Other status", own.map_or(gone.status.name(), String::as_str));
    }
}

fn statements(document: &Document, one: &mut Organisation, gone: &Organisation, aside: &mut Aside) {
    if one.count == Count::default() {
        one.count = gone.count;
    } else if gone.count != one.count && gone.count != Count::default() {
        aside.keep_text("Other count", gone.count.to_string());
    }
    match (&one.influence, &gone.influence) {
        (None, _) => one.influence.clone_from(&gone.influence),
        (Some(kept), Some(other)) if kept != other => aside.keep_text("Other influence", tower(other)),
        _ => {}
    }
    for stance in &gone.stances {
        match one.stances.iter().find(|it| it.goal == stance.goal) {
            None => one.stances.push(stance.clone()),
            Some(kept) if kept.position != stance.position => {
                let goal = document.map().goals.iter().find(|goal| goal.id == stance.goal);
                let goal = goal.map_or_else(|| stance.goal.to_string(), |goal| goal.text.clone());
                aside.keep_text(&format!("Other stance on {}", goal.replace('\n', " ")), position(stance));
            }
            Some(_) => {}
        }
    }
    take_dates(one, gone, aside);
}

/// Dates that the other adds must not turn the span round.
fn take_dates(one: &mut Organisation, gone: &Organisation, aside: &mut Aside) {
    let fits = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => from.may_precede(to),
        _ => true,
    };
    if let Some(date) = gone.active_from.filter(|date| one.active_from != Some(*date)) {
        if one.active_from.is_none() && fits(Some(date), one.active_to) {
            one.active_from = Some(date);
        } else {
            aside.keep("Other beginning", FieldValue::Date(date));
        }
    }
    if let Some(date) = gone.active_to.filter(|date| one.active_to != Some(*date)) {
        if one.active_to.is_none() && fits(one.active_from, Some(date)) {
            one.active_to = Some(date);
        } else {
            aside.keep("Other end", FieldValue::Date(date));
        }
    }
}

fn position(stance: &Stance) -> &'static str {
    match stance.position {
        Position::Support => "support",
        Position::Oppose => "oppose",
        Position::Neutral => "neutral",
    }
}

/// `5 stones, agreed by the room, 2019`.
fn tower(influence: &Influence) -> String {
    let stones = if influence.height == 1 { "stone" } else { "stones" };
    let mut words = format!("{} {stones}", grouped(u64::from(influence.height)));
    if !influence.agreed_by.trim().is_empty() {
        words.push_str(&format!(", agreed by {}", influence.agreed_by.trim()));
    }
    if let Some(when) = influence.when {
        words.push_str(&format!(", {when}"));
    }
    words
}

fn unite_words(one: &mut Vec<String>, more: &[String]) {
    for word in more {
        if !one.contains(word) {
            one.push(word.clone());
        }
    }
}

/// What a newer version wrote is no field that we understand: of two values under one name the second becomes a field of
/// the user's own, as it was written.
pub(super) fn unite_carried(one: &mut Carried, gone: &Carried, aside: &mut Aside) {
    one.comment.extend(gone.comment.iter().cloned());
    for (name, raw) in &gone.fields {
        match one.fields.iter().find(|(other, _)| other == name) {
            None => one.fields.push((name.clone(), raw.clone())),
            Some((_, kept)) if kept != raw => aside.keep_text(&format!("Other {name}"), raw.as_str()),
            Some(_) => {}
        }
    }
}
