//! The list of formats: what each is called, what reads it, how much of the map it holds. Must not know how that is counted.

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, Frame, Key, Margin, Modifiers, Rect, Response, Sense, Ui,
    WidgetInfo, WidgetType, pos2, vec2,
};

use super::{FORMATS, OtherProgram, job::Answer, words, writing};
use crate::{
    app::{
        chrome::parts::{caption_ui, cut, focus_ring},
        icons,
        theme::{self, RADIUS_SMALL, Theme},
    },
    interchange::Format,
};

const ROW: f32 = 42.0;
/// Room for the word at the right end of a row, points.
const REMARK: f32 = 120.0;

/// Shows the list; a click or an arrow chooses. Whether the chosen one is taken: Enter, or a second click.
pub(super) fn list_ui(ui: &mut Ui, theme: &Theme, page: &mut OtherProgram) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().inner_margin(Margin { left: 10, bottom: 6, ..Margin::ZERO }).show(ui, |ui| {
        caption_ui(ui, theme, "Format");
    });
    let chosen = page.format;
    let mut next = chosen;
    let place = |format| FORMATS.iter().position(|other| *other == format).unwrap_or(0);
    let mut rows: Vec<Response> = Vec::with_capacity(FORMATS.len());
    for format in FORMATS {
        let answer = page.counting.answer(writing(format, page.notes));
        let response = row_ui(ui, theme, format, format == chosen, answer);
        if response.clicked() {
            next = format;
        }
        rows.push(response);
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let taken = rows.iter().any(Response::double_clicked) || (enter && rows[place(chosen)].has_focus());
    let has_keyboard = rows.iter().any(Response::has_focus);
    if has_keyboard {
        next = stepped(ui, next);
    }
    if next != chosen {
        page.format = next;
        page.trouble = None;
        rows[place(next)].request_focus();
    }
    if next != chosen || std::mem::take(&mut page.scrolls) {
        rows[place(next)].scroll_to_me(None);
    }
    taken
}

/// The row that the arrows lead to.
fn stepped(ui: &Ui, from: Format) -> Format {
    let place = FORMATS.iter().position(|format| *format == from).unwrap_or(0);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = FORMATS.len() - 1;
    let to = match () {
        () if pressed(Key::ArrowDown) => (place + 1).min(last),
        () if pressed(Key::ArrowUp) => place.saturating_sub(1),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => last,
        () => place,
    };
    FORMATS[to]
}

fn row_ui(ui: &mut Ui, theme: &Theme, format: Format, on: bool, answer: Option<&Answer>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (name, readers) = words::format(format);
    let remark = match answer {
        None => String::new(),
        Some(Ok(counted)) => words::remark(&counted.loss),
        Some(Err(_)) => "not counted".to_owned(),
    };
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if ui.is_rect_visible(rect) {
        let over = response.hovered() || response.has_focus();
        if on || over {
            let fill = if on { theme.accent_soft } else { theme.hover };
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), fill);
        }
        let whole = matches!(answer, Some(Ok(counted)) if counted.loss.is_empty());
        row_words(ui, theme, rect, (name, readers, &remark), (on, whole));
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0), RADIUS_SMALL, theme);
        }
    }
    let said = [name, readers, &remark].map(str::to_owned).into_iter().filter(|words| !words.is_empty());
    let said = said.collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), on, &said));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn row_words(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    (name, readers, remark): (&str, &str, &str),
    (on, whole): (bool, bool),
) {
    let painter = ui.painter();
    let left = rect.left() + 10.0;
    let ink = if on { theme.accent } else { theme.ink };
    let room = rect.width() - 20.0;
    let line = |words: &str, font, ink, room: f32, middle: f32| {
        let galley = painter.layout_job(cut(words, font, ink, room));
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
        painter.galley(at.min, galley, ink);
    };
    line(name, theme::medium(13.0), ink, room - REMARK, rect.top() + 13.0);
    line(readers, theme::regular(12.0), theme.muted, room, rect.top() + 29.5);
    let end = pos2(rect.right() - 10.0, rect.top() + 13.0);
    let tone = if whole { theme.success } else { theme.muted };
    let said = painter.text(end, Align2::RIGHT_CENTER, remark, theme::regular(12.0), tone);
    if whole {
        let at = pos2(said.left() - 5.0, end.y);
        painter.text(at, Align2::RIGHT_CENTER, icons::CHECK, theme::icon(13.0), tone);
    }
}
