//! Where a legend stands inside the map: in a free place, or in the lowest strip that the map's room grows by.
//! Must not know what the legend says.

use crate::{
    model::{Point, Rect, Size},
    style::Look,
    text::Fonts,
};

use super::{
    frame::{self, Block, Sizes, Surround},
    path::{Path, segment_meets_rect},
    types::{Item, Role, Shape, Stroke, Target},
};

/// Between the legend and what it must not lie over.
const CLEAR: f64 = 4.0;
/// From the legend to the edge of the room, and to an area beside it, at the legend's own scale.
const OFF: f64 = 8.0;
/// From the edge of the plate to the words on it, likewise.
const AIR: f64 = 12.0;
/// Type of a legend that finds no place at its full size, in parts of that.
const SMALLER: [f64; 2] = [0.92, 0.85];
/// Columns so high and rows so wide, in parts of the room.
const HEIGHTS: [f64; 5] = [1.0, 0.7, 0.5, 0.36, 0.25];
const WIDTHS: [f64; 5] = [0.98, 0.7, 0.5, 0.34, 0.25];
/// A narrow column, canvas units.
const NARROW: f64 = 140.0;
/// Places are looked for at so many steps along the longer side of the room.
const STEPS: f64 = 100.0;
/// A strip above the map is this much worse than one below, in lengths.
const ABOVE: f64 = 30.0;

/// What a legend inside the map must not lie over: all but the tints of areas. Of these it covers no edge: where an
/// area ends carries meaning.
pub(super) struct Taken {
    boxes: Vec<Rect>,
    pieces: Vec<(Point, Point)>,
    areas: Vec<Rect>,
}

impl Taken {
    /// By these items, their points carried elsewhere.
    pub fn of(items: &[Item], carried: impl Fn(Point) -> Point) -> Self {
        let mut taken = Self { boxes: Vec::new(), pieces: Vec::new(), areas: Vec::new() };
        for item in items {
            let [corner, _, far, _] = item.bounds.corners();
            let bounds = || Rect::from_corners(carried(corner), carried(far));
            match &item.shape {
                _ if matches!(item.target, Target::Area(_)) && item.role != Role::Label => {
                    taken.areas.push(bounds());
                }
                Shape::Path { path, fill: None, .. } => {
                    for (points, _) in path.flatten(1.0) {
                        let ends = points.windows(2).map(|pair| (carried(pair[0]), carried(pair[1])));
                        taken.pieces.extend(ends);
                    }
                }
                _ => taken.boxes.push(bounds()),
            }
        }
        taken
    }

    fn meets(&self, rect: Rect) -> bool {
        let wide = rect.expanded(CLEAR);
        self.boxes.iter().any(|taken| taken.overlaps(wide))
            || self.pieces.iter().any(|(from, to)| segment_meets_rect(*from, *to, wide))
    }

    /// Whether the rectangle, or what is next to it, is partly on an area and partly off it.
    fn straddles(&self, rect: Rect, off: f64) -> bool {
        let wide = rect.expanded(off);
        self.areas.iter().any(|area| area.overlaps(wide) && !area.contains_rect(rect))
    }
}

/// The taken parts of a room as squares, so that a rectangle is asked for at once.
struct Squares {
    room: Rect,
    step: f64,
    columns: usize,
    rows: usize,
    /// How many squares are taken above and to the left.
    sums: Vec<u32>,
}

impl Squares {
    fn of(room: Rect, taken: &Taken) -> Self {
        let step = (room.width.max(room.height) / STEPS).max(2.0);
        let count = |length: f64| (length / step).ceil().max(1.0) as usize;
        let (columns, rows) = (count(room.width), count(room.height));
        let mut squares = Self { room, step, columns, rows, sums: vec![0; (columns + 1) * (rows + 1)] };
        for rect in &taken.boxes {
            squares.take(rect.expanded(CLEAR));
        }
        for (from, to) in &taken.pieces {
            let along = *to - *from;
            let parts = (along.x.hypot(along.y) / step).ceil().max(1.0);
            for part in 0..=parts as usize {
                let at = *from + along * (part as f64 / parts);
                squares.take(Rect::from_center(at, Size::new(step, step)));
            }
        }
        for row in 1..=rows {
            for column in 1..=columns {
                let at = row * (columns + 1) + column;
                let above = at - columns - 1;
                squares.sums[at] += squares.sums[at - 1] + squares.sums[above] - squares.sums[above - 1];
            }
        }
        squares
    }

    /// The squares that the rectangle lies on, as columns and rows from and to; what is off the room is left out.
    fn on(&self, rect: Rect) -> ((usize, usize), (usize, usize)) {
        let within = |from: f64, to: f64, most: usize| {
            let most = most as f64;
            let (first, last) = ((from / self.step).floor(), (to / self.step).ceil());
            (first.clamp(0.0, most) as usize, last.clamp(0.0, most) as usize)
        };
        let (x, y) = (self.room.left(), self.room.top());
        (
            within(rect.left() - x, rect.right() - x, self.columns),
            within(rect.top() - y, rect.bottom() - y, self.rows),
        )
    }

    fn take(&mut self, rect: Rect) {
        let ((left, right), (top, bottom)) = self.on(rect);
        for row in top..bottom {
            for column in left..right {
                self.sums[(row + 1) * (self.columns + 1) + column + 1] = 1;
            }
        }
    }

    fn is_free(&self, rect: Rect) -> bool {
        let ((left, right), (top, bottom)) = self.on(rect);
        let sum = |row: usize, column: usize| self.sums[row * (self.columns + 1) + column];
        right <= left
            || bottom <= top
            || sum(bottom, right) + sum(top, left) == sum(top, right) + sum(bottom, left)
    }

    /// Numbers from one to another, both among them; none if the second is less.
    fn stops(&self, from: f64, to: f64) -> Vec<f64> {
        if to < from {
            return Vec::new();
        }
        let count = ((to - from) / self.step).floor() as usize;
        (0..=count).map(|stop| from + stop as f64 * self.step).chain([to]).collect()
    }
}

/// A legend in one of its forms.
struct Form {
    block: Block,
    /// With the plate.
    size: Size,
    /// How large its type is, to the canvas.
    scale: f64,
    /// What is tried later is less welcome.
    level: usize,
}

/// All forms that a legend may have.
pub(super) struct Forms(Vec<Form>);

/// Where a legend stands and in which form.
pub(super) struct Spot {
    form: usize,
    rect: Rect,
    /// How much room is needed above and below what there was.
    pub above: f64,
    pub below: f64,
}

impl Forms {
    /// Those that go into a room of this size: at full size, then closer, then in smaller type, but in none smaller than
    /// was asked for.
    pub fn of(surround: &Surround<'_>, room: Size, sizes: &Sizes, look: &Look, fonts: &Fonts) -> Self {
        let mut forms = Vec::new();
        if surround.sections.is_empty() {
            return Self(forms);
        }
        for (level, sizes) in sizes.ever_smaller(&SMALLER).into_iter().enumerate() {
            let scale = sizes.legend_scale();
            let air = 2.0 * AIR * scale;
            let columns = |width: f64, part: f64| {
                frame::columns(surround, (width, room.height * part - air), &sizes, look, fonts)
            };
            let mut blocks: Vec<Block> = HEIGHTS.map(|part| columns(room.width, part)).into();
            blocks.extend(
                WIDTHS.map(|part| frame::rows(surround, room.width * part - air, &sizes, look, fonts)),
            );
            blocks.extend(HEIGHTS.map(|part| columns(NARROW * scale, part)));
            forms.extend(blocks.into_iter().map(|block| {
                let size = Size::new(block.size.width + air, block.size.height + air);
                Form { block, size, scale, level }
            }));
        }
        forms.retain(|form| form.size.width <= room.width);
        Self(forms)
    }

    /// The free place nearest to a corner, none if there is no free place at all.
    pub fn free(&self, room: Rect, taken: &Taken) -> Option<Spot> {
        let squares = Squares::of(room, taken);
        let mut best: Option<(usize, f64, Spot)> = None;
        for (number, form) in self.0.iter().enumerate() {
            if best.as_ref().is_some_and(|(level, ..)| *level < form.level) {
                break;
            }
            let off = OFF * form.scale;
            let inner = room.expanded(-off);
            for y in squares.stops(inner.top(), inner.bottom() - form.size.height) {
                for x in squares.stops(inner.left(), inner.right() - form.size.width) {
                    let rect = Rect::new(x, y, form.size.width, form.size.height);
                    let cost = from_corner(rect, inner);
                    let is_better = |cost| best.as_ref().is_none_or(|(_, least, _)| cost < *least - 0.5);
                    if is_better(cost)
                        && squares.is_free(rect)
                        && !taken.straddles(rect, 0.0)
                        && !taken.meets(rect)
                    {
                        best = Some((form.level, cost, Spot { form: number, rect, above: 0.0, below: 0.0 }));
                    }
                }
            }
        }
        best.map(|(_, _, spot)| spot)
    }

    /// The place that needs the lowest strip below the room or above it, at full size; none if the legend is wider than
    /// the room.
    pub fn grown(&self, room: Rect, taken: &Taken) -> Option<Spot> {
        let squares = Squares::of(room, taken);
        let mut best: Option<(f64, Spot)> = None;
        let large = self.0.first().map_or(0.0, |form| form.scale);
        for (number, form) in self.0.iter().enumerate().filter(|(_, form)| form.scale >= large) {
            let off = OFF * form.scale;
            let stops = squares.stops(room.left(), room.right() - form.size.width);
            for (is_above, strip) in squares
                .stops(squares.step, form.size.height + off)
                .into_iter()
                .flat_map(|s| [(false, s), (true, s)])
            {
                let cost = strip + if is_above { ABOVE } else { 0.0 };
                if best.as_ref().is_some_and(|(least, _)| cost > *least - 0.5) {
                    continue;
                }
                let y = if is_above { room.top() - strip } else { room.bottom() + strip - form.size.height };
                let rects = stops.iter().map(|x| Rect::new(*x, y, form.size.width, form.size.height));
                let mut free = rects.filter(|rect| {
                    squares.is_free(*rect) && !taken.straddles(*rect, off) && !taken.meets(*rect)
                });
                // As far left as can be: there title and footer begin.
                if let Some(rect) = free.next() {
                    let (above, below) = if is_above { (strip, 0.0) } else { (0.0, strip) };
                    best = Some((cost, Spot { form: number, rect, above, below }));
                }
            }
        }
        best.map(|(_, spot)| spot)
    }

    /// The legend at its place, on a plate.
    pub fn put(mut self, spot: &Spot, look: &Look) -> Vec<Item> {
        let form = self.0.swap_remove(spot.form);
        let stroke = Stroke::full(look.hairline(), form.scale);
        let plate = Path::rounded_rect(spot.rect, 8.0 * form.scale);
        let mut placed =
            vec![Item::path(Target::Legend, Role::Plate, plate, Some(look.page()), Some(stroke))];
        let air = AIR * form.scale;
        form.block.put(Point::new(spot.rect.x + air, spot.rect.y + air), &mut placed);
        placed
    }
}

/// How far a rectangle is from the nearest corner of a room; of like places the one at the lower right is nearest.
fn from_corner(rect: Rect, room: Rect) -> f64 {
    let (left, right) = ((rect.left() - room.left()).abs() + 2.0, (room.right() - rect.right()).abs());
    let (top, bottom) = ((rect.top() - room.top()).abs() + 4.0, (room.bottom() - rect.bottom()).abs());
    left.min(right) + top.min(bottom)
}
