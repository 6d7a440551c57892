//! The findings of a map that stands in a real window: heard as a reader hears them, compared with what is counted here
//! from the file, and shown on the map. Must not know how the program counts.

use std::collections::{BTreeMap, BTreeSet};

use ecomap::model::{Direction, Document, OrganisationId, grouped};

use crate::{
    screen_reader::{Desktop, finds, finds_line},
    window::Window,
};

/// Left of the card of the findings, between the bars, in the window.
const FREE: ((i32, i32), (i32, i32)) = ((64, 612), (50, 790));

/// A map as a plain network: who is tied to whom, whichever way.
struct Network<'a> {
    /// Ordered pairs.
    ties: usize,
    neighbours: BTreeMap<&'a OrganisationId, BTreeSet<&'a OrganisationId>>,
}

impl<'a> Network<'a> {
    fn of(map: &'a Document) -> Self {
        let mut ties = BTreeSet::new();
        let mut neighbours: BTreeMap<_, BTreeSet<_>> =
            map.organisations().keys().map(|id| (id, BTreeSet::new())).collect();
        for flow in map.flows().values().filter(|flow| flow.from != flow.to) {
            ties.insert((&flow.from, &flow.to));
            if flow.direction != Direction::Forward {
                ties.insert((&flow.to, &flow.from));
            }
            for (one, other) in [(&flow.from, &flow.to), (&flow.to, &flow.from)] {
                neighbours.entry(one).or_default().insert(other);
            }
        }
        Self { ties: ties.len(), neighbours }
    }

    /// The pieces there would be without somebody, the largest first.
    fn pieces(&self, without: Option<&OrganisationId>) -> Vec<BTreeSet<&'a OrganisationId>> {
        let mut left: BTreeSet<&OrganisationId> =
            self.neighbours.keys().copied().filter(|id| Some(*id) != without).collect();
        let mut pieces = Vec::new();
        while let Some(first) = left.pop_first() {
            let mut piece = BTreeSet::from([first]);
            let mut open = vec![first];
            while let Some(one) = open.pop() {
                for other in &self.neighbours[one] {
                    if left.remove(other) {
                        piece.insert(*other);
                        open.push(other);
                    }
                }
            }
            pieces.push(piece);
        }
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        pieces
    }

    /// Whose loss would part the largest piece most: who, how many others there are in it, their parts.
    fn keystone(&self) -> (&'a OrganisationId, usize, Vec<usize>) {
        let whole = &self.pieces(None)[0];
        let parted = whole.iter().map(|id| {
            let rest = self.pieces(Some(id)).into_iter();
            let parts: Vec<usize> =
                rest.filter(|part| part.is_subset(whole)).map(|part| part.len()).collect();
            (*id, whole.len() - 1, parts)
        });
        parted.min_by_key(|(.., parts)| parts[0]).expect("a piece has somebody")
    }
}

/// Opens the findings over the map, hears that they have its numbers, and is shown the organisation of one of them.
pub(crate) fn read_and_shown(window: &mut Window, desktop: &Desktop, map: &Document, name: &str) {
    let network = Network::of(map);
    let pieces = network.pieces(None);
    let (id, others, parts) = network.keystone();
    let keystone = &map.organisation(id).expect("it is on the map").name;
    // The map at its own size is far larger than the window.
    window.key("ctrl+0");
    window.key("j");
    let (organisations, flows) = (map.organisations().len(), map.flows().len());
    finds(
        desktop,
        &format!(
            "The map has {} organisations and {} flows; they make {} ties,",
            grouped(organisations as u64),
            grouped(flows as u64),
            grouped(network.ties as u64)
        ),
    );
    finds(
        desktop,
        &format!(
            "The map falls into {} pieces: the largest joins {} of {organisations}",
            pieces.len(),
            pieces[0].len()
        ),
    );
    let sentence = format!(
        "Without {keystone}, the {others} others joined with it would fall into {} parts; the largest keeps {}.",
        parts.len(),
        parts[0]
    );
    finds(desktop, &sentence);
    window.screenshot(&format!("import-{name}-6-findings"));

    let spoken = format!("{keystone}, ");
    let is_in_sight = |(x, y): (i32, i32)| {
        let ((left, right), (top, bottom)) = FREE;
        (left..right).contains(&x) && (top..bottom).contains(&y)
    };
    let before = desktop.place_of(&spoken);
    assert!(!is_in_sight(before), "{keystone} is in sight at {before:?} before it is shown");
    desktop.act_on(&sentence);
    finds_line(desktop, &spoken, |line| line.contains(&format!("\t{spoken}")) && line.ends_with("selected"));
    window.settle();
    let after = desktop.place_of(&spoken);
    assert!(is_in_sight(after), "{keystone} is shown at {after:?}, from {before:?}");
    window.screenshot(&format!("import-{name}-7-shown"));
}
