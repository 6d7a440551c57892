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
    /// How the open map has changed since, where it is one of its own: in words, and line by line.
    pub since: Option<(String, Vec<String>)>,
    /// A small picture.
    pub picture: Option<ColorImage>,
    /// The state of the open map with which it was compared.
    pub revision: Option<u64>,
}

/// What is asked for of a backup.
#[derive(Clone, Debug)]
pub enum Depth {
    /// How much is in it.
    Counts,
    /// All of it.
    All,
    /// All of it, and how the open map, in this state, has changed since.
    Since(Box<Document>, u64),
}

/// Looks into a backup. Reads files and draws: not for the interface thread.
#[must_use]
pub fn peek(backup: Backup, depth: &Depth, look: &Look, fonts: &Fonts) -> Peeked {
    let result = file::open(&backup.path).map_err(|error| error.to_string()).map(|read| {
        let document = read.value;
        let (organisations, flows) = (document.organisations().len(), document.flows().len());
        let full = (!matches!(depth, Depth::Counts)).then(|| {
            let document = pipeline::opened(document, look, fonts).document;
            let (since, revision) = match depth {
                Depth::Since(now, revision) => (Some(changed(&document, now)), Some(*revision)),
                Depth::Counts | Depth::All => (None, None),
            };
            let picture = small(&document, fonts);
            Full { document: Arc::new(document), since, picture, revision }
        });
        Peek { organisations, flows, full }
    });
    Peeked { backup, result }
}

/// How one map has become another, in words and line by line.
fn changed(before: &Document, now: &Document) -> (String, Vec<String>) {
    let difference = pipeline::difference(before, now);
    let text = difference.text(before, now, false);
    let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(str::to_owned).collect();
    let more = text.lines().count() - lines.len();
    if more > 0 {
        lines.push(format!("and {} more", pipeline::counted(more, "line")));
    }
    (difference.summary(), lines)
}
