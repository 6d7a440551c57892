//! What other programs make of a file. Must not know what they ought to find.

#![allow(clippy::print_stderr, reason = "says what was skipped")]

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What a program of the machine makes of the bytes; `None`, said aloud, where it is not installed.
pub fn seen_by(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let piped = || Stdio::piped();
    let child = Command::new(program).args(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let input = bytes.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    // Some versions of poppler complain of a key that ISO 32000-1 gives a boolean: `Suspects`.
    let words: String = String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter(|line| !line.contains("Suspects object is wrong type"))
        .collect();
    assert!(output.status.success() && words.is_empty(), "{program}: {words}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The words with one space between them.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
