//! The editing canvas: our own painter over the scene. Must not invent a shape, and must not know files or dialogs.
//!
//! A frame: camera and picture are brought up to date, events go to camera and tool, the picture is printed (one mesh,
//! kept while nothing changes), then what lies over it. Nothing here asks for another frame unless the camera glides.

mod accessibility;
mod ahead;
mod arrival;
mod camera;
mod convert;
mod dashes;
mod derived;
mod focus;
mod ghost;
mod glide;
mod glyphs;
mod grid;
mod guides;
pub(in crate::app) mod input;
mod keyboard;
mod looking;
mod making;
mod menu;
pub(super) mod mesh;
mod overlay;
mod paint;
mod printer;
mod raster;
mod rename;
mod sheet;
mod signs;
pub(super) mod spoken;
mod triangulate;
pub(in crate::app) mod walk;
mod work;

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{self, Id, Rect as ScreenRect};

use super::{
    Intent,
    actions::Situation,
    theme::{Theme, colour},
};
use crate::{
    editor::{Overlay as ToolOverlay, Session, ToolKind, ToolResponse},
    model::{Point, RecordId, Rect},
    scene::{Hit, HitPart, Options, Target},
    style::Look,
    text::Fonts,
};

use ahead::Aside;
pub use ahead::Picture;
pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, Projection, View};
pub use convert::scene_target;
pub use dashes::dashes;
use derived::Derived;
pub use ghost::Ghost;
use ghost::Haunting;
use glide::Glide;
use input::Hands;
pub use looking::{PICTURE, through};
use making::Making;
pub use mesh::MeshBuilder;
use overlay::Overlay;
pub use paint::{Layers, Painter, Pale, Print};
use rename::Rename;

/// What the canvas is shown with.
pub struct CanvasContext<'a> {
    /// How the map looks.
    pub look: &'a Look,
    /// The fonts of the picture.
    pub fonts: &'a Fonts,
    /// How the interface looks.
    pub theme: &'a Theme,
    /// Which actions can be done, for the menu under the right button.
    pub situation: &'a Situation,
    /// What is hidden.
    pub options: &'a Options,
    /// How much at the left is covered by what floats there, screen points: nothing is fitted under it.
    pub covered: f32,
    /// The system asks for less motion.
    pub reduced_motion: bool,
}

/// Where the camera is to go, once the canvas knows its size.
#[derive(Clone, Debug)]
enum Wish {
    Fit,
    Show(Rect),
    These(Vec<Target>),
    /// Bring this into view, moving as little as may be: the keyboard goes there.
    Follow(Rect),
    /// These, which are new, if they are not all seen yet.
    New(Vec<Target>),
    Zoom(f64),
    ZoomBy(f64),
    Look(View, f64),
    /// To a view where one has been before.
    Back {
        view: View,
        /// The canvas's part of the screen then.
        of: Option<ScreenRect>,
        /// The whole map was fitted.
        whole: bool,
    },
    Through(crate::model::Camera),
    Reveal(Vec<Target>, f32),
}

impl Wish {
    /// Whether it goes by the boxes of things: it waits for the picture that has them.
    fn asks_for_picture(&self) -> bool {
        matches!(self, Self::Fit | Self::These(_) | Self::New(_) | Self::Reveal(..))
    }
}

/// The canvas of one map.
#[derive(Default)]
pub struct Canvas {
    camera: Camera,
    painter: Painter,
    ghost: Haunting,
    derived: Option<Derived>,
    /// The map's own picture while another is shown.
    aside: Option<Aside>,
    making: Making,
    glide: Option<Glide>,
    /// How much of the glide's way was left when it was last drawn.
    left: f64,
    hands: Hands,
    rename: Option<Rename>,
    wanted_rename: Option<Target>,
    /// A field that was ended from outside: the keyboard comes back from it.
    ended_field: Option<Id>,
    field: Option<ScreenRect>,
    response: ToolResponse,
    hovered: Option<Hit>,
    wishes: Vec<Wish>,
    was_shown: bool,
    /// How much of it is covered at the left.
    covered: f32,
    /// The part of the screen to which the whole map was fitted, while nobody has moved the view since.
    fitted: Option<ScreenRect>,
    /// For so many passes more, what is seen stays where it is on the screen.
    held: u8,
    /// The camera jumps to what is wished now: a picture this large is not drawn for each frame of a glide.
    at_once: bool,
    /// The whole map is fitted in the next frame; whether at once.
    fits_next: Option<bool>,
    by_keyboard: bool,
    walker: keyboard::Walker,
    /// Nothing has the keyboard because Tab has come to the end: the canvas does not take it.
    tabbed_out: bool,
    menu_at: Point,
    /// Where the menu is to open that a key or a resting finger asked for.
    menu_opens: Option<egui::Pos2>,
    /// Where the open menu stands that no right button opened.
    menu_stands: Option<egui::Pos2>,
    under_pointer: bool,
    ctx: Option<egui::Context>,
    /// All else is faded.
    lit: Option<Arc<BTreeSet<RecordId>>>,
    /// On their way in or out.
    pale: Option<Pale>,
    /// Nothing can be edited.
    reading: bool,
    /// Its part of the screen.
    viewport: Option<ScreenRect>,
}

impl Canvas {
    /// The id by which egui knows the canvas: where the keyboard goes.
    #[must_use]
    pub fn id() -> Id {
        Id::new("canvas")
    }

    /// Screen points a canvas unit.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.camera.view().zoom
    }

    /// What is seen.
    #[must_use]
    pub fn view(&self) -> View {
        self.camera.view()
    }

    /// What can be done now, for the status line.
    #[must_use]
    pub fn hint(&self) -> &str {
        match &self.rename {
            Some(rename) if rename.is_note() => "Enter keeps the note, Shift+Enter begins a new line",
            Some(_) => "Enter keeps the name, Esc drops it",
            None if self.is_long_behind() => {
                "The picture of the map is being drawn: what is seen is not yet the map as it is"
            }
            None => &self.response.hint,
        }
    }

    /// Whether a name is being typed on the canvas.
    #[must_use]
    pub fn is_renaming(&self) -> bool {
        self.rename.is_some()
    }

    /// Where pasted things go, canvas units: where the pointer is or its menu was opened, else the middle of what is
    /// seen.
    #[must_use]
    pub fn place(&self) -> Point {
        if self.under_pointer { self.menu_at } else { self.camera.view().center }
    }

    /// How often a mesh was built: what tests count.
    #[must_use]
    pub fn meshes_built(&self) -> u64 {
        self.painter.meshes_built()
    }

    /// Shows the whole map.
    pub fn zoom_to_fit(&mut self) {
        self.wish(Wish::Fit);
    }

    /// Shows these records.
    pub fn zoom_to_records(&mut self, ids: &[RecordId]) {
        let targets: Vec<Target> = ids.iter().filter_map(derived::target_of).collect();
        self.zoom_to_targets(&targets);
    }

    /// Shows these things.
    pub fn zoom_to_targets(&mut self, targets: &[Target]) {
        self.wish(Wish::These(targets.to_vec()));
    }

    fn rect_of(&self, targets: &[Target]) -> Option<Rect> {
        let derived = self.derived.as_ref();
        Rect::around(targets.iter().filter_map(|target| derived?.rect(target)))
    }

    /// Zooms about the middle to so many screen points a canvas unit.
    pub fn set_zoom(&mut self, zoom: f64) {
        self.wish(Wish::Zoom(zoom));
    }

    /// Zooms about the middle by a factor.
    pub fn zoom_by(&mut self, factor: f64) {
        self.wish(Wish::ZoomBy(factor));
    }

    fn wish(&mut self, wish: Wish) {
        self.wishes.push(wish);
        if let Some(ctx) = &self.ctx {
            ctx.request_repaint();
        }
    }

    /// Begins to type a record's name in place; nothing for what has none on the canvas.
    pub fn begin_rename(&mut self, id: &RecordId) {
        if let Some(target) = derived::target_of(id) {
            self.begin_rename_of(target);
        }
    }

    /// Begins to type the name of something on the canvas, areas too.
    pub fn begin_rename_of(&mut self, target: Target) {
        self.wanted_rename = Some(target);
        if let Some(ctx) = &self.ctx {
            ctx.request_repaint();
        }
    }

    /// Shows the canvas in all the room there is, and carries out what is done on it.
    pub fn canvas_ui(
        &mut self,
        ui: &mut egui::Ui,
        session: &mut Session,
        context: &CanvasContext<'_>,
    ) -> Vec<Intent> {
        self.ctx.get_or_insert_with(|| ui.ctx().clone());
        let mut intents = Vec::new();
        let response = self.ground_ui(ui, session, context);
        self.under_pointer = response.contains_pointer() || response.context_menu_opened();
        self.refresh(session, context);
        self.move_camera(ui, response.rect, context);
        self.take_input(ui, &response, session, context, &mut intents);
        self.refresh(session, context);
        self.paint(ui, &response, session, context);
        self.rename_ui(ui, response.rect, session, context, &mut intents);
        if let Some(derived) = &self.derived {
            let projection = self.projection(ui, response.rect);
            accessibility::speak_ui(ui, response.id, derived, &projection, session);
        }
        let opens = self.menu_opens.take();
        if opens.is_some() || response.secondary_clicked() {
            self.menu_stands = opens;
        }
        if !self.reading {
            menu::menu_ui(&response, self.menu_stands, opens.is_some(), session, context, &mut intents);
        }
        intents
    }

    fn projection(&self, ui: &egui::Ui, viewport: ScreenRect) -> Projection {
        Projection::new(self.camera.view(), viewport).snapped(ui.ctx().pixels_per_point())
    }

    fn move_camera(&mut self, ui: &egui::Ui, viewport: ScreenRect, context: &CanvasContext<'_>) {
        let now = ui.input(|input| input.time);
        self.follow_viewport(viewport, context.covered);
        if !self.was_shown {
            self.wishes.insert(0, Wish::Fit);
        }
        for wish in std::mem::take(&mut self.wishes) {
            if self.was_shown && self.is_behind() && wish.asks_for_picture() {
                self.wishes.push(wish);
                continue;
            }
            let Some(wish) = self.resolved(wish, viewport, context.covered) else { continue };
            let view = self.wished(&wish, viewport, context.covered);
            // What is shown for the first time does not come flying.
            let jumps = context.reduced_motion || !self.was_shown || self.at_once;
            match wish {
                Wish::Look(_, seconds) => self.camera.glide_within(seconds, view, now, jumps),
                Wish::Back { .. } => self.camera.glide_within(glide::SECONDS, view, now, jumps),
                _ => self.camera.glide_to(view, now, jumps),
            }
            self.fitted = matches!(wish, Wish::Fit | Wish::Back { whole: true, .. }).then_some(viewport);
        }
        let fits_next = self.fits_next.take();
        self.at_once = fits_next == Some(true);
        if fits_next.is_some() {
            self.wish(Wish::Fit);
        }
        self.was_shown = true;
        self.covered = context.covered;
        self.camera.advance(now);
        if self.camera.is_gliding() {
            ui.ctx().request_repaint();
        }
    }

    fn wished(&self, wish: &Wish, viewport: ScreenRect, covered: f32) -> View {
        let view = self.camera.view();
        match wish {
            Wish::Fit => match self.derived.as_ref().filter(|derived| !derived.scene.items.is_empty()) {
                Some(derived) => Camera::fitting(derived.scene.bounds, viewport, covered),
                None => View { center: Point::default(), zoom: 1.0 },
            },
            Wish::Show(rect) => Camera::fitting(*rect, viewport, covered),
            Wish::Follow(rect) => self.camera.goal().revealing(*rect, viewport, covered),
            Wish::Zoom(zoom) => View { zoom: *zoom, ..view },
            Wish::ZoomBy(factor) => View { zoom: view.zoom * factor, ..view },
            Wish::Look(view, _) => *view,
            Wish::Back { view, of, .. } => {
                of.map_or(*view, |before| view.beside(viewport.center() - before.center()))
            }
            Wish::Through(camera) => looking::through(*camera, viewport),
            Wish::Reveal(targets, aside) => match self.rect_of(targets) {
                Some(rect) => looking::revealed(view, rect, viewport, (covered, *aside)),
                None => view,
            },
            Wish::New(_) | Wish::These(_) => view,
        }
    }

    fn paint(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        session: &Session,
        context: &CanvasContext<'_>,
    ) {
        let projection = self.projection(ui, response.rect);
        let gliding = self.gliding(ui.input(|input| input.time), context);
        if gliding.is_some() {
            ui.ctx().request_repaint();
        }
        let Some(derived) = &self.derived else { return };
        let (scene, generation) =
            gliding.as_ref().map_or((&derived.scene, derived.generation), |(scene, number)| (scene, *number));
        let painter = ui.painter_at(response.rect);
        painter.rect_filled(response.rect, 0.0, colour(derived.scene.background));
        let print = Print {
            scene,
            generation,
            fonts: context.fonts,
            projection,
            unlabelled: self.rename.as_ref().map(|rename| rename.target.clone()),
            lit: self.lit.as_ref(),
            pale: self.pale.as_ref(),
            whole: false,
        };
        let layers = self.painter.shapes(ui.ctx(), &print);
        let overlay = Overlay { painter: &painter, projection: &projection, scene, look: context.look };
        let selected: Vec<Target> = session.selection().targets().iter().map(convert::scene_target).collect();
        let hovered = self.shown_as_hovered(session, &selected);
        painter.add(layers.ground);
        if let Some(step) = session.grid() {
            grid::draw(&overlay, step);
        }
        let focused = self.focused_box(session).filter(|_| response.has_focus() && self.by_keyboard);
        let focused = focused.filter(|_| !self.reading);
        overlay.glow(&selected, hovered, focused.as_ref());
        painter.add(layers.figures);
        overlay.words_left_out(&selected, hovered, focused.as_ref());
        painter.add(self.ghost.shape(ui.ctx(), context.fonts, projection));
        self.paint_overlay(&overlay, derived, session, &selected);
        match focused {
            Some(target) => overlay.focus(&target, session.selection().len() > 1),
            None if response.has_focus() && self.by_keyboard && !self.reading => overlay.keyboard_focus(),
            None => {}
        }
    }

    /// What is under the pointer, if that is shown: not in the middle of something, not before a room, and not what is selected.
    fn shown_as_hovered(&self, session: &Session, selected: &[Target]) -> Option<&Target> {
        let free = !session.is_gesturing() && self.rename.is_none() && !self.reading;
        let hit = self.hovered.as_ref().filter(|_| free)?;
        // The inside of an area or a group is ground to most work: a ring round it would flicker all day.
        let is_ground = hit.part == HitPart::Body && matches!(hit.target, Target::Area(_) | Target::Group(_));
        Some(&hit.target).filter(|target| !is_ground && !selected.contains(target))
    }

    fn paint_overlay(
        &self,
        overlay: &Overlay<'_>,
        derived: &Derived,
        session: &Session,
        selected: &[Target],
    ) {
        let idle = !session.is_gesturing();
        if let Some(target) = self.shown_as_hovered(session, selected) {
            overlay.hover(target);
        }
        let shown = self.hovered.as_ref().filter(|_| idle).map(|hit| &hit.target);
        signs::draw(overlay, derived, session.preview(), selected, shown);
        let renamed = self.rename.as_ref().map(|rename| &rename.target);
        overlay.selection(selected.iter().filter(|target| Some(*target) != renamed));
        if idle && self.rename.is_none() && !self.reading {
            let corners = crate::editor::handles(session.document(), session.selection(), derived.boxes());
            overlay.handles(&corners.into_iter().map(|(_, corner)| corner).collect::<Vec<_>>());
            if let (
                ToolKind::Select | ToolKind::Connect,
                Some(Hit { target: Target::Organisation(id), part }),
            ) = (session.tool(), &self.hovered)
            {
                overlay.rim_dots(id, *part == HitPart::Rim || session.tool() == ToolKind::Connect);
            }
        }
        match &self.response.overlay {
            ToolOverlay::None => {}
            ToolOverlay::Marquee(rect) => overlay.marquee(*rect),
            ToolOverlay::Connection { from, to, over, guides } => {
                guides::draw(overlay, guides);
                overlay.connection(from, *to, over.as_ref(), work::flow_ink(session, overlay.look));
            }
            // Of a tool that has been laid aside nothing is left.
            ToolOverlay::Guides(guides) if !idle || session.tool() == ToolKind::Place => {
                guides::draw(overlay, guides);
            }
            ToolOverlay::Guides(_) => {}
        }
    }
}
