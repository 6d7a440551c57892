//! The few signs inside controls, drawn with lines so that they are sharp at every scale.
//! Must not know what a sign is used for; tool icons are `icons`'.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// A small sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Add.
    Plus,
    /// Remove.
    Cross,
    /// Folded: opens to the right.
    ChevronRight,
    /// Open; also the sign of a list.
    ChevronDown,
    /// More commands.
    Dots,
    /// Turn round.
    Swap,
    /// Up in a list.
    Up,
    /// Done, chosen.
    Tick,
}

impl Icon {
    /// Paints the sign in the middle of the rectangle, about 12 points wide.
    pub fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let center = rect.center();
        let at = |x: f32, y: f32| center + vec2(x, y);
        let stroke = Stroke::new(1.5, colour);
        let line = |points: &[Pos2]| painter.add(Shape::line(points.to_vec(), stroke));
        match self {
            Self::Plus => {
                line(&[at(-4.5, 0.0), at(4.5, 0.0)]);
                line(&[at(0.0, -4.5), at(0.0, 4.5)]);
            }
            Self::Cross => {
                line(&[at(-3.5, -3.5), at(3.5, 3.5)]);
                line(&[at(-3.5, 3.5), at(3.5, -3.5)]);
            }
            Self::ChevronRight => {
                line(&[at(-2.0, -4.0), at(2.0, 0.0), at(-2.0, 4.0)]);
            }
            Self::ChevronDown => {
                line(&[at(-4.0, -2.0), at(0.0, 2.0), at(4.0, -2.0)]);
            }
            Self::Up => {
                line(&[at(-4.0, 2.0), at(0.0, -2.0), at(4.0, 2.0)]);
            }
            Self::Tick => {
                line(&[at(-4.0, 0.0), at(-1.0, 3.0), at(4.5, -3.5)]);
            }
            Self::Dots => {
                for x in [-4.5, 0.0, 4.5] {
                    painter.circle_filled(pos2(center.x + x, center.y), 1.3, colour);
                }
            }
            Self::Swap => {
                line(&[at(-5.0, -3.0), at(5.0, -3.0), at(2.0, -6.0)]);
                line(&[at(5.0, 3.0), at(-5.0, 3.0), at(-2.0, 6.0)]);
            }
        }
    }
}
