//! The table of actions: whole, without doubles, in the words of the house.

use std::collections::{BTreeMap, BTreeSet};

use ecomap::app::{
    actions::{Action, Needs, Situation, TABLE, keys},
    icons,
};

#[test]
fn every_action_stands_in_the_table_once() {
    let actions: BTreeSet<Action> = TABLE.iter().map(|entry| entry.action).collect();
    assert_eq!(actions.len(), TABLE.len(), "a row is there twice");
    // `About` is the last of the enum: a new action before it without a row makes the numbers differ.
    assert_eq!(TABLE.len(), Action::About as usize + 1, "an action has no row");
}

#[test]
fn every_action_has_a_name_a_sign_and_a_sentence() {
    let known: BTreeSet<&str> = icons::ALL.iter().map(|(_, code)| *code).collect();
    let mut names = BTreeSet::new();
    for entry in TABLE {
        assert!(names.insert(entry.name), "two actions are called {}", entry.name);
        assert!(entry.name.starts_with(char::is_uppercase), "{}", entry.name);
        assert!(known.contains(entry.icon), "{} has a sign that is none", entry.name);
        assert!(entry.description.len() > 10 && !entry.description.ends_with('.'), "{}", entry.description);
    }
}

#[test]
fn no_two_actions_have_the_same_keys() {
    let mut taken = BTreeMap::new();
    for entry in TABLE {
        for shortcut in entry.shortcuts {
            let keys = keys::text(shortcut);
            if let Some(other) = taken.insert(keys.clone(), entry.name) {
                panic!("{keys} means both {other} and {}", entry.name);
            }
        }
    }
}

#[test]
fn what_needs_a_map_waits_for_one() {
    let nothing = Situation::default();
    for entry in TABLE {
        assert_eq!(nothing.allows(entry.action), entry.needs == Needs::Nothing, "{}", entry.name);
    }
    let all = Situation {
        map: true,
        selected: 1,
        groupable: 2,
        arrangeable: 3,
        group: true,
        collapsed: false,
        note: true,
        parked: true,
        organisations: 1,
        round: true,
        undo: Some("add flow".into()),
        redo: Some("add note".into()),
        offer: true,
        arranging: false,
        on: Vec::new(),
    };
    assert!(TABLE.iter().all(|entry| all.allows(entry.action)));
    assert_eq!(all.name(Action::Undo), "Undo: add flow");
    assert_eq!(all.name(Action::SaveMap), "Save map");
    assert_eq!(all.name(Action::ToggleFold), "Collapse group");
    assert_eq!(all.name(Action::TogglePark), "Bring note back");
}
