//! The bar that says what is hidden, and shows all again: wherever the map is seen. Must not know why it is hidden.

use eframe::egui::{self, Align2, Margin, Rect, Stroke, vec2};

use super::{filter::steps_ui, looking::Looking};
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::parts::{Weight, cut, words_button_ui, words_ui},
        icons,
        theme::{self, UNIT},
    },
    model::Document,
};

const SHOW_ALL: &str = "Show all";
/// Side of the sign before the words, and room for the steps and their two buttons, points.
const SIGN: f32 = 16.0;
const STEPS: f32 = 120.0;

/// Shows it floating over the top of the canvas, which does not move for it; `brief` where there is little room.
pub fn floating_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    looking: &mut Looking,
    room: Rect,
    brief: bool,
) -> Vec<Intent> {
    let theme = context.theme;
    let mut intents = Vec::new();
    let frame = theme
        .floating()
        .fill(theme.warning_soft)
        .stroke(Stroke::new(1.0, theme.warning.gamma_multiply(0.45)))
        .inner_margin(Margin { left: 12, right: 4, top: 2, bottom: 2 });
    egui::Area::new("hidden".into())
        .order(egui::Order::Middle)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(room.center_top() + vec2(0.0, 12.0))
        .constrain_to(room)
        .show(ctx, |ui| {
            let width = room.width() - 2.0 * UNIT - frame.total_margin().sum().x;
            ui.set_max_width(room.width());
            frame.show(ui, |ui| words_and_button_ui(ui, context, looking, (width, brief), &mut intents));
        });
    intents
}

/// Shows it as a strip of its own, where something else than the canvas fills the room.
pub fn strip_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, looking: &mut Looking) -> Vec<Intent> {
    let theme = context.theme;
    let mut intents = Vec::new();
    let margin = Margin { left: 16, right: 8, top: 2, bottom: 2 };
    let frame = egui::Frame::new().fill(theme.warning_soft).inner_margin(margin);
    egui::Panel::top("hidden").resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        let width = ui.available_width();
        words_and_button_ui(ui, context, looking, (width, false), &mut intents);
    });
    intents
}

/// The words give way where there is little room, the button never.
fn words_and_button_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    looking: &mut Looking,
    (width, brief): (f32, bool),
    intents: &mut Vec<Intent>,
) {
    let theme = context.theme;
    let counts = looking.counts();
    let measured = |words: &str, size: f32| {
        ui.painter().layout_no_wrap(words.to_owned(), theme::medium(size), theme.ink).size().x + UNIT
    };
    let room = width - SIGN - UNIT - measured(SHOW_ALL, 13.0) - 2.0 * UNIT;
    let words = ui.painter().layout_job(cut(&counts.words(), theme::medium(13.0), theme.ink, room));
    let room = room - words.size().x - UNIT;
    let parts = measured(&counts.parts(), 12.5);
    let why = why(looking, context.session.document());
    let round = looking.view().focus.is_some();
    let beside = measured(&why, 13.0) + measured("·", 12.5) + if round { STEPS } else { 0.0 };
    let (has_parts, has_why) = (parts <= room, !why.is_empty() && !brief && parts + beside <= room);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = UNIT;
        words_ui(ui, icons::EYE_SLASH, theme::icon(SIGN), theme.warning);
        let response = ui.label(words);
        response.widget_info(|| {
            let words = format!("{}: {}", counts.words(), counts.parts());
            egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words)
        });
        if has_parts {
            words_ui(ui, &counts.parts(), theme::regular(12.5), theme.muted);
        }
        if has_why {
            words_ui(ui, "·", theme::regular(12.5), theme.muted);
            if round {
                steps_ui(ui, theme, &format!("{why}, "), looking);
            } else {
                words_ui(ui, &why, theme::regular(12.5), theme.muted);
            }
        }
        let tip = Action::ShowAll.entry().tip();
        if words_button_ui(ui, theme, SHOW_ALL, Weight::Quiet).on_hover_text(tip).clicked() {
            intents.push(Intent::Act(Action::ShowAll));
        }
    });
}

/// Round what one looks, if that is it.
fn why(looking: &Looking, document: &Document) -> String {
    let focus = looking.view().focus.as_ref();
    let name = focus.and_then(|focus| document.organisation(&focus.organisation)).map(|one| one.name.clone());
    name.map(|name| super::filter::shortened(&name)).unwrap_or_default()
}
