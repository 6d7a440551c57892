//! A picture of what is not the map yet: made on a thread, shown while the session looks ahead, gone without a trace
//! when it does so no more. Must not know what it is a picture of.

use std::collections::BTreeMap;

use eframe::egui::Rect as ScreenRect;

use super::{
    Canvas, CanvasContext, View, Wish,
    derived::{Derived, Wanted},
    glide,
    glide::Glide,
    paint::Kept,
};
use crate::{
    editor::Session,
    model::{Document, Rect},
    scene::{Options, Scene, Target},
    style::Look,
    text::Fonts,
};

/// The picture of a map, made away from the window.
pub struct Picture(Derived);

impl Picture {
    /// Draws a map as the canvas would. Takes its time.
    #[must_use]
    pub fn of(document: &Document, look: &Look, options: &Options, fonts: &Fonts) -> Self {
        // The number under which it is shown is given when it is.
        Self(Derived::new(&Wanted { document, revision: u64::MAX, look, options, fonts }))
    }

    /// What was drawn.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.0.scene
    }
}

/// The map's own picture and view while another is shown.
pub(super) struct Aside {
    picture: Derived,
    mesh: Option<Kept>,
    view: View,
    fitted: Option<ScreenRect>,
    viewport: Option<ScreenRect>,
}

/// What stands beside the canvas is taken away or put back within so many passes.
const HELD: u8 = 3;

impl Canvas {
    /// Begins with a picture of the map that was made while it was read: a large one takes its time.
    pub fn begin_with(&mut self, mut picture: Picture, revision: u64) {
        picture.0.stand_for(revision, 1);
        self.derived = Some(picture.0);
    }

    /// Shows a picture in place of the map's own, under the number that the session gave it. What is in both glides.
    pub fn show_ahead(&mut self, picture: Picture, revision: u64) {
        let seen = self.seen_before(&picture.0.scene);
        let Some(before) = self.derived.take() else { return };
        let mut picture = picture.0;
        picture.stand_for(revision, before.generation + 1);
        let is_whole = self.fitted.is_some();
        let shown_before = self.in_view(&before.scene);
        if self.aside.is_none() {
            let mesh = self.painter.lay_aside();
            let (view, fitted, viewport) = (self.camera.goal(), self.fitted, self.viewport);
            self.aside = Some(Aside { picture: before, mesh, view, fitted, viewport });
        }
        let is_lost = self.in_view(&picture.scene) * 2 < shown_before;
        self.set_out(&seen, &picture.scene);
        self.derived = Some(picture);
        if is_whole || is_lost {
            self.wish(Wish::Fit);
        }
    }

    /// What is shown ahead has become the map, under this number: nothing is drawn anew.
    pub fn keep_ahead(&mut self, revision: u64) {
        let Some(Aside { picture, mesh, .. }) = self.aside.take() else { return };
        // One step back, and it is wanted again.
        self.making.keep(picture, mesh);
        let Some(derived) = &mut self.derived else { return };
        let generation = derived.generation;
        derived.stand_for(revision, generation);
        if self.fitted.is_some() {
            // What covered a part of it goes. A frame later: this one has the edit to do.
            self.fits_next = Some(derived.is_large());
        }
    }

    /// Whether another picture than the map's own is shown.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.aside.is_some()
    }

    /// Whether things are on their way to their places.
    #[must_use]
    pub fn is_gliding(&self) -> bool {
        self.glide.is_some()
    }

    /// Back to the map's own picture and view as soon as the session no longer looks ahead, whatever ended that.
    pub(super) fn settle_ahead(&mut self, session: &Session) {
        debug_assert!(
            session.is_gesturing() || session.preview_revision() == session.revision(),
            "what is shown may differ from the map only while a tool is not idle"
        );
        if session.is_looking_ahead() {
            return;
        }
        let Some(aside) = self.aside.take() else { return };
        let mut picture = aside.picture;
        let seen = self.seen_before(&picture.scene);
        let generation = self.generation() + 1;
        let revision = picture.revision();
        picture.stand_for(revision, generation);
        self.painter.take_back(aside.mesh, generation);
        self.set_out(&seen, &picture.scene);
        self.derived = Some(picture);
        self.wish(Wish::Back { view: aside.view, of: aside.viewport, whole: aside.fitted.is_some() });
    }

    /// What is seen, for a glide to this picture; nothing where there will be none.
    fn seen_before(&self, to: &Scene) -> BTreeMap<Target, Rect> {
        if glide::is_large(to) { BTreeMap::new() } else { self.seen_boxes() }
    }

    /// What is seen glides to its places in this picture; where that is too much for a glide, all is there at once.
    fn set_out(&mut self, seen: &BTreeMap<Target, Rect>, to: &Scene) {
        self.at_once = glide::is_large(to);
        self.glide = Glide::between(seen, to);
    }

    /// What stands beside the canvas is about to come or go for a while: until that is done, what is seen stays where
    /// it is on the screen, and the whole map is not fitted anew.
    pub fn hold_view(&mut self) {
        self.held = HELD;
    }

    /// Its part of the screen has changed: the whole map is fitted anew, where it was fitted, unless the view is held.
    pub(super) fn follow_viewport(&mut self, viewport: ScreenRect, covered: f32) {
        let before = self.viewport.replace(viewport);
        let held = self.held > 0;
        self.held = self.held.saturating_sub(1);
        match before.filter(|before| held && *before != viewport) {
            Some(before) => {
                self.camera.stay(viewport.center() - before.center());
                self.fitted = self.fitted.map(|_| viewport);
            }
            None if self.fitted.is_some_and(|fitted| fitted != viewport) => {
                self.camera.jump(self.wished(&Wish::Fit, viewport, covered));
                self.fitted = Some(viewport);
            }
            None => {}
        }
    }

    /// The picture as it is on its way, with a number of its own; none where nothing moves.
    pub(super) fn gliding(&mut self, now: f64, context: &CanvasContext<'_>) -> Option<(Scene, u64)> {
        let (glide, derived) = (self.glide.as_mut()?, self.derived.as_ref()?);
        let left = glide.left(now);
        if context.reduced_motion || left <= 0.0 {
            self.glide = None;
            return None;
        }
        let number = glide.next_number();
        self.left = left;
        Some((glide.scene(&derived.scene, left), number))
    }

    /// Where things are seen now, be it on their way.
    fn seen_boxes(&self) -> BTreeMap<Target, Rect> {
        let Some(derived) = &self.derived else { return BTreeMap::new() };
        match &self.glide {
            Some(glide) => glide::boxes(&glide.scene(&derived.scene, self.left)),
            None => glide::boxes(&derived.scene),
        }
    }

    /// How many organisations of a picture are in view.
    fn in_view(&self, scene: &Scene) -> usize {
        let Some(visible) = self.visible() else { return 0 };
        scene.nodes.iter().filter(|node| visible.contains(node.rect.center())).count()
    }
}
