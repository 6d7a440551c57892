//! The card of the findings over the canvas: sentences by heading, each a button. Must not know what they are made of.

use eframe::egui::{
    self, CornerRadius, Rect, ScrollArea, Sense, WidgetInfo, WidgetType, text::LayoutJob, vec2,
};

use super::{
    FindingsCard,
    choices::{classes_ui, counts_ui},
};
use crate::{
    analysis::{CAVEAT, Finding, Heading},
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::{
            corner_card::{corner_card_ui, take_keyboard},
            parts::{Sign, Weight, caption_ui, focus_ring, sign_button_ui, words_button_ui, words_ui},
        },
        icons,
        theme::{self, RADIUS_SMALL, UNIT},
    },
    model::RecordId,
    pipeline::Analysis,
};

const WIDTH: f32 = 392.0;
/// Room round a sentence, points.
const ROOM: egui::Vec2 = vec2(10.0, 6.0);
/// What the scroll bar takes at the right, points.
const BAR: f32 = 10.0;
/// Between a sentence and its caveat, points.
const GAP: f32 = 3.0;
/// Lines stand so high, for long sentences to be read.
const LINE: f32 = 18.0;

/// Shows the card in the canvas's right upper corner; what is asked for.
pub fn findings_card_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    card: &mut FindingsCard,
    place: Rect,
) -> Vec<Intent> {
    if !card.open {
        return Vec::new();
    }
    let found = card.follow(ctx, context.session);
    let mut intents = Vec::new();
    let shown = corner_card_ui(ctx, context.theme, ("findings", WIDTH, 6.0), place, |ui| {
        head_ui(ui, context, card);
        classes_ui(ui, context.session.document(), &mut card.question);
        let foot = theme::CONTROL_HEIGHT + UNIT;
        let height = (ui.available_height() - foot).max(80.0);
        let scroll = ScrollArea::vertical().id_salt("findings").max_height(height);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - BAR);
            counts_ui(ui, context.theme, context.session.document(), &mut card.question);
            list_ui(ui, context, card, found.as_deref(), &mut intents);
        });
        foot_ui(ui, context, card, found.as_deref(), &mut intents);
    });
    (card.rect, card.has_keyboard) = (Some(shown.rect), shown.has_keyboard);
    intents
}

fn head_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, card: &mut FindingsCard) {
    ui.horizontal(|ui| {
        words_ui(ui, "Findings", theme::bold(15.0), context.theme.ink);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let sign = Sign {
                icon: icons::X,
                name: "Close the findings",
                tip: "Close  (Esc)",
                tip_beside: false,
                side: 26.0,
                on: false,
                enabled: true,
            };
            let close = sign_button_ui(ui, context.theme, &sign);
            take_keyboard(&close, &mut card.wants_keyboard);
            if close.clicked() {
                card.close();
            }
        });
    });
}

fn foot_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &FindingsCard,
    found: Option<&Analysis>,
    intents: &mut Vec<Intent>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = UNIT;
        let save = words_button_ui(ui, context.theme, "Save as report…", Weight::Plain);
        if save.on_hover_text(Action::SaveReport.entry().description).clicked() {
            intents.push(Intent::Act(Action::SaveReport));
        }
        let copy = words_button_ui(ui, context.theme, "Copy report", Weight::Quiet);
        let copy = copy.on_hover_text("The report as Markdown, to the clipboard");
        if let Some(found) = found.filter(|_| copy.clicked()) {
            ui.ctx().copy_text(found.markdown(context.session.document(), &[]));
        }
        // Last, for what comes and goes would take the keyboard from what comes after it.
        if let Some(percent) = card.work.percent() {
            words_ui(ui, &format!("{percent} % measured"), theme::regular(12.0), context.theme.muted);
        }
    });
}

/// What is known, or why nothing is.
fn list_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut FindingsCard,
    found: Option<&Analysis>,
    intents: &mut Vec<Intent>,
) {
    let theme = context.theme;
    let Some(found) = found else {
        let (words, ink) = if card.work.has_failed() {
            (
                "The map could not be measured. It is as it was; save it, and tell those who make ecomap.",
                theme.danger,
            )
        } else {
            ("Measuring the map…", theme.muted)
        };
        words_ui(ui, words, theme::regular(13.0), ink);
        return;
    };
    ui.spacing_mut().item_spacing.y = 1.0;
    for heading in Heading::ALL {
        let mut list = found.findings.iter().filter(|finding| finding.heading == heading).peekable();
        if list.peek().is_none() {
            continue;
        }
        ui.add_space(1.5 * UNIT);
        caption_ui(ui, theme, heading.name());
        ui.add_space(2.0);
        for finding in list {
            finding_ui(ui, context, card, finding, intents);
        }
    }
    ui.add_space(1.5 * UNIT);
    let width = ui.available_width() - 2.0 * ROOM.x;
    ui.horizontal(|ui| {
        ui.add_space(ROOM.x);
        let words = format!("{CAVEAT}\n{}", card.question.conventions.words());
        ui.label(ui.painter().layout_job(laid(&words, theme::regular(12.0), theme.muted, width)));
    });
}

fn laid(words: &str, font: egui::FontId, ink: egui::Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let line_height = Some(LINE * font.size / 13.0);
    job.append(words, 0.0, egui::TextFormat { font_id: font, color: ink, line_height, ..Default::default() });
    job.wrap.max_width = width;
    job
}

/// A sentence, its caveat under it. Shows on the map what it speaks of, where it speaks of something.
fn finding_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut FindingsCard,
    finding: &Finding,
    intents: &mut Vec<Intent>,
) {
    let theme = context.theme;
    let width = ui.available_width() - 2.0 * ROOM.x;
    let galley = |words: &str, font, ink| ui.painter().layout_job(laid(words, font, ink, width));
    let sentence = galley(&finding.sentence, theme::regular(13.0), theme.ink);
    let caveat =
        (!finding.caveat.is_empty()).then(|| galley(&finding.caveat, theme::regular(12.0), theme.muted));
    let height = sentence.size().y + caveat.as_ref().map_or(0.0, |caveat| caveat.size().y + GAP);
    let document = context.session.document();
    let shows = finding.shows.iter().any(|id| document.contains(id));
    let on = shows && card.shown.as_ref() == Some(&finding.sentence);
    let sense = if shows { Sense::click() } else { Sense::hover() };
    let size = vec2(ui.available_width(), height + 2.0 * ROOM.y);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(RADIUS_SMALL);
        if on {
            ui.painter().rect_filled(rect, radius, theme.accent_soft);
            let bar = rect.with_max_x(rect.left() + 3.0);
            ui.painter().rect_filled(bar, CornerRadius::same(2), theme.accent);
        } else if shows && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, radius, theme.hover);
        }
        let at = rect.min + ROOM;
        let under = at + vec2(0.0, sentence.size().y + GAP);
        ui.painter().galley(at, sentence, theme.ink);
        if let Some(caveat) = caveat {
            ui.painter().galley(under, caveat, theme.muted);
        }
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0), RADIUS_SMALL, theme);
        }
    }
    let words = format!("{} {}", finding.sentence, finding.caveat);
    let words = words.trim();
    response.widget_info(|| match shows {
        true => WidgetInfo::selected(WidgetType::Button, true, on, words),
        false => WidgetInfo::labeled(WidgetType::Label, true, words),
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if shows && response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        let there: Vec<RecordId> = finding.shows.iter().filter(|id| document.contains(id)).cloned().collect();
        card.shown = Some(finding.sentence.clone());
        intents.push(Intent::Select(there.clone()));
        intents.push(Intent::Reveal(there));
    }
}
