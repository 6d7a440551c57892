//! Everyone arranged within the bands, columns, rings and slices that the author drew: they stay as they are. Must not
//! know how they are drawn.

use std::collections::BTreeMap;

use super::{
    Cancelled, Method, Placement, Problem, Request, Watch, kept_places, layered,
    lines::{Room, nearest, steps},
    mean, network, overlap, part_way,
    region::Region,
    sector_ring::Lot,
    whole,
};
use crate::model::{Point, Rect, Size};

/// How often all are ordered by those whom they are joined to.
const SWEEPS: usize = 6;
/// Lines are no nearer to each other than this, canvas units.
const LEAST_ACROSS: f64 = 14.0;
/// Between two boxes of a network or of layers, canvas units: at first, and where there is too little room for that.
const GAPS: [Size; 2] = [Size::new(40.0, 30.0), Size::new(14.0, 12.0)];
/// A band of so few lines holds lines, whatever the arrangement: one box a little higher than the next is no network.
const FEW_LINES: usize = 2;

/// Those who share a region.
pub(super) type Cells = BTreeMap<usize, (Region, Vec<usize>)>;

/// Places everyone who has a band, a column, a ring or a slice within it. Others stay or, as a network and in layers,
/// keep out of them all.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    room: &Room,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let moves = |node: &usize| problem.stays_at[*node].is_none();
    let is_free = matches!(request.method, Method::Network | Method::Layered);
    let mut cells: Cells = BTreeMap::new();
    let mut regions: Vec<Option<Region>> = vec![None; problem.len()];
    for node in (0..problem.len()).filter(moves) {
        // Who belongs nowhere but stands in a band stays in it.
        let own = Region::of(problem, node);
        let region = own.or_else(|| Region::around(problem, problem.before[node].filter(|_| is_free)?));
        if let Some(region) = region {
            cells.entry(region.number).or_insert((region, Vec::new())).1.push(node);
            regions[node] = Some(region);
        }
    }
    let mut positions: Vec<Option<Point>> = match request.method {
        Method::Network => network::within(problem, &regions, request.seed, watch)?,
        Method::Layered => layered::within(problem, &regions, request, watch)?,
        _ => problem.before.clone(),
    };
    for (node, region) in regions.iter().enumerate() {
        let Some(region) = region else { continue };
        positions[node].get_or_insert(region.middle());
    }
    if is_free {
        for (region, members) in cells.values_mut() {
            watch.go_on()?;
            if region.is_round() || lines_of(problem, room, region.bounds, members) <= FEW_LINES {
                fill(problem, room, region, members, &mut positions, false);
            }
        }
        apart(problem, &regions, &mut positions, watch)?;
    } else {
        for sweep in 0..=SWEEPS {
            for (region, members) in cells.values_mut() {
                watch.go_on()?;
                fill(problem, room, region, members, &mut positions, sweep > 0);
            }
        }
    }
    let strength = part_way::strength(request);
    for (node, before) in problem.before.iter().enumerate() {
        if let (true, Some(before), Some(at)) = (strength < 1.0, before, &mut positions[node]) {
            let part = before.lerp(*at, strength);
            *at = regions[node].map_or(part, |region| region.nearest(part, problem.sizes[node]));
        }
    }
    watch.progress(1.0);
    let positions = kept_places::places(problem, &cells, &positions, is_free);
    Ok(Placement { positions, ..Placement::default() })
}

/// How many lines those of a region need.
fn lines_of(problem: &Problem<'_>, room: &Room, region: Rect, members: &[usize]) -> usize {
    let length: f64 = members.iter().map(|node| problem.sizes[*node].width + room.apart).sum();
    ((length / region.width.max(1.0)).ceil() as usize).clamp(1, members.len().max(1))
}

/// Pushes all apart that overlap, each within its region.
fn apart(
    problem: &Problem<'_>,
    regions: &[Option<Region>],
    positions: &mut [Option<Point>],
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    // Those without a region find their places when all others have theirs.
    let stays = |node: usize| problem.stays_at[node].is_some();
    let nodes: Vec<usize> =
        (0..problem.len()).filter(|node| stays(*node) || regions[*node].is_some()).collect();
    let mut centres: Vec<Point> = nodes
        .iter()
        .map(|node| problem.stays_at[*node].or(positions[*node]).map(whole).unwrap_or_default())
        .collect();
    let sizes: Vec<Size> = nodes.iter().map(|node| problem.sizes[*node]).collect();
    // Rings have their lanes.
    let is_fixed = |node: &usize| stays(*node) || regions[*node].is_some_and(|region| region.is_round());
    let fixed: Vec<bool> = nodes.iter().map(is_fixed).collect();
    let bounds: Vec<Option<Rect>> =
        nodes.iter().map(|node| regions[*node].map(|region| region.bounds)).collect();
    for gap in GAPS {
        let mut trial = centres.clone();
        let removed = overlap::remove_within(&mut trial, &sizes, &fixed, &bounds, gap, watch)?;
        centres = trial;
        if removed.left == 0 {
            break;
        }
    }
    for (node, centre) in nodes.iter().zip(centres) {
        positions[*node] = Some(centre);
    }
    Ok(())
}

/// Puts the members of a region in lines or lanes, by where those stand whom they are joined to.
fn fill(
    problem: &Problem<'_>,
    room: &Room,
    region: &Region,
    members: &mut [usize],
    positions: &mut [Option<Point>],
    by_neighbours: bool,
) {
    let wish = |node: usize, positions: &[Option<Point>]| {
        let others = problem.neighbours[node].iter().filter_map(|other| positions[*other]);
        mean(others).filter(|_| by_neighbours).or(positions[node]).unwrap_or(region.middle())
    };
    let wishes: BTreeMap<usize, Point> = members.iter().map(|node| (*node, wish(*node, positions))).collect();
    if region.is_round() {
        return fill_round(problem, region, members, &wishes, positions);
    }
    let region = region.bounds;
    let long = |node: &usize| problem.sizes[*node].width + room.apart;
    let length: f64 = members.iter().map(long).sum();
    let count = lines_of(problem, room, region, members);
    // By height into lines of about the same length, then along each.
    members.sort_by(|a, b| wishes[a].y.total_cmp(&wishes[b].y).then(a.cmp(b)));
    let mut lines: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut so_far = 0.0;
    for node in members.iter() {
        let line = ((so_far + long(node) / 2.0) / length.max(1.0) * count as f64) as usize;
        lines[line.min(count - 1)].push(*node);
        so_far += long(node);
    }
    let thick = |line: &[usize]| line.iter().map(|node| problem.sizes[*node].height).fold(0.0, f64::max);
    let boxes: f64 = lines.iter().map(|line| thick(line)).sum();
    let gaps = count as f64 - 1.0;
    let across = ((region.height - boxes) / gaps.max(1.0)).clamp(LEAST_ACROSS, room.across);
    let mut at = region.center().y - (boxes + across * gaps) / 2.0;
    for line in &mut lines {
        line.sort_by(|a, b| wishes[a].x.total_cmp(&wishes[b].x).then(a.cmp(b)));
        let half = |node: Option<&usize>| node.map_or(0.0, |node| problem.sizes[*node].width / 2.0);
        let along: Vec<f64> = line.iter().map(|node| wishes[node].x).collect();
        let first = region.left() + half(line.first());
        let last = region.right() - half(line.last());
        let height = thick(line);
        for (node, x) in line.iter().zip(nearest(&along, &steps(problem, line, room), first, last)) {
            positions[*node] = Some(Point::new(x, at + height / 2.0));
        }
        at += height + across;
    }
}

/// Puts the members of a ring or a slice along its lanes, by the directions in which they would like to stand.
fn fill_round(
    problem: &Problem<'_>,
    region: &Region,
    members: &mut [usize],
    wishes: &BTreeMap<usize, Point>,
    positions: &mut [Option<Point>],
) {
    members.sort_by(|a, b| {
        let direction = |node: &usize| region.direction_of(wishes[node]);
        direction(a).total_cmp(&direction(b)).then(a.cmp(b))
    });
    let sizes: Vec<Size> = members.iter().map(|node| problem.sizes[*node]).collect();
    let Some((middle, ring, wedge)) = region.lanes(&sizes) else {
        for node in members {
            positions[*node] = Some(region.nearest(wishes[node], problem.sizes[*node]));
        }
        return;
    };
    for (node, place) in members.iter().zip(ring.seat(&Lot { wedge, sizes }, &[])) {
        positions[*node] = Some(middle + place);
    }
}
