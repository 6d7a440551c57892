//! The picture in words: for those who cannot see it, and for the pointer that rests on something.
//! Must not know colours or places.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use crate::model::{
    Direction, Document, Flow, FlowId, FlowKindId, Formality, Goal, GroupId, Organisation, OrganisationId,
    Position, RecordId, Status,
};

use super::{
    data::Data,
    ground::Ground,
    legend_data,
    marks::lettered,
    shown::Shown,
    strands::Strand,
    types::Target,
    words::{clean, cleaned},
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

/// "2 organisations and 1 flow"; nothing where there are none.
pub(super) fn tally(organisations: usize, flows: usize) -> Option<String> {
    let many = |count: usize, noun: &str| {
        let many = crate::model::grouped(count as u64);
        (count > 0).then(|| format!("{many} {noun}{}", if count == 1 { "" } else { "s" }))
    };
    let told: Vec<String> =
        [many(organisations, "organisation"), many(flows, "flow")].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" and "))
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

/// Names as they are told: each made once, for an organisation is named by each of its flows.
struct Names<'a> {
    document: &'a Document,
    /// Only asked by id: the order in which these are kept is never seen.
    organisations: HashMap<&'a OrganisationId, Cow<'a, str>>,
    kinds: HashMap<&'a FlowKindId, Cow<'a, str>>,
}

impl<'a> Names<'a> {
    fn new(document: &'a Document) -> Self {
        let organisations = document.organisations().iter().map(|(id, one)| (id, spoken(&one.name)));
        let kinds = document.flow_kinds().iter().map(|(id, kind)| (id, cleaned(&kind.name)));
        Self { document, organisations: organisations.collect(), kinds: kinds.collect() }
    }

    fn of(&self, id: &OrganisationId) -> &str {
        self.organisations.get(id).map_or(NO_NAME, |name| name)
    }
}

const NO_NAME: &str = "an organisation without a name";

/// The name of an organisation, or what to say where it has none yet.
fn spoken(name: &str) -> Cow<'_, str> {
    let name = cleaned(name);
    if name.is_empty() { Cow::Borrowed(NO_NAME) } else { name }
}

/// The words for a status: the map's own where it has some.
pub(super) fn status_name(document: &Document, status: Status) -> String {
    document.map().status_names.get(&status).map_or_else(|| status.name().to_owned(), |name| clean(name))
}

/// An organisation in a line: name; kind, sector, scale, number.
fn organisation_line(document: &Document, organisation: &Organisation, shown: Shown) -> String {
    let sector = organisation.sector.as_ref().and_then(|id| document.sector(id));
    let scale = organisation.scale.as_ref().and_then(|id| document.scale(id));
    let sector = sector.map_or("sector not stated".into(), |sector| cleaned(&sector.name));
    let scale = scale.map_or("scale not stated".to_owned(), |scale| cleaned(&scale.name).to_lowercase());
    let mut line = String::with_capacity(organisation.name.len() + 64);
    for part in [&spoken(&organisation.name), " (", organisation.kind.name(), ", ", &sector, ", ", &scale] {
        line.push_str(part);
    }
    let mut add = |part: &str| {
        line.push_str(", ");
        line.push_str(part);
    };
    let count = organisation.count.to_string();
    if !count.is_empty() {
        add(&count);
    }
    if organisation.status != Status::Current {
        add(&status_name(document, organisation.status));
    }
    if shown.roles {
        organisation.roles.iter().for_each(|role| add(&cleaned(role)));
    }
    if let (true, Some(influence)) = (shown.influence, &organisation.influence) {
        add(&format!("influence {}", crate::model::grouped(u64::from(influence.height))));
    }
    if shown.goals {
        stances(document, organisation).iter().for_each(|stance| add(stance));
    }
    line.push(')');
    line
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
fn flow_line(line: &mut String, names: &Names<'_>, flow: &Flow) {
    let kind = names.kinds.get(&flow.kind).map_or("", |kind| kind);
    let label = cleaned(&flow.label);
    let holds_kind = || label.to_lowercase().contains(&kind.to_lowercase());
    let what: [&str; 4] = match (label.is_empty(), kind.is_empty()) {
        (true, _) => [kind, "", "", ""],
        (false, true) => [&label, "", "", ""],
        (false, false) if holds_kind() => [&label, "", "", ""],
        (false, false) => [&label, " (", kind, ")"],
    };
    let [before, between, after] = match flow.direction {
        Direction::Forward => [" from ", " to ", ""],
        Direction::Both => [" both ways between ", " and ", ""],
        Direction::None => [" between ", " and ", ""],
        Direction::Unknown => [" between ", " and ", ", direction not known"],
    };
    let mut add = |parts: &[&str]| parts.iter().for_each(|part| line.push_str(part));
    add(&what);
    add(&[before, names.of(&flow.from), between, names.of(&flow.to), after]);
    if let Some(via) = &flow.via {
        add(&[", through ", names.of(via)]);
    }
    if flow.formality != Formality::NotStated {
        add(&[", ", flow.formality.name()]);
    }
    if flow.status != Status::Current {
        add(&[", ", &status_name(names.document, flow.status)]);
    }
    let condition = cleaned(&flow.condition);
    if !condition.is_empty() {
        add(&[", on condition: ", &condition]);
    }
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
    let mut titles: Vec<(Target, String)> = Vec::with_capacity(ground.by_organisation.len() + strands.len());
    for id in ground.by_organisation.keys() {
        if let Some(organisation) = document.organisation(id) {
            let line = organisation_line(document, organisation, shown);
            titles.push((Target::Organisation(id.clone()), line));
        }
    }
    let names = Names::new(document);
    for strand in strands {
        let mut lines = String::with_capacity(64);
        if let [_] = &strand.sums[..] {
            flow_line(&mut lines, &names, &strand.flow);
        } else {
            for flow in strand.sums.iter().filter_map(|id| document.flow(id)) {
                if !lines.is_empty() {
                    lines.push('\n');
                }
                flow_line(&mut lines, &names, flow);
            }
        }
        titles.push((strand.target(), lines));
    }
    for (id, group) in document.groups() {
        let line = group_line(ground, within, id, &group.label);
        titles.push((Target::Group(id.clone()), line));
    }
    titles.into_iter().collect()
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
    let organisation = |id: &OrganisationId| {
        document.organisation(id).map_or_else(String::new, |one| organisation_line(document, one, shown))
    };
    speak(&mut text, "Organisations", ground.by_organisation.keys(), organisation);
    let groups = ground.by_group.keys().filter_map(|id| Some((id, document.group(id)?)));
    speak(&mut text, "Collapsed groups", groups, |(id, group)| group_line(ground, within, id, &group.label));
    let mut flows: Vec<&FlowId> = strands.iter().flat_map(|strand| &strand.sums).collect();
    flows.sort_unstable();
    let names = Names::new(document);
    let line = |id: &FlowId| {
        let mut line = String::new();
        document.flow(id).into_iter().for_each(|flow| flow_line(&mut line, &names, flow));
        line
    };
    speak(&mut text, "Flows", flows.into_iter(), line);
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
