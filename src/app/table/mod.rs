//! The table: organisations and flows as rows, beside the canvas, edited in place.
//! Must not know how an edit is carried out.

use eframe::egui;

use super::{Intent, PanelContext};

/// The open table.
#[derive(Default)]
pub struct Table {
    /// Whether it takes the canvas's place.
    pub alone: bool,
}

/// Shows the table.
pub fn table_ui(_ui: &mut egui::Ui, _context: &PanelContext<'_>, _table: &mut Table) -> Vec<Intent> {
    Vec::new()
}
