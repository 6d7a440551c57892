//! The window (eframe). Must not know the terminal.

pub mod fonts;
