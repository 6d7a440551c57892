//! The list of completions above the line: walked with the arrows from the line upward, so the nearest row is the best.
//! Must not know where its rows come from.

use std::ops::Range;

use eframe::egui::{Align2, CornerRadius, CursorIcon, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::{
    chrome::parts::cut,
    theme::{self, RADIUS_SMALL, Theme},
    widgets::{Swatch, paint_swatch},
};

/// Height of a row, points.
const ROW: f32 = 32.0;
/// How many rows are shown.
pub(super) const ROWS: usize = 7;

/// Something that can stand in place of what is typed.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// What it replaces, in bytes of the line.
    pub(super) replace: Range<usize>,
    /// What then stands there.
    pub(super) text: String,
    /// What the row says.
    pub(super) shown: String,
    /// What sort of thing it is: "sector", "kind of flow".
    pub(super) beside: &'static str,
    /// How it looks on the map.
    pub(super) swatch: Option<Swatch>,
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        (&self.replace, &self.text, &self.shown) == (&other.replace, &other.text, &other.shown)
    }
}

/// The offers for a line, and where the arrows are.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// The best first: nearest to the line.
    offers: Vec<Offer>,
    /// The row that was walked to.
    walked: Option<usize>,
}

impl List {
    /// Shows these from now on; nothing is walked to.
    pub(super) fn show(&mut self, mut offers: Vec<Offer>) {
        offers.truncate(ROWS);
        *self = Self { offers, walked: None };
    }

    /// Puts it away; whether it was there.
    pub(super) fn close(&mut self) -> bool {
        self.walked = None;
        !std::mem::take(&mut self.offers).is_empty()
    }

    /// Whether there is anything to choose.
    pub(super) fn is_open(&self) -> bool {
        !self.offers.is_empty()
    }

    /// One row away from the line. Either arrow leads to the best row first.
    pub(super) fn up(&mut self) {
        let last = self.offers.len().saturating_sub(1);
        self.walked = Some(self.walked.map_or(0, |row| (row + 1).min(last)));
    }

    /// One row towards the line, and out of the list at last.
    pub(super) fn down(&mut self) {
        self.walked = match self.walked {
            None => Some(0),
            Some(row) => row.checked_sub(1),
        };
    }

    /// The row that was walked to.
    pub(super) fn walked(&self) -> Option<&Offer> {
        self.offers.get(self.walked?)
    }

    /// The row that Tab takes: the one that was walked to, or the best.
    pub(super) fn chosen(&self) -> Option<&Offer> {
        self.offers.get(self.walked.unwrap_or(0))
    }
}

/// Shows the list; the row that was clicked.
pub(super) fn list_ui(ui: &mut Ui, theme: &Theme, list: &List) -> Option<Offer> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (row, offer) in list.offers.iter().enumerate().rev() {
        let lit = list.walked == Some(row);
        if row_ui(ui, theme, offer, lit, lit || (row == 0 && list.walked.is_none())) {
            clicked = Some(offer.clone());
        }
    }
    clicked
}

fn row_ui(ui: &mut Ui, theme: &Theme, offer: &Offer, lit: bool, tab: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let radius = CornerRadius::same(RADIUS_SMALL);
    if lit {
        ui.painter().rect_filled(rect, radius, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, theme.hover);
    }
    let middle = rect.center().y;
    let mut left = rect.left() + 10.0;
    let column = 32.0;
    if let Some(swatch) = &offer.swatch {
        let size = swatch.size();
        let place = Rect::from_center_size(pos2(left + column / 2.0, middle), size);
        paint_swatch(ui.painter(), place, swatch);
    }
    left += column + 10.0;
    let mut right = rect.right() - 10.0;
    if tab {
        right = key_cap(ui, theme, pos2(right, middle), "Tab").left() - 10.0;
    }
    let ink = theme.muted;
    let beside =
        ui.painter().text(pos2(right, middle), Align2::RIGHT_CENTER, offer.beside, theme::regular(12.5), ink);
    let room = (beside.left() - 12.0 - left).max(24.0);
    let galley = ui.painter().layout_job(cut(&offer.shown, theme::regular(14.5), theme.ink, room));
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
    ui.painter().galley(at.min, galley, theme.ink);
    let name = format!("{}, {}", offer.shown, offer.beside);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, lit, name.as_str()));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A key as a key top, its right middle at a place; where it is.
pub(super) fn key_cap(ui: &Ui, theme: &Theme, right_middle: eframe::egui::Pos2, key: &str) -> Rect {
    let galley = ui.painter().layout_no_wrap(key.to_owned(), theme::medium(11.5), theme.muted);
    let size = vec2((galley.size().x + 12.0).max(20.0), 20.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(right_middle, size);
    let line = theme.hairline_stroke();
    let radius = CornerRadius::same(5);
    ui.painter().rect(rect, radius, theme.surface, line, eframe::egui::StrokeKind::Inside);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter().galley(at.min, galley, theme.muted);
    rect
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(shown: &str) -> Offer {
        let text = shown.to_owned();
        Offer { replace: 0..0, text, shown: shown.to_owned(), beside: "sector", swatch: None }
    }

    #[test]
    fn arrows_walk_from_the_line_upward_and_back() {
        let mut list = List::default();
        list.show(vec![offer("best"), offer("second"), offer("third")]);
        let walked = |list: &List| list.walked().map(|offer| offer.shown.clone());
        assert_eq!(walked(&list), None);
        assert_eq!(list.chosen().map(|offer| offer.shown.as_str()), Some("best"), "Tab takes the best");
        for (up, expected) in [
            (false, Some("best")),
            (true, Some("second")),
            (true, Some("third")),
            (true, Some("third")),
            (false, Some("second")),
            (false, Some("best")),
            (false, None),
        ] {
            if up {
                list.up();
            } else {
                list.down();
            }
            assert_eq!(walked(&list).as_deref(), expected);
        }
        assert!(list.close());
        assert!(!list.close());
    }
}
