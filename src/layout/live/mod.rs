//! A network that moves until it rests: springs along the ties, everybody pushing everybody else away, a pull to the
//! middle, and boxes that give way to each other (Fruchterman and Reingold 1991, the pushing by Barnes and Hut 1986).
//! One step at a time, for whoever looks on. The same beginning and the same steps give the same places on every
//! machine. Must not know how anything looks.

mod begin;
mod boxes;
mod quadtree;

use quadtree::Quadtree;

use crate::model::{Point, Size};

pub use begin::rested;
pub use boxes::push_apart;

/// How far apart two stand whom one tie joins, canvas units.
const SPACING: f64 = 140.0;
/// Windows and boxes are wider than high: the springs see the network so much narrower than it is.
const BREADTH: f64 = 1.6;
/// How much of its heat is left after a step.
const COOLING: f64 = 0.985;
/// Heat at which it stands still whatever the forces say.
const COLD: f64 = 0.01;
/// Heat after somebody was pulled: enough to follow, too little to begin anew.
const WARM: f64 = 0.25;
/// Heat and cooling of a network that rested somewhere: it breathes out, and rests again after some fifty steps.
const COOL: f64 = 0.06;
const SOON: f64 = 0.965;
/// How far one goes in one step at full heat, canvas units; in large networks this part of their radius.
const STRIDE: f64 = 45.0;
const STRIDE_SHARE: f64 = 0.025;
/// All rests when they move less than this on average, canvas units.
const REST: f64 = 0.15;
/// Pull to the middle: at 1, those without ties would stand about one spacing apart.
const GRAVITY: f64 = 1.0;
/// How much of the force on it somebody without ties gives way to in one step.
const GIVE: f64 = 0.3;
/// How often boxes are pushed apart at the end.
const LAST_PUSHES: usize = 400;
/// Nobody begins farther from the middle than so many times the radius about which the network will rest.
const FAR: f64 = 1.2;

/// A network in motion: organisations by number.
#[derive(Clone, Debug, Default)]
pub struct Live {
    places: Vec<Point>,
    sizes: Vec<Size>,
    ties: Vec<(u32, u32)>,
    /// How much of the force on it each gives way to: the more ties, the less, or hubs would swing for ever.
    give: Vec<f64>,
    heat: f64,
    cooling: f64,
    pushes: usize,
    held: Option<usize>,
    narrow: Vec<Point>,
    forces: Vec<Point>,
    tree: Quadtree,
}

impl Live {
    /// A network that stands where it begins. `places` and `sizes` are of one length; ties are by number, each pair
    /// counts once, ties to oneself or to nobody do not. Places that are no numbers, or all at one point, are spread.
    #[must_use]
    pub fn new(places: &[Point], sizes: &[Size], ties: &[(usize, usize)]) -> Self {
        let count = places.len().min(sizes.len());
        let known = ties.iter().filter(|(a, b)| a != b && *a.max(b) < count);
        let mut ties: Vec<(u32, u32)> = known.map(|(a, b)| (*a.min(b) as u32, *a.max(b) as u32)).collect();
        ties.sort_unstable();
        ties.dedup();
        let mut degree = vec![0.0; count];
        for (a, b) in &ties {
            degree[*a as usize] += 1.0;
            degree[*b as usize] += 1.0;
        }
        Self {
            places: gathered(&places[..count]),
            sizes: sizes[..count].to_vec(),
            give: degree.iter().map(|degree: &f64| GIVE / (1.0 + degree * 0.5)).collect(),
            ties,
            narrow: vec![Point::default(); count],
            forces: vec![Point::default(); count],
            ..Self::default()
        }
    }

    /// Where each stands, canvas units.
    #[must_use]
    pub fn places(&self) -> &[Point] {
        &self.places
    }

    /// How large their boxes are now; who is too near then gives way.
    pub fn resize(&mut self, sizes: &[Size]) {
        if sizes.len() == self.places.len() && *sizes != *self.sizes {
            self.sizes = sizes.to_vec();
            self.pushes = LAST_PUSHES;
        }
    }

    /// Begins anew.
    pub fn heat(&mut self) {
        (self.heat, self.cooling) = (1.0, COOLING);
        self.pushes = LAST_PUSHES;
    }

    /// Lets the network follow a small change.
    pub fn warm(&mut self) {
        (self.heat, self.cooling) = (self.heat.max(WARM), COOLING);
        self.pushes = LAST_PUSHES;
    }

    /// Puts all where they rested, and lets them breathe out. Places of another number are of another network.
    pub fn relax_at(&mut self, places: &[Point]) {
        if places.len() == self.places.len() {
            self.places = gathered(places);
        }
        self.relax();
    }

    /// Lets the network settle into what changed a little, shortly.
    pub fn relax(&mut self) {
        (self.heat, self.cooling) = (self.heat.max(COOL), SOON);
        self.pushes = LAST_PUSHES;
    }

    /// Whether the springs are still at work; boxes may push each other afterwards.
    #[must_use]
    pub fn is_hot(&self) -> bool {
        self.heat > COLD
    }

    /// Whether nothing moves any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.heat <= COLD && self.pushes == 0
    }

    /// Holds one in its place whatever the forces say, or nobody.
    pub fn hold(&mut self, held: Option<usize>) {
        self.held = held.filter(|one| *one < self.places.len());
    }

    /// Puts one there.
    pub fn put(&mut self, one: usize, at: Point) {
        if let Some(place) = self.places.get_mut(one).filter(|_| at.is_finite()) {
            *place = at;
        }
    }

    /// Moves all by one step; nothing once it has settled.
    pub fn step(&mut self) {
        if self.heat > COLD {
            let moved = self.move_all();
            push_apart(&mut self.places, &self.sizes, self.held, 0.5);
            self.heat *= self.cooling;
            if moved < REST * self.places.len() as f64 && self.heat < WARM {
                self.heat = 0.0;
            }
        } else if self.pushes > 0 {
            let any = push_apart(&mut self.places, &self.sizes, self.held, 1.0);
            self.pushes = if any { self.pushes - 1 } else { 0 };
        }
    }

    /// How far all have moved together.
    fn move_all(&mut self) -> f64 {
        for (narrow, place) in self.narrow.iter_mut().zip(&self.places) {
            *narrow = Point::new(place.x / BREADTH, place.y);
        }
        self.tree.build(&self.narrow);
        for (one, force) in self.forces.iter_mut().enumerate() {
            let at = self.narrow[one];
            let push = self.tree.push(&self.narrow, one);
            *force = push * (SPACING * SPACING) - at * GRAVITY;
        }
        for (a, b) in &self.ties {
            let (a, b) = (*a as usize, *b as usize);
            let way = self.narrow[b] - self.narrow[a];
            let pull = way * (way.dot(way).sqrt() / SPACING);
            self.forces[a] = self.forces[a] + pull;
            self.forces[b] = self.forces[b] - pull;
        }
        let radius = SPACING * (self.places.len() as f64).sqrt();
        let (limit, mut moved) = (STRIDE.max(radius * STRIDE_SHARE) * self.heat, 0.0);
        for (one, place) in self.places.iter_mut().enumerate() {
            if self.held == Some(one) {
                continue;
            }
            let step = self.forces[one] * self.give[one];
            let length = step.dot(step).sqrt();
            let part = if length > limit { limit / length } else { 1.0 };
            if length.is_finite() {
                *place = *place + Point::new(step.x * part * BREADTH, step.y * part);
                moved += length * part;
            }
        }
        moved
    }
}

/// Places from which springs can begin: round the origin, none without a number, not out of all bounds, no two in one.
fn gathered(places: &[Point]) -> Vec<Point> {
    let known: Vec<Point> = places.iter().copied().filter(|place| place.is_finite()).collect();
    let share = 1.0 / known.len().max(1) as f64;
    let middle = known.iter().fold(Point::default(), |sum, place| sum + *place * share);
    let radius = SPACING * (places.len() as f64).sqrt() * FAR;
    let reach = known.iter().map(|place| place.distance(middle)).fold(0.0, f64::max);
    let shrink = if reach > radius { radius / reach } else { 1.0 };
    let place = |(number, place): (usize, &Point)| {
        let seed = seed(number);
        if place.is_finite() { (*place - middle) * shrink + seed } else { seed * (SPACING * 0.7) }
    };
    places.iter().enumerate().map(place).collect()
}

/// One of a spiral of points about a unit apart, like the seeds of a sunflower: nobody begins where another does.
fn seed(number: usize) -> Point {
    const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
    let turn = number as f64 * GOLDEN_ANGLE;
    Point::new(libm::cos(turn), libm::sin(turn)) * (number as f64 + 1.0).sqrt()
}

#[cfg(test)]
mod tests;
