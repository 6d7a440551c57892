//! The same map gives the same bytes: again, in another folder, in another language and in another time zone.

#![allow(clippy::print_stderr, reason = "says what was skipped")]

use std::{fs, path::Path, process::Command};

use super::program::{self, Ran, examples};

/// The bytes of a figure, made in this folder under these settings.
fn made(folder: &Path, map: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Vec<u8> {
    let mut command = program::command();
    command.current_dir(folder).arg("render").arg(map).args(["-o", "-"]).args(arguments);
    command.envs(settings.iter().copied());
    let ran = Ran::of(&mut command, b"");
    assert_eq!(ran.code, 0, "{}", ran.said());
    ran.out
}

/// Languages that write numbers with a comma, and one whose small i has no capital I.
const LANGUAGES: [&str; 2] = ["de_DE.UTF-8", "tr_TR.UTF-8"];
const ZONES: [&str; 2] = ["Asia/Kathmandu", "America/St_Johns"];

/// Whether the machine, looking into this folder for languages, really speaks this one.
fn speaks(language: &str, folder: &Path) -> bool {
    let mut asked = Command::new("locale");
    asked.arg("decimal_point").env("LC_ALL", language).env("LOCPATH", folder);
    asked.output().is_ok_and(|output| output.stdout.trim_ascii() == b",")
}

/// Makes the languages in this folder; false, said aloud, where that cannot be.
fn languages(folder: &Path) -> bool {
    LANGUAGES.iter().all(|language| {
        let (input, charset) = language.split_once('.').unwrap();
        let mut made = Command::new("localedef");
        made.args(["-i", input, "-f", charset]).arg(folder.join(language));
        let _ = made.output();
        let speaks = speaks(language, folder);
        if !speaks {
            eprintln!(
                "skipped: no locale {language} here: localedef and the sources of locales are not installed"
            );
        }
        speaks
    })
}

const KINDS: [&[&str]; 5] = [
    &["--format", "svg"],
    &["--format", "svg", "--text", "outlines", "--embed-map", "--page", "single-column"],
    &["--format", "pdf", "--page", "slide"],
    &["--format", "png", "--dpi", "40"],
    &["--format", "html", "--include", "evidence"],
];

#[test]
fn the_same_map_gives_the_same_bytes_in_every_folder_language_and_time_zone() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let words = tempfile::tempdir().unwrap();
    if !languages(words.path()) {
        return;
    }
    let words = words.path().to_str().unwrap();
    for (number, map) in examples().into_iter().enumerate() {
        fs::copy(&map, there.path().join("copy.ron")).unwrap();
        for (kind, arguments) in KINDS.into_iter().enumerate() {
            let first = made(here.path(), &map, arguments, &[("LC_ALL", "C"), ("TZ", "UTC")]);
            // Each kind of figure in either language.
            let (language, zone) = (LANGUAGES[(number + kind) % 2], ZONES[(number + kind) % 2]);
            let settings = [
                ("LOCPATH", words),
                ("LC_ALL", language),
                ("LANG", language),
                ("TZ", zone),
                ("SOURCE_DATE_EPOCH", "86400"),
            ];
            let second = made(there.path(), Path::new("copy.ron"), arguments, &settings);
            assert!(first == second, "{}: {arguments:?} under {language}, {zone}", map.display());
        }
    }
}

/// The oldest processor that the program runs on, near enough, knows none of the wide registers that packers and
/// checksums may use elsewhere.
const OLD: &[&str] = &["-cpu", "Nehalem"];

#[test]
fn the_same_map_gives_the_same_bytes_on_an_old_processor() {
    let emulator = Command::new("qemu-x86_64").arg("--version").output();
    if !cfg!(target_arch = "x86_64") || emulator.is_err() {
        eprintln!("skipped: qemu-x86_64 is not installed");
        return;
    }
    let here = tempfile::tempdir().unwrap();
    let map = &examples()[0];
    for arguments in &KINDS[2..4] {
        let mut emulated = Command::new("qemu-x86_64");
        emulated.args(OLD).arg(program::command().get_program()).arg("render").arg(map);
        emulated.current_dir(here.path()).args(["-o", "-"]).args(*arguments);
        let ran = Ran::of(&mut emulated, b"");
        assert_eq!(ran.code, 0, "{}", ran.said());
        assert!(ran.out == made(here.path(), map, arguments, &[]), "{arguments:?}");
    }
}
