//! The methods as tiles, each with a small drawing of what it makes. Must not know what a method does.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

use crate::{
    app::{
        chrome::parts::focus_ring,
        theme::{self, RADIUS_SMALL, Theme},
    },
    layout::Method,
};

/// Height of a tile, points.
pub(super) const HEIGHT: f32 = 66.0;
/// The drawing's measures, points.
const DRAWING: Vec2 = vec2(52.0, 30.0);

/// A method's name on its tile.
pub(super) fn name(method: Method) -> &'static str {
    match method {
        Method::Bands => "Bands",
        Method::Grid => "Grid",
        Method::Rings => "Rings",
        Method::Network => "Network",
        Method::Layered => "Layers",
        Method::Tidy => "Tidy",
    }
}

/// What it makes, in a sentence.
pub(super) fn words(method: Method) -> &'static str {
    match method {
        Method::Bands => "A band for each scale, the largest on top.",
        Method::Grid => "A band for each scale, a column for each sector.",
        Method::Rings => "A ring for each scale, a slice for each sector.",
        Method::Network => "Who is joined stands near each other.",
        Method::Layered => "Flows run one way, layer after layer.",
        Method::Tidy => "As you drew it, without overlaps and with straight lines.",
    }
}

/// A tile; `number` is the key that chooses it.
pub(super) fn tile_ui(
    ui: &mut Ui,
    theme: &Theme,
    (method, number): (Method, usize),
    width: f32,
    chosen: bool,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(RADIUS_SMALL);
        let over = response.hovered();
        let fill = match (chosen, over) {
            (true, _) => theme.accent_soft,
            (false, true) => theme.hover,
            (false, false) => theme.field,
        };
        let line = if chosen { Stroke::new(1.5, theme.accent) } else { Stroke::new(1.0, theme.hairline) };
        ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
        let ink = if chosen { theme.accent } else { theme.muted };
        let at = Rect::from_center_size(rect.center_top() + vec2(0.0, 8.0 + DRAWING.y / 2.0), DRAWING);
        let pen = Pen { painter: ui.painter(), at, ink, pale: ink.gamma_multiply(0.22), ground: fill };
        draw(&pen, method);
        let font = if chosen { theme::medium(12.0) } else { theme::regular(12.0) };
        let words_ink = if chosen || over { theme.ink } else { theme.muted };
        let foot = rect.center_bottom() - vec2(0.0, 6.0);
        ui.painter().text(foot, Align2::CENTER_BOTTOM, name(method), font, words_ink);
        if response.has_focus() {
            focus_ring(ui, rect, RADIUS_SMALL, theme);
        }
    }
    let named = name(method);
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), chosen, named));
    let tip = format!("{}  ({number})", words(method).trim_end_matches('.'));
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip)
}

/// What a drawing is made with.
struct Pen<'a> {
    painter: &'a Painter,
    at: Rect,
    ink: Color32,
    pale: Color32,
    ground: Color32,
}

impl Pen<'_> {
    fn point(&self, x: f32, y: f32) -> Pos2 {
        pos2(self.at.left() + x * self.at.width(), self.at.top() + y * self.at.height())
    }

    /// The box of an organisation round a place, both as parts of the drawing.
    fn node(&self, x: f32, y: f32) {
        let rect = Rect::from_center_size(self.point(x, y), vec2(9.0, 5.0));
        self.painter.rect_filled(rect, CornerRadius::same(1), self.ink);
    }

    fn dot(&self, x: f32, y: f32) {
        self.painter.circle_filled(self.point(x, y), 2.6, self.ink);
    }

    fn line(&self, from: (f32, f32), to: (f32, f32)) {
        let ends = [self.point(from.0, from.1), self.point(to.0, to.1)];
        self.painter.line_segment(ends, Stroke::new(1.0, self.ink.gamma_multiply(0.65)));
    }

    fn area(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_min_max(self.point(left, top), self.point(right, bottom));
        self.painter.rect_filled(rect, CornerRadius::same(1), self.pale);
    }
}

fn draw(pen: &Pen<'_>, method: Method) {
    match method {
        Method::Bands => {
            for (band, places) in [&[0.5][..], &[0.25, 0.7], &[0.15, 0.45, 0.8]].into_iter().enumerate() {
                let top = band as f32 * 0.355;
                pen.area(0.0, top, 1.0, top + 0.29);
                places.iter().for_each(|x| pen.node(*x, top + 0.145));
            }
        }
        Method::Grid => {
            for row in 0..3 {
                for column in 0..3 {
                    let (left, top) = (column as f32 * 0.35, row as f32 * 0.355);
                    pen.area(left, top, left + 0.3, top + 0.29);
                    if (row + 2 * column) % 4 != 3 {
                        pen.node(left + 0.15, top + 0.145);
                    }
                }
            }
        }
        Method::Rings => {
            let middle = pen.at.center();
            for (radius, colour) in [(15.0, pen.pale), (10.6, pen.ground), (9.4, pen.pale), (5.2, pen.ground)]
            {
                pen.painter.circle_filled(middle, radius, colour);
            }
            pen.painter.circle_filled(middle, 2.6, pen.ink);
            for (x, y) in [(0.0, -7.3), (6.3, 3.6), (-6.3, 3.6), (9.1, -9.1), (-12.7, -2.0), (3.0, 12.6)] {
                pen.painter.circle_filled(middle + vec2(x, y), 2.2, pen.ink);
            }
        }
        Method::Network => {
            let at = [(0.5, 0.5), (0.2, 0.18), (0.16, 0.78), (0.52, 0.05), (0.84, 0.3), (0.78, 0.9)];
            for (from, to) in [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 2), (4, 5)] {
                pen.line(at[from], at[to]);
            }
            at.iter().for_each(|(x, y)| pen.dot(*x, *y));
        }
        Method::Layered => {
            let at =
                [(0.1, 0.25), (0.1, 0.75), (0.5, 0.5), (0.5, 0.05), (0.5, 0.95), (0.9, 0.3), (0.9, 0.75)];
            for (from, to) in [(0, 2), (1, 2), (0, 3), (1, 4), (2, 5), (2, 6), (4, 6), (3, 5)] {
                pen.line(at[from], at[to]);
            }
            at.iter().for_each(|(x, y)| pen.node(*x, *y));
        }
        Method::Tidy => {
            for y in [0.22, 0.78] {
                for dash in 0..9 {
                    let x = dash as f32 / 9.0;
                    let ends = [pen.point(x, y), pen.point(x + 0.055, y)];
                    pen.painter.line_segment(ends, Stroke::new(1.0, pen.ink.gamma_multiply(0.5)));
                }
                [0.14, 0.5, 0.86].iter().for_each(|x| pen.node(*x, y));
            }
        }
    }
}
