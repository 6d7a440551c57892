//! The view on its way to somebody. Must not know the network.

use eframe::egui::{Pos2, Rect, Vec2};
use egui_graphs::MetadataFrame;

/// How long a flight takes, seconds.
const SECONDS: f32 = 0.35;
/// Nobody is shown larger than this after a flight, nor so small that names cannot be read, points a canvas unit.
const ZOOMS: (f32, f32) = (0.7, 1.1);
/// What is left free round the goal, parts of the room.
const ROOM: f32 = 0.6;

/// Where the view is: the middle and points a canvas unit.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    middle: Pos2,
    zoom: f32,
}

/// A way between two views.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    from: Seen,
    to: Seen,
    share: f32,
}

impl Flight {
    /// From what is seen in a room of this size to all of `goal`, canvas units.
    pub fn new(frame: &MetadataFrame, room: Vec2, goal: Rect) -> Self {
        let fits = (room * ROOM / goal.size().max(Vec2::splat(1.0))).min_elem();
        let zoom = if fits > ZOOMS.0 { fits.min(ZOOMS.1) } else { fits };
        let from = Seen { middle: frame.screen_to_canvas_pos((room / 2.0).to_pos2()), zoom: frame.zoom };
        Self { from, to: Seen { middle: goal.center(), zoom }, share: 0.0 }
    }

    /// Goes on for so many seconds, or arrives at once; whether it has arrived.
    pub fn go_on(&mut self, frame: &mut MetadataFrame, room: Vec2, seconds: Option<f32>) -> bool {
        self.share = seconds.map_or(1.0, |seconds| (self.share + seconds / SECONDS).min(1.0));
        let share = self.share * self.share * (3.0 - 2.0 * self.share);
        frame.zoom = self.from.zoom + (self.to.zoom - self.from.zoom) * share;
        let middle = self.from.middle.lerp(self.to.middle, share);
        frame.pan = room / 2.0 - middle.to_vec2() * frame.zoom;
        self.share >= 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_ends_with_its_goal_in_the_middle() {
        let room = Vec2::new(800.0, 600.0);
        let goal = Rect::from_center_size(Pos2::new(500.0, -300.0), Vec2::new(150.0, 44.0));
        for steps in [Some(0.05), None] {
            let mut frame = MetadataFrame::default();
            let mut flight = Flight::new(&frame, room, goal);
            let frames = (0..100).take_while(|_| !flight.go_on(&mut frame, room, steps)).count();
            assert!(frames < 10);
            assert!(frame.canvas_to_screen_pos(goal.center()).distance((room / 2.0).to_pos2()) < 0.1);
            assert!(frame.zoom >= ZOOMS.0 && frame.zoom <= ZOOMS.1);
        }
    }
}
