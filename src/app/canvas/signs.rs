//! Small signs at what is locked or pinned, while it is selected or under the pointer. Never part of a figure.
//! Must not know what a lock keeps from happening.

use eframe::egui::{Align2, Pos2, Stroke, vec2};

use super::{derived::Derived, overlay::Overlay};
use crate::{
    app::{icons, theme},
    model::Document,
    scene::Target,
};

/// Radius of the disc on which a sign stands, screen points.
const RADIUS: f32 = 9.0;

/// Draws them at the upper right corners.
pub fn draw(
    overlay: &Overlay<'_>,
    derived: &Derived,
    document: &Document,
    selected: &[Target],
    hovered: Option<&Target>,
) {
    for target in selected.iter().chain(hovered.filter(|target| !selected.contains(target))) {
        let (locked, pinned) = state(document, target);
        if !locked && !pinned {
            continue;
        }
        let Some(rect) = derived.rect(target) else { continue };
        let corner = overlay.projection.screen_rect(rect).right_top();
        // Beside the handle of the corner, not under it.
        let mut center = corner + vec2(-RADIUS - 4.0, -RADIUS - 6.0);
        for (shown, icon) in [(pinned, icons::PUSH_PIN), (locked, icons::LOCK)] {
            if shown {
                sign(overlay, center, icon);
                center.x -= 2.0 * RADIUS + 4.0;
            }
        }
    }
}

fn sign(overlay: &Overlay<'_>, center: Pos2, icon: &str) {
    let ink = overlay.accent();
    overlay.painter.circle(center, RADIUS, overlay.page(), Stroke::new(1.0, ink));
    overlay.painter.text(center, Align2::CENTER_CENTER, icon, theme::icon(11.0), ink);
}

/// Locked, pinned.
fn state(document: &Document, target: &Target) -> (bool, bool) {
    match target {
        Target::Organisation(id) => {
            document.organisation(id).map_or((false, false), |it| (it.locked, it.pinned))
        }
        Target::Group(id) => (document.group(id).is_some_and(|group| group.locked), false),
        Target::Note(id) => (document.note(id).is_some_and(|note| note.locked), false),
        _ => (false, false),
    }
}
