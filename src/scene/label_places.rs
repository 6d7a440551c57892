//! Places for labels of flows: each has a choice of them along its line, and of all choices as many are taken as fit
//! at once, the dearest left out last. Every decision hangs on what is near alone, so that an edit far away moves no
//! label. Must not know whose labels they are, nor how they are drawn.

use std::cell::RefCell;

use crate::model::{Rect, Size};

use super::{
    curve::Walk,
    grid::Grid,
    label_line::{for_each_place, least_elsewhere, natural, places_within},
    label_room::{Nearby, Room},
    vacated::Vacated,
};

/// What each wrapping narrower than the natural one costs.
const NARROWER: f64 = 5.0;
/// What it costs to stand close over, under or beside another label, and how close that is.
const CROWDED: f64 = 9.0;
const CLOSE: (f64, f64) = (8.0, 2.4);
/// The distance between labels, across and down.
const APART: (f64, f64) = (4.0, 1.0);
/// Places are looked for first within this part of the line to either side of the middle, then within that one.
const NEAR_MIDDLE: f64 = 0.19;
const ALONG: f64 = 0.38;
/// Where along its line it is asked whether a label has any hope, in this order.
const ASKED: [f64; 5] = [0.5, 0.35, 0.65, 0.2, 0.8];
/// A place that costs no more is good enough not to look further.
const GOOD: f64 = 30.0;
/// For a label without a place: how many of its choices are tried by moving others, how many others at once, how many
/// of these may move others again, and how often all that is tried.
const TRIED: usize = 24;
const MOVED: usize = 2;
const DEPTH: usize = 2;
const PATIENCE: usize = 240;
/// How often all labels are asked whether there is a better place by now.
const ROUNDS: usize = 2;

/// What is looked for.
pub(super) trait Wishes {
    /// How many labels there are.
    fn count(&self) -> usize;
    /// The strand on which a label stands.
    fn strand(&self, label: usize) -> usize;
    /// One of the sizes that it may have so far, the natural one first.
    fn size(&self, label: usize, shape: usize) -> Option<Size>;
    /// Wraps it narrower, too, from now on.
    fn add_narrower(&mut self, label: usize);
    /// Whether the first is more important than the second; no two are alike.
    fn is_before(&self, first: usize, second: usize) -> bool;
}

/// A place for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub rect: Rect,
    /// Which of its sizes it has there.
    pub shape: usize,
    cost: f64,
}

/// A place for every label that finds one, clear of all that `room` forbids and of all other labels.
pub(super) fn place(
    wishes: &mut impl Wishes,
    walks: &[&Walk],
    room: &Room,
    bounds: Rect,
) -> Vec<Option<Place>> {
    let count = wishes.count();
    let mut plan = Plan {
        room,
        walks,
        choices: vec![None; count],
        looked: vec![0; count],
        placed: vec![None; count],
        slots: vec![usize::MAX; count],
        taken: Grid::new(bounds),
        vacated: Vacated::new(bounds),
        sought: vec![Sought::default(); count],
        journal: Vec::new(),
        nearby: RefCell::default(),
        wishes,
    };
    plan.all();
    plan.placed
}

struct Plan<'a, W: Wishes> {
    wishes: &'a mut W,
    room: &'a Room,
    walks: &'a [&'a Walk],
    /// How far places were looked for, for each label: not yet, near the middle, everywhere.
    looked: Vec<u8>,
    /// For labels that stand in a crowd the places that they can have, the cheapest first. Most need no list.
    choices: Vec<Option<Vec<Place>>>,
    placed: Vec<Option<Place>>,
    /// The labels that have a place, by place, and each label's number in there.
    taken: Grid,
    slots: Vec<usize>,
    /// Where labels have left, and what is known of other places for each label.
    vacated: Vacated,
    sought: Vec<Sought>,
    /// What was moved: whose place was which.
    journal: Vec<(usize, Option<Place>)>,
    /// What stands round the line that is looked at: kept, for it is listed so often.
    nearby: RefCell<Nearby>,
}

/// What the last search for a place has shown: when so many labels had left, no other place cost less.
#[derive(Clone, Copy, Debug)]
struct Sought {
    least: f64,
    left: u32,
}

impl Default for Sought {
    /// Nothing is known.
    fn default() -> Self {
        Self { least: f64::NEG_INFINITY, left: 0 }
    }
}

impl<W: Wishes> Plan<'_, W> {
    fn all(&mut self) {
        let hopeful: Vec<usize> = (0..self.placed.len()).filter(|label| !self.is_drowned(*label)).collect();
        // Those with the least choice first.
        let freedom = |label: &usize| {
            let size = self.natural_size(*label);
            self.walks[self.wishes.strand(*label)].length() - size.width
        };
        let mut order: Vec<(f64, usize)> = hopeful.iter().map(|label| (freedom(label), *label)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut waiting = Vec::new();
        for &(_, label) in &order {
            self.take_best(label);
            if self.placed[label].is_none() {
                waiting.push(label);
            }
        }
        self.sort(&mut waiting);
        waiting.retain(|label| !self.make_room(*label, DEPTH, &mut { PATIENCE }, &mut Vec::new()));
        self.push_out(waiting);
        for _ in 0..ROUNDS {
            for &(_, label) in &order {
                self.better(label);
            }
        }
        // A move may have made room for one that was given up.
        let mut left: Vec<usize> =
            hopeful.into_iter().filter(|label| self.placed[*label].is_none()).collect();
        self.sort(&mut left);
        left.into_iter().for_each(|label| self.take_best(label));
    }

    /// Whether a label is not worth looking for a place: all along its line it would drown among others. So it is where
    /// each of hundreds is joined with all others, and there a search would be the longest and the least use.
    fn is_drowned(&self, label: usize) -> bool {
        let strand = self.wishes.strand(label);
        let walk = self.walks[strand];
        let point = |part: f64| walk.point_at(walk.length() * part);
        ASKED.iter().all(|part| self.room.is_drowned(point(*part), strand))
    }

    fn sizes(&self, label: usize) -> impl Iterator<Item = Size> + '_ {
        (0..).map_while(move |shape| self.wishes.size(label, shape))
    }

    fn natural_size(&self, label: usize) -> Size {
        self.wishes.size(label, 0).unwrap_or_default()
    }

    /// The most important first.
    fn sort(&self, labels: &mut [usize]) {
        let before = |a: usize, b: usize| {
            if self.wishes.is_before(a, b) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater }
        };
        labels.sort_by(|a, b| if a == b { std::cmp::Ordering::Equal } else { before(*a, *b) });
    }

    /// Looks for places of a label from now on: near the middle, or everywhere and in narrower wrappings, too.
    fn look(&mut self, label: usize, how_far: u8) {
        if self.looked[label] >= how_far {
            return;
        }
        self.looked[label] = how_far;
        if how_far > 1 {
            self.wishes.add_narrower(label);
        }
    }

    /// Lists all places of a label that are free of all but labels, wherever they may be.
    fn list(&mut self, label: usize) {
        self.look(label, 2);
        if self.choices[label].is_some() {
            return;
        }
        let mut choices = Vec::new();
        self.each_free(label, f64::INFINITY, |place| {
            choices.push(place);
            f64::INFINITY
        });
        // Of like places the first: a stable sort.
        choices.sort_by(|a: &Place, b| a.cost.total_cmp(&b.cost));
        self.choices[label] = Some(choices);
    }

    fn listed(&self, label: usize) -> &[Place] {
        self.choices[label].as_deref().unwrap_or_default()
    }

    /// Calls `found` with the places of a label that are free of all but labels, as far as it is looked for. `found`
    /// returns what places may cost from then on.
    fn each_free(&self, label: usize, mut most: f64, mut found: impl FnMut(Place) -> f64) {
        let strand = self.wishes.strand(label);
        let walk = self.walks[strand];
        let reach = match self.looked[label] {
            0 => return,
            1 => NEAR_MIDDLE,
            _ => ALONG,
        };
        let nearby = &mut *self.nearby.borrow_mut();
        let largest = self.largest_size(label);
        self.room.look_at(places_within(walk, largest, reach), strand, nearby);
        for (shape, size) in self.sizes(label).enumerate() {
            let narrower = NARROWER * shape as f64;
            for_each_place(walk, size, reach, |cost, side, rect| {
                if cost + narrower <= most {
                    let rect = rect();
                    if self.room.is_free(rect, nearby) {
                        let lines = self.room.cost(rect, strand, side != 0.0, most - cost - narrower, nearby);
                        let cost = cost + lines + narrower;
                        if cost <= most {
                            most = found(Place { rect, shape, cost });
                        }
                    }
                }
                most - narrower
            });
        }
    }

    /// The labels that stand where this place is.
    fn in_the_way(&self, place: &Place, label: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.taken.each(grown(place.rect, APART), |other, _| {
            if other != label {
                found.push(other);
            }
            true
        });
        // The order of a grid's cells hangs on how large the map is.
        found.sort_unstable();
        found
    }

    /// What a place costs beside the labels that stand there already; `None` where one of them is in the way.
    fn cost_among_others(&self, place: &Place, label: usize) -> Option<f64> {
        let (near, kept) = (grown(place.rect, CLOSE), grown(place.rect, APART));
        let (mut close, mut is_free) = (0, true);
        self.taken.each(near, |other, rect| {
            if other != label {
                close += 1;
                is_free &= !rect.overlaps(kept);
            }
            is_free
        });
        is_free.then(|| place.cost + CROWDED * f64::from(close))
    }

    /// The cheapest place that is free by now, of those that cost less than `limit`.
    fn best(&self, label: usize, limit: f64) -> Option<(f64, Place)> {
        let mut best: Option<(f64, Place)> = None;
        let mut consider = |place: Place| {
            if let Some(cost) = self.cost_among_others(&place, label) {
                // Of like ones the one that by itself costs less, then the first.
                let is_better = best.map_or(cost < limit, |(least, other)| {
                    cost < least || cost == least && place.cost < other.cost
                });
                if is_better {
                    best = Some((cost, place));
                }
            }
            best.map_or(limit, |(least, _)| least)
        };
        match &self.choices[label] {
            None => self.each_free(label, limit, consider),
            Some(choices) => {
                let mut most = limit;
                for place in choices {
                    if place.cost > most {
                        break;
                    }
                    most = consider(*place);
                }
            }
        }
        best
    }

    /// The middle of the line, if no other place can be better.
    fn natural(&self, label: usize) -> Option<(f64, Place)> {
        let strand = self.wishes.strand(label);
        let walk = self.walks[strand];
        let (rect, cost) = natural(walk, self.natural_size(label));
        let most = least_elsewhere(walk);
        let unknown = &mut Nearby::default();
        if cost > most || !self.room.is_free(rect, unknown) {
            return None;
        }
        let lines = self.room.cost(rect, strand, false, most - cost, unknown);
        let place = Place { rect, shape: 0, cost: cost + lines };
        let cost = self.cost_among_others(&place, label)?;
        (cost <= most).then_some((cost, place))
    }

    fn take_best(&mut self, label: usize) {
        // Most labels stand there, and need not look any further.
        let mut best = self.natural(label);
        for how_far in [1, 2] {
            if best.is_some_and(|(cost, _)| cost <= GOOD) {
                break;
            }
            self.look(label, how_far);
            let limit = best.map_or(f64::INFINITY, |(cost, _)| cost);
            best = self.best(label, limit).or(best);
        }
        if let Some((cost, place)) = best {
            self.set(label, Some(place));
            self.remember(label, cost);
        }
    }

    /// Remembers that for now no place of a label costs less.
    fn remember(&mut self, label: usize, least: f64) {
        self.sought[label] = Sought { least, left: self.vacated.count() };
    }

    /// Whether a label may find a place by now that costs less than `limit`: others that have come since make no place
    /// better, only others that have left.
    fn may_find(&self, label: usize, limit: f64) -> bool {
        let sought = self.sought[label];
        if limit > sought.least {
            return true;
        }
        let size = self.largest_size(label);
        let line = self.walks[self.wishes.strand(label)].bounds();
        let around = grown(line, (2.0 * size.width + CLOSE.0, 2.0 * size.height + CLOSE.1));
        self.vacated.since(sought.left, around)
    }

    /// As wide as its widest and as high as its highest size.
    fn largest_size(&self, label: usize) -> Size {
        let larger = |a: Size, b: Size| Size::new(a.width.max(b.width), a.height.max(b.height));
        self.sizes(label).fold(Size::default(), larger)
    }

    /// Moves a label where it costs less, if it can.
    fn better(&mut self, label: usize) {
        let Some(now) = self.placed[label] else { return };
        let cost = self.cost_among_others(&now, label).unwrap_or(f64::INFINITY);
        let walk = self.walks[self.wishes.strand(label)];
        if cost > least_elsewhere(walk) {
            self.look(label, if cost > GOOD { 2 } else { 1 });
        }
        let limit = cost - 0.5;
        if !self.may_find(label, limit) {
            return;
        }
        let best = self.best(label, limit);
        if let Some((_, place)) = best {
            self.set(label, Some(place));
        }
        self.remember(label, best.map_or(limit, |(least, _)| least));
    }

    fn set(&mut self, label: usize, place: Option<Place>) {
        self.journal.push((label, self.placed[label]));
        self.sought[label] = Sought::default();
        self.put(label, place);
    }

    fn put(&mut self, label: usize, place: Option<Place>) {
        if let Some(place) = self.placed[label] {
            self.taken.remove(self.slots[label]);
            self.vacated.add(place.rect);
        }
        if let Some(place) = place {
            self.slots[label] = self.taken.insert_named(label, place.rect);
        }
        self.placed[label] = place;
    }

    /// Everything where it was when the journal had so many lines.
    fn turn_back(&mut self, lines: usize) {
        while self.journal.len() > lines {
            if let Some((label, place)) = self.journal.pop() {
                self.put(label, place);
            }
        }
    }

    /// Finds a place for a label, if need be by moving others, which may move others in turn.
    fn make_room(
        &mut self,
        label: usize,
        depth: usize,
        patience: &mut usize,
        fixed: &mut Vec<usize>,
    ) -> bool {
        self.list(label);
        if let Some((_, place)) = self.best(label, f64::INFINITY) {
            self.set(label, Some(place));
            return true;
        }
        if depth == 0 {
            return false;
        }
        fixed.push(label);
        for number in 0..self.listed(label).len().min(TRIED) {
            if *patience == 0 {
                break;
            }
            *patience -= 1;
            let place = self.listed(label)[number];
            let others = self.in_the_way(&place, label);
            if others.len() > MOVED || others.iter().any(|other| fixed.contains(other)) {
                continue;
            }
            let lines = self.journal.len();
            others.iter().for_each(|other| self.set(*other, None));
            self.set(label, Some(place));
            if others.iter().all(|other| self.make_room(*other, depth - 1, patience, fixed)) {
                fixed.pop();
                return true;
            }
            self.turn_back(lines);
        }
        fixed.pop();
        false
    }

    /// Gives the places of less important labels to those that have none; these look for another then, once.
    fn push_out(&mut self, mut waiting: Vec<usize>) {
        let mut may_push = vec![true; self.placed.len()];
        while !waiting.is_empty() {
            let label = waiting.remove(0);
            if self.make_room(label, 1, &mut { TRIED }, &mut Vec::new()) {
                continue;
            }
            if !std::mem::take(&mut may_push[label]) {
                continue;
            }
            let Some((place, others)) = self.least_loss(label) else { continue };
            others.iter().for_each(|other| self.set(*other, None));
            self.set(label, Some(place));
            waiting.extend(others);
            self.sort(&mut waiting);
        }
    }

    /// The place where only less important labels stand, the fewest of them and the least important.
    fn least_loss(&self, label: usize) -> Option<(Place, Vec<usize>)> {
        let mut best: Option<(Place, Vec<usize>)> = None;
        for place in self.listed(label).iter().take(TRIED) {
            let mut others = self.in_the_way(place, label);
            if others.is_empty() || others.iter().any(|other| self.wishes.is_before(*other, label)) {
                continue;
            }
            self.sort(&mut others);
            let is_less = best.as_ref().is_none_or(|(_, worst)| {
                others.len() < worst.len()
                    || others.len() == worst.len() && self.wishes.is_before(worst[0], others[0])
            });
            if is_less {
                best = Some((*place, others));
            }
        }
        best
    }
}

fn grown(rect: Rect, by: (f64, f64)) -> Rect {
    Rect::new(rect.x - by.0, rect.y - by.1, rect.width + 2.0 * by.0, rect.height + 2.0 * by.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Point,
        scene::{curve::Cubic, label_room::Clutter},
    };

    /// Labels of one size, each on its own strand, the first the most important.
    struct Alike(usize, Size);

    impl Wishes for Alike {
        fn count(&self) -> usize {
            self.0
        }
        fn strand(&self, label: usize) -> usize {
            label
        }
        fn size(&self, _: usize, shape: usize) -> Option<Size> {
            (shape == 0).then_some(self.1)
        }
        fn add_narrower(&mut self, _: usize) {}
        fn is_before(&self, first: usize, second: usize) -> bool {
            first < second
        }
    }

    fn level(y: f64, from: f64, to: f64) -> Walk {
        Walk::along(&[Cubic::straight(Point::new(from, y), Point::new(to, y))])
    }

    const BOUNDS: Rect = Rect::new(0.0, 0.0, 400.0, 200.0);

    fn placed(lines: &[Walk], taken: &[Rect]) -> Vec<Option<Place>> {
        let mut clutter = Clutter::new(BOUNDS);
        taken.iter().for_each(|rect| clutter.add_node(*rect));
        let walks: Vec<&Walk> = lines.iter().collect();
        place(&mut Alike(lines.len(), Size::new(50.0, 16.0)), &walks, &clutter.sorted(), BOUNDS)
    }

    #[test]
    fn a_label_stands_in_the_middle_of_its_line() {
        let found = placed(&[level(100.0, 0.0, 400.0)], &[]);
        assert_eq!(found[0].map(|place| place.rect.center()), Some(Point::new(200.0, 100.0)));
    }

    #[test]
    fn it_steps_aside_for_what_stands_there() {
        let found = placed(&[level(100.0, 0.0, 400.0)], &[Rect::new(150.0, 60.0, 100.0, 80.0)]);
        let rect = found[0].expect("there is room at the ends").rect;
        assert!(rect.right() < 150.0 && (rect.center().y - 100.0).abs() < 1e-9, "{rect:?}");
    }

    #[test]
    fn where_one_of_two_fits_it_is_the_more_important() {
        // A slit that is as long as one label.
        let taken = [Rect::new(0.0, 60.0, 400.0, 28.0), Rect::new(0.0, 112.0, 400.0, 28.0)];
        let found = placed(&[level(100.0, 100.0, 180.0), level(100.0, 100.0, 180.0)], &taken);
        assert!(found[0].is_some() && found[1].is_none(), "{found:?}");
    }

    #[test]
    fn where_labels_would_drown_among_lines_none_is_looked_for() {
        /// Counts what it is asked.
        struct Counting(Alike, std::cell::Cell<usize>);
        impl Wishes for Counting {
            fn count(&self) -> usize {
                self.0.count()
            }
            fn strand(&self, label: usize) -> usize {
                label
            }
            fn size(&self, label: usize, shape: usize) -> Option<Size> {
                self.1.set(self.1.get() + 1);
                self.0.size(label, shape)
            }
            fn add_narrower(&mut self, _: usize) {}
            fn is_before(&self, first: usize, second: usize) -> bool {
                first < second
            }
        }
        let label = Size::new(50.0, 16.0);
        for (count, expected) in [(12, 1..=12), (300, 0..=0)] {
            let lines: Vec<Walk> =
                (0..count).map(|line| level(90.0 + f64::from(line) * 0.1, 0.0, 400.0)).collect();
            let mut clutter = Clutter::new(BOUNDS);
            for (number, walk) in lines.iter().enumerate() {
                let (from, to) = (walk.point_at(0.0), walk.point_at(walk.length()));
                clutter.add_line(number, from, to);
            }
            let mut wishes = Counting(Alike(lines.len(), label), 0.into());
            let found = place(&mut wishes, &lines.iter().collect::<Vec<_>>(), &clutter.sorted(), BOUNDS);
            let placed = found.iter().flatten().count();
            assert!(expected.contains(&placed), "{count}: {placed}");
            assert!(placed > 0 || wishes.1.get() == 0, "{count}: asked {} times", wishes.1.get());
        }
    }

    #[test]
    fn labels_make_room_for_each_other() {
        // The first takes the middle, where alone the second can stand.
        let taken = [Rect::new(0.0, 60.0, 400.0, 28.0), Rect::new(0.0, 112.0, 400.0, 28.0)];
        let found = placed(&[level(100.0, 0.0, 400.0), level(100.0, 165.0, 235.0)], &taken);
        let rects: Vec<Rect> = found.iter().map(|place| place.expect("both fit").rect).collect();
        assert!(!rects[0].overlaps(rects[1]), "{rects:?}");
    }
}
