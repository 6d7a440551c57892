//! Where journals lie: one file for each map that is being edited, and one for the history of each saved state.
//! Tells journals that were left from those that somebody writes. Must not know what stands in them.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::{
    super::disk::{disk, names_last},
    entry::path_bytes,
    frame::fingerprint,
};

/// The longest journal that is read, bytes.
const LONGEST: u64 = 1_000_000_000;
/// How many histories of one map's file are kept, for as many states of the file.
const MOST_OF_A_MAP: usize = 4;
/// How many histories are kept.
const MOST: usize = 400;

/// So long nobody writes a journal anew.
const LONGEST_WRITE: Duration = Duration::from_secs(60);

/// The folders below the user's state folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    state: PathBuf,
}

impl Place {
    /// Below this folder.
    #[must_use]
    pub fn below(state: &Path) -> Self {
        Self { state: state.to_owned() }
    }

    fn journals(&self) -> PathBuf {
        self.state.join("journal")
    }

    fn histories(&self) -> PathBuf {
        self.state.join("history")
    }

    /// A name for a journal that no other has, in this process or another: `begun` is when it was begun, as finely as
    /// is known.
    #[must_use]
    pub fn new_journal(&self, begun: u128) -> PathBuf {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        self.journals().join(format!("{}-{begun}-{number}.journal", std::process::id()))
    }

    /// Journals that nobody writes any more, by name.
    #[must_use]
    pub fn left(&self) -> Vec<PathBuf> {
        sweep(&self.journals());
        sweep(&self.histories());
        let mut left = journals_in(&self.journals());
        left.retain(|path| claim(path).is_some());
        left.sort();
        left
    }

    /// The file in which the history of a map is kept, for this state of the map's file.
    #[must_use]
    pub fn history_of(&self, map: &Path, fingerprint: u64) -> PathBuf {
        self.histories().join(format!("{}-{fingerprint:016x}.journal", name_of(map)))
    }

    /// Histories of this map's file in whatever state, the latest first.
    #[must_use]
    pub fn histories_of(&self, map: &Path) -> Vec<PathBuf> {
        let name = name_of(map);
        let its =
            |path: &PathBuf| path.file_name().is_some_and(|other| other.to_string_lossy().starts_with(&name));
        let mut found: Vec<PathBuf> = journals_in(&self.histories()).into_iter().filter(its).collect();
        found.sort_by_key(|path| (std::cmp::Reverse(written(path)), path.clone()));
        found
    }

    /// Takes away what is more than enough: the oldest histories of this map, and of all.
    pub fn tidy(&self, map: &Path) {
        let mut all = journals_in(&self.histories());
        all.sort_by_key(|path| (std::cmp::Reverse(written(path)), path.clone()));
        let of_map = self.histories_of(map).into_iter().skip(MOST_OF_A_MAP);
        for old in of_map.chain(all.into_iter().skip(MOST)) {
            let _ = disk().remove(&old);
        }
    }

    /// Takes all histories away; journals of maps that are not saved stay. How many went.
    ///
    /// # Errors
    /// When one of them can't be taken away.
    pub fn wipe(&self) -> io::Result<usize> {
        let all = journals_in(&self.histories());
        for path in &all {
            disk().remove(path)?;
        }
        // Wiped is wiped, also when the power fails.
        if !all.is_empty() {
            names_last(&self.histories())?;
        }
        Ok(all.len())
    }
}

/// One map's file, as a number: where it really is, whatever links lead there.
pub(in crate::file) fn name_of(map: &Path) -> String {
    let whole =
        fs::canonicalize(map).or_else(|_| std::path::absolute(map)).unwrap_or_else(|_| map.to_owned());
    format!("{:016x}", fingerprint(&path_bytes(&whole)))
}

fn written(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

fn journals_in(folder: &Path) -> Vec<PathBuf> {
    files_in(folder, "journal")
}

fn files_in(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect()
}

/// Takes away what was being written anew when its program ended: the old one is whole.
fn sweep(folder: &Path) {
    let is_old = |path: &Path| written(path).elapsed().is_ok_and(|age| age > LONGEST_WRITE);
    for path in files_in(folder, "tmp").into_iter().filter(|path| is_old(path)) {
        // Who writes it holds it.
        if claim(&path).is_some() {
            let _ = disk().remove(&path);
        }
    }
}

/// A journal that was left, held so that no other program takes it up too.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    file: File,
}

/// Takes hold of a journal; none when somebody writes it or holds it, or it is gone.
#[must_use]
pub fn claim(path: &Path) -> Option<Claim> {
    let file = File::open(path).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return None,
        // Nothing can be locked here (some network disks): the number of the process has to do.
        Err(TryLockError::Error(_)) => {
            let name = path.file_name()?.to_string_lossy().into_owned();
            let process = name.split('-').next().and_then(|number| number.parse::<u32>().ok());
            if process.is_some_and(is_running) {
                return None;
            }
        }
    }
    Some(Claim { path: path.to_owned(), file })
}

/// The same for a journal that this very process wrote before it took its own place: its number tells nothing.
#[must_use]
pub fn claim_back(path: &Path) -> Option<Claim> {
    let file = File::open(path).ok()?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => None,
        Ok(()) | Err(TryLockError::Error(_)) => Some(Claim { path: path.to_owned(), file }),
    }
}

fn is_running(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

impl Claim {
    /// The journal.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in it.
    ///
    /// # Errors
    /// When the disk does not give it, or it is longer than any journal of ours.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&self.file).take(LONGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST {
            return Err(io::Error::other("it is too large"));
        }
        Ok(bytes)
    }

    /// Takes it away.
    ///
    /// # Errors
    /// When that is refused; it is offered again then.
    pub fn remove(self) -> io::Result<()> {
        disk().remove(&self.path)
    }
}
