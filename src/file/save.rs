//! Saving: the old file or the whole new one, never half of one. No error leaves a temporary file behind; only a process
//! that is killed in the middle may. Must not know what is saved.

use std::{
    fs::{self, File, Metadata},
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use super::{
    disk::{Sheet, disk, names_last},
    errors::SaveError,
    read::MAX_SIZE,
    write::write,
};
use crate::model::Document;

/// Saves a map: the text goes to a temporary file in the same folder, which then takes the place of the old one. Symbolic
/// links are followed and stay; permissions stay.
///
/// # Errors
/// See [`SaveError`]; the file is then as it was.
pub fn save(path: &Path, document: &Document) -> Result<(), SaveError> {
    save_text(path, &write(document))
}

/// Saves the text of a map. One that is too long to be opened again takes the place of none that can be.
///
/// # Errors
/// See [`SaveError`]; the file is then as it was.
pub fn save_text(path: &Path, text: &str) -> Result<(), SaveError> {
    let size = text.len() as u64;
    if size > MAX_SIZE {
        return Err(SaveError::TooLarge { path: path.into(), size, limit: MAX_SIZE });
    }
    save_bytes(path, text.as_bytes())
}

/// Saves any bytes in the same way: figures too appear whole or not at all.
///
/// # Errors
/// See [`SaveError`]; the file is then as it was.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let target = resolved(path)?;
    let before = about(path, &target)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (mut file, temporary) = create(path, folder, &target)?;
    let filled = fill(&mut *file, bytes, before.as_ref());
    // Closed before it gets its name: some disks refuse only then.
    drop(file);
    if let Err(error) = filled.and_then(|()| disk().rename(&temporary, &target)) {
        // It may be gone together with its folder; the first error is the one to tell.
        let _ = disk().remove(&temporary);
        return Err(in_words(path, folder, error));
    }
    // The new name is on the disk only when the folder is.
    names_last(folder).map_err(|source| SaveError::Unsure { path: path.into(), source })
}

/// The path behind symbolic links, also where the last one points to a file that is not there yet.
fn resolved(path: &Path) -> Result<PathBuf, SaveError> {
    let mut target = path.to_path_buf();
    // As many links as the system itself follows.
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    let source = io::Error::other("its symbolic links lead in a circle");
    Err(SaveError::Failed { path: path.into(), source })
}

/// What stands there now, if anything.
fn about(path: &Path, target: &Path) -> Result<Option<Metadata>, SaveError> {
    let not_a_file = |what| Err(SaveError::NotAFile { path: path.into(), what });
    if target.file_name().is_none() {
        return not_a_file("not the name of a file");
    }
    match fs::metadata(target) {
        Ok(about) if about.is_dir() => not_a_file("a folder"),
        Ok(about) if !about.is_file() => not_a_file("a device or a pipe"),
        Ok(about) if about.permissions().readonly() => Err(SaveError::FileReadOnly(path.into())),
        Ok(about) => Ok(Some(about)),
        Err(_) => Ok(None),
    }
}

/// A new temporary file beside the target.
fn create(path: &Path, folder: &Path, target: &Path) -> Result<(Box<dyn Sheet>, PathBuf), SaveError> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // The target's own name in it could grow longer than names may be.
    let stem: String = target.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let temporary = folder.join(format!(".{stem}.{}-{number}.tmp", std::process::id()));
        match disk().create_new(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(in_words(path, folder, error)),
        }
    }
}

/// Writes everything and waits until the disk has it.
fn fill(sheet: &mut dyn Sheet, bytes: &[u8], before: Option<&Metadata>) -> io::Result<()> {
    if let Some(before) = before {
        keep_owner(sheet.file(), before);
        sheet.file().set_permissions(before.permissions())?;
    }
    sheet.write(bytes)?;
    sheet.sync()
}

/// An administrator who saves a user's file leaves it the user's. Others may not give files away, and need not.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata();
    if now.is_ok_and(|now| now.uid() != before.uid() || now.gid() != before.gid()) {
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

fn in_words(path: &Path, folder: &Path, source: io::Error) -> SaveError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::DiskFull(path.into()),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveError::NoFolder(folder.into()),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveError::FolderReadOnly(folder.into())
        }
        io::ErrorKind::IsADirectory => SaveError::NotAFile { path: path.into(), what: "a folder" },
        _ => SaveError::Failed { path: path.into(), source },
    }
}
