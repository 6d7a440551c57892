//! Lines of boxes: places along a line that answer to whom everyone is joined, instead of the same step for all.
//! Must not know scales, sectors or why somebody is in a line.

use super::{Cancelled, Problem, Watch, grid::Seat};
use crate::model::Point;

/// How often lines are gone through; more changes little.
const SWEEPS: usize = 12;

/// Room within and between lines, canvas units. *Along* is the direction of a line, *across* that in which lines
/// follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Between two boxes of a line that a flow joins: its label fits in.
    pub(super) joined: f64,
    /// Between two others.
    pub(super) apart: f64,
    /// Between two lines of one band.
    pub(super) across: f64,
    /// How much further across every second box of a line stands.
    pub(super) stagger: f64,
    /// From the edge of a column to its boxes, where it begins and where it ends.
    pub(super) along_edge: (f64, f64),
    /// From the edge of a band to its boxes, where it begins and where it ends.
    pub(super) across_edge: (f64, f64),
    /// Between two columns, and between two bands.
    pub(super) gap: f64,
    /// No column is shorter, no band thinner: its title fits in.
    pub(super) least: (f64, f64),
    /// Length to thickness that the map should have.
    pub(super) proportion: f64,
}

/// Boxes of one band and column side by side.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) band: usize,
    pub(super) column: usize,
    /// In their order.
    pub(super) members: Vec<usize>,
}

/// A stretch along one direction: where it begins and ends, canvas units.
pub(super) type Stretch = (f64, f64);

/// Everyone in lines. Positions are (along, across).
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) positions: Vec<Point>,
    /// Where columns lie along, edges included.
    pub(super) columns: Vec<Stretch>,
    /// Where bands lie across, edges included.
    pub(super) bands: Vec<Stretch>,
}

impl Lines {
    /// Lines as everyone sits, in a division of so many bands and columns.
    pub(super) fn new(
        problem: &Problem<'_>,
        seats: &[Seat],
        (bands, columns): (usize, usize),
        room: &Room,
    ) -> Self {
        let mut order: Vec<usize> = (0..seats.len()).collect();
        order.sort_by_key(|node| (seats[*node].cell, seats[*node].down, seats[*node].across, *node));
        let mut lines: Vec<(Line, usize)> = Vec::new();
        for node in order {
            let seat = seats[node];
            let (band, column) = (seat.cell / columns, seat.cell % columns);
            match lines.last_mut() {
                Some((line, down)) if (line.band, line.column, *down) == (band, column, seat.down) => {
                    line.members.push(node);
                }
                _ => lines.push((Line { band, column, members: vec![node] }, seat.down)),
            }
        }
        let mut laid = Self {
            lines: Vec::new(),
            positions: vec![Point::default(); seats.len()],
            columns: Vec::new(),
            bands: Vec::new(),
        };
        laid.lay_across(problem, &lines, bands, room);
        laid.lines = lines.into_iter().map(|(line, _)| line).collect();
        laid.columns = laid.shortest_columns(problem, columns, room);
        for line in 0..laid.lines.len() {
            laid.center(problem, line, room);
        }
        laid
    }

    /// Bands one after the other, as thick as their lines need.
    fn lay_across(&mut self, problem: &Problem<'_>, lines: &[(Line, usize)], bands: usize, room: &Room) {
        let mut start = 0.0;
        for band in 0..bands {
            let own = || lines.iter().filter(|(line, _)| line.band == band);
            let downs = own().map(|(_, down)| down + 1).max().unwrap_or(0);
            let mut at = start + room.across_edge.0;
            for down in 0..downs {
                let these = || own().filter(|(_, it)| *it == down).flat_map(|(line, _)| &line.members);
                let thickest = these().map(|node| problem.sizes[*node].height).fold(0.0, f64::max);
                let staggers = own().any(|(line, it)| *it == down && line.members.len() > 1);
                for (line, _) in own().filter(|(_, it)| *it == down) {
                    for (index, node) in line.members.iter().enumerate() {
                        let further = if index % 2 == 1 { room.stagger } else { 0.0 };
                        self.positions[*node].y = at + thickest / 2.0 + further;
                    }
                }
                at += thickest + room.across + if staggers { room.stagger } else { 0.0 };
            }
            let end = if downs == 0 { at } else { at - room.across } + room.across_edge.1;
            let end = end.max(start + room.least.1);
            self.bands.push((start, end));
            start = end + room.gap;
        }
    }

    /// Columns one after the other, as long as their longest line needs; longer where the map would be too slim.
    fn shortest_columns(&self, problem: &Problem<'_>, columns: usize, room: &Room) -> Vec<Stretch> {
        let edges = room.along_edge.0 + room.along_edge.1;
        let mut lengths = vec![room.least.0; columns];
        for line in &self.lines {
            let length = steps(problem, &line.members, room).iter().sum::<f64>() + edges;
            let ends = [line.members.first(), line.members.last()].into_iter().flatten();
            let length = length + ends.map(|node| problem.sizes[*node].width / 2.0).sum::<f64>();
            lengths[line.column] = lengths[line.column].max(length);
        }
        let thickness = self.bands.last().map_or(0.0, |band| band.1);
        let wanted = thickness * room.proportion / lengths.iter().sum::<f64>().max(1.0);
        let longer = wanted.clamp(1.0, 1.6);
        let mut start = 0.0;
        let stretch = |length: f64| {
            let column = (start, start + length * longer);
            start = column.1 + room.gap;
            column
        };
        lengths.into_iter().map(stretch).collect()
    }

    /// A line in the middle of its column.
    fn center(&mut self, problem: &Problem<'_>, line: usize, room: &Room) {
        let line = &self.lines[line];
        let (start, end) = self.columns[line.column];
        let steps = steps(problem, &line.members, room);
        let mut at = (start + end - steps.iter().sum::<f64>()) / 2.0;
        for (index, node) in line.members.iter().enumerate() {
            at += if index == 0 { 0.0 } else { steps[index - 1] };
            self.positions[*node].x = at;
        }
    }

    /// Draws everyone along its line towards those whom it is joined to. The order of a line stays.
    pub(super) fn relax(
        &mut self,
        problem: &Problem<'_>,
        room: &Room,
        watch: &dyn Watch,
    ) -> Result<(), Cancelled> {
        for sweep in 0..SWEEPS {
            watch.go_on()?;
            for step in 0..self.lines.len() {
                let line = if sweep % 2 == 0 { step } else { self.lines.len() - 1 - step };
                self.relax_line(problem, line, room);
            }
        }
        self.tighten(problem, room);
        Ok(())
    }

    fn relax_line(&mut self, problem: &Problem<'_>, line: usize, room: &Room) {
        let line = &self.lines[line];
        let (start, end) = self.columns[line.column];
        let steps = steps(problem, &line.members, room);
        let wishes: Vec<f64> = line.members.iter().map(|node| self.wish(problem, *node)).collect();
        let half = |node: Option<&usize>| node.map_or(0.0, |node| problem.sizes[*node].width / 2.0);
        let first = start + room.along_edge.0 + half(line.members.first());
        let last = end - room.along_edge.1 - half(line.members.last());
        for (node, at) in line.members.iter().zip(nearest(&wishes, &steps, first, last)) {
            self.positions[*node].x = at;
        }
    }

    /// Where along its line somebody would like to stand: in the middle of those it is joined to.
    fn wish(&self, problem: &Problem<'_>, node: usize) -> f64 {
        let mut places: Vec<f64> =
            problem.neighbours[node].iter().map(|other| self.positions[*other].x).collect();
        places.sort_by(f64::total_cmp);
        match places.len() {
            0 => self.positions[node].x,
            count if count % 2 == 1 => places[count / 2],
            count => (places[count / 2 - 1] + places[count / 2]) / 2.0,
        }
    }

    /// Columns no longer than what stands in them, again from nought on.
    fn tighten(&mut self, problem: &Problem<'_>, room: &Room) {
        let mut start = 0.0;
        for column in 0..self.columns.len() {
            let lines = self.lines.iter().filter(|line| line.column == column);
            let members: Vec<usize> = lines.flat_map(|line| line.members.iter().copied()).collect();
            let half = |node: &usize| problem.sizes[*node].width / 2.0;
            let left =
                members.iter().map(|node| self.positions[*node].x - half(node)).fold(f64::INFINITY, f64::min);
            let right = members
                .iter()
                .map(|node| self.positions[*node].x + half(node))
                .fold(f64::NEG_INFINITY, f64::max);
            let taken = if members.is_empty() { 0.0 } else { right - left };
            let length = (taken + room.along_edge.0 + room.along_edge.1).max(room.least.0);
            let spare = (length - taken - room.along_edge.0 - room.along_edge.1) / 2.0;
            let by = start + room.along_edge.0 + spare - left;
            for node in members {
                self.positions[node].x += by;
            }
            self.columns[column] = (start, start + length);
            start += length + room.gap;
        }
    }
}

/// From the middle of each box of a line to that of the next, at least.
pub(super) fn steps(problem: &Problem<'_>, members: &[usize], room: &Room) -> Vec<f64> {
    let step = |pair: &[usize]| {
        let joined = problem.neighbours[pair[0]].binary_search(&pair[1]).is_ok();
        let gap = if joined { room.joined } else { room.apart };
        (problem.sizes[pair[0]].width + problem.sizes[pair[1]].width) / 2.0 + gap
    };
    members.windows(2).map(step).collect()
}

/// The places nearest to the wishes (least squares) that keep the order, are at least `steps` apart and lie between
/// `first` and `last`: isotonic regression by pooling neighbours (Ayer and others 1955). Where there is too little
/// room, they begin at `first`.
pub(super) fn nearest(wishes: &[f64], steps: &[f64], first: f64, last: f64) -> Vec<f64> {
    let mut offsets = vec![0.0];
    for step in steps {
        offsets.push(offsets[offsets.len() - 1] + step);
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, offset) in wishes.iter().zip(&offsets) {
        let mut pool = (wish - offset, 1);
        while let Some((sum, count)) =
            pools.pop_if(|(sum, count)| *sum / *count as f64 >= pool.0 / pool.1 as f64)
        {
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let most = (last - offsets[offsets.len() - 1]).max(first);
    let level =
        |(sum, count): (f64, usize)| std::iter::repeat_n((sum / count as f64).clamp(first, most), count);
    pools.into_iter().flat_map(level).zip(&offsets).map(|(level, offset)| level + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_met_as_far_as_there_is_room() {
        for (wishes, steps, expected) in [
            (&[10.0, 50.0][..], &[20.0][..], &[10.0, 50.0][..]),
            (&[30.0, 30.0], &[20.0], &[20.0, 40.0]),
            (&[50.0, 10.0], &[20.0], &[20.0, 40.0]),
            (&[-50.0], &[], &[0.0]),
            (&[150.0, 160.0], &[20.0], &[80.0, 100.0]),
            (&[10.0, 10.0, 90.0], &[10.0, 10.0], &[5.0, 15.0, 90.0]),
            (&[0.0, 0.0, 0.0], &[80.0, 80.0], &[0.0, 80.0, 160.0]),
        ] {
            assert_eq!(nearest(wishes, steps, 0.0, 100.0), expected, "{wishes:?}");
        }
    }
}
