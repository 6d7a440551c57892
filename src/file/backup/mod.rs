//! Backups: what a map's file said before it was saved over, in the user's state folder, never beside the map. Each is the
//! file as it was, byte for byte, under a name that says when. Must not know windows, and never keeps anybody from saving.

mod thin;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{
    disk::{create_private_folders, disk, in_words},
    errors::{OpenError, SaveError},
    journal::{fingerprint, name_of},
    read, save_bytes,
};
use crate::model::slug;

/// A file that was begun and never finished goes after so long.
const UNFINISHED: Duration = Duration::from_secs(3600);

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// So many versions of one map; none: nothing is kept.
    pub versions: u16,
    /// So many days, counted from when a version was saved over.
    pub days: u16,
    /// So much in all, of all maps together, bytes.
    pub bytes: u64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { versions: 20, days: 90, bytes: 256_000_000 }
    }
}

/// What stood in a map's file before it was saved over.
#[derive(Clone, PartialEq, Eq)]
pub struct Before {
    /// What stood in it.
    pub bytes: Vec<u8>,
    /// When it was written, milliseconds since 1970.
    pub written: u64,
}

/// What a file says that is about to be saved over; none where there is nothing to lose. Changes nothing.
///
/// # Errors
/// When it can't be read, although it is there.
pub fn before(map: &Path) -> Result<Option<Before>, OpenError> {
    match read::bytes(map) {
        Ok(bytes) if bytes.is_empty() => Ok(None),
        Ok(bytes) => {
            let written = fs::metadata(map).and_then(|about| about.modified()).unwrap_or(UNIX_EPOCH);
            Ok(Some(Before { bytes, written: milliseconds(written) }))
        }
        Err(OpenError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file: a map like any other.
    pub path: PathBuf,
    /// When it was saved over, milliseconds since 1970.
    pub replaced: u64,
    /// When it was written, milliseconds since 1970.
    pub written: u64,
    /// Its length, bytes.
    pub bytes: u64,
    fingerprint: u64,
}

impl Backup {
    fn named(path: PathBuf) -> Option<Self> {
        if path.extension()? != "ron" {
            return None;
        }
        let mut parts = path.file_stem()?.to_str()?.split('-');
        let replaced = parts.next()?.parse().ok()?;
        let written = parts.next()?.parse().ok()?;
        let fingerprint = u64::from_str_radix(parts.next()?, 16).ok()?;
        let bytes = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?.len();
        Some(Self { path, replaced, written, bytes, fingerprint })
    }
}

/// Why a version could not be kept. The map is saved all the same.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It could not be read before it was saved over.
    #[error("what stood in it before could not be read: {0}")]
    Unread(#[from] OpenError),
    /// The folder can't be made.
    #[error("the folder {} can't be made: {}", .folder.display(), in_words(.source))]
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It could not be written.
    #[error("{0}")]
    Unwritten(#[from] SaveError),
    /// Longer than all backups together may be.
    #[error("it is {} MB long, more than the {} MB that all backups together may take", .bytes / 1_000_000, .most / 1_000_000)]
    TooLarge {
        /// Its length, bytes.
        bytes: u64,
        /// The most that is kept, bytes.
        most: u64,
    },
}

/// The backups of all maps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
    rule: Rule,
}

impl Shelf {
    /// Below the user's state folder.
    #[must_use]
    pub fn below(state: &Path, rule: Rule) -> Self {
        Self { folder: state.join("backup"), rule }
    }

    /// How much is kept.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Where the backups of a map are; they are its own wherever links lead to it.
    #[must_use]
    pub fn folder_of(&self, map: &Path) -> PathBuf {
        let stem = map.file_stem().unwrap_or_default().to_string_lossy();
        let named = format!("{}-{}", slug(&stem, "map"), name_of(map));
        // The map may be known by the name of a link: the number alone is its own.
        let its = |folder: &PathBuf| folder.to_string_lossy().ends_with(&name_of(map));
        folders_in(&self.folder).into_iter().find(its).unwrap_or_else(|| self.folder.join(named))
    }

    /// The backups of a map, the one saved over last first.
    #[must_use]
    pub fn of(&self, map: &Path) -> Vec<Backup> {
        backups_in(&self.folder_of(map))
    }

    /// Keeps what stood in a map's file. What is kept already is not kept twice: it counts as saved over now. `now` in
    /// milliseconds since 1970. Whether anything is kept at all.
    ///
    /// # Errors
    /// See [`BackupError`]; what was kept before stays.
    pub fn keep(&self, map: &Path, before: &Before, now: u64) -> Result<bool, BackupError> {
        if self.rule.versions == 0 {
            return Ok(false);
        }
        let bytes = before.bytes.len() as u64;
        if bytes > self.rule.bytes {
            return Err(BackupError::TooLarge { bytes, most: self.rule.bytes });
        }
        let folder = self.folder_of(map);
        create_private_folders(&folder)
            .map_err(|source| BackupError::NoFolder { folder: folder.clone(), source })?;
        let fingerprint = fingerprint(&before.bytes);
        // A file's time may lie in the future: an archive, a clock that was put right.
        let written = before.written.min(now);
        let path = folder.join(format!("{now:013}-{written}-{fingerprint:016x}.ron"));
        let is_same = |other: &Backup| {
            (other.bytes, other.fingerprint) == (bytes, fingerprint)
                && fs::read(&other.path).is_ok_and(|kept| kept == before.bytes)
        };
        let renamed =
            backups_in(&folder).into_iter().find(is_same).map(|same| disk().rename(&same.path, &path));
        if !matches!(renamed, Some(Ok(()))) {
            save_bytes(&path, &before.bytes)?;
        }
        self.tidy(&folder, &path, now);
        Ok(true)
    }

    /// Takes away what is more than enough: of this map, then of all. What has just been kept stays.
    fn tidy(&self, folder: &Path, kept: &Path, now: u64) {
        let its = backups_in(folder);
        let times: Vec<u64> = its.iter().map(|backup| backup.replaced).collect();
        let stays = thin::stays(&times, now, &self.rule);
        for (place, old) in its.iter().enumerate() {
            if !stays.contains(&place) && old.path != kept {
                let _ = disk().remove(&old.path);
            }
        }
        forget_unfinished(folder);
        let mut all: Vec<(bool, Backup)> = Vec::new();
        for folder in folders_in(&self.folder) {
            // The last version of each map goes only when all others have gone.
            all.extend(backups_in(&folder).into_iter().enumerate().map(|(place, it)| (place == 0, it)));
        }
        let mut bytes: u64 = all.iter().map(|(_, backup)| backup.bytes).sum();
        all.sort_by_key(|(is_last, backup)| (*is_last, backup.replaced));
        for (_, old) in all.into_iter().filter(|(_, old)| old.path != kept) {
            if bytes <= self.rule.bytes {
                break;
            }
            if disk().remove(&old.path).is_ok() {
                bytes -= old.bytes;
            }
        }
    }

    /// Takes all backups away; their number.
    ///
    /// # Errors
    /// When one of them can't be taken away.
    pub fn wipe(&self) -> io::Result<usize> {
        let mut gone = 0;
        for folder in folders_in(&self.folder) {
            gone += backups_in(&folder).len();
            for file in entries_in(&folder) {
                disk().remove(&file)?;
            }
            disk().remove_folder(&folder)?;
        }
        Ok(gone)
    }
}

fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn entries_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    entries_in(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn backups_in(folder: &Path) -> Vec<Backup> {
    let mut found: Vec<Backup> = entries_in(folder).into_iter().filter_map(Backup::named).collect();
    found.sort_by(|one, other| (other.replaced, &other.path).cmp(&(one.replaced, &one.path)));
    found
}

/// What a process left that was stopped while it wrote.
fn forget_unfinished(folder: &Path) {
    for path in entries_in(folder) {
        let is_unfinished = path.extension().is_some_and(|end| end == "tmp");
        let age = fs::metadata(&path).and_then(|about| about.modified()).map(|when| when.elapsed());
        if is_unfinished && matches!(age, Ok(Ok(age)) if age > UNFINISHED) {
            let _ = disk().remove(&path);
        }
    }
}

#[cfg(test)]
mod tests;
