//! The line above the rows: which sheet, the filter, how many rows are left, and where the table stands.
//! Must not know what a row is.

use eframe::egui::{
    self, Align, Align2, CursorIcon, Id, Key, Layout, Rect, Response, Sense, Stroke, Ui, WidgetInfo,
    WidgetType, vec2,
};

use super::{Page, Sort, Table};
use crate::app::chrome::status_line::counted;
use crate::app::words::number;
use crate::app::{
    Intent, PanelContext,
    actions::Action,
    chrome::parts::{Sign, sign_button_ui, words_ui},
    icons,
    theme::{self, CONTROL_HEIGHT, Theme, UNIT},
    widgets::{Name, TextField, text_field_ui},
};

/// Height of the line, points.
const HEIGHT: f32 = 40.0;
/// Height of the line under it, where the filter has one, points.
const SECOND: f32 = 36.0;
/// Width of the filter, and the least it is beside the tabs, points.
const FILTER: f32 = 208.0;
const FILTER_LEAST: f32 = 120.0;
/// Room for how many rows the filter leaves, points.
const REMAINING: f32 = 112.0;

pub(super) fn toolbar_ui(ui: &mut Ui, context: &PanelContext<'_>, table: &mut Table) -> Vec<Intent> {
    let theme = context.theme;
    let mut intents = Vec::new();
    let width = ui.available_width();
    let signs = 2.0 * CONTROL_HEIGHT + 3.0 * UNIT;
    let filters = matches!(table.page, Page::Rows(_));
    let hidden = hidden_words(table);
    let told = if hidden.is_empty() { 0.0 } else { told_width(ui, theme, &hidden) };
    let spare = width - tabs_width(ui, context, table) - signs - told;
    let counts = spare >= 0.0;
    // Where they have no room beside each other the filter has a line of its own.
    let least = FILTER_LEAST + if table.is_filtered() { REMAINING } else { 0.0 };
    let below = filters && spare < least;
    let filter = (spare - least + FILTER_LEAST - UNIT).min(FILTER);
    let line = ui.allocate_ui_with_layout(vec2(width, HEIGHT), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_space(UNIT);
        intents.extend(signs_ui(ui, theme, table));
        if let (Page::Rows(sort), false) = (table.page, below) {
            filter_ui(ui, theme, table, sort, filter);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(UNIT);
            tabs_ui(ui, context, table, counts);
            if below || hidden.is_empty() {
                hint_ui(ui, theme, table);
            } else {
                hidden_ui(ui, theme, &hidden);
            }
        });
    });
    let mut rect = line.response.rect;
    if let (Page::Rows(sort), true) = (table.page, below) {
        let layout = Layout::left_to_right(Align::Center);
        let second = ui.allocate_ui_with_layout(vec2(width, SECOND), layout, |ui| {
            ui.set_min_height(SECOND);
            ui.add_space(UNIT);
            let taken = 3.0 * UNIT + told + if table.is_filtered() { REMAINING } else { 0.0 };
            filter_ui(ui, theme, table, sort, (width - taken).clamp(FILTER_LEAST, FILTER));
            if !hidden.is_empty() {
                hidden_ui(ui, theme, &hidden);
            }
        });
        rect = rect.union(second.response.rect);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline_stroke());
    intents
}

/// In the map's place or beside it, and away.
fn signs_ui(ui: &mut Ui, theme: &Theme, table: &Table) -> Option<Intent> {
    let sign = |icon, action: Action, name, on| {
        (Sign { icon, name, tip: "", tip_beside: false, side: CONTROL_HEIGHT, on, enabled: true }, action)
    };
    let alone = if table.alone { "Map and table" } else { "Table alone" };
    let mut asked = None;
    for (sign, action) in [
        sign(icons::X, Action::Table, "Close the table", false),
        sign(icons::ARROWS_OUT, Action::TableAlone, alone, table.alone),
    ] {
        let keys = action.entry().shortcut_text();
        let tip = format!("{}  ({keys})", sign.name);
        if sign_button_ui(ui, theme, &Sign { tip: &tip, ..sign }).clicked() {
            asked = Some(Intent::Act(action));
        }
    }
    asked
}

fn filter_ui(ui: &mut Ui, theme: &Theme, table: &mut Table, sort: Sort, width: f32) {
    let id = Id::new("table filter");
    // Before the field sees them: Escape takes the filter away, Enter and Down go to the rows.
    let focused = ui.memory(|memory| memory.has_focus(id));
    if focused && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::ArrowDown)) {
        table.wants_keyboard = true;
    }
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, CONTROL_HEIGHT), Sense::hover());
    let mut field = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let look = TextField {
        id,
        name: Name::Words("Filter rows"),
        hint: "Filter rows",
        rows: 1,
        wrong: false,
        width: Some(width - 16.0),
    };
    let response = text_field_ui(&mut field, look, &mut table.filter);
    if std::mem::take(&mut table.wants_filter) {
        response.request_focus();
    }
    table.fresh &= !response.changed();
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        table.filter.clear();
        table.wants_keyboard = true;
        ui.ctx().request_repaint();
    }
    let sheet = table.sheet(sort);
    let (shown, all) = (sheet.rows.ids().len(), sheet.rows.all());
    if shown < all {
        ui.add_space(4.0);
        words_ui(
            ui,
            &format!("{} of {}", number(shown), counted(all, "row")),
            theme::regular(12.0),
            theme.muted,
        );
    }
}

/// `12 hidden by the filter`: rows that the map does not show either.
fn hidden_words(table: &Table) -> String {
    match table.hidden_rows() {
        0 => String::new(),
        hidden => format!("{} hidden by the filter", crate::model::grouped(hidden as u64)),
    }
}

/// How many rows are missing; the strip that says what is hidden has the button that shows all.
fn hidden_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.add_space(UNIT);
    words_ui(ui, words, theme::regular(12.0), theme.warning);
}

/// How wide the words are, points.
fn told_width(ui: &Ui, theme: &Theme, words: &str) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), theme::regular(12.0), theme.ink).size().x + 2.0 * UNIT
}

/// What the keys do, where there is room to say it.
fn hint_ui(ui: &mut Ui, theme: &Theme, table: &Table) {
    let words = match table.page {
        _ if table.holder.is_none() => return,
        Page::Rows(_) => "Type to write, Enter goes on, Esc leaves",
        Page::Duplicates => "Arrows choose a pair, Tab goes to the buttons",
    };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::regular(12.0), theme.muted);
    if galley.size().x + 3.0 * UNIT < ui.available_width() {
        ui.add_space(UNIT);
        words_ui(ui, words, theme::regular(12.0), theme.muted);
    }
}

/// The leaves, what they are called, and how much is on them.
fn tabs(context: &PanelContext<'_>, table: &Table) -> [(Page, &'static str, Option<usize>); 3] {
    let document = context.session.document();
    [
        (Page::Rows(Sort::Organisations), "Organisations", Some(document.organisations().len())),
        (Page::Rows(Sort::Flows), "Flows", Some(document.flows().len())),
        (Page::Duplicates, "Duplicates", table.duplicates.known(context.session.revision())),
    ]
}

fn figure(count: Option<usize>) -> String {
    count.map(|count| crate::model::grouped(count as u64)).unwrap_or_default()
}

/// How wide the tabs are with their counts, points.
fn tabs_width(ui: &Ui, context: &PanelContext<'_>, table: &Table) -> f32 {
    let ink = context.theme.ink;
    let width = |words: String, font| ui.painter().layout_no_wrap(words, font, ink).size().x;
    let tab = |(_, words, count): (Page, &str, Option<usize>)| {
        let figure = width(figure(count), theme::regular(12.0));
        width(words.to_owned(), theme::medium(13.0)) + 6.0 + figure + 2.0 * UNIT + 4.0
    };
    tabs(context, table).into_iter().map(tab).sum::<f32>() + UNIT
}

fn tabs_ui(ui: &mut Ui, context: &PanelContext<'_>, table: &mut Table, counts: bool) {
    for (page, words, count) in tabs(context, table) {
        let tab = tab_ui(ui, context.theme, words, (count, counts), table.page == page);
        if tab.clicked() && table.page != page {
            (table.page, table.edit, table.wants_keyboard, table.fresh) = (page, None, true, false);
            ui.ctx().request_repaint();
        }
    }
}

/// A word with its count; a line in the accent under the one that is shown.
fn tab_ui(
    ui: &mut Ui,
    theme: &Theme,
    words: &str,
    (count, shown): (Option<usize>, bool),
    on: bool,
) -> Response {
    let ink = if on { theme.ink } else { theme.muted };
    let title = ui.painter().layout_no_wrap(words.to_owned(), theme::medium(13.0), ink);
    let count = figure(count);
    let seen = if shown { count.clone() } else { String::new() };
    let gap = if seen.is_empty() { 0.0 } else { 6.0 };
    let figure = ui.painter().layout_no_wrap(seen, theme::regular(12.0), theme.muted);
    let size = vec2(title.size().x + gap + figure.size().x + 2.0 * UNIT, HEIGHT - 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect.shrink2(vec2(0.0, 5.0)), 6.0, theme.hover);
    }
    let left = rect.left_center() + vec2(UNIT, 0.0);
    let beside = left + vec2(title.size().x + gap, 0.5);
    painter.galley(Align2::LEFT_CENTER.anchor_size(left, title.size()).min, title, ink);
    painter.galley(Align2::LEFT_CENTER.anchor_size(beside, figure.size()).min, figure, theme.muted);
    if on {
        let line =
            Rect::from_min_max(rect.left_bottom() + vec2(UNIT, -2.0), rect.right_bottom() - vec2(UNIT, 0.0));
        painter.rect_filled(line, 1.0, theme.accent);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(rect.shrink2(vec2(0.0, 5.0)), 6.0, ring, egui::StrokeKind::Inside);
    }
    let name = if count.is_empty() { words.to_owned() } else { format!("{words}, {count}") };
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, on, name.as_str()));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
