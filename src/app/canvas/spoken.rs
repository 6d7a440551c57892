//! What a screen reader says of an organisation or a flow. Must not know where anything stands.

use std::collections::BTreeMap;

use crate::app::chrome::status_line::counted;
use crate::app::words::number;
use crate::app::words::{capital, within_sentence};
use crate::{
    editor::Target,
    model::{Direction, Document, Flow, Formality, Group, Note, Organisation, OrganisationId, Status},
};

/// Flows out of and into each organisation.
#[derive(Clone, Debug, Default)]
pub struct FlowCounts(BTreeMap<OrganisationId, (usize, usize)>);

impl FlowCounts {
    /// Counts them once for all organisations. A flow both ways counts at either end as out and in.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut counts: BTreeMap<OrganisationId, (usize, usize)> = BTreeMap::new();
        for flow in document.flows().values() {
            counts.entry(flow.from.clone()).or_default().0 += 1;
            counts.entry(flow.to.clone()).or_default().1 += 1;
            if flow.direction == Direction::Both {
                counts.entry(flow.to.clone()).or_default().0 += 1;
                counts.entry(flow.from.clone()).or_default().1 += 1;
            }
        }
        Self(counts)
    }
}

/// An organisation's name, or what stands for it.
#[must_use]
pub fn called(name: &str) -> String {
    name_or(name, "an unnamed organisation")
}

/// What is said of something on the canvas; none for what is not there, and for areas.
#[must_use]
pub fn target(document: &Document, of: &Target, counts: &FlowCounts) -> Option<String> {
    match of {
        Target::Organisation(id) => {
            document.organisation(id).map(|one| organisation(document, id, one, counts))
        }
        Target::Flow(id) => document.flow(id).map(|one| flow(document, one)),
        Target::Group(id) => document.group(id).map(|one| group(one)),
        Target::Note(id) => document.note(id).map(|one| note(one)),
        Target::Area(_) => None,
    }
}

fn name_or(name: &str, otherwise: &str) -> String {
    let name = name.trim();
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

/// "Watershed, third sector, local; 5 flows out, 2 in".
#[must_use]
pub fn organisation(
    document: &Document,
    id: &OrganisationId,
    one: &Organisation,
    counts: &FlowCounts,
) -> String {
    format!("{}, {}", name_or(&one.name, "Unnamed organisation"), about(document, id, one, counts))
}

/// What is said of an organisation after its name: "third sector, local; 5 flows out, 2 in".
#[must_use]
pub fn about(document: &Document, id: &OrganisationId, one: &Organisation, counts: &FlowCounts) -> String {
    let mut parts = Vec::new();
    if one.kind != crate::model::OrganisationKind::Organisation {
        parts.push(one.kind.name().to_owned());
    }
    let sector = one.sector.as_ref().and_then(|id| document.sector(id));
    parts.push(sector.map_or_else(|| "sector not stated".to_owned(), |sector| within_sentence(&sector.name)));
    let scale = one.scale.as_ref().and_then(|id| document.scale(id));
    parts.push(scale.map_or_else(|| "scale not stated".to_owned(), |scale| within_sentence(&scale.name)));
    if one.status != Status::Current {
        parts.push(one.status.name().to_owned());
    }
    let (out, into) = counts.0.get(id).copied().unwrap_or_default();
    let flows = match (out, into) {
        (0, 0) => "no flows".to_owned(),
        (out, into) => format!("{} out, {} in", counted(out, "flow"), number(into)),
    };
    format!("{}; {flows}", parts.join(", "))
}

/// "Funding from Welsh Government to Finance Wales, informal, wanted".
#[must_use]
pub fn flow(document: &Document, flow: &Flow) -> String {
    let name = |id: &OrganisationId| {
        let name = document.organisation(id).map(|one| one.name.as_str()).unwrap_or_default();
        called(name)
    };
    let kind = document.flow_kind(&flow.kind).map(|kind| kind.name.as_str()).unwrap_or_default();
    let what = capital(&name_or(&flow.label, &name_or(kind, "flow")));
    let (from, to) = (name(&flow.from), name(&flow.to));
    let way = match flow.direction {
        Direction::Forward => format!("from {from} to {to}"),
        Direction::Both => format!("both ways between {from} and {to}"),
        Direction::None => format!("between {from} and {to}"),
        Direction::Unknown => format!("between {from} and {to}, direction not known"),
    };
    let mut text = format!("{what} {way}");
    if flow.formality != Formality::NotStated {
        text = format!("{text}, {}", flow.formality.name());
    }
    if flow.status != Status::Current {
        text = format!("{text}, {}", flow.status.name());
    }
    text
}

/// "Group: Creative cluster, 4 members".
#[must_use]
pub fn group(group: &Group) -> String {
    let count = counted(group.members.len(), "member");
    let collapsed = if group.collapsed { ", collapsed" } else { "" };
    format!("Group: {}, {count}{collapsed}", name_or(&group.label, "unnamed"))
}

/// "Note: ask the BBC".
#[must_use]
pub fn note(note: &Note) -> String {
    let parked = if note.parked { "Parked note" } else { "Note" };
    format!("{parked}: {}", name_or(&note.text, "empty"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FlowId, FlowKindId, Record, RecordId, ScaleId, SectorId};

    #[test]
    fn what_is_said_names_what_the_eye_sees() {
        let id = OrganisationId::literal;
        let watershed = Organisation {
            name: "Watershed".to_owned(),
            sector: Some(SectorId::literal("third-sector")),
            scale: Some(ScaleId::literal("local")),
            ..Organisation::default()
        };
        let wanted = Flow {
            status: Status::Wanted,
            ..Flow::new(id("watershed"), id("bbc"), FlowKindId::literal("funding"))
        };
        let records = [
            (RecordId::Organisation(id("watershed")), Record::from(watershed.clone())),
            (RecordId::Organisation(id("bbc")), Record::from(Organisation::default())),
            (RecordId::Flow(FlowId::literal("f")), Record::from(wanted.clone())),
        ];
        let document =
            Document::from_records(Document::default().records().chain(records).collect::<Vec<_>>());
        let counts = FlowCounts::of(&document);
        assert_eq!(
            organisation(&document, &id("watershed"), &watershed, &counts),
            "Watershed, third sector, local; 1 flow out, 0 in"
        );
        assert_eq!(
            organisation(&document, &id("bbc"), &Organisation::default(), &counts),
            "Unnamed organisation, sector not stated, scale not stated; 0 flows out, 1 in"
        );
        assert_eq!(flow(&document, &wanted), "Funding from Watershed to an unnamed organisation, wanted");
        assert_eq!(within_sentence("BBC"), "BBC");
    }
}
