//! A real window killed by what nothing can prevent (SIGKILL): in the middle of a drag, and at moments drawn from a seed
//! while it edits and saves. The file is the old or the new one, whole, and what the journal gives is no older than a
//! second. `ECOMAP_WINDOW_KILLS` says how often (2 when it is not set), `ECOMAP_KILL_SEED` where chance begins.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use ecomap::{
    file::{self, journal::fingerprint},
    model::Document,
};

use crate::{
    FIRST, add_organisation,
    crash::{RESTORE, left},
    dice::Dice,
    generated, ground,
    judge::{Said, Tally, judge},
    map,
    window::Window,
};

/// The keys that the hands press.
const KEYS: [&str; 13] =
    ["ctrl", "shift", "alt", "a", "b", "c", "d", "s", "z", "Right", "Delete", "Return", "Escape"];
/// So many edits before the drag.
const EDITS: usize = 50;

#[test]
fn killed_in_the_middle_of_a_drag_after_50_edits_all_of_them_can_be_undone() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("map.ron");
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    let mut window = Window::open(ground.path(), &[&path.to_string_lossy()]);
    add_organisation(&mut window, FIRST, "Watershed");
    window.key("ctrl+s");
    let before = fs::read_to_string(&path).expect("saved");
    window.key("ctrl+a");
    (0..EDITS).for_each(|_| window.press("ctrl+d"));
    window.settle();
    // The first, at its left end: the others lie over its right one.
    window.take_hold((FIRST.0 - 30, FIRST.1));
    for step in 1..=6 {
        window.point((FIRST.0 - 30 + 10 * step, FIRST.1 + 30 * step));
    }
    window.screenshot("killed-1-in-the-drag");
    window.kill();
    Window::let_go(&[]);
    assert_eq!(fs::read_to_string(&path).expect("there"), before, "the file is the saved one");
    let (document, _, edits) = left(ground.path());
    assert_eq!((document.organisations().len(), edits), (EDITS + 1, EDITS), "all edits, and not the drag");

    let mut window = Window::open(ground.path(), &[]);
    window.screenshot("killed-2-offered");
    window.click(RESTORE);
    window.screenshot("killed-3-restored");
    assert!(window.title().starts_with("• map"), "{}", window.title());
    (0..EDITS).for_each(|_| window.press("ctrl+z"));
    window.settle();
    window.screenshot("killed-4-all-undone");
    assert!(!window.title().starts_with('•'), "the state that is in the file: {}", window.title());
    window.key("ctrl+shift+s");
    window.key("Escape");
    (0..EDITS).for_each(|_| window.press("ctrl+shift+z"));
    window.key("ctrl+s");
    assert_eq!(map(&path), document, "and done again");
    (0..EDITS).for_each(|_| window.press("ctrl+z"));
    window.key("ctrl+s");
    assert_eq!(
        fs::read_to_string(&path).expect("there"),
        before,
        "undone 50 times: the map as before, to the byte"
    );
    window.ask_to_close();
    assert!(window.ended_well());
}

#[test]
fn killed_at_any_moment_a_window_loses_nothing() {
    let Some(_ground) = ground() else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let kills = number("ECOMAP_WINDOW_KILLS").unwrap_or(2);
    let seed = number("ECOMAP_KILL_SEED").unwrap_or(1);
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    for kill in 0..kills {
        let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the target folder is writable");
        let said = kill_one(home.path(), &mut dice);
        let what = format!("kill {kill} of seed {seed}");
        judge(&home.path().join("map.ron"), home.path(), &said, &what, &mut tally);
    }
    eprintln!(
        "a window killed {kills} times: {} within a write ({} within a save, {} within a step of the journal, {} while it \
         was written anew); {} maps restored, {} states and {} saves in all, none lost",
        tally.within_a_write,
        tally.within_a_save,
        tally.torn,
        tally.anew,
        tally.restored,
        tally.edits,
        tally.saves
    );
    assert!(tally.edits as u64 > kills, "it was edited");
    // Of very few, chance may have put none there.
    assert!(
        kills < 10 || tally.within_a_write as u64 * 5 >= kills,
        "a fifth of the kills are to be within a write"
    );
}

/// Edits and saves in a window until it is killed; what it said until then.
fn kill_one(home: &Path, dice: &mut Dice) -> Said {
    let path = home.join("map.ron");
    let witness = home.join("witness");
    let text = file::write(&generated::map(60, dice.roll()));
    fs::write(&path, &text).expect("the folder is writable");
    let told = [("ECOMAP_WITNESS", &*witness.to_string_lossy())];
    let mut window = Window::open_with(home, &[&path.to_string_lossy()], &told);
    let begun = || Said { saved: Some(fingerprint(text.as_bytes())), ..Said::default() };
    let mut hands = begin_to_work(&window, dice);
    let (within, saves, pause) = (dice.below(5) < 2, dice.below(4), dice.below(1_000_000));
    let start = Instant::now();
    // Until it has begun: before, there is nothing to lose.
    while said_in(&witness, begun()).states.len() < 3 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is edited");
        sleep(Duration::from_millis(5));
    }
    if within {
        // Within a save, at any moment of it.
        let is_due = |said: &Said| said.saving.is_some() && said.saves >= saves;
        while !is_due(&said_in(&witness, begun())) && start.elapsed() < Duration::from_secs(30) {
            std::thread::yield_now();
        }
        sleep(Duration::from_micros(pause as u64 % 1500));
    } else {
        sleep(Duration::from_micros(3 * pause as u64));
    }
    window.kill();
    let _ = hands.kill();
    let _ = hands.wait();
    Window::let_go(&KEYS);
    said_in(&witness, begun())
}

/// What stands in the file of the witness; a line that is not whole was not said.
fn said_in(witness: &Path, begun: Said) -> Said {
    let text = fs::read_to_string(witness).unwrap_or_default();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut said = begun;
    whole.lines().for_each(|line| said.hear(line));
    said
}

/// Hands that edit and save until they are stopped.
fn begin_to_work(window: &Window, dice: &mut Dice) -> Child {
    let mut orders = String::new();
    for _ in 0..400 {
        order(&mut orders, window.id(), dice);
    }
    let mut hands = Command::new("xdotool")
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("xdotool runs");
    let mut pipe = hands.stdin.take().expect("it is piped");
    // It reads as it works.
    std::thread::spawn(move || drop(pipe.write_all(orders.as_bytes())));
    hands
}

fn order(orders: &mut String, id: &str, dice: &mut Dice) {
    let mut tell = |words: std::fmt::Arguments<'_>| writeln!(orders, "{words}").expect("fits");
    let at = |dice: &mut Dice| (120 + dice.below(740), 120 + dice.below(560));
    match dice.below(10) {
        0 | 1 => tell(format_args!("key ctrl+s")),
        2 => tell(format_args!("key ctrl+z")),
        3 => tell(format_args!("key ctrl+shift+z")),
        4 => {
            let (x, y) = at(dice);
            tell(format_args!("mousemove --window {id} {x} {y} click 1 sleep 0.02 key ctrl+d"));
        }
        5 => tell(format_args!("key Delete")),
        6 | 7 => {
            let ((x, y), (to_x, to_y)) = (at(dice), at(dice));
            let (mid_x, mid_y) = (usize::midpoint(x, to_x), usize::midpoint(y, to_y));
            tell(format_args!("mousemove --window {id} {x} {y} mousedown 1 sleep 0.02"));
            tell(format_args!("mousemove --window {id} {mid_x} {mid_y} sleep 0.02"));
            tell(format_args!("mousemove --window {id} {to_x} {to_y} sleep 0.02 mouseup 1"));
        }
        8 => {
            let (x, y) = at(dice);
            tell(format_args!("mousemove --window {id} {x} {y} click --repeat 2 --delay 30 1 sleep 0.03"));
            tell(format_args!("key a key b key c key Return key Escape"));
        }
        _ => tell(format_args!("key ctrl+a key Right key ctrl+shift+a")),
    }
    tell(format_args!("sleep 0.0{}", 1 + dice.below(8)));
}
