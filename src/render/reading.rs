//! The order in which a figure is read: title, areas, organisations row by row, flows, notes, legend; and what may be
//! painted in that order without changing the picture. Must not know who reads.

use std::collections::{HashMap, HashSet};

use crate::{
    model::{Point, Rect},
    scene::{Item, Scene, Shape, Target},
};

/// What stands less than this below the first of a row is of the row, canvas units: about one box.
const ROW: f64 = 40.0;

/// The place of everything in the order of reading. Only asked by target: the order in which it is kept is never seen.
pub(super) type Ranks<'s> = HashMap<&'s Target, usize>;

/// The place of everything in the order of reading.
pub(super) fn ranks(scene: &Scene) -> Ranks<'_> {
    let mut known: HashSet<&Target> = HashSet::new();
    let mut order: Vec<(u8, (i64, i64), &Target, f64)> = Vec::new();
    let mut last = None;
    for item in &scene.items {
        // Items of one record mostly lie together.
        if last != Some(&item.target) && known.insert(&item.target) {
            let at = item.bounds.center();
            let whole = (at.y.round() as i64, at.x.round() as i64);
            order.push((part(&item.target), whole, &item.target, at.y));
        }
        last = Some(&item.target);
    }
    order.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let mut rows: Vec<(u8, usize, i64, &Target)> = Vec::with_capacity(order.len());
    let (mut row, mut first) = (0, None);
    for (part, (_, x), target, y) in order {
        if !first.is_some_and(|(of, top): (u8, f64)| of == part && y - top < ROW) {
            row += 1;
            first = Some((part, y));
        }
        rows.push((part, row, x, target));
    }
    rows.sort();
    rows.into_iter().enumerate().map(|(rank, (.., target))| (target, rank)).collect()
}

/// Title first, then the ground, the organisations, what joins them, what is said of them, and the legend last.
fn part(target: &Target) -> u8 {
    match target {
        Target::Title => 0,
        Target::Page => 1,
        Target::Area(_) => 2,
        Target::Group(_) => 3,
        Target::Organisation(_) => 4,
        Target::Flow(_) | Target::Stem(_) => 5,
        Target::Note(_) => 6,
        Target::Legend => 7,
    }
}

/// All items in an order that paints the same picture, words that nothing covers last and in the order of reading: a
/// reader that takes words as they come finds them so.
pub(super) fn painting<'s>(scene: &'s Scene, ranks: &Ranks<'_>) -> Vec<&'s Item> {
    let mut painted: Vec<&Item> = Vec::with_capacity(scene.items.len());
    let mut words: Vec<&Item> = Vec::new();
    let mut above = Above::new(scene);
    for item in scene.items.iter().rev() {
        if matches!(item.shape, Shape::Text(_)) && !above.cover(item.bounds) {
            words.push(item);
        } else {
            painted.push(item);
        }
        above.add(item);
    }
    painted.reverse();
    words.reverse();
    // Stable: lines of one record, and samples of the legend, keep their order.
    words.sort_by_cached_key(|item| ranks.get(&item.target).copied().unwrap_or(usize::MAX));
    painted.extend(words);
    painted
}

/// What is painted later, by the squares of a grid that it touches.
struct Above<'s> {
    corner: Point,
    side: f64,
    squares: HashMap<(i32, i32), Vec<&'s Item>>,
    /// What touches too many squares to be written down in each.
    large: Vec<&'s Item>,
}

/// More squares than this are not written down one by one.
const MOST_SQUARES: i64 = 256;

impl<'s> Above<'s> {
    fn new(scene: &Scene) -> Self {
        Self {
            corner: Point::new(scene.bounds.x, scene.bounds.y),
            side: 160.0,
            squares: HashMap::new(),
            large: Vec::new(),
        }
    }

    /// First and last column, first and last row.
    fn span(&self, rect: Rect) -> (i32, i32, i32, i32) {
        let square = |length: f64| (length / self.side).floor().clamp(-1e6, 1e6) as i32;
        (
            square(rect.left() - self.corner.x),
            square(rect.right() - self.corner.x),
            square(rect.top() - self.corner.y),
            square(rect.bottom() - self.corner.y),
        )
    }

    fn add(&mut self, item: &'s Item) {
        let (left, right, top, bottom) = self.span(item.bounds);
        if i64::from(right - left + 1) * i64::from(bottom - top + 1) > MOST_SQUARES {
            self.large.push(item);
            return;
        }
        for x in left..=right {
            for y in top..=bottom {
                self.squares.entry((x, y)).or_default().push(item);
            }
        }
    }

    fn cover(&self, rect: Rect) -> bool {
        let (left, right, top, bottom) = self.span(rect);
        let is_covered = |item: &&Item| item.bounds.overlaps(rect) && touches(item, rect);
        if self.large.iter().any(&is_covered) {
            return true;
        }
        // Whoever covers it: the order in which they are asked makes no difference.
        if i64::from(right - left + 1) * i64::from(bottom - top + 1) > MOST_SQUARES {
            return self.squares.values().flatten().any(is_covered);
        }
        let squares = (left..=right).flat_map(|x| (top..=bottom).map(move |y| (x, y)));
        squares.filter_map(|square| self.squares.get(&square)).flatten().any(is_covered)
    }
}

/// Whether an item whose bounds meet the rectangle comes near it: a line may pass by on a slant.
fn touches(item: &Item, rect: Rect) -> bool {
    let Shape::Path { path, fill: None, stroke: Some(stroke) } = &item.shape else { return true };
    let reach = 0.75 * rect.height + stroke.width;
    // Points along the middle of the words, as far apart as they are high.
    let steps = (rect.width / rect.height.max(1.0)).ceil().clamp(1.0, 64.0) as usize;
    let middle = |step: usize| {
        Point::new(rect.left() + rect.width * (step as f64 + 0.5) / steps as f64, rect.center().y)
    };
    path.flatten(0.5).iter().any(|(points, closed)| {
        let back = closed.then(|| [points[points.len() - 1], points[0]]);
        let pieces = points.windows(2).map(|pair| [pair[0], pair[1]]).chain(back);
        let mut near = pieces.filter(|[a, b]| Rect::from_corners(*a, *b).expanded(reach).overlaps(rect));
        near.any(|[a, b]| (0..steps).any(|step| distance(a, b, middle(step)) < reach))
    })
}

/// Distance from a point to a straight piece of line.
fn distance(a: Point, b: Point, point: Point) -> f64 {
    let along = b - a;
    let length = along.dot(along);
    let t = if length > 0.0 { ((point - a).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    point.distance(a.lerp(b, t))
}
