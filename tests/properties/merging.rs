//! Two copies of a map, edited at random and merged: what merging promises for whatever was edited.
//! Must not know how maps are merged.

use ecomap::{
    editor::Session,
    file,
    model::{Conflict, Document, RecordId},
    pipeline::{Merged, merge},
};
use proptest::prelude::*;

use crate::{assert_same, commands, common, dice::Dice, errors, generated, lost::nothing_is_lost};

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
        nothing_is_lost(base, ours, theirs, &merged.document, &merged.conflicts);
        nothing_is_lost(base, theirs, ours, &merged.document, &merged.conflicts);
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
