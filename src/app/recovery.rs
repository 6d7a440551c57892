//! What earlier runs left unsaved: journals, and maps that versions before the journal kept. Each becomes something to
//! offer, with words and a small picture. Must not know the window.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use eframe::egui::ColorImage;
use serde::{Deserialize, Serialize};

use super::{chrome::status_line::counted, export::picture::small, settings::Folders};
use crate::{
    file::{self, disk, journal::Place},
    pipeline::keeping::{self, Left},
    text::Fonts,
};

/// What is known of a kept map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its name for people.
    pub name: String,
    /// The file it came from, if it had one.
    pub path: Option<PathBuf>,
    /// Seconds since 1970.
    pub when: u64,
}

/// A kept map that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What is known of it.
    pub about: About,
    /// The map's text is here.
    pub file: PathBuf,
}

/// How long ago that was, in words: `when` in seconds since 1970.
#[must_use]
pub fn ago(when: u64) -> String {
    let then = UNIX_EPOCH + Duration::from_secs(when);
    let ago = SystemTime::now().duration_since(then).unwrap_or_default().as_secs();
    match ago {
        0..60 => "just now".to_owned(),
        60..3600 => format!("{} ago", counted(whole(ago / 60), "minute")),
        3600..86_400 => format!("{} ago", counted(whole(ago / 3600), "hour")),
        _ => format!("{} ago", counted(whole(ago / 86_400), "day")),
    }
}

/// What is offered.
#[derive(Clone, Debug)]
pub enum Source {
    /// A journal: the map with its history.
    Journal(Box<Left>),
    /// What a version before the journal kept.
    Kept(Kept),
}

/// A map that is in no file as it is, to be restored.
#[derive(Clone, Debug)]
pub struct Recoverable {
    /// Where it is.
    pub source: Source,
    /// Its name for people.
    pub name: String,
    /// Its file, if it had one.
    pub path: Option<PathBuf>,
    /// How long ago it was edited, how much is not saved, in words.
    pub words: String,
    /// A small picture of it.
    pub picture: Option<ColorImage>,
}

/// What earlier runs left, the latest first, and how many journals cannot be read. Reads files and draws: not for the
/// interface thread.
#[must_use]
pub fn look(folders: &Folders, fonts: &Fonts) -> (Vec<Recoverable>, usize) {
    let (left, unread) = keeping::left(&Place::below(&folders.state));
    let journals = left.into_iter().map(|left| Recoverable {
        name: left.log.header.name.clone(),
        path: left.log.path().cloned(),
        words: words_of(&left),
        picture: small(&left.document, fonts),
        source: Source::Journal(Box::new(left)),
    });
    let kept = find(folders).into_iter().map(|kept| Recoverable {
        name: kept.about.name.clone(),
        path: kept.about.path.clone(),
        words: format!("Kept {}.", ago(kept.about.when)),
        picture: file::open(&kept.file).ok().and_then(|map| small(&map.value, fonts)),
        source: Source::Kept(kept),
    });
    (journals.chain(kept).collect(), unread.len())
}

fn words_of(left: &Left) -> String {
    let edits = match (left.edits, left.log.saved()) {
        (0, _) => "It is in no file as it is".to_owned(),
        (edits, Some(_)) => format!("{} since it was last saved", counted(edits, "edit")),
        (edits, None) => format!("{}, never saved to a file", counted(edits, "edit")),
    };
    let torn = if left.lost > 0 { " The very last of it could not be read." } else { "" };
    format!("Edited {}: {edits}.{torn}", ago(left.log.latest() / 1000))
}

impl Kept {
    /// Takes it away.
    pub fn discard(&self) {
        // What cannot be taken away is offered again at the next start: a nuisance, not a loss.
        let _ = disk::remove(&about_of(&self.file));
        let _ = disk::remove(&self.file);
    }
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Maps kept by processes that are no more, latest first.
#[must_use]
pub fn find(folders: &Folders) -> Vec<Kept> {
    let Ok(entries) = fs::read_dir(folder(folders)) else {
        return Vec::new();
    };
    let mut kept: Vec<Kept> = entries
        .filter_map(|entry| {
            let file = entry.ok()?.path();
            let number: u32 = file.file_stem()?.to_str()?.split('-').next()?.parse().ok()?;
            if file.extension()? != "ron" || is_running(number) {
                return None;
            }
            Some(Kept { about: told_of(&file), file })
        })
        .collect();
    kept.sort_by_key(|kept| (std::cmp::Reverse(kept.about.when), kept.file.clone()));
    kept
}

/// What is known of a kept map. The machine may have stopped between the map and the words about it: the map is whole
/// then, and is offered under a name of our own.
fn told_of(file: &Path) -> About {
    let told = fs::read_to_string(about_of(file)).ok().and_then(|words| ron::from_str(&words).ok());
    told.unwrap_or_else(|| {
        let written = fs::metadata(file).and_then(|about| about.modified()).unwrap_or(UNIX_EPOCH);
        let when = written.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        About { name: "A map".to_owned(), path: None, when }
    })
}

/// Whether a program of our name still runs under this number.
fn is_running(number: u32) -> bool {
    number != std::process::id()
        && fs::read_to_string(format!("/proc/{number}/comm")).is_ok_and(|name| name.trim() == "ecomap")
}

fn folder(folders: &Folders) -> PathBuf {
    folders.state.join("recovery")
}

fn about_of(file: &Path) -> PathBuf {
    file.with_extension("about")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(folders: &Folders, name: &str, words: Option<&str>) -> PathBuf {
        let file = folder(folders).join(name);
        fs::create_dir_all(folder(folders)).expect("makes it");
        fs::write(&file, "a map").expect("writes");
        if let Some(words) = words {
            fs::write(about_of(&file), words).expect("writes");
        }
        file
    }

    #[test]
    fn what_an_older_version_kept_is_found_until_it_is_discarded() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        assert!(find(&folders).is_empty());
        let words = "(name: \"Bristol\", path: Some(\"/m/bristol.ron\"), when: 1)";
        let file = keep(&folders, "4294967295-1.ron", Some(words));
        let found = find(&folders);
        assert_eq!((found[0].about.name.as_str(), &found[0].file), ("Bristol", &file));
        assert_eq!(found[0].about.path.as_deref(), Some(Path::new("/m/bristol.ron")));
        found[0].discard();
        assert!(find(&folders).is_empty());
    }

    #[test]
    fn a_whole_map_is_offered_whatever_became_of_the_words_about_it() {
        for words in [Some("(name: \"Bri"), None] {
            let folder = tempfile::tempdir().expect("a folder");
            let folders = Folders::below(folder.path());
            let file = keep(&folders, "4294967295-1.ron", words);
            let found = find(&folders);
            assert_eq!(found.len(), 1, "{words:?}");
            assert_eq!((found[0].about.name.as_str(), &found[0].file), ("A map", &file));
        }
    }
}
