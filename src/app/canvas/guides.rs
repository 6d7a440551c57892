//! Guide lines and measured gaps, drawn while something is moved, resized or placed.
//! Must not know why they are there: the tool says.

use eframe::egui::{Align2, Pos2, Rangef, Rect as ScreenRect, Stroke, pos2, vec2};

use super::overlay::Overlay;
use crate::{app::theme, editor::Guide};

/// Width of a guide, screen points.
const WIDTH: f32 = 1.0;
/// How far a line goes beyond the boxes that it joins, screen points.
const BEYOND: f32 = 6.0;
/// Half the stroke at either end of a gap, screen points.
const END: f32 = 4.0;
/// How far beside the boxes a gap is measured, screen points.
const BESIDE: f32 = 14.0;
/// An arm of the cross at the place of something new, screen points.
const CROSS: f32 = 5.0;
/// A gap narrower than this on the screen has no number, screen points.
const NUMBERED: f32 = 22.0;

/// A line ends so far from a box through which it would go: names are not struck out. Screen points.
const ASIDE: f32 = 5.0;

/// Draws them in the accent.
pub fn draw(overlay: &Overlay<'_>, guides: &[Guide]) {
    let boxes = boxes(overlay);
    for guide in guides {
        if let Guide::Line { from, to } = guide {
            let [from, to] = [from, to].map(|at| overlay.projection.screen_from_canvas(*at));
            line(overlay, &boxes, from, to);
        }
    }
    for guide in guides {
        if let Guide::Spot(at) = guide {
            spot(overlay, overlay.projection.screen_from_canvas(*at));
        }
        if let Guide::Gap { from, to } = guide {
            let size = from.distance(*to);
            let [from, to] = [from, to].map(|at| overlay.projection.screen_from_canvas(*at));
            // Beside the row: between the boxes there are flows and their names.
            let aside = if from.y == to.y { vec2(0.0, BESIDE) } else { vec2(BESIDE, 0.0) };
            gap(overlay, from + aside, to + aside, size);
        }
    }
}

fn line(overlay: &Overlay<'_>, boxes: &[ScreenRect], from: Pos2, to: Pos2) {
    let beyond = (to - from).normalized() * BEYOND;
    let stroke = Stroke::new(WIDTH, overlay.accent());
    let [from, to] = [from - beyond, to + beyond].map(|at| crisp(overlay, at));
    let upright = (to.x - from.x).abs() < (to.y - from.y).abs();
    let through = boxes.iter().filter_map(|rect| match upright {
        true => rect.shrink(1.5).x_range().contains(from.x).then_some(rect.y_range()),
        false => rect.shrink(1.5).y_range().contains(from.y).then_some(rect.x_range()),
    });
    let whole = if upright { Rangef::new(from.y, to.y) } else { Rangef::new(from.x, to.x) };
    for part in without(whole, through) {
        let ends = [part.min, part.max].map(|along| match upright {
            true => pos2(from.x, along),
            false => pos2(along, from.y),
        });
        overlay.painter.line_segment(ends, stroke);
    }
}

/// A small cross where something new comes.
fn spot(overlay: &Overlay<'_>, at: Pos2) {
    let at = crisp(overlay, at);
    let stroke = Stroke::new(1.5, overlay.accent());
    for arm in [vec2(CROSS, 0.0), vec2(0.0, CROSS)] {
        overlay.painter.line_segment([at - arm, at + arm], stroke);
    }
}

/// The boxes and labels in view, on the screen: where there are words.
fn boxes(overlay: &Overlay<'_>) -> Vec<ScreenRect> {
    let scene = overlay.scene;
    let seen = overlay.projection.visible();
    let nodes = scene.nodes.iter().map(|node| node.rect);
    let notes = scene.notes.iter().map(|note| note.rect);
    let groups = scene.groups.iter().filter(|group| group.collapsed).map(|group| group.rect);
    let labels = scene.flows.iter().filter_map(|flow| flow.label);
    let all = nodes.chain(notes).chain(groups).chain(labels).filter(|rect| rect.overlaps(seen));
    all.map(|rect| overlay.projection.screen_rect(rect)).collect()
}

/// What is left of a line when what goes through boxes is taken out, with some air.
fn without(whole: Rangef, taken: impl Iterator<Item = Rangef>) -> Vec<Rangef> {
    let mut parts = vec![whole];
    for taken in taken.map(|taken| taken.expand(ASIDE)) {
        parts = parts
            .into_iter()
            .flat_map(|part| {
                let before = Rangef::new(part.min, part.max.min(taken.min));
                let after = Rangef::new(part.min.max(taken.max), part.max);
                [before, after]
            })
            .filter(|part| part.span() > 1.0)
            .collect();
    }
    parts
}

/// A bar from box to box with a stroke at either end, and its length in the middle where there is room.
fn gap(overlay: &Overlay<'_>, from: Pos2, to: Pos2, size: f64) {
    let [from, to] = [from, to].map(|at| crisp(overlay, at));
    let stroke = Stroke::new(WIDTH, overlay.accent());
    overlay.painter.line_segment([from, to], stroke);
    let way = to - from;
    let across = way.normalized().rot90() * END;
    for end in [from, to] {
        overlay.painter.line_segment([end - across, end + across], stroke);
    }
    if way.length() < NUMBERED {
        return;
    }
    let words = format!("{}", size.round());
    let galley = overlay.painter.layout_no_wrap(words, theme::medium(10.5), overlay.page());
    let plate = ScreenRect::from_center_size(from + way / 2.0, galley.size() + vec2(8.0, 2.0));
    if plate.width() + 6.0 > way.length().max(way.y.abs() * 3.0) {
        return;
    }
    overlay.painter.rect_filled(plate, plate.height() / 2.0, overlay.accent());
    let at = Align2::CENTER_CENTER.anchor_size(plate.center(), galley.size());
    overlay.painter.galley(at.min, galley, overlay.page());
}

/// In the middle of a pixel, so that an upright or level line is one pixel wide.
fn crisp(overlay: &Overlay<'_>, at: Pos2) -> Pos2 {
    let pixels = overlay.painter.ctx().pixels_per_point();
    let middle = |place: f32| ((place * pixels).floor() + 0.5) / pixels;
    Pos2::new(middle(at.x), middle(at.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_round_the_words_in_boxes() {
        let range = Rangef::new;
        for (taken, left) in [
            (vec![], vec![range(0.0, 100.0)]),
            (vec![range(40.0, 60.0)], vec![range(0.0, 35.0), range(65.0, 100.0)]),
            (vec![range(-10.0, 20.0), range(80.0, 94.0)], vec![range(25.0, 75.0)]),
            (vec![range(200.0, 300.0)], vec![range(0.0, 100.0)]),
            (vec![range(-10.0, 300.0)], vec![]),
        ] {
            assert_eq!(without(range(0.0, 100.0), taken.iter().copied()), left, "{taken:?}");
        }
    }
}
