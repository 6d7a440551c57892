//! The grid of bands and columns: how many places every cell has, and where they are.
//! Must not know who stands in which place.

use std::collections::BTreeSet;

use crate::model::{Point, Rect, Size};

/// From the last box of one sector to the first of the next, canvas units.
const COLUMN_GAP: f64 = 120.0;
/// From a band's edge to its first and last box at the sides and below, canvas units.
const PADDING: f64 = 36.0;
/// From a band's upper edge to its first box: its title stands there, canvas units.
const TITLE_ROOM: f64 = 52.0;
/// Between two bands, canvas units.
const BAND_GAP: f64 = 8.0;

/// How far apart places are, and how the whole should look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pitch {
    /// Between two boxes of a line, canvas units.
    pub(super) along: f64,
    /// Between two lines, canvas units.
    pub(super) across: f64,
    /// Length to thickness that the map should have.
    pub(super) proportion: f64,
    /// How much further across every second place of a line is, canvas units.
    pub(super) stagger: f64,
}

/// One sector within one band.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// Organisations in it.
    pub(super) count: usize,
    /// The largest of their boxes.
    pub(super) size: Size,
}

/// A place of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) cell: usize,
    pub(super) across: usize,
    pub(super) down: usize,
}

/// Places for all cells. Cells are numbered band by band.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    columns: usize,
    /// Places side by side in every column, and one above the other in every band.
    places_across: Vec<usize>,
    places_down: Vec<usize>,
    /// Places side by side that the members of a cell take at first.
    taken_across: Vec<usize>,
    /// The widest box of every column, and the highest of every band.
    box_width: Vec<f64>,
    box_height: Vec<f64>,
    column_left: Vec<f64>,
    bands: Vec<Rect>,
    pitch: Pitch,
}

impl Grid {
    /// The grid of these cells whose proportion is best. Every second place may be further
    /// across, so that a flow to the next but one passes by.
    pub(super) fn new(cells: &[Cell], columns: usize, pitch: Pitch) -> Self {
        let misfit = |grid: &Self| {
            let bounds = Rect::around(grid.bands.iter().copied()).unwrap_or_default();
            let proportion = bounds.width / bounds.height.max(1.0) / pitch.proportion;
            proportion.max(1.0 / proportion.max(f64::MIN_POSITIVE))
        };
        // From tall cells to flat ones, by steps of about a third.
        let candidates =
            (0..22).map(|step| Self::of_flatness(cells, columns, pitch, 0.05 * 1.35_f64.powi(step)));
        candidates.min_by(|a, b| misfit(a).total_cmp(&misfit(b))).expect("there are twenty-two candidates")
    }

    fn of_flatness(cells: &[Cell], columns: usize, pitch: Pitch, flatness: f64) -> Self {
        let bands = cells.len() / columns.max(1);
        let mut grid = Self {
            columns,
            places_across: vec![1; columns],
            places_down: vec![1; bands],
            taken_across: vec![1; cells.len()],
            box_width: vec![0.0; columns],
            box_height: vec![0.0; bands],
            column_left: Vec::new(),
            bands: Vec::new(),
            pitch,
        };
        for (number, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.count > 0) {
            let (band, column) = (number / columns, number % columns);
            let across = ((cell.count as f64 * flatness).sqrt().ceil() as usize).clamp(1, cell.count);
            let down = cell.count.div_ceil(across);
            // As few side by side as these rows need.
            let across = cell.count.div_ceil(down);
            grid.taken_across[number] = across;
            grid.places_across[column] = grid.places_across[column].max(across);
            grid.places_down[band] = grid.places_down[band].max(down);
            grid.box_width[column] = grid.box_width[column].max(cell.size.width);
            grid.box_height[band] = grid.box_height[band].max(cell.size.height);
        }
        grid.lay();
        grid
    }

    /// Lays columns and bands out, one after the other.
    fn lay(&mut self) {
        let mut left = PADDING;
        self.column_left.clear();
        for (places, width) in self.places_across.iter().zip(&self.box_width) {
            self.column_left.push(left);
            left += *places as f64 * (width + self.pitch.along) - self.pitch.along + COLUMN_GAP;
        }
        let width = left - COLUMN_GAP + PADDING;
        let mut top = 0.0;
        self.bands.clear();
        for (places, height) in self.places_down.iter().zip(&self.box_height) {
            let inside =
                *places as f64 * (height + self.pitch.across) - self.pitch.across + self.pitch.stagger;
            let extent = Rect::new(0.0, top, width, TITLE_ROOM + inside + PADDING);
            top = extent.bottom() + BAND_GAP;
            self.bands.push(extent);
        }
    }

    /// Moves seats along so that no row and no column of places is left where nobody sits.
    pub(super) fn without_empty(&self, seats: &mut [Seat]) {
        let mut rows = vec![BTreeSet::new(); self.places_down.len()];
        let mut lines = vec![BTreeSet::new(); self.columns];
        for seat in seats.iter() {
            rows[seat.cell / self.columns].insert(seat.down);
            lines[seat.cell % self.columns].insert(seat.across);
        }
        for seat in seats.iter_mut() {
            seat.down = rows[seat.cell / self.columns].range(..seat.down).count();
            seat.across = lines[seat.cell % self.columns].range(..seat.across).count();
        }
    }

    /// Places of one cell: side by side, and one above the other.
    pub(super) fn places(&self, cell: usize) -> (usize, usize) {
        (self.places_across[cell % self.columns], self.places_down[cell / self.columns])
    }

    /// Places side by side that the members of a cell take at first, in the middle of those it has.
    pub(super) fn taken_across(&self, cell: usize) -> usize {
        self.taken_across[cell]
    }

    /// The centre of a place.
    pub(super) fn place(&self, seat: Seat) -> Point {
        let (band, column) = (seat.cell / self.columns, seat.cell % self.columns);
        let (width, height) = (self.box_width[column], self.box_height[band]);
        let before: usize = self.places_across[..column].iter().sum();
        let lower = if (before + seat.across) % 2 == 1 { self.pitch.stagger } else { 0.0 };
        Point::new(
            self.column_left[column] + seat.across as f64 * (width + self.pitch.along) + width / 2.0,
            self.bands[band].top()
                + TITLE_ROOM
                + lower
                + seat.down as f64 * (height + self.pitch.across)
                + height / 2.0,
        )
    }
}
