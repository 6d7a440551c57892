//! The other map beside the open one, seen with the same camera: to look at only. Must not know what differs.

use eframe::egui::{self, Align2, CornerRadius, Rect as ScreenRect, Sense, WidgetInfo, WidgetType, vec2};

use super::{CompareCard, marks::marks_there};
use crate::app::{
    PanelContext,
    canvas::{Canvas, Painter, Print, Projection, View},
    chrome::tool_strip::STRIP_WIDTH,
    theme::{self, Theme, colour},
};

/// No half is narrower, points.
const NARROWEST: f32 = 200.0;

/// What is kept of the picture.
#[derive(Default)]
pub(super) struct OtherPane {
    painter: Painter,
    /// For so many frames it has stood there, to three: after the first the canvas is as narrow as it will be.
    stood: u8,
}

/// Shows the other map at the left; a drag there moves the camera of both.
pub fn other_pane_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    canvas: &mut Canvas,
) {
    let Some(found) = card.found().filter(|_| card.beside) else {
        card.pane.stood = 0;
        return;
    };
    // What the card covers is nobody's: both halves show the same part of the canvas.
    let covered = card.rect().map_or(0.0, |rect| rect.width() + 12.0);
    let width = ((ui.available_width() - covered - STRIP_WIDTH) / 2.0).max(NARROWEST).round();
    card.pane.stood = (card.pane.stood + 1).min(3);
    if card.pane.stood == 2 {
        let both = canvas.scene().map_or(found.there.map, |scene| scene.map.union(found.there.map));
        canvas.fit_rect(both, covered);
        ui.ctx().request_repaint();
    } else if card.pane.stood == 1 {
        ui.ctx().request_repaint();
    }
    let whole = ui.available_width() - width;
    let panel = egui::Panel::left("the other map").resizable(false).exact_size(width);
    panel.frame(egui::Frame::new()).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::drag());
        let name = card.others.get(card.chosen).map_or("", |other| other.name.as_str());
        let words = format!("The other map, {name}, to look at only");
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &words));
        if response.dragged() {
            let View { center, zoom } = canvas.view();
            let by = response.drag_delta();
            let by = crate::model::Point::new(f64::from(by.x), f64::from(by.y)) * (1.0 / zoom);
            canvas.look(View { center: center - by, zoom }, 0.0);
        }
        // The tools stand over the open map alone: here the same begins at the edge.
        let like = rect.with_max_x(rect.left() + whole).translate(vec2(-STRIP_WIDTH, 0.0));
        let like = Projection::new(canvas.view(), like);
        let projection = Projection { viewport: rect, ..like.snapped(ui.ctx().pixels_per_point()) };
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, colour(found.there.background));
        let print = Print {
            scene: &found.there,
            generation: found.generation,
            fonts: context.fonts,
            projection,
            unlabelled: None,
            lit: None,
            pale: None,
            whole: false,
        };
        let layers = card.pane.painter.shapes(ui.ctx(), &print);
        painter.add(layers.ground);
        painter.add(layers.figures);
        marks_there(ui, context.theme, card, &found, projection);
        painter.vline(rect.right() - 0.5, rect.y_range(), context.theme.hairline_stroke());
        name_ui(ui, context.theme, rect, &format!("There: {name}"));
    });
}

/// Whose map it is, at the foot of its half.
fn name_ui(ui: &egui::Ui, theme: &Theme, place: ScreenRect, words: &str) {
    let painter = ui.painter_at(place);
    let galley = painter.layout_no_wrap(words.to_owned(), theme::medium(12.5), theme.ink);
    let size = galley.size() + vec2(16.0, 8.0);
    let plate = Align2::CENTER_BOTTOM.anchor_size(place.center_bottom() - vec2(0.0, 10.0), size);
    painter.rect_filled(plate, CornerRadius::same(6), theme.surface);
    painter.rect_stroke(plate, CornerRadius::same(6), theme.hairline_stroke(), egui::StrokeKind::Inside);
    painter.galley(plate.min + vec2(8.0, 4.0), galley, theme.ink);
}
