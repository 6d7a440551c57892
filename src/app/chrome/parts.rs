//! The few controls that bars, menus and pages are made of. Must not know what they do.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, Key, Rect, RectAlign, Response, Sense, Stroke,
    StrokeKind, Tooltip, Ui, WidgetInfo, WidgetType, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use crate::app::{
    icons,
    theme::{self, CONTROL_HEIGHT, RADIUS, RADIUS_SMALL, Theme, UNIT},
};

/// How much a button of words asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What one came for.
    Main,
    /// Beside it.
    Plain,
    /// Destroys something.
    Danger,
    /// Words alone, in the accent.
    Quiet,
}

/// The accent ring round what has the keyboard.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: u8, theme: &Theme) {
    let ring = Stroke::new(2.0, theme.accent);
    ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(radius + 1), ring, StrokeKind::Outside);
}

/// A button of words.
pub fn words_button_ui(ui: &mut Ui, theme: &Theme, words: &str, weight: Weight) -> Response {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::medium(13.0), theme.ink);
    let padding = if weight == Weight::Quiet { UNIT } else { 12.0 };
    let size = vec2(galley.size().x + 2.0 * padding, CONTROL_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let over = response.hovered() && ui.is_enabled();
        let (fill, line, ink) = match weight {
            Weight::Main => {
                (mixed(theme.accent, theme.ink, over, 0.12), Color32::TRANSPARENT, theme.on_accent)
            }
            Weight::Danger => (pick(over, theme.danger_soft, theme.surface), theme.outline, theme.danger),
            Weight::Plain => (pick(over, theme.hover, theme.surface), theme.outline, theme.ink),
            Weight::Quiet => {
                (pick(over, theme.hover, Color32::TRANSPARENT), Color32::TRANSPARENT, theme.accent)
            }
        };
        let radius = CornerRadius::same(RADIUS_SMALL);
        let line = if line == Color32::TRANSPARENT { Stroke::NONE } else { Stroke::new(1.0, line) };
        ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
        let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
        ui.painter().galley_with_override_text_color(at.min, galley, ink);
        if response.has_focus() {
            focus_ring(ui, rect, RADIUS_SMALL, theme);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), words));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn pick(first: bool, yes: Color32, no: Color32) -> Color32 {
    if first { yes } else { no }
}

fn mixed(colour: Color32, with: Color32, mix: bool, share: f32) -> Color32 {
    if mix { colour.lerp_to_gamma(with, share) } else { colour }
}

/// A square button with a sign.
pub struct Sign<'a> {
    /// The sign.
    pub icon: &'a str,
    /// What it is called, for a screen reader.
    pub name: &'a str,
    /// The tool tip; also names the keys.
    pub tip: &'a str,
    /// The tool tip stands at its right rather than under it.
    pub tip_beside: bool,
    /// Its side, points.
    pub side: f32,
    /// It is switched on.
    pub on: bool,
    /// It can be used now.
    pub enabled: bool,
}

/// Shows a square button with a sign.
pub fn sign_button_ui(ui: &mut Ui, theme: &Theme, sign: &Sign<'_>) -> Response {
    let sense = if sign.enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(sign.side, sign.side), sense);
    if ui.is_rect_visible(rect) {
        let over = response.hovered() && sign.enabled;
        let on = sign.on && sign.enabled;
        let fill = match (on, over) {
            (true, _) => theme.accent_soft,
            (false, true) => pick(response.is_pointer_button_down_on(), theme.pressed, theme.hover),
            (false, false) => Color32::TRANSPARENT,
        };
        let ink = match (sign.enabled, sign.on) {
            (false, _) => theme.faint,
            (true, true) => theme.accent,
            (true, false) => pick(over, theme.ink, theme.muted),
        };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), fill);
        let size = (sign.side * 0.56).round().clamp(14.0, 20.0);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign.icon, theme::icon(size), ink);
        if response.has_focus() {
            focus_ring(ui, rect, RADIUS_SMALL, theme);
        }
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, sign.enabled, sign.on, sign.name));
    let mut tip = Tooltip::for_enabled(&response);
    if sign.tip_beside {
        tip.popup = tip.popup.align(RectAlign::RIGHT).gap(10.0);
    }
    tip.show(|ui| {
        ui.set_max_width(280.0);
        let (name, more) = sign.tip.split_once('\n').unwrap_or((sign.tip, ""));
        words_ui(ui, name, theme::medium(12.5), theme.ink);
        if !more.is_empty() {
            words_ui(ui, more, theme::regular(12.5), theme.muted);
        }
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A row of a menu or a list.
#[derive(Clone, Copy, Default)]
pub struct Row<'a> {
    /// A sign before the words; its column stays when empty.
    pub icon: &'a str,
    /// The words.
    pub words: &'a str,
    /// Second-rank words after them.
    pub beside: &'a str,
    /// Keys at the end.
    pub keys: &'a str,
    /// It is switched on or chosen.
    pub on: bool,
    /// The keyboard or the pointer is on it.
    pub lit: bool,
    /// It cannot be used now.
    pub disabled: bool,
    /// Another menu opens from it.
    pub opens: bool,
    /// Its height, points; [`CONTROL_HEIGHT`] when zero.
    pub height: f32,
}

/// Shows a row over the whole width.
pub fn row_ui(ui: &mut Ui, theme: &Theme, row: &Row<'_>) -> Response {
    let height = if row.height > 0.0 { row.height } else { CONTROL_HEIGHT };
    let sense = if row.disabled { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    if ui.is_rect_visible(rect) {
        let lit = !row.disabled && (row.lit || response.hovered() || response.has_focus());
        let fill = pick(lit, theme.hover, Color32::TRANSPARENT);
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), fill);
        row_words(ui, theme, row, rect);
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0), RADIUS_SMALL, theme);
        }
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, !row.disabled, row.on, row.words));
    response
}

fn row_words(ui: &Ui, theme: &Theme, row: &Row<'_>, rect: Rect) {
    let ink = match (row.disabled, row.on) {
        (true, _) => theme.faint,
        (false, true) => theme.accent,
        (false, false) => theme.ink,
    };
    let second = if row.disabled { theme.faint } else { theme.muted };
    let middle = rect.center().y;
    let painter = ui.painter();
    let sign = if row.disabled || row.on { ink } else { theme.muted };
    painter.text(pos2(rect.left() + 18.0, middle), Align2::CENTER_CENTER, row.icon, theme::icon(16.0), sign);
    let keys = painter.text(
        pos2(rect.right() - 10.0, middle),
        Align2::RIGHT_CENTER,
        row.keys,
        theme::regular(12.0),
        second,
    );
    if row.opens {
        let at = pos2(rect.right() - 16.0, middle);
        painter.text(at, Align2::CENTER_CENTER, icons::CARET_RIGHT, theme::icon(13.0), second);
    }
    let mut left = rect.left() + 36.0;
    for (words, font, ink) in
        [(row.words, theme::regular(13.0), ink), (row.beside, theme::regular(12.0), second)]
    {
        let room = keys.left() - 12.0 - left;
        if words.is_empty() || room < 16.0 {
            continue;
        }
        let galley = painter.layout_job(cut(words, font, ink, room));
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
        left = at.right() + 10.0;
        painter.galley(at.min, galley, ink);
    }
}

/// One line of words that ends in an ellipsis where there is no room.
#[must_use]
pub fn cut(words: &str, font: FontId, ink: Color32, room: f32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(room);
    job
}

/// Small, spaced, muted capitals over a part of a page.
pub fn caption_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    let mut job = LayoutJob::default();
    let format = eframe::egui::TextFormat {
        font_id: theme::bold(11.0),
        color: theme.muted,
        extra_letter_spacing: 0.8,
        ..Default::default()
    };
    job.append(&words.to_uppercase(), 0.0, format);
    ui.label(job);
}

/// Words in a face and a tone, wrapped.
pub fn words_ui(ui: &mut Ui, words: &str, font: FontId, ink: Color32) -> Response {
    ui.label(eframe::egui::RichText::new(words).font(font).color(ink))
}

/// Words in a column of this width, cut off where they do not fit.
pub fn cell_ui(ui: &mut Ui, width: f32, height: f32, words: &str, font: FontId, ink: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let galley = ui.painter().layout_job(cut(words, font, ink, width));
    let at = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size());
    ui.painter().galley(at.min, galley, ink);
}

/// Keys as caps: `Ctrl+K` becomes two.
pub fn key_caps_ui(ui: &mut Ui, theme: &Theme, keys: &str) {
    ui.spacing_mut().item_spacing.x = 3.0;
    // A plus sign may itself be the key.
    let mut parts: Vec<&str> = keys.split('+').filter(|part| !part.is_empty()).collect();
    if keys.ends_with('+') {
        parts.push("+");
    }
    for part in parts {
        let galley = ui.painter().layout_no_wrap(part.to_owned(), theme::medium(11.5), theme.muted);
        let size = vec2((galley.size().x + 12.0).max(22.0), 20.0);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let line = Stroke::new(1.0, theme.hairline);
        ui.painter().rect(rect, CornerRadius::same(5), theme.field, line, StrokeKind::Inside);
        let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
        ui.painter().galley(at.min, galley, theme.muted);
    }
}

/// A hairline across, with room round it.
pub fn hairline_ui(ui: &mut Ui, theme: &Theme, room: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * room + 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme.hairline_stroke());
}

/// A modal in the window's middle with its title; Escape and a click beside it ask for nothing. Returns what the
/// content gave and whether it is to be closed.
pub fn sheet_ui<R>(
    ctx: &eframe::egui::Context,
    theme: &Theme,
    name: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let width = width.min(ctx.content_rect().width() - 32.0);
    let frame = theme.floating().inner_margin(24).corner_radius(CornerRadius::same(RADIUS + 4));
    let modal = eframe::egui::Modal::new(eframe::egui::Id::new(("sheet", name)))
        .frame(frame)
        .backdrop_color(theme.veil)
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(UNIT, UNIT);
            add(ui)
        });
    let escape = ctx.input_mut(|input| input.consume_key(eframe::egui::Modifiers::NONE, Key::Escape));
    let close = escape || modal.backdrop_response.clicked();
    (modal.inner, close)
}

/// The head of a sheet: its title and a cross; whether the cross was clicked.
pub fn sheet_head_ui(ui: &mut Ui, theme: &Theme, title: &str) -> bool {
    ui.horizontal(|ui| {
        words_ui(ui, title, theme::bold(17.0), theme.ink);
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            let sign = Sign {
                icon: icons::X,
                name: "Close this page",
                tip: "Close  (Esc)",
                tip_beside: false,
                side: CONTROL_HEIGHT,
                on: false,
                enabled: true,
            };
            sign_button_ui(ui, theme, &sign).clicked()
        })
        .inner
    })
    .inner
}
