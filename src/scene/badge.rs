//! Badges for goals on the rim of a node: the goal's letter, and by shape and sign whether it is supported or opposed.
//! Must not know flows or legends.

use crate::{
    model::{Point, Position, Rect},
    style::{Look, Rgba},
    text::{Fonts, Weight},
};

use super::{
    path::Path,
    shapes,
    types::{Item, Role, Stroke, Target},
    words::{self, Words},
};

/// A badge is this high, and wider for letters that need it, canvas units.
const HEIGHT: f64 = 16.0;
const LETTER: f64 = 11.0;
/// The sign after the letter, and the room between and beside the two.
const SIGN: f64 = 7.0;
const BETWEEN: f64 = 3.0;
const BESIDE: f64 = 5.0;
/// From a badge to the next, to the right and down.
const GAP: f64 = 4.0;
/// How far below the outline the middle of a badge lies: more of it outside than in, clear of the words.
const BELOW: f64 = 2.0;

/// So many stand beside each other whatever the node's width.
const FEW: usize = 3;

/// The letter of a goal by its place among the map's: A to Z, then AA, AB.
#[must_use]
pub fn letter(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// A letter as badges and legend set it, no smaller than `least`.
pub(super) fn set_letter(letter: &str, least: f64, fonts: &Fonts) -> Words {
    Words::line(letter, &words::style(LETTER.max(least), Weight::Bold), fonts)
}

/// A badge in its place.
pub(super) struct Badge {
    /// Where, canvas units.
    pub rect: Rect,
    position: Position,
    letter: Words,
}

/// How badges stand along the foot of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Along {
    /// How much of the node's left and right end they keep clear of, canvas units.
    ends: f64,
    /// In the middle, or else from the left.
    centred: bool,
}

impl Along {
    /// From the left, so far from either end.
    pub fn from_left(ends: f64) -> Self {
        Self { ends, centred: false }
    }

    /// In the middle, no nearer to either end than this.
    pub fn centred(ends: f64) -> Self {
        Self { ends, centred: true }
    }
}

/// The badges of a node in rows along the foot of its outline, as many beside each other as it is wide. `foot` tells
/// how low the node reaches at a place.
pub(super) fn badges(
    stances: Vec<(Words, Position)>,
    rect: Rect,
    along: Along,
    foot: impl Fn(f64) -> f64,
) -> Vec<Badge> {
    let room = (rect.width - 2.0 * along.ends).max(0.0);
    let mut rows: Vec<(f64, Vec<(Words, Position)>)> = Vec::new();
    for stance in stances {
        let width = width(&stance.0);
        match rows.last_mut() {
            // A few look out beside a narrow node rather than hang in a long string from it.
            Some((filled, row)) if *filled + GAP + width <= room || row.len() < FEW => {
                *filled += GAP + width;
                row.push(stance);
            }
            _ => rows.push((width, vec![stance])),
        }
    }
    let mut badges = Vec::new();
    for (number, (filled, row)) in rows.into_iter().enumerate() {
        let is_centred = along.centred || filled > room;
        let mut x = rect.left() + along.ends + if is_centred { (room - filled) / 2.0 } else { 0.0 };
        let mut places = Vec::with_capacity(row.len());
        for (letter, _) in &row {
            let width = width(letter);
            places.push((x, width));
            x += width + GAP;
        }
        // All of a row on one level: the lowest that the node reaches behind one of them.
        let lowest = places.iter().map(|(x, width)| foot(x + width / 2.0)).fold(f64::NEG_INFINITY, f64::max);
        let top = lowest + BELOW + number as f64 * (HEIGHT + GAP) - HEIGHT / 2.0;
        for ((x, width), (letter, position)) in places.into_iter().zip(row) {
            badges.push(Badge { rect: Rect::new(x, top, width, HEIGHT), position, letter });
        }
    }
    badges
}

fn width(letter: &Words) -> f64 {
    BESIDE + letter.size().width.max(8.0) + BETWEEN + SIGN + BESIDE
}

impl Badge {
    /// Its outline.
    pub fn outline(&self) -> Path {
        outline(self.rect, self.position)
    }

    /// Shape, letter and sign.
    pub fn draw(&self, target: &Target, look: &Look, items: &mut Vec<Item>) {
        let ink = plate(target, Role::Badge, self.rect, self.position, look, items);
        let room = self.letter.size();
        let left = self.rect.x + BESIDE;
        let width = room.width.max(8.0);
        let line = Rect::new(left, self.rect.center().y - room.height / 2.0, width, room.height);
        items.push(Item::text(target.clone(), Role::Badge, self.letter.placed(line, 0.5, ink)));
        let at = Point::new(self.rect.right() - BESIDE - SIGN / 2.0, self.rect.center().y);
        sign(target, Role::Badge, at, self.position, ink, items);
    }
}

/// The badge of no goal that the legend shows, in the middle of `width` units to the right from `at`.
pub(super) fn sample(position: Position, at: Point, width: f64, look: &Look, items: &mut Vec<Item>) {
    let rect = Rect::new(at.x, at.y - HEIGHT / 2.0, width, HEIGHT);
    let ink = plate(&Target::Legend, Role::Swatch, rect, position, look, items);
    sign(&Target::Legend, Role::Swatch, rect.center(), position, ink, items);
}

/// Round for support, pointed against, square for neither: the shape alone tells them apart.
fn outline(rect: Rect, position: Position) -> Path {
    match position {
        Position::Support => Path::rounded_rect(rect, rect.height / 2.0),
        Position::Oppose => {
            let point = rect.height * 0.32;
            let [top_left, top_right, bottom_right, bottom_left] = rect.corners();
            let (right, left) = (Point::new(point, 0.0), Point::new(-point, 0.0));
            let middle = rect.center().y;
            shapes::rounded(&[
                (top_left + right, 1.5),
                (top_right + left, 1.5),
                (Point::new(rect.right(), middle), 1.0),
                (bottom_right + left, 1.5),
                (bottom_left + right, 1.5),
                (Point::new(rect.left(), middle), 1.0),
            ])
        }
        Position::Neutral => Path::rounded_rect(rect, 2.0),
    }
}

/// Draws a badge's shape; returns the colour of what stands on it.
fn plate(
    target: &Target,
    role: Role,
    rect: Rect,
    position: Position,
    look: &Look,
    items: &mut Vec<Item>,
) -> Rgba {
    let (fill, edge, width, ink) = match position {
        Position::Support => (look.ink(), look.page(), 1.0, look.page()),
        Position::Oppose => (look.page(), look.ink(), 1.4, look.ink()),
        Position::Neutral => (look.page(), look.muted(), 1.0, look.muted()),
    };
    let inside = rect.expanded(-width / 2.0);
    let stroke = Stroke::full(edge, width);
    items.push(Item::path(target.clone(), role, outline(inside, position), Some(fill), Some(stroke)));
    ink
}

/// A plus, a minus or a ring.
fn sign(target: &Target, role: Role, at: Point, position: Position, ink: Rgba, items: &mut Vec<Item>) {
    let half = SIGN / 2.0 - 0.6;
    let mut stroke = |path: Path, width: f64| {
        items.push(Item::path(target.clone(), role, path, None, Some(Stroke::full(ink, width))));
    };
    let level = Path::line(Point::new(at.x - half, at.y), Point::new(at.x + half, at.y));
    match position {
        Position::Support => {
            stroke(level, 1.6);
            stroke(Path::line(Point::new(at.x, at.y - half), Point::new(at.x, at.y + half)), 1.6);
        }
        Position::Oppose => stroke(level, 1.6),
        Position::Neutral => stroke(Path::circle(at, half - 0.3), 1.3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_have_letters_without_end() {
        for (place, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letter(place), expected);
        }
    }
}
