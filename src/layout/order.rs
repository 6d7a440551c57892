//! Who sits where in a cell of the grid, so that few flows cross: by barycentre (Sugiyama, Tagawa, Toda 1981), and for
//! maps of a figure's size by trying out exchanges. Must not know scales, sectors or how bands are drawn.

use super::{
    Cancelled, Problem, Watch,
    crossings::Drawing,
    grid::{Grid, Seat},
    mean,
};
use crate::model::Point;

/// How often the cells are looked through; more changes little.
const SWEEPS: usize = 8;
/// Who is joined to so great a share of a cell of at least so many stands in the middle of it.
const HUB: f64 = 0.25;
const MANY: usize = 100;
/// How often every exchange is tried at most.
const ROUNDS: usize = 12;
/// How many comparisons of a line with a box or another line are made at most: some hundredths of a second.
const EFFORT: usize = 6_000_000;

/// Everyone seated.
pub(super) struct Seated {
    /// The place of each, without rows and columns of places that nobody took.
    pub(super) seats: Vec<Seat>,
}

/// Seats everyone; `members` are those of each cell.
pub(super) fn seat(
    problem: &Problem<'_>,
    grid: &Grid,
    members: &[Vec<usize>],
    watch: &dyn Watch,
) -> Result<Seated, Cancelled> {
    let mut seating = Seating {
        problem,
        grid,
        seats: vec![Seat::default(); problem.len()],
        positions: vec![Point::default(); problem.len()],
    };
    for (cell, members) in members.iter().enumerate() {
        seating.fill(cell, members);
    }
    for _ in 0..SWEEPS {
        watch.go_on()?;
        for (cell, members) in members.iter().enumerate() {
            seating.reorder(cell, members);
        }
    }
    seating.exchange(members, watch)
}

struct Seating<'a> {
    problem: &'a Problem<'a>,
    grid: &'a Grid,
    seats: Vec<Seat>,
    positions: Vec<Point>,
}

impl Seating<'_> {
    fn put(&mut self, node: usize, seat: Seat) {
        self.seats[node] = seat;
        self.positions[node] = self.grid.place(seat);
    }

    /// Seats the members of a cell, column by column, in the middle of the cell.
    fn fill(&mut self, cell: usize, members: &[usize]) {
        let (places_across, places_down) = self.grid.places(cell);
        let taken = self.grid.taken_across(cell);
        let first = (places_across - taken) / 2;
        let members = &self.hubs_inmost(members, taken);
        for across in 0..taken {
            // Columns that differ by one member at most.
            let column = &members[members.len() * across / taken..members.len() * (across + 1) / taken];
            let top = (places_down - column.len()) / 2;
            for (down, node) in column.iter().enumerate() {
                self.put(*node, Seat { cell, across: first + across, down: top + down });
            }
        }
    }

    /// The members of a large cell with those to whom a good part of it is joined in its middle column, in the middle of
    /// that: by where their neighbours are they would all stand at one end, as would who is joined to them.
    fn hubs_inmost(&self, members: &[usize], columns: usize) -> Vec<usize> {
        let is_hub = |node: &usize| self.problem.neighbours[*node].len() as f64 >= HUB * members.len() as f64;
        if members.len() < MANY || !members.iter().any(is_hub) {
            return members.to_vec();
        }
        let (hubs, mut others): (Vec<usize>, Vec<usize>) = members.iter().copied().partition(is_hub);
        if hubs.len() * 10 > members.len() {
            return members.to_vec();
        }
        let (start, end) =
            (members.len() * (columns / 2) / columns, members.len() * (columns / 2 + 1) / columns);
        let at = usize::midpoint(start, end).saturating_sub(hubs.len() / 2).min(others.len());
        others.splice(at..at, hubs);
        others
    }

    /// Orders the members of a cell by where their neighbours are: across, and then down within each column.
    fn reorder(&mut self, cell: usize, members: &[usize]) {
        let drawn_to = |node: &usize| {
            let others = self.problem.neighbours[*node].iter().map(|other| self.positions[*other]);
            (*node, mean(others).unwrap_or(self.positions[*node]))
        };
        let mut wishes: Vec<(usize, Point)> = members.iter().map(drawn_to).collect();
        wishes.sort_by(|a, b| a.1.x.total_cmp(&b.1.x).then(a.0.cmp(&b.0)));
        let taken = self.grid.taken_across(cell);
        for across in 0..taken {
            let (start, end) = (wishes.len() * across / taken, wishes.len() * (across + 1) / taken);
            wishes[start..end].sort_by(|a, b| a.1.y.total_cmp(&b.1.y).then(a.0.cmp(&b.0)));
        }
        let order: Vec<usize> = wishes.into_iter().map(|(node, _)| node).collect();
        self.fill(cell, &order);
    }

    /// Lets everyone try every other place of the cell, occupied or not, as long as the picture gets better.
    fn exchange(mut self, members: &[Vec<usize>], watch: &dyn Watch) -> Result<Seated, Cancelled> {
        let mut drawing = Drawing::new(self.problem, std::mem::take(&mut self.positions));
        let mut effort = 0;
        let rounds = if drawing.is_small() { ROUNDS } else { 0 };
        'rounds: for _ in 0..rounds {
            let mut better = false;
            for (cell, members) in members.iter().enumerate() {
                for node in members {
                    watch.go_on()?;
                    if effort > EFFORT {
                        break 'rounds;
                    }
                    better |= self.improve(&mut drawing, cell, members, *node, &mut effort);
                }
            }
            if !better {
                break;
            }
        }
        self.grid.without_empty(&mut self.seats);
        Ok(Seated { seats: self.seats })
    }

    /// Gives one organisation the best place of its cell. Whether that was another one.
    fn improve(
        &mut self,
        drawing: &mut Drawing<'_>,
        cell: usize,
        members: &[usize],
        node: usize,
        effort: &mut usize,
    ) -> bool {
        let here = self.seats[node];
        let (places_across, places_down) = self.grid.places(cell);
        let mut best = (-1e-6, here, None);
        for across in 0..places_across {
            for down in 0..places_down {
                if *effort > EFFORT {
                    break;
                }
                *effort += members.len();
                let there = Seat { cell, across, down };
                let other = members.iter().copied().find(|other| self.seats[*other] == there);
                if other == Some(node) {
                    continue;
                }
                let gain = drawing.gain(node, self.grid.place(there), other, effort);
                if gain < best.0 {
                    best = (gain, there, other);
                }
            }
        }
        let (_, there, other) = best;
        if there == here {
            return false;
        }
        self.seats[node] = there;
        drawing.exchange(node, self.grid.place(there), other);
        if let Some(other) = other {
            self.seats[other] = here;
        }
        true
    }
}
