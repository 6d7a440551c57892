//! The page as it will be printed: its picture is made on a thread, the latest wish wins, and the last good picture
//! stays until there is a better one. Painted by the canvas's own painter. Must not know what can be chosen.

use std::time::{Duration, Instant};

use eframe::egui::{
    self, Color32, Key, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, vec2,
};

use super::choices::{Choices, Ground};
use crate::{
    app::{
        canvas::{Painter, Print, Projection},
        chrome::parts::focus_ring,
        jobs::{Job, Jobs},
        theme::{Theme, colour},
    },
    model::Document,
    pipeline::{self, Format, Preview},
};

/// What is typed comes to rest before the picture is made anew.
const REST: Duration = Duration::from_millis(120);
/// Between page and rim of the desk, points.
const MARGIN: f32 = 24.0;
/// A figure is not blown up beyond this, screen points a unit.
const LARGEST: f32 = 3.0;
/// Squares that say that nothing lies under a figure, points.
const SQUARE: f32 = 8.0;
/// Points of the screen to the inch, as systems count them.
const POINTS_AN_INCH: f32 = 96.0;
/// How far an arrow key moves a page that is larger than the desk, points.
const ARROW: f32 = 48.0;

/// For what a picture is made.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    revision: u64,
    choices: Choices,
    page: usize,
}

impl Wanted {
    /// What does not show in the picture makes no new one.
    fn new(revision: u64, choices: &Choices, page: usize) -> Self {
        let usual = Choices::default();
        let Choices { format, dpi, outlines, embed, along, .. } = usual;
        // Only a page for browsers, and a figure with its map, are other pictures: of the map that goes along.
        let (format, embed, along) = match choices.format {
            Format::Html => (Format::Html, embed, choices.along),
            Format::Svg if choices.embed => (Format::Svg, true, choices.along),
            _ => (format, embed, along),
        };
        let choices = Choices { format, dpi, outlines, embed, along, ..choices.clone() };
        Self { revision, choices, page }
    }
}

type Made = (Wanted, Result<Preview, String>);

/// The preview and the thread that makes it.
#[derive(Default)]
pub struct Live {
    jobs: Jobs<Made>,
    /// What is wanted, and since when.
    wanted: Option<(Wanted, Instant)>,
    /// What was made last, well or not.
    made: Option<Wanted>,
    shown: Option<Preview>,
    trouble: Option<String>,
    painter: Painter,
    generation: u64,
}

impl Live {
    /// The picture that is shown, which may be of an earlier wish.
    #[must_use]
    pub fn shown(&self) -> Option<&Preview> {
        self.shown.as_ref()
    }

    /// Why there is no picture of what was wanted last.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether a picture is being made or waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || self.wanted.as_ref().map(|(wanted, _)| wanted) != self.made.as_ref()
    }

    /// Asks for the picture of this state of the map, once a frame.
    pub fn follow(&mut self, ctx: &egui::Context, map: (&Document, u64), choices: &Choices, page: usize) {
        self.take();
        let wanted = Wanted::new(map.1, choices, page);
        let is_new = self.wanted.as_ref().is_none_or(|(last, _)| *last != wanted);
        // While a number is half typed, the last good picture stays.
        if is_new && choices.wrong().is_none() {
            let now = Instant::now();
            let since = if self.wanted.is_none() { now.checked_sub(REST).unwrap_or(now) } else { now };
            self.wanted = Some((wanted, since));
        }
        self.begin(ctx, map.0);
    }

    /// What the thread has made since last asked.
    fn take(&mut self) {
        for (wanted, result) in self.jobs.finished() {
            self.made = Some(wanted);
            match result {
                Ok(preview) => {
                    self.generation += 1;
                    if !preview.fonts.fallbacks_used().is_empty() {
                        // Faces of the system are numbered anew for each figure.
                        self.painter = Painter::default();
                    }
                    self.shown = Some(preview);
                    self.trouble = None;
                }
                Err(words) => self.trouble = Some(words),
            }
        }
    }

    /// One thread at a time: what is wanted while it works begins when it ends, and only the latest of it.
    fn begin(&mut self, ctx: &egui::Context, document: &Document) {
        let Some((wanted, since)) = &self.wanted else { return };
        if self.jobs.is_busy() || self.made.as_ref() == Some(wanted) {
            return;
        }
        let waited = since.elapsed();
        if waited < REST {
            ctx.request_repaint_after(REST - waited);
            return;
        }
        let (wanted, document) = (wanted.clone(), document.clone());
        let gave_up = (wanted.clone(), Err(FAULT.to_owned()));
        self.jobs.run(ctx, Job::Preview, gave_up, move || {
            let redacted = match wanted.choices.format {
                Format::Html => pipeline::redacted(&document, &wanted.choices.along).0,
                _ => document,
            };
            let (document, options) = wanted.choices.figure(&redacted, wanted.page);
            let preview = pipeline::preview(&document, &options);
            (wanted, preview.map(|preview| preview.value).map_err(|error| error.to_string()))
        });
    }

    /// Shows the page in all the room there is, as large as fits or at its true size.
    pub fn page_ui(&mut self, ui: &mut Ui, theme: &Theme, ground: Ground, true_size: bool) {
        let Some(preview) = &self.shown else { return };
        let room = ui.available_size();
        let bounds = preview.scene.bounds;
        let units = vec2(bounds.width as f32, bounds.height as f32).max(Vec2::splat(1.0));
        let scale = if true_size {
            let unit_inches = preview.page.width_mm as f32 / 25.4 / units.x;
            unit_inches * POINTS_AN_INCH / ui.ctx().zoom_factor()
        } else {
            let free = (room - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(16.0));
            (free.x / units.x).min(free.y / units.y).min(LARGEST)
        };
        let size = units * scale;
        egui::ScrollArea::both().id_salt("page of the figure").auto_shrink(false).show(ui, |ui| {
            let (desk, _) =
                ui.allocate_exact_size((size + Vec2::splat(2.0 * MARGIN)).max(room), Sense::hover());
            let pixels = ui.ctx().pixels_per_point();
            let corner = desk.center() - size / 2.0;
            let corner = egui::pos2((corner.x * pixels).round(), (corner.y * pixels).round()) / pixels;
            let page = Rect::from_min_size(corner, size);
            let response = ui.interact(page, ui.id().with("page"), Sense::focusable_noninteractive());
            let zoom = f64::from(scale);
            let print = Print {
                scene: &preview.scene,
                generation: self.generation,
                fonts: &preview.fonts,
                projection: Projection {
                    origin: (
                        f64::from(page.left()) - bounds.x * zoom,
                        f64::from(page.top()) - bounds.y * zoom,
                    ),
                    zoom,
                    viewport: ui.clip_rect().intersect(page),
                },
                unlabelled: None,
                lit: None,
                pale: None,
                whole: true,
            };
            let layers = self.painter.shapes(ui.ctx(), &print);
            let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(page.expand(1.0)));
            if ground == Ground::Transparent {
                checks(&painter, page, theme.page, theme.hover);
            } else {
                painter.rect_filled(page, 0.0, colour(preview.scene.background));
            }
            painter.add(layers.ground);
            painter.add(layers.figures);
            painter.rect_stroke(page, 0.0, Stroke::new(1.0, theme.outline), StrokeKind::Outside);
            if response.has_focus() {
                focus_ring(ui, page, 0, theme);
                moved_by_keys(ui, &response);
            }
            let words =
                format!("Preview of the page: {}. {}", preview.scene.title, preview.scene.description);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, words.as_str()));
        });
    }
}

const FAULT: &str = "A fault in ecomap: this preview could not be drawn. The map is as it was.";

/// A page larger than the desk is moved by arrows.
fn moved_by_keys(ui: &Ui, response: &egui::Response) {
    let filter =
        egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let by = ui.input(|input| {
        let pressed = |key| input.num_presses(key) as f32 * ARROW;
        vec2(
            pressed(Key::ArrowLeft) - pressed(Key::ArrowRight),
            pressed(Key::ArrowUp) - pressed(Key::ArrowDown),
        )
    });
    if by != Vec2::ZERO {
        ui.scroll_with_delta(by);
    }
}

/// Squares of two tones: nothing lies here.
fn checks(painter: &egui::Painter, page: Rect, one: Color32, other: Color32) {
    painter.rect_filled(page, 0.0, one);
    let seen = page.intersect(painter.clip_rect());
    let count = |length: f32| (length / SQUARE).ceil() as usize;
    let mut mesh = egui::Mesh::default();
    for row in 0..count(page.height()) {
        let top = page.top() + row as f32 * SQUARE;
        if top > seen.bottom() || top + SQUARE < seen.top() {
            continue;
        }
        for column in (row % 2..count(page.width())).step_by(2) {
            let left = page.left() + column as f32 * SQUARE;
            let square = Rect::from_min_size(egui::pos2(left, top), Vec2::splat(SQUARE)).intersect(page);
            mesh.add_colored_rect(square, other);
        }
    }
    painter.add(mesh);
}
