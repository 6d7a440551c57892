//! The picture in words: for those who cannot see it, and for the pointer that rests on something.
//! Must not know colours or places.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Direction, Document, Flow, Formality, Organisation, OrganisationId, Status};

use super::{ground::Ground, strands::Strand, types::Target, words::clean};

/// The longest list of flows or organisations that is spoken.
const MOST_SPOKEN: usize = 40;

/// How many organisations and flows are in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub organisations: usize,
    pub flows: usize,
}

impl Counts {
    /// What is drawn; what a collapsed group holds is counted.
    pub fn new(ground: &Ground, strands: &[Strand]) -> Self {
        let flows = strands.iter().map(|strand| strand.sums.len()).sum();
        Self { organisations: ground.by_organisation.len(), flows }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let many = |count: usize, noun: &str| {
            let count_text = crate::model::grouped(count as u64);
            format!("{count_text} {noun}{}", if count == 1 { "" } else { "s" })
        };
        write!(f, "{}, {}", many(self.organisations, "organisation"), many(self.flows, "flow"))
    }
}

/// The name of an organisation, or what to say where it has none yet.
fn name(document: &Document, id: &OrganisationId) -> String {
    let name = document.organisation(id).map(|organisation| clean(&organisation.name)).unwrap_or_default();
    if name.is_empty() { "an organisation without a name".to_owned() } else { name }
}

/// The words for a status: the map's own where it has some.
pub(super) fn status_name(document: &Document, status: Status) -> String {
    document.map().status_names.get(&status).map_or_else(|| status.name().to_owned(), |name| clean(name))
}

/// An organisation in a line: name; kind, sector, scale, number.
fn organisation_line(document: &Document, id: &OrganisationId, organisation: &Organisation) -> String {
    let sector = organisation.sector.as_ref().and_then(|id| document.sector(id));
    let scale = organisation.scale.as_ref().and_then(|id| document.scale(id));
    let mut parts = vec![
        organisation.kind.name().to_owned(),
        sector.map_or("sector not stated".to_owned(), |sector| clean(&sector.name)),
        scale.map_or("scale not stated".to_owned(), |scale| clean(&scale.name).to_lowercase()),
    ];
    let count = organisation.count.to_string();
    if !count.is_empty() {
        parts.push(count);
    }
    if organisation.status != Status::Current {
        parts.push(status_name(document, organisation.status));
    }
    format!("{} ({})", name(document, id), parts.join(", "))
}

/// A flow in a line: what, from whom to whom, how sure.
fn flow_line(document: &Document, flow: &Flow) -> String {
    let kind = document.flow_kind(&flow.kind).map(|kind| clean(&kind.name)).unwrap_or_default();
    let label = clean(&flow.label);
    let what = match (label.is_empty(), kind.is_empty()) {
        (true, _) => kind,
        (false, true) => label,
        (false, false) if label.to_lowercase().contains(&kind.to_lowercase()) => label,
        (false, false) => format!("{label} ({kind})"),
    };
    let (from, to) = (name(document, &flow.from), name(document, &flow.to));
    let mut line = match flow.direction {
        Direction::Forward => format!("{what} from {from} to {to}"),
        Direction::Both => format!("{what} both ways between {from} and {to}"),
        Direction::None => format!("{what} between {from} and {to}"),
        Direction::Unknown => format!("{what} between {from} and {to}, direction not known"),
    };
    if let Some(via) = &flow.via {
        line.push_str(&format!(", through {}", name(document, via)));
    }
    if flow.formality != Formality::NotStated {
        line.push_str(&format!(", {}", flow.formality.name()));
    }
    if flow.status != Status::Current {
        line.push_str(&format!(", {}", status_name(document, flow.status)));
    }
    let condition = clean(&flow.condition);
    if !condition.is_empty() {
        line.push_str(&format!(", on condition: {condition}"));
    }
    line
}

/// What each thing drawn is in words.
pub(super) fn titles(document: &Document, ground: &Ground, strands: &[Strand]) -> BTreeMap<Target, String> {
    let mut titles = BTreeMap::new();
    for id in ground.by_organisation.keys() {
        if let Some(organisation) = document.organisation(id) {
            let line = organisation_line(document, id, organisation);
            titles.insert(Target::Organisation(id.clone()), line);
        }
    }
    for strand in strands {
        let lines: Vec<String> = strand
            .sums
            .iter()
            .filter_map(|id| document.flow(id))
            .map(|flow| flow_line(document, flow))
            .collect();
        titles.insert(Target::Flow(strand.id().clone()), lines.join("\n"));
    }
    for (id, group) in document.groups() {
        titles.insert(Target::Group(id.clone()), clean(&group.label));
    }
    titles
}

/// The whole picture in a paragraph.
pub(super) fn description(document: &Document, ground: &Ground, strands: &[Strand]) -> String {
    let map = document.map();
    let mut text = format!("Conceptual map of {}.", Counts::new(ground, strands));
    let subtitle = clean(&map.subtitle);
    if !subtitle.is_empty() {
        text = format!("{}. {text}", subtitle.trim_end_matches('.'));
    }
    let organisations: Vec<String> = ground
        .by_organisation
        .keys()
        .filter_map(|id| Some(organisation_line(document, id, document.organisation(id)?)))
        .collect();
    speak(&mut text, "Organisations", &organisations);
    let flows: BTreeSet<_> = strands.iter().flat_map(|strand| &strand.sums).collect();
    let flows: Vec<String> =
        flows.into_iter().filter_map(|id| document.flow(id)).map(|flow| flow_line(document, flow)).collect();
    speak(&mut text, "Flows", &flows);
    text
}

fn speak(text: &mut String, what: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let spoken = &lines[..lines.len().min(MOST_SPOKEN)];
    text.push_str(&format!(" {what}: {}", spoken.join("; ")));
    if lines.len() > spoken.len() {
        text.push_str(&format!("; and {} more", lines.len() - spoken.len()));
    }
    text.push('.');
}
