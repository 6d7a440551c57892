//! The map that a foreign graph is by a mapping: scheme, ids, groups, flows. Must not know any format, nor how a
//! single record is filled.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Colours, Mapping, Meaning,
    fields::{self, Field},
    homes::Homes,
    taken::Taken,
    words,
};
use crate::{
    diagnostics::{Diagnostic, Warned},
    interchange::{
        counted::{Sentence, counted},
        graph::{ForeignGraph, Part},
        own::Own,
        roles::Role,
    },
    model::{
        Carried, Colour, Document, Flow, FlowId, FlowKind, FlowKindId, Glyph, Group, GroupId, Member, Note,
        NoteId, OrganisationId, Pattern, Record, RecordId, Scale, ScaleId, Sector, SectorId, slug,
    },
};

/// What stands where while the map is built.
pub(super) struct Building<'g> {
    pub(super) graph: &'g ForeignGraph,
    pub(super) mapping: &'g Mapping,
    pub(super) node_fields: Vec<Field>,
    pub(super) edge_fields: Vec<Field>,
    pub(super) sectors: BTreeMap<&'g str, SectorId>,
    pub(super) scales: BTreeMap<&'g str, ScaleId>,
    pub(super) flow_kinds: BTreeMap<&'g str, FlowKindId>,
    pub(super) kind_names: BTreeMap<FlowKindId, String>,
    /// The organisation of each node that is one or stands for a group with edges.
    pub(super) organisations: Vec<Option<OrganisationId>>,
    /// The colour that a whole kind of flow has, when it came with the file.
    pub(super) kind_colours: BTreeMap<FlowKindId, Colour>,
    pub(super) counted: BTreeMap<Sentence, usize>,
    records: Vec<(RecordId, Record)>,
    taken: Taken,
}

pub(super) fn document(graph: &ForeignGraph, mapping: &Mapping) -> Warned<Document> {
    let own = graph.own.as_ref().and_then(Own::read);
    let (mut scheme, own_groups) = own.unwrap_or_default();
    if graph.own.is_none() && !graph.title.trim().is_empty() {
        let mut map = (**scheme.map()).clone();
        map.title = words::name(&graph.title);
        map.coverage = words::clean(graph.description.trim());
        scheme = Document::from_records(
            scheme
                .records()
                .filter(|(id, _)| *id != RecordId::Map)
                .chain([(RecordId::Map, Record::from(map))]),
        );
    }
    let node_values = graph.nodes.iter().flat_map(|node| &node.fields);
    let edge_values = graph.edges.iter().flat_map(|edge| &edge.fields);
    let mut building = Building {
        graph,
        mapping,
        node_fields: fields::fields(graph.node_columns.list(), &mapping.nodes, node_values),
        edge_fields: fields::fields(graph.edge_columns.list(), &mapping.edges, edge_values),
        sectors: BTreeMap::new(),
        scales: BTreeMap::new(),
        flow_kinds: BTreeMap::new(),
        kind_names: BTreeMap::new(),
        organisations: vec![None; graph.nodes.len()],
        kind_colours: BTreeMap::new(),
        counted: BTreeMap::new(),
        records: scheme.records().collect(),
        taken: Taken::default(),
    };
    building.scheme(&scheme);
    building.name_organisations();
    building.put_organisations();
    building.put_groups(own_groups);
    building.put_notes();
    building.put_flows();
    let warnings = building.counted.into_iter();
    let warnings = warnings.map(|(words, times)| Diagnostic::warning(counted(times, words)));
    Warned { warnings: warnings.collect(), value: Document::from_records(building.records) }
}

impl<'g> Building<'g> {
    /// Adds to the scheme what words name anew, and finds for each word what it means.
    fn scheme(&mut self, scheme: &Document) {
        let mapping = self.mapping;
        let mut taken: Taken = scheme.sectors().keys().map(ToString::to_string).collect();
        let mut order =
            scheme.sectors().values().map(|it| it.order).max().map_or(0, |most| most.saturating_add(1));
        let mut named: BTreeMap<String, SectorId> = BTreeMap::new();
        for (word, meaning) in &mapping.sectors {
            let id = match meaning {
                Meaning::Known(id) => Some(id.clone()),
                Meaning::Unstated => None,
                // Several words may name one new class.
                Meaning::New(name) if named.contains_key(name) => {
                    self.sectors.insert(word, named[name].clone());
                    continue;
                }
                Meaning::New(name) => SectorId::new(&taken.fresh(&slug(name, "sector"))).ok(),
            };
            let Some(id) = id else { continue };
            if let Meaning::New(name) = meaning {
                named.insert(name.clone(), id.clone());
                self.put(RecordId::Sector(id.clone()), new_sector(&words::name(name), order));
                order = order.saturating_add(1);
            }
            self.sectors.insert(word, id);
        }
        let mut taken: Taken = scheme.scales().keys().map(ToString::to_string).collect();
        let mut level =
            scheme.scales().values().map(|it| it.level).max().map_or(0, |most| most.saturating_add(1));
        let mut named: BTreeMap<String, ScaleId> = BTreeMap::new();
        for (word, meaning) in &mapping.scales {
            let id = match meaning {
                Meaning::Known(id) => Some(id.clone()),
                Meaning::Unstated => None,
                Meaning::New(name) if named.contains_key(name) => {
                    self.scales.insert(word, named[name].clone());
                    continue;
                }
                Meaning::New(name) => ScaleId::new(&taken.fresh(&slug(name, "scale"))).ok(),
            };
            let Some(id) = id else { continue };
            if let Meaning::New(name) = meaning {
                named.insert(name.clone(), id.clone());
                let scale = Scale {
                    name: words::name(name),
                    level,
                    lightness: 0.65,
                    chroma: 0.11,
                    outline: 1.6,
                    carried: Carried::default(),
                };
                self.put(RecordId::Scale(id.clone()), scale);
                level = level.saturating_add(1);
            }
            self.scales.insert(word, id);
        }
        self.flow_scheme(scheme);
    }

    fn flow_scheme(&mut self, scheme: &Document) {
        let mapping = self.mapping;
        let mut taken: Taken = scheme.flow_kinds().keys().map(ToString::to_string).collect();
        let mut order =
            scheme.flow_kinds().values().map(|it| it.order).max().map_or(0, |most| most.saturating_add(1));
        self.kind_names =
            scheme.flow_kinds().iter().map(|(id, kind)| (id.clone(), kind.name.clone())).collect();
        let edges = self.edges_by_word();
        let plain = FlowKindId::literal("link");
        let mut needed: Vec<(&'g str, Meaning<FlowKindId>)> =
            mapping.flow_kinds.iter().map(|(word, meaning)| (word.as_str(), meaning.clone())).collect();
        let is_known = |word: &str| mapping.flow_kinds.get(word).is_some_and(|it| *it != Meaning::Unstated);
        if !scheme.flow_kinds().contains_key(&plain) && edges.keys().any(|word| !is_known(word)) {
            // What has no kind is a link, also where a scheme of ours came along.
            needed.push(("", Meaning::New("link".into())));
        }
        let mut named: BTreeMap<String, FlowKindId> = BTreeMap::new();
        for (word, meaning) in needed {
            let id = match &meaning {
                Meaning::Known(id) => Some(id.clone()),
                Meaning::Unstated => None,
                Meaning::New(name) if named.contains_key(name) => {
                    self.flow_kinds.insert(word, named[name].clone());
                    continue;
                }
                Meaning::New(name) => FlowKindId::new(&taken.fresh(&slug(name, "kind"))).ok(),
            };
            let Some(id) = id else { continue };
            if let Meaning::New(name) = &meaning {
                let name = words::name(name);
                let (colour, undirected) = edges.get(word).copied().unwrap_or_default();
                named.insert(name.clone(), id.clone());
                self.kind_names.insert(id.clone(), name.clone());
                let colour = colour.filter(|_| mapping.edge_colours == Colours::Keep);
                self.kind_colours.extend(colour.map(|colour| (id.clone(), colour)));
                let kind = FlowKind { name, colour, undirected, order, ..FlowKind::default() };
                self.put(RecordId::FlowKind(id.clone()), kind);
                order = order.saturating_add(1);
            }
            self.flow_kinds.insert(word, id);
        }
    }

    /// For each word for a kind: the one colour that all edges of it have, and whether none of them points.
    fn edges_by_word(&self) -> BTreeMap<String, (Option<Colour>, bool)> {
        let mut found: BTreeMap<String, (Option<Colour>, bool)> = BTreeMap::new();
        for edge in &self.graph.edges {
            let points = edge.way != crate::interchange::graph::Way::None;
            found
                .entry(self.kind_word(edge).into_owned())
                .and_modify(|(colour, none)| {
                    *colour = colour.filter(|it| Some(*it) == edge.looks.colour);
                    *none &= !points;
                })
                .or_insert((edge.looks.colour, !points));
        }
        found
    }

    pub(super) fn put(&mut self, id: RecordId, record: impl Into<Record>) {
        self.records.push((id, record.into()));
    }

    pub(super) fn count(&mut self, words: Sentence) {
        *self.counted.entry(words).or_default() += 1;
    }

    fn name_organisations(&mut self) {
        let graph = self.graph;
        let mut joined = vec![false; graph.nodes.len()];
        for edge in &graph.edges {
            joined[edge.from] = true;
            joined[edge.to] = true;
        }
        for (index, node) in graph.nodes.iter().enumerate() {
            if node.part == Part::Node || (node.part == Part::Note && joined[index]) {
                let wanted = self.own_id(index).unwrap_or_else(|| self.slug_of(index));
                let id = self.taken.fresh(&wanted);
                self.organisations[index] = OrganisationId::new(&id).ok();
            }
        }
        for (index, node) in graph.nodes.iter().enumerate() {
            if node.part == Part::Group && joined[index] {
                let wanted = self.slug_of(index);
                let id = self.taken.fresh(&wanted);
                self.organisations[index] = OrganisationId::new(&id).ok();
                self.count((
                    "group has flows of its own: it is an organisation within itself, too",
                    "groups have flows of their own: each is an organisation within itself, too",
                ));
            }
        }
    }

    fn own_id(&self, index: usize) -> Option<String> {
        let node = &self.graph.nodes[index];
        let stated = node.fields.iter().find(|(column, _)| self.node_fields[*column].role == Role::Id);
        let wanted = stated.map(|(_, value)| value.words());
        let wanted = wanted.or_else(|| self.graph.own.is_some().then(|| node.id.clone()))?;
        OrganisationId::new(&wanted).is_ok().then_some(wanted)
    }

    fn slug_of(&self, index: usize) -> String {
        let node = &self.graph.nodes[index];
        let name = self.node_name(node);
        slug(if name.trim().is_empty() { &node.id } else { &name }, "organisation")
    }

    fn put_organisations(&mut self) {
        for index in 0..self.graph.nodes.len() {
            let Some(id) = self.organisations[index].clone() else { continue };
            let organisation = self.organisation(index);
            self.put(RecordId::Organisation(id), organisation);
        }
    }

    fn put_groups(&mut self, own: Vec<(GroupId, Group)>) {
        let graph = self.graph;
        let mut taken = Taken::default();
        let mut ids: Vec<Option<GroupId>> = vec![None; graph.nodes.len()];
        for (index, node) in graph.nodes.iter().enumerate() {
            if node.part == Part::Group {
                let stated = self.own_id(index).or_else(|| Some(slug(&node.label, "group")));
                let id = stated.map(|wanted| taken.fresh(&wanted));
                ids[index] = id.and_then(|id| GroupId::new(&id).ok());
            }
        }
        let mut members: BTreeMap<GroupId, Vec<Member>> = BTreeMap::new();
        for (index, node) in graph.nodes.iter().enumerate() {
            // The organisation that stands for a group is within it.
            let itself = ids[index].clone().filter(|_| self.organisations[index].is_some());
            let parent = node.parent.and_then(|parent| ids[parent].clone());
            if let (Some(home), Some(id)) = (itself.as_ref().or(parent.as_ref()), &self.organisations[index])
            {
                members.entry(home.clone()).or_default().push(Member::Organisation(id.clone()));
            }
            if let (Some(parent), Some(id)) = (&parent, &ids[index]) {
                members.entry(parent.clone()).or_default().push(Member::Group(id.clone()));
            }
        }
        for (index, id) in ids.into_iter().enumerate() {
            let Some(id) = id else { continue };
            let mut group = self.group(index);
            group.members = members.remove(&id).unwrap_or_default();
            group.members.sort();
            self.put(RecordId::Group(id), group);
        }
        self.named_groups(&mut taken, own);
    }

    /// Groups that a field names, and those that our own writer put beside.
    fn named_groups(&mut self, taken: &mut Taken, own: Vec<(GroupId, Group)>) {
        let there: BTreeSet<OrganisationId> = self.organisations.iter().flatten().cloned().collect();
        let has_own = !own.is_empty();
        let groups: BTreeSet<GroupId> = own.iter().map(|(id, _)| id.clone()).collect();
        let mut homes = Homes::of(&self.records);
        for (id, mut group) in own {
            group.members.retain(|member| {
                let is_there = match member {
                    Member::Organisation(id) => there.contains(id),
                    Member::Group(id) => groups.contains(id),
                };
                is_there && homes.moves_in(member, &id)
            });
            self.put(RecordId::Group(id), group);
        }
        if has_own {
            return;
        }
        let mut named: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let Some(id) = &self.organisations[index] else { continue };
            let stated = node.fields.iter().find(|(column, _)| self.node_fields[*column].role == Role::Group);
            let name = stated.map(|(_, value)| value.words()).unwrap_or_default();
            if !name.trim().is_empty() && node.parent.is_none() {
                named.entry(words::name(&name)).or_default().push(Member::Organisation(id.clone()));
            }
        }
        for (label, mut members) in named {
            let id = taken.fresh(&slug(&label, "group"));
            members.sort();
            if let Ok(id) = GroupId::new(&id) {
                self.put(RecordId::Group(id), Group { label, members, ..Group::default() });
            }
        }
    }

    fn put_notes(&mut self) {
        let mut taken = Taken::default();
        for (index, node) in self.graph.nodes.iter().enumerate() {
            if node.part != Part::Note || self.organisations[index].is_some() {
                continue;
            }
            let wanted = self.own_id(index).unwrap_or_else(|| slug(&node.label, "note"));
            let note: Note = self.note(index);
            if let Ok(id) = NoteId::new(&taken.fresh(&wanted)) {
                self.put(RecordId::Note(id), note);
            }
        }
    }

    fn put_flows(&mut self) {
        let mut taken = Taken::default();
        for index in 0..self.graph.edges.len() {
            let Some(flow) = self.flow(index) else {
                self.count((
                    "edge could not be taken: an end of it is no organisation",
                    "edges could not be taken: an end of theirs is no organisation",
                ));
                continue;
            };
            let wanted = self.own_flow_id(index).unwrap_or_else(|| flow_id(&flow));
            if let Ok(id) = FlowId::new(&taken.fresh(&wanted)) {
                self.put(RecordId::Flow(id), flow);
            }
        }
    }

    fn own_flow_id(&self, index: usize) -> Option<String> {
        let edge = &self.graph.edges[index];
        let stated = edge.fields.iter().find(|(column, _)| self.edge_fields[*column].role == Role::Id);
        let wanted = stated.map(|(_, value)| value.words());
        let wanted = wanted.or_else(|| self.graph.own.is_some().then(|| edge.id.clone()))?;
        FlowId::new(&wanted).is_ok().then_some(wanted)
    }
}

/// The id that a flow's ends and kind make, as our own files have it.
fn flow_id(flow: &Flow) -> String {
    let mut id = format!("{}--{}--{}", flow.from, flow.to, flow.kind);
    id.truncate(crate::model::MAX_ID_LENGTH - 12);
    id
}

/// A sector that is told apart from its neighbours: hues turn by the golden angle, signs and patterns take turns.
fn new_sector(name: &str, order: i32) -> Sector {
    const PATTERNS: [Pattern; 5] =
        [Pattern::Rising, Pattern::Dots, Pattern::Upright, Pattern::Falling, Pattern::Crossed];
    let index = order.unsigned_abs() as usize;
    let hue = (index as f64 * 137.508 + 20.0) % 360.0;
    Sector {
        name: name.to_owned(),
        hue: Some(libm::round(hue)),
        glyph: Glyph::ALL[index % Glyph::ALL.len()],
        pattern: PATTERNS[index % PATTERNS.len()],
        order,
        carried: Carried::default(),
    }
}
