//! A network within regions: turned so that their order is its own as far as can be, then majorised with everyone kept
//! in. Must not know what the regions mean.

use super::{
    Net,
    distances::Distances,
    lanes::{self, Spots},
    spread, stress, unit,
};
use crate::{
    chance::Chance,
    layout::{Cancelled, Problem, Watch, mean, region::Region},
    model::{Point, Rect, Size},
};

/// Rounds of majorisation.
const ROUNDS: usize = 40;
/// A picture is stretched to fill the regions by no more than this.
const MOST_STRETCH: f64 = 1.7;

/// Places for everyone, near where distances are numbers of flows as far as their regions let them: before overlaps are
/// removed. Those who stay stay.
///
/// # Errors
/// When `watch` calls it off.
pub(in crate::layout) fn within(
    problem: &Problem<'_>,
    regions: &[Option<Region>],
    seed: u64,
    watch: &dyn Watch,
) -> Result<Vec<Option<Point>>, Cancelled> {
    let free = problem.unheld();
    let mut centres = spread(&free, seed, watch)?;
    turn(regions, &mut centres);
    let scale = brought_in(problem, regions, &mut centres);
    let hop = unit(&free);
    let unit = Size::new(hop.width * scale.width, hop.height * scale.height);
    for (centre, stays) in centres.iter_mut().zip(&problem.stays_at) {
        *centre = stays.unwrap_or(*centre);
    }
    majorise(problem, &Net::new(&free), regions, unit, seed, &mut centres, watch)?;
    Ok(centres.into_iter().map(Some).collect())
}

/// Turns and mirrors all so that they come as near to the middles of their regions as can be.
fn turn(regions: &[Option<Region>], centres: &mut [Point]) {
    let targets =
        || regions.iter().zip(0..).filter_map(|(region, node)| Some((node, region.as_ref()?.middle())));
    let (Some(from), Some(to)) = (
        mean(targets().map(|(node, _): (usize, Point)| centres[node])),
        mean(targets().map(|(_, middle)| middle)),
    ) else {
        return;
    };
    let (mut turned, mut mirrored) = (Point::default(), Point::default());
    for (node, middle) in targets() {
        let (place, wish) = (centres[node] - from, middle - to);
        turned = turned + Point::new(place.dot(wish), place.x * wish.y - place.y * wish.x);
        mirrored =
            mirrored + Point::new(place.x * wish.x - place.y * wish.y, place.x * wish.y + place.y * wish.x);
    }
    let (by, mirror) = if mirrored.length() > turned.length() { (mirrored, -1.0) } else { (turned, 1.0) };
    if by.length() < 1.0 {
        return;
    }
    let by = by * (1.0 / by.length());
    for centre in centres {
        let place = Point::new(centre.x - from.x, (centre.y - from.y) * mirror);
        *centre = Point::new(place.x * by.x - place.y * by.y, place.x * by.y + place.y * by.x);
    }
}

/// Moves all over their regions, wider or narrower as those are, and each region's own into it without changing how they
/// stand to each other more than need be. By how much it was made wider and higher.
pub(in crate::layout) fn brought_in(
    problem: &Problem<'_>,
    regions: &[Option<Region>],
    centres: &mut [Point],
) -> Size {
    let nodes: Vec<(usize, Region)> =
        regions.iter().enumerate().filter_map(|(node, region)| Some((node, (*region)?))).collect();
    let all = Rect::around(nodes.iter().map(|(_, region)| region.bounds));
    let own = Rect::around(nodes.iter().map(|(node, _)| problem.box_at(*node, centres[*node])));
    let (Some(all), Some(own)) = (all, own) else { return Size::new(1.0, 1.0) };
    let stretch = |room: f64, own: f64| (room / own.max(1.0)).min(MOST_STRETCH);
    let scale = Size::new(stretch(all.width, own.width), stretch(all.height, own.height));
    for centre in centres.iter_mut() {
        let at = *centre - own.center();
        *centre = all.center() + Point::new(at.x * scale.width, at.y * scale.height);
    }
    let mut cells: std::collections::BTreeMap<usize, (Region, Vec<usize>)> =
        std::collections::BTreeMap::new();
    for (node, region) in nodes {
        cells.entry(region.number).or_insert((region, Vec::new())).1.push(node);
    }
    for (region, members) in cells.values().filter(|(region, _)| !region.is_round()) {
        let bounds = region.bounds;
        let side = |of: &dyn Fn(Point) -> f64, low: f64, high: f64| {
            let at = || members.iter().map(|node| of(centres[*node]));
            let (first, last) = (at().fold(f64::INFINITY, f64::min), at().fold(f64::NEG_INFINITY, f64::max));
            let long = (last - first).min(high - low);
            let start = first.clamp(low, (high - long).max(low));
            (first, start, if last > first { long / (last - first) } else { 1.0 })
        };
        let half = members.iter().fold(Size::default(), |half, node| {
            let size = problem.sizes[*node];
            Size::new(half.width.max(size.width / 2.0), half.height.max(size.height / 2.0))
        });
        let across = side(&|at| at.x, bounds.left() + half.width, bounds.right() - half.width);
        let down = side(&|at| at.y, bounds.top() + half.height, bounds.bottom() - half.height);
        let put = |at: f64, (first, start, by): (f64, f64, f64)| start + (at - first) * by;
        for node in members {
            let at = Point::new(put(centres[*node].x, across), put(centres[*node].y, down));
            centres[*node] = region.nearest(at, problem.sizes[*node]);
        }
    }
    for (region, members) in cells.values().filter(|(region, _)| region.is_round()) {
        for node in members {
            centres[*node] = region.brought_in(centres[*node], problem.sizes[*node]);
        }
    }
    scale
}

/// Each to the best place in its region as all others stand, again and again.
fn majorise(
    problem: &Problem<'_>,
    net: &Net<'_>,
    regions: &[Option<Region>],
    unit: Size,
    seed: u64,
    centres: &mut [Point],
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let count = net.graph.len();
    let mut random = Chance::new(seed);
    let distances = Distances::new(&net.graph, stress::pivots(count, &mut random), watch)?;
    let middle = mean(centres.iter().copied()).unwrap_or_default();
    let to_hops =
        |at: Point| [((at.x - middle.x) / unit.width) as f32, ((at.y - middle.y) / unit.height) as f32];
    let from_hops =
        |at: [f32; 2]| middle + Point::new(f64::from(at[0]) * unit.width, f64::from(at[1]) * unit.height);
    let mut places: Vec<[f32; 2]> = (0..count)
        .map(|node| match centres.get(node) {
            Some(centre) => to_hops(*centre),
            // The hub of a group begins among its members.
            None => {
                let around = net.graph.around(node).iter().filter_map(|other| centres.get(*other as usize));
                to_hops(mean(around.copied()).unwrap_or(middle))
            }
        })
        .collect();
    let mut pivot_of = vec![usize::MAX; count];
    let mut spots = Spots { x: vec![0.0; distances.stride], y: vec![0.0; distances.stride] };
    for (pivot, node) in distances.pivots.iter().enumerate() {
        [spots.x[pivot], spots.y[pivot]] = places[*node as usize];
        pivot_of[*node as usize] = pivot;
    }
    for round in 0..ROUNDS {
        watch.progress(0.85 + 0.1 * round as f64 / ROUNDS as f64);
        for node in 0..count {
            if node % 64 == 0 {
                watch.go_on()?;
            }
            if problem.stays_at.get(node).is_some_and(Option::is_some) {
                continue;
            }
            let weight = lanes::weight(distances.row(node));
            if weight <= 0.0 {
                continue;
            }
            let by = lanes::pull(places[node], distances.row(node), &spots.x, &spots.y);
            let mut place = [places[node][0] + by[0] / weight, places[node][1] + by[1] / weight];
            if let Some(region) = regions.get(node).copied().flatten() {
                place = to_hops(region.brought_in(from_hops(place), problem.sizes[node]));
            }
            places[node] = place;
            if let Some(x) = spots.x.get_mut(pivot_of[node]) {
                *x = place[0];
                spots.y[pivot_of[node]] = place[1];
            }
        }
    }
    for (node, centre) in centres.iter_mut().enumerate() {
        *centre = from_hops(places[node]);
    }
    Ok(())
}
