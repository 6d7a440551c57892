//! How far several maps of one system agree: how many of them have each organisation and each flow. Must not know what
//! else differs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    editor::names::folded,
    model::{Direction, Document, OrganisationId, RecordId, grouped},
    pipeline::{
        counted,
        difference::name_of,
        report::{cut, lined},
        tables::{Cell, written},
    },
};

/// Something that at least one map has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Its id on the first map that has it.
    pub id: RecordId,
    /// What that map calls it.
    pub name: String,
    /// Which maps have it, in their order.
    pub on: Vec<bool>,
}

impl Agreed {
    /// How many maps have it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.on.iter().filter(|has| **has).count()
    }
}

/// How far maps agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// What the maps are called.
    pub maps: Vec<String>,
    /// Organisations: those on the most maps first, then by name.
    pub organisations: Vec<Agreed>,
    /// Flows, one for all of a kind between the same two, in the same order.
    pub flows: Vec<Agreed>,
    /// How often an organisation was taken for another's for its name alone.
    pub by_name: usize,
}

/// Counts on how many maps each organisation and each flow is. Organisations under one id are one; so are, where
/// `names` count, those of one name under two ids unless a map has several of that name. Flows are one that are of one
/// kind (by its name) between the same two, one way or, where both do not say which, either.
#[must_use]
pub fn agreement(maps: &[(&str, &Document)], names: bool) -> Agreement {
    let mut tally = Tally { of: maps.len(), ..Tally::default() };
    for (place, (_, document)) in maps.iter().enumerate() {
        let known = tally.organisations(place, document, names);
        tally.flows(place, document, &known);
    }
    let sorted = |mut list: Vec<Agreed>| {
        list.sort_by_cached_key(|one| {
            (std::cmp::Reverse(one.count()), one.name.to_lowercase(), one.id.clone())
        });
        list
    };
    Agreement {
        maps: maps.iter().map(|(name, _)| (*name).to_owned()).collect(),
        organisations: sorted(tally.organisations.into_values().collect()),
        flows: sorted(tally.flows.into_values().collect()),
        by_name: tally.by_name,
    }
}

/// Whose ids on a map are whose on the first that has them.
type Known = BTreeMap<OrganisationId, OrganisationId>;

#[derive(Default)]
struct Tally {
    of: usize,
    organisations: BTreeMap<OrganisationId, Agreed>,
    /// Who has this name, by its folded form; `None` for several.
    names: BTreeMap<String, Option<OrganisationId>>,
    flows: BTreeMap<(OrganisationId, OrganisationId, String, bool), Agreed>,
    by_name: usize,
}

impl Tally {
    fn organisations(&mut self, place: usize, document: &Document, names: bool) -> Known {
        let mut own: BTreeMap<String, usize> = BTreeMap::new();
        let name_of = |name: &str| Some(folded(name)).filter(|name| !name.is_empty());
        for name in document.organisations().values().filter_map(|one| name_of(&one.name)) {
            *own.entry(name).or_default() += 1;
        }
        let mut known = Known::new();
        let mut fresh = Vec::new();
        for (id, one) in document.organisations() {
            let name = name_of(&one.name);
            let alone = name.as_ref().filter(|name| names && own.get(*name) == Some(&1));
            let namesake = alone.and_then(|name| self.names.get(name).cloned().flatten());
            let free = namesake.filter(|other| document.organisation(other).is_none());
            let same = if self.organisations.contains_key(id) { Some(id.clone()) } else { free };
            self.by_name += usize::from(same.as_ref().is_some_and(|same| same != id));
            let first = same.unwrap_or_else(|| id.clone());
            let entry = self.organisations.entry(first.clone()).or_insert_with(|| Agreed {
                id: RecordId::Organisation(id.clone()),
                name: one.name.clone(),
                on: vec![false; self.of],
            });
            entry.on[place] = true;
            fresh.extend(name.map(|name| (name, first.clone())));
            known.insert(id.clone(), first);
        }
        for (name, first) in fresh {
            let entry = self.names.entry(name).or_insert_with(|| Some(first.clone()));
            if entry.as_ref() != Some(&first) {
                *entry = None;
            }
        }
        known
    }

    fn flows(&mut self, place: usize, document: &Document, known: &Known) {
        for (id, flow) in document.flows() {
            let (Some(from), Some(to)) = (known.get(&flow.from), known.get(&flow.to)) else { continue };
            let one_way = flow.direction == Direction::Forward;
            let (from, to) = if one_way || from <= to { (from, to) } else { (to, from) };
            let kind = document.flow_kind(&flow.kind).map_or(flow.kind.as_str(), |kind| kind.name.as_str());
            let key = (from.clone(), to.clone(), folded(kind), one_way);
            let entry = self.flows.entry(key).or_insert_with(|| {
                let id = RecordId::Flow(id.clone());
                Agreed { name: name_of(document, &id), id, on: vec![false; self.of] }
            });
            entry.on[place] = true;
        }
    }
}

impl Agreement {
    /// How many organisations, or flows, are on so many of the maps, from all of them down to one.
    #[must_use]
    pub fn spread(&self, list: &[Agreed]) -> Vec<(usize, usize)> {
        let of = self.maps.len();
        (1..=of).rev().map(|on| (on, list.iter().filter(|one| one.count() == on).count())).collect()
    }

    /// "7 of 12 organisations and 3 of 20 flows are on all 3 maps".
    #[must_use]
    pub fn summary(&self) -> String {
        let of = self.maps.len();
        let all = |list: &[Agreed]| list.iter().filter(|one| one.count() == of).count() as u64;
        let (organisations, flows) = (&self.organisations, &self.flows);
        format!(
            "{} of {} and {} of {} are on all {of} maps",
            grouped(all(organisations)),
            counted(organisations.len(), "organisation"),
            grouped(all(flows)),
            counted(flows.len(), "flow"),
        )
    }

    /// For people: how many are on how many maps, then each.
    #[must_use]
    pub fn text(&self) -> String {
        let of = self.maps.len();
        let mut out = format!("{}.\n", self.summary());
        if self.by_name > 0 {
            let words = counted(self.by_name, "organisation");
            out += &format!("{words} taken for another's for the name alone: --by-id takes none so.\n");
        }
        for (place, name) in self.maps.iter().enumerate() {
            out += &format!("{}: {name}\n", place + 1);
        }
        for (noun, list) in [("Organisations", &self.organisations), ("Flows", &self.flows)] {
            let numbers = (1..=of).map(|place| place.to_string());
            let head = ["", "maps"].map(str::to_owned).into_iter().chain(numbers).collect();
            let rows = list.iter().map(|one| {
                let marks = one.on.iter().map(|has| if *has { "x" } else { "·" }.to_owned());
                let count = format!("{} of {of}", one.count());
                [cut(&one.name), count].into_iter().chain(marks).collect()
            });
            let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
            out += &format!("\n{noun}\n\n{}", lined(&rows));
        }
        out
    }

    /// For spreadsheets: a row for each organisation and flow, a column for each map.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let head = ["record", "id", "name", "maps", "of"].map(str::to_owned).into_iter();
        let head = head.chain(self.maps.iter().map(|name| crate::pipeline::tables::harmless(name))).collect();
        let rows = self.organisations.iter().chain(&self.flows).map(|one| {
            let mut row = vec![
                Cell::words(one.id.kind()),
                Cell::words(one.id.as_str()),
                Cell::words(one.name.as_str()),
                Cell::number(&one.count()),
                Cell::number(&self.maps.len()),
            ];
            row.extend(one.on.iter().map(|has| Cell::words(if *has { "yes" } else { "no" })));
            row
        });
        written(head, rows)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let list = |list: &[Agreed]| -> Vec<Value> {
            let one = |one: &Agreed| json!({"id": one.id.as_str(), "name": one.name, "maps": one.count(), "on": one.on});
            list.iter().map(one).collect()
        };
        json!({
            "maps": self.maps,
            "matched_by_name": self.by_name,
            "organisations": list(&self.organisations),
            "flows": list(&self.flows),
        })
    }
}
