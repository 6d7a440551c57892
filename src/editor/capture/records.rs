//! From what was read to records: new organisations, changed ones, flows, groups.
//! Must not know where they are placed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{
    Change, Document, Flow, FlowId, FlowKindId, Group, GroupId, Member, Organisation, OrganisationId, Record,
    RecordId, Transaction,
};

use super::{Attributes, Link, Meaning, Mention, Reading, Setting, organisation::shortened};
use crate::editor::{Target, names::folded};

/// What a text makes of a map; all that could be read of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    /// New organisations, in the order in which they are named; without a place.
    pub organisations: Vec<(OrganisationId, Organisation)>,
    /// Organisations that were there, as they shall be.
    pub changed: Vec<(OrganisationId, Organisation)>,
    /// New flows.
    pub flows: Vec<(FlowId, Flow)>,
    /// Groups, new or with more members.
    pub groups: Vec<(GroupId, Group)>,
    /// Flows that were there and say the same: not drawn again.
    pub already: Vec<FlowId>,
    /// What to select: what the text speaks of, new or not.
    pub focus: Vec<Target>,
    /// The organisation that is named last: what comes next goes near it.
    pub last: Option<OrganisationId>,
}

impl Captured {
    /// Whether the map stays as it is.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.organisations.is_empty()
            && self.changed.is_empty()
            && self.flows.is_empty()
            && self.groups.is_empty()
    }

    /// The step's name: "Add Watershed", "Add 12 organisations and 15 flows".
    #[must_use]
    pub fn name(&self) -> String {
        let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let named = |list: &[(OrganisationId, Organisation)]| match list {
            [(_, one)] => shortened(&one.name),
            several => many(several.len(), "organisation"),
        };
        match (self.organisations.len(), self.flows.len()) {
            (0, 0) if !self.changed.is_empty() => format!("Change {}", named(&self.changed)),
            (0, 0) => "Group".into(),
            (0, 1) => "Add flow".into(),
            (0, flows) => format!("Add {}", many(flows, "flow")),
            (_, 0) => format!("Add {}", named(&self.organisations)),
            (_, flows) => format!("Add {} and {}", named(&self.organisations), many(flows, "flow")),
        }
    }

    /// All of it as changes of this map.
    #[must_use]
    pub fn transaction(&self, document: &Document) -> Transaction {
        let organisations = self.organisations.iter().chain(&self.changed);
        let organisations =
            organisations.map(|(id, it)| (RecordId::Organisation(id.clone()), Record::from(it.clone())));
        let flows = self.flows.iter().map(|(id, it)| (RecordId::Flow(id.clone()), Record::from(it.clone())));
        let groups =
            self.groups.iter().map(|(id, it)| (RecordId::Group(id.clone()), Record::from(it.clone())));
        let records = organisations.chain(flows).chain(groups);
        Transaction::new(records.map(|(id, record)| Change {
            before: document.get(&id),
            after: Some(record),
            id,
        }))
    }
}

/// What the statements that could be read make of the map.
#[must_use]
pub fn records(reading: &Reading, setting: &Setting<'_>) -> Captured {
    let mut making = Making::new(setting);
    for meaning in reading.lines.iter().filter_map(|line| line.meaning.as_ref().ok()) {
        making.take(meaning);
    }
    making.finish()
}

/// The organisation with what is said of it.
pub(super) fn with(organisation: &Organisation, said: &Attributes) -> Organisation {
    let mut it = organisation.clone();
    if said.sector.is_some() {
        it.sector.clone_from(&said.sector);
    }
    if said.scale.is_some() {
        it.scale.clone_from(&said.scale);
        it.reach.retain(|reach| Some(reach) != said.scale.as_ref());
    }
    it.kind = said.kind.unwrap_or(it.kind);
    if let Some(place) = &said.place {
        it.place.clone_from(place);
    }
    for (list, more) in [(&mut it.tags, &said.tags), (&mut it.roles, &said.roles)] {
        for text in more {
            if !list.contains(text) {
                list.push(text.clone());
            }
        }
    }
    it.extra.extend(said.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
    it
}

/// Between whom, and what: the same for flows that may say the same.
type Ends = (OrganisationId, OrganisationId, FlowKindId);

struct Making<'a> {
    setting: &'a Setting<'a>,
    captured: Captured,
    /// New organisations by the key of their names: places in `captured.organisations`.
    new: HashMap<String, usize>,
    changed: BTreeMap<OrganisationId, Organisation>,
    taken: BTreeSet<OrganisationId>,
    taken_flows: BTreeSet<FlowId>,
    /// All flows of the map and the new ones, by what they join.
    drawn: HashMap<Ends, Vec<FlowId>>,
    new_flows: HashMap<FlowId, usize>,
    groups: BTreeMap<GroupId, Group>,
    /// Who is in a group.
    grouped: BTreeSet<Member>,
}

impl<'a> Making<'a> {
    fn new(setting: &'a Setting<'a>) -> Self {
        let mut drawn: HashMap<Ends, Vec<FlowId>> = HashMap::new();
        for (id, flow) in setting.document.flows() {
            drawn.entry(ends(flow)).or_default().push(id.clone());
        }
        let members = setting.document.groups().values().flat_map(|group| group.members.iter().cloned());
        Self {
            setting,
            captured: Captured::default(),
            new: HashMap::new(),
            changed: BTreeMap::new(),
            taken: BTreeSet::new(),
            taken_flows: BTreeSet::new(),
            drawn,
            new_flows: HashMap::new(),
            groups: BTreeMap::new(),
            grouped: members.collect(),
        }
    }

    fn take(&mut self, meaning: &Meaning) {
        let ids: Vec<OrganisationId> =
            meaning.mentions.iter().map(|mention| self.organisation(mention)).collect();
        for link in &meaning.links {
            let id = self.flow(link, &ids);
            self.focus(Target::Flow(id));
        }
        if meaning.links.is_empty() {
            for id in &ids {
                self.focus(Target::Organisation(id.clone()));
            }
        }
        if let Some(label) = &meaning.group {
            self.group(label, &ids);
        }
        if let Some(last) = ids.last() {
            self.captured.last = Some(last.clone());
        }
    }

    fn focus(&mut self, target: Target) {
        self.captured.focus.push(target);
    }

    fn organisation(&mut self, mention: &Mention) -> OrganisationId {
        let document = self.setting.document;
        if let Some(id) = &mention.there
            && let Some(there) = document.organisation(id)
        {
            let before = self.changed.get(id).unwrap_or(there);
            let after = with(before, &mention.attributes);
            if after != *before {
                self.changed.insert(id.clone(), after);
            }
            return id.clone();
        }
        if let Some(place) = self.new.get(&mention.key) {
            let (id, organisation) = &mut self.captured.organisations[*place];
            *organisation = with(organisation, &mention.attributes);
            return id.clone();
        }
        let id = document.new_organisation_id(&mention.name, |id| self.taken.contains(id));
        let organisation = Organisation { name: mention.name.clone(), ..Organisation::default() };
        self.taken.insert(id.clone());
        self.new.insert(mention.key.clone(), self.captured.organisations.len());
        self.captured.organisations.push((id.clone(), with(&organisation, &mention.attributes)));
        id
    }

    fn flow(&mut self, link: &Link, ids: &[OrganisationId]) -> FlowId {
        let flow = Flow {
            direction: link.direction,
            formality: link.formality,
            status: link.status,
            label: link.label.clone(),
            condition: link.condition.clone(),
            via: link.via.map(|via| ids[via].clone()),
            extra: link.extra.clone(),
            ..Flow::new(ids[link.from].clone(), ids[link.to].clone(), link.kind.clone())
        };
        if let Some(twin) = self.twin(&flow) {
            self.captured.already.push(twin.clone());
            return twin;
        }
        let id = self.setting.document.new_flow_id(&flow, |id| self.taken_flows.contains(id));
        self.taken_flows.insert(id.clone());
        self.drawn.entry(ends(&flow)).or_default().push(id.clone());
        self.new_flows.insert(id.clone(), self.captured.flows.len());
        self.captured.flows.push((id.clone(), flow));
        id
    }

    /// A flow that says the same.
    fn twin(&self, flow: &Flow) -> Option<FlowId> {
        let alike = self.drawn.get(&ends(flow))?;
        alike.iter().find(|id| self.flow_of(id).is_some_and(|other| other.says_the_same(flow))).cloned()
    }

    fn flow_of(&self, id: &FlowId) -> Option<&Flow> {
        let new = self.new_flows.get(id).map(|place| &self.captured.flows[*place].1);
        new.or_else(|| self.setting.document.flow(id).map(AsRef::as_ref))
    }

    /// Puts organisations into the group of this label; who is in a group stays there.
    fn group(&mut self, label: &str, ids: &[OrganisationId]) {
        let members = ids.iter().cloned().map(Member::Organisation);
        let members: Vec<Member> = members.filter(|member| !self.grouped.contains(member)).collect();
        if members.is_empty() {
            return;
        }
        let document = self.setting.document;
        let key = folded(label);
        let is_meant = |group: &Group| !group.locked && folded(&group.label) == key;
        let begun = self.groups.iter().find(|(_, group)| is_meant(group)).map(|(id, _)| id.clone());
        let there = || document.groups().iter().find(|(_, group)| is_meant(group)).map(|(id, _)| id.clone());
        let id = begun
            .or_else(there)
            .unwrap_or_else(|| document.new_group_id(label, |id| self.groups.contains_key(id)));
        let group = self.groups.entry(id).or_insert_with_key(|id| match document.group(id) {
            Some(group) => Group::clone(group),
            None => Group { label: label.to_owned(), ..Group::default() },
        });
        group.members.extend(members.iter().cloned());
        group.members.sort();
        self.grouped.extend(members);
    }

    fn finish(self) -> Captured {
        let mut captured = self.captured;
        for (_, organisation) in &mut captured.organisations {
            // What goes without saying.
            let document = self.setting.document;
            let sector = self.setting.sector.filter(|id| document.sector(id).is_some());
            let scale = self.setting.scale.filter(|id| document.scale(id).is_some());
            organisation.sector = organisation.sector.take().or_else(|| sector.cloned());
            organisation.scale = organisation.scale.take().or_else(|| scale.cloned());
        }
        // What is said twice may cancel out.
        let there = |id: &OrganisationId| self.setting.document.organisation(id);
        let differs =
            |(id, after): &(OrganisationId, Organisation)| there(id).is_none_or(|it| **it != *after);
        captured.changed = self.changed.into_iter().filter(differs).collect();
        captured.groups = self.groups.into_iter().collect();
        let mut seen = BTreeSet::new();
        captured.focus.retain(|target| seen.insert(target.clone()));
        captured
    }
}

fn ends(flow: &Flow) -> Ends {
    let (one, other, kind) = flow.between();
    (one.clone(), other.clone(), kind.clone())
}
