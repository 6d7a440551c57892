//! One line of the legend: swatch, name, how often it occurs, and its menu. Must not know what it stands for.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Id, Key, Modifiers, Popup, Rect, Response, Sense, Ui,
    WidgetInfo, WidgetType, containers::menu::SubMenu, pos2, text::LayoutJob, text::TextWrapping, vec2,
};

use crate::app::words::number;
use crate::app::{
    fonts,
    widgets::{
        CONTROL, GAP, Icon, LABEL_SIZE, RADIUS, Swatch, TEXT_SIZE, accent, focus_ring, menu_row_ui, muted,
        paint_swatch, row_fill, strong, submenu_row_ui,
    },
};

/// Height of a line, points: lower than a control, so that the flow kinds are near at hand.
const ROW: f32 = 24.0;

/// What a line shows.
pub(super) struct Entry<'a> {
    pub(super) id: Id,
    pub(super) swatch: Swatch,
    pub(super) name: &'a str,
    /// How often it occurs.
    pub(super) count: usize,
    /// New things get it.
    pub(super) current: bool,
    /// What a click does, in words.
    pub(super) hint: &'a str,
    /// How many of the selected things it can be given to.
    pub(super) selected: usize,
    /// Its menu can rename, move, merge and delete it: it is a record of the scheme.
    pub(super) editable: bool,
    /// Into which others it may be merged, by name.
    pub(super) others: &'a [String],
}

/// What a user wants of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    MakeCurrent,
    Apply,
    SelectAll,
    Rename,
    /// Open or close its looks.
    Looks,
    Earlier,
    Later,
    /// Into the other at this index.
    Merge(usize),
    Delete,
}

/// Shows the line; a click makes it current, a click with Ctrl gives it to what is selected.
pub(super) fn entry_ui(ui: &mut Ui, entry: &Entry<'_>) -> Option<Wish> {
    let rect = ui.allocate_space(vec2(ui.available_width(), ROW)).1;
    let row = rect.expand2(vec2(GAP, 0.0));
    let response = ui.interact(row, entry.id, Sense::click());
    let warm = response.hovered() || response.has_focus() || ui.rect_contains_pointer(row);
    if ui.is_rect_visible(rect) {
        paint(ui, entry, rect, row, warm, response.has_focus());
    }
    name_node(ui, entry, &response);
    let response = response.on_hover_text(entry.hint).on_hover_cursor(CursorIcon::PointingHand);
    let mut wish = buttons_ui(ui, entry, rect, warm);
    let menu = Popup::context_menu(&response).width(220.0);
    menu.show(|ui| menu_ui(ui, entry, &mut wish));
    if response.double_clicked() && entry.editable {
        wish = Some(Wish::Rename);
    } else if response.clicked() && wish.is_none() {
        let apply = ui.input(|input| input.modifiers.command) && entry.selected > 0;
        wish = Some(if apply { Wish::Apply } else { Wish::MakeCurrent });
    }
    if response.has_focus()
        && entry.editable
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2))
    {
        wish = Some(Wish::Rename);
    }
    wish
}

fn paint(ui: &Ui, entry: &Entry<'_>, rect: Rect, row: Rect, warm: bool, focused: bool) {
    let radius = CornerRadius::same(RADIUS);
    if entry.current {
        ui.painter().rect_filled(row, radius, ui.visuals().selection.bg_fill);
    } else if warm {
        ui.painter().rect_filled(row, radius, row_fill(ui));
    }
    let size = entry.swatch.size();
    let place = Rect::from_center_size(pos2(rect.left() + size.x / 2.0, rect.center().y), size);
    paint_swatch(ui.painter(), place, &entry.swatch);
    let left = place.right() + GAP;
    // The count stands where the buttons come when the pointer does.
    let end = rect.right() - if warm { button_room(entry) } else { 28.0 };
    let faint = entry.count == 0 && !entry.current;
    let ink = if faint { muted(ui) } else { strong(ui) };
    let font =
        if entry.current { fonts::font(fonts::MEDIUM, TEXT_SIZE) } else { FontId::proportional(TEXT_SIZE) };
    let mut job = LayoutJob::simple_singleline(entry.name.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width((end - left).max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size());
    ui.painter().galley(at.min, galley, ink);
    if entry.count > 0 && !warm {
        let font = FontId::proportional(LABEL_SIZE);
        ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, number(entry.count), font, muted(ui));
    }
    if focused {
        focus_ring(ui, row);
    }
}

fn name_node(ui: &Ui, entry: &Entry<'_>, response: &Response) {
    let name = match entry.count {
        0 => entry.name.to_owned(),
        count => format!("{}, {}", entry.name, number(count)),
    };
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), entry.current, name.as_str())
    });
}

fn button_room(entry: &Entry<'_>) -> f32 {
    if entry.selected > 0 { 2.0 * CONTROL } else { CONTROL }
}

/// The buttons at the end of the line under the pointer: give to what is selected, and the menu.
fn buttons_ui(ui: &mut Ui, entry: &Entry<'_>, rect: Rect, warm: bool) -> Option<Wish> {
    let mut wish = None;
    let right = Rect::from_min_max(rect.right_top() - vec2(CONTROL - 4.0, 0.0), rect.max + vec2(4.0, 0.0));
    let menu = shy_button_ui(
        ui,
        entry.id.with("menu"),
        right,
        Icon::Dots,
        &format!("More for {}", entry.name),
        warm,
    );
    Popup::menu(&menu).width(220.0).show(|ui| menu_ui(ui, entry, &mut wish));
    if entry.selected > 0 {
        let place = right.translate(vec2(-CONTROL, 0.0));
        let name = format!("Give {} to what is selected (Ctrl+click)", entry.name);
        if shy_button_ui(ui, entry.id.with("apply"), place, Icon::Tick, &name, warm).clicked() {
            wish = Some(Wish::Apply);
        }
    }
    wish
}

/// A button that shows itself only while the pointer or the keyboard is on its line.
pub(super) fn shy_button_ui(ui: &Ui, id: Id, rect: Rect, icon: Icon, name: &str, warm: bool) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    if warm || response.has_focus() {
        let ink = if response.hovered() { accent(ui) } else { muted(ui) };
        icon.paint(ui.painter(), rect, ink);
    }
    if response.has_focus() {
        focus_ring(ui, rect);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand)
}

fn menu_ui(ui: &mut Ui, entry: &Entry<'_>, wish: &mut Option<Wish>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut row = |ui: &mut Ui, words: &str, means: Wish| {
        if menu_row_ui(ui, None, words, false).clicked() {
            *wish = Some(means);
            ui.close();
        }
    };
    if entry.selected > 0 {
        row(ui, "Give to what is selected", Wish::Apply);
    }
    if entry.count > 0 {
        row(ui, &format!("Select all {}", entry.count), Wish::SelectAll);
    }
    if !entry.editable {
        return;
    }
    row(ui, "Rename", Wish::Rename);
    row(ui, "Change look", Wish::Looks);
    row(ui, "Move up", Wish::Earlier);
    row(ui, "Move down", Wish::Later);
    if !entry.others.is_empty() {
        let into = submenu_row_ui(ui, "Merge into");
        SubMenu::new().show(ui, &into, |ui| {
            ui.set_min_width(180.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, name) in entry.others.iter().enumerate() {
                if menu_row_ui(ui, None, name, false).clicked() {
                    *wish = Some(Wish::Merge(index));
                    ui.close();
                }
            }
        });
    }
    if menu_row_ui(ui, None, "Delete", false).clicked() {
        *wish = Some(Wish::Delete);
        ui.close();
    }
}
