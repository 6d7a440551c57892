//! Two copies of a map, edited at random and merged: what merging promises for whatever was edited.
//! Must not know how maps are merged.

use std::collections::BTreeMap;

use ecomap::{
    editor::Session,
    file::{self, Tree},
    model::{Conflict, Document, Member, RecordId},
    pipeline::{GROUP_FIELD, Merged, merge},
};
use proptest::prelude::*;

use crate::{assert_same, commands, common, dice::Dice, errors, generated};

/// The map after so many edits at random; what is refused changes nothing.
fn edited(start: &Document, numbers: Vec<u32>) -> Document {
    let mut dice = Dice::new(numbers);
    let mut session = Session::new(start.clone());
    while !dice.is_spent() {
        let command = commands::any(&mut dice, session.document());
        let _ = session.perform(command);
    }
    // As the file gives it back: what is carried along unread is sorted there.
    file::read(file::write(session.document())).unwrap().value
}

/// The merged map with ours and theirs exchanged.
fn exchanged(merged: &Merged, kept: &[&Document]) -> Document {
    // Conflicts that were there before keep their sides.
    let is_old = |conflict: &Conflict| kept.iter().any(|map| map.map().conflicts.contains(conflict));
    let mut map = (**merged.document.map()).clone();
    for conflict in &mut map.conflicts {
        if !is_old(conflict) {
            std::mem::swap(&mut conflict.ours, &mut conflict.theirs);
        }
    }
    let records = merged.document.records().filter(|(id, _)| *id != RecordId::Map);
    Document::from_records(records.chain([(RecordId::Map, map.into())]))
}

/// Every value of a record by its place; of sets each thing.
fn leaves(map: &Document, id: &RecordId) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    if let Some(record) = map.get(id) {
        leaves.insert("is there".to_owned(), "yes".to_owned());
        gather(&Tree::of(id, &record), "", &mut leaves);
    }
    // Who lies where is a value of who lies there.
    leaves.retain(|path, _| !path.starts_with("members["));
    for (group, record) in map.groups() {
        let mut members = record.members.iter().map(|member| match member {
            Member::Organisation(id) => RecordId::Organisation(id.clone()),
            Member::Group(id) => RecordId::Group(id.clone()),
        });
        if members.any(|member| member == *id) {
            leaves.insert(GROUP_FIELD.to_owned(), group.to_string());
        }
    }
    leaves
}

fn gather(tree: &Tree, path: &str, leaves: &mut BTreeMap<String, String>) {
    let at = |name: &str, is_key: bool| match (path, is_key) {
        ("", _) => name.to_owned(),
        (path, true) => format!("{path}[{name}]"),
        (path, false) => format!("{path}/{name}"),
    };
    match tree {
        Tree::Whole(raw) => drop(leaves.insert(path.to_owned(), raw.clone())),
        Tree::Named(brackets, fields) => {
            let is_key = *brackets == file::Brackets::Curly;
            fields.iter().for_each(|(name, inside)| gather(inside, &at(name, is_key), leaves));
        }
        Tree::Items(items) => items.iter().for_each(|(key, inside)| gather(inside, &at(key, true), leaves)),
    }
}

/// Whether a conflict speaks of this value, of what it lies in, or of the whole record.
fn is_in_conflict(conflicts: &[Conflict], id: &RecordId, path: &str) -> bool {
    let speaks = |field: &str| {
        field.is_empty()
            || path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
    };
    conflicts.iter().any(|conflict| conflict.record == *id && speaks(&conflict.field))
}

const PLACES: [&str; 3] = ["position", "route", "z_order"];

/// What one side changed and the other left alone is in the merged map.
fn nothing_is_lost(base: &Document, one: &Document, other: &Document, merged: &Merged) {
    let ids: Vec<RecordId> = base.record_ids().chain(one.record_ids()).collect();
    for id in ids {
        let (was, is, left) = (leaves(base, &id), leaves(one, &id), leaves(other, &id));
        let result = leaves(&merged.document, &id);
        // What one deleted and the other only moved stays deleted.
        let is_gone = is.is_empty() || left.is_empty();
        for path in was.keys().chain(is.keys()) {
            let (before, after) = (was.get(path), is.get(path));
            if path.starts_with("conflicts[")
                || before == after
                || before != left.get(path)
                || after == result.get(path)
                || is_in_conflict(&merged.conflicts, &id, path)
                || (is_gone && PLACES.contains(&path.as_str()) && result.is_empty())
            {
                continue;
            }
            // Who lies in a group that the other side dissolved, or took out of another, goes where that lies.
            let of_group = |group: &String| RecordId::Group(ecomap::model::GroupId::new(group).unwrap());
            let is_contested = |group: &String| is_in_conflict(&merged.conflicts, &of_group(group), "");
            if path == GROUP_FIELD && (before.is_some_and(is_contested) || after.is_some_and(is_contested)) {
                continue;
            }
            panic!("{id}: {path}: {before:?} became {after:?}, and in the merge {:?}", result.get(path));
        }
    }
}

fn merges(numbers: Vec<u32>, of_ours: Vec<u32>, of_theirs: Vec<u32>) {
    let base = generated(&mut Dice::new(numbers));
    let (ours, theirs) = (edited(&base, of_ours), edited(&base, of_theirs));
    merges_well(&base, &ours, &theirs);
}

fn merges_well(base: &Document, ours: &Document, theirs: &Document) {
    let merged = merge(base, ours, theirs).unwrap();
    assert_eq!(errors(&merged.document), Vec::<String>::new(), "what is merged is sound");
    let text = file::write(&merged.document);
    let again = file::read(&text).unwrap().value;
    assert_same(&again, &merged.document, "what is merged is written and read");
    let other_way = merge(base, theirs, ours).unwrap();
    let exchanged = exchanged(&other_way, &[ours, theirs]);
    assert_same(&exchanged, &merged.document, "it is all the same who merges");
    assert_eq!(file::write(&exchanged), text, "byte for byte");
    for conflict in &merged.conflicts {
        assert_ne!(conflict.ours, conflict.theirs, "a conflict is between two");
        assert!(
            merged
                .document
                .map()
                .conflicts
                .iter()
                .any(|kept| kept.record == conflict.record && kept.field == conflict.field),
            "a conflict is kept in the map: {conflict:?}"
        );
    }
    if merged.renamed.is_empty() {
        nothing_is_lost(base, ours, theirs, &merged);
        nothing_is_lost(base, theirs, ours, &merged);
    }
    for (base, ours, theirs, expected) in [
        (base, base, theirs, theirs),
        (base, ours, base, ours),
        (base, ours, ours, ours),
        (ours, theirs, theirs, theirs),
    ] {
        let merged = merge(base, ours, theirs).unwrap();
        assert_eq!((merged.conflicts.len(), merged.renamed.len()), (0, 0));
        assert_same(&merged.document, expected, "only one said something");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    #[test]
    fn two_copies_merge_whatever_was_edited(
        numbers in prop::collection::vec(0_u32..5000, 3),
        of_ours in prop::collection::vec(0_u32..5000, 0..200),
        of_theirs in prop::collection::vec(0_u32..5000, 0..200),
    ) {
        merges(numbers, of_ours, of_theirs);
    }

    #[test]
    fn maps_that_never_were_one_merge_too(
        base in common::maps::maps(6),
        ours in common::maps::maps(6),
        theirs in common::maps::maps(6),
    ) {
        merges_well(&base, &ours, &theirs);
        merges_well(&Document::bare(), &ours, &theirs);
    }
}
