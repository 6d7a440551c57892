//! The shape of lines that are one until they part: a straight stem from a hub, and twigs that leave it without a kink.
//! A fan is laid only where it meets no foreign box, runs along no other line and crosses no more of them than its flows
//! did one by one. Must not know kinds or looks.

use crate::model::{Point, Rect};

use super::{
    bends::{CLEAR, foreign_boxes},
    curve::{Cubic, Walk, reverse, shortened},
    grid::Grid,
    ground::Ground,
    lines,
    partings::{Parting, Run, Spoke, over},
    path::segment_distance,
    seen::Squares,
    strands::Strand,
    ways::{Way, cut_inside},
};

/// How far a twig keeps from foreign boxes that goes from one flow's way to another's, canvas units.
const NARROW: f64 = 4.0;
/// How far a stem's foot keeps from where other lines meet the hub, canvas units.
const FOOT: f64 = 9.0;
/// Lines nearer than this that lean no more against each other (the sine) run along each other, but not so near their
/// ends; so much of it is borne. Canvas units.
const BESIDE: f64 = 7.0;
const ALONG: f64 = 0.35;
const ENDS: f64 = 26.0;
const BORNE: f64 = 14.0;

/// Flows that are one line until they part.
pub(super) struct Fan {
    hub: usize,
    /// From the hub's outline to where they part.
    pub stem: Vec<Cubic>,
    pub twigs: Vec<Twig>,
    /// How much less is drawn, canvas units.
    pub saved: f64,
    /// Stem and twigs as points.
    traces: Vec<Vec<Point>>,
    /// What lies where no flow lay before, each with the station that it may touch.
    fresh: Vec<(Vec<Cubic>, usize)>,
    /// How far that keeps from foreign boxes, canvas units.
    clear: f64,
    foot: Point,
}

/// What a flow has for itself.
pub(super) struct Twig {
    pub strand: usize,
    /// The station at its end.
    far: usize,
    /// From where the stem ends to that station's outline.
    pub curve: Vec<Cubic>,
}

impl Fan {
    /// Its strands.
    pub fn strands(&self) -> impl Iterator<Item = usize> + '_ {
        self.twigs.iter().map(|twig| twig.strand)
    }
}

/// A line as it lies now.
struct Lain {
    points: Vec<Point>,
    bounds: Rect,
    /// Strands that it stands for: one, but for a stem.
    of: Vec<usize>,
}

impl Lain {
    fn new(points: Vec<Point>, of: Vec<usize>) -> Self {
        let bounds = around(&points);
        Self { points, bounds, of }
    }

    fn is_of(&self, fan: &Fan) -> bool {
        fan.strands().any(|strand| self.of.contains(&strand))
    }
}

/// What fans have to do with: boxes and lines.
pub(super) struct Field<'a> {
    ground: &'a Ground,
    obstacles: &'a Grid,
    lines: Vec<Lain>,
    /// Where lines meet stations, with their strands.
    ports: Vec<Vec<(usize, Point)>>,
}

impl<'a> Field<'a> {
    /// The lines as they are without stems.
    pub fn new(strands: &[Strand], ways: &[Way], ground: &'a Ground, obstacles: &'a Grid) -> Self {
        let mut ports = vec![Vec::new(); ground.stations.len()];
        let mut lines = Vec::with_capacity(ways.len());
        for (number, (strand, way)) in strands.iter().zip(ways).enumerate() {
            let points = Walk::along(&way.curve).points().to_vec();
            for (station, at) in [(strand.from, points.first()), (strand.to, points.last())] {
                ports[station].extend(at.map(|at| (number, *at)));
            }
            lines.push(Lain::new(points, vec![number]));
        }
        Self { ground, obstacles, lines, ports }
    }

    /// The fan that is parted so, if it is in nobody's way.
    pub fn fan(&self, spokes: &[Spoke], parting: &Parting) -> Option<Fan> {
        self.shaped(spokes, parting).filter(|fan| self.is_free(fan))
    }

    /// The middle of a station's box.
    pub fn center(&self, station: usize) -> Point {
        self.ground.stations[station].rect.center()
    }

    fn shaped(&self, spokes: &[Spoke], parting: &Parting) -> Option<Fan> {
        let hub = spokes[0].hub;
        let stem = match parting.run {
            Run::Straight(from, to) => {
                let mut stem = vec![Cubic::straight(from, to)];
                cut_inside(&mut stem, &self.ground.stations[hub]).then_some(stem)?
            }
            Run::Along(trunk, length) => {
                let trunk = &spokes[trunk];
                shortened(&trunk.curve, 0.0, trunk.walk.length() - length)
            }
        };
        let foot = stem[0].start;
        let mut twigs = Vec::with_capacity(parting.members.len());
        let mut traces = vec![Walk::along(&stem).points().to_vec()];
        for &member in &parting.members {
            let spoke = &spokes[member];
            let curve = self.twig(spokes, spoke, &parting.run, &stem)?;
            traces.push(Walk::along(&curve).points().to_vec());
            twigs.push(Twig { strand: spoke.strand, far: spoke.far, curve });
        }
        let (fresh, clear) = match parting.run {
            Run::Straight(..) => {
                let twigs = twigs.iter().map(|twig| (twig.curve.clone(), twig.far));
                (std::iter::once((stem.clone(), hub)).chain(twigs).collect(), CLEAR)
            }
            // All but what leaves the stem lies where flows lay before.
            Run::Along(trunk, _) => {
                let others = twigs.iter().filter(|twig| twig.strand != spokes[trunk].strand);
                (others.map(|twig| (twig.curve[..1].to_vec(), twig.far)).collect(), NARROW)
            }
        };
        Some(Fan { hub, stem, twigs, saved: parting.saved, traces, fresh, clear, foot })
    }

    /// What a flow has for itself, from the stem's end on.
    fn twig(&self, spokes: &[Spoke], spoke: &Spoke, run: &Run, stem: &[Cubic]) -> Option<Vec<Cubic>> {
        let last = stem.last()?;
        let (at, along) = (last.end, last.direction(1.0));
        if let Run::Along(trunk, length) = *run {
            let trunk = &spokes[trunk];
            if trunk.strand == spoke.strand {
                let mut rest = shortened(&spoke.curve, length, 0.0);
                // The same place, but for rounding.
                rest.first_mut()?.start = at;
                return Some(rest);
            }
            if let Some(back) = over(&trunk.walk, length, &spoke.walk) {
                let rest = shortened(&spoke.curve, back, 0.0);
                let (goal, onward) = (rest.first()?.start, rest.first()?.direction(0.0));
                let reach = at.distance(goal) * 0.4;
                let first =
                    Cubic { start: at, first: at + along * reach, second: goal - onward * reach, end: goal };
                return Some(std::iter::once(first).chain(rest).collect());
            }
        }
        let station = &self.ground.stations[spoke.far];
        let goal = spoke.end().lerp(station.rect.center(), 0.12);
        let mut curve = vec![leaving(at, along, goal)];
        reverse(&mut curve);
        let is_good = cut_inside(&mut curve, station);
        reverse(&mut curve);
        is_good.then_some(curve)
    }

    /// Whether it lies well among the boxes and lines as they are now.
    pub fn is_free(&self, fan: &Fan) -> bool {
        self.has_foot(fan) && self.is_clear(fan) && !is_knotted(fan) && self.is_no_worse(fan)
    }

    fn has_foot(&self, fan: &Fan) -> bool {
        let own = |strand: usize| fan.strands().any(|other| other == strand);
        let near = |(strand, at): &&(usize, Point)| !own(*strand) && at.distance(fan.foot) < FOOT;
        !self.ports[fan.hub].iter().any(|port| near(&port))
    }

    fn is_clear(&self, fan: &Fan) -> bool {
        let met = |(curve, own): &(Vec<Cubic>, usize)| {
            foreign_boxes(curve, fan.clear, &[*own], 1, self.obstacles, &Squares::default()) > 0
        };
        !fan.fresh.iter().any(met)
    }

    /// Whether it runs along no other line and crosses no more of them than its flows do by themselves.
    fn is_no_worse(&self, fan: &Fan) -> bool {
        let (mut before, mut after, mut along) = (0, 0, BORNE);
        let bounds: Vec<Rect> = fan.traces.iter().map(|trace| around(trace).expanded(BESIDE)).collect();
        let own: Vec<&Lain> = self.lines.iter().filter(|line| line.is_of(fan)).collect();
        for line in self.lines.iter().filter(|line| !line.is_of(fan)) {
            for one in &own {
                if one.bounds.expanded(BESIDE).overlaps(line.bounds.expanded(0.01)) {
                    before += usize::from(crosses(&one.points, &line.points));
                    along += beside(&one.points, &line.points);
                }
            }
            for (trace, bounds) in fan.traces.iter().zip(&bounds) {
                if bounds.overlaps(line.bounds.expanded(0.01)) {
                    after += usize::from(crosses(trace, &line.points));
                    along -= beside(trace, &line.points);
                }
            }
        }
        after <= before && along >= 0.0
    }

    /// The fan lies: its lines take the places of those that its flows had.
    pub fn lay(&mut self, fan: &Fan) {
        let strands: Vec<usize> = fan.strands().collect();
        self.lines.retain(|line| !line.is_of(fan));
        let twigs = strands.iter().map(|strand| vec![*strand]);
        for (points, of) in fan.traces.iter().zip(std::iter::once(strands.clone()).chain(twigs)) {
            self.lines.push(Lain::new(points.clone(), of));
        }
        let ports = &mut self.ports[fan.hub];
        ports.retain(|(strand, _)| !strands.contains(strand));
        ports.extend(strands.iter().map(|strand| (*strand, fan.foot)));
    }
}

/// The box round points.
fn around(points: &[Point]) -> Rect {
    Rect::around(points.iter().map(|point| Rect::from_corners(*point, *point))).unwrap_or_default()
}

/// A twig: along the stem at first, and straight on at its end.
fn leaving(at: Point, along: Point, goal: Point) -> Cubic {
    let length = at.distance(goal);
    let first = at + along * (0.4 * length);
    let second = goal + (first - goal).normalised() * (0.3 * length);
    Cubic { start: at, first, second, end: goal }
}

/// Whether two twigs cross once they have parted.
fn is_knotted(fan: &Fan) -> bool {
    let twigs = &fan.traces[1..];
    let beyond = |trace: &[Point]| trace[trace.len().min(2) - 1..].to_vec();
    let parts: Vec<Vec<Point>> = twigs.iter().map(|trace| beyond(trace)).collect();
    (parts.iter().enumerate())
        .any(|(number, one)| parts[number + 1..].iter().any(|other| crosses(one, other)))
}

/// Whether two lines cross.
fn crosses(one: &[Point], other: &[Point]) -> bool {
    other.windows(2).any(|piece| {
        let around = Rect::from_corners(piece[0], piece[1]).expanded(0.5);
        one.windows(2).any(|own| {
            around.overlaps(Rect::from_corners(own[0], own[1]).expanded(0.5))
                && lines::cross(own[0], own[1], piece[0], piece[1])
        })
    })
}

/// How much of a line, but for its ends, lies close beside another; canvas units.
fn beside(own: &[Point], other: &[Point]) -> f64 {
    const STEP: f64 = 9.0;
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return 0.0 };
    let mut along = 0.0;
    for ends in own.windows(2) {
        let length = ends[0].distance(ends[1]);
        let direction = (ends[1] - ends[0]).normalised();
        let steps = (length / STEP).ceil().max(1.0);
        for step in 0..steps as usize {
            let at = ends[0].lerp(ends[1], (step as f64 + 0.5) / steps);
            if at.distance(*first) < ENDS || at.distance(*last) < ENDS {
                continue;
            }
            let is_beside = other.windows(2).any(|piece| {
                let lean = (piece[1] - piece[0]).normalised().dot(direction.perpendicular()).abs();
                lean < ALONG && segment_distance(piece[0], piece[1], at) < BESIDE
            });
            along += if is_beside { length / steps } else { 0.0 };
        }
    }
    along
}
