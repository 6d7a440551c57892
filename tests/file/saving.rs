//! Saving is all or nothing, and opening says what it met: real files, folders, links, full disks.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use ecomap::{
    file::{OpenError, SaveError, open, save, save_bytes, save_text, write},
    model::Document,
};

use crate::common::maps::map;

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout == b"0\n")
}

#[test]
fn a_saved_map_opens_as_it_was_and_leaves_nothing_beside_it() {
    let folder = folder();
    let path = folder.path().join("Größe & Maß.ron");
    for seed in 0..5 {
        let document = map(seed, 4, 4);
        save(&path, &document).expect("there is room");
        assert_eq!(open(&path).expect("it is a map").value, document);
        assert_eq!(names_in(folder.path()), ["Größe & Maß.ron"]);
    }
}

#[test]
fn a_very_long_name_can_be_saved() {
    let folder = folder();
    let path = folder.path().join("n".repeat(255));
    save(&path, &Document::default()).expect("the system allows such a name");
    assert!(open(&path).is_ok());
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty.ron"), "").expect("can write");
    fs::write(at("cut.ron"), &write(&map(3, 4, 4)).as_bytes()[..700]).expect("can write");
    fs::write(at("picture.ron"), b"\x89PNG\r\n\x1a\n\0").expect("can write");
    let long = fs::File::create(at("long.ron")).expect("can create");
    long.set_len(200_000_000).expect("a sparse file");
    for (path, words) in [
        (at("none.ron"), "there is no file"),
        (at("empty.ron/below.ron"), "there is no file"),
        (folder.path().to_path_buf(), "is a folder, not a map"),
        (PathBuf::from("/dev/null"), "is a device or a pipe"),
        (at("empty.ron"), "the file is empty"),
        (at("picture.ron"), "not UTF-8"),
        (at("long.ron"), "200 MB long, more than the 64 MB"),
        (at("cut.ron"), "the map has a mistake"),
    ] {
        let error = open(&path).expect_err("no map").to_string();
        assert!(error.contains(words), "{}: {error}", path.display());
    }
}

#[test]
fn a_map_that_could_not_be_opened_again_is_not_saved_over_one_that_can() {
    let folder = folder();
    let path = folder.path().join("map.ron");
    save(&path, &Document::default()).expect("there is room");
    let long = " ".repeat(64_000_001);
    let error = save_text(&path, &long).expect_err("it is too long").to_string();
    assert!(error.contains("64 MB can be opened again") && error.contains("Take long texts out"), "{error}");
    assert!(open(&path).is_ok(), "the old one is there");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    if is_root() {
        println!("skipped: an administrator may read everything");
        return;
    }
    let folder = folder();
    let path = folder.path().join("map.ron");
    save(&path, &Document::default()).expect("there is room");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("it is ours");
    assert!(matches!(open(&path), Err(OpenError::NoPermission(_))));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let (deep, link, other) =
        (folder.path().join("deep"), folder.path().join("link.ron"), folder.path().join("other.ron"));
    fs::create_dir(&deep).expect("can create");
    let target = deep.join("map.ron");
    symlink("deep/map.ron", &link).expect("can link");
    symlink(&link, &other).expect("can link");
    // The target is not there yet: saving through the links makes it.
    save(&other, &Document::default()).expect("there is room");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("it is ours");
    let document = map(1, 3, 3);
    save(&link, &document).expect("there is room");
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(open(&target).expect("it is a map").value, document);
    assert_eq!(fs::metadata(&target).expect("it is there").permissions().mode() & 0o777, 0o640);
    assert_eq!(names_in(&deep), ["map.ron"]);

    let circle = folder.path().join("circle.ron");
    symlink("circle.ron", &circle).expect("can link");
    let error = save(&circle, &document).expect_err("it leads nowhere").to_string();
    assert!(error.contains("circle"), "{error}");
}

#[test]
fn what_cannot_be_saved_leaves_the_old_file_and_nothing_else() {
    let folder = folder();
    let path = folder.path().join("map.ron");
    let document = map(2, 3, 3);
    save(&path, &document).expect("there is room");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is ours");
    for (target, words) in [
        (path.clone(), "is write-protected"),
        (folder.path().to_path_buf(), "is a folder"),
        (folder.path().join("gone/map.ron"), "is not there"),
        (path.join("map.ron"), "is not there"),
        (PathBuf::from("/"), "is not the name of a file"),
        (PathBuf::from("/dev/full"), "is a device or a pipe"),
    ] {
        let error = save(&target, &Document::default()).expect_err("not to be saved").to_string();
        assert!(error.contains(words), "{}: {error}", target.display());
    }
    assert_eq!(open(&path).expect("it is a map").value, document);
    assert_eq!(names_in(folder.path()), ["map.ron"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    if is_root() {
        println!("skipped: an administrator may write everywhere");
        return;
    }
    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).expect("it is ours");
    let error = save(&folder.path().join("map.ron"), &Document::default()).expect_err("not to be saved");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("it is ours");
    assert!(matches!(error, SaveError::FolderReadOnly(_)), "{error}");
}

/// A disk of its own, gone at the end of the test.
struct Disk(PathBuf);

impl Disk {
    /// `None` where mounting is not allowed.
    fn mount(folder: &Path, options: &str) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(folder.to_path_buf()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_keeps_the_old_file() {
    let folder = folder();
    let Some(disk) = Disk::mount(folder.path(), "size=256k") else {
        println!("skipped: no disk may be mounted here");
        return;
    };
    let path = disk.0.join("map.ron");
    let document = map(2, 3, 3);
    save(&path, &document).expect("there is room");
    let error = save_bytes(&path, &vec![b'x'; 1_000_000]).expect_err("there is no room");
    assert!(matches!(error, SaveError::DiskFull(_)), "{error}");
    assert_eq!(open(&path).expect("it is a map").value, document);
    assert_eq!(names_in(&disk.0), ["map.ron"]);
    let mut filler = fs::File::create(disk.0.join("filler")).expect("a name has room");
    while filler.write_all(&[0; 512]).is_ok() {}
    let error = save(&path, &map(5, 8, 8)).expect_err("there is no room");
    assert!(matches!(error, SaveError::DiskFull(_)), "{error}");
    assert_eq!(names_in(&disk.0), ["filler", "map.ron"]);
}

#[test]
fn a_read_only_disk_says_so() {
    let folder = folder();
    let Some(disk) = Disk::mount(folder.path(), "ro,size=64k") else {
        println!("skipped: no disk may be mounted here");
        return;
    };
    let error = save(&disk.0.join("map.ron"), &Document::default()).expect_err("not to be saved");
    assert!(matches!(error, SaveError::FolderReadOnly(_)), "{error}");
}
