//! The whole program in a real window under a virtual display: mouse, keys, files. Run by `tests/desktop/run`; without
//! a display these tests say so and do nothing.

#![allow(clippy::print_stderr, reason = "says what was measured, and that it was skipped")]

mod capture;
#[path = "../common/cardiff.rs"]
mod cardiff;
mod crash;
#[path = "../common/dice.rs"]
#[allow(dead_code, reason = "the numbers alone are used")]
mod dice;
mod export;
mod findings;
#[path = "../common/generated.rs"]
mod generated;
mod import;
#[path = "../kill/judge.rs"]
mod judge;
mod killed;
mod layout;
mod screen_reader;
mod window;

use std::{fs, path::Path, thread::sleep, time::Duration};

use ecomap::{
    file,
    model::{Direction, Document},
};
use window::Window;

/// A folder of the test's own for settings and maps, or `None` where there is no display to test on.
fn ground() -> Option<tempfile::TempDir> {
    if std::env::var_os("ECOMAP_DESKTOP_TESTS").is_none() {
        eprintln!("skipped: needs a virtual display, run tests/desktop/run");
        return None;
    }
    Some(tempfile::tempdir().expect("the temporary folder is writable"))
}

fn map(path: &Path) -> Document {
    let read = file::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(read.warnings, []);
    read.value
}

fn names(document: &Document) -> Vec<&str> {
    document.organisations().values().map(|organisation| organisation.name.as_str()).collect()
}

/// Where the three organisations of the first test stand, in the window.
const FIRST: (i32, i32) = (260, 250);
const SECOND: (i32, i32) = (620, 250);
const THIRD: (i32, i32) = (620, 520);

/// Double-clicks on empty ground and types a name.
fn add_organisation(window: &mut Window, at: (i32, i32), name: &str) {
    window.double_click(at);
    window.type_text(name);
    window.key("Return");
    window.key("Escape");
}

/// Chooses the flow tool and drags from one organisation to the other.
fn add_flow(window: &mut Window, from: (i32, i32), to: (i32, i32)) {
    window.key("f");
    window.drag(from, to);
    window.key("Escape");
    window.key("v");
}

#[test]
fn a_map_is_drawn_undone_redone_saved_and_opened_again() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("new.ron");
    let text = path.to_string_lossy().into_owned();
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");

    let mut window = Window::open(ground.path(), &[&text]);
    window.screenshot("1-empty-map");
    add_organisation(&mut window, FIRST, "Watershed");
    add_organisation(&mut window, SECOND, "UWE Bristol");
    add_organisation(&mut window, THIRD, "BFI");
    add_flow(&mut window, FIRST, SECOND);
    add_flow(&mut window, SECOND, THIRD);
    window.screenshot("2-drawn");
    window.key("ctrl+s");
    let drawn = fs::read_to_string(&path).expect("saved");
    let document = map(&path);
    assert_eq!(names(&document), ["BFI", "UWE Bristol", "Watershed"]);
    assert_eq!(document.flows().len(), 2);
    assert!(document.flows().values().all(|flow| flow.direction == Direction::Forward));

    // More than there are steps: undo stops by itself at the beginning.
    (0..12).for_each(|_| window.key("ctrl+z"));
    window.screenshot("3-all-undone");
    window.key("ctrl+s");
    assert_eq!(map(&path), Document::default(), "all undone is the start");
    (0..12).for_each(|_| window.key("ctrl+shift+z"));
    window.key("ctrl+s");
    assert_eq!(fs::read_to_string(&path).expect("saved"), drawn, "all redone is the end, to the byte");
    window.ask_to_close();
    assert!(window.ended_well(), "nothing unsaved: it closes without a question");

    let mut window = Window::open(ground.path(), &[&text]);
    window.screenshot("4-opened-again");
    window.key("ctrl+a");
    window.key("alt+Right");
    window.key("ctrl+z");
    window.key("ctrl+s");
    assert_eq!(
        fs::read_to_string(&path).expect("saved"),
        drawn,
        "opened, moved, taken back, saved: the same map"
    );
    window.ask_to_close();
    assert!(window.ended_well());
}

#[test]
fn a_window_at_rest_paints_nothing_and_uses_no_processor_time() {
    let Some(ground) = ground() else { return };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    let mut window = Window::open(ground.path(), &[&example.to_string_lossy()]);
    window.point((900, 120));
    window.settle();
    window.screenshot("5-at-rest");
    assert!(window.frames() > 0, "frames are counted at all");
    // The kernel counts in hundredths and may charge a tick of a busy machine to a sleeper: the best of three counts.
    let mut least = u64::MAX;
    for _ in 0..3 {
        let (frames, ticks) = (window.frames(), window.processor_ticks());
        sleep(Duration::from_secs(10));
        let (repaints, used) = (window.frames() - frames, window.processor_ticks() - ticks);
        eprintln!(
            "ten seconds at rest: {repaints} repaints, {used} hundredths of a second of processor time"
        );
        assert_eq!(repaints, 0);
        least = least.min(used);
        if least == 0 {
            break;
        }
    }
    assert!(least <= 1, "{least} hundredths of a second");
}

#[test]
fn unsaved_changes_are_never_lost_by_closing() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("guarded.ron");
    let text = path.to_string_lossy().into_owned();
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    let before = fs::read_to_string(&path).expect("just written");

    let mut window = Window::open(ground.path(), &[&text]);
    add_organisation(&mut window, FIRST, "Not saved yet");
    assert!(window.title().starts_with('•'), "the title shows that there are edits: {}", window.title());
    window.ask_to_close();
    sleep(Duration::from_millis(600));
    assert!(window.runs(), "it asks first");
    window.screenshot("6-the-question");
    window.key("Escape");
    assert!(window.runs(), "cancelled: it stays open");
    assert_eq!(fs::read_to_string(&path).expect("there"), before, "nothing was written unasked");
    // A signal can't ask: what is unsaved is kept aside, and the file stays as it was.
    window.signal("TERM");
    assert!(window.ended_well());
    assert_eq!(fs::read_to_string(&path).expect("there"), before);

    let mut window = Window::open(ground.path(), &[]);
    window.screenshot("7-start-page-offers-what-was-kept");
    assert!(window.runs());
}
