//! Bringing what is new into view with the least motion: nothing moves while it is seen already.
//! Must not know what is new, nor why.

use std::sync::Arc;

use eframe::egui::Rect as ScreenRect;

use super::{Camera, Canvas, Ghost, Projection, View, Wish, camera::GLIDE_SECONDS};
use crate::{
    model::{Point, Rect},
    scene::Target,
};

/// What is brought into view keeps so far from the edge, screen points.
const MARGIN: f32 = 40.0;
/// A map that was seen whole stays so unless it would become smaller than this.
const SMALLEST_WHOLE: f64 = 0.45;

impl Canvas {
    /// Brings these into view, if they are not: the whole map where that was seen, else as near as need be.
    pub fn show_new(&mut self, targets: Vec<Target>) {
        self.wish(Wish::New(targets));
    }

    /// Shows these as they would be, over the map as it is.
    pub fn show_ghost(&mut self, ghost: Option<Arc<Ghost>>) {
        self.ghost.set(ghost);
    }

    /// The part of the canvas that is seen and lies under nothing that floats; none until it has been shown.
    #[must_use]
    pub fn visible(&self) -> Option<Rect> {
        let viewport = self.viewport?;
        let (free, projection) =
            (free(viewport, self.covered)?, Projection::new(self.camera.view(), viewport));
        Some(Rect::from_corners(
            projection.canvas_from_screen(free.min),
            projection.canvas_from_screen(free.max),
        ))
    }

    /// What a wish comes to now that sizes are known; nothing where all is well.
    pub(super) fn resolved(&self, wish: Wish, viewport: ScreenRect, covered: f32) -> Option<Wish> {
        let targets = match wish {
            Wish::These(targets) => return self.rect_of(&targets).map(Wish::Show),
            Wish::New(targets) => targets,
            known => return Some(known),
        };
        let derived = self.derived.as_ref()?;
        let rect = Rect::around(targets.iter().filter_map(|target| derived.rect(target)))?;
        let view = self.camera.view();
        let free = free(viewport, covered)?;
        let wanted = Projection::new(view, viewport).screen_rect(rect);
        if free.contains_rect(wanted) {
            return None;
        }
        if self.fitted.is_some()
            && Camera::fitting(derived.scene.bounds, viewport, covered).zoom >= SMALLEST_WHOLE
        {
            return Some(Wish::Fit);
        }
        let inner = free.shrink(MARGIN);
        if wanted.width() > inner.width() || wanted.height() > inner.height() {
            return Some(Wish::Show(rect));
        }
        let by = Point::new(
            f64::from(overhang((wanted.left(), wanted.right()), (inner.left(), inner.right()))),
            f64::from(overhang((wanted.top(), wanted.bottom()), (inner.top(), inner.bottom()))),
        );
        let center = view.center + by * (1.0 / view.zoom);
        Some(Wish::Look(View { center, ..view }, GLIDE_SECONDS))
    }
}

/// The part of the screen that nothing floats over; none where it is no larger than its edges.
fn free(viewport: ScreenRect, covered: f32) -> Option<ScreenRect> {
    let free = viewport.with_min_x((viewport.left() + covered).min(viewport.right())).shrink(8.0);
    (free.width() > 4.0 * MARGIN && free.height() > 4.0 * MARGIN).then_some(free)
}

/// How far a stretch lies beyond another: to the right and down is positive.
fn overhang(wanted: (f32, f32), room: (f32, f32)) -> f32 {
    (wanted.0 - room.0).min(0.0) + (wanted.1 - room.1).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_beyond_moves_the_view() {
        for (wanted, moved) in
            [((10.0, 20.0), 0.0), ((-5.0, 20.0), -5.0), ((90.0, 130.0), 30.0), ((0.0, 100.0), 0.0)]
        {
            assert!((overhang(wanted, (0.0, 100.0)) - moved).abs() < f32::EPSILON, "{wanted:?}");
        }
    }
}
