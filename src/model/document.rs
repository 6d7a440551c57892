//! The document: all records of a map, each under its id. The only truth; changed only by `apply`.
//! Must not know why it changes: commands, history and files lie above.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    ApplyError, Evidence, EvidenceId, Family, FamilyId, Flow, FlowId, FlowKind, FlowKindId, Group, GroupId,
    MapInfo, Note, NoteId, Organisation, OrganisationId, Record, RecordId, Scale, ScaleId, Sector, SectorId,
    Transaction, View, ViewId, default_scheme,
};

type Table<Id, T> = BTreeMap<Id, Arc<T>>;

/// A map. Copies are cheap: records are shared.
#[derive(Clone, Debug)]
pub struct Document {
    map: Arc<MapInfo>,
    sectors: Table<SectorId, Sector>,
    scales: Table<ScaleId, Scale>,
    families: Table<FamilyId, Family>,
    flow_kinds: Table<FlowKindId, FlowKind>,
    organisations: Table<OrganisationId, Organisation>,
    flows: Table<FlowId, Flow>,
    groups: Table<GroupId, Group>,
    notes: Table<NoteId, Note>,
    evidence: Table<EvidenceId, Evidence>,
    views: Table<ViewId, View>,
    /// Every id that ever named a record here, so that none is given twice. Not part of the map's content.
    given: BTreeSet<RecordId>,
}

impl PartialEq for Document {
    /// Same records under the same ids; which ids were once given does not count.
    fn eq(&self, other: &Self) -> bool {
        self.map == other.map
            && self.sectors == other.sectors
            && self.scales == other.scales
            && self.families == other.families
            && self.flow_kinds == other.flow_kinds
            && self.organisations == other.organisations
            && self.flows == other.flows
            && self.groups == other.groups
            && self.notes == other.notes
            && self.evidence == other.evidence
            && self.views == other.views
    }
}

impl Default for Document {
    /// An empty map with the study's scheme.
    fn default() -> Self {
        Self::from_records(default_scheme())
    }
}

/// How many rows are not the same in both tables, counted no farther than one beyond `most`.
fn others<Id: Ord, T>(one: &Table<Id, T>, other: &Table<Id, T>, most: usize) -> usize {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut count = 0;
    while count <= most {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some((id, _)), Some((other, _))) => id.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        let row = if order.is_le() { left.next() } else { None };
        let twin = if order.is_ge() { right.next() } else { None };
        let is_same = row.zip(twin).is_some_and(|((_, row), (_, twin))| Arc::ptr_eq(row, twin));
        count += usize::from(!is_same);
    }
    count
}

macro_rules! tables {
    ($($table:ident, $kind:ident, $id:ty, $type:ty, $one:ident, $doc:literal;)*) => {
        impl Document {
            $(
                #[doc = concat!("All ", $doc, ", by id.")]
                #[must_use]
                pub fn $table(&self) -> &BTreeMap<$id, Arc<$type>> {
                    &self.$table
                }

                #[doc = concat!("One of the ", $doc, ".")]
                #[must_use]
                pub fn $one(&self, id: &$id) -> Option<&Arc<$type>> {
                    self.$table.get(id)
                }
            )*

            /// A map of these records. A record whose kind does not fit its id is left out; of two under one id the last
            /// stays.
            #[must_use]
            pub fn from_records(records: impl IntoIterator<Item = (RecordId, Record)>) -> Self {
                let mut document = Self::bare();
                let mut given: Vec<RecordId> = Vec::new();
                // A table is made in one go of rows that mostly come in order: sooner than to look for the place of each.
                $(let mut $table: Vec<($id, Arc<$type>)> = Vec::new();)*
                for (id, record) in records {
                    if record.fits(&id) {
                        given.push(id.clone());
                    }
                    match (id, record) {
                        (RecordId::Map, Record::Map(map)) => document.map = map,
                        $((RecordId::$kind(id), Record::$kind(record)) => $table.push((id, record)),)*
                        _ => {}
                    }
                }
                $(document.$table = $table.into_iter().collect();)*
                document.given = given.into_iter().collect();
                document
            }

            /// The record under this id.
            #[must_use]
            pub fn get(&self, id: &RecordId) -> Option<Record> {
                match id {
                    RecordId::Map => Some(Record::Map(Arc::clone(&self.map))),
                    $(RecordId::$kind(id) => self.$table.get(id).cloned().map(Record::$kind),)*
                }
            }

            /// Whether there is a record under this id.
            #[must_use]
            pub fn contains(&self, id: &RecordId) -> bool {
                match id {
                    RecordId::Map => true,
                    $(RecordId::$kind(id) => self.$table.contains_key(id),)*
                }
            }

            /// All ids in order, the map's own first.
            pub fn record_ids(&self) -> impl Iterator<Item = RecordId> + '_ {
                std::iter::once(RecordId::Map)
                    $(.chain(self.$table.keys().cloned().map(RecordId::$kind)))*
            }

            /// Whether more records than so many are not the very same here and there. A record that was put again
            /// counts, though it says the same: this looks at no record.
            #[must_use]
            pub fn differs_in_more_than(&self, most: usize, other: &Self) -> bool {
                let map = usize::from(!Arc::ptr_eq(&self.map, &other.map));
                let others = [$(others(&self.$table, &other.$table, most)),*];
                map + others.into_iter().sum::<usize>() > most
            }

            fn put(&mut self, id: &RecordId, record: Option<Record>) {
                match (id, record) {
                    (RecordId::Map, Some(Record::Map(map))) => self.map = map,
                    $(
                        (RecordId::$kind(id), Some(Record::$kind(record))) => {
                            self.$table.insert(id.clone(), record);
                        }
                        (RecordId::$kind(id), None) => {
                            self.$table.remove(id);
                        }
                    )*
                    // `check` has refused these before anything was put.
                    _ => {}
                }
            }
        }
    };
}

tables! {
    sectors, Sector, SectorId, Sector, sector, "sectors";
    scales, Scale, ScaleId, Scale, scale, "scales";
    families, Family, FamilyId, Family, family, "families of flow kinds";
    flow_kinds, FlowKind, FlowKindId, FlowKind, flow_kind, "flow kinds";
    organisations, Organisation, OrganisationId, Organisation, organisation, "organisations";
    flows, Flow, FlowId, Flow, flow, "flows";
    groups, Group, GroupId, Group, group, "groups";
    notes, Note, NoteId, Note, note, "notes";
    evidence, Evidence, EvidenceId, Evidence, evidence_item, "pieces of evidence";
    views, View, ViewId, View, view, "views";
}

impl Document {
    /// A map without any record but its own: no scheme either.
    #[must_use]
    pub fn bare() -> Self {
        Self {
            map: Arc::default(),
            sectors: Table::new(),
            scales: Table::new(),
            families: Table::new(),
            flow_kinds: Table::new(),
            organisations: Table::new(),
            flows: Table::new(),
            groups: Table::new(),
            notes: Table::new(),
            evidence: Table::new(),
            views: Table::new(),
            given: BTreeSet::new(),
        }
    }

    /// What is said of the whole map.
    #[must_use]
    pub fn map(&self) -> &Arc<MapInfo> {
        &self.map
    }

    /// All records with their ids, in order.
    pub fn records(&self) -> impl Iterator<Item = (RecordId, Record)> + '_ {
        self.record_ids().filter_map(|id| {
            let record = self.get(&id)?;
            Some((id, record))
        })
    }

    /// Whether this id names a record or ever did: such an id is not given again.
    #[must_use]
    pub fn was_given(&self, id: &RecordId) -> bool {
        self.given.contains(id)
    }

    /// These ids have named records of this map, and are not given again: those of a history that was read back.
    pub fn remember_ids(&mut self, ids: impl IntoIterator<Item = RecordId>) {
        self.given.extend(ids);
    }

    /// Sectors as the legend orders them.
    #[must_use]
    pub fn sectors_in_order(&self) -> Vec<(&SectorId, &Arc<Sector>)> {
        let mut sectors: Vec<_> = self.sectors.iter().collect();
        sectors.sort_by_key(|(id, sector)| (sector.order, (*id).clone()));
        sectors
    }

    /// Scales from small to large.
    #[must_use]
    pub fn scales_in_order(&self) -> Vec<(&ScaleId, &Arc<Scale>)> {
        let mut scales: Vec<_> = self.scales.iter().collect();
        scales.sort_by_key(|(id, scale)| (scale.level, (*id).clone()));
        scales
    }

    /// Flow kinds as the legend orders them: by family, then by their own order.
    #[must_use]
    pub fn flow_kinds_in_order(&self) -> Vec<(&FlowKindId, &Arc<FlowKind>)> {
        let family_order = |kind: &FlowKind| {
            let family = kind.family.as_ref().and_then(|id| self.families.get(id));
            family.map_or(i32::MAX, |family| family.order)
        };
        let mut kinds: Vec<_> = self.flow_kinds.iter().collect();
        kinds.sort_by_key(|(id, kind)| (family_order(kind), kind.order, (*id).clone()));
        kinds
    }

    /// Carries a transaction out: all of it, or nothing.
    ///
    /// # Errors
    /// When a record is not as the transaction says it was before, or a record does not fit its id.
    pub fn apply(&mut self, transaction: &Transaction) -> Result<(), ApplyError> {
        for change in transaction.changes() {
            self.check(change)?;
        }
        for change in transaction.changes() {
            self.put(&change.id, change.after.clone());
            if change.after.is_some() {
                self.given.insert(change.id.clone());
            }
        }
        Ok(())
    }

    fn check(&self, change: &super::Change) -> Result<(), ApplyError> {
        let fits = |record: &Option<Record>| record.as_ref().is_none_or(|record| record.fits(&change.id));
        if !fits(&change.after) || (change.id == RecordId::Map && change.after.is_none()) {
            return Err(ApplyError::Misfit(change.id.clone()));
        }
        if self.get(&change.id) != change.before {
            return Err(ApplyError::NotAsBefore(change.id.clone()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, FlowId};

    #[test]
    fn records_that_are_not_the_same_are_counted_wherever_they_stand() {
        let id = |number: usize| RecordId::Organisation(OrganisationId::new(&format!("o{number}")).unwrap());
        let made =
            |name: &str| Record::from(Organisation { name: name.to_owned(), ..Organisation::default() });
        let before = Document::from_records((0..9).map(|number| (id(number), made("one"))));
        let after = |changes: &[(usize, Option<&str>)]| {
            let mut after = before.clone();
            let changes = changes.iter().map(|(number, name)| Change {
                id: id(*number),
                before: before.get(&id(*number)),
                after: name.map(made),
            });
            after.apply(&Transaction::new(changes)).unwrap();
            after
        };
        let (other, gone, new) = ((4, Some("other")), (0, None), (9, Some("new")));
        for (changes, count) in [
            (&[][..], 0),
            (&[other], 1),
            (&[gone], 1),
            (&[new], 1),
            (&[(8, None), (7, Some("other"))], 2),
            (&[gone, other, new], 3),
        ] {
            let after = after(changes);
            for most in 0..5 {
                assert_eq!(before.differs_in_more_than(most, &after), count > most, "{changes:?} {most}");
                assert_eq!(after.differs_in_more_than(most, &before), count > most, "{changes:?} {most}");
            }
        }
        let flow =
            Flow::new(OrganisationId::literal("o1"), OrganisationId::literal("o2"), FlowKindId::literal("k"));
        let mut joined = after(&[other]);
        let added =
            Change { id: RecordId::Flow(FlowId::literal("f")), before: None, after: Some(flow.into()) };
        joined.apply(&Transaction::new([added])).unwrap();
        assert!(
            before.differs_in_more_than(1, &joined) && !before.differs_in_more_than(2, &joined),
            "tables add up"
        );
    }
}
