//! Courses found before, for the next picture of nearly the same map: while a box is dragged, only what it touches is
//! looked for anew. Must not know how courses are found, only what they were found with.

use std::collections::BTreeSet;

use crate::model::{Point, Rect};

use super::{
    courses::{Course, Draft, Pair},
    grid::Grid,
    ports::Aim,
    seen::Seen,
};

/// With more changes than this it is no quicker to look for what they touch.
const MOST: usize = 80;

/// A straight way: the number of its pair, and its ends.
pub(super) type Leg = (usize, Point, Point);

/// The courses of flows in the last picture. A picture made with them is the same as one made without, only sooner.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    /// The pairs of boxes, in their order.
    pairs: Vec<Pair>,
    /// All boxes with their numbers.
    boxes: Vec<(usize, Rect)>,
    /// The straight ways: the pair, from where, to where.
    legs: Vec<Leg>,
    drafts: Vec<Kept<Draft>>,
    courses: Vec<Kept<(Settled, Course)>>,
    /// Nothing is kept: there is no next picture.
    forgets: bool,
}

/// What was found, and what was looked at to find it.
#[derive(Clone, Debug)]
struct Kept<T> {
    found: T,
    seen: Seen,
}

/// With what a course was settled.
#[derive(Clone, Debug, PartialEq)]
struct Settled {
    draft: Draft,
    aim: Aim,
}

/// Which of the courses found before still hold.
pub(super) struct Memory<'a> {
    routes: &'a mut Routes,
    /// For each pair, whether nothing that was looked at has changed; for drafts and for courses.
    drafts_hold: Vec<bool>,
    courses_hold: Vec<bool>,
}

impl Routes {
    /// For a picture that is made once.
    pub(super) fn forgetful() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    /// Compares this map with the last one.
    pub(super) fn recall(&mut self, pairs: &[Pair], obstacles: &Grid, legs: &[Leg]) -> Memory<'_> {
        if self.forgets {
            return Memory { routes: self, drafts_hold: Vec::new(), courses_hold: Vec::new() };
        }
        let boxes: Vec<(usize, Rect)> = obstacles.all().collect();
        let alike = self.pairs == pairs
            && self.boxes.len() == boxes.len()
            && self.legs.len() == legs.len()
            && self.boxes.iter().zip(&boxes).all(|(old, new)| old.0 == new.0)
            && self.legs.iter().zip(legs).all(|(old, new)| old.0 == new.0);
        let changes = if alike { self.changes(&boxes, legs) } else { None };
        if changes.is_none() {
            *self = Self { pairs: pairs.to_vec(), ..Self::default() };
        }
        let changes = changes.unwrap_or_default();
        let drafts = self.drafts.iter().enumerate();
        let drafts_hold = drafts.map(|(number, kept)| !changes.touch(number, &kept.seen)).collect();
        let courses = self.courses.iter().enumerate();
        let courses_hold = courses.map(|(number, kept)| !changes.touch(number, &kept.seen)).collect();
        (self.boxes, self.legs) = (boxes, legs.to_vec());
        Memory { routes: self, drafts_hold, courses_hold }
    }

    /// What has changed since; nothing where too much has.
    fn changes(&self, boxes: &[(usize, Rect)], legs: &[Leg]) -> Option<Changes> {
        let mut changes = Changes::default();
        let mut count = 0;
        for (old, new) in self.boxes.iter().zip(boxes).filter(|(old, new)| old != new) {
            // What only touches the edge of what was seen was seen too.
            changes.seen.boxes.add(old.1.expanded(1.0));
            changes.seen.boxes.add(new.1.expanded(1.0));
            count += 1;
        }
        for (old, new) in self.legs.iter().zip(legs).filter(|(old, new)| old != new) {
            changes.add_leg(*old);
            changes.add_leg(*new);
            count += 1;
        }
        (count <= MOST).then_some(changes)
    }
}

/// Where boxes and straight ways were that are elsewhere now, and where they are now.
struct Changes {
    seen: Seen,
    /// The pairs whose straight ways are others.
    pairs: BTreeSet<usize>,
}

impl Default for Changes {
    fn default() -> Self {
        Self { seen: Seen::noting(), pairs: BTreeSet::new() }
    }
}

impl Changes {
    /// Whether they lie in what was seen for a pair.
    fn touch(&self, number: usize, seen: &Seen) -> bool {
        self.seen.boxes.meet(&seen.boxes) || self.seen.lines.meet(&seen.lines) || self.pairs.contains(&number)
    }

    fn add_leg(&mut self, (number, from, to): Leg) {
        self.pairs.insert(number);
        let pieces = (from.distance(to) / 90.0).ceil().clamp(1.0, 80.0);
        for piece in 0..pieces as usize {
            let (a, b) = (from.lerp(to, piece as f64 / pieces), from.lerp(to, (piece as f64 + 1.0) / pieces));
            self.seen.lines.add(Rect::from_corners(a, b).expanded(1.0));
        }
    }
}

impl Memory<'_> {
    /// Where a search notes what it looks at.
    pub fn seen(&self) -> Seen {
        if self.routes.forgets { Seen::default() } else { Seen::noting() }
    }

    /// The draft of a pair: what was found before, or what `find` finds and what it looked at.
    pub fn draft(&mut self, number: usize, find: impl FnOnce() -> (Draft, Seen)) -> Draft {
        if self.drafts_hold.get(number) == Some(&true) {
            return self.routes.drafts[number].found.clone();
        }
        let (found, seen) = find();
        if self.routes.forgets {
            return found;
        }
        keep(&mut self.routes.drafts, number, Kept { found: found.clone(), seen });
        found
    }

    /// The course of a pair with this draft and aim.
    pub fn course(
        &mut self,
        number: usize,
        (draft, aim): (&Draft, Aim),
        find: impl FnOnce() -> (Course, Seen),
    ) -> Course {
        if self.routes.forgets {
            return find().0;
        }
        let settled = Settled { draft: draft.clone(), aim };
        if self.courses_hold.get(number) == Some(&true) && self.routes.courses[number].found.0 == settled {
            return self.routes.courses[number].found.1.clone();
        }
        let (found, seen) = find();
        keep(&mut self.routes.courses, number, Kept { found: (settled, found.clone()), seen });
        found
    }
}

/// Puts it in its place; places are filled from the first on.
fn keep<T>(all: &mut Vec<Kept<T>>, number: usize, kept: Kept<T>) {
    match all.get_mut(number) {
        Some(place) => *place = kept,
        None => all.push(kept),
    }
}
