//! The map that a file would make, as a still picture. Painted by the canvas's own painter. Must not know files.

use eframe::egui::{Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2};

use crate::{
    app::{
        canvas::{Painter, Picture, Print, Projection},
        theme::colour,
    },
    text::Fonts,
};

/// Between picture and rim, points.
const MARGIN: f32 = 16.0;
/// A picture is not blown up beyond this, screen points a unit.
const LARGEST: f32 = 1.0;
/// Of more items only what can be read is drawn: a picture of thousands would take long.
const MOST_WHOLE: usize = 3_000;

/// The painter, with what it keeps.
#[derive(Default)]
pub(super) struct Still {
    painter: Painter,
    generation: u64,
}

impl Still {
    /// The picture is another.
    pub(super) fn renew(&mut self) {
        self.generation += 1;
    }

    /// Shows it in all the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, picture: &Picture, fonts: &Fonts, name: &str) {
        let scene = picture.scene();
        let room = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(room, Sense::hover());
        ui.painter().rect_filled(room, 0.0, colour(scene.background));
        let bounds = scene.bounds;
        let units = vec2(bounds.width as f32, bounds.height as f32).max(Vec2::splat(1.0));
        let free = (room.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(16.0));
        let scale = (free.x / units.x).min(free.y / units.y).min(LARGEST);
        let corner = room.center() - units * scale / 2.0;
        let pixels = ui.ctx().pixels_per_point();
        let corner = pos2((corner.x * pixels).round(), (corner.y * pixels).round()) / pixels;
        let zoom = f64::from(scale);
        let print = Print {
            scene,
            generation: self.generation,
            fonts,
            projection: Projection {
                origin: (f64::from(corner.x) - bounds.x * zoom, f64::from(corner.y) - bounds.y * zoom),
                zoom,
                viewport: room,
            },
            unlabelled: None,
            lit: None,
            pale: None,
            whole: scene.items.len() <= MOST_WHOLE,
        };
        let layers = self.painter.shapes(ui.ctx(), &print);
        let painter = ui.painter().with_clip_rect(Rect::intersect(room, ui.clip_rect()));
        painter.add(layers.ground);
        painter.add(layers.figures);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, name));
    }
}
