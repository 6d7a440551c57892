//! Faults in a real window: it starts again with all that was done, a job ends alone, what is told holds nothing of the
//! map; and the system's word to end keeps the map, whatever is being done. The faults are real panics, on purpose
//! (`ECOMAP_PANIC_AT`).

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ecomap::{
    file::{
        self,
        journal::{Place, claim, read},
    },
    model::Document,
    pipeline::keeping::session_of,
};

use crate::{
    FIRST, SECOND, THIRD, add_flow, add_organisation, ground, map, names,
    window::{Window, wait_until},
};

/// Where the start page has the button that restores the first map.
pub(crate) const RESTORE: (i32, i32) = (492, 328);
/// Where the page of a fault has its first button.
const START_AGAIN: (i32, i32) = (640, 298);

/// An empty map in this folder.
fn empty(ground: &Path) -> PathBuf {
    let path = ground.join("map.ron");
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    path
}

/// Two organisations and a flow, none of it saved: three steps.
fn draw(window: &mut Window) {
    add_organisation(window, FIRST, "Watershed");
    add_organisation(window, SECOND, "BFI");
    add_flow(window, FIRST, SECOND);
}

/// Reports of faults that were kept, the oldest first.
fn reports(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home.join("faults")).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("it is there")).collect()
}

/// The map in the one journal that was left, and the map from which its history began.
pub(crate) fn left(home: &Path) -> (Document, Document, usize) {
    let journals = Place::below(home).left();
    assert_eq!(journals.len(), 1, "{journals:?}");
    let bytes = claim(&journals[0]).expect("nobody holds it").bytes().expect("it is there");
    let log = read(&bytes).expect("it is whole").log;
    let session = session_of(&log).expect("its steps lead on");
    (session.document().clone(), log.base_document().clone(), log.unsaved())
}

fn clipboard() -> String {
    let output = Command::new("xclip").args(["-o", "-selection", "clipboard"]).output().expect("xclip runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_fault_starts_the_window_again_with_all_that_was_done() {
    let Some(ground) = ground() else { return };
    let path = empty(ground.path());
    let before = fs::read_to_string(&path).expect("there");
    let faults = [("ECOMAP_PANIC_AT", "action:Zoom in")];
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &faults);
    draw(&mut window);
    // What is being typed is part of it.
    window.double_click(THIRD);
    window.type_text("Half typed");
    window.press("ctrl+plus");
    window.starts_again();
    window.screenshot("crash-1-started-again");
    assert!(window.title().starts_with('•'), "the edits are there, unsaved: {}", window.title());
    assert_eq!(fs::read_to_string(&path).expect("there"), before, "the file was not touched");
    window.key("ctrl+s");
    let document = map(&path);
    assert_eq!(names(&document), ["BFI", "Half typed", "Watershed"]);
    assert_eq!(document.flows().len(), 1);
    for _ in 0..8 {
        window.key("ctrl+z");
    }
    window.key("ctrl+s");
    assert_eq!(fs::read_to_string(&path).expect("there"), before, "the whole history came along");
    let reports = reports(ground.path());
    assert_eq!(reports.len(), 1);
    let report = &reports[0];
    for line in ["part     window", "place    src/app/fault/rehearse.rs:"] {
        assert!(report.contains(line), "{line} in {report}");
    }
    assert!(
        report.lines().any(|line| line.starts_with("actions  ") && line.ends_with("Zoom in")),
        "{report}"
    );
    for word in ["Watershed", "BFI", "Half", "Größe", "map.ron"] {
        assert!(!report.contains(word), "{word} in {report}");
    }
    window.ask_to_close();
    assert!(window.ended_well());
    assert!(Place::below(ground.path()).left().is_empty(), "nothing is left to be offered");
}

#[test]
fn a_window_that_breaks_down_again_at_once_stays_and_says_so() {
    let Some(ground) = ground() else { return };
    let path = empty(ground.path());
    let faults = [("ECOMAP_PANIC_AT", "action:Zoom in!")];
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &faults);
    draw(&mut window);
    window.press("ctrl+plus");
    window.starts_again();
    window.press("ctrl+plus");
    window.settle();
    window.screenshot("crash-2-stays");
    assert!(window.runs());
    let (document, _, edits) = {
        // The window holds its journal: a copy of it is read.
        let copy = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(copy.path().join("journal")).expect("a folder");
        for entry in fs::read_dir(ground.path().join("journal")).expect("there").flatten() {
            let to = copy.path().join("journal").join(entry.file_name());
            fs::copy(entry.path(), to).expect("copies");
        }
        left(copy.path())
    };
    assert_eq!((names(&document), edits), (vec!["BFI", "Watershed"], 3));
    window.click(START_AGAIN);
    window.starts_again();
    window.screenshot("crash-3-started-by-hand");
    window.key("ctrl+s");
    assert_eq!(names(&map(&path)), ["BFI", "Watershed"]);
    window.ask_to_close();
    assert!(window.ended_well());
}

#[test]
fn a_fault_while_a_frame_is_painted_starts_the_window_again_and_ends_one_that_goes_on_failing() {
    let Some(ground) = ground() else { return };
    let path = empty(ground.path());
    let faults = [("ECOMAP_PANIC_AT", "paint:150")];
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &faults);
    add_organisation(&mut window, FIRST, "Watershed");
    // A frame comes with each move: somewhere on the way it breaks down.
    for step in 0..150 {
        if !reports(ground.path()).is_empty() {
            break;
        }
        window.point((300 + 4 * step, 400));
    }
    window.starts_again();
    window.screenshot("crash-7-after-painting");
    window.key("ctrl+s");
    assert_eq!(names(&map(&path)), ["Watershed"]);
    window.ask_to_close();
    assert!(window.ended_well());

    let home = ground.path().join("other");
    fs::create_dir_all(&home).expect("the folder is writable");
    let code = Window::run_to_end(&home, &[("ECOMAP_PANIC_AT", "paint:3!")]);
    let errors = fs::read_to_string(home.join("stderr")).expect("it has said something");
    assert_eq!(code, Some(1), "{errors}");
    assert!(errors.contains("can't go on") && errors.contains("Nothing you did is lost"), "{errors}");
    assert_eq!(reports(&home).len(), 2, "it started again once");
}

#[test]
fn a_layout_that_breaks_down_ends_alone() {
    let Some(ground) = ground() else { return };
    let path = empty(ground.path());
    let faults = [("ECOMAP_PANIC_AT", "job:layout,job:export")];
    let mut window = Window::open_with(ground.path(), &[&path.to_string_lossy()], &faults);
    draw(&mut window);
    window.key("y");
    window.key("4");
    window.screenshot("crash-4-layout");
    window.key("Escape");
    window.screenshot("crash-5-layout-left");
    window.key("ctrl+k");
    window.type_text("copy fault report");
    window.key("Return");
    let report = clipboard();
    assert!(report.contains("part     layout") && report.contains("withheld"), "{report}");
    assert!(!report.contains("Watershed") && !report.contains("Größe"), "{report}");
    window.key("ctrl+s");
    assert_eq!(names(&map(&path)), ["BFI", "Watershed"], "the map stays, and is saved");
    wait_until("the report is kept", || !reports(ground.path()).is_empty());
    window.ask_to_close();
    assert!(window.ended_well());
}

#[test]
fn the_systems_word_to_end_keeps_the_map_and_asks_nothing() {
    let Some(ground) = ground() else { return };
    for signal in ["TERM", "HUP", "INT"] {
        let home = ground.path().join(signal);
        fs::create_dir_all(&home).expect("the folder is writable");
        let path = empty(&home);
        let before = fs::read_to_string(&path).expect("there");
        let mut window = Window::open(&home, &[&path.to_string_lossy()]);
        draw(&mut window);
        // A question stands, and a name is half typed: neither is waited for.
        if signal == "TERM" {
            window.ask_to_close();
        } else {
            window.double_click(THIRD);
            window.type_text("Half typed");
        }
        window.signal(signal);
        assert!(window.ended_well(), "{signal}");
        assert_eq!(fs::read_to_string(&path).expect("there"), before, "nothing is written unasked");
        let mut window = Window::open(&home, &[]);
        window.click(RESTORE);
        window.screenshot(&format!("crash-6-after-{signal}"));
        window.key("ctrl+s");
        let expected: &[&str] =
            if signal == "TERM" { &["BFI", "Watershed"] } else { &["BFI", "Half typed", "Watershed"] };
        assert_eq!(names(&map(&path)), expected, "{signal}");
        (0..8).for_each(|_| window.key("ctrl+z"));
        window.key("ctrl+s");
        assert_eq!(fs::read_to_string(&path).expect("there"), before, "{signal}: with its history");
        window.ask_to_close();
        assert!(window.ended_well());
    }
}
