//! What a hand-out lists of a map, and in which order: what its figure shows, by name.
//! Must not know how a list is set.

use std::collections::BTreeMap;

use crate::{
    model::{
        Document, Evidence, EvidenceId, Flow, FlowId, Group, GroupId, Member, Note, Organisation,
        OrganisationId, RecordId, Source, Status,
    },
    scene::Scene,
};

/// The records that are listed.
pub(super) struct Listed<'a> {
    pub document: &'a Document,
    /// By name.
    pub organisations: Vec<(&'a OrganisationId, &'a Organisation)>,
    /// By the names of their ends, then by the order of their kinds.
    pub flows: Vec<(&'a FlowId, &'a Flow)>,
    /// By label.
    pub groups: Vec<(&'a GroupId, &'a Group)>,
    /// By their words.
    pub notes: Vec<&'a Note>,
    /// What is cited, numbered from 1 in this order: the map's own sources first.
    pub sources: Vec<&'a Source>,
}

impl<'a> Listed<'a> {
    /// What the picture shows of the document that it was made of, also within collapsed groups.
    pub fn of(document: &'a Document, scene: &Scene) -> Self {
        let within = document.collapsed_into();
        let drawn_groups: BTreeMap<&GroupId, ()> = scene.groups.iter().map(|group| (&group.id, ())).collect();
        let drawn: BTreeMap<&OrganisationId, ()> = scene.nodes.iter().map(|node| (&node.id, ())).collect();
        let is_drawn = |id: &OrganisationId| {
            let group = within.get(&RecordId::Organisation(id.clone()));
            drawn.contains_key(id) || group.is_some_and(|group| drawn_groups.contains_key(group))
        };
        let mut organisations: Vec<_> = document
            .organisations()
            .iter()
            .filter(|(id, _)| is_drawn(id))
            .map(|(id, one)| (id, &**one))
            .collect();
        organisations.sort_by_cached_key(|(id, one)| (sorted(&one.name), (*id).clone()));
        let place: BTreeMap<&OrganisationId, usize> =
            organisations.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
        let lines: BTreeMap<&FlowId, ()> =
            scene.flows.iter().flat_map(|line| &line.sums).map(|id| (id, ())).collect();
        let kinds: BTreeMap<_, usize> = (document.flow_kinds_in_order().into_iter().enumerate())
            .map(|(place, (id, _))| (id, place))
            .collect();
        // A flow within a collapsed group has no line of its own.
        let is_told =
            |id: &FlowId| lines.contains_key(id) || within.contains_key(&RecordId::Flow(id.clone()));
        let mut flows: Vec<_> = (document.flows().iter())
            .filter(|(id, flow)| {
                is_told(id) && place.contains_key(&flow.from) && place.contains_key(&flow.to)
            })
            .map(|(id, flow)| (id, &**flow))
            .collect();
        flows.sort_by_cached_key(|(id, flow)| {
            (place.get(&flow.from), place.get(&flow.to), kinds.get(&flow.kind), (*id).clone())
        });
        let mut groups: Vec<_> = (document.groups().iter())
            .filter(|(id, _)| {
                drawn_groups.contains_key(id) || within.contains_key(&RecordId::Group((*id).clone()))
            })
            .map(|(id, group)| (id, &**group))
            .collect();
        groups.sort_by_cached_key(|(id, group)| (sorted(&group.label), (*id).clone()));
        let mut notes: Vec<&Note> = document.notes().values().map(|note| &**note).collect();
        notes.sort_by_cached_key(|note| sorted(&note.text));
        let mut listed = Self { document, organisations, flows, groups, notes, sources: Vec::new() };
        listed.sources = listed.cited();
        listed
    }

    /// The map's sources, and after them those of the evidence that is told, each once.
    fn cited(&self) -> Vec<&'a Source> {
        let mut found: Vec<&Source> = Vec::new();
        let of_map = self.document.map().sources.iter();
        let told = (self.flows.iter().map(|(_, flow)| &flow.evidence))
            .chain(self.organisations.iter().map(|(_, one)| &one.evidence))
            .chain(self.groups.iter().map(|(_, group)| &group.evidence));
        let told = told.flatten().filter_map(|id| self.document.evidence_item(id)).map(|item| &item.source);
        for source in of_map.chain(told) {
            let is_known = found.iter().any(|known| is_same_work(known, source));
            let is_named = [&source.title, &source.url].iter().any(|words| !words.trim().is_empty());
            if is_named && !is_known {
                found.push(source);
            }
        }
        found
    }

    /// The number of a source in the list, from 1.
    pub fn number_of(&self, source: &Source) -> Option<usize> {
        self.sources.iter().position(|known| is_same_work(known, source)).map(|place| place + 1)
    }

    pub fn evidence(&self, ids: &[EvidenceId]) -> impl Iterator<Item = &'a Evidence> {
        ids.iter().filter_map(|id| self.document.evidence_item(id)).map(|item| &**item)
    }

    pub fn name(&self, id: &OrganisationId) -> &'a str {
        self.document.organisation(id).map_or("", |one| one.name.as_str())
    }

    pub fn kind(&self, flow: &Flow) -> &'a str {
        self.document.flow_kind(&flow.kind).map_or("flow", |kind| kind.name.as_str())
    }

    pub fn sector(&self, one: &Organisation) -> &'a str {
        let sector = one.sector.as_ref().and_then(|id| self.document.sector(id));
        sector.map_or("", |sector| sector.name.as_str())
    }

    pub fn scale(&self, one: &Organisation) -> &'a str {
        let scale = one.scale.as_ref().and_then(|id| self.document.scale(id));
        scale.map_or("", |scale| scale.name.as_str())
    }

    /// The other scales that an organisation reaches.
    pub fn reach(&self, one: &Organisation) -> Vec<&'a str> {
        one.reach.iter().filter_map(|id| self.document.scale(id)).map(|scale| scale.name.as_str()).collect()
    }

    /// A status in the map's own words.
    pub fn status(&self, status: Status) -> &'a str {
        self.document.map().status_names.get(&status).map_or(status.name(), String::as_str)
    }

    /// How many of the flows that are listed come in and go out. One that runs both ways, or of which nobody knows,
    /// counts as its record has it.
    pub fn in_and_out(&self) -> BTreeMap<&'a OrganisationId, (usize, usize)> {
        let mut counts: BTreeMap<&OrganisationId, (usize, usize)> = BTreeMap::new();
        for (_, flow) in &self.flows {
            counts.entry(&flow.from).or_default().1 += 1;
            counts.entry(&flow.to).or_default().0 += 1;
        }
        counts
    }

    /// The names of a group's members, by name; groups within by their label.
    pub fn members(&self, group: &'a Group) -> Vec<&'a str> {
        let mut names: Vec<&str> = (group.members.iter())
            .map(|member| match member {
                Member::Organisation(id) => self.name(id),
                Member::Group(id) => self.document.group(id).map_or("", |group| group.label.as_str()),
            })
            .filter(|name| !name.trim().is_empty())
            .collect();
        names.sort_by_cached_key(|name| sorted(name));
        names
    }
}

/// Pages differ, the work is the same.
fn is_same_work(one: &Source, other: &Source) -> bool {
    one.title.trim() == other.title.trim() && one.url.trim() == other.url.trim()
}

/// As one looks a name up: without regard to case.
fn sorted(name: &str) -> String {
    name.trim().to_lowercase()
}
