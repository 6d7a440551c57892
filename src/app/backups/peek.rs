//! Looking into a backup, on a thread: what it holds, how the map has changed since, a picture. Must not know windows.

use std::sync::Arc;

use eframe::egui::ColorImage;

use crate::{
    app::export::picture::small,
    file::{self, backup::Backup},
    model::Document,
    pipeline,
    style::Look,
    text::Fonts,
};

/// So many lines of a difference are shown.
const MOST_LINES: usize = 400;

/// A backup that was looked into.
pub struct Peeked {
    /// Which.
    pub backup: Backup,
    /// What is in it, or why that can't be said.
    pub result: Result<Peek, String>,
}

/// What a backup holds.
pub struct Peek {
    /// How many organisations.
    pub organisations: usize,
    /// How many flows.
    pub flows: usize,
    /// All of it, where that was asked for.
    pub full: Option<Full>,
}

/// All that is shown of a backup.
pub struct Full {
    /// The map in it, with a place for everybody.
    pub document: Arc<Document>,
    /// How many records have changed since, in words.
    pub summary: String,
    /// How, line by line.
    pub lines: Vec<String>,
    /// A small picture.
    pub picture: Option<ColorImage>,
    /// The state of the open map with which it was compared.
    pub revision: u64,
}

/// Looks into a backup; `now`, the open map and its state, asks for all of it. Reads files and draws: not for the interface
/// thread.
#[must_use]
pub fn peek(backup: Backup, now: Option<(&Document, u64)>, look: &Look, fonts: &Fonts) -> Peeked {
    let result = file::open(&backup.path).map_err(|error| error.to_string()).map(|read| {
        let document = read.value;
        let (organisations, flows) = (document.organisations().len(), document.flows().len());
        let full = now.map(|(now, revision)| {
            let document = pipeline::opened(document, look, fonts).document;
            let difference = pipeline::difference(&document, now);
            let text = difference.text(&document, now, false);
            let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
            let more = text.lines().count() - lines.len();
            if more > 0 {
                lines.push(format!("and {} more", pipeline::counted(more, "line")));
            }
            let (summary, picture) = (difference.summary(), small(&document, fonts));
            Full { document: Arc::new(document), summary, lines, picture, revision }
        });
        Peek { organisations, flows, full }
    });
    Peeked { backup, result }
}
