//! Places for a narrower page: rows that are too wide are folded, bands grow with what stands in them, and who is left
//! of whom and above whom is kept as far as the width lets it. Must not know pages, type or drawing.

use super::{
    Cancelled, Watch,
    overlap::projection::{Separation, project},
};
use crate::model::{Point, Rect, Size};

/// What lies on the canvas and is to lie on a narrower one.
pub(crate) struct Wide<'a> {
    /// Boxes, as they stand.
    pub(crate) boxes: &'a [Rect],
    /// Pairs of boxes that a flow joins.
    pub(crate) joined: &'a [(usize, usize)],
    /// Bands and columns, with their titles.
    pub(crate) areas: &'a [(Rect, Head)],
    /// Room between boxes.
    pub(crate) gap: Size,
    /// Room between boxes that a flow joins and that stand one above the other.
    pub(crate) joined_gap: f64,
}

/// The title of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Head {
    /// The room it takes in one line, or as it stands.
    pub(crate) size: Size,
    /// The width of its longest word.
    pub(crate) least: f64,
    /// The height of a line.
    pub(crate) line: f64,
}

impl Head {
    /// The room it takes where it has no more than this width.
    fn within(&self, width: f64) -> Size {
        if self.size.width <= width {
            return self.size;
        }
        let width = width.max(self.least).max(1.0);
        // Lines are not full.
        let lines = (1.15 * self.size.width / width).ceil();
        Size::new(width, self.size.height + (lines - 1.0) * self.line)
    }
}

/// Where all come to lie.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Narrow {
    pub(crate) boxes: Vec<Point>,
    pub(crate) areas: Vec<Rect>,
}

/// Room between an area's edge and what stands in it, canvas units.
const INSET: f64 = 8.0;
/// Weight of an area's edge: it gives way to boxes.
const EDGE: f64 = 0.01;

/// Fits all into `width`; upward and downward there is as much room as it takes, but gaps shrink to `down` of what they
/// were first. Where even a single box is wider than the width, the result is.
pub(crate) fn narrow(wide: &Wide<'_>, width: f64, down: f64, watch: &dyn Watch) -> Result<Narrow, Cancelled> {
    let Some(around) = Rect::around(wide.boxes.iter().copied().chain(wide.areas.iter().map(|area| area.0)))
    else {
        return Ok(Narrow::default());
    };
    let squeeze = Point::new((width / around.width.max(1.0)).min(1.0), down);
    let to = |at: Point| Point::new((at.x - around.left()) * squeeze.x, (at.y - around.top()) * squeeze.y);
    let task = Task {
        wide,
        width,
        squeeze,
        centres: wide.boxes.iter().map(|rect| to(rect.center())).collect(),
        areas: wide
            .areas
            .iter()
            .map(|(rect, _)| Rect::from_corners(to(rect.corners()[0]), to(rect.corners()[2])))
            .collect(),
    };
    let levels = task.levels();
    let across = task.across(&levels, watch)?;
    task.down(&levels, &across, watch)
}

struct Task<'a> {
    wide: &'a Wide<'a>,
    width: f64,
    squeeze: Point,
    centres: Vec<Point>,
    areas: Vec<Rect>,
}

/// Places along one axis: of boxes, then both edges of each area.
struct Along {
    boxes: Vec<f64>,
    edges: Vec<(f64, f64)>,
}

/// In which row of the map a box stands, and in which part of the row where that is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level {
    row: usize,
    part: usize,
    parts: usize,
}

impl Task<'_> {
    fn size(&self, one: usize) -> Size {
        self.wide.boxes[one].size()
    }

    fn is_in(&self, one: usize, area: usize) -> bool {
        self.wide.areas[area].0.contains(self.wide.boxes[one].center())
    }

    /// Rows of boxes that stand at one height, from the top; each folded into as many parts as its width needs.
    fn levels(&self) -> Vec<Level> {
        let rect = |one: usize| self.wide.boxes[one];
        let mut order: Vec<usize> = (0..self.wide.boxes.len()).collect();
        order.sort_by(|&a, &b| rect(a).center().y.total_cmp(&rect(b).center().y).then(a.cmp(&b)));
        let cells = |one: usize| (0..self.areas.len()).filter(move |&area| self.is_in(one, area));
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for one in order {
            let fits = |row: &Vec<usize>| {
                let first = row[0];
                let apart = (rect(one).center().y - rect(first).center().y).abs();
                apart < 0.5 * rect(one).height.min(rect(first).height) && cells(first).eq(cells(one))
            };
            match rows.iter_mut().rev().take(4).find(|row| fits(row)) {
                Some(row) => row.push(one),
                None => rows.push(vec![one]),
            }
        }
        let mut levels = vec![Level { row: 0, part: 0, parts: 1 }; self.wide.boxes.len()];
        for (row, mut members) in rows.into_iter().enumerate() {
            members.sort_by(|&a, &b| rect(a).center().x.total_cmp(&rect(b).center().x).then(a.cmp(&b)));
            let room =
                cells(members[0]).map(|area| self.areas[area].width - 2.0 * INSET).fold(self.width, f64::min);
            // Some parts turn out wider than others: the widest must do.
            let needs = |parts: usize| {
                let part = |part: usize| {
                    let widths = members.iter().skip(part).step_by(parts).map(|&one| self.size(one).width);
                    widths.fold(-self.wide.gap.width, |sum, width| sum + width + self.wide.gap.width)
                };
                (0..parts).map(part).fold(0.0, f64::max)
            };
            let parts = (1..members.len()).find(|&parts| needs(parts) <= room).unwrap_or(members.len());
            for (place, one) in members.into_iter().enumerate() {
                levels[one] = Level { row, part: place % parts, parts };
            }
        }
        levels
    }

    fn across(&self, levels: &[Level], watch: &dyn Watch) -> Result<Along, Cancelled> {
        let mut line = Line::new(
            self.centres.iter().map(|at| at.x),
            self.areas.iter().map(|area| (area.left(), area.right())),
        );
        let (left, right) = (line.wall(0.0), line.wall(self.width));
        for one in 0..self.centres.len() {
            let half = self.size(one).width / 2.0;
            line.keep(left, one, half);
            line.keep(one, right, half);
            for area in (0..self.areas.len()).filter(|&area| self.is_in(one, area)) {
                line.keep(line.low(area), one, half + INSET);
                line.keep(one, line.high(area), half + INSET);
            }
            let beside = |&other: &usize| {
                let (a, b) = (levels[one], levels[other]);
                (a.row, a.part) == (b.row, b.part)
                    && (self.wide.boxes[one].center().x, one) < (self.wide.boxes[other].center().x, other)
            };
            let next = (0..self.centres.len()).filter(beside).min_by(|&a, &b| {
                self.wide.boxes[a].center().x.total_cmp(&self.wide.boxes[b].center().x).then(a.cmp(&b))
            });
            if let Some(next) = next {
                line.keep(one, next, half + self.size(next).width / 2.0 + self.wide.gap.width);
            }
        }
        for a in 0..self.areas.len() {
            line.keep(left, line.low(a), 0.0);
            line.keep(line.high(a), right, 0.0);
            line.keep(line.low(a), line.high(a), self.wide.areas[a].1.least + 2.0 * INSET);
            for b in 0..self.areas.len() {
                let (one, other) = (self.wide.areas[a].0, self.wide.areas[b].0);
                if a != b && one.right() <= other.left() + 1.0 {
                    line.keep(
                        line.high(a),
                        line.low(b),
                        (other.left() - one.right()).max(0.0) * self.squeeze.x,
                    );
                }
            }
        }
        line.solve(watch)
    }

    /// Puts parts of rows one above the other, and keeps apart whatever stands one above the other.
    fn down(&self, levels: &[Level], across: &Along, watch: &dyn Watch) -> Result<Narrow, Cancelled> {
        let count = self.centres.len();
        let wanted = |one: usize| {
            let Level { part, parts, .. } = levels[one];
            let step = self.size(one).height + self.wide.gap.height;
            self.centres[one].y + (part as f64 - (parts as f64 - 1.0) / 2.0) * step
        };
        let mut line =
            Line::new((0..count).map(wanted), self.areas.iter().map(|area| (area.top(), area.bottom())));
        // Rows come in order; within a row its parts.
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&a, &b| {
            let (one, other) = (levels[a], levels[b]);
            (one.row, one.part).cmp(&(other.row, other.part)).then(a.cmp(&b))
        });
        for (place, &upper) in order.iter().enumerate() {
            for &lower in &order[place + 1..] {
                let apart = (across.boxes[upper] - across.boxes[lower]).abs();
                let need =
                    f64::midpoint(self.size(upper).width, self.size(lower).width) + self.wide.gap.width;
                if apart < need - 1e-6 {
                    let pair = (upper.min(lower), upper.max(lower));
                    let gap = if self.wide.joined.binary_search(&pair).is_ok() {
                        self.wide.joined_gap
                    } else {
                        self.wide.gap.height
                    };
                    line.keep(
                        upper,
                        lower,
                        f64::midpoint(self.size(upper).height, self.size(lower).height) + gap,
                    );
                }
            }
        }
        for area in 0..self.areas.len() {
            self.hold(&mut line, area, across);
        }
        let found = line.solve(watch)?;
        let whole = |x: f64, y: f64| Point::new(x.round() + 0.0, y.round() + 0.0);
        Ok(Narrow {
            boxes: across.boxes.iter().zip(&found.boxes).map(|(x, y)| whole(*x, *y)).collect(),
            areas: across
                .edges
                .iter()
                .zip(&found.edges)
                .map(|(x, y)| Rect::from_corners(whole(x.0, y.0), whole(x.1, y.1)))
                .collect(),
        })
    }

    /// Keeps an area round its members and below its title, and the others out of it.
    fn hold(&self, line: &mut Line, area: usize, across: &Along) {
        let (extent, head) = self.wide.areas[area];
        let (left, right) = across.edges[area];
        let title = head.within(right - left - 2.0 * INSET);
        let (low, high) = (line.low(area), line.high(area));
        line.keep(low, high, title.height + 2.0 * INSET);
        for one in 0..self.centres.len() {
            let (rect, half) = (self.wide.boxes[one], self.size(one).height / 2.0);
            if self.is_in(one, area) {
                // A box beside the title need not stand below it.
                let is_below_title =
                    across.boxes[one] - self.size(one).width / 2.0 < left + title.width + INSET;
                line.keep(low, one, half + INSET + if is_below_title { title.height } else { 0.0 });
                line.keep(one, high, half + INSET);
            } else if across.boxes[one] + self.size(one).width / 2.0 > left
                && across.boxes[one] - self.size(one).width / 2.0 < right
            {
                if rect.bottom() <= extent.top() {
                    line.keep(one, low, half + INSET);
                } else if rect.top() >= extent.bottom() {
                    line.keep(high, one, half + INSET);
                }
            }
        }
        for (other, (below, _)) in self.wide.areas.iter().enumerate() {
            if other != area && extent.bottom() <= below.top() + 1.0 {
                line.keep(high, line.low(other), (below.top() - extent.bottom()).max(0.0) * self.squeeze.y);
            }
        }
    }
}

/// One axis, as a projection sees it.
struct Line {
    wanted: Vec<f64>,
    weights: Vec<f64>,
    separations: Vec<Separation>,
    boxes: usize,
    areas: usize,
}

impl Line {
    fn new(boxes: impl Iterator<Item = f64>, areas: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut wanted: Vec<f64> = boxes.collect();
        let boxes = wanted.len();
        wanted.extend(areas.flat_map(|(low, high)| [low, high]));
        let areas = (wanted.len() - boxes) / 2;
        let mut weights = vec![1.0; boxes];
        weights.resize(wanted.len(), EDGE);
        Self { wanted, weights, separations: Vec::new(), boxes, areas }
    }

    fn low(&self, area: usize) -> usize {
        self.boxes + 2 * area
    }

    fn high(&self, area: usize) -> usize {
        self.boxes + 2 * area + 1
    }

    fn wall(&mut self, at: f64) -> usize {
        self.wanted.push(at);
        self.weights.push(f64::INFINITY);
        self.wanted.len() - 1
    }

    fn keep(&mut self, low: usize, high: usize, gap: f64) {
        self.separations.push(Separation { low, high, gap });
    }

    fn solve(&self, watch: &dyn Watch) -> Result<Along, Cancelled> {
        let found = project(&self.wanted, &self.weights, &self.separations, watch)?;
        let edges = (0..self.areas).map(|area| (found[self.low(area)], found[self.high(area)]));
        Ok(Along { edges: edges.collect(), boxes: found[..self.boxes].to_vec() })
    }
}
