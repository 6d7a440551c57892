//! Arrangements in a real window: kept and taken back to the byte, and a large one that blocks nobody and is stopped.

use std::{fs, path::Path, thread::sleep, time::Duration};

use ecomap::file;

use crate::{
    generated, ground,
    window::{Window, wait_until},
};

/// Work on one frame, milliseconds, since the first so many frames.
fn times(path: &Path, since: usize) -> Vec<f64> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().skip(since).filter_map(|line| line.parse().ok()).collect()
}

fn longest(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

#[test]
fn an_arrangement_is_kept_and_taken_back_to_the_byte() {
    let Some(ground) = ground() else { return };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    let map = ground.path().join("bristol.ron");
    // As the program writes it, so that only what is done shows.
    let document = file::open(&example).expect("an example").value;
    fs::write(&map, file::write(&document)).expect("the folder is writable");
    let before = fs::read_to_string(&map).expect("there");
    let mut window = Window::open(ground.path(), &[&map.to_string_lossy()]);
    window.key("y");
    window.screenshot("layout-1-panel");
    window.key("4");
    window.screenshot("layout-2-network");
    window.key("Return");
    window.key("ctrl+s");
    assert_ne!(fs::read_to_string(&map).expect("there"), before, "kept and saved");
    window.screenshot("layout-3-kept");
    window.key("ctrl+z");
    window.key("ctrl+s");
    assert_eq!(fs::read_to_string(&map).expect("there"), before, "one step back: the same bytes");
    window.key("y");
    window.key("2");
    window.screenshot("layout-4-grid");
    window.key("Escape");
    assert!(!window.title().starts_with('•'), "left: nothing is edited: {}", window.title());
}

#[test]
fn a_large_arrangement_blocks_nobody_and_esc_stops_it() {
    let Some(ground) = ground() else { return };
    let map = ground.path().join("large.ron");
    let log = ground.path().join("times");
    let document = generated::map(2000, 7);
    fs::write(&map, file::write(&document)).expect("the folder is writable");
    let before = fs::read_to_string(&map).expect("there");
    let times_to = [("ECOMAP_TIME_FRAMES", &*log.to_string_lossy())];
    let mut window = Window::open_with(ground.path(), &[&map.to_string_lossy()], &times_to);
    wait_until("the map is drawn", || times(&log, 0).len() > 3);
    window.settle();
    // What a frame of this map costs without any layout, with the pointer over it.
    let from = times(&log, 0).len();
    for step in 0..12 {
        window.point((500 + 20 * step, 300));
    }
    let usual = longest(&times(&log, from));
    let from = times(&log, 0).len();
    window.press("y");
    window.press("4");
    for step in 0..24 {
        window.point((520 + 10 * step, 420));
        if step == 12 {
            window.screenshot("layout-5-working");
        }
    }
    let during = times(&log, from);
    window.press("Escape");
    // A step that cannot be broken off is done to its end; what the whole would take, it does not.
    window.thread_ends("layout");
    window.screenshot("layout-6-stopped");
    window.settle();
    let ticks = window.processor_ticks();
    sleep(Duration::from_secs(2));
    let used = window.processor_ticks() - ticks;
    eprintln!(
        "2,000 organisations: a frame takes {usual:.0} ms without a layout; {} frames with one, the longest {:.0} ms; \
         {used} hundredths of a second of processor time in two seconds after Esc",
        during.len(),
        longest(&during),
    );
    assert!(during.len() >= 12, "it goes on painting: {} frames", during.len());
    assert!(longest(&during) < 3.0 * usual + 50.0, "{:.0} ms for {usual:.0} ms", longest(&during));
    assert!(used < 20, "what was stopped goes on");
    window.press("Escape");
    window.settle();
    assert!(!window.title().starts_with('•'), "nothing has moved: {}", window.title());
    assert_eq!(fs::read_to_string(&map).expect("there"), before);
}
