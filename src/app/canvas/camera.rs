//! Where one looks from: centre, zoom, and how both glide. Plain arithmetic between canvas units and screen points.
//! Must not know what stands on the canvas.

use eframe::egui::{Pos2, Rect as ScreenRect, Vec2};

use crate::model::{Point, Rect};

/// The smallest zoom: a map of 16,000 units fits a laptop's screen.
pub const MIN_ZOOM: f64 = 0.05;
/// The largest zoom.
pub const MAX_ZOOM: f64 = 8.0;
/// How long a glide lasts, seconds.
pub(super) const GLIDE_SECONDS: f64 = 0.16;
/// Screen points left free round what is fitted.
const FIT_MARGIN: f32 = 28.0;
/// Fitting a small map does not blow it up beyond this.
const MAX_FIT_ZOOM: f64 = 1.25;
/// Screen points kept free round what the keyboard goes to.
const REVEAL_MARGIN: f32 = 24.0;

/// What part of the canvas is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The canvas point in the middle.
    pub center: Point,
    /// Screen points a canvas unit.
    pub zoom: f64,
}

#[derive(Clone, Copy, Debug)]
struct Glide {
    from: View,
    to: View,
    start: f64,
    seconds: f64,
}

/// The camera: a view and perhaps a glide to another.
#[derive(Clone, Debug)]
pub struct Camera {
    view: View,
    glide: Option<Glide>,
}

impl Default for Camera {
    fn default() -> Self {
        Self { view: View { center: Point::default(), zoom: 1.0 }, glide: None }
    }
}

impl Camera {
    /// What is seen now.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// What will be seen once it has arrived.
    #[must_use]
    pub fn goal(&self) -> View {
        self.glide.map_or(self.view, |glide| glide.to)
    }

    /// Whether it is on its way.
    #[must_use]
    pub fn is_gliding(&self) -> bool {
        self.glide.is_some()
    }

    /// Looks there at once.
    pub fn jump(&mut self, view: View) {
        self.view = View { center: view.center, zoom: view.zoom.clamp(MIN_ZOOM, MAX_ZOOM) };
        self.glide = None;
    }

    /// Looks there within 160 ms from `now` (seconds), or at once where motion is unwanted.
    pub fn glide_to(&mut self, view: View, now: f64, reduced_motion: bool) {
        self.glide_within(GLIDE_SECONDS, view, now, reduced_motion);
    }

    /// As [`Self::glide_to`], within so many seconds.
    pub fn glide_within(&mut self, seconds: f64, view: View, now: f64, reduced_motion: bool) {
        let to = View { center: view.center, zoom: view.zoom.clamp(MIN_ZOOM, MAX_ZOOM) };
        if reduced_motion || seconds <= 0.0 {
            self.jump(to);
        } else if to != self.view {
            self.glide = Some(Glide { from: self.view, to, start: now, seconds });
        }
    }

    /// Moves a glide on to `now` (seconds).
    pub fn advance(&mut self, now: f64) {
        let Some(glide) = self.glide else { return };
        let part = ((now - glide.start) / glide.seconds).clamp(0.0, 1.0);
        if part >= 1.0 {
            self.jump(glide.to);
            return;
        }
        // Cubic ease-out; zoom in proportion, so that it seems even.
        let eased = 1.0 - (1.0 - part).powi(3);
        self.view.center = glide.from.center.lerp(glide.to.center, eased);
        self.view.zoom = glide.from.zoom * (glide.to.zoom / glide.from.zoom).powf(eased);
    }

    /// Moves what is seen by a distance on the screen.
    pub fn pan(&mut self, by: Vec2) {
        let center = self.view.center - Point::new(f64::from(by.x), f64::from(by.y)) * (1.0 / self.view.zoom);
        self.jump(View { center, zoom: self.view.zoom });
    }

    /// The middle of what shows it has moved so far on the screen: what is seen stays where it was, also at the end of
    /// a glide.
    pub fn stay(&mut self, by: Vec2) {
        self.view = self.view.beside(by);
        if let Some(glide) = &mut self.glide {
            (glide.from, glide.to) = (glide.from.beside(by), glide.to.beside(by));
        }
    }

    /// Zooms by a factor; the canvas point under `at` stays under it.
    pub fn zoom_about(&mut self, at: Pos2, factor: f64, viewport: ScreenRect) {
        let projection = Projection::new(self.view, viewport);
        let fixed = projection.canvas_from_screen(at);
        let zoom = (self.view.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let center = fixed + (self.view.center - fixed) * (self.view.zoom / zoom);
        self.jump(View { center, zoom });
    }

    /// The view that shows all of `rect` with a margin round it, where so many screen points at the viewport's left
    /// are covered by what floats there.
    #[must_use]
    pub fn fitting(rect: Rect, viewport: ScreenRect, covered: f32) -> View {
        let free = viewport.with_min_x((viewport.left() + covered).min(viewport.right())).shrink(FIT_MARGIN);
        let room = |side: f32| f64::from(side).max(1.0);
        let across = room(free.width()) / rect.width.max(1.0);
        let down = room(free.height()) / rect.height.max(1.0);
        let zoom = across.min(down).clamp(MIN_ZOOM, MAX_FIT_ZOOM);
        let aside = viewport.center() - free.center();
        let center = rect.center() + Point::new(f64::from(aside.x), f64::from(aside.y)) * (1.0 / zoom);
        View { center, zoom }
    }
}

impl View {
    /// The view with the same at the same places of the screen, once its middle has moved so far there.
    #[must_use]
    pub fn beside(self, by: Vec2) -> Self {
        let by = Point::new(f64::from(by.x), f64::from(by.y)) * (1.0 / self.zoom);
        Self { center: self.center + by, ..self }
    }

    /// The view nearest to this one that shows `rect` with room round it: moved as little as may be, the zoom kept.
    #[must_use]
    pub fn revealing(self, rect: Rect, viewport: ScreenRect, covered: f32) -> Self {
        let free = viewport.with_min_x((viewport.left() + covered).min(viewport.right()));
        let margin = REVEAL_MARGIN.min(free.width() / 4.0).min(free.height() / 4.0);
        let free = free.shrink(margin);
        let shown = Projection::new(self, viewport).screen_rect(rect);
        let shift = |low: f32, high: f32, from: f32, to: f32| {
            if high - low > to - from {
                (from + to) / 2.0 - (low + high) / 2.0
            } else {
                (from - low).max(0.0) + (to - high).min(0.0)
            }
        };
        let across = shift(shown.left(), shown.right(), free.left(), free.right());
        let down = shift(shown.top(), shown.bottom(), free.top(), free.bottom());
        let by = Point::new(f64::from(across), f64::from(down)) * (1.0 / self.zoom);
        Self { center: self.center - by, ..self }
    }
}

/// A view on a part of the screen: the two ways between canvas and screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Where the canvas's origin lies, screen points.
    pub origin: (f64, f64),
    /// Screen points a canvas unit.
    pub zoom: f64,
    /// The part of the screen.
    pub viewport: ScreenRect,
}

impl Projection {
    /// The view on this part of the screen.
    #[must_use]
    pub fn new(view: View, viewport: ScreenRect) -> Self {
        let middle = viewport.center();
        let origin = (
            f64::from(middle.x) - view.center.x * view.zoom,
            f64::from(middle.y) - view.center.y * view.zoom,
        );
        Self { origin, zoom: view.zoom, viewport }
    }

    /// The same with the origin on a whole pixel, so that panning moves the picture without redrawing it.
    #[must_use]
    pub fn snapped(self, pixels_per_point: f32) -> Self {
        let scale = f64::from(pixels_per_point);
        let snap = |side: f64| (side * scale).round() / scale;
        Self { origin: (snap(self.origin.0), snap(self.origin.1)), ..self }
    }

    /// Where a canvas point lies on the screen.
    #[must_use]
    pub fn screen_from_canvas(&self, point: Point) -> Pos2 {
        Pos2::new((self.origin.0 + point.x * self.zoom) as f32, (self.origin.1 + point.y * self.zoom) as f32)
    }

    /// Which canvas point lies there on the screen.
    #[must_use]
    pub fn canvas_from_screen(&self, at: Pos2) -> Point {
        Point::new(
            (f64::from(at.x) - self.origin.0) / self.zoom,
            (f64::from(at.y) - self.origin.1) / self.zoom,
        )
    }

    /// A canvas rectangle on the screen.
    #[must_use]
    pub fn screen_rect(&self, rect: Rect) -> ScreenRect {
        ScreenRect::from_min_max(
            self.screen_from_canvas(Point::new(rect.left(), rect.top())),
            self.screen_from_canvas(Point::new(rect.right(), rect.bottom())),
        )
    }

    /// What of the canvas is seen.
    #[must_use]
    pub fn visible(&self) -> Rect {
        Rect::from_corners(
            self.canvas_from_screen(self.viewport.min),
            self.canvas_from_screen(self.viewport.max),
        )
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    fn viewport() -> ScreenRect {
        ScreenRect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0))
    }

    #[test]
    fn the_two_ways_undo_each_other() {
        let projection = Projection::new(View { center: Point::new(30.0, -12.0), zoom: 1.7 }, viewport());
        let point = Point::new(123.0, 45.0);
        let back = projection.canvas_from_screen(projection.screen_from_canvas(point));
        assert!(back.distance(point) < 1e-3);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        for factor in [0.5, 1.1, 3.0, 1000.0, 0.0001] {
            let mut camera = Camera::default();
            let pointer = pos2(200.0, 600.0);
            let before = Projection::new(camera.view(), viewport()).canvas_from_screen(pointer);
            camera.zoom_about(pointer, factor, viewport());
            let after = Projection::new(camera.view(), viewport()).canvas_from_screen(pointer);
            assert!(before.distance(after) < 1e-6, "{factor}");
            assert!((MIN_ZOOM..=MAX_ZOOM).contains(&camera.view().zoom));
        }
    }

    #[test]
    fn fitting_shows_everything() {
        let rect = Rect::new(-3000.0, 200.0, 9000.0, 1200.0);
        let projection = Projection::new(Camera::fitting(rect, viewport(), 60.0), viewport());
        assert!(projection.visible().contains_rect(rect));
    }

    #[test]
    fn revealing_moves_no_more_than_it_must() {
        let view = View { center: Point::default(), zoom: 1.0 };
        let box_at = |x: f64, y: f64| Rect::new(x, y, 120.0, 40.0);
        assert_eq!(view.revealing(box_at(0.0, 0.0), viewport(), 60.0), view, "it is in view");
        for (x, y) in [(900.0, 0.0), (-900.0, 20.0), (0.0, 800.0), (-50.0, -2000.0), (700.0, 700.0)] {
            let moved = view.revealing(box_at(x, y), viewport(), 60.0);
            let seen = Projection::new(moved, viewport()).visible();
            assert!(seen.contains_rect(box_at(x, y).expanded(20.0)), "{x} {y}");
            assert_eq!(moved.zoom, 1.0);
        }
        let wide = view.revealing(Rect::new(0.0, 0.0, 5000.0, 40.0), viewport(), 0.0);
        assert_eq!(wide.center.x, 2500.0, "what is too large is shown by its middle");
    }

    #[test]
    fn what_is_seen_stays_where_it_is_when_the_viewport_grows() {
        let view = View { center: Point::new(30.0, -12.0), zoom: 0.5 };
        let wider = viewport().with_max_x(1200.0);
        let stays = view.beside(wider.center() - viewport().center());
        let at = |view, viewport| Projection::new(view, viewport).screen_from_canvas(Point::new(7.0, 9.0));
        assert_eq!(at(view, viewport()), at(stays, wider));
    }

    #[test]
    fn a_glide_ends_where_it_was_sent_and_then_rests() {
        let mut camera = Camera::default();
        let goal = View { center: Point::new(400.0, 10.0), zoom: 2.0 };
        camera.glide_to(goal, 5.0, false);
        camera.advance(5.08);
        assert!(camera.is_gliding() && camera.view().zoom > 1.5);
        camera.advance(5.2);
        assert!(!camera.is_gliding());
        assert_eq!(camera.view(), goal);
        camera.glide_to(View { center: Point::default(), zoom: 1.0 }, 6.0, true);
        assert!(!camera.is_gliding());
    }
}
