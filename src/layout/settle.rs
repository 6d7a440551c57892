//! Where an arrangement comes to lie: about those who stay, where it was before, or beside what is titled; and clear
//! of everything that does not move. Must not know how it was arranged.

use super::{
    Problem, Request, Restriction,
    division::Division,
    lines::{Lines, Room},
    part_way,
};
use crate::model::{Point, Rect};

/// How far others keep from a box that stays, canvas units.
const CLEAR: f64 = 28.0;

/// Moves an arrangement to its place and everyone off what stays. Lines keep their order; boxes move along them.
pub(super) fn settle(
    problem: &Problem<'_>,
    division: &Division,
    lines: &mut Lines,
    room: &Room,
    request: &Request,
) {
    let by = offset(problem, lines, request);
    for at in &mut lines.positions {
        *at = *at + by;
    }
    lines.columns.iter_mut().for_each(|it| *it = (it.0 + by.x, it.1 + by.x));
    lines.bands.iter_mut().for_each(|it| *it = (it.0 + by.y, it.1 + by.y));
    let stays = !problem.in_the_way.is_empty() || problem.stays_at.iter().any(Option::is_some);
    let spans = (0..problem.len()).any(|node| {
        let (first, last) = division.span_of(problem, node);
        first != last
    });
    if stays || spans {
        clear(problem, division, lines, room);
    }
}

/// How far all of it moves.
fn offset(problem: &Problem<'_>, lines: &Lines, request: &Request) -> Point {
    let stays = problem.stays_at.iter().zip(&lines.positions);
    let stays: Vec<Point> = stays.filter_map(|(stays, at)| Some((*stays)? - *at)).collect();
    if !stays.is_empty() {
        // So that most of those who stay stand about where they would stand.
        return super::whole(Point::new(
            middle(stays.iter().map(|it| it.x)),
            middle(stays.iter().map(|it| it.y)),
        ));
    }
    let before = problem.before.iter().zip(&lines.positions);
    let before: Vec<(Point, Point)> = before.filter_map(|(before, at)| Some(((*before)?, *at))).collect();
    if (request.keep_centre || matches!(request.restriction, Restriction::Only(_)))
        && let Some(old) = super::mean(before.iter().map(|it| it.0))
        && let Some(new) = super::mean(before.iter().map(|it| it.1))
    {
        return super::whole(old - new);
    }
    let (Some(first), Some(last)) = (lines.columns.first(), lines.columns.last()) else {
        return Point::default();
    };
    let (Some(top), Some(bottom)) = (lines.bands.first(), lines.bands.last()) else {
        return Point::default();
    };
    let bounds = Rect::from_corners(Point::new(first.0, top.0), Point::new(last.1, bottom.1));
    part_way::beside_titles(problem, bounds)
}

fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Columns one after the other, and in them line by line, give way to what stays and to the pillars of those who
/// reach over several bands.
fn clear(problem: &Problem<'_>, division: &Division, lines: &mut Lines, room: &Room) {
    let mut taken = Taken::default();
    for (node, stays) in problem.stays_at.iter().enumerate() {
        if let Some(at) = stays {
            lines.positions[node] = *at;
            taken.pillars.push(problem.box_at(node, *at));
        }
    }
    taken.pillars.extend(&problem.in_the_way);
    for line in &mut lines.lines {
        line.members.retain(|node| problem.stays_at[*node].is_none());
    }
    let reach = |node: usize| {
        let (first, last) = division.span_of(problem, node);
        last - first
    };
    let mut order: Vec<usize> = (0..lines.lines.len()).collect();
    let longest = |line: usize| lines.lines[line].members.iter().map(|node| reach(*node)).max().unwrap_or(0);
    order.sort_by_key(|line| (lines.lines[*line].column, std::cmp::Reverse(longest(*line)), *line));
    let mut end = f64::NEG_INFINITY;
    for column in 0..lines.columns.len() {
        let start = lines.columns[column].0.max(end);
        let by = start - lines.columns[column].0;
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        for line in order.iter().copied().filter(|line| lines.lines[*line].column == column) {
            let members = lines.lines[line].members.clone();
            let mut least = f64::NEG_INFINITY;
            for (index, node) in members.iter().enumerate() {
                let half = problem.sizes[*node].width / 2.0;
                let wish = (lines.positions[*node].x + by).max(least);
                let x = taken.next_free(problem, division, lines, *node, wish);
                lines.positions[*node].x = x;
                taken.take(problem, division, lines, *node);
                (left, right) = (left.min(x - half), right.max(x + half));
                if let Some(next) = members.get(index + 1) {
                    least = x + super::lines::steps(problem, &[*node, *next], room)[0];
                }
            }
        }
        if left <= right {
            let length = (right - left + room.along_edge.0 + room.along_edge.1).max(room.least.0);
            let start = left - room.along_edge.0;
            lines.columns[column] = (start, start + length);
        } else {
            lines.columns[column] = (start, start + room.least.0);
        }
        end = lines.columns[column].1 + room.gap;
    }
}

/// What nobody may stand on any more.
#[derive(Default)]
struct Taken {
    /// What stays, and pillars: in everyone's way.
    pillars: Vec<Rect>,
    /// Boxes in their bands: in the way of pillars.
    boxes: Vec<Rect>,
}

impl Taken {
    fn take(&mut self, problem: &Problem<'_>, division: &Division, lines: &Lines, node: usize) {
        let (own, is_pillar) = pillar(problem, division, lines, node, lines.positions[node].x);
        if is_pillar { self.pillars.push(own) } else { self.boxes.push(own) }
    }

    /// The first place along its line, from a wish on, where somebody is in nobody's way.
    fn next_free(
        &self,
        problem: &Problem<'_>,
        division: &Division,
        lines: &Lines,
        node: usize,
        wish: f64,
    ) -> f64 {
        let (own, is_pillar) = pillar(problem, division, lines, node, wish);
        let height =
            |it: &&Rect| it.top() < own.bottom() + CLEAR / 2.0 && own.top() < it.bottom() + CLEAR / 2.0;
        let boxes = self.boxes.iter().filter(|_| is_pillar);
        let mut near: Vec<&Rect> = self.pillars.iter().chain(boxes).filter(height).collect();
        near.sort_by(|a, b| a.left().total_cmp(&b.left()));
        let half = own.width / 2.0;
        let mut at = wish;
        // From the left to the right: whoever is passed never comes into the way again.
        for other in near {
            if other.left() < at + half + CLEAR && at - half - CLEAR < other.right() {
                at = other.right() + CLEAR + half;
            }
        }
        at
    }
}

/// What somebody takes: the box, or, who reaches over several bands, a pillar over all of them.
fn pillar(
    problem: &Problem<'_>,
    division: &Division,
    lines: &Lines,
    node: usize,
    along: f64,
) -> (Rect, bool) {
    let own = Rect::from_center(Point::new(along, lines.positions[node].y), problem.sizes[node]);
    let (first, last) = division.span_of(problem, node);
    if first == last {
        return (own, false);
    }
    let (top, bottom) = (lines.bands[first].0, lines.bands[last].1);
    let corner = Point::new(own.left(), own.top().min(top));
    (Rect::from_corners(corner, Point::new(own.right(), own.bottom().max(bottom))), true)
}
