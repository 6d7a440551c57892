//! The towers: a row for each organisation with its plus and minus, and who agreed on those that are selected.
//! Must not know goals.

use eframe::egui::{
    self, Align, Align2, CornerRadius, Id, Layout, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::{
    edits,
    panel::{Order, Panel},
    tower::tower,
};
use crate::app::chrome::status_line::counted;
use crate::{
    app::{
        Intent, PanelContext,
        actions::Action,
        chrome::parts::{Weight, cut, focus_ring, words_button_ui, words_ui},
        icons,
        intent::Notice,
        theme::{self, RADIUS_SMALL, Theme},
        widgets::{TextField, error_ui, field_ui, hairline_ui, hint_ui, pair_ui, segments_ui, text_field_ui},
    },
    editor::{Command, CommandError},
    model::{Date, Influence, Organisation, OrganisationId, RecordId},
};

/// Height of a row and side of its buttons, points.
const ROW: f32 = 48.0;
pub(super) const BUTTON: f32 = 32.0;
/// With less room than this the list has all of it, points.
const LEAST_HEIGHT: f32 = 280.0;
/// Room for a height between its buttons, points.
const NUMBER: f32 = 36.0;

/// Shows the towers and who agreed on them.
pub(super) fn influence_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    if document.organisations().is_empty() {
        hint_ui(ui, "Towers stand beside organisations. Press A and type some names, or O and click.");
        return;
    }
    tools_ui(ui, context, panel, intents);
    let selected = context.session.selection().organisations();
    if ui.available_height() < LEAST_HEIGHT {
        // The inspector has these fields too.
        list_ui(ui, context, panel, &selected, intents);
        return;
    }
    let foot = egui::Panel::bottom("agreement").show_separator_line(false).resizable(false);
    foot.frame(egui::Frame::new()).show(ui, |ui| {
        hairline_ui(ui);
        agreement_ui(ui, context, panel, &selected, intents);
    });
    list_ui(ui, context, panel, &selected, intents);
}

/// Puts an edit among the intents, or why it is refused.
pub(super) fn ask(
    intents: &mut Vec<Intent>,
    context: &PanelContext<'_>,
    command: Result<Option<Command>, CommandError>,
) {
    match command {
        Ok(command) => intents.extend(command.map(Intent::Do)),
        Err(error) => intents.push(Intent::Say(Notice::refused(&error, context.session))),
    }
}

fn tools_ui(ui: &mut Ui, context: &PanelContext<'_>, panel: &mut Panel, intents: &mut Vec<Intent>) {
    let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let read = words_button_ui(ui, context.theme, "Read out", Weight::Plain);
        if read.on_hover_text(Action::ReadInfluence.entry().tip()).clicked() {
            intents.push(Intent::Act(Action::ReadInfluence));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let label = words_ui(ui, "Order", theme::regular(12.0), context.theme.muted).id;
            let options = [("By height", "By height"), ("By name", "By name")];
            let current = Some(usize::from(panel.order == Order::Name));
            match segments_ui(ui, Id::new("influence order"), label, &options, current) {
                Some(0) => panel.order = Order::Height,
                Some(_) => panel.order = Order::Name,
                None => {}
            }
        });
    });
}

fn list_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    selected: &[OrganisationId],
    intents: &mut Vec<Intent>,
) {
    let still = ui.rect_contains_pointer(ui.available_rect_before_wrap());
    panel.sort(context.session, still);
    let comes = panel.seen != selected && !still;
    if panel.seen != selected {
        panel.seen = selected.to_vec();
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = std::mem::take(&mut panel.rows);
    let area = egui::ScrollArea::vertical().id_salt("towers").auto_shrink(false);
    let highest = rows.iter().filter_map(|id| edits::height(context.session.document(), id)).max();
    area.show_viewport(ui, |ui, viewport| {
        let top = ui.min_rect().top();
        let width = ui.available_width();
        ui.set_height(ROW * rows.len() as f32);
        let place = |index: usize| {
            Rect::from_min_size(pos2(ui.min_rect().left(), top + ROW * index as f32), vec2(width, ROW))
        };
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let last = ((viewport.bottom() / ROW).ceil().max(0.0) as usize).min(rows.len());
        if comes && let Some(at) = rows.iter().position(|id| selected.contains(id)) {
            ui.scroll_to_rect(place(at), None);
        }
        let places: Vec<_> = (first..last).map(|index| (place(index), &rows[index])).collect();
        for (rect, id) in places {
            row_ui(ui, context, (rect, id), selected, highest.unwrap_or(0), intents);
        }
    });
    panel.rows = rows;
}

fn row_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    (rect, id): (Rect, &OrganisationId),
    selected: &[OrganisationId],
    highest: u32,
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    let Some(organisation) = document.organisation(id) else { return };
    let theme = context.theme;
    let (name, on) = (edits::name_of(document, id), selected.contains(id));
    let response = ui.interact(rect, Id::new(("tower row", id.as_str())), Sense::click());
    if on || response.hovered() {
        let fill = if on { theme.accent_soft } else { theme.hover };
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::same(RADIUS_SMALL), fill);
    }
    let right = rect.right() - 4.0;
    let plus = Rect::from_center_size(pos2(right - BUTTON / 2.0, rect.center().y), vec2(BUTTON, BUTTON));
    let minus = plus.translate(vec2(-BUTTON - NUMBER, 0.0));
    let words = Rect::from_min_max(rect.min + vec2(8.0, 0.0), pos2(minus.left() - 8.0, rect.bottom()));
    let cut_off = row_words(ui, theme, words, (&name, organisation), highest);
    let height = edits::height(document, id);
    let number = Rect::from_min_max(minus.right_top(), plus.left_bottom());
    number_ui(ui, theme, number, height);
    let spoken = format!("{name}, {}", spoken_height(height));
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, on, spoken.as_str()));
    let response = if cut_off { response.on_hover_text(&name) } else { response };
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), RADIUS_SMALL, theme);
    }
    if response.clicked() {
        let mut ids = if ui.input(|input| input.modifiers.command) { selected.to_vec() } else { Vec::new() };
        let was = ids.len();
        ids.retain(|other| other != id);
        if ids.len() == was {
            ids.push(id.clone());
        }
        intents.push(Intent::Select(ids.into_iter().map(RecordId::Organisation).collect()));
    }
    for (place, icon, up) in [(minus, icons::MINUS, false), (plus, icons::PLUS, true)] {
        let verb = if up { "Raise" } else { "Lower" };
        let button = Id::new(("tower step", id.as_str(), up));
        if step_button_ui(ui, theme, place, icon, (&format!("{verb} {name}"), button)).clicked() {
            ask(intents, context, edits::influence(document, std::slice::from_ref(id), up));
        }
    }
}

/// `height 5`, `no tower yet`.
pub(super) fn spoken_height(height: Option<u32>) -> String {
    height.map_or_else(|| "no tower yet".to_owned(), |height| format!("height {height}"))
}

/// Name and stones; whether the name was too long.
fn row_words(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    (name, organisation): (&str, &Organisation),
    highest: u32,
) -> bool {
    let galley = ui.painter().layout_job(cut(name, theme::medium(13.5), theme.ink, rect.width()));
    let cut_off = galley.elided;
    ui.painter().galley(rect.min + vec2(0.0, 6.0), galley, theme.ink);
    let line = Rect::from_min_max(rect.min + vec2(0.0, 29.0), rect.max - vec2(0.0, 9.0));
    let Some(influence) = &organisation.influence else {
        let at = line.left_center();
        ui.painter().text(at, Align2::LEFT_CENTER, "no tower yet", theme::regular(12.0), theme.muted);
        return cut_off;
    };
    let agreed = influence.when.is_some() || !influence.agreed_by.is_empty();
    let room = line.with_max_x(line.right() - if agreed { 20.0 } else { 0.0 });
    // Stones are as wide in all rows, so that rows can be compared.
    let share = influence.height as f32 / highest.max(1) as f32;
    let full = room.width().min(11.0 * highest as f32);
    tower(ui.painter(), room.with_max_x(room.left() + full * share), influence.height, theme.muted);
    if influence.height == 0 {
        ui.painter().hline(room.left()..=room.left() + 11.0, room.bottom(), Stroke::new(1.5, theme.muted));
    }
    if agreed {
        let at = pos2(line.right(), line.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, icons::CHECK, theme::icon(15.0), theme.success);
    }
    cut_off
}

fn number_ui(ui: &Ui, theme: &Theme, rect: Rect, height: Option<u32>) {
    let (words, ink) = match height {
        Some(height) => (height.to_string(), theme.ink),
        None => ("–".to_owned(), theme.faint),
    };
    let size = if words.len() > 3 { 13.0 } else { 18.0 };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, theme::bold(size), ink);
}

/// A large plus or minus.
pub(super) fn step_button_ui(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    icon: &str,
    (name, id): (&str, Id),
) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    let fill = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => theme.pressed,
        (false, true) => theme.hover,
        (false, false) => theme.field,
    };
    let line = Stroke::new(1.0, theme.outline);
    let round = CornerRadius::same(RADIUS_SMALL);
    ui.painter().rect(rect, round, fill, line, egui::StrokeKind::Inside);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, theme::icon(17.0), theme.ink);
    if response.has_focus() {
        focus_ring(ui, rect, RADIUS_SMALL, theme);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Who agreed on the towers of what is selected, and when.
fn agreement_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    selected: &[OrganisationId],
    intents: &mut Vec<Intent>,
) {
    let document = context.session.document();
    let title = match selected {
        [] => {
            hint_ui(ui, "Select an organisation: + and − raise and lower its tower, here and on the map.");
            return;
        }
        [id] => edits::name_of(document, id),
        several => counted(several.len(), "organisation"),
    };
    let built: Vec<&Influence> =
        selected.iter().filter_map(|id| document.organisation(id)?.influence.as_ref()).collect();
    let galley =
        ui.painter().layout_job(cut(&title, theme::medium(13.0), context.theme.ink, ui.available_width()));
    ui.label(galley);
    if built.is_empty() {
        hint_ui(ui, "No tower yet: + gives it a stone, − says that it has none.");
        return;
    }
    pair_ui(ui, |left, right| {
        who_ui(left, context, panel, (selected, &built), intents);
        when_ui(right, context, panel, (selected, &built), intents);
    });
    ui.horizontal(|ui| {
        if words_button_ui(ui, context.theme, "Agreed now", Weight::Main)
            .on_hover_text("Writes today's date, and who agreed last where nobody is named")
            .clicked()
        {
            ask(intents, context, edits::agreed(document, selected, &panel.who, edits::today()));
        }
        if words_button_ui(ui, context.theme, "Take tower away", Weight::Quiet).clicked() {
            let step = ("Take tower away", None);
            ask(intents, context, edits::change(document, selected, step, |one| one.influence = None));
        }
    });
}

fn who_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    (selected, built): (&[OrganisationId], &[&Influence]),
    intents: &mut Vec<Intent>,
) {
    let same = built.iter().all(|influence| influence.agreed_by == built[0].agreed_by);
    let mut text = if same { built[0].agreed_by.clone() } else { String::new() };
    let hint = match (same, panel.who.as_str()) {
        (false, _) => "Mixed",
        (true, "") => "Who was in the room",
        (true, who) => who,
    };
    let id = Id::new(("agreed by", selected));
    let response =
        field_ui(ui, "Agreed by", |ui, label| text_field_ui(ui, TextField::line(id, label, hint), &mut text));
    if response.changed() {
        panel.who.clone_from(&text);
        let step = ("Edit agreed by", Some("agreed by"));
        let command = edits::change(context.session.document(), selected, step, |one| {
            if let Some(influence) = &mut one.influence {
                influence.agreed_by.clone_from(&text);
            }
        });
        ask(intents, context, command);
    }
    if response.lost_focus() {
        intents.push(Intent::Seal);
    }
}

fn when_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    panel: &mut Panel,
    (selected, built): (&[OrganisationId], &[&Influence]),
    intents: &mut Vec<Intent>,
) {
    let same = built.iter().all(|influence| influence.when == built[0].when);
    let written = built[0].when.filter(|_| same).map_or_else(String::new, |when| when.to_string());
    let typed = panel.date.as_ref().filter(|(of, _)| of == selected).map(|(_, text)| text.clone());
    let mut text = typed.clone().unwrap_or(written);
    let read = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some),
    };
    let id = Id::new(("agreed when", selected));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let wrong = typed.is_some_and(|text| read(&text).is_err()) && !focused;
    let hint = if same { "not known" } else { "Mixed" };
    let response = field_ui(ui, "When", |ui, label| {
        let field = TextField { wrong, ..TextField::line(id, label, hint) };
        let response = text_field_ui(ui, field, &mut text);
        if wrong {
            error_ui(ui, "Write 2019, 2019-05 or 2019-05-31.");
        }
        response
    });
    if response.changed() {
        if let Ok(when) = read(&text) {
            let step = ("Edit agreed when", Some("agreed when"));
            let command = edits::change(context.session.document(), selected, step, |one| {
                if let Some(influence) = &mut one.influence {
                    influence.when = when;
                }
            });
            ask(intents, context, command);
        }
        panel.date = Some((selected.to_vec(), text.clone()));
    }
    if response.lost_focus() {
        intents.push(Intent::Seal);
        if read(&text).is_ok() {
            panel.date = None;
        }
    }
}
