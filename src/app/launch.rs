//! Opens the window, or says in words why there is none and what to install.
//! Must not know what the window shows.

use std::path::PathBuf;

use eframe::egui;

use super::shell::Shell;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The display, its libraries or a graphics driver are missing.
    #[error("{0}")]
    NoWindow(String),
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When there is no display, or a library that draws on it is missing; the words say which and how to get it.
pub fn run(map: Option<PathBuf>) -> Result<(), AppError> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("ecomap")
            .with_title("ecomap")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([720.0, 480.0]),
        ..eframe::NativeOptions::default()
    };
    let create: eframe::AppCreator<'_> =
        Box::new(move |context| Ok(Box::new(Shell::new(&context.egui_ctx, map))));
    eframe::run_native("ecomap", options, create).map_err(|error| AppError::NoWindow(error.to_string()))
}
