//! The lists from which fields choose, made from the map's scheme, with the swatches that the map draws.
//! Must not know the forms.

use crate::{
    app::{
        intent::PanelContext,
        widgets::{Choice, Swatch},
        words::{NOT_STATED, capital},
    },
    model::{
        Document, FlowKindId, GoalId, OrganisationId, OrganisationKind, Position, RecordId, ScaleId,
        SectorId, Status,
    },
};

/// Sectors in the legend's order, *not stated* last.
pub(crate) fn sectors(context: &PanelContext<'_>) -> Vec<Choice<Option<SectorId>>> {
    let look = context.look;
    let mut choices: Vec<_> = context
        .session
        .document()
        .sectors_in_order()
        .into_iter()
        .map(|(id, sector)| {
            let swatch = Swatch::Node(look.sector_swatch(Some(sector)));
            Choice::new(Some(id.clone()), &sector.name).with_swatch(swatch)
        })
        .collect();
    choices.push(Choice::new(None, NOT_STATED).with_swatch(Swatch::Node(look.sector_swatch(None))));
    choices
}

/// Scales from small to large, *not stated* last.
pub(crate) fn scales(context: &PanelContext<'_>) -> Vec<Choice<Option<ScaleId>>> {
    let (look, document) = (context.look, context.session.document());
    let mut choices: Vec<_> = document
        .scales_in_order()
        .into_iter()
        .map(|(id, scale)| {
            let swatch = Swatch::Node(look.scale_sample(document, Some(scale)));
            Choice::new(Some(id.clone()), &scale.name).with_swatch(swatch)
        })
        .collect();
    choices.push(Choice::new(None, NOT_STATED).with_swatch(Swatch::Node(look.scale_sample(document, None))));
    choices
}

/// Flow kinds under their families.
pub(crate) fn flow_kinds(context: &PanelContext<'_>) -> Vec<Choice<FlowKindId>> {
    let document = context.session.document();
    let family = |id| document.family(id).map(|family| family.name.clone());
    document
        .flow_kinds_in_order()
        .into_iter()
        .map(|(id, kind)| {
            let swatch = Swatch::Flow(context.look.flow_swatch(document, kind, false));
            let heading = kind.family.as_ref().and_then(family).unwrap_or_else(|| "Other".to_owned());
            Choice::new(id.clone(), capital(&kind.name)).with_swatch(swatch).under(heading)
        })
        .collect()
}

/// What a node may stand for.
pub(crate) fn organisation_kinds() -> Vec<Choice<OrganisationKind>> {
    OrganisationKind::ALL.into_iter().map(|kind| Choice::new(kind, capital(kind.name()))).collect()
}

/// Statuses under the map's own names for them.
pub(crate) fn statuses(document: &Document) -> Vec<Choice<Status>> {
    let own = &document.map().status_names;
    let name = |status: Status| own.get(&status).map_or(status.name(), String::as_str);
    Status::ALL.into_iter().map(|status| Choice::new(status, capital(name(status)))).collect()
}

/// Organisations that `may` broker, by name, and none of them first.
pub(crate) fn brokers(
    document: &Document,
    may: impl Fn(&OrganisationId) -> bool,
) -> Vec<Choice<Option<OrganisationId>>> {
    let mut choices: Vec<_> = document
        .organisations()
        .iter()
        .filter(|(id, _)| may(id))
        .map(|(id, organisation)| Choice::new(Some(id.clone()), called(&organisation.name)))
        .collect();
    choices.sort_by_key(|choice| choice.words.to_lowercase());
    choices.insert(0, Choice::new(None, "Nobody"));
    choices
}

/// What an organisation may say to a goal; the first is that nobody asked.
pub(crate) fn positions() -> Vec<(Option<Position>, &'static str, &'static str)> {
    vec![
        (None, "–", "Not asked"),
        (Some(Position::Support), "Support", "Support"),
        (Some(Position::Neutral), "Neutral", "Neutral"),
        (Some(Position::Oppose), "Oppose", "Oppose"),
    ]
}

/// A name, or what stands for one that is empty.
pub(crate) fn called(name: &str) -> String {
    if name.trim().is_empty() { "Unnamed".to_owned() } else { name.replace('\n', " ") }
}

/// What a record is called where it is mentioned.
pub(crate) fn title(document: &Document, id: &RecordId) -> String {
    let words = |text: &str| {
        let line = text.lines().next().unwrap_or_default();
        let mut short: String = line.chars().take(48).collect();
        if line.chars().count() > 48 {
            short.push('…');
        }
        called(&short)
    };
    match id {
        RecordId::Organisation(id) => document.organisation(id).map(|found| words(&found.name)),
        RecordId::Flow(id) => document.flow(id).map(|flow| {
            let end = |id| document.organisation(id).map_or_else(String::new, |end| called(&end.name));
            format!("{} → {}", end(&flow.from), end(&flow.to))
        }),
        RecordId::Group(id) => document.group(id).map(|found| words(&found.label)),
        RecordId::Note(id) => document.note(id).map(|found| words(&found.text)),
        RecordId::Evidence(id) => document.evidence_item(id).map(|found| words(&found.text)),
        RecordId::Map
        | RecordId::Sector(_)
        | RecordId::Scale(_)
        | RecordId::Family(_)
        | RecordId::FlowKind(_)
        | RecordId::View(_) => None,
    }
    .unwrap_or_else(|| id.to_string())
}

/// A goal's text, by its id.
pub(crate) fn goals(document: &Document) -> Vec<(GoalId, String)> {
    document.map().goals.iter().map(|goal| (goal.id.clone(), goal.text.clone())).collect()
}
