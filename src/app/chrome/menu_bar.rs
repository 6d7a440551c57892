//! The top bar: menus, the map's title, undo and redo, search, Explore and the panels.
//! Must not know how anything is done.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Align, Align2, Layout, Margin, Rect, Sense, UiBuilder, containers::menu, vec2};

use super::parts::{Row, Sign, cut, focus_ring, hairline_ui, row_ui, sign_button_ui};
use crate::app::{
    actions::{Action, Menu, Situation, TABLE},
    icons,
    intent::Intent,
    theme::{self, BAR_HEIGHT, CONTROL_HEIGHT, RADIUS_SMALL, Theme},
};

/// How many recent files the menu lists.
const RECENT_IN_MENU: usize = 8;

/// What the bar shows of the open map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapTitle {
    /// The map's title; the file's name where it has none.
    pub title: String,
    /// The file's name, after it.
    pub file: String,
    /// There are edits that are not on disk.
    pub edited: bool,
}

/// Shows the bar.
pub fn menu_bar_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    title: Option<&MapTitle>,
    recent: &[PathBuf],
) -> Vec<Intent> {
    let mut intents = Vec::new();
    let frame = theme.panel(Margin::symmetric(8, 0));
    egui::Panel::top("menu bar")
        .exact_size(BAR_HEIGHT)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let whole = ui.max_rect();
            ui.painter().hline(ui.clip_rect().x_range(), whole.bottom() - 0.5, theme.hairline_stroke());
            let left = bar_half(ui, whole, Layout::left_to_right(Align::Center), |ui| {
                menus_ui(ui, theme, situation, recent, &mut intents);
            });
            let right = bar_half(ui, whole, Layout::right_to_left(Align::Center), |ui| {
                tools_ui(ui, theme, situation, &mut intents);
            });
            if let Some(title) = title {
                let room = Rect::from_min_max(
                    egui::pos2(left.right() + 16.0, whole.top()),
                    egui::pos2(right.left() - 16.0, whole.bottom()),
                );
                title_ui(ui, theme, title, room, whole.center().x);
            }
        });
    intents
}

fn bar_half(ui: &mut egui::Ui, whole: Rect, layout: Layout, add: impl FnOnce(&mut egui::Ui)) -> Rect {
    ui.scope_builder(UiBuilder::new().max_rect(whole).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        add(ui);
        ui.min_rect()
    })
    .inner
}

fn menus_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    recent: &[PathBuf],
    intents: &mut Vec<Intent>,
) {
    for which in Menu::ALL {
        let response = menu_button_ui(ui, theme, which.name());
        egui::Popup::menu(&response).width(288.0).gap(6.0).show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_width(280.0);
            menu_ui(ui, theme, situation, which, recent, intents);
        });
        switch_on_hover(ui.ctx(), &response, which);
    }
}

/// Once one menu is open, the pointer alone opens its neighbours.
fn switch_on_hover(ctx: &egui::Context, response: &egui::Response, which: Menu) {
    let id = egui::Popup::default_response_id(response);
    let memory = egui::Id::new("menus of the bar");
    let mut others: Vec<(Menu, egui::Id)> = ctx.data(|data| data.get_temp(memory)).unwrap_or_default();
    others.retain(|(menu, _)| *menu != which);
    let another_is_open = others.iter().any(|(_, other)| egui::Popup::is_id_open(ctx, *other));
    if another_is_open && ctx.pointer_hover_pos().is_some_and(|at| response.rect.contains(at)) {
        egui::Popup::open_id(ctx, id);
        ctx.request_repaint();
    }
    others.push((which, id));
    ctx.data_mut(|data| data.insert_temp(memory, others));
}

fn menu_button_ui(ui: &mut egui::Ui, theme: &Theme, name: &str) -> egui::Response {
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::regular(13.0), theme.ink);
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 18.0, CONTROL_HEIGHT), Sense::click());
    let open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&response));
    if response.hovered() || open {
        ui.painter().rect_filled(rect, RADIUS_SMALL, theme.hover);
    }
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter().galley(at.min, galley, theme.ink);
    if response.has_focus() {
        focus_ring(ui, rect, RADIUS_SMALL, theme);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
    response
}

fn menu_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    which: Menu,
    recent: &[PathBuf],
    intents: &mut Vec<Intent>,
) {
    let mut section = 0;
    for entry in TABLE.iter().filter(|entry| entry.menu == which) {
        if entry.section != section {
            section = entry.section;
            hairline_ui(ui, theme, 4.0);
        }
        let name = situation.name(entry.action);
        let keys = entry.shortcut_text();
        let row = Row {
            icon: if situation.is_on(entry.action) { icons::CHECK } else { entry.icon },
            words: &name,
            keys: &keys,
            on: situation.is_on(entry.action),
            disabled: !situation.allows(entry.action),
            ..Row::default()
        };
        if row_ui(ui, theme, &row).clicked() {
            intents.push(Intent::Act(entry.action));
            ui.close();
        }
        if entry.action == Action::OpenMap {
            recent_ui(ui, theme, recent, intents);
        }
    }
}

fn recent_ui(ui: &mut egui::Ui, theme: &Theme, recent: &[PathBuf], intents: &mut Vec<Intent>) {
    let row = Row {
        icon: icons::CLOCK_BACK,
        words: "Open recent",
        opens: true,
        disabled: recent.is_empty(),
        ..Row::default()
    };
    let response = row_ui(ui, theme, &row);
    if recent.is_empty() {
        return;
    }
    menu::SubMenu::new().show(ui, &response, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(320.0);
        for path in recent.iter().take(RECENT_IN_MENU) {
            let (name, folder) = (file_name(path), folder_name(path));
            let row = Row { icon: icons::FILE_TEXT, words: &name, beside: &folder, ..Row::default() };
            if row_ui(ui, theme, &row).clicked() {
                intents.push(Intent::OpenFile(path.clone()));
                ui.close();
            }
        }
    });
}

/// The last part of a path, as people name a file.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The folder of a file, the home folder as `~`.
#[must_use]
pub fn folder_name(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let home = directories::BaseDirs::new();
    match home.as_ref().and_then(|home| folder.strip_prefix(home.home_dir()).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => format!("~/{}", rest.display()),
        None => folder.display().to_string(),
    }
}

/// From right to left.
fn tools_ui(ui: &mut egui::Ui, theme: &Theme, situation: &Situation, intents: &mut Vec<Intent>) {
    action_button_ui(ui, theme, situation, Action::TogglePanels, intents);
    action_button_ui(ui, theme, situation, Action::ToggleExplore, intents);
    divider_ui(ui, theme);
    action_button_ui(ui, theme, situation, Action::CommandPalette, intents);
    divider_ui(ui, theme);
    for action in [Action::Redo, Action::Undo] {
        action_button_ui(ui, theme, situation, action, intents);
    }
}

fn divider_ui(ui: &mut egui::Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(13.0, 20.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), theme.hairline_stroke());
}

/// A square button for an action of the table.
pub fn action_button_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    situation: &Situation,
    action: Action,
    intents: &mut Vec<Intent>,
) {
    let entry = action.entry();
    let name = situation.name(action);
    let keys = entry.shortcut_text();
    let tip = if keys.is_empty() { name.to_string() } else { format!("{name}  ({keys})") };
    let icon = if action == Action::CommandPalette { icons::MAGNIFYING_GLASS } else { entry.icon };
    let sign = Sign {
        icon,
        name: &name,
        tip: &tip,
        tip_beside: false,
        side: 32.0,
        on: situation.is_on(action),
        enabled: situation.allows(action),
    };
    if sign_button_ui(ui, theme, &sign).clicked() {
        intents.push(Intent::Act(action));
    }
}

/// The title in the window's middle where there is room, otherwise in what is left of the bar.
fn title_ui(ui: &egui::Ui, theme: &Theme, title: &MapTitle, room: Rect, middle: f32) {
    if room.width() < 80.0 {
        return;
    }
    let painter = ui.painter();
    let file = if title.edited { format!("{}  ·  edited", title.file) } else { title.file.clone() };
    let beside = painter.layout_no_wrap(file, theme::regular(12.5), theme.muted);
    let beside_fits = room.width() > beside.size().x + 120.0;
    let gap = if beside_fits { 10.0 } else { 0.0 };
    let beside_width = if beside_fits { beside.size().x } else { 0.0 };
    let name = painter.layout_job(cut(
        &title.title,
        theme::medium(13.5),
        theme.ink,
        room.width() - beside_width - gap,
    ));
    let width = name.size().x + gap + beside_width;
    let left = (middle - width / 2.0).clamp(room.left(), (room.right() - width).max(room.left()));
    let at = Align2::LEFT_CENTER.anchor_size(egui::pos2(left, room.center().y), name.size());
    let name_right = at.right();
    painter.galley(at.min, name, theme.ink);
    if beside_fits {
        let at = Align2::LEFT_CENTER
            .anchor_size(egui::pos2(name_right + gap, room.center().y + 0.5), beside.size());
        painter.galley(at.min, beside, theme.muted);
    }
}
