//! Towers of influence: a stack of discs on the shoulder or at the side of a node, its height written on top.
//! Must not know flows or legends.

use crate::{
    model::{Point, Rect, grouped},
    style::Look,
    text::{Fonts, Weight},
};

use super::{
    path::Path,
    types::{Item, Role, Stroke, Target},
    words::{self, Words},
};

/// A disc as it is seen from the side, and the gap between two, canvas units.
const WIDTH: f64 = 20.0;
const DISC: f64 = 5.0;
const GAP: f64 = 1.5;
/// Between the node's outline and the base of its tower.
const CLEAR: f64 = 5.0;
/// Between the end of the node and a tower over it, and one beside it.
const INSET: f64 = 8.0;
const BESIDE: f64 = 7.0;
/// The highest tower has no more discs than this.
const MOST: u64 = 12;
const NUMBER: f64 = 11.0;
/// Where the number's line ends, over the topmost disc.
const OVER: f64 = 1.0;

/// How many steps a disc stands for: 1, or as many as keep the highest tower of the picture low (2, 5, 10, 20, ...).
pub(super) fn steps_a_disc(highest: u32) -> u32 {
    let (highest, mut power) = (u64::from(highest), 1_u64);
    loop {
        for step in [1, 2, 5].map(|step| step * power) {
            if highest.div_ceil(step) <= MOST {
                // Never more than the height itself, which fits.
                return u32::try_from(step).unwrap_or(u32::MAX);
            }
        }
        power *= 10;
    }
}

/// Where at a node a tower stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Over its right end.
    RightShoulder,
    /// Over its left end.
    LeftShoulder,
    /// Beside it at the right, on the ground on which it stands.
    RightSide,
    /// Likewise at the left.
    LeftSide,
}

impl Stand {
    /// All, the first choice first.
    pub const ALL: [Self; 4] = [Self::RightShoulder, Self::LeftShoulder, Self::RightSide, Self::LeftSide];
}

/// A tower in its place.
pub(super) struct Tower {
    /// Round base, discs and number, canvas units.
    pub rect: Rect,
    middle: f64,
    base: f64,
    discs: u32,
    number: Words,
}

impl Tower {
    /// A tower of this height at the node `rect`, round which with its badges is `around`; `top` tells how high the node reaches between two places.
    pub fn new(
        height: u32,
        steps: u32,
        (rect, around): (Rect, Rect),
        stand: Stand,
        top: impl Fn(f64, f64) -> f64,
        fonts: &Fonts,
    ) -> Self {
        let style = words::style(NUMBER, Weight::Bold);
        let number = Words::line(&grouped(u64::from(height)), &style, fonts);
        let width = number.size().width.max(WIDTH);
        let middle = match stand {
            Stand::RightShoulder => rect.right() - INSET - WIDTH / 2.0,
            Stand::LeftShoulder => rect.left() + INSET + WIDTH / 2.0,
            Stand::RightSide => around.right() + BESIDE + width / 2.0,
            Stand::LeftSide => around.left() - BESIDE - width / 2.0,
        };
        let base = match stand {
            Stand::RightShoulder | Stand::LeftShoulder => {
                top(middle - WIDTH / 2.0, middle + WIDTH / 2.0) - CLEAR
            }
            Stand::RightSide | Stand::LeftSide => rect.bottom() - 1.0,
        };
        let discs = height.div_ceil(steps.max(1));
        let high = stack_height(discs) + OVER + number.size().height;
        Self { rect: Rect::new(middle - width / 2.0, base - high, width, high), middle, base, discs, number }
    }

    /// The discs on their base, and the number over them.
    pub fn draw(&self, target: &Target, look: &Look, items: &mut Vec<Item>) {
        stack(target, Role::Tower, Point::new(self.middle, self.base), self.discs, look, items);
        let height = self.number.size().height;
        let line = Rect::new(self.rect.x, self.rect.y, self.rect.width, height);
        let block = self.number.placed(line, 0.5, look.ink());
        items.push(Item::text(target.clone(), Role::Tower, block));
    }
}

/// The tower that the legend shows, its middle at `at`.
pub(super) fn sample(at: Point, look: &Look, items: &mut Vec<Item>) {
    let foot = Point::new(at.x, at.y + stack_height(2) / 2.0 - 1.0);
    stack(&Target::Legend, Role::Swatch, foot, 2, look, items);
}

fn stack_height(discs: u32) -> f64 {
    f64::from(discs) * (DISC + GAP) + 1.0
}

/// Discs over a base whose middle is `foot`; a base alone says that the height is none.
fn stack(target: &Target, role: Role, foot: Point, discs: u32, look: &Look, items: &mut Vec<Item>) {
    let left = foot.x - WIDTH / 2.0;
    let base = Path::line(Point::new(left, foot.y), Point::new(left + WIDTH, foot.y));
    let stroke = Stroke::full(look.muted(), 1.2);
    items.push(Item::path(target.clone(), role, base, None, Some(stroke)));
    for disc in 1..=discs {
        let top = foot.y - f64::from(disc) * (DISC + GAP) + 0.4;
        let path = Path::rounded_rect(Rect::new(left, top, WIDTH, DISC), DISC / 2.0);
        items.push(Item::path(target.clone(), role, path, Some(look.muted()), None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_stands_for_as_few_steps_as_may_be() {
        for (highest, steps) in [
            (0, 1),
            (1, 1),
            (12, 1),
            (13, 2),
            (24, 2),
            (25, 5),
            (60, 5),
            (61, 10),
            (130, 20),
            (u32::MAX, 500_000_000),
        ] {
            assert_eq!(steps_a_disc(highest), steps, "{highest}");
        }
    }
}
