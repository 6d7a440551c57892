//! The courses of all bundles: straight where that is clear, with one bow where that suffices, else through the gaps
//! between boxes. Must not know outlines or kinds: boxes, pairs of them and numbers of lanes are all.

use crate::model::{Point, Rect};

use super::{
    bends::{Around, Bend, CLEAR, Lanes, foreign_boxes, least_bend, met, settled_bend},
    curve::Cubic,
    grid::Grid,
    lines::{Lines, Piece},
    memo::{Leg, Routes},
    nudge::{self, Passing},
    ports::{self, Aim, Joint},
    route::{self, Most, NoWay, Search, Turn},
    seen::Seen,
    smooth,
};

/// Up to so many bundles, every bend is searched long.
const MANY: usize = 150;
/// So many boxes are gone round at most.
const MOST: Most = Most { round: 44, straight: 44 };
/// Fewer where bundles are so many that no eye follows one of them; and a straight way through more than `straight` is
/// not looked round at all: it all but never found a way, and the search for one was the longest.
const MOST_IN_CROWD: Most = Most { round: 14, straight: 11 };
const CROWD: usize = 800;
/// How narrow lanes may become in a gap (parts of their distance), and how near to boxes they may pass then.
const NARROW: [(f64, f64); 3] = [(1.0, CLEAR), (0.6, 7.0), (0.35, 4.0)];
/// A way is long when it is so many times as long as the straight one, and this much more: then narrower gaps are
/// looked at.
const DETOUR: (f64, f64) = (1.35, 140.0);
/// What passing through narrow gaps costs, canvas units.
const SQUEEZED: f64 = 70.0;

/// A bundle: two different boxes, the number of its lanes, and a third box that it must pass beside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub low: usize,
    pub high: usize,
    pub lanes: usize,
    pub via: Option<usize>,
}

impl Pair {
    /// The boxes that it may pass through.
    fn own(&self) -> [usize; 3] {
        [self.low, self.high, self.via.unwrap_or(self.low)]
    }
}

/// How a bundle runs.
#[derive(Clone, Debug)]
pub(super) struct Course {
    lanes: Lanes,
    bend: Bend,
    /// Through the gaps between boxes, where one bow does not do.
    routed: Option<Routed>,
}

/// A curve through gaps.
#[derive(Clone, Debug)]
struct Routed {
    middle: Vec<Cubic>,
    /// The distance of its lanes, as a part of what they would like.
    narrow: f64,
}

impl Course {
    /// A lane's curve, from inside the one box to inside the other.
    pub fn curve(&self, index: f64) -> Vec<Cubic> {
        match &self.routed {
            Some(routed) => routed.curve(&self.lanes, index),
            None => vec![self.lanes.curve(index, self.bend)],
        }
    }
}

impl Routed {
    fn curve(&self, lanes: &Lanes, index: f64) -> Vec<Cubic> {
        if lanes.last == 0.0 {
            return self.middle.clone();
        }
        let (at_ends, on_way) = lanes.offsets(index);
        smooth::beside(&self.middle, at_ends, on_way * self.narrow, at_ends)
    }

    /// Whether its outer lanes keep so far from all foreign boxes.
    fn is_clear(&self, lanes: &Lanes, clear: f64, quest: &Quest<'_>) -> bool {
        let outer: &[f64] = if lanes.last > 0.0 { &[0.0, lanes.last] } else { &[0.0] };
        outer.iter().all(|index| {
            let curve = self.curve(lanes, *index);
            let (own, obstacles) = (quest.pair.own(), quest.town.obstacles);
            foreign_boxes(&curve, clear, &own, 1, obstacles, &quest.seen.boxes) == 0
        })
    }
}

/// What a bundle needs before the ends at its boxes are spread.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    lanes: Lanes,
    bend: Bend,
    turns: Vec<Turn>,
    /// No way through the gaps was found, for too many boxes stand in it: from ends that are moved a little there is
    /// none either.
    is_lost: bool,
}

/// All that the courses have to do with.
struct Town<'a> {
    rects: &'a [Rect],
    obstacles: &'a Grid,
    others: &'a Lines,
    thorough: bool,
    most: Most,
}

/// The courses of all bundles, in their order; ends are spread where several would meet. The course that a bundle will
/// need decides which side of its boxes it leaves by, so it is looked for before the ends are spread, and settled after.
/// `places` are those beside the third boxes, one for each pair that has one; what `routes` remembers is not looked for
/// again.
pub(super) fn courses(
    pairs: &[Pair],
    places: &[Option<Point>],
    (rects, obstacles): (&[Rect], &Grid),
    routes: &mut Routes,
) -> Vec<Course> {
    let mut aims: Vec<Aim> =
        pairs.iter().map(|pair| ports::facing(rects[pair.low], rects[pair.high])).collect();
    let bounds = Rect::around(rects.iter().copied()).unwrap_or_default();
    let legs = legs(&aims, places);
    let pieces = legs.iter().map(|&(line, from, to)| Piece { from, to, line }).collect();
    let others = Lines::new(pieces, bounds);
    let most = if pairs.len() <= CROWD { MOST } else { MOST_IN_CROWD };
    let town = Town { rects, obstacles, others: &others, thorough: pairs.len() <= MANY, most };
    let mut memory = routes.recall(pairs, obstacles, &legs);
    let mut drafts: Vec<Draft> = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.iter().enumerate() {
        let quest = town.quest(number, pair, memory.seen());
        let find = || quest.drafted(aims[number], places[number]);
        drafts.push(memory.draft(number, find));
    }
    nudge(&mut drafts);
    let joints: Vec<Joint> = pairs.iter().zip(&drafts).map(|(pair, draft)| draft.joint(pair)).collect();
    ports::spread(&mut aims, &joints, rects);
    let mut courses = Vec::with_capacity(pairs.len());
    for (number, (pair, draft)) in pairs.iter().zip(&drafts).enumerate() {
        let quest = town.quest(number, pair, memory.seen());
        let find = || quest.settled(draft, aims[number]);
        courses.push(memory.course(number, (draft, aims[number]), find));
    }
    courses
}

/// The straight ways of all pairs, by way of their places.
fn legs(aims: &[Aim], places: &[Option<Point>]) -> Vec<Leg> {
    let mut legs = Vec::with_capacity(aims.len());
    for (number, (aim, place)) in aims.iter().zip(places).enumerate() {
        match place {
            Some(place) => legs.extend([(number, aim.low, *place), (number, *place, aim.high)]),
            None => legs.push((number, aim.low, aim.high)),
        }
    }
    legs
}

/// Ways that turn round the same corner pass it one beside the other.
fn nudge(drafts: &mut [Draft]) {
    let ways = drafts.iter().map(|draft| Passing {
        ends: (draft.lanes.aim.low, draft.lanes.aim.high),
        turns: draft.turns.clone(),
        half: draft.lanes.width() / 2.0,
    });
    let nudged = nudge::apart(ways.collect());
    for (draft, turns) in drafts.iter_mut().zip(nudged) {
        draft.turns = turns;
    }
}

impl Draft {
    fn joint(&self, pair: &Pair) -> Joint {
        let middle = self.lanes.middle(self.bend);
        let mut leaves = (middle.first - middle.start, middle.second - middle.end);
        let mut toward = (middle.point(0.5), middle.point(0.5));
        if let (Some(first), Some(last)) = (self.turns.first(), self.turns.last()) {
            leaves = (first.at - self.lanes.aim.low, last.at - self.lanes.aim.high);
            toward = (first.at, last.at);
        }
        Joint { low: pair.low, high: pair.high, width: self.lanes.width_at_ends(), leaves, toward }
    }
}

/// Too many boxes stand in a way for one through the gaps.
struct Crowd;

/// One pair's search: what it is for, and what it looks at.
struct Quest<'a> {
    town: &'a Town<'a>,
    number: usize,
    pair: &'a Pair,
    seen: Seen,
}

impl Town<'_> {
    fn quest<'a>(&'a self, number: usize, pair: &'a Pair, seen: Seen) -> Quest<'a> {
        Quest { town: self, number, pair, seen }
    }

    fn lanes(&self, pair: &Pair, aim: Aim) -> Lanes {
        Lanes::new(aim, pair.lanes, self.rects[pair.low], self.rects[pair.high])
    }
}

impl Quest<'_> {
    /// The draft, and what was looked at.
    fn drafted(self, aim: Aim, place: Option<Point>) -> (Draft, Seen) {
        (self.draft(self.town.lanes(self.pair, aim), place), self.seen)
    }

    /// The course, and what was looked at.
    fn settled(self, draft: &Draft, aim: Aim) -> (Course, Seen) {
        (self.settle(draft, self.town.lanes(self.pair, aim)), self.seen)
    }

    fn around(&self) -> Around<'_> {
        Around {
            obstacles: self.town.obstacles,
            listed: None,
            others: (self.town.others, self.number),
            seen: &self.seen,
            thorough: self.town.thorough,
        }
    }

    fn draft(&self, lanes: Lanes, place: Option<Point>) -> Draft {
        let half = lanes.width() / 2.0;
        let (low, high) = (lanes.aim.low, lanes.aim.high);
        if let (Some(place), Some(via)) = (place, self.pair.via) {
            let mut turns = self.turns(low, place, half).unwrap_or_default();
            turns.push(Turn::given(place, via));
            turns.extend(self.turns(place, high, half).unwrap_or_default());
            return Draft { lanes, bend: Bend::default(), turns, is_lost: false };
        }
        let (bend, met) = least_bend(&lanes, (self.pair.low, self.pair.high), &self.around());
        let turns = if met > 0 { self.turns(low, high, half) } else { Ok(Vec::new()) };
        Draft { lanes, bend, is_lost: turns.is_err(), turns: turns.unwrap_or_default() }
    }

    /// The turns of the best way through the gaps; none where the straight way is clear or no way is wide enough.
    fn turns(&self, from: Point, to: Point, half: f64) -> Result<Vec<Turn>, Crowd> {
        let dear = from.distance(to) * DETOUR.0 + DETOUR.1;
        let mut best: Option<(f64, Vec<Turn>)> = None;
        let mut is_crowd = false;
        for (step, (narrow, clear)) in NARROW.into_iter().enumerate() {
            let search = Search {
                obstacles: self.town.obstacles,
                own: &[self.pair.low, self.pair.high],
                margin: clear + 4.0 + half * narrow,
                most: self.town.most,
                others: self.town.thorough.then_some((self.town.others, self.number)),
                seen: &self.seen,
            };
            match route::find(from, to, &search) {
                Ok((turns, cost)) => {
                    let cost = cost + SQUEEZED * step as f64;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, turns));
                    }
                }
                Err(NoWay::Walled) => {}
                Err(NoWay::Crowd) => {
                    is_crowd = true;
                    break;
                }
            }
            if best.as_ref().is_some_and(|(cost, _)| *cost <= dear) {
                break;
            }
        }
        match best {
            Some((_, turns)) => Ok(turns),
            None if is_crowd => Err(Crowd),
            None => Ok(Vec::new()),
        }
    }

    fn settle(&self, draft: &Draft, lanes: Lanes) -> Course {
        if self.pair.via.is_some() {
            let routed = self.smoothed(&lanes, &draft.turns);
            let plain = || Routed { middle: through(&lanes, &draft.turns, &[]), narrow: 1.0 };
            let routed = Some(routed.unwrap_or_else(plain));
            return Course { lanes, bend: draft.bend, routed };
        }
        if draft.turns.is_empty() {
            let (ends, around) = ((self.pair.low, self.pair.high), self.around());
            let bend = settled_bend(&lanes, &draft.lanes, draft.bend, ends, &around);
            let is_clear = met(&lanes, bend, ends, 1, &around) == 0;
            let is_lost = draft.is_lost && !self.town.thorough;
            let routed = if is_clear || is_lost { None } else { self.detour(&lanes) };
            return Course { lanes, bend, routed };
        }
        let routed = self.smoothed(&lanes, &draft.turns).or_else(|| self.detour(&lanes));
        Course { lanes, bend: draft.bend, routed }
    }

    /// A clear way through the gaps, looked for anew.
    fn detour(&self, lanes: &Lanes) -> Option<Routed> {
        let turns = self.turns(lanes.aim.low, lanes.aim.high, lanes.width() / 2.0).unwrap_or_default();
        if turns.is_empty() { None } else { self.smoothed(lanes, &turns) }
    }

    /// The calmest clear curve through these turns: long handles before short ones, wide lanes before narrow ones.
    fn smoothed(&self, lanes: &Lanes, turns: &[Turn]) -> Option<Routed> {
        for (narrow, clear) in NARROW {
            let mut reaches = vec![f64::INFINITY; 2 * turns.len()];
            let try_with = |reaches: &[f64]| {
                let routed = Routed { middle: through(lanes, turns, reaches), narrow };
                routed.is_clear(lanes, clear, self).then_some(routed)
            };
            for (step, reach) in smooth::REACHES.into_iter().enumerate() {
                reaches.fill(reach);
                let Some(mut found) = try_with(&reaches) else { continue };
                // Where one side of one turn is in a narrow place all others need not be sharp.
                for side in 0..reaches.len() {
                    for longer in &smooth::REACHES[..step] {
                        reaches[side] = *longer;
                        if let Some(better) = try_with(&reaches) {
                            found = better;
                            break;
                        }
                        reaches[side] = reach;
                    }
                }
                return Some(found);
            }
        }
        None
    }
}

/// The middle of the lanes through these turns; for each of them how far the handles reach back and on.
fn through(lanes: &Lanes, turns: &[Turn], reaches: &[f64]) -> Vec<Cubic> {
    let mut points = Vec::with_capacity(turns.len() + 2);
    points.push(lanes.aim.low);
    points.extend(turns.iter().map(|turn| turn.at));
    points.push(lanes.aim.high);
    let reach = |point: usize, on: bool| reaches.get(2 * (point - 1) + usize::from(on));
    smooth::through(&points, |point, on| reach(point, on).copied().unwrap_or(f64::INFINITY))
}
