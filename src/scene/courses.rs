//! The courses of all bundles: straight where that is clear, with one bow where that suffices, else through the gaps
//! between boxes. Must not know outlines or kinds: boxes, pairs of them and numbers of lanes are all.

use crate::model::{Point, Rect};

use super::{
    bends::{Around, Bend, CLEAR, Lanes, foreign_boxes, least_bend, met, settled_bend},
    curve::Cubic,
    grid::Grid,
    lines::Lines,
    nudge::{self, Passing},
    ports::{self, Aim, Joint},
    route::{self, Search, Turn},
    smooth,
};

/// Up to so many bundles, every bend is searched long.
const MANY: usize = 150;
/// How narrow lanes may become in a gap (parts of their distance), and how near to boxes they may pass then.
const NARROW: [(f64, f64); 3] = [(1.0, CLEAR), (0.6, 7.0), (0.35, 4.0)];
/// A way is long when it is so many times as long as the straight one, and this much more: then narrower gaps are
/// looked at.
const DETOUR: (f64, f64) = (1.35, 140.0);
/// What passing through narrow gaps costs, canvas units.
const SQUEEZED: f64 = 70.0;

/// A bundle: two different boxes and the number of its lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub low: usize,
    pub high: usize,
    pub lanes: usize,
}

/// How a bundle runs.
pub(super) struct Course {
    lanes: Lanes,
    bend: Bend,
    /// Through the gaps between boxes, where one bow does not do.
    routed: Option<Routed>,
}

/// A curve through gaps.
#[derive(Clone)]
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

    /// How many foreign boxes its outer lanes meet, counted up to `limit`.
    fn met(&self, lanes: &Lanes, own: &[usize], clear: f64, limit: usize, obstacles: &Grid) -> usize {
        let outer: &[f64] = if lanes.last > 0.0 { &[0.0, lanes.last] } else { &[0.0] };
        let mut met = 0;
        for index in outer {
            if met < limit {
                met += foreign_boxes(&self.curve(lanes, *index), clear, own, limit - met, obstacles);
            }
        }
        met
    }
}

/// What a bundle needs before the ends at its boxes are spread.
struct Draft {
    lanes: Lanes,
    bend: Bend,
    turns: Vec<Turn>,
}

/// All that the courses have to do with.
struct Town<'a> {
    rects: &'a [Rect],
    obstacles: &'a Grid,
    others: &'a Lines,
    thorough: bool,
}

/// The courses of all bundles, in their order; ends are spread where several would meet. The course that a bundle will
/// need decides which side of its boxes it leaves by, so it is looked for before the ends are spread, and settled after.
pub(super) fn courses(pairs: &[Pair], rects: &[Rect], obstacles: &Grid) -> Vec<Course> {
    let mut aims: Vec<Aim> =
        pairs.iter().map(|pair| ports::facing(rects[pair.low], rects[pair.high])).collect();
    let bounds = Rect::around(rects.iter().copied()).unwrap_or_default();
    let others = Lines::new(aims.iter().map(|aim| (aim.low, aim.high)), bounds);
    let town = Town { rects, obstacles, others: &others, thorough: pairs.len() <= MANY };
    let mut drafts: Vec<Draft> = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.iter().enumerate() {
        drafts.push(town.draft(number, pair, aims[number]));
    }
    nudge(&mut drafts);
    let joints: Vec<Joint> = pairs.iter().zip(&drafts).map(|(pair, draft)| draft.joint(pair)).collect();
    ports::spread(&mut aims, &joints, rects);
    let all = pairs.iter().zip(&drafts).enumerate();
    all.map(|(number, (pair, draft))| town.settle(number, pair, draft, aims[number])).collect()
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
        if let [first, .., last] | [first @ last] = &self.turns[..] {
            leaves = (first.at - self.lanes.aim.low, last.at - self.lanes.aim.high);
        }
        Joint { low: pair.low, high: pair.high, width: self.lanes.width_at_ends(), leaves }
    }
}

impl Town<'_> {
    fn around(&self, number: usize) -> Around<'_> {
        Around { obstacles: self.obstacles, others: (self.others, number), thorough: self.thorough }
    }

    fn lanes(&self, pair: &Pair, aim: Aim) -> Lanes {
        Lanes::new(aim, pair.lanes, self.rects[pair.low], self.rects[pair.high])
    }

    fn draft(&self, number: usize, pair: &Pair, aim: Aim) -> Draft {
        let lanes = self.lanes(pair, aim);
        let around = self.around(number);
        let (bend, met) = least_bend(&lanes, (pair.low, pair.high), &around);
        let turns = if met > 0 { self.turns(number, pair, &lanes) } else { Vec::new() };
        Draft { lanes, bend, turns }
    }

    /// The turns of the best way through the gaps; none where there is no way.
    fn turns(&self, number: usize, pair: &Pair, lanes: &Lanes) -> Vec<Turn> {
        let (from, to) = (lanes.aim.low, lanes.aim.high);
        let half = lanes.width() / 2.0;
        let dear = from.distance(to) * DETOUR.0 + DETOUR.1;
        let mut best: Option<(f64, Vec<Turn>)> = None;
        for (step, (narrow, clear)) in NARROW.into_iter().enumerate() {
            let search = Search {
                obstacles: self.obstacles,
                own: &[pair.low, pair.high],
                margin: clear + 4.0 + half * narrow,
                others: self.thorough.then_some((self.others, number)),
            };
            if let Some((turns, cost)) = route::find(from, to, &search) {
                let cost = cost + SQUEEZED * step as f64;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, turns));
                }
            }
            if best.as_ref().is_some_and(|(cost, _)| *cost <= dear) {
                break;
            }
        }
        best.map(|(_, turns)| turns).unwrap_or_default()
    }

    fn settle(&self, number: usize, pair: &Pair, draft: &Draft, aim: Aim) -> Course {
        let lanes = self.lanes(pair, aim);
        let (ends, around) = ((pair.low, pair.high), self.around(number));
        if draft.turns.is_empty() {
            let bend = settled_bend(&lanes, &draft.lanes, draft.bend, ends, &around);
            let is_clear = met(&lanes, bend, ends, 1, &around) == 0;
            let routed = if is_clear { None } else { self.detour(number, pair, &lanes) };
            return Course { lanes, bend, routed };
        }
        let routed = self.smoothed(pair, &lanes, &draft.turns).or_else(|| self.detour(number, pair, &lanes));
        Course { lanes, bend: draft.bend, routed }
    }

    /// A clear way through the gaps, looked for anew.
    fn detour(&self, number: usize, pair: &Pair, lanes: &Lanes) -> Option<Routed> {
        let turns = self.turns(number, pair, lanes);
        if turns.is_empty() { None } else { self.smoothed(pair, lanes, &turns) }
    }

    /// The calmest clear curve through these turns: long handles before short ones, wide lanes before narrow ones.
    fn smoothed(&self, pair: &Pair, lanes: &Lanes, turns: &[Turn]) -> Option<Routed> {
        let mut points: Vec<Point> = vec![lanes.aim.low];
        points.extend(turns.iter().map(|turn| turn.at));
        points.push(lanes.aim.high);
        for (narrow, clear) in NARROW {
            for reach in smooth::REACHES {
                let routed = Routed { middle: smooth::through(&points, reach), narrow };
                if routed.met(lanes, &[pair.low, pair.high], clear, 1, self.obstacles) == 0 {
                    return Some(routed);
                }
            }
        }
        None
    }
}
