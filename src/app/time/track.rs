//! The slider over the moments of a map: a tick for each, one handle or two. Must not know what happens at them.

use eframe::egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::{
    app::theme::{self, Theme},
    model::Date,
};

/// Height with the dates under the ticks, points.
pub const HEIGHT: f32 = 44.0;
/// From an end of the slider to its first tick, points: half a date's width.
const END: f32 = 34.0;
const LINE: f32 = 13.0;
const HANDLE: f32 = 8.0;
/// The room that a date under a tick needs, points.
const DATE: f32 = 78.0;

/// What the slider shows.
pub struct Track<'a> {
    pub moments: &'a [Date],
    pub date: Date,
    pub beside: Option<Date>,
    /// What is said of the date.
    pub spoken: &'a str,
}

/// What was done on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    To(Date),
    Play,
}

/// By this id the slider is known.
pub fn id() -> Id {
    Id::new("time slider")
}

/// Shows the slider in all the width there is.
pub fn track_ui(ui: &mut Ui, theme: &Theme, track: &Track<'_>, focus: bool) -> Option<Asked> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let response = ui.interact(rect, id(), Sense::click_and_drag());
    if focus {
        response.request_focus();
    }
    let line =
        Rect::from_min_max(pos2(rect.left() + END, rect.top()), pos2(rect.right() - END, rect.bottom()));
    let mut asked = response.interact_pointer_pos().and_then(|at| {
        let share = ((at.x - line.left()) / line.width().max(1.0)).clamp(0.0, 1.0);
        let last = track.moments.len().checked_sub(1)?;
        track.moments.get((share * last as f32).round() as usize).copied().map(Asked::To)
    });
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        asked = keys(ui, track).or(asked);
    }
    if ui.is_rect_visible(rect) {
        paint(ui, theme, track, (rect, line), response.has_focus());
    }
    let at = track.moments.iter().rposition(|date| date.span() <= track.date.span()).unwrap_or(0);
    response.widget_info(|| WidgetInfo::slider(true, at as f64, "Date"));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(track.spoken);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(track.moments.len().saturating_sub(1) as f64);
        node.set_numeric_value(at as f64);
    });
    response.on_hover_cursor(CursorIcon::PointingHand);
    asked.filter(|asked| *asked != Asked::To(track.date))
}

/// Arrows go a moment on or back, Home and End to the first and the last, Space plays.
fn keys(ui: &Ui, track: &Track<'_>) -> Option<Asked> {
    let now = track.date.span();
    let (first, last) = (track.moments.first().copied(), track.moments.last().copied());
    let next = || track.moments.iter().copied().find(|date| date.span() > now);
    let previous = || track.moments.iter().copied().rfind(|date| date.span() < now);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, to) in [
        (Key::ArrowRight, next()),
        (Key::ArrowUp, next()),
        (Key::ArrowLeft, previous()),
        (Key::ArrowDown, previous()),
        (Key::Home, first),
        (Key::End, last),
    ] {
        if pressed(key) {
            return to.map(Asked::To);
        }
    }
    pressed(Key::Space).then_some(Asked::Play)
}

/// Where a date is along the moments: between two of them where it is none.
fn place(moments: &[Date], date: Date) -> f32 {
    let before = moments.iter().filter(|moment| moment.span() < date.span()).count();
    if moments.get(before) == Some(&date) { before as f32 } else { before as f32 - 0.5 }
}

fn paint(ui: &Ui, theme: &Theme, track: &Track<'_>, (rect, line): (Rect, Rect), focused: bool) {
    let painter = ui.painter();
    let y = rect.top() + LINE;
    let last = track.moments.len().saturating_sub(1).max(1) as f32;
    let x = |place: f32| line.left() + line.width() * (place / last).clamp(0.0, 1.0);
    painter.hline(line.x_range(), y, Stroke::new(2.0, theme.outline));
    let now = x(place(track.moments, track.date));
    if let Some(beside) = track.beside {
        let other = x(place(track.moments, beside));
        painter.hline(now.min(other)..=now.max(other), y, Stroke::new(4.0, theme.accent));
        painter.circle(pos2(other, y), HANDLE - 1.0, theme.page, Stroke::new(2.5, theme.accent));
    }
    let mut free = f32::NEG_INFINITY;
    let mut write = |place: usize, date: Date| {
        let at = x(place as f32);
        if at - DATE / 2.0 >= free {
            let ink = if date == track.date { theme.ink } else { theme.muted };
            let font = theme::regular(12.5);
            painter.text(pos2(at, y + 12.0), Align2::CENTER_TOP, date.to_string(), font, ink);
            free = at + DATE / 2.0;
        }
    };
    for (place, date) in track.moments.iter().enumerate() {
        painter.vline(x(place as f32), y - 6.0..=y + 6.0, Stroke::new(1.5, theme.muted));
        write(place, *date);
    }
    painter.circle(pos2(now, y), HANDLE, theme.accent, Stroke::new(2.0, theme.page));
    if focused {
        painter.circle_stroke(pos2(now, y), HANDLE + 3.0, Stroke::new(2.0, theme.accent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_no_moment_stands_between_two() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let moments = [date("2010"), date("2015"), date("2020-05")];
        for (at, expected) in
            [("2010", 0.0), ("2015", 1.0), ("2017", 1.5), ("2020-05", 2.0), ("2021", 2.5), ("2009", -0.5)]
        {
            assert_eq!(place(&moments, date(at)), expected, "{at}");
        }
    }
}
