//! The ways of flows: curves from rim to rim that bend only as much as they must.
//! Must not know how they are painted or labelled.

use crate::model::{Document, Point, Rect};

use super::{
    courses::{Pair, courses},
    curve::{Cubic, reverse},
    grid::Grid,
    ground::{Ground, Station},
    led,
    memo::Routes,
    strands::{Bundle, Strand, bundles},
};

/// The way of one strand.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// Connected cubics from the outline of `from` to the outline of `to`.
    pub curve: Vec<Cubic>,
    /// Where it passes its broker.
    pub broker: Option<Point>,
    /// Whether it begins, and ends, where lines part that share a stem: there it meets no outline.
    pub open: (bool, bool),
}

/// The ways of all strands, in their order. What `routes` remembers is not looked for again.
pub(super) fn ways(
    document: &Document,
    strands: &[Strand],
    ground: &Ground,
    obstacles: &Grid,
    routes: &mut Routes,
) -> Vec<Way> {
    let mut ways = vec![Way::default(); strands.len()];
    let bundles = bundles(document, strands, ground);
    let (loops, mut bundles): (Vec<Bundle>, Vec<Bundle>) =
        bundles.into_iter().partition(|bundle| bundle.low == bundle.high);
    let mut places = vec![None; bundles.len()];
    for (number, strand) in strands.iter().enumerate().filter(|(_, strand)| !strand.is_loop()) {
        if is_by_hand(strand) {
            ways[number] = led::by_hand(strand, ground);
        } else if let Some(broker) = strand.broker(ground) {
            places.push(Some((broker, led::place_beside(strand, broker, ground))));
            bundles.push(Bundle { low: strand.from, high: strand.to, strands: vec![number] });
        }
    }
    lay_bundles(&bundles, &places, strands, ground, obstacles, routes, &mut ways);
    for bundle in &loops {
        for (lane, &number) in bundle.strands.iter().enumerate() {
            ways[number].curve = led::self_loop(&ground.stations[bundle.low], lane, obstacles);
        }
    }
    ways
}

fn is_by_hand(strand: &Strand) -> bool {
    strand.flow.route.iter().any(|point| point.is_finite())
}

/// Lays bundles between two different nodes; those that a broker leads with the place where they pass it.
fn lay_bundles(
    bundles: &[Bundle],
    places: &[Option<(usize, Point)>],
    strands: &[Strand],
    ground: &Ground,
    obstacles: &Grid,
    routes: &mut Routes,
    ways: &mut [Way],
) {
    let rects: Vec<Rect> = ground.stations.iter().map(|station| station.rect).collect();
    let pair = |(bundle, place): (&Bundle, &Option<(usize, Point)>)| Pair {
        low: bundle.low,
        high: bundle.high,
        lanes: bundle.strands.len(),
        via: place.map(|(broker, _)| broker),
    };
    let pairs: Vec<Pair> = bundles.iter().zip(places).map(pair).collect();
    let places: Vec<Option<Point>> = places.iter().map(|place| place.map(|(_, at)| at)).collect();
    let courses = courses(&pairs, &places, (&rects, obstacles), routes);
    for ((bundle, course), place) in bundles.iter().zip(courses).zip(places) {
        for (index, &number) in bundle.strands.iter().enumerate() {
            let mut curve = course.curve(index as f64);
            trim(&mut curve, &ground.stations[bundle.low], &ground.stations[bundle.high]);
            if strands[number].from != bundle.low {
                reverse(&mut curve);
            }
            ways[number] = Way { curve, broker: place, ..Way::default() };
        }
    }
}

/// All boxes and their marks by place; numbers are those of the stations.
pub(super) fn obstacles(ground: &Ground) -> Grid {
    let bounds = Rect::around(ground.stations.iter().map(|station| station.rect)).unwrap_or_default();
    let mut grid = Grid::new(bounds);
    for (number, station) in ground.stations.iter().enumerate() {
        grid.insert_as(number, station.rect);
        station.marks.rects().for_each(|rect| grid.insert_as(number, rect));
    }
    grid
}

/// Cuts away what lies within the outlines at both ends. Where the nodes overlap the curve is left as it is.
pub(super) fn trim(curve: &mut Vec<Cubic>, start: &Station, end: &Station) {
    let whole = curve.clone();
    let mut is_good = cut_inside(curve, start);
    reverse(curve);
    is_good &= cut_inside(curve, end);
    reverse(curve);
    if !is_good {
        *curve = whole;
    }
}

/// Cuts the beginning that lies within the outline; `false` when nothing of the curve lies outside.
pub(super) fn cut_inside(curve: &mut Vec<Cubic>, station: &Station) -> bool {
    while curve.len() > 1 && station.contains(curve[0].end) {
        curve.remove(0);
    }
    const STEPS: usize = 24;
    let cubic = curve[0];
    if !station.contains(cubic.start) {
        return true;
    }
    let mut inside = 0.0;
    // A way that has left the node but meets its tower or a badge begins there.
    if station.is_marked() {
        let near = (1..STEPS / 2).map(|step| step as f64 / STEPS as f64);
        inside = near.filter(|t| station.contains(cubic.point(*t))).fold(0.0, f64::max);
    }
    let first = (inside * STEPS as f64).round() as usize + 1;
    for step in first..=STEPS {
        let t = step as f64 / STEPS as f64;
        if station.contains(cubic.point(t)) {
            inside = t;
            continue;
        }
        let mut outside = t;
        for _ in 0..16 {
            let middle = f64::midpoint(inside, outside);
            if station.contains(cubic.point(middle)) { inside = middle } else { outside = middle }
        }
        curve[0] = cubic.split(outside).1;
        return true;
    }
    false
}
