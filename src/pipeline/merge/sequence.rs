//! Merging lists of things of which each is there or not: what either side took out or put in counts, and the order
//! follows the side that changed it. Must not know what the things are.

use std::collections::{BTreeMap, BTreeSet};

/// What stands in the merged list, in its order: the same whoever is `ours`. Of what one side took away and the other
/// has, all that is still to be decided upon is in it, too. No two of one list are alike.
pub(super) fn merged(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let set = |list: &'_ [String]| -> BTreeSet<String> { list.iter().cloned().collect() };
    let (in_base, in_ours, in_theirs) = (set(base), set(ours), set(theirs));
    let both = |key: &String| in_ours.contains(key) && in_theirs.contains(key);
    let known = |list: &[String]| -> Vec<String> {
        list.iter().filter(|key| both(key) && in_base.contains(*key)).cloned().collect()
    };
    let spine = |list: &[String]| -> Vec<String> { list.iter().filter(|key| both(key)).cloned().collect() };
    let (by_ours, by_theirs) = (spine(ours), spine(theirs));
    let moved = |list: &[String]| known(list) != known(base);
    let spine = match (moved(ours), moved(theirs)) {
        (true, false) => by_ours,
        (false, true) => by_theirs,
        _ => by_ours.max(by_theirs),
    };
    let (mut from_ours, mut from_theirs) = (runs(ours, &spine), runs(theirs, &spine));
    let mut list = Vec::with_capacity(ours.len() + theirs.len());
    for anchor in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        let mut two = [from_ours.remove(&anchor), from_theirs.remove(&anchor)];
        two.sort();
        list.extend(anchor);
        list.extend(two.into_iter().flatten().flatten());
    }
    list
}

/// What stands only on this side, under what it stands behind.
fn runs(list: &[String], spine: &[String]) -> BTreeMap<Option<String>, Vec<String>> {
    let spine: BTreeSet<&String> = spine.iter().collect();
    let mut runs: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    let mut anchor = None;
    for key in list {
        if spine.contains(key) {
            anchor = Some(key.clone());
        } else {
            runs.entry(anchor.clone()).or_default().push(key.clone());
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        text.split_whitespace().map(Into::into).collect()
    }

    #[test]
    fn both_sides_additions_stand_where_they_were_made() {
        // What one side took out is left to whoever asks for each.
        for (base, ours, theirs, expected) in [
            ("a b c", "a b c d", "a b c", "a b c d"),
            ("a b c", "a x b c", "a b c y", "a x b c y"),
            ("a b", "a x b", "a y b", "a x y b"),
            ("a b c", "c b a", "a b c d", "c d b a"),
            ("a b c", "c b a", "a b c", "c b a"),
            ("", "x y", "z", "x y z"),
            ("a", "a", "", "a"),
            ("", "", "", ""),
        ] {
            let (base, ours, theirs) = (list(base), list(ours), list(theirs));
            assert_eq!(merged(&base, &ours, &theirs), list(expected), "{base:?} {ours:?} {theirs:?}");
            assert_eq!(merged(&base, &theirs, &ours), list(expected), "{base:?} {theirs:?} {ours:?}");
        }
    }
}
