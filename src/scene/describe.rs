//! The picture in words: for those who cannot see it, and for the pointer that rests on something.
//! Must not know colours or places.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Direction, Document, Flow, Formality, Goal, GroupId, Organisation, OrganisationId, Position, RecordId,
    Status,
};

use super::{
    data::Data, ground::Ground, legend_data, marks::lettered, shown::Shown, strands::Strand, types::Target,
    words::clean,
};

/// The longest list of flows or organisations that is spoken.
const MOST_SPOKEN: usize = 40;

/// How many organisations and flows are in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub organisations: usize,
    /// Drawn by a line of their own, or summed up in one.
    pub flows: usize,
    /// Not drawn, for both ends are in one collapsed group.
    inside: usize,
}

impl Counts {
    /// What is drawn; what a collapsed group holds is counted.
    pub fn new(ground: &Ground, strands: &[Strand], within: &Within) -> Self {
        let flows = strands.iter().map(|strand| strand.sums.len()).sum();
        Self { organisations: ground.by_organisation.len(), flows, inside: within.values().sum() }
    }

    /// What is to be said of flows within collapsed groups, if there are any.
    pub fn inside(&self) -> Option<String> {
        match self.inside {
            0 => None,
            1 => Some("1 more flow lies within a collapsed group".to_owned()),
            many => {
                let many = crate::model::grouped(many as u64);
                Some(format!("{many} more flows lie within collapsed groups"))
            }
        }
    }
}

/// How many flows lie within each collapsed group, by its station: those are not drawn.
pub(super) type Within = BTreeMap<usize, usize>;

/// Counts them all at once.
pub(super) fn within(document: &Document, hidden: &BTreeSet<RecordId>, ground: &Ground) -> Within {
    let mut within = Within::new();
    if ground.by_group.is_empty() {
        return within;
    }
    let groups: BTreeSet<usize> = ground.by_group.values().copied().collect();
    for (id, flow) in document.flows() {
        let station = ground.station_of(&flow.from).filter(|station| groups.contains(station));
        if let Some(station) = station
            && ground.station_of(&flow.to) == Some(station)
            && !hidden.contains(&RecordId::Flow(id.clone()))
        {
            *within.entry(station).or_default() += 1;
        }
    }
    within
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
fn organisation_line(
    document: &Document,
    id: &OrganisationId,
    organisation: &Organisation,
    shown: Shown,
) -> String {
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
    if shown.roles {
        parts.extend(organisation.roles.iter().map(|role| clean(role)));
    }
    if let (true, Some(influence)) = (shown.influence, &organisation.influence) {
        parts.push(format!("influence {}", crate::model::grouped(u64::from(influence.height))));
    }
    if shown.goals {
        parts.extend(stances(document, organisation));
    }
    format!("{} ({})", name(document, id), parts.join(", "))
}

/// "supports goal A", in the order of the goals.
fn stances(document: &Document, organisation: &Organisation) -> Vec<String> {
    let lettered: Vec<_> = lettered(document).collect();
    let stance = |(letter, goal): &(String, &Goal)| {
        let stance = organisation.stances.iter().find(|stance| stance.goal == goal.id)?;
        Some(match stance.position {
            Position::Support => format!("supports goal {letter}"),
            Position::Oppose => format!("opposes goal {letter}"),
            Position::Neutral => format!("neutral on goal {letter}"),
        })
    };
    lettered.iter().filter_map(stance).collect()
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

/// A group in a line; of a collapsed one what it stands for, and what cannot be seen within it.
fn group_line(ground: &Ground, within: &Within, id: &GroupId, label: &str) -> String {
    let label = clean(label);
    let Some(station) = ground.by_group.get(id) else { return label };
    let label = if label.is_empty() { "a group without a name".to_owned() } else { label };
    let members = ground.by_organisation.values().filter(|other| *other == station).count();
    let members = if members == 1 { "1 organisation".to_owned() } else { format!("{members} organisations") };
    let within = match within.get(station).copied().unwrap_or(0) {
        0 => String::new(),
        1 => "; 1 flow between them is not drawn".to_owned(),
        many => format!("; {many} flows between them are not drawn"),
    };
    format!("{label} (collapsed group of {members}{within})")
}

/// What each thing drawn is in words.
pub(super) fn titles(
    document: &Document,
    ground: &Ground,
    strands: &[Strand],
    within: &Within,
    shown: Shown,
) -> BTreeMap<Target, String> {
    let mut titles = BTreeMap::new();
    for id in ground.by_organisation.keys() {
        if let Some(organisation) = document.organisation(id) {
            let line = organisation_line(document, id, organisation, shown);
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
        let line = group_line(ground, within, id, &group.label);
        titles.insert(Target::Group(id.clone()), line);
    }
    titles
}

/// The whole picture in a paragraph.
pub(super) fn description(
    document: &Document,
    ground: &Ground,
    strands: &[Strand],
    within: &Within,
    data: &Data,
    shown: Shown,
) -> String {
    let map = document.map();
    let counts = Counts::new(ground, strands, within);
    let mut text = format!("Conceptual map of {counts}.");
    for meaning in legend_data::meanings(data) {
        text.push_str(&format!(" {}.", capital(&meaning)));
    }
    let subtitle = clean(&map.subtitle);
    if !subtitle.is_empty() {
        text = format!("{}. {text}", subtitle.trim_end_matches('.'));
    }
    let organisations = ground.by_organisation.keys().filter_map(|id| Some((id, document.organisation(id)?)));
    speak(&mut text, "Organisations", organisations, |(id, one)| organisation_line(document, id, one, shown));
    let groups = ground.by_group.keys().filter_map(|id| Some((id, document.group(id)?)));
    speak(&mut text, "Collapsed groups", groups, |(id, group)| group_line(ground, within, id, &group.label));
    let flows: BTreeSet<_> = strands.iter().flat_map(|strand| &strand.sums).collect();
    let flows = flows.into_iter().filter_map(|id| document.flow(id));
    speak(&mut text, "Flows", flows, |flow| flow_line(document, flow));
    if shown.goals {
        let line = |(letter, goal): (String, &Goal)| format!("{letter}, {}", clean(&goal.text));
        speak(&mut text, "Goals", lettered(document), line);
    }
    text
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// Adds the first of these in words, and how many more there are.
fn speak<T>(text: &mut String, what: &str, mut all: impl Iterator<Item = T>, line: impl FnMut(T) -> String) {
    let spoken: Vec<String> = all.by_ref().take(MOST_SPOKEN).map(line).collect();
    if spoken.is_empty() {
        return;
    }
    text.push_str(&format!(" {what}: {}", spoken.join("; ")));
    let more = all.count();
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text.push('.');
}
