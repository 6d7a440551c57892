//! What is said of a fault: program, system, where, in which part, what was done before. Made of words that stood in
//! the program when it was built and of numbers of lines, nothing else. Must not know the window.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::file::{disk, save_bytes};

/// So many reports are kept in the state folder.
const MOST_KEPT: usize = 20;

/// What is known of something that broke down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What may be told of the message.
    pub words: &'static str,
    /// File, line and column in the source; empty where it is not known.
    pub place: String,
    /// The part of the program.
    pub part: &'static str,
    /// The last actions by their names, the oldest first, and how often each was done in a row.
    pub actions: Vec<(&'static str, u32)>,
    /// Seconds since 1970.
    pub when: u64,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "Fault report of ecomap {}", env!("CARGO_PKG_VERSION"))?;
        writeln!(to, "It holds nothing of the map: only words of the program and numbers of its lines.\n")?;
        writeln!(to, "build    {}", if cfg!(debug_assertions) { "debug" } else { "release" })?;
        writeln!(to, "system   {}", system())?;
        writeln!(to, "time     {} seconds since 1970", self.when)?;
        writeln!(to, "part     {}", self.part)?;
        writeln!(to, "place    {}", if self.place.is_empty() { "not known" } else { &self.place })?;
        writeln!(to, "words    {}", self.words)?;
        let actions: Vec<String> = self.actions.iter().map(|(name, times)| said(name, *times)).collect();
        let actions = if actions.is_empty() { "none".to_owned() } else { actions.join(", ") };
        writeln!(to, "actions  {actions}")
    }
}

fn said(name: &str, times: u32) -> String {
    let name = name.trim_end_matches('…');
    if times > 1 { format!("{name} ({times} times)") } else { name.to_owned() }
}

/// The system and the display: of the machine, never of a map.
fn system() -> &'static str {
    static SYSTEM: OnceLock<String> = OnceLock::new();
    SYSTEM.get_or_init(|| {
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
        let plain = |sign: &char| sign.is_ascii_alphanumeric() || " .-_()/".contains(*sign);
        let name: String = name.unwrap_or(std::env::consts::OS).chars().filter(plain).take(60).collect();
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let display = match (set("WAYLAND_DISPLAY"), set("DISPLAY")) {
            (true, _) => ", Wayland",
            (false, true) => ", X11",
            (false, false) => "",
        };
        format!("{name}, {}{display}", std::env::consts::ARCH)
    })
}

/// A place in the source as it is told: without the folders of whoever built the program.
pub(super) fn place(file: &str, line: u32, column: u32) -> String {
    let file = file.replace('\\', "/");
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let told = match (file.strip_prefix(ours), file.find("/registry/src/")) {
        (Some(inside), _) => inside,
        // Behind the folder of the registry stands the name of the crate.
        (None, Some(at)) => {
            let behind = &file[at + "/registry/src/".len()..];
            behind.split_once('/').map_or(behind, |(_, inside)| inside)
        }
        // The standard library, or a path that says no more than a name.
        (None, None) => {
            file.find("/library/").map_or(file.rsplit('/').next(), |at| file.get(at + 1..)).unwrap_or("")
        }
    };
    let told = if file.starts_with("src/") { file.as_str() } else { told };
    format!("{told}:{line}:{column}")
}

fn folder(state: &Path) -> PathBuf {
    state.join("faults")
}

/// Reports that are kept, the latest first.
fn kept(state: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(state)) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut kept: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    kept.sort();
    kept.reverse();
    kept
}

/// The report that was kept last, if one was.
#[must_use]
pub fn latest(state: &Path) -> Option<String> {
    kept(state).first().and_then(|path| fs::read_to_string(path).ok())
}

impl Fault {
    /// Keeps the report in the state folder, with the latest of those before it; its file.
    ///
    /// # Errors
    /// When the folder can't be written: nobody needs the file to go on.
    pub fn keep(&self, state: &Path) -> io::Result<PathBuf> {
        let folder = folder(state);
        disk::create_folders(&folder)?;
        // Of two in one second the later takes the next free name.
        let named = |number: u32| folder.join(format!("{:012}-{number}.txt", self.when));
        let path = (0..100).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(0));
        save_bytes(&path, self.to_string().as_bytes()).map_err(io::Error::other)?;
        for old in kept(state).into_iter().skip(MOST_KEPT) {
            let _ = disk::remove(&old);
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(when: u64) -> Fault {
        let actions = vec![("Open map…", 1), ("Undo", 3)];
        let place = place("src/layout/bands.rs", 12, 9);
        Fault { words: "index out of bounds", place, part: "layout", actions, when }
    }

    #[test]
    fn a_report_says_where_and_what_was_done_before() {
        let report = fault(1).to_string();
        for line in [
            "part     layout",
            "place    src/layout/bands.rs:12:9",
            "words    index out of bounds",
            "actions  Open map, Undo (3 times)",
        ] {
            assert!(report.lines().any(|told| told == line), "{line} in {report}");
        }
    }

    #[test]
    fn a_place_says_nothing_of_the_machine_that_built_the_program() {
        for (file, told) in [
            ("src/app/canvas/paint.rs", "src/app/canvas/paint.rs"),
            (
                "/people/anna/kept/registry/src/index-1949/egui-0.36.2/src/context.rs",
                "egui-0.36.2/src/context.rs",
            ),
            (
                r"D:\people\anna\kept\registry\src\index\egui-0.36.2\src\context.rs",
                "egui-0.36.2/src/context.rs",
            ),
            ("/rustc/5980/library/core/src/slice/index.rs", "library/core/src/slice/index.rs"),
            ("/people/anna/other/src/lib.rs", "lib.rs"),
            (concat!(env!("CARGO_MANIFEST_DIR"), "/src/model/id.rs"), "src/model/id.rs"),
        ] {
            let found = place(file, 1, 2);
            assert_eq!(found, format!("{told}:1:2"), "{file}");
            assert!(!found.contains("anna"), "{found}");
        }
    }

    #[test]
    fn the_latest_reports_are_kept() {
        let state = tempfile::tempdir().expect("a folder");
        assert_eq!(latest(state.path()), None);
        for when in [5, 5, 7] {
            fault(when).keep(state.path()).expect("writes");
        }
        assert_eq!(kept(state.path()).len(), 3, "two in one second are two");
        for when in 10..40 {
            fault(when).keep(state.path()).expect("writes");
        }
        assert_eq!(kept(state.path()).len(), MOST_KEPT);
        assert!(latest(state.path()).is_some_and(|report| report.contains("time     39 ")));
    }
}
