//! Runs the program as a script would. Must not know what it ought to answer.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run left behind.
pub struct Ran {
    /// Exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: Vec<u8>,
    error: Vec<u8>,
}

impl Ran {
    /// Runs a command on this standard input.
    pub fn of(command: &mut Command, input: &[u8]) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A program that does not read it has ended already: that is no failure of the test.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: output.stdout, error: output.stderr }
    }

    /// What went to standard error.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.error).into_owned()
    }

    /// Standard output of a run that went well.
    pub fn text(self) -> String {
        assert_eq!(self.code, 0, "{}", self.said());
        String::from_utf8(self.out).unwrap()
    }
}

/// The program, where there is no display.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecomap"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command
}

/// Runs the program with these arguments, in a folder of its own.
pub fn ecomap(arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    Ran::of(command().current_dir(folder.path()).args(arguments), b"")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the tests.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// All example maps, sorted.
pub fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut maps: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "ron")).collect();
    maps.sort();
    assert!(!maps.is_empty());
    maps
}

/// A text without white space: how it is broken into lines does not matter.
pub fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// `path:line:column: message`, if the line is one.
pub fn finding<'a>(line: &'a str, path: &str) -> Option<(u32, u32, &'a str)> {
    let rest = line.strip_prefix(path)?.strip_prefix(':')?;
    let (number, rest) = rest.split_once(':')?;
    let (column, message) = rest.split_once(": ")?;
    Some((number.parse().ok()?, column.parse().ok()?, message))
}
