//! What was found in a file, to be read at leisure: place, words, what to do. Must not know how it was found.

use eframe::egui::{self, Align, Layout, vec2};

use super::parts::{Weight, cell_ui, sheet_head_ui, sheet_ui, words_button_ui, words_ui};
use crate::{
    app::{
        icons,
        intent::Notice,
        theme::{self, Theme},
    },
    diagnostics::{Diagnostic, Severity},
};

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Close the page.
    Close,
}

/// Shows the page.
#[must_use]
pub fn findings_page_ui(ctx: &egui::Context, theme: &Theme, notice: &Notice) -> Option<Wish> {
    let (wish, close) = sheet_ui(ctx, theme, "findings", 720.0, |ui| {
        let mut wish = sheet_head_ui(ui, theme, &notice.message).then_some(Wish::Close);
        let (errors, warnings) = notice.counts();
        let mut words = summary(errors, warnings);
        if !notice.detail.is_empty() {
            words = format!("{words} {}", notice.detail);
        }
        words_ui(ui, &words, theme::regular(13.0), theme.muted);
        ui.add_space(4.0);
        let room = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        egui::Frame::new()
            .fill(theme.field)
            .stroke(theme.hairline_stroke())
            .corner_radius(theme::RADIUS)
            .inner_margin(12)
            .show(ui, |ui| {
                egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                    for finding in &notice.findings {
                        finding_ui(ui, theme, finding);
                    }
                });
            });
        ui.add_space(4.0);
        let size = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if words_button_ui(ui, theme, "Close", Weight::Main).clicked() {
                wish = Some(Wish::Close);
            }
            if words_button_ui(ui, theme, "Copy findings", Weight::Plain).clicked() {
                let lines: Vec<String> = notice.findings.iter().map(ToString::to_string).collect();
                ui.ctx().copy_text(lines.join("\n"));
            }
        });
        wish
    });
    wish.or_else(|| close.then_some(Wish::Close))
}

/// `2 errors, 1 warning.`
fn summary(errors: usize, warnings: usize) -> String {
    let counted = super::status_line::counted;
    match (errors, warnings) {
        (errors, 0) => format!("{}.", counted(errors, "error")),
        (0, warnings) => format!("{}.", counted(warnings, "warning")),
        (errors, warnings) => format!("{}, {}.", counted(errors, "error"), counted(warnings, "warning")),
    }
}

fn finding_ui(ui: &mut egui::Ui, theme: &Theme, finding: &Diagnostic) {
    let (icon, ink) = match finding.severity {
        Severity::Error => (icons::WARNING_CIRCLE, theme.danger),
        Severity::Warning => (icons::WARNING, theme.warning),
    };
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, theme::icon(16.0), ink);
        let place =
            finding.place.map_or_else(String::new, |place| format!("{}:{}", place.line, place.column));
        cell_ui(ui, 56.0, 18.0, &place, egui::FontId::monospace(12.5), theme.muted);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            words_ui(ui, &finding.message, theme::medium(13.0), theme.ink);
            if let Some(hint) = &finding.hint {
                words_ui(ui, hint, theme::regular(12.5), theme.muted);
            }
        });
    });
    ui.add_space(4.0);
}
