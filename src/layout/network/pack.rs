//! Pieces that are not joined, side by side: largest first, each where the whole stays most like a page; then those
//! who are joined to nobody, in rows below. Must not know what is in a piece.

use super::GAP;
use crate::{
    layout::{GAP_ACROSS, GAP_DOWN, Problem},
    model::{Point, Rect, Size},
};

/// Width over height of a page.
const PAGE: f64 = 1.6;
/// So many of the largest find their places one by one; the others stand in rows.
const ONE_BY_ONE: usize = 120;

/// Puts the pieces beside each other about the origin, or beside what stands. Within a piece nobody moves.
pub(super) fn pack(
    problem: &Problem<'_>,
    pieces: Vec<Vec<usize>>,
    isolates: &[usize],
    standing: Option<Rect>,
    centres: &mut [Point],
) {
    let outline = |piece: &[usize], centres: &[Point]| {
        Rect::around(piece.iter().map(|node| problem.box_at(*node, centres[*node]))).unwrap_or_default()
    };
    let mut pieces: Vec<(Rect, Vec<usize>)> =
        pieces.into_iter().map(|piece| (outline(&piece, centres), piece)).collect();
    pieces.sort_by(|(a, first), (b, second)| {
        let area = |rect: &Rect| rect.width * rect.height;
        area(b).total_cmp(&area(a)).then(first.cmp(second))
    });
    let mut placed = Shelf::default();
    let (alone, rows) = pieces.split_at(pieces.len().min(ONE_BY_ONE));
    let mut spots: Vec<Point> = alone.iter().map(|(rect, _)| placed.best(size(rect))).collect();
    spots.extend(placed.rows(&rows.iter().map(|(rect, _)| size(rect)).collect::<Vec<_>>(), roomy()));
    for (spot, (rect, piece)) in spots.into_iter().zip(&pieces) {
        let by = spot - Point::new(rect.x, rect.y);
        piece.iter().for_each(|node| centres[*node] = centres[*node] + by);
    }
    let cell = isolates.iter().fold(Size::default(), |cell, node| {
        let size = problem.sizes[*node];
        Size::new(cell.width.max(size.width), cell.height.max(size.height))
    });
    let cells = vec![cell; isolates.len()];
    for (node, spot) in isolates.iter().zip(placed.rows(&cells, GAP)) {
        centres[*node] = spot + Point::new(cell.width / 2.0, cell.height / 2.0);
    }
    let by = placed.beside(standing);
    let moved = pieces.iter().flat_map(|(_, piece)| piece).chain(isolates);
    moved.for_each(|node| centres[*node] = centres[*node] + by);
}

fn size(rect: &Rect) -> Size {
    Size::new(rect.width, rect.height)
}

fn roomy() -> Size {
    Size::new(GAP_ACROSS, GAP_DOWN)
}

#[derive(Default)]
struct Shelf {
    placed: Vec<Rect>,
    whole: Option<Rect>,
}

impl Shelf {
    fn put(&mut self, rect: Rect) {
        self.placed.push(rect);
        self.whole = Some(self.whole.map_or(rect, |whole| whole.union(rect)));
    }

    /// The top left corner where one more leaves the whole smallest, as pages go.
    fn best(&mut self, size: Size) -> Point {
        let room = roomy();
        let corners = self.placed.iter().flat_map(|rect| {
            [Point::new(rect.right() + room.width, rect.y), Point::new(rect.x, rect.bottom() + room.height)]
        });
        let free = corners.filter(|corner| {
            let wish = Rect::new(corner.x, corner.y, size.width, size.height);
            let wide = Rect::new(
                wish.x - room.width + 0.5,
                wish.y - room.height + 0.5,
                wish.width + 2.0 * room.width - 1.0,
                wish.height + 2.0 * room.height - 1.0,
            );
            wish.y > -0.5 && !self.placed.iter().any(|rect| rect.overlaps(wide))
        });
        let worth = |corner: &Point| {
            let rect = Rect::new(corner.x, corner.y, size.width, size.height);
            let all = self.whole.map_or(rect, |whole| whole.union(rect));
            ((all.width / PAGE).max(all.height), corner.y + corner.x / PAGE)
        };
        let best = free.min_by(|a, b| {
            let (a, b) = (worth(a), worth(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let best = best.unwrap_or_default();
        self.put(Rect::new(best.x, best.y, size.width, size.height));
        best
    }

    /// Rows below everything, as wide as it is, or as a page when there is nothing yet.
    fn rows(&mut self, sizes: &[Size], gap: Size) -> Vec<Point> {
        let area: f64 = sizes.iter().map(|size| (size.width + gap.width) * (size.height + gap.height)).sum();
        let whole = self.whole.unwrap_or_default();
        // As wide as what is there, unless that would make a tower.
        let page = ((area + whole.width * whole.height) * PAGE).sqrt();
        let width = whole.width.max(page) + gap.width;
        let top = if self.whole.is_some() { whole.bottom() + roomy().height } else { 0.0 };
        let (mut at, mut height) = (Point::new(whole.x, top), 0.0_f64);
        let mut spots = Vec::with_capacity(sizes.len());
        for size in sizes {
            if at.x > whole.x && at.x + size.width > whole.x + width {
                at = Point::new(whole.x, at.y + height + gap.height);
                height = 0.0;
            }
            spots.push(at);
            at.x += size.width + gap.width;
            height = height.max(size.height);
        }
        for (spot, size) in spots.iter().zip(sizes) {
            self.put(Rect::new(spot.x, spot.y, size.width, size.height));
        }
        spots
    }

    /// By how much to move all: to the origin, or beside what stands, on the side that makes the better page.
    fn beside(&self, standing: Option<Rect>) -> Point {
        let Some(whole) = self.whole else { return Point::default() };
        let Some(standing) = standing else { return Point::default() - whole.center() };
        let right = standing.width + whole.width + roomy().width;
        let below = standing.height + whole.height + roomy().height;
        let side = (right / PAGE).max(standing.height.max(whole.height));
        let foot = (standing.width.max(whole.width) / PAGE).max(below);
        let corner = if side < foot {
            Point::new(standing.right() + roomy().width, standing.y)
        } else {
            Point::new(standing.x, standing.bottom() + roomy().height)
        };
        corner - Point::new(whole.x, whole.y)
    }
}
