//! What one side changed and the other left alone, looked for in a merged map, value by value. Must not know who merged.

use std::collections::BTreeMap;

use ecomap::{
    file::{self, Tree},
    model::{Conflict, Document, Member, RecordId},
    pipeline::GROUP_FIELD,
};

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
#[track_caller]
pub fn nothing_is_lost(
    base: &Document,
    one: &Document,
    other: &Document,
    merged: &Document,
    conflicts: &[Conflict],
) {
    let ids: Vec<RecordId> = base.record_ids().chain(one.record_ids()).collect();
    for id in ids {
        let (was, is, left) = (leaves(base, &id), leaves(one, &id), leaves(other, &id));
        let result = leaves(merged, &id);
        // What one deleted and the other only moved stays deleted.
        let is_gone = is.is_empty() || left.is_empty();
        for path in was.keys().chain(is.keys()) {
            let (before, after) = (was.get(path), is.get(path));
            // What is left to decide and is said twice is kept once.
            if path == "conflicts"
                || path.starts_with("conflicts[")
                || before == after
                || before != left.get(path)
                || after == result.get(path)
                || is_in_conflict(conflicts, &id, path)
                || (is_gone && PLACES.contains(&path.as_str()) && result.is_empty())
            {
                continue;
            }
            // Who lies in a group that the other side dissolved, or took out of another, goes where that lies.
            let of_group = |group: &String| RecordId::Group(ecomap::model::GroupId::new(group).unwrap());
            let is_contested = |group: &String| is_in_conflict(conflicts, &of_group(group), "");
            if path == GROUP_FIELD && (before.is_some_and(is_contested) || after.is_some_and(is_contested)) {
                continue;
            }
            panic!("{id}: {path}: {before:?} became {after:?}, and in the merge {:?}", result.get(path));
        }
    }
}
