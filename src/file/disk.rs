//! The one hand that changes files. Everything that the program writes goes through it, so that there is one place that
//! makes names last, and a test can refuse, cut short or forget any step. Must not know what is written.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
    sync::{Arc, OnceLock},
};

/// What changes files and folders. Reading is not its business.
pub trait Disk: Send + Sync {
    /// Makes one folder in a folder that is there.
    ///
    /// # Errors
    /// As the system says.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// A file that was not there before.
    ///
    /// # Errors
    /// As the system says; [`ErrorKind::AlreadyExists`] when it was.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Sheet>>;
    /// An empty file, in place of what was there.
    ///
    /// # Errors
    /// As the system says.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Sheet>>;
    /// Gives a file another name in one step; what had that name is gone.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Takes an empty folder away.
    ///
    /// # Errors
    /// As the system says.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A file that is being written, from its beginning on.
pub trait Sheet: Send {
    /// Writes all of it at the end.
    ///
    /// # Errors
    /// As the system says; a part may be written then.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes it this long, bytes.
    ///
    /// # Errors
    /// As the system says.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Waits until what was written is on the disk.
    ///
    /// # Errors
    /// As the system says; nobody knows then which part of it is.
    fn sync(&mut self) -> io::Result<()>;
    /// The file itself: for its permissions and its lock.
    fn file(&self) -> &File;
}

/// The system's own.
pub struct Real;

impl Disk for Real {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        Ok(Box::new(OpenOptions::new().write(true).create_new(true).open(path)?))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path)?;
        Ok(Box::new(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()
    }
}

impl Sheet for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        use io::Seek;
        self.set_len(length)?;
        self.seek(io::SeekFrom::Start(length)).map(drop)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn file(&self) -> &File {
        self
    }
}

static DISK: OnceLock<Arc<dyn Disk>> = OnceLock::new();

/// Puts another hand in the system's place, for good: for a program that tries what happens when a disk fails. Whether
/// it was the first; the second is not taken.
pub fn put_in_place(disk: Arc<dyn Disk>) -> bool {
    DISK.set(disk).is_ok()
}

/// The hand that is in place.
pub(super) fn disk() -> &'static dyn Disk {
    DISK.get().map_or(&Real, |disk| &**disk)
}

/// Takes a file away.
///
/// # Errors
/// As the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    disk().remove(path)
}

/// Makes a folder and all above it that are not there. Each is on the disk before the next: a file in a folder that a
/// power cut takes would be gone with it.
///
/// # Errors
/// As the system says.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    create_each(folder, &|_| Ok(()))
}

/// The same for folders that only their owner looks into, where the system knows of owners.
///
/// # Errors
/// As the system says.
pub fn create_private_folders(folder: &Path) -> io::Result<()> {
    create_each(folder, &make_private)
}

fn create_each(folder: &Path, made: &dyn Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    create_each(above, made)?;
    match disk().create_folder(folder) {
        Ok(()) => made(folder)?,
        // Another program may have made it in the meantime.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        Err(error) => return Err(error),
    }
    names_last(above)
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until the names in a folder are on the disk. A folder that cannot be synced at all (some network disks, folders
/// that may be written and not read) is no failure; a disk that tries and fails is one.
pub(super) fn names_last(folder: &Path) -> io::Result<()> {
    match disk().sync_folder(folder) {
        Err(error) if is_the_disks(&error) => Err(error),
        _ => Ok(()),
    }
}

fn is_the_disks(error: &io::Error) -> bool {
    const EIO: i32 = 5;
    let kinds = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::ReadOnlyFilesystem];
    kinds.contains(&error.kind()) || (cfg!(unix) && error.raw_os_error() == Some(EIO))
}

/// What the system says of a failure, in words that say what to do.
#[must_use]
pub fn in_words(error: &io::Error) -> String {
    const EIO: i32 = 5;
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full: make space".into(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up: make space".into(),
        ErrorKind::FileTooLarge => "the disk takes no file of this length: use another disk".into(),
        ErrorKind::PermissionDenied => "it may not be written by you: change its permissions".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk may only be read: use another, or make it writable".into(),
        ErrorKind::NotFound => "the folder is not there any more: make it anew".into(),
        ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "something else is in its place: move that away".into()
        }
        _ if cfg!(unix) && error.raw_os_error() == Some(EIO) => {
            "the disk fails (input/output error): use another, and copy what is on it".into()
        }
        // The system's words, without its number.
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}
