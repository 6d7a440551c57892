//! The file dialog in the window, for desktops without one and for tests.
//! Must not know what is done with the answer.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Vec2};
use egui_file_dialog::{DialogState, FileDialog, FileDialogLabels, Filter};

use super::{Purpose, Request};
use crate::app::theme::Theme;

/// A dialog in the window.
pub(super) struct BuiltIn {
    dialog: FileDialog,
}

impl BuiltIn {
    pub(super) fn open(request: &Request) -> Self {
        let purpose = request.purpose;
        let endings = purpose.extensions();
        let mut dialog = FileDialog::new()
            .title(purpose.title())
            .id(egui::Id::new("file dialog"))
            .labels(labels(purpose))
            .default_size([760.0, 480.0])
            .anchor(Align2::CENTER_CENTER, Vec2::ZERO)
            .show_search(false)
            .resizable(false)
            .movable(false)
            // Folders are read in place: a frame later they are there, and tests see the same each time.
            .load_via_thread(false)
            .allow_path_edit_to_save_file_without_extension(true)
            .add_file_filter(
                purpose.files(),
                Filter::new(move |path: &std::path::Path| {
                    path.extension()
                        .is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known)))
                }),
            )
            .default_file_filter(purpose.files());
        if let Some(folder) = &request.folder {
            dialog = dialog.initial_directory(folder.clone());
        }
        if purpose.writes() {
            dialog = dialog.default_file_name(&request.name);
            dialog.save_file();
        } else {
            dialog.pick_file();
        }
        Self { dialog }
    }

    /// Shows it; the answer when there is one, `Some(None)` for *Cancel*.
    #[allow(clippy::option_option)] // open, cancelled, chosen
    pub(super) fn ui(&mut self, ctx: &egui::Context, theme: &Theme) -> Option<Option<PathBuf>> {
        self.dialog.config_mut().modal_overlay_color = theme.veil;
        // The dialog hears Escape only where nothing has the keyboard; here something mostly has.
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            return Some(None);
        }
        self.dialog.update(ctx);
        match self.dialog.state() {
            DialogState::Open => None,
            DialogState::Picked(path) => Some(Some(path.clone())),
            _ => Some(None),
        }
    }
}

fn labels(purpose: Purpose) -> FileDialogLabels {
    let verb = match purpose {
        Purpose::OpenMap => "Open map",
        Purpose::CompareMap => "Compare",
        Purpose::Import => "Import",
        Purpose::SaveMap => "Save map",
        Purpose::ExportSvg | Purpose::ExportPng | Purpose::ExportPdf | Purpose::ExportHtml => "Export figure",
        Purpose::ExportHandout => "Export hand-out",
        Purpose::Report => "Save report",
        Purpose::RedactedCopy | Purpose::BackupCopy => "Save copy",
        Purpose::OtherProgram(_) => "Save file",
    };
    FileDialogLabels {
        title_select_file: purpose.title().to_owned(),
        title_save_file: purpose.title().to_owned(),
        open_button: verb.to_owned(),
        save_button: verb.to_owned(),
        file_name: "File name".to_owned(),
        selected_file: "File".to_owned(),
        ..FileDialogLabels::default()
    }
}
