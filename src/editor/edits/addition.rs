//! Another map's records added to this one: some organisations are the same here and there and are united, all else
//! arrives under ids of this map. Must not know how it is found out which are the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Document, Flow, FlowId, FlowKindId, Group, GroupId, Member, Organisation, OrganisationId, Point, Record,
    RecordId, Transaction,
};

use super::{
    super::Target,
    CommandError, Draft, arrivals,
    clipboard::{drop_dangling, in_reading_order, moved, promise_ids},
    group,
    merge_organisations::{join, unite},
    remap::remapped,
    text,
};

/// What adding a map to another comes to.
#[derive(Clone, Debug, Default)]
pub struct Addition {
    /// The changes, to be carried out as one step.
    pub transaction: Transaction,
    /// What is new on the canvas.
    pub made: Vec<Target>,
    /// How many organisations were there already and took on what the other map says of them.
    pub united: usize,
    /// How many flows were there already.
    pub flows_there: usize,
    /// Parts of the scheme that are new, by name.
    pub scheme: Vec<String>,
    /// What had to give way, each a sentence without a full stop.
    pub told: Vec<String>,
}

/// What adding `other` to `document` comes to, without doing it. `same` leads from organisations of the other to those
/// of this map that they are; what is new stands `by` from where it stood there. Goals, areas and views stay behind.
///
/// # Errors
/// When a record of the other map does not fit its id.
pub fn added(
    document: &Document,
    other: &Document,
    same: &BTreeMap<OrganisationId, OrganisationId>,
    by: Point,
) -> Result<Addition, CommandError> {
    let mut draft = Draft::new(document);
    let records: Vec<(RecordId, Record)> =
        other.records().map(|(id, record)| (id, text::cleaned(&record))).collect();
    let records: Vec<(&RecordId, Record)> = records.iter().map(|(id, record)| (id, record.clone())).collect();
    let mut ids = arrivals::scheme_ids(&mut draft, &records);
    arrivals::evidence_ids(&mut draft, &records, &mut ids);
    promise_ids(&draft, &records, &mut ids);
    for (theirs, ours) in same {
        ids.insert(RecordId::Organisation(theirs.clone()), RecordId::Organisation(ours.clone()));
    }
    let mut arriving = Arriving {
        twins: Twins::of(document, same),
        homes: group::homes(document).into_keys().collect(),
        draft,
        ids,
        by,
        addition: Addition::default(),
        moved_home: 0,
        locked: 0,
    };
    arriving.groups_there(&records);
    // Notes may be attached to flows, whose ids are made of their ends'.
    let turns: [fn(&Record) -> bool; 4] = [
        |record| matches!(record, Record::Organisation(_)),
        |record| matches!(record, Record::Flow(_)),
        |record| matches!(record, Record::Group(_)),
        |record| matches!(record, Record::Note(_)),
    ];
    for is_now in turns {
        for (id, record) in records.iter().filter(|(_, record)| is_now(record)) {
            arriving.take(id, record, same)?;
        }
    }
    Ok(arriving.done(document, other))
}

/// A map in which another arrives.
struct Arriving {
    draft: Draft,
    ids: BTreeMap<RecordId, RecordId>,
    twins: Twins,
    /// Who is in a group of this map.
    homes: BTreeSet<Member>,
    by: Point,
    addition: Addition,
    /// How many stay in their own group.
    moved_home: usize,
    /// How many are locked and stay as they are.
    locked: usize,
}

impl Arriving {
    /// A group of this label that is here already takes the members.
    fn groups_there(&mut self, records: &[(&RecordId, Record)]) {
        let folded = |label: &str| label.trim().to_lowercase();
        let here: BTreeMap<String, GroupId> =
            self.draft.groups().iter().map(|(id, it)| (folded(&it.label), id.clone())).collect();
        for (id, record) in records {
            if let Record::Group(it) = record
                && let Some(ours) = here.get(&folded(&it.label)).filter(|_| !it.label.trim().is_empty())
            {
                self.ids.insert((*id).clone(), RecordId::Group(ours.clone()));
            }
        }
    }

    fn take(
        &mut self,
        id: &RecordId,
        record: &Record,
        same: &BTreeMap<OrganisationId, OrganisationId>,
    ) -> Result<(), CommandError> {
        let Some(record) = remapped(record, &|id| self.ids.get(&id).cloned()) else { return Ok(()) };
        let is_attached = matches!(&record, Record::Note(note) if note.attached_to.is_some());
        let record = moved(&self.draft, record, self.by, &mut None, is_attached);
        match (id, &record) {
            (RecordId::Organisation(theirs), Record::Organisation(it)) if same.contains_key(theirs) => {
                self.unite(&same[theirs], it);
                return Ok(());
            }
            (_, Record::Flow(flow)) => return self.flow(id, flow),
            (_, Record::Group(it)) => return self.group(id, it),
            _ => {}
        }
        let Some(new) = self.ids.get(id).cloned() else { return Ok(()) };
        self.draft.set(new.clone(), Some(record))?;
        self.addition.made.extend(Target::of(&new));
        Ok(())
    }

    fn unite(&mut self, ours: &OrganisationId, theirs: &Organisation) {
        let Some(here) = self.draft.organisation(ours) else { return };
        if here.locked {
            self.locked += 1;
            return;
        }
        let mut one = Organisation::clone(here);
        unite(&self.draft, &mut one, theirs, &mut Vec::new());
        self.addition.united += 1;
        self.draft.put(RecordId::Organisation(ours.clone()), one);
    }

    fn flow(&mut self, id: &RecordId, flow: &Flow) -> Result<(), CommandError> {
        if let Some(twin) = self.twins.find(&self.draft, flow) {
            self.draft.change_flow(&twin, |kept| {
                join(kept, flow);
            });
            self.addition.flows_there += 1;
            self.ids.insert(id.clone(), RecordId::Flow(twin));
            return Ok(());
        }
        let new = RecordId::Flow(self.draft.new_flow_id(flow, |_| false));
        self.draft.set(new.clone(), Some(Record::from(flow.clone())))?;
        self.ids.insert(id.clone(), new.clone());
        self.addition.made.extend(Target::of(&new));
        Ok(())
    }

    /// Membership is a forest: who is in a group here stays in it.
    fn group(&mut self, id: &RecordId, group: &Group) -> Result<(), CommandError> {
        let Some(new) = self.ids.get(id).cloned() else { return Ok(()) };
        let RecordId::Group(ours) = &new else { return Ok(()) };
        let here = self.draft.group(ours).map(|it| Group::clone(it));
        let mut group = group.clone();
        let before = group.members.len();
        let there: BTreeSet<Member> = here.iter().flat_map(|it| it.members.iter().cloned()).collect();
        group.members.retain(|member| !self.homes.contains(member) || there.contains(member));
        self.moved_home += before - group.members.len();
        self.homes.extend(group.members.iter().cloned());
        let is_new = here.is_none();
        let mut one = here.unwrap_or_else(|| Group { members: Vec::new(), ..group.clone() });
        one.members.extend(group.members.into_iter().filter(|member| !there.contains(member)));
        if one.members.is_empty() {
            return Ok(());
        }
        one.members.sort();
        self.draft.set(new.clone(), Some(Record::from(one)))?;
        if is_new {
            self.addition.made.extend(Target::of(&new));
        }
        Ok(())
    }

    fn done(mut self, document: &Document, other: &Document) -> Addition {
        drop_dangling(&mut self.draft, &self.addition.made);
        let told = &mut self.addition.told;
        match self.moved_home {
            0 => {}
            1 => told.push("1 of them stays in its own group".to_owned()),
            count => told.push(format!("{count} of them stay in their own groups")),
        }
        match self.locked {
            0 => {}
            1 => told.push("1 of them is locked and stays as it is".to_owned()),
            count => told.push(format!("{count} of them are locked and stay as they are")),
        }
        let map = other.map();
        for (count, what) in
            [(map.goals.len(), "goal"), (map.areas.len(), "area"), (other.views().len(), "view")]
        {
            match count {
                0 => {}
                1 => told.push(format!("1 {what} of the file stays out: this map has its own")),
                _ => told.push(format!("{count} {what}s of the file stay out: this map has its own")),
            }
        }
        self.addition.made = in_reading_order(std::mem::take(&mut self.addition.made));
        let (transaction, after) = self.draft.finish(document);
        let is_scheme = |id: &&RecordId| {
            matches!(
                id,
                RecordId::Sector(_) | RecordId::Scale(_) | RecordId::Family(_) | RecordId::FlowKind(_)
            )
        };
        let new = transaction.touched().filter(is_scheme).filter(|id| !document.contains(id));
        self.addition.scheme = new.filter_map(|id| text::name_of(&after, id)).collect();
        Addition { transaction, ..self.addition }
    }
}

/// Flows between organisations that are the same here and there, by their ends and kind.
struct Twins {
    flows: BTreeMap<(OrganisationId, OrganisationId, FlowKindId), Vec<FlowId>>,
}

impl Twins {
    fn of(document: &Document, same: &BTreeMap<OrganisationId, OrganisationId>) -> Self {
        let ours: BTreeSet<&OrganisationId> = same.values().collect();
        let mut flows: BTreeMap<_, Vec<FlowId>> = BTreeMap::new();
        for (id, flow) in document.flows() {
            if ours.contains(&flow.from) && ours.contains(&flow.to) {
                flows.entry(key(flow)).or_default().push(id.clone());
            }
        }
        Self { flows }
    }

    /// The flow that says the same, but perhaps for its weight; each stands for one.
    fn find(&mut self, document: &Document, flow: &Flow) -> Option<FlowId> {
        let known = self.flows.get_mut(&key(flow))?;
        let alike = |id: &FlowId| {
            let there = document.flow(id);
            there.is_some_and(|it| it.says_the_same(&Flow { weight: it.weight, ..flow.clone() }))
        };
        let at = known.iter().position(alike)?;
        Some(known.remove(at))
    }
}

fn key(flow: &Flow) -> (OrganisationId, OrganisationId, FlowKindId) {
    let (one, other, kind) = flow.between();
    (one.clone(), other.clone(), kind.clone())
}
