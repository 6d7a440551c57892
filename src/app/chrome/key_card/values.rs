//! What the choosers of the key card offer, for whom, and the edit that a choice is. Must not know how they are shown.

use crate::app::words::{NOT_STATED, capital};
use crate::{
    app::{Intent, Notice, PanelContext, actions::Action, widgets::Swatch},
    editor::{Command, Session},
    model::{
        Document, Flow, FlowId, FlowKindId, Formality, Organisation, OrganisationId, Record, RecordId,
        ScaleId, SectorId, Status,
    },
};

/// Something to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Sector(Option<SectorId>),
    Scale(Option<ScaleId>),
    Kind(FlowKindId),
    Formality(Formality),
    Status(Status),
}

/// A value with its words and the key that chooses it: a digit, or a letter where the digits are used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: Value,
    pub(super) words: String,
    pub(super) key: Option<char>,
}

/// What a letter speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    organisations: Vec<OrganisationId>,
    flows: Vec<FlowId>,
}

/// The word for what is chosen: "sector".
pub(super) fn noun(action: Action) -> &'static str {
    match action {
        Action::ChooseSector => "sector",
        Action::ChooseScale => "scale",
        Action::ChooseKind => "kind",
        Action::ChooseFormality => "formality",
        _ => "status",
    }
}

/// All values that a letter offers, in the order of the legend: 1 to 9, 0 for *not stated* or the tenth, then letters.
pub(super) fn choices(action: Action, document: &Document) -> Vec<Choice> {
    let named = |value: Value, words: &str| (value, words.to_owned());
    let mut values: Vec<(Value, String)> = match action {
        Action::ChooseSector => {
            let sectors = document.sectors_in_order().into_iter();
            sectors.map(|(id, sector)| named(Value::Sector(Some(id.clone())), &sector.name)).collect()
        }
        Action::ChooseScale => {
            let scales = document.scales_in_order().into_iter();
            scales.map(|(id, scale)| named(Value::Scale(Some(id.clone())), &scale.name)).collect()
        }
        Action::ChooseKind => {
            let kinds = document.flow_kinds_in_order().into_iter();
            kinds.map(|(id, kind)| (Value::Kind(id.clone()), capital(&kind.name))).collect()
        }
        Action::ChooseFormality => {
            let stated = Formality::ALL.into_iter().filter(|one| *one != Formality::NotStated);
            stated.map(|one| (Value::Formality(one), capital(one.name()))).collect()
        }
        _ => {
            let own = &document.map().status_names;
            let name = |status: Status| own.get(&status).map_or(status.name(), String::as_str);
            Status::ALL.into_iter().map(|one| (Value::Status(one), capital(name(one)))).collect()
        }
    };
    let none = match action {
        Action::ChooseSector => Some(Value::Sector(None)),
        Action::ChooseScale => Some(Value::Scale(None)),
        Action::ChooseFormality => Some(Value::Formality(Formality::NotStated)),
        _ => None,
    };
    // The tenth has the 0 where that means nothing else; no letter is the one that steps on.
    let own = action.entry().shortcut_text();
    let letters = ('A'..='Z').filter(|letter| !own.contains(*letter));
    let mut keys = ('1'..='9').chain(none.is_none().then_some('0')).chain(letters);
    let last = none.map(|value| Choice { value, words: NOT_STATED.to_owned(), key: Some('0') });
    let numbered = values.drain(..).map(|(value, words)| Choice { value, words, key: keys.next() });
    numbered.chain(last).collect()
}

impl Subject {
    /// What of the selection a letter speaks of; nothing where it sets what new things get.
    pub(super) fn of(action: Action, session: &Session) -> Self {
        let selection = session.selection();
        let organisations =
            matches!(action, Action::ChooseSector | Action::ChooseScale | Action::ChooseStatus);
        let flows = matches!(action, Action::ChooseKind | Action::ChooseFormality | Action::ChooseStatus);
        Self {
            organisations: if organisations { selection.organisations() } else { Vec::new() },
            flows: if flows { selection.flows() } else { Vec::new() },
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.organisations.is_empty() && self.flows.is_empty()
    }

    /// "Sector of Watershed", "Kind of 3 flows".
    pub(super) fn title(&self, action: Action, document: &Document) -> String {
        let one_flow = self.organisations.is_empty() && self.flows.len() == 1;
        let between = if one_flow { ": " } else { " of " };
        format!("{}{between}{}", capital(noun(action)), self.words(action, document))
    }

    /// "Watershed", "3 flows", "new organisations".
    pub(super) fn words(&self, action: Action, document: &Document) -> String {
        let counted = super::super::status_line::counted;
        match (self.organisations.as_slice(), self.flows.as_slice()) {
            ([], []) if action == Action::ChooseKind => "new flows".to_owned(),
            ([], []) => "new organisations".to_owned(),
            ([one], []) => {
                let name = document.organisation(one).map_or("", |one| one.name.trim());
                if name.is_empty() { "one organisation".to_owned() } else { name.to_owned() }
            }
            (many, []) => counted(many.len(), "organisation"),
            ([], [one]) => document.flow(one).map_or_else(String::new, |flow| {
                let name = |id| document.organisation(id).map_or("", |one| one.name.trim());
                format!("{} → {}", name(&flow.from), name(&flow.to))
            }),
            ([], many) => counted(many.len(), "flow"),
            (some, others) => {
                format!("{} and {}", counted(some.len(), "organisation"), counted(others.len(), "flow"))
            }
        }
    }

    /// Whether all that is spoken of has this value.
    pub(super) fn has(&self, value: &Value, session: &Session) -> bool {
        let document = session.document();
        if self.is_empty() {
            return match value {
                Value::Sector(id) => session.current_sector() == id.as_ref(),
                Value::Scale(id) => session.current_scale() == id.as_ref(),
                Value::Kind(id) => session.current_kind() == Some(id),
                Value::Formality(_) | Value::Status(_) => false,
            };
        }
        let organisation = |id: &OrganisationId| {
            document.organisation(id).is_some_and(|one| match value {
                Value::Sector(id) => one.sector == *id,
                Value::Scale(id) => one.scale == *id,
                Value::Status(status) => one.status == *status,
                Value::Kind(_) | Value::Formality(_) => true,
            })
        };
        let flow = |id: &FlowId| {
            document.flow(id).is_some_and(|one| match value {
                Value::Kind(kind) => one.kind == *kind,
                Value::Formality(formality) => one.formality == *formality,
                Value::Status(status) => one.status == *status,
                Value::Sector(_) | Value::Scale(_) => true,
            })
        };
        self.organisations.iter().all(organisation) && self.flows.iter().all(flow)
    }

    /// What a choice asks for. Choices under one `coalesce` key are one step.
    pub(super) fn set(
        &self,
        action: Action,
        value: &Value,
        session: &Session,
        coalesce: Option<String>,
    ) -> Option<Intent> {
        if self.is_empty() {
            return match value.clone() {
                Value::Sector(id) => Some(Intent::SetCurrentSector(id)),
                Value::Scale(id) => Some(Intent::SetCurrentScale(id)),
                Value::Kind(id) => Some(Intent::SetCurrentKind(id)),
                Value::Formality(_) | Value::Status(_) => None,
            };
        }
        let document = session.document();
        let organisations = self.organisations.iter().filter_map(|id| Some((id, document.organisation(id)?)));
        let free = organisations.filter(|(_, one)| !one.locked);
        let mut records: Vec<(RecordId, Record)> =
            free.map(|(id, one)| (RecordId::Organisation(id.clone()), with(one, value).into())).collect();
        let flows = self.flows.iter().filter_map(|id| Some((id, document.flow(id)?)));
        records.extend(flows.map(|(id, one)| (RecordId::Flow(id.clone()), along(one, value).into())));
        if records.is_empty() {
            let words = "All of this is locked: unlock something first";
            return Some(Intent::Say(Notice::warning(words)));
        }
        Some(Intent::Do(Command::Replace { name: format!("Set {}", noun(action)), records, coalesce }))
    }
}

fn with(before: &Organisation, value: &Value) -> Organisation {
    let mut after = before.clone();
    match value {
        Value::Sector(id) => after.sector = id.clone(),
        Value::Scale(id) => {
            after.reach.retain(|reached| Some(reached) != id.as_ref());
            after.scale = id.clone();
        }
        Value::Status(status) => after.status = *status,
        Value::Kind(_) | Value::Formality(_) => {}
    }
    after
}

fn along(before: &Flow, value: &Value) -> Flow {
    let mut after = before.clone();
    match value {
        Value::Kind(id) => after.kind = id.clone(),
        Value::Formality(formality) => after.formality = *formality,
        Value::Status(status) => after.status = *status,
        Value::Sector(_) | Value::Scale(_) => {}
    }
    after
}

/// The sample of a value, as the legend has it.
pub(super) fn swatch(value: &Value, context: &PanelContext<'_>) -> Option<Swatch> {
    let (document, look) = (context.session.document(), context.look);
    match value {
        Value::Sector(id) => {
            let sector = id.as_ref().and_then(|id| document.sector(id));
            Some(Swatch::Node(look.sector_swatch(sector.map(AsRef::as_ref))))
        }
        Value::Scale(id) => {
            let scale = id.as_ref().and_then(|id| document.scale(id));
            Some(Swatch::Node(look.scale_swatch(scale.map(AsRef::as_ref))))
        }
        Value::Kind(id) => {
            let kind = document.flow_kind(id)?;
            Some(Swatch::Flow(look.flow_swatch(document, kind, false)))
        }
        Value::Formality(_) | Value::Status(_) => {
            let end = || OrganisationId::literal("end");
            let kind = context.session.current_kind()?.clone();
            let flow = along(&Flow::new(end(), end(), kind), value);
            Some(Swatch::Flow(look.flow(document, &flow, false)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_follow_the_legend_and_nought_is_not_stated() {
        let document = Document::default();
        for (action, last) in [
            (Action::ChooseSector, (Some('0'), NOT_STATED)),
            (Action::ChooseScale, (Some('0'), NOT_STATED)),
            (Action::ChooseFormality, (Some('0'), NOT_STATED)),
            (Action::ChooseStatus, (Some('5'), "Ended")),
        ] {
            let choices = choices(action, &document);
            assert_eq!(choices.first().and_then(|choice| choice.key), Some('1'));
            let end = choices.last().map(|choice| (choice.key, choice.words.as_str()));
            assert_eq!(end, Some(last), "{action:?}");
        }
        let kinds = choices(Action::ChooseKind, &document);
        let keys: Vec<char> = kinds.iter().filter_map(|choice| choice.key).collect();
        assert_eq!(keys.len(), kinds.len(), "each has a key");
        assert_eq!(keys[8..12], ['9', '0', 'A', 'B']);
        assert!(!keys.contains(&'K'), "that letter steps on");
    }
}
