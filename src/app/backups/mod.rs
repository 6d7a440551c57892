//! The page of backups: what a map's file said before it was saved over, with a picture and how the map has changed since.
//! Changes nothing itself: it hands back wishes. Must not know how backups are kept.

mod page;
mod peek;

pub use page::backups_page_ui;
pub use peek::{Depth, Peek, Peeked, peek};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::TextureHandle;

use crate::{file::backup::Backup, model::Document};

/// How much is kept, to choose from.
pub const VERSIONS: [u16; 4] = [5, 10, 20, 50];
/// How long it is kept, days, to choose from.
pub const DAYS: [u16; 4] = [7, 30, 90, 365];

/// What was asked for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Close the page.
    Close,
    /// The map becomes what this version was, in one step.
    BringBack(Arc<Document>, u64),
    /// This version laid over the open map.
    LayOver(Arc<Document>, u64),
    /// Open this version to look at only, beside the map.
    Look(Backup),
    /// Write this version's file elsewhere, as it is.
    SaveAs(Backup),
    /// Keep so many versions of a map.
    Versions(u16),
    /// Keep them so many days.
    Days(u16),
}

/// A version in the list.
struct Line {
    backup: Backup,
    /// How many organisations and flows it has, or why it can't be read; none until it was looked at.
    counts: Option<Result<(usize, usize), String>>,
    /// What is shown of it when it is chosen.
    seen: Option<Seen>,
}

/// What is shown of a version.
struct Seen {
    document: Arc<Document>,
    since: Option<(String, Vec<String>)>,
    picture: Option<TextureHandle>,
}

/// The page's own state.
pub struct Backups {
    map: PathBuf,
    /// The map's state with which versions are compared; none where the map is not open.
    revision: Option<u64>,
    /// Why the map's file can't be opened.
    trouble: String,
    /// None while the folder is being read.
    lines: Option<Vec<Line>>,
    chosen: usize,
    /// One is being looked at on a thread.
    is_looking: bool,
    /// The keyboard goes to the chosen one with the next frame.
    wants_keyboard: bool,
}

/// How much is kept, for the foot of the page.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Versions of a map.
    pub versions: u16,
    /// Days.
    pub days: u16,
    /// False: histories are switched off, and backups with them.
    pub is_on: bool,
    /// Nothing is brought back: the map is not open, or open to look at only.
    pub looks_only: bool,
}

impl Backups {
    /// Of this map, in this state where it is open, or with the reason why it can't be opened.
    #[must_use]
    pub fn of(map: PathBuf, revision: Option<u64>, trouble: String) -> Self {
        Self { map, revision, trouble, lines: None, chosen: 0, is_looking: false, wants_keyboard: false }
    }

    /// The map's file.
    #[must_use]
    pub fn map(&self) -> &Path {
        &self.map
    }

    /// Whether something is being read for it.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.lines.is_none() || self.is_looking
    }

    /// The folder has been read.
    pub fn listed(&mut self, map: &Path, backups: Vec<Backup>) {
        if map == self.map && self.lines.is_none() {
            let line = |backup| Line { backup, counts: None, seen: None };
            self.lines = Some(backups.into_iter().map(line).collect());
            self.wants_keyboard = true;
        }
    }

    /// What is to be looked at next, and whether all of it: first the chosen one, then the counts of the others.
    pub fn next_to_peek(&mut self) -> Option<(Backup, bool)> {
        if self.is_looking {
            return None;
        }
        let lines = self.lines.as_ref()?;
        let chosen = lines.get(self.chosen).filter(|line| line.seen.is_none() && !line.is_unreadable());
        let next = chosen.map(|line| (line.backup.clone(), true)).or_else(|| {
            let next = lines.iter().find(|line| line.counts.is_none())?;
            Some((next.backup.clone(), false))
        });
        self.is_looking = next.is_some();
        next
    }

    /// One has been looked at. Of a page that was closed and opened again, another may be waited for.
    pub fn looked(
        &mut self,
        peeked: Peeked,
        texture: impl FnOnce(eframe::egui::ColorImage) -> TextureHandle,
    ) {
        self.is_looking = false;
        let lines = self.lines.iter_mut().flatten();
        let Some(line) = lines.into_iter().find(|line| line.backup == peeked.backup) else { return };
        match peeked.result {
            Err(words) => line.counts = Some(Err(words)),
            Ok(peek) => {
                line.counts = Some(Ok((peek.organisations, peek.flows)));
                if let Some(full) = peek.full.filter(|full| full.revision == self.revision) {
                    line.seen = Some(Seen {
                        document: full.document,
                        since: full.since,
                        picture: full.picture.map(texture),
                    });
                }
            }
        }
    }

    /// The state with which versions are compared.
    #[must_use]
    pub fn revision(&self) -> Option<u64> {
        self.revision
    }
}

impl Line {
    fn is_unreadable(&self) -> bool {
        matches!(self.counts, Some(Err(_)))
    }
}
