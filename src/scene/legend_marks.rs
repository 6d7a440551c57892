//! What the legend says of towers, badges and the lines under names: only where they are shown.
//! Must not know where its entries are put.

use std::collections::BTreeSet;

use crate::model::{Document, Goal, Organisation, Position, grouped};

use super::{
    ground::{Ground, Station},
    legend::{Entry, Sample},
    marks::{Marks, lettered},
    shown::Shown,
    types::Target,
    words::clean,
};

/// What a tower says, where one is shown.
pub(super) fn influence(shown: &[&Organisation], marks: &Marks<'_>) -> Vec<Entry> {
    let heights = || shown.iter().filter_map(|organisation| organisation.influence.as_ref());
    if !marks.shown.influence || heights().next().is_none() {
        return Vec::new();
    }
    let words = match marks.steps_a_disc {
        1 => "a disc for each step of influence".to_owned(),
        steps => {
            let steps = grouped(u64::from(steps));
            format!("a disc for up to {steps} steps of influence")
        }
    };
    vec![Entry { sample: Sample::Tower, words }]
}

/// The goals on which somebody who is shown has a stance.
pub(super) fn goals(document: &Document, shown: &[&Organisation], options: Shown) -> Vec<Entry> {
    if !options.goals {
        return Vec::new();
    }
    let used: BTreeSet<_> = shown.iter().flat_map(|one| &one.stances).map(|stance| &stance.goal).collect();
    let goals = lettered(document).filter(|(_, goal)| used.contains(&goal.id));
    let entry = |(letter, goal): (String, &Goal)| {
        let words = clean(&goal.text);
        let words = if words.is_empty() { "a goal without words".to_owned() } else { words };
        Entry { sample: Sample::Letter(letter), words }
    };
    goals.map(entry).collect()
}

/// The signs on the badges that are shown.
pub(super) fn stances(document: &Document, shown: &[&Organisation], options: Shown) -> Vec<Entry> {
    if !options.goals {
        return Vec::new();
    }
    let known: BTreeSet<_> = document.map().goals.iter().map(|goal| &goal.id).collect();
    let stances = shown.iter().flat_map(|one| &one.stances).filter(|stance| known.contains(&stance.goal));
    let used: BTreeSet<Position> = stances.map(|stance| stance.position).collect();
    let entry = |position: Position| {
        let words = match position {
            Position::Support => "supports the goal",
            Position::Oppose => "opposes the goal",
            Position::Neutral => "neutral",
        };
        Entry { sample: Sample::Badge(position), words: words.to_owned() }
    };
    used.into_iter().map(entry).collect()
}

/// What the lines under a name say, where there are some.
pub(super) fn under_names(document: &Document, ground: &Ground, shown: Shown) -> Option<&'static str> {
    let own = |station: &Station| match &station.target {
        Target::Organisation(id) => document.organisation(id),
        _ => None,
    };
    let organisations = || ground.stations.iter().filter_map(own);
    let counts = shown.counts && organisations().any(|one| !one.count.to_string().is_empty());
    let roles = shown.roles && organisations().any(|one| !one.roles.is_empty());
    match (counts, roles) {
        (true, true) => Some("Under a name: how many it stands for; in italics, the parts it plays"),
        (true, false) => Some("A number under a name: how many it stands for"),
        (false, true) => Some("Italics under a name: the parts it plays"),
        (false, false) => None,
    }
}
