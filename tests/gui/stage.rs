//! A canvas with a session of its own, and hands to work on it. Must not know what is tested.

use ecomap::{
    app::{
        Intent,
        actions::Situation,
        canvas::{Canvas, CanvasContext, Projection},
        fonts,
        theme::Theme,
    },
    editor::Session,
    model::{Document, Organisation, OrganisationId, Point, Record, RecordId, ScaleId, SectorId},
    scene::Options,
    style::{self, Look, Palette},
    text::Fonts,
};
use eframe::egui::{self, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, Vec2};
use egui_kittest::Harness;

use crate::cpu_renderer::CpuRenderer;

/// What the harness drives.
pub struct Stage {
    pub session: Session,
    pub canvas: Canvas,
    pub look: Look,
    pub fonts: Fonts,
    pub options: Options,
    pub intents: Vec<Intent>,
    pub rect: Rect,
    fonts_are_set: bool,
}

impl Stage {
    pub fn new(document: Document, look: Look) -> Self {
        Self {
            session: Session::new(document),
            canvas: Canvas::default(),
            look,
            fonts: Fonts::bundled(),
            options: Options::default(),
            intents: Vec::new(),
            rect: Rect::NOTHING,
            fonts_are_set: false,
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let theme = Theme::new(&self.look);
        if !self.fonts_are_set {
            ui.ctx().set_fonts(fonts::definitions());
            theme.apply(ui.ctx());
            self.fonts_are_set = true;
            ui.ctx().request_repaint();
            return;
        }
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(ui.ctx().content_rect()));
        let ui = &mut ui;
        ui.set_clip_rect(ui.max_rect());
        self.rect = ui.available_rect_before_wrap();
        let situation =
            Situation { map: true, selected: self.session.selection().len(), ..Situation::default() };
        let context = CanvasContext {
            look: &self.look,
            fonts: &self.fonts,
            theme: &theme,
            situation: &situation,
            options: &self.options,
            covered: 0.0,
            reduced_motion: true,
        };
        let intents = self.canvas.canvas_ui(ui, &mut self.session, &context);
        self.intents.extend(intents);
    }

    /// Where a canvas point is seen.
    pub fn screen(&self, x: f64, y: f64) -> Pos2 {
        Projection::new(self.canvas.view(), self.rect).screen_from_canvas(Point::new(x, y))
    }

    /// Which canvas point is seen there.
    pub fn canvas_point(&self, at: Pos2) -> Point {
        Projection::new(self.canvas.view(), self.rect).canvas_from_screen(at)
    }

    pub fn position(&self, id: &'static str) -> Point {
        let organisation = self.session.document().organisation(&OrganisationId::literal(id));
        organisation.and_then(|one| one.position).expect("it has a place")
    }

    /// The middle of the right side of an organisation's box.
    pub fn rim(&self, id: &'static str) -> (f64, f64) {
        let boxes = ecomap::scene::node_boxes(self.session.document(), &self.look, &self.fonts);
        let center = self.position(id);
        (center.x + boxes[&OrganisationId::literal(id)].width / 2.0, center.y)
    }

    pub fn names(&self) -> Vec<String> {
        self.session.document().organisations().values().map(|one| one.name.clone()).collect()
    }
}

/// The hands.
pub struct Hands<'a> {
    pub harness: Harness<'a, Stage>,
}

impl Hands<'_> {
    pub fn on(document: Document) -> Self {
        Self::with(document, Look::new(style::Theme::Light, Palette::default()), [900.0, 600.0], 1.0)
    }

    pub fn with(document: Document, look: Look, size: [f32; 2], pixels_per_point: f32) -> Self {
        let harness = Harness::builder()
            .with_size(size)
            .with_pixels_per_point(pixels_per_point)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(20)
            .renderer(CpuRenderer::default())
            .build_ui_state(|ui, stage: &mut Stage| stage.ui(ui), Stage::new(document, look));
        let mut hands = Self { harness };
        hands.harness.run();
        hands
    }

    pub fn stage(&self) -> &Stage {
        self.harness.state()
    }

    fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.harness.run();
    }

    pub fn hover(&mut self, x: f64, y: f64) {
        let at = self.stage().screen(x, y);
        self.event(Event::PointerMoved(at));
    }

    pub fn button(&mut self, x: f64, y: f64, button: PointerButton, pressed: bool, modifiers: Modifiers) {
        let pos = self.stage().screen(x, y);
        self.event(Event::PointerMoved(pos));
        self.event(Event::PointerButton { pos, button, pressed, modifiers });
    }

    pub fn click(&mut self, x: f64, y: f64) {
        self.click_with(x, y, Modifiers::NONE);
        // Two clicks are not a double-click.
        self.harness.run_steps(30);
    }

    pub fn click_with(&mut self, x: f64, y: f64, modifiers: Modifiers) {
        self.button(x, y, PointerButton::Primary, true, modifiers);
        self.button(x, y, PointerButton::Primary, false, modifiers);
    }

    pub fn double_click(&mut self, x: f64, y: f64) {
        for _ in 0..2 {
            self.click_with(x, y, Modifiers::NONE);
        }
    }

    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.hold(from, to);
        let pos = self.stage().screen(to.0, to.1);
        self.release(pos);
    }

    /// Drags and does not let go.
    pub fn hold(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.button(from.0, from.1, PointerButton::Primary, true, Modifiers::NONE);
        for step in 1..=8 {
            let part = f64::from(step) / 8.0;
            self.hover(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
        }
    }

    pub fn release(&mut self, pos: Pos2) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.event(Event::PointerButton { pos, button, pressed: false, modifiers });
    }

    pub fn wheel(&mut self, at: Pos2, lines: f32, modifiers: Modifiers) {
        self.event(Event::PointerMoved(at));
        let delta = Vec2::new(0.0, lines);
        self.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta,
            phase: TouchPhase::Move,
            modifiers,
        });
        // egui smooths its own scrolling for some frames; ours is done in the first.
        self.harness.run_ok();
    }

    pub fn key(&mut self, key: egui::Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    pub fn type_words(&mut self, words: &str) {
        self.event(Event::Text(words.to_owned()));
    }

    /// Keeps a picture, if the tester wants to look.
    pub fn picture(&mut self, name: &str) -> image::RgbaImage {
        let image = self.harness.render().expect("the canvas is painted");
        keep(&image, name);
        image
    }
}

/// Keeps a picture in the folder that `ECOMAP_PICTURES` names.
pub fn keep(image: &image::RgbaImage, name: &str) {
    if let Some(folder) = std::env::var_os("ECOMAP_PICTURES") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        image.save(path).expect("the folder for pictures can be written");
    }
}

/// Three organisations in a row, no flow.
pub fn three() -> Document {
    let place = |id: &'static str, name: &str, x: f64, sector: &'static str, scale: &'static str| {
        let organisation = Organisation {
            name: name.to_owned(),
            sector: Some(SectorId::literal(sector)),
            scale: Some(ScaleId::literal(scale)),
            position: Some(Point::new(x, 0.0)),
            ..Organisation::default()
        };
        (RecordId::Organisation(OrganisationId::literal(id)), Record::from(organisation))
    };
    let records = [
        place("watershed", "Watershed", 0.0, "third-sector", "local"),
        place("uwe-bristol", "UWE Bristol", 250.0, "universities", "regional"),
        place("bbc", "BBC", 500.0, "government", "national"),
    ];
    let scheme = Document::default();
    Document::from_records(scheme.records().chain(records).collect::<Vec<_>>())
}
