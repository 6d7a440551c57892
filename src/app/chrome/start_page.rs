//! The page that stands where no map is open: begin, go on with a recent map, look at an example.
//! Must not know how a map is opened.

use std::path::PathBuf;

use eframe::egui::{self, Align2, CursorIcon, Sense, StrokeKind, vec2};

use super::{
    menu_bar::{file_name, folder_name},
    parts::{Row, Sign, Weight, caption_ui, focus_ring, row_ui, sign_button_ui, words_button_ui, words_ui},
};
use crate::app::{
    actions::Action,
    examples::{EXAMPLES, Example},
    icons,
    theme::{self, RADIUS, RADIUS_SMALL, Theme, UNIT},
};

const WIDTH: f32 = 880.0;
/// So many maps that were left are offered at once.
const MOST_LEFT: usize = 3;
/// The picture of one, points.
const PICTURE: egui::Vec2 = vec2(208.0, 124.0);

/// A recent map, and whether its file is still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Where it is, or was.
    pub path: PathBuf,
    /// Its file is there.
    pub there: bool,
    /// Its file is gone, and earlier versions of it are kept.
    pub kept: bool,
}

/// A map that was left unsaved when the program ended without being asked to.
#[derive(Clone)]
pub struct Recovered {
    /// Its name for people.
    pub name: String,
    /// When it was edited and how much is not saved, in words.
    pub words: String,
    /// The folder of its file, if it has one.
    pub folder: Option<String>,
    /// A small picture of it.
    pub picture: Option<egui::TextureHandle>,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// What a menu would do.
    Act(Action),
    /// Open this map file.
    Open(PathBuf),
    /// Open this example as a new map.
    Example(&'static Example),
    /// Show what is kept of this map, whose file is gone.
    Backups(PathBuf),
    /// Take a map off the list.
    Forget(PathBuf),
    /// Open one of what earlier runs left.
    Restore {
        /// Which.
        place: usize,
        /// And ask at once where to save it.
        elsewhere: bool,
    },
    /// Throw it away.
    ThrowAway(usize),
}

/// Shows the page.
pub fn start_page_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    recent: &[Recent],
    left: &[Recovered],
) -> Option<Wish> {
    let mut wish = None;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.page);
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 64.0);
        let side = ((ui.available_width() - width) / 2.0).max(0.0);
        ui.add_space((ui.available_height() * 0.09).clamp(24.0, 96.0));
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(width);
                head_ui(ui, theme);
                for (place, recovered) in left.iter().enumerate().take(MOST_LEFT) {
                    wish = recovered_ui(ui, theme, place, recovered).or(wish.take());
                }
                if left.len() > MOST_LEFT {
                    let words = format!("{} more are offered after these", left.len() - MOST_LEFT);
                    words_ui(ui, &words, theme::regular(13.0), theme.muted);
                    ui.add_space(16.0);
                }
                wish = begin_ui(ui, theme).or(wish.take());
                ui.add_space(32.0);
                wish = lists_ui(ui, theme, recent).or(wish.take());
                ui.add_space(40.0);
            });
        });
    });
    wish
}

fn head_ui(ui: &mut egui::Ui, theme: &Theme) {
    words_ui(ui, "ecomap", theme::bold(30.0), theme.ink);
    words_ui(
        ui,
        "Organisations of a place, by sector and scale, and what flows between them",
        theme::regular(15.0),
        theme.muted,
    );
    ui.add_space(28.0);
}

fn recovered_ui(ui: &mut egui::Ui, theme: &Theme, place: usize, recovered: &Recovered) -> Option<Wish> {
    let mut wish = None;
    let line = egui::Stroke::new(1.0, theme.warning.gamma_multiply(0.5));
    let frame =
        egui::Frame::new().fill(theme.warning_soft).stroke(line).corner_radius(RADIUS).inner_margin(16);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            if let Some(picture) = &recovered.picture {
                picture_ui(ui, theme, picture, &recovered.name, PICTURE);
                ui.add_space(8.0);
            }
            ui.vertical(|ui| {
                let title = format!("“{}” was not saved when ecomap last ended", recovered.name);
                words_ui(ui, &title, theme::medium(15.0), theme.ink);
                words_ui(ui, &recovered.words, theme::regular(13.0), theme.ink);
                let file = match &recovered.folder {
                    Some(folder) => format!("Its file in {folder} stays as it is until you save."),
                    None => "Nothing of it is lost: restore it, and save it where you like.".to_owned(),
                };
                words_ui(ui, &file, theme::regular(13.0), theme.muted);
                ui.add_space(6.0);
                ui.horizontal(|ui| wish = restoring_ui(ui, theme, place));
            });
        });
    });
    ui.add_space(16.0);
    wish
}

fn restoring_ui(ui: &mut egui::Ui, theme: &Theme, place: usize) -> Option<Wish> {
    let mut wish = None;
    if words_button_ui(ui, theme, "Restore map", Weight::Main).clicked() {
        wish = Some(Wish::Restore { place, elsewhere: false });
    }
    if words_button_ui(ui, theme, "Save elsewhere…", Weight::Plain).clicked() {
        wish = Some(Wish::Restore { place, elsewhere: true });
    }
    if words_button_ui(ui, theme, "Throw away…", Weight::Danger).clicked() {
        wish = Some(Wish::ThrowAway(place));
    }
    wish
}

/// A small picture of a map, whole, in the middle of a frame of this size.
pub fn picture_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    picture: &egui::TextureHandle,
    name: &str,
    frame: egui::Vec2,
) {
    let (rect, response) = ui.allocate_exact_size(frame, Sense::hover());
    ui.painter().rect_filled(rect, RADIUS_SMALL, theme.surface);
    let size = picture.size_vec2();
    let room = rect.shrink(4.0);
    let scale = (room.width() / size.x).min(room.height() / size.y);
    let at = egui::Rect::from_center_size(room.center(), size * scale);
    let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    ui.painter().image(picture.id(), at, whole, egui::Color32::WHITE);
    let line = egui::Stroke::new(1.0, theme.hairline);
    ui.painter().rect_stroke(rect, RADIUS_SMALL, line, StrokeKind::Inside);
    let words = format!("A picture of “{name}”");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &words));
}

/// A card to begin with: sign, words, what it is.
struct Card {
    action: Action,
    title: &'static str,
    detail: &'static str,
}

const CARDS: [Card; 3] = [
    Card { action: Action::NewMap, title: "Empty map", detail: "A blank page to begin on" },
    Card {
        action: Action::NewBandsMap,
        title: "Sectors by scale",
        detail: "A band a scale, a column a sector",
    },
    Card { action: Action::OpenMap, title: "Open map…", detail: "Or drop a file on this window" },
];

fn begin_ui(ui: &mut egui::Ui, theme: &Theme) -> Option<Wish> {
    let mut wish = None;
    let gap = 2.0 * UNIT;
    let count = CARDS.len() as f32;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for card in &CARDS {
            if card_ui(ui, theme, card, width).clicked() {
                wish = Some(Wish::Act(card.action));
            }
        }
    });
    wish
}

fn card_ui(ui: &mut egui::Ui, theme: &Theme, card: &Card, width: f32) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 76.0), Sense::click());
    let painter = ui.painter();
    let (fill, line) =
        if response.hovered() { (theme.hover, theme.outline) } else { (theme.surface, theme.hairline) };
    painter.rect(rect, RADIUS, fill, egui::Stroke::new(1.0, line), StrokeKind::Inside);
    let entry = card.action.entry();
    let sign = rect.left_center() + vec2(32.0, 0.0);
    painter.circle_filled(sign, 18.0, theme.accent_soft);
    painter.text(sign, Align2::CENTER_CENTER, entry.icon, theme::icon(19.0), theme.accent);
    let at = rect.left_center() + vec2(64.0, 0.0);
    painter.text(at - vec2(0.0, 1.5), Align2::LEFT_BOTTOM, card.title, theme::medium(14.5), theme.ink);
    painter.text(at + vec2(0.0, 3.5), Align2::LEFT_TOP, card.detail, theme::regular(12.5), theme.muted);
    let keys = entry.shortcut_text();
    let corner = rect.right_top() + vec2(-12.0, 12.0);
    painter.text(corner, Align2::RIGHT_TOP, keys, theme::regular(11.0), theme.muted);
    if response.has_focus() {
        focus_ring(ui, rect, RADIUS, theme);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, card.title));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn lists_ui(ui: &mut egui::Ui, theme: &Theme, recent: &[Recent]) -> Option<Wish> {
    let mut wish = None;
    ui.columns_const(|[left, right]| {
        let recent_wish = recent_ui(left, theme, recent);
        let example_wish = examples_ui(right, theme);
        wish = recent_wish.or(example_wish);
    });
    wish
}

fn recent_ui(ui: &mut egui::Ui, theme: &Theme, recent: &[Recent]) -> Option<Wish> {
    let mut wish = None;
    caption_ui(ui, theme, "Recent maps");
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    if recent.is_empty() {
        ui.add_space(6.0);
        words_ui(ui, "Maps that you open or save are listed here", theme::regular(13.0), theme.muted);
    }
    for one in recent {
        let name = file_name(&one.path);
        let beside = match (one.there, one.kept) {
            (true, _) => folder_name(&one.path),
            (false, true) => "no longer there: show its backups".to_owned(),
            (false, false) => "no longer there".to_owned(),
        };
        let icon = if one.there { icons::FILE_TEXT } else { icons::WARNING };
        let disabled = !one.there && !one.kept;
        let row = Row { icon, words: &name, beside: &beside, disabled, height: 34.0, ..Row::default() };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let cross = 28.0;
            let size = vec2(ui.available_width() - cross - 4.0, 34.0);
            let response = ui.allocate_ui(size, |ui| row_ui(ui, theme, &row)).inner;
            let response = response.on_hover_text(one.path.display().to_string());
            if response.clicked() {
                let path = one.path.clone();
                wish = Some(if one.there { Wish::Open(path) } else { Wish::Backups(path) });
            }
            let tip = format!("Take {name} off this list");
            let sign = Sign {
                icon: icons::X,
                name: &tip,
                tip: &tip,
                tip_beside: false,
                side: cross,
                on: false,
                enabled: true,
            };
            if sign_button_ui(ui, theme, &sign).clicked() {
                wish = Some(Wish::Forget(one.path.clone()));
            }
        });
    }
    wish
}

fn examples_ui(ui: &mut egui::Ui, theme: &Theme) -> Option<Wish> {
    let mut wish = None;
    caption_ui(ui, theme, "Examples from the study");
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for example in EXAMPLES {
        let row = Row {
            icon: icons::MAP,
            words: example.title,
            beside: example.about,
            height: 34.0,
            ..Row::default()
        };
        if row_ui(ui, theme, &row).clicked() {
            wish = Some(Wish::Example(example));
        }
    }
    wish
}
