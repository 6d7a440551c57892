//! Flows run one way, layer by layer (Sugiyama, Tagawa, Toda 1981): from left to right, or downward. What runs in
//! circles is cut where that costs least; flows both ways or without a direction put nobody before anybody.
//! Must not know drawing.

mod align;
mod count;
mod cycles;
mod fold;
mod groups;
mod layers;
mod links;
mod order;
mod pack;
mod ranks;
mod rows;
mod sift;
mod simplex;
mod unions;

use fold::{BETWEEN_COLUMNS, Folds};
use groups::Groups;
use layers::Layers;
use links::Link;

use super::{
    Cancelled, Placement, Problem, Request, Restriction, Watch, mean, network, overlap, region::Region, whole,
};
use crate::model::{Point, Rect, Size};

/// Between two layers at least, canvas units: across, and when they follow each other downward.
const BETWEEN_LAYERS: f64 = 90.0;
const BETWEEN_LAYERS_DOWN: f64 = 72.0;
/// Between two layers at most, for words; longer ones wrap.
const MOST_BETWEEN: f64 = 190.0;
/// How many links may lie between two layers before the gap grows, by how much for each, and how much at most, canvas
/// units.
const FEW: usize = 4;
const FOR_EACH: f64 = 12.0;
const MOST_FOR_MANY: f64 = 72.0;
/// Beside the words on a line, canvas units.
const BESIDE_WORDS: f64 = 56.0;
/// Between pieces that nothing joins, canvas units.
const BETWEEN_PIECES: f64 = 72.0;
/// Between those that move and those that stand fast, canvas units.
const CLEAR: Size = Size::new(16.0, 16.0);
/// Between those that no flow joins to anybody, canvas units.
const BETWEEN_ISOLATES: f64 = 30.0;

/// Places everyone who may move; those who do not stand where they stood.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let nodes: Vec<usize> = (0..problem.len()).filter(|node| takes_part(problem, request, *node)).collect();
    let links = links::links(problem, &nodes);
    let groups = Groups::new(problem, &nodes);
    let pieces = pieces(nodes.len(), &links, &groups);
    let task = Task {
        sizes: nodes.iter().map(|node| problem.sizes[*node]).collect(),
        links,
        groups,
        request,
        watch,
    };
    let mut drawn = Vec::new();
    let mut isolates = Vec::new();
    let total: usize = pieces.iter().map(Vec::len).sum::<usize>().max(1);
    let mut done = 0;
    for piece in &pieces {
        watch.go_on()?;
        if piece.len() == 1 {
            isolates.push(piece[0]);
            continue;
        }
        let share = piece.len() as f64 / total as f64;
        let so_far = done as f64 / total as f64;
        let tell = |part: f64| watch.progress((so_far + part * share) * 0.95);
        drawn.push(task.draw(piece, &tell)?);
        done += piece.len();
    }
    if !isolates.is_empty() {
        drawn.push(aside(&task.sizes, &isolates));
    }
    let mut positions = vec![Point::default(); nodes.len()];
    let sizes: Vec<Size> = drawn.iter().map(|piece| piece.size).collect();
    for (piece, corner) in drawn.iter().zip(pack::pack(&sizes, BETWEEN_PIECES)) {
        for (node, position) in &piece.positions {
            positions[*node] = *position + corner;
        }
    }
    let mut positions = settled(problem, request, &nodes, &positions);
    keep_clear(problem, &nodes, &mut positions, watch)?;
    let moved = nodes.iter().zip(positions).filter(|(node, _)| problem.stays_at[**node].is_none());
    let named = moved.map(|(node, position)| (problem.ids[*node].clone(), whole(position)));
    Ok(Placement { positions: named.collect(), ..Placement::default() })
}

/// Places for everyone within the regions they belong to, as nearly in layers as can be there: before overlaps are
/// removed. Those who stay count as the others do.
///
/// # Errors
/// When `watch` calls it off.
pub(super) fn within(
    problem: &Problem<'_>,
    regions: &[Option<Region>],
    request: &Request,
    watch: &dyn Watch,
) -> Result<Vec<Option<Point>>, Cancelled> {
    let free = problem.unheld();
    let asked = Request { restriction: Restriction::Free, keep_centre: false, ..request.clone() };
    let found = place(&free, &asked, watch)?.positions;
    let mut centres: Vec<Point> =
        problem.ids.iter().map(|id| found.get(*id).copied().unwrap_or_default()).collect();
    network::brought_in(problem, regions, &mut centres);
    Ok(centres.into_iter().map(Some).collect())
}

/// Whether someone has a place in the layers: who moves, and who stands fast among those asked for.
fn takes_part(problem: &Problem<'_>, request: &Request, node: usize) -> bool {
    match &request.restriction {
        // Who has no place yet gets one, whoever was named.
        Restriction::Only(these) => these.contains(problem.ids[node]) || problem.before[node].is_none(),
        Restriction::Free => true,
        Restriction::Unplaced => problem.stays_at[node].is_none(),
    }
}

/// What links or groups join, each in the order of its nodes.
fn pieces(count: usize, links: &[Link], groups: &Groups) -> Vec<Vec<usize>> {
    let mut unions = unions::Unions::new(count + groups.parent.len());
    for link in links {
        unions.join(link.from, link.to);
    }
    for (node, home) in groups.home.iter().enumerate().filter(|(_, home)| **home != groups::NO_GROUP) {
        unions.join(node, count + home);
    }
    for (group, round) in groups.parent.iter().enumerate().filter(|(_, round)| **round != groups::NO_GROUP) {
        unions.join(count + group, count + round);
    }
    let firsts = unions.firsts();
    let mut members = vec![Vec::new(); count];
    for node in 0..count {
        members[firsts[node]].push(node);
    }
    members.retain(|members| !members.is_empty());
    members
}

/// A part of the picture with its own corner.
struct Drawn {
    size: Size,
    positions: Vec<(usize, Point)>,
}

/// What all pieces share.
struct Task<'a> {
    sizes: Vec<Size>,
    links: Vec<Link>,
    groups: Groups,
    request: &'a Request,
    watch: &'a dyn Watch,
}

impl Task<'_> {
    /// Draws one piece; `done` is told how far it is, 0 to 1.
    fn draw(&self, piece: &[usize], done: &dyn Fn(f64)) -> Result<Drawn, Cancelled> {
        let (sideways, watch) = (self.request.sideways, self.watch);
        let within = |link: &Link| {
            let from = piece.binary_search(&link.from).ok()?;
            Some(Link { from, to: piece.binary_search(&link.to).ok()?, ..*link })
        };
        let links: Vec<Link> = self.links.iter().filter_map(within).collect();
        let groups = self.groups.of(piece);
        let ranks = ranks::ranks(piece.len(), &links, &joined_by_groups(&groups), watch)?;
        done(0.2);
        let mut layers = Layers::new(&ranks, &links, &groups);
        order::order(&mut layers, self.request.seed, watch, &|part| done(0.2 + 0.7 * part))?;
        let sizes: Vec<Size> = piece.iter().map(|node| self.sizes[*node]).collect();
        let breadth: Vec<f64> =
            sizes.iter().map(|size| if sideways { size.width } else { size.height }).collect();
        let depth = depths(&layers, sideways, &sizes);
        let folds = Folds::new(&layers, (&breadth, align::BETWEEN_BOXES), &depth, sideways);
        let room = align::Room::new(&breadth, &links, folds.clone(), sideways);
        let across = align::across(&layers, &room);
        let along = along(&layers, &links, sideways, (&depth, &folds));
        let centre = |(node, across): (usize, &f64)| {
            let rank = ranks[node];
            let behind = folds.column(node) as f64 - (folds.columns(rank) - 1) as f64 / 2.0;
            let along = along[rank] + behind * (depth[rank] + BETWEEN_COLUMNS);
            if sideways { Point::new(*across, along) } else { Point::new(along, *across) }
        };
        let mut centres: Vec<Point> = across[..piece.len()].iter().enumerate().map(centre).collect();
        // A group that went from one row on to the next would lie round those who stand between.
        if groups.home.iter().all(|home| *home == groups::NO_GROUP) {
            rows::broken(&mut centres, &sizes, &ranks, sideways);
        }
        done(1.0);
        Ok(with_corner(piece, &centres, &sizes))
    }
}

/// Pairs that lead through all members of each group.
fn joined_by_groups(groups: &Groups) -> Vec<(usize, usize)> {
    let mut last = vec![None; groups.parent.len()];
    let mut joined = Vec::new();
    for (node, home) in groups.home.iter().enumerate() {
        for group in groups.outward(*home) {
            if let Some(before) = last[group].replace(node) {
                joined.push((before, node));
            }
        }
    }
    joined
}

/// Moves a piece so that its corner is the origin.
fn with_corner(piece: &[usize], centres: &[Point], sizes: &[Size]) -> Drawn {
    let boxes = centres.iter().zip(sizes).map(|(centre, size)| Rect::from_center(*centre, *size));
    let bounds = Rect::around(boxes).unwrap_or_default();
    let corner = Point::new(bounds.left(), bounds.top());
    let positions = piece.iter().zip(centres).map(|(node, centre)| (*node, *centre - corner)).collect();
    Drawn { size: bounds.size(), positions }
}

/// How much room the largest box of each layer takes along the stream.
fn depths(layers: &Layers, sideways: bool, sizes: &[Size]) -> Vec<f64> {
    let mut depth = vec![0.0_f64; layers.layers.len()];
    for (size, layer) in sizes.iter().zip(&layers.layer_of) {
        let layer = *layer as usize;
        depth[layer] = depth[layer].max(if sideways { size.height } else { size.width });
    }
    depth
}

/// Where each layer has its middle: far enough apart for the boxes, and for the words of the flows between.
fn along(layers: &Layers, links: &[Link], sideways: bool, (depth, folds): (&[f64], &Folds)) -> Vec<f64> {
    let count = layers.layers.len();
    let rank = |node: usize| layers.layer_of[node] as usize;
    let least = if sideways { BETWEEN_LAYERS_DOWN } else { BETWEEN_LAYERS };
    let mut gap = vec![least; count];
    let mut between = vec![0_usize; count];
    for link in links.iter().filter(|_| !sideways) {
        let (low, high) = (rank(link.from).min(rank(link.to)), rank(link.from).max(rank(link.to)));
        if high == low + 1 {
            between[low] += 1;
            gap[low] = gap[low].max((link.words + BESIDE_WORDS).min(MOST_BETWEEN));
        }
    }
    for (gap, between) in gap.iter_mut().zip(between) {
        // Many lines cross: their words need more of each.
        *gap += (between.saturating_sub(FEW) as f64 * FOR_EACH).min(MOST_FOR_MANY);
    }
    let mut middles = Vec::with_capacity(count);
    let mut end = 0.0;
    for layer in 0..count {
        let more = (folds.columns(layer) - 1) as f64;
        let depth = depth[layer] + more * (depth[layer] + BETWEEN_COLUMNS);
        middles.push(end + depth / 2.0);
        end += depth + gap[layer];
    }
    middles
}

/// Those that nothing joins, in rows.
fn aside(sizes: &[Size], isolates: &[usize]) -> Drawn {
    let sizes: Vec<Size> = isolates.iter().map(|node| sizes[*node]).collect();
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max) + BETWEEN_ISOLATES;
    let highest = sizes.iter().map(|size| size.height).fold(0.0, f64::max) + BETWEEN_ISOLATES;
    let columns = ((isolates.len() as f64 * 1.5 * highest / widest).sqrt().ceil() as usize).max(1);
    let centres: Vec<Point> = (0..isolates.len())
        .map(|index| Point::new((index % columns) as f64 * widest, (index / columns) as f64 * highest))
        .collect();
    with_corner(isolates, &centres, &sizes)
}

/// Moves the whole to where those that stand fast stand, or to where it was.
fn settled(problem: &Problem<'_>, request: &Request, nodes: &[usize], positions: &[Point]) -> Vec<Point> {
    let stays = nodes.iter().zip(positions);
    let fast = stays.filter_map(|(node, position)| problem.stays_at[*node].map(|stays| stays - *position));
    let before = || {
        let old = nodes.iter().filter_map(|node| problem.organisations[*node].position);
        let old = mean(old.filter(|old| old.is_finite()))?;
        let new = mean(positions.iter().copied())?;
        (request.keep_centre || request.restriction != Restriction::Free).then(|| old - new)
    };
    let shift = mean(fast).or_else(before).unwrap_or_default();
    let place = |(node, position): (&usize, &Point)| problem.stays_at[*node].unwrap_or(*position + shift);
    nodes.iter().zip(positions).map(place).collect()
}

/// Moves those aside that would stand on someone who stands fast.
fn keep_clear(
    problem: &Problem<'_>,
    nodes: &[usize],
    positions: &mut [Point],
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let others = (0..problem.len()).filter(|node| nodes.binary_search(node).is_err());
    let others: Vec<(usize, Point)> =
        others.filter_map(|node| problem.stays_at[node].map(|stays| (node, stays))).collect();
    let is_fast = |node: &usize| problem.stays_at[*node].is_some();
    if others.is_empty() && !nodes.iter().any(is_fast) {
        return Ok(());
    }
    let mut centres: Vec<Point> = positions.iter().copied().map(whole).collect();
    for (centre, node) in centres.iter_mut().zip(nodes) {
        *centre = problem.stays_at[*node].unwrap_or(*centre);
    }
    centres.extend(others.iter().map(|(_, stays)| *stays));
    let all: Vec<usize> = nodes.iter().copied().chain(others.iter().map(|(node, _)| *node)).collect();
    let sizes: Vec<Size> = all.iter().map(|node| problem.sizes[*node]).collect();
    let fixed: Vec<bool> = all.iter().map(is_fast).collect();
    overlap::remove(&mut centres, &sizes, &fixed, CLEAR, watch)?;
    positions.copy_from_slice(&centres[..positions.len()]);
    Ok(())
}

#[cfg(test)]
mod tests;
