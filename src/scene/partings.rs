//! Where flows of one organisation could part that share a stem: on a straight way between them, or on the way that one
//! of them has anyhow. What each place would save is all that is asked. Must not know boxes or other lines.

use crate::model::Point;

use super::curve::{Cubic, Walk, reverse};

/// The shortest stem and the shortest twig, canvas units.
const STEM: f64 = 52.0;
const TWIG: f64 = 44.0;
/// A twig turns off its stem by no more than this (the cosine of the angle), and a flow may become so many times as
/// long, and this much more.
const TURN: f64 = 0.64;
const DETOUR: (f64, f64) = (1.12, 8.0);
/// What a twig that turns off costs, canvas units for a right angle's square.
const BEND: f64 = 60.0;
/// How much less there must be to be drawn: this part of the flows one by one, and at least so much; and for each flow
/// that joins another's way, canvas units.
const SAVED: (f64, f64) = (0.13, 36.0);
const EACH: f64 = 34.0;
/// Straight stems lie at these angles to the mean of their flows (radians); all part at these parts of the way to the
/// nearest.
const LEANS: [f64; 5] = [0.0, -0.14, 0.14, -0.3, 0.3];
const PARTS: [f64; 9] = [0.2, 0.28, 0.36, 0.44, 0.52, 0.6, 0.68, 0.76, 0.84];
/// An upright or level stem is worth so much, canvas units, and is tried where it leans no further (the sine).
const UPRIGHT: f64 = 14.0;
const NEARLY: f64 = 0.3;
/// So many places to part are looked at for each set of neighbours.
const KEPT: usize = 8;
/// A straight stem has at most so many flows, and they lie at most so far apart as seen from it (radians).
const MOST: usize = 16;
const WIDEST: f64 = 1.9;
/// A twig that goes over to its flow's own way takes so many times the distance of the two for it, and at least this
/// much, canvas units; it keeps that way only where so much of it is left.
const OVER: (f64, f64) = (2.2, 30.0);
const LEFT: f64 = 20.0;
/// Its way is bent where it is so many times as long as a straight one.
const BENT: f64 = 1.05;

/// A flow as seen from one of its ends.
#[derive(Clone)]
pub(super) struct Spoke {
    /// Its strand.
    pub strand: usize,
    /// The station that it is seen from, and the other one.
    pub hub: usize,
    pub far: usize,
    /// Its way, from outline to outline.
    pub curve: Vec<Cubic>,
    pub walk: Walk,
    /// In which direction it lies (radians).
    pub angle: f64,
}

impl Spoke {
    /// `is_out`: the way begins at the hub.
    pub fn new(
        strand: usize,
        (hub, far): (usize, usize),
        way: &[Cubic],
        is_out: bool,
        center: Point,
    ) -> Option<Self> {
        let mut curve = way.to_vec();
        if !is_out {
            reverse(&mut curve);
        }
        let toward = curve.last()?.end - center;
        let walk = Walk::along(&curve);
        Some(Self { strand, hub, far, curve, walk, angle: libm::atan2(toward.y, toward.x) })
    }

    fn port(&self) -> Point {
        self.curve[0].start
    }

    pub fn end(&self) -> Point {
        self.curve[self.curve.len() - 1].end
    }
}

/// How a stem runs.
pub(super) enum Run {
    /// Straight between these points.
    Straight(Point, Point),
    /// On the way of this spoke, so many canvas units.
    Along(usize, f64),
}

/// A stem that could be.
pub(super) struct Parting {
    /// Which of the spokes.
    pub members: Vec<usize>,
    pub run: Run,
    /// How much less is drawn, canvas units.
    pub saved: f64,
}

/// All stems that are worth it, what saves most first. The spokes are of one look and in the order of their angles.
pub(super) fn partings(spokes: &[Spoke], center: Point) -> Vec<Parting> {
    let mut all = Vec::new();
    for first in 0..spokes.len() {
        for last in first + 1..spokes.len().min(first + MOST) {
            if spokes[last].angle - spokes[first].angle > WIDEST {
                break;
            }
            all.extend(straight(spokes, (first, last), center));
        }
        all.extend(PARTS.iter().filter_map(|part| along(spokes, first, *part)));
    }
    all.sort_by(|a, b| b.saved.total_cmp(&a.saved).then(a.members.cmp(&b.members)));
    all
}

/// Straight stems for a set of neighbours.
fn straight(spokes: &[Spoke], (first, last): (usize, usize), center: Point) -> Vec<Parting> {
    let set = &spokes[first..=last];
    let count = set.len() as f64;
    let port = set.iter().fold(Point::default(), |sum, spoke| sum + spoke.port()) * (1.0 / count);
    let foot = port.lerp(center, 0.12);
    let unit = |spoke: &Spoke| (spoke.end() - foot).normalised();
    let mean = set.iter().fold(Point::default(), |sum, spoke| sum + unit(spoke)).normalised();
    let nearest = set.iter().map(|spoke| spoke.end().distance(port)).fold(f64::INFINITY, f64::min);
    let mut directions: Vec<(Point, f64)> = LEANS.iter().map(|lean| (turned(mean, *lean), 0.0)).collect();
    let level = if mean.x.abs() > mean.y.abs() {
        Point::new(mean.x.signum(), 0.0)
    } else {
        Point::new(0.0, mean.y.signum())
    };
    if mean.dot(level.perpendicular()).abs() < NEARLY {
        directions.insert(0, (level, UPRIGHT));
    }
    let mut partings = Vec::new();
    for (direction, bonus) in directions {
        for part in PARTS {
            let at = port + direction * (nearest * part);
            if let Some(saved) = saved(set, port, at, direction) {
                let (members, run) = ((first..=last).collect(), Run::Straight(foot, at));
                partings.push(Parting { members, run, saved: saved + bonus });
            }
        }
    }
    partings.sort_by(|a, b| b.saved.total_cmp(&a.saved));
    partings.truncate(KEPT);
    partings
}

/// How much less is drawn with a stem from `port` to `at` in this direction; `None` where that is too little, or where a
/// flow would turn or stray too far.
fn saved(set: &[Spoke], port: Point, at: Point, direction: Point) -> Option<f64> {
    let stem = port.distance(at);
    if stem < STEM {
        return None;
    }
    let (mut before, mut after) = (0.0, stem);
    for spoke in set {
        let twig = spoke.end() - at;
        let (length, alone) = (twig.length(), spoke.walk.length());
        let cosine = twig.dot(direction) / length.max(1e-6);
        if length < TWIG || cosine < TURN || stem + length > alone * DETOUR.0 + DETOUR.1 {
            return None;
        }
        before += alone;
        after += length + BEND * (1.0 - cosine * cosine);
    }
    let saved = before - after;
    (saved >= SAVED.1.max(SAVED.0 * before)).then_some(saved)
}

/// The stem on this part of a spoke's own way, with all others that gain by joining it.
fn along(spokes: &[Spoke], trunk: usize, part: f64) -> Option<Parting> {
    let own = &spokes[trunk];
    let length = own.walk.length() * part;
    if length < STEM || own.walk.length() - length < TWIG {
        return None;
    }
    let (mut members, mut before, mut gained) = (vec![trunk], own.walk.length(), 0.0);
    for (number, spoke) in spokes.iter().enumerate().filter(|(number, _)| *number != trunk) {
        if let Some(gain) = gain(own, length, spoke) {
            members.push(number);
            before += spoke.walk.length();
            gained += gain;
        }
    }
    members.sort_unstable();
    let run = Run::Along(trunk, length);
    (gained >= SAVED.1.max(SAVED.0 * before)).then_some(Parting { members, run, saved: gained })
}

/// How much less is drawn of a flow that runs along another's way so far.
fn gain(trunk: &Spoke, length: f64, spoke: &Spoke) -> Option<f64> {
    let alone = spoke.walk.length();
    if alone < length + TWIG {
        return None;
    }
    let (at, along) = trunk.walk.at(length);
    let back = over(&trunk.walk, length, &spoke.walk);
    let (goal, onward) = match back {
        Some(back) => spoke.walk.at(back),
        None => (spoke.end(), (spoke.end() - at).normalised()),
    };
    let step = goal - at;
    let rest = back.map_or(0.0, |back| alone - back);
    let (off, on) = (step.normalised().dot(along), step.normalised().dot(onward));
    let twig = step.length() + rest;
    if off < TURN || on < TURN || twig < TWIG || length + twig > alone * DETOUR.0 + DETOUR.1 {
        return None;
    }
    let gain = alone - twig - BEND * (2.0 - off * off - on * on);
    (gain >= EACH).then_some(gain)
}

/// Where a flow that leaves another's way there comes back to its own; `None` where too little of it would be left, or
/// where it may as well go straight to its end.
pub(super) fn over(trunk: &Walk, length: f64, own: &Walk) -> Option<f64> {
    let at = trunk.at(length).0;
    let apart = at.distance(own.at(length).0);
    let back = length + (OVER.0 * apart).max(OVER.1);
    let left = own.length() - back;
    let straight = at.distance(own.at(own.length()).0);
    let is_bent = at.distance(own.at(back).0) + left > BENT * straight;
    (left >= LEFT && is_bent).then_some(back)
}

/// A direction turned by an angle (radians).
fn turned(direction: Point, angle: f64) -> Point {
    let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
    Point::new(direction.x * cosine - direction.y * sine, direction.x * sine + direction.y * cosine)
}
