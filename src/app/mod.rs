//! The window (eframe). Must not know the terminal.
//!
//! `launch` opens it and says in words what is missing where it cannot; `shell` is the one `eframe::App` and only
//! passes things on; `workspace` holds the open map; `fault` says what is known of a part that broke down. Panels and the canvas get what they show and hand back
//! [`Intent`]s: nothing but the shell carries them out.

pub mod actions;
pub mod appearance;
pub mod arrange;
pub mod backups;
pub mod canvas;
pub mod capture;
pub mod chrome;
pub mod compare;
pub mod conflicts;
pub mod dialogs;
pub mod examples;
pub mod explore;
pub mod export;
pub mod fault;
pub mod find;
pub mod findings;
pub mod fonts;
mod frame_count;
pub mod history;
pub mod icons;
pub mod import;
pub mod intent;
pub mod jobs;
mod launch;
pub mod measuring;
pub mod other_program;
pub mod panels;
pub mod present;
pub mod progress;
pub mod read_only;
pub mod recovery;
pub mod rounds;
pub mod settings;
mod shell;
pub mod table;
pub mod templates;
pub mod theme;
pub mod time;
mod watch;
pub mod widgets;
mod witness;
pub mod words;
pub mod workspace;

pub use intent::{Intent, Notice, PanelContext, Tone};
pub use launch::{AppError, run};
pub use shell::{Shell, Start};
