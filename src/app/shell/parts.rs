//! The parts of the window, and how F6 takes the keyboard from one to the next. Must not know what stands in them.

use eframe::egui::{self, FocusDirection, Rect};

use crate::app::canvas::Canvas;

/// A part of the window that the keyboard can go to, in the order in which F6 goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Canvas,
    /// What stands in the canvas's place: the live network, the table.
    Instead,
    /// How the map is to be arranged.
    Arrange,
    Tools,
    Find,
    History,
    Findings,
    Compare,
    Rounds,
    Influence,
    Table,
    /// The dates of the map.
    Time,
    Legend,
    Inspector,
    Conflicts,
    Capture,
    Status,
    /// Why the map is open to look at only.
    ReadOnly,
    Menu,
}

/// Which parts are shown, and which one the keyboard is on its way to.
#[derive(Default)]
pub(super) struct Parts {
    /// In the order of drawing.
    now: Vec<(Part, Rect)>,
    wanted: Option<Part>,
    /// A frame has begun since it was wanted.
    waited: bool,
}

impl Parts {
    /// A frame begins.
    pub(super) fn begin(&mut self) {
        self.now.clear();
        // What was not shown in the frame after is not shown at all: it must not take the keyboard when it comes back.
        if self.wanted.is_some() && std::mem::replace(&mut self.waited, true) {
            self.wanted = None;
        }
    }

    /// Before a part is drawn: if the keyboard is on its way there, the first control drawn next has it.
    pub(super) fn arrive(&mut self, ctx: &egui::Context, part: Part) {
        if self.wanted != Some(part) {
            return;
        }
        self.wanted = None;
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
            memory.move_focus(FocusDirection::Next);
        });
    }

    /// A part is shown there.
    pub(super) fn stands(&mut self, part: Part, rect: Rect) {
        self.now.push((part, rect));
    }

    /// Beside the cards that stand in the upper right corner of `place`.
    pub(super) fn beside_cards(&self, place: Rect) -> Rect {
        let is_card = |part| matches!(part, Part::Find | Part::History | Part::Findings | Part::Compare);
        let cards = self.now.iter().filter(|(part, _)| is_card(*part));
        let edge = cards.map(|(_, rect)| rect.left()).fold(place.right(), f32::min);
        place.with_max_x(edge.max(place.left() + 1.0))
    }

    /// Shows a part, which takes its place from a side of what is free; nothing stands there if it takes none.
    pub(super) fn show(&mut self, ui: &mut egui::Ui, part: Part, add: impl FnOnce(&mut egui::Ui)) {
        self.arrive(ui.ctx(), part);
        let before = ui.available_rect_before_wrap();
        add(ui);
        let after = ui.available_rect_before_wrap();
        self.now.extend(taken(before, after).map(|rect| (part, rect)));
    }

    /// Whether the keyboard is on its way to this part.
    pub(super) fn take_wish(&mut self, part: Part) -> bool {
        let wanted = self.wanted == Some(part);
        if wanted {
            self.wanted = None;
        }
        wanted
    }

    /// Sends the keyboard to the next part, or to the one before.
    pub(super) fn go(&mut self, ctx: &egui::Context, back: bool) {
        let shown = || self.now.iter().map(|(part, _)| *part);
        let here = self.here(ctx);
        let next = match (here, back) {
            (None, _) => shown().min(),
            (Some(here), false) => shown().filter(|part| *part > here).min().or_else(|| shown().min()),
            (Some(here), true) => shown().filter(|part| *part < here).max().or_else(|| shown().max()),
        };
        (self.wanted, self.waited) = (next, false);
        ctx.request_repaint();
    }

    /// The part in which the keyboard is.
    fn here(&self, ctx: &egui::Context) -> Option<Part> {
        let focused = ctx.memory(egui::Memory::focused)?;
        if focused == Canvas::id() {
            return Some(Part::Canvas);
        }
        let at = ctx.read_response(focused)?.rect.center();
        // What floats was drawn last.
        self.now.iter().rev().find(|(_, rect)| rect.contains(at)).map(|(part, _)| *part)
    }
}

/// The strip that was cut off a rectangle.
fn taken(before: Rect, after: Rect) -> Option<Rect> {
    let strips = [
        before.with_max_y(after.top()),
        before.with_min_y(after.bottom()),
        before.with_max_x(after.left()),
        before.with_min_x(after.right()),
    ];
    strips.into_iter().filter(eframe::egui::Rect::is_positive).max_by(|a, b| a.area().total_cmp(&b.area()))
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    #[test]
    fn what_a_part_takes_is_the_strip_that_is_gone() {
        let whole = Rect::from_min_size(pos2(10.0, 20.0), vec2(100.0, 50.0));
        let foot = Rect::from_min_max(pos2(10.0, 60.0), pos2(110.0, 70.0));
        assert_eq!(taken(whole, whole.with_max_y(60.0)), Some(foot));
        let side = Rect::from_min_max(pos2(80.0, 20.0), pos2(110.0, 70.0));
        assert_eq!(taken(whole, whole.with_max_x(80.0)), Some(side));
        assert_eq!(taken(whole, whole), None);
    }
}
