//! Where others want the canvas to look, and what they want lit: search, saved views and presenting ask here.
//! Must not know who asks.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{Rect as ScreenRect, Vec2};

use super::{Camera, Canvas, Pale, Projection, View, Wish, camera::GLIDE_SECONDS, derived, spoken};
use crate::{
    model::{self, OrganisationId, RecordId, Rect},
    scene::{Scene, Target},
};

/// The picture for which a saved camera's zoom is meant, screen points: another shows the same part of the canvas.
pub const PICTURE: Vec2 = Vec2::new(1280.0, 720.0);
/// What is brought into view keeps so far from the edge, screen points.
const EDGE: f64 = 24.0;
/// No more is taken for covered than leaves so much of the picture free, screen points.
const LEAST_FREE: f32 = 120.0;
/// Under this zoom nobody can read what was found.
const LEGIBLE: f64 = 0.48;
/// What was too small to be read is shown at this zoom.
const READING: f64 = 0.8;

impl Canvas {
    /// All but these are faded; with `None` nothing is. The same `Arc` again costs nothing.
    pub fn set_lit(&mut self, lit: Option<Arc<BTreeSet<RecordId>>>) {
        self.lit = lit;
    }

    /// These come or go: they are so near to the page's colour.
    pub fn set_pale(&mut self, pale: Option<Pale>) {
        self.pale = pale;
    }

    /// Whether it can only be looked at: nothing is edited, a drag moves the view, a click selects.
    pub fn set_reading(&mut self, reading: bool) {
        self.reading = reading;
        self.hands.drags_view = reading;
    }

    /// The organisation under the pointer.
    #[must_use]
    pub fn hovered_organisation(&self) -> Option<&OrganisationId> {
        match self.hovered.as_ref().map(|hit| &hit.target) {
            Some(Target::Organisation(id)) => Some(id),
            _ => None,
        }
    }

    /// An organisation as a screen reader says it after its name: sector, scale, flows out and in.
    #[must_use]
    pub fn spoken(&self, document: &model::Document, id: &OrganisationId) -> Option<String> {
        let counts = &self.derived.as_ref()?.counts;
        let one = document.organisation(id)?;
        Some(spoken::about(document, id, one, counts))
    }

    /// The picture as it was last drawn.
    #[must_use]
    pub fn scene(&self) -> Option<&Scene> {
        self.derived.as_ref().map(|derived| &derived.scene)
    }

    /// Moves on with every new picture; 0 before the first.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.derived.as_ref().map_or(0, |derived| derived.generation)
    }

    /// Its part of the screen, as it was last shown.
    #[must_use]
    pub fn viewport(&self) -> Option<ScreenRect> {
        self.viewport
    }

    /// What is seen, to be kept with a view.
    #[must_use]
    pub fn seen(&self) -> Option<model::Camera> {
        let viewport = self.viewport?;
        let View { center, zoom } = self.camera.view();
        Some(model::Camera { center, zoom: zoom / fit_of(viewport) })
    }

    /// Glides to what was seen when that camera was kept.
    pub fn look_through(&mut self, camera: model::Camera) {
        self.wish(Wish::Through(camera));
    }

    /// Glides to a view within so many seconds.
    pub fn look(&mut self, view: View, seconds: f64) {
        self.wish(Wish::Look(view, seconds));
    }

    /// Brings a part of the map into view, as [`Self::reveal`] does.
    pub fn reveal_rect(&mut self, rect: Rect, covered: f32) {
        if let Some(viewport) = self.viewport {
            let view = revealed(self.camera.goal(), rect, viewport, (self.covered, covered));
            self.look(view, GLIDE_SECONDS);
        }
    }

    /// Shows all of a part of the map, legible or not, beside `covered` screen points at the right
    /// and the tools at the left.
    pub fn fit_rect(&mut self, rect: Rect, covered: f32) {
        if let Some(viewport) = self.viewport {
            let free = free(viewport, (self.covered, covered));
            let view = Camera::fitting(rect, free, 0.0).beside(viewport.center() - free.center());
            self.look(view, GLIDE_SECONDS);
        }
    }

    /// Brings these into view, no farther and no nearer than need be; `covered` screen points at the right are not
    /// to be used.
    pub fn reveal(&mut self, ids: &[RecordId], covered: f32) {
        let targets = ids.iter().filter_map(derived::target_of).collect();
        self.wish(Wish::Reveal(targets, covered));
    }
}

/// How much larger than the picture of a saved camera this part of the screen is.
#[must_use]
pub fn fit_of(viewport: ScreenRect) -> f64 {
    f64::from((viewport.width() / PICTURE.x).min(viewport.height() / PICTURE.y).max(0.01))
}

/// The view that shows what a saved camera saw.
#[must_use]
pub fn through(camera: model::Camera, viewport: ScreenRect) -> View {
    View { center: camera.center, zoom: camera.zoom * fit_of(viewport) }
}

/// What is free of what covers so much at the left and at the right; never less than something can be shown in.
fn free(viewport: ScreenRect, (left, right): (f32, f32)) -> ScreenRect {
    let left = (viewport.left() + left).min(viewport.right() - LEAST_FREE).max(viewport.left());
    let right = (viewport.right() - right).max(left + LEAST_FREE).min(viewport.right());
    ScreenRect::from_x_y_ranges(left..=right.max(left + 1.0), viewport.y_range())
}

/// The view in which all of `rect` can be seen and read; the same one if that is so already. So many screen points at
/// the left and at the right are covered.
#[must_use]
pub fn revealed(view: View, rect: Rect, viewport: ScreenRect, covered: (f32, f32)) -> View {
    let free = free(viewport, covered);
    let seen = Projection { viewport: free, ..Projection::new(view, viewport) };
    let legible = view.zoom >= LEGIBLE;
    if legible && seen.visible().expanded(-EDGE / view.zoom).contains_rect(rect) {
        return view;
    }
    let wanted = Camera::fitting(rect, free, 0.0);
    let zoom = if legible { view.zoom } else { READING }.min(wanted.zoom);
    View { center: rect.center(), zoom }.beside(viewport.center() - free.center())
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;
    use crate::model::{Point, Size};

    fn viewport() -> ScreenRect {
        ScreenRect::from_min_size(pos2(0.0, 44.0), vec2(1000.0, 600.0))
    }

    #[test]
    fn what_is_in_view_stays_where_it_is() {
        let view = View { center: Point::new(0.0, 0.0), zoom: 1.0 };
        let near = Rect::new(-50.0, -20.0, 100.0, 40.0);
        assert_eq!(revealed(view, near, viewport(), (0.0, 0.0)), view);
    }

    #[test]
    fn what_is_outside_or_covered_or_too_small_is_brought_into_view() {
        let view = View { center: Point::new(0.0, 0.0), zoom: 1.0 };
        let under_the_card = Rect::new(300.0, -20.0, 100.0, 40.0);
        let far = Rect::new(3000.0, -20.0, 100.0, 40.0);
        let small = View { zoom: 0.2, ..view };
        for (view, rect) in [(view, under_the_card), (view, far), (small, far)] {
            let after = revealed(view, rect, viewport(), (60.0, 380.0));
            let on_screen = Projection::new(after, viewport()).screen_rect(rect);
            assert!(on_screen.right() < 1000.0 - 380.0 && on_screen.left() > 60.0, "{on_screen:?}");
            assert!(after.zoom >= LEGIBLE);
        }
    }

    #[test]
    fn a_kept_camera_shows_the_same_part_in_any_window() {
        let camera = model::Camera { center: Point::new(10.0, 20.0), zoom: 1.5 };
        for size in [vec2(640.0, 360.0), vec2(1280.0, 720.0), vec2(1920.0, 1080.0), vec2(1000.0, 720.0)] {
            let viewport = ScreenRect::from_min_size(pos2(0.0, 0.0), size);
            let view = through(camera, viewport);
            let seen = Projection::new(view, viewport).visible();
            let kept = Rect::from_center(camera.center, Size::new(1280.0 / 1.5, 720.0 / 1.5));
            assert!(seen.expanded(0.01).contains_rect(kept), "{size:?}");
        }
    }
}
