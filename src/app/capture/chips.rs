//! What was understood of the line as small pictures with their words: how a new organisation will look, what kind a
//! flow is. Must not know how it was understood.

use eframe::egui::{Align2, Rect, Ui, pos2};

use crate::app::{
    chrome::parts::cut,
    theme::{self, Theme},
    widgets::{Swatch, paint_swatch},
};

/// No chip's words are wider, points.
const WIDEST: f32 = 150.0;
/// Between a picture and its words, points.
const INNER: f32 = 6.0;
/// Between chips, points.
const BETWEEN: f32 = 14.0;

/// A picture and its words.
#[derive(Clone, Debug)]
pub(super) struct Chip {
    /// The picture.
    pub(super) swatch: Swatch,
    /// The words.
    pub(super) words: String,
}

/// How wide these chips are, points.
pub(super) fn width(ui: &Ui, theme: &Theme, chips: &[Chip]) -> f32 {
    chips.iter().map(|chip| words_of(ui, theme, chip).size().x + chip.swatch.size().x + INNER + BETWEEN).sum()
}

/// Shows the chips up to a right edge; where they begin.
pub(super) fn paint(ui: &Ui, theme: &Theme, chips: &[Chip], right: f32, middle: f32) -> f32 {
    let mut right = right;
    for chip in chips.iter().rev() {
        let galley = words_of(ui, theme, chip);
        let at = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), galley.size());
        ui.painter().galley(at.min, galley, theme.ink);
        let size = chip.swatch.size();
        let place = Rect::from_center_size(pos2(at.left() - INNER - size.x / 2.0, middle), size);
        paint_swatch(ui.painter(), place, &chip.swatch);
        right = place.left() - BETWEEN;
    }
    right
}

fn words_of(ui: &Ui, theme: &Theme, chip: &Chip) -> std::sync::Arc<eframe::egui::Galley> {
    ui.painter().layout_job(cut(&chip.words, theme::regular(13.0), theme.ink, WIDEST))
}
