//! The view that shows all of a network beside the legend. Must not know what is shown.

use eframe::egui::{Pos2, Rect, Vec2, vec2};
use egui_graphs::MetadataFrame;

/// How large a fitted network is shown at most, points a canvas unit: a small one is not blown up.
const LARGEST: f32 = 1.2;
/// How much of the room it takes.
const TAKEN: f32 = 0.92;
/// Room between the network and the legend, points: names stand beside their dots.
const AIR: f32 = 28.0;

/// Moves the view so that all boxes (canvas units) are seen in `room`, as large as can be, and none under the `legend`
/// in its lower left corner; both on the screen, points.
pub(super) fn show_all(frame: &mut MetadataFrame, boxes: &[Rect], room: Rect, legend: Option<Rect>) {
    let Some(all) = boxes.iter().copied().reduce(Rect::union).map(|all| all.expand(1.0)) else { return };
    let local = Rect::from_min_size(Pos2::ZERO, room.size());
    let legend = legend.map(|legend| legend.translate(-room.min.to_vec2()).expand(AIR));
    let fit = |place: Rect| {
        let zoom = (place.size() * TAKEN / all.size()).min_elem().clamp(f32::MIN_POSITIVE, LARGEST);
        (zoom, place.center().to_vec2() - all.center().to_vec2() * zoom)
    };
    let is_free = |(zoom, pan): (f32, Vec2)| {
        let seen = |one: &Rect| {
            Rect::from_min_max(
                (one.min.to_vec2() * zoom + pan).to_pos2(),
                (one.max.to_vec2() * zoom + pan).to_pos2(),
            )
        };
        legend.is_none_or(|legend| !boxes.iter().any(|one| seen(one).intersects(legend)))
    };
    let whole = fit(local);
    let beside = legend.filter(|_| !is_free(whole)).map(|legend| {
        let right = Rect::from_min_max(
            local.min + vec2(legend.right().clamp(0.0, local.width() * 0.6), 0.0),
            local.max,
        );
        let above = Rect::from_min_max(
            local.min,
            local.max - vec2(0.0, (local.bottom() - legend.top()).clamp(0.0, local.height() * 0.6)),
        );
        let (right, above) = (fit(right), fit(above));
        if right.0 >= above.0 { right } else { above }
    });
    (frame.zoom, frame.pan) = beside.unwrap_or(whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_seen_and_the_legend_covers_nobody() {
        let room = Rect::from_min_size(Pos2::new(100.0, 40.0), vec2(1000.0, 700.0));
        let legend = Rect::from_min_max(Pos2::new(112.0, 500.0), Pos2::new(360.0, 728.0));
        let boxes = |width: f32, height: f32| -> Vec<Rect> {
            let places = (0..100).map(|one| vec2((one % 10) as f32 * width, (one / 10) as f32 * height));
            places.map(|at| Rect::from_center_size(at.to_pos2(), vec2(150.0, 44.0))).collect()
        };
        for boxes in [boxes(200.0, 80.0), boxes(400.0, 60.0), boxes(160.0, 300.0), boxes(0.0, 0.0)] {
            for legend in [None, Some(legend)] {
                let mut frame = MetadataFrame::default();
                show_all(&mut frame, &boxes, room, legend);
                for one in &boxes {
                    let corner = |at: Pos2| frame.canvas_to_screen_pos(at) + room.min.to_vec2();
                    let seen = Rect::from_min_max(corner(one.min), corner(one.max));
                    assert!(room.contains_rect(seen), "{seen:?}");
                    assert!(
                        legend.is_none_or(|legend| !legend.intersects(seen)),
                        "{seen:?} under the legend"
                    );
                }
            }
        }
    }
}
