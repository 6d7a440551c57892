//! A small file beside a map that tells others who has it open. It asks and tells; it never keeps anybody from saving.
//! Must not know windows.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use super::disk::disk;

/// The number of the next lock.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// More is no lock of ours, bytes.
const LONGEST: u64 = 4096;

/// So long a lock may be unfinished: then nobody writes it any more.
const LONGEST_WRITE: Duration = Duration::from_secs(10);

/// Who has a map open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The user's name on their machine; empty if it is not known.
    pub who: String,
    /// Their machine's name.
    pub host: String,
    /// Their process's number there.
    pub process: u32,
    /// What tells that process from a later one of the same number; 0 if the system does not say.
    pub started: u64,
    /// Since when, seconds since 1970.
    pub since: u64,
    /// Tells one lock of a process from its next.
    pub number: u32,
}

impl Holder {
    /// This process.
    #[must_use]
    pub fn myself() -> Self {
        let named =
            |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
        let host = fs::read_to_string("/proc/sys/kernel/hostname").map(|name| name.trim().to_owned());
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let process = std::process::id();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self {
            who: named(&["USER", "LOGNAME", "USERNAME"]),
            host: host.unwrap_or_else(|_| named(&["COMPUTERNAME", "HOSTNAME"])),
            process,
            started: started(process).unwrap_or_default(),
            since,
            number,
        }
    }

    /// Whether it is of this machine and its process is gone: it ended without taking its lock along.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        let is_here = !self.host.is_empty() && self.host == Self::myself().host;
        let can_tell = Path::new("/proc/self").exists();
        let is_alive = match started(self.process) {
            Some(now) => self.started == 0 || now == self.started,
            None => false,
        };
        is_here && can_tell && !is_alive
    }

    fn is_same_process(&self, other: &Self) -> bool {
        (&self.host, self.process, self.started) == (&other.host, other.process, other.started)
    }
}

/// When a process was started, in ticks of the system's clock; none if there is no such process.
fn started(process: u32) -> Option<u64> {
    let about = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold blanks.
    let behind_name = &about[about.rfind(')')? + 1..];
    behind_name.split_whitespace().nth(19)?.parse().ok()
}

/// The file that says that we have a map open. It goes when this goes.
#[derive(Debug)]
pub struct Lock {
    file: PathBuf,
    holder: Holder,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Taken {
    /// Others can see now that we have the map open.
    Ours(Lock),
    /// Somebody else has it open.
    Theirs(Holder),
    /// Nothing may be written there: neither a lock nor the map itself.
    Forbidden,
    /// No lock can be written there (a full disk, a strange file system): nobody is told, and nobody has told us.
    Untold,
}

impl Lock {
    /// Where the lock of a map stands: `.bristol.ron.lock` beside `bristol.ron`.
    #[must_use]
    pub fn beside(map: &Path) -> PathBuf {
        let name = map.file_name().unwrap_or_default().to_string_lossy();
        map.with_file_name(format!(".{name}.lock"))
    }

    /// Tells others that this process has the map open, unless somebody else has. What a process of this machine left
    /// behind when it ended counts for nothing.
    #[must_use]
    pub fn take(map: &Path) -> Taken {
        Self::take_as(map, Holder::myself())
    }

    fn take_as(map: &Path, holder: Holder) -> Taken {
        let file = Self::beside(map);
        let Ok(text) = ron::to_string(&holder) else { return Taken::Untold };
        // Twice: once more where a stale lock was in the way.
        for _ in 0..2 {
            match disk().create_new(&file) {
                Ok(mut sheet) => {
                    if sheet.write(text.as_bytes()).is_err() {
                        drop(sheet);
                        let _ = disk().remove(&file);
                        return Taken::Untold;
                    }
                    return Taken::Ours(Self { file, holder });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let other = holder_in(&file);
                    if !other.is_stale() && !other.is_same_process(&holder) && !is_unfinished(&file) {
                        return Taken::Theirs(other);
                    }
                    if disk().remove(&file).is_err() {
                        return Taken::Untold;
                    }
                }
                Err(error)
                    if matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    ) =>
                {
                    return Taken::Forbidden;
                }
                Err(_) => return Taken::Untold,
            }
        }
        Taken::Untold
    }

    /// Whether it is the lock of this map.
    #[must_use]
    pub fn is_of(&self, map: &Path) -> bool {
        self.file == Self::beside(map)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Somebody may have taken it over: theirs stays.
        if holder_in(&self.file) == self.holder {
            let _ = disk().remove(&self.file);
        }
    }
}

/// Whether somebody began to write a lock some time ago and never ended: the disk was full, or the power failed.
fn is_unfinished(file: &Path) -> bool {
    let written = fs::metadata(file).and_then(|about| about.modified());
    let age = written.ok().and_then(|written| written.elapsed().ok());
    age.is_some_and(|age| age > LONGEST_WRITE) && !words_in(file).ends_with(')')
}

/// Who a lock names; nobody in particular where it can't be read.
fn holder_in(file: &Path) -> Holder {
    ron::from_str(&words_in(file)).unwrap_or_default()
}

/// What stands in a lock.
fn words_in(file: &Path) -> String {
    let mut text = String::new();
    let read = File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    read.map(|_| text).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_second_user_learns_who_has_the_map_open() {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("bristol.ron");
        let ann = Holder {
            who: "ann".into(),
            host: "elsewhere".into(),
            process: 7,
            started: 1,
            since: 5,
            number: 0,
        };
        let Taken::Ours(lock) = Lock::take_as(&map, ann.clone()) else { panic!("nobody else has it") };
        assert!(folder.path().join(".bristol.ron.lock").exists() && lock.is_of(&map));
        match Lock::take(&map) {
            Taken::Theirs(holder) => assert_eq!(holder, ann),
            other => panic!("{other:?}"),
        }
        drop(lock);
        assert!(matches!(Lock::take(&map), Taken::Ours(_)), "closed is free again");
        assert!(!Lock::beside(&map).exists(), "a lock goes with its owner");
    }

    #[test]
    fn what_a_process_left_behind_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("map.ron");
        let me = Holder::myself();
        // The same number, started at another time: an earlier process.
        let gone = Holder { started: me.started.wrapping_add(1), ..me.clone() };
        fs::write(Lock::beside(&map), ron::to_string(&gone).unwrap()).unwrap();
        assert_eq!(gone.is_stale(), Path::new("/proc/self").exists());
        if gone.is_stale() {
            assert!(matches!(Lock::take(&map), Taken::Ours(_)));
        }
        fs::write(Lock::beside(&map), "no lock").unwrap();
        assert!(matches!(Lock::take(&map), Taken::Theirs(_)), "what can't be read may be somebody's");
        let empty = File::create(Lock::beside(&map)).unwrap();
        assert!(matches!(Lock::take(&map), Taken::Theirs(_)), "it is just being written");
        empty.set_modified(SystemTime::now() - 2 * LONGEST_WRITE).unwrap();
        assert!(matches!(Lock::take(&map), Taken::Ours(_)), "nobody ever wrote it");
    }

    #[test]
    fn where_nothing_may_be_written_nobody_is_told() {
        assert!(matches!(Lock::take(Path::new("/proc/map.ron")), Taken::Untold | Taken::Forbidden));
        assert!(matches!(Lock::take(Path::new("/no/such/folder/map.ron")), Taken::Untold));
    }
}
