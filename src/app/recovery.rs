//! What is kept when the program ends without being asked to: the unsaved map, and what it was called.
//! Never writes near the user's own file. Must not know the window.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use super::settings::Folders;
use crate::file::save_bytes;

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

impl Kept {
    /// When it was kept, in words.
    #[must_use]
    pub fn when(&self) -> String {
        let then = UNIX_EPOCH + Duration::from_secs(self.about.when);
        let ago = SystemTime::now().duration_since(then).unwrap_or_default().as_secs();
        let counted = super::chrome::status_line::counted;
        match ago {
            0..60 => "just now".to_owned(),
            60..3600 => format!("{} ago", counted(whole(ago / 60), "minute")),
            3600..86_400 => format!("{} ago", counted(whole(ago / 3600), "hour")),
            _ => format!("{} ago", counted(whole(ago / 86_400), "day")),
        }
    }

    /// Takes it away.
    pub fn discard(&self) {
        // What cannot be taken away is offered again at the next start: a nuisance, not a loss.
        let _ = fs::remove_file(about_of(&self.file));
        let _ = fs::remove_file(&self.file);
    }
}

fn whole(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Keeps a map's text under a name that is this process's own. A path that is no UTF-8 cannot be written down: the map
/// is kept without it.
///
/// # Errors
/// When the folder cannot be made or the files not be written.
pub fn keep(folders: &Folders, name: &str, path: Option<&Path>, text: &str) -> io::Result<Kept> {
    let folder = folder(folders);
    fs::create_dir_all(&folder)?;
    let file = own(folders);
    let when = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let about = About {
        name: name.to_owned(),
        path: path.filter(|path| path.to_str().is_some()).map(Path::to_owned),
        when,
    };
    let words = ron::to_string(&about).map_err(io::Error::other)?;
    // The map first: what is known of it without the map would promise too much.
    write(&file, text)?;
    write(&about_of(&file), &words)?;
    Ok(Kept { about, file })
}

/// Takes away what this process kept: it is saved or given up.
pub fn forget_own(folders: &Folders) {
    let file = own(folders);
    let _ = fs::remove_file(about_of(&file));
    let _ = fs::remove_file(file);
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

fn own(folders: &Folders) -> PathBuf {
    /// The system gives a process the number of one that is no more: what that kept must not be written over.
    static BEGUN: LazyLock<u128> =
        LazyLock::new(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos());
    folder(folders).join(format!("{}-{}.ron", std::process::id(), *BEGUN))
}

fn folder(folders: &Folders) -> PathBuf {
    folders.state.join("recovery")
}

fn about_of(file: &Path) -> PathBuf {
    file.with_extension("about")
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    save_bytes(path, text.as_bytes()).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_until_it_is_discarded() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        assert!(find(&folders).is_empty());
        let kept = keep(&folders, "Bristol", Some(Path::new("/m/bristol.ron")), "a map").expect("keeps");
        assert_eq!(find(&folders), std::slice::from_ref(&kept));
        assert_eq!(kept.when(), "just now");
        assert_eq!(fs::read_to_string(&kept.file).expect("reads"), "a map");
        kept.discard();
        assert!(find(&folders).is_empty());
    }

    #[test]
    fn a_process_does_not_write_over_what_an_older_one_of_its_number_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        let kept = keep(&folders, "Bristol", None, "a map").expect("keeps");
        let older = kept.file.with_file_name(format!("{}-1.ron", std::process::id()));
        fs::rename(&kept.file, &older).expect("renames");
        fs::rename(about_of(&kept.file), about_of(&older)).expect("renames");
        keep(&folders, "Bath", None, "another").expect("keeps");
        forget_own(&folders);
        let found: Vec<_> = find(&folders).into_iter().map(|kept| kept.file).collect();
        assert_eq!(found, [older]);
    }

    #[cfg(unix)]
    #[test]
    fn a_map_is_kept_also_when_its_path_cannot_be_written_down() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders::below(folder.path());
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/m/br\xefstol.ron"));
        let kept = keep(&folders, "Bristol", Some(path), "a map").expect("keeps");
        assert_eq!(kept.about.path, None);
        assert_eq!(find(&folders), [kept]);
    }

    #[test]
    fn a_whole_map_is_offered_whatever_became_of_the_words_about_it() {
        for words in [Some("(name: \"Bri"), None] {
            let folder = tempfile::tempdir().expect("a folder");
            let folders = Folders::below(folder.path());
            let kept = keep(&folders, "Bristol", None, "a map").expect("keeps");
            match words {
                Some(words) => fs::write(about_of(&kept.file), words).expect("writes"),
                None => fs::remove_file(about_of(&kept.file)).expect("removes"),
            }
            let found = find(&folders);
            assert_eq!(found.len(), 1, "{words:?}");
            assert_eq!((found[0].about.name.as_str(), &found[0].file), ("A map", &kept.file));
            assert_eq!(found[0].when(), "just now");
            fs::remove_file(&kept.file).expect("removes");
            assert!(find(&folders).is_empty(), "words without a map promise nothing");
        }
    }
}
