//! Opening touches neither the network nor another file: the system itself is asked what the program did.
//! Must not know how a file is read.

use std::{fs, path::Path, process::Command};

use super::program;

/// Addresses and paths of every sort that a map may hold; none is more than words.
const LEADING_ELSEWHERE: &str = r#"(header: (format: "ecomap", version: "1.0"),
    map: (title: "<img src='https://example.org/a.png'>", licence: "https://example.org/licence"),
    organisations: [
        (id: "a", name: "A", url: "https://example.org/a", image: "/etc/passwd"),
        (id: "b", name: "B", url: "file:///etc/passwd", include: "../other.ron"),
    ],
    evidence: [(id: "e", label: "E", source: link("https://example.org/e"), file: "/etc/hostname")],
)"#;

/// A picture that names others; no map is in it.
const PICTURE: &str = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><?xml-stylesheet href="https://example.org/s.css"?>
<image xlink:href="https://example.org/p.png"/><image xlink:href="/etc/hostname"/><text>&x;</text></svg>"#;

/// What the system's own loader and the program's start read.
const OF_THE_SYSTEM: [&str; 7] =
    ["/etc/ld.so", "/lib", "/usr/lib", "/proc/self", "/sys/", "/dev/null", "/proc/sys"];

fn has_strace() -> bool {
    Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .status()
        .is_ok_and(|status| status.success())
}

/// The path in a line of what was done.
fn path_in(line: &str) -> Option<&str> {
    line.split('"').nth(1).filter(|path| !path.is_empty())
}

#[test]
fn opening_a_map_touches_no_network_and_no_other_file() {
    if !has_strace() {
        eprintln!("skipped: strace is not here, or may not look on");
        return;
    }
    let newer = LEADING_ELSEWHERE.replace("\"1.0\"", "\"9.0\"");
    let damaged = LEADING_ELSEWHERE.replace("name: \"B\"", "name: ");
    for (name, text) in [
        ("map.ron", LEADING_ELSEWHERE),
        ("newer.ron", &newer),
        ("damaged.ron", &damaged),
        ("picture.svg", PICTURE),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (map, log) = (folder.path().join(name), folder.path().join("log"));
        fs::write(&map, text).unwrap();
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=%network,%file", "-o"]).arg(&log);
        command.arg(program::command().get_program()).arg("validate").arg(&map);
        command.env_remove("DISPLAY").env_remove("LD_LIBRARY_PATH").current_dir("/").output().unwrap();
        let done = fs::read_to_string(&log).unwrap();
        assert!(
            done.lines().any(|line| path_in(line) == map.to_str()),
            "{name}: it was opened at all: {done}"
        );
        for line in done.lines().filter(|line| !line.contains("execve(") && !line.contains("+++")) {
            assert!(!line.contains("socket(") && !line.contains("connect("), "{name}: {line}");
            let Some(path) = path_in(line) else { continue };
            let is_its_own =
                Path::new(path) == map || OF_THE_SYSTEM.iter().any(|begin| path.starts_with(begin));
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "unlink", "rename", "mkdir"];
            assert!(is_its_own && !writes.iter().any(|sign| line.contains(sign)), "{name}: {line}");
        }
    }
}
