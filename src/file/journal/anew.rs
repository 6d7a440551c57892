//! A journal written anew, whole, beside itself: it takes its own place only when the disk has all of it, so that there
//! is no moment without a whole one. A long one is written on a thread while the old one goes on. Must not know orders.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use super::{
    super::disk::{Sheet, create_folders, disk, names_last},
    entry::Entry,
    frame::FIRST_LINE,
    whole_bytes_of,
};

/// So often it is asked whether a thread is done.
pub(super) const ASK_EVERY: Duration = Duration::from_millis(20);

/// Why a journal was not written anew.
pub(super) enum Unwritten {
    /// What had its name before still has it.
    Before(io::Error),
    /// It has its name; the disk does not say that it keeps it.
    Unsure(io::Error),
}

/// A file that is written and locked.
pub(super) struct Written {
    pub(super) sheet: Box<dyn Sheet>,
    /// Its length, bytes.
    pub(super) length: u64,
    /// What of it was written anew, bytes; the rest was told since.
    pub(super) anew: u64,
}

/// Writes a file whole, waits until the disk has it and gives it its name.
pub(super) fn write_beside(path: &Path, bytes: &[u8]) -> Result<Written, Unwritten> {
    let temporary = path.with_extension("tmp");
    let written = fill(&temporary, bytes).map_err(Unwritten::Before)?;
    take_place(&temporary, path)?;
    Ok(written)
}

/// An entry is longer than a frame may be.
pub(super) fn too_long() -> io::Error {
    io::Error::other("an edit is too long to be written down")
}

fn fill(temporary: &Path, bytes: &[u8]) -> io::Result<Written> {
    debug_assert!(bytes.starts_with(FIRST_LINE));
    create_folders(temporary.parent().unwrap_or(Path::new(".")))?;
    let mut sheet = disk().create(temporary)?;
    // Locked before it has its name: another program must not take it for one that was left. Where nothing can be
    // locked, the number of the process tells.
    let _ = sheet.file().try_lock();
    if let Err(error) = sheet.write(bytes).and_then(|()| sheet.sync()) {
        drop(sheet);
        let _ = disk().remove(temporary);
        return Err(error);
    }
    let length = bytes.len() as u64;
    Ok(Written { sheet, length, anew: length })
}

fn take_place(temporary: &Path, path: &Path) -> Result<(), Unwritten> {
    if let Err(error) = disk().rename(temporary, path) {
        let _ = disk().remove(temporary);
        return Err(Unwritten::Before(error));
    }
    names_last(path.parent().unwrap_or(Path::new("."))).map_err(Unwritten::Unsure)
}

/// A journal that is being written on a thread, beside the one that goes on.
pub(super) struct Anew {
    temporary: PathBuf,
    done: Receiver<io::Result<Written>>,
    /// What the old one was told since.
    tail: Vec<u8>,
}

impl Anew {
    /// Begins with these entries.
    pub(super) fn begin(path: &Path, entries: Vec<Entry>) -> Self {
        // One that was given up may not be done yet.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let temporary = path.with_extension(format!("{}.tmp", NEXT.fetch_add(1, Ordering::Relaxed)));
        let (sender, done) = channel();
        let target = temporary.clone();
        std::thread::spawn(move || {
            let filled =
                whole_bytes_of(&entries).ok_or_else(too_long).and_then(|bytes| fill(&target, &bytes));
            if sender.send(filled).is_err() {
                // Nobody waits for it any more.
                let _ = disk().remove(&target);
            }
        });
        Self { temporary, done, tail: Vec::new() }
    }

    /// What the old one is told now belongs to the new one too.
    pub(super) fn goes_on(&mut self, bytes: &[u8]) {
        self.tail.extend_from_slice(bytes);
    }

    /// Whether the thread is done: with what was told since it takes the journal's place.
    pub(super) fn ended(&self, path: &Path) -> Option<Result<Written, Unwritten>> {
        let filled = self.done.try_recv().ok()?;
        Some(filled.map_err(Unwritten::Before).and_then(|written| self.close(written, path)))
    }

    fn close(&self, mut written: Written, path: &Path) -> Result<Written, Unwritten> {
        let sheet = &mut written.sheet;
        if !self.tail.is_empty()
            && let Err(error) = sheet.write(&self.tail).and_then(|()| sheet.sync())
        {
            let _ = disk().remove(&self.temporary);
            return Err(Unwritten::Before(error));
        }
        take_place(&self.temporary, path)?;
        written.length += self.tail.len() as u64;
        Ok(written)
    }
}

impl Drop for Anew {
    /// Given up, or in its place: then nothing is there under this name.
    fn drop(&mut self) {
        if let Ok(Ok(written)) = self.done.try_recv() {
            drop(written);
            let _ = disk().remove(&self.temporary);
        }
    }
}
