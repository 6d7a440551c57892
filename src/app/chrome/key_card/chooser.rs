//! The chooser on the screen: numbered samples over the foot of the canvas, large enough for a room to read.
//! Must not know what a choice brings about.

use eframe::egui::{
    self, Align2, CornerRadius, Margin, Rect, Sense, Stroke, StrokeKind, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    KeyCard, chosen,
    values::{self, Choice, Subject},
};
use crate::app::{
    Intent, PanelContext,
    chrome::parts::{focus_ring, words_ui},
    theme::{self, RADIUS_SMALL, Theme},
    widgets::{Swatch, paint_swatch},
};

/// Height of a choice where there are few and where there are many, points.
const CELL: (f32, f32) = (40.0, 32.0);
/// More than these are many.
const FEW: usize = 12;
/// Side of a key's cap, points.
const CAP: f32 = 24.0;
/// Room between the parts of a choice, points.
const GAP: f32 = 10.0;
/// Room between choices, points.
const BETWEEN: f32 = 4.0;
/// Choices stand in at most so many columns.
const MOST_COLUMNS: usize = 5;
/// Height of what stands above the choices, with the card's margins, points.
const HEAD: f32 = 64.0;
/// Distance of the card from the edge of its place, points.
const EDGE: f32 = 16.0;

/// Shows the chooser; a click chooses, one beside it closes it.
pub(super) fn chooser_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    card: &mut KeyCard,
    (place, spoken_of): (Rect, Option<Rect>),
    intents: &mut Vec<Intent>,
) {
    let Some(chooser) = &card.chooser else { return };
    let (action, lit) = (chooser.action, chooser.lit);
    let document = context.session.document();
    let choices = values::choices(action, document);
    let subject = Subject::of(action, context.session);
    let now = chosen(&choices, &subject, context.session);
    let title = subject.title(action, document);
    if std::mem::take(&mut card.opened) {
        intents.push(Intent::Announce(announced(&title, &choices, now)));
    }
    let widths = column_widths(ctx, &choices, place.width() - 72.0);
    let columns = widths.len();
    if let Some(chooser) = &mut card.chooser {
        chooser.columns = columns;
    }
    let height = if choices.len() > FEW { CELL.1 } else { CELL.0 };
    let whole = HEAD + choices.len().div_ceil(columns) as f32 * (height + BETWEEN);
    let (pivot, at) = corner(place, whole, spoken_of);
    let mut picked = None;
    let area = egui::Area::new("key card".into()).order(egui::Order::Foreground).pivot(pivot).fixed_pos(at);
    let shown = area.show(ctx, |ui| {
        context.theme.floating().inner_margin(Margin::same(12)).show(ui, |ui| {
            ui.set_max_width(widths.iter().map(|width| width + BETWEEN).sum());
            ui.spacing_mut().item_spacing = vec2(BETWEEN, BETWEEN);
            head_ui(ui, context.theme, &title, &action.entry().shortcut_text());
            for (row, some) in choices.chunks(columns).enumerate() {
                ui.horizontal(|ui| {
                    for (column, (choice, width)) in some.iter().zip(&widths).enumerate() {
                        let at = row * columns + column;
                        let cell = Cell {
                            choice,
                            swatch: values::swatch(&choice.value, context),
                            size: vec2(*width, height),
                            on: now == Some(at),
                            lit: lit == Some(at) && now != Some(at),
                        };
                        if cell_ui(ui, context.theme, &cell) {
                            picked = Some(at);
                        }
                    }
                });
            }
        });
    });
    let card_rect = shown.response.rect;
    let beside = ctx.input(|input| {
        let pressed = input.pointer.any_pressed();
        pressed && input.pointer.interact_pos().is_some_and(|at| !card_rect.contains(at))
    });
    if let Some(at) = picked {
        card.pick(&choices, at, context.session, intents);
    }
    if picked.is_some() || beside {
        card.close(intents);
        ctx.request_repaint();
    }
}

/// Where a card of this height stands: over the foot of the place, or over its head where it would cover that.
fn corner(place: Rect, height: f32, spoken_of: Option<Rect>) -> (Align2, egui::Pos2) {
    let foot = place.with_min_y(place.bottom() - height - 2.0 * EDGE);
    if spoken_of.is_some_and(|rect| rect.intersects(foot)) {
        (Align2::CENTER_TOP, place.center_top() + vec2(0.0, EDGE))
    } else {
        (Align2::CENTER_BOTTOM, place.center_bottom() - vec2(0.0, EDGE))
    }
}

/// All of it in a sentence, for a screen reader.
fn announced(title: &str, choices: &[Choice], now: Option<usize>) -> String {
    let all: Vec<String> = choices
        .iter()
        .map(|choice| match choice.key {
            Some(key) => format!("{key} {}", choice.words),
            None => choice.words.clone(),
        })
        .collect();
    let now = now.and_then(|now| choices.get(now)).map_or("mixed", |choice| choice.words.as_str());
    format!("{title}: now {now}. {}", all.join(", "))
}

fn head_ui(ui: &mut egui::Ui, theme: &Theme, title: &str, letter: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.add_space(4.0);
        ui.add(
            egui::Label::new(egui::RichText::new(title).font(theme::bold(15.0)).color(theme.ink)).truncate(),
        );
        let hint = format!("{letter}: next   ·   Esc: close");
        words_ui(ui, &hint, theme::regular(12.5), theme.muted);
    });
    ui.add_space(4.0);
}

/// The widths of as many columns as there is room for, each as wide as its widest choice needs.
fn column_widths(ctx: &egui::Context, choices: &[Choice], room: f32) -> Vec<f32> {
    let words: Vec<f32> = choices
        .iter()
        .map(|choice| {
            let galley = ctx.fonts_mut(|fonts| {
                fonts.layout_no_wrap(choice.words.clone(), theme::medium(15.0), egui::Color32::PLACEHOLDER)
            });
            (8.0 + CAP + GAP + 32.0 + GAP + galley.size().x + 14.0).ceil()
        })
        .collect();
    let widths = |columns: usize| -> Vec<f32> {
        let widest = |column: usize| words.iter().skip(column).step_by(columns).copied().fold(0.0, f32::max);
        (0..columns).map(widest).collect()
    };
    let most = MOST_COLUMNS.min(words.len().max(1));
    let fits = |widths: &Vec<f32>| widths.iter().map(|width| width + BETWEEN).sum::<f32>() <= room;
    // As many rows as that needs, and no emptier last row than must be.
    let columns = (1..=most).rev().find(|columns| fits(&widths(*columns))).unwrap_or(1);
    let rows = words.len().div_ceil(columns).max(1);
    let even = widths(words.len().div_ceil(rows).max(1));
    let chosen = if fits(&even) { even } else { widths(columns) };
    chosen.into_iter().map(|width| width.min(room)).collect()
}

struct Cell<'a> {
    choice: &'a Choice,
    swatch: Option<Swatch>,
    size: egui::Vec2,
    on: bool,
    lit: bool,
}

fn cell_ui(ui: &mut egui::Ui, theme: &Theme, cell: &Cell<'_>) -> bool {
    let (rect, response) = ui.allocate_exact_size(cell.size, Sense::click());
    let radius = CornerRadius::same(RADIUS_SMALL);
    let fill = match (cell.on, cell.lit || response.hovered()) {
        (true, _) => theme.accent_soft,
        (false, true) => theme.hover,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, radius, fill);
    let ink = if cell.on { theme.accent } else { theme.ink };
    let cap = Rect::from_center_size(pos2(rect.left() + 8.0 + CAP / 2.0, rect.center().y), vec2(CAP, CAP));
    if let Some(key) = cell.choice.key {
        let line = Stroke::new(1.0, if cell.on { theme.accent } else { theme.outline });
        ui.painter().rect(cap, CornerRadius::same(5), theme.field, line, StrokeKind::Inside);
        let font = theme::medium(14.0);
        ui.painter().text(cap.center(), Align2::CENTER_CENTER, key.to_string(), font, ink);
    }
    let mut left = cap.right() + GAP;
    if let Some(swatch) = &cell.swatch {
        let size = swatch.size();
        let at = Rect::from_center_size(pos2(left + 16.0, rect.center().y), size);
        paint_swatch(ui.painter(), at, swatch);
        left += 32.0 + GAP;
    }
    let room = rect.right() - 8.0 - left;
    let font = theme::medium(15.0);
    let galley = ui.painter().layout_job(crate::app::chrome::parts::cut(&cell.choice.words, font, ink, room));
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size());
    ui.painter().galley(at.min, galley, ink);
    if cell.lit || response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), RADIUS_SMALL, theme);
    }
    let name = match cell.choice.key {
        Some(key) => format!("{key} {}", cell.choice.words),
        None => cell.choice.words.clone(),
    };
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, cell.on, &name));
    response.clicked()
}
