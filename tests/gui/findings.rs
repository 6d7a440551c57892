//! The card of the findings: opened by its letter, read, clicked, asked otherwise, saved; it follows edits.

use std::{path::Path, process::Command};

use ecomap::app::settings::{Settings, ThemeChoice};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn with_card(mut window: Window) -> Window {
    window.key(NONE, Key::J);
    window
}

fn choose(window: &mut Window, list: &str, row: &str) {
    window.harness.get_by_role_and_label(Role::ComboBox, list).click();
    window.settle();
    window.harness.get_by_role_and_label(Role::Button, row).click();
    window.settle();
}

fn example(name: &str, settings: Settings) -> Window {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    with_card(Window::with(Some(map), settings))
}

#[test]
fn a_sentence_shows_what_it_speaks_of() {
    let mut window = with_card(Window::open(SMALL));
    assert!(window.says("The map has 2 organisations and 1 flow"));
    assert!(window.says("is not a census"));
    assert_eq!(window.focused(), "Close the findings");
    assert!(window.map().session.selection().records().is_empty());
    window.harness.get_by_label("No organisation has any evidence.").click_accesskit();
    window.settle();
    assert_eq!(window.map().session.selection().records().len(), 2);
    window.picture("findings_small");
}

#[test]
fn the_card_follows_edits_and_goes() {
    let mut window = with_card(Window::open(SMALL));
    window.key(NONE, Key::Escape);
    assert!(!window.says("is not a census"), "Esc in it closes it");
    window.key(NONE, Key::J);
    window.key(CTRL, Key::A);
    window.key(NONE, Key::Delete);
    assert!(window.says("The map has no organisations yet."));
    window.picture("findings_empty");
    window.key(CTRL, Key::Z);
    assert!(window.says("The map has 2 organisations and 1 flow"));
    window.key(CTRL, Key::H);
    assert!(!window.says("is not a census"), "the history stands in the same corner");
    assert!(window.says("Before the first step"));
}

#[test]
fn what_is_asked_is_chosen_and_the_sentences_follow() {
    let mut window = with_card(Window::open(SMALL));
    choose(&mut window, "Organisations are classed by", "Scale");
    assert!(window.says("0 are of one scale and 1 of two"), "classes");
    window.click("What counts as a tie, as usual");
    window.picture("findings_choices");
    window.click("Current");
    assert!(!window.says("they make 1 tie"), "what counts");
    window.harness.get_by_label("Count as usual").click_accesskit();
    window.settle();
    assert!(window.shows("What counts as a tie, as usual"));
    assert!(window.says("0 are of one scale and 1 of two"), "the classes stay");
}

#[test]
fn the_report_is_the_one_of_the_terminal_byte_for_byte() {
    for ending in ["md", "html", "csv"] {
        let mut window = with_card(Window::open(SMALL));
        window.click("Save as report…");
        assert!(window.says("File name"), "it asks where to write");
        let name = format!("map-findings.{ending}");
        window.key(CTRL, Key::A);
        window.type_text(&name);
        window.key(NONE, Key::Enter);
        assert!(window.says(&format!("Wrote {name}")));
        let (map, there) = (window.home().join("map.ron"), window.home().join(format!("there.{ending}")));
        let program = env!("CARGO_BIN_EXE_ecomap");
        let run = Command::new(program).arg("analyse").arg(map).arg("--report").arg(&there).output();
        assert!(run.expect("runs").status.success());
        let read = |path: &Path| std::fs::read(path).expect("reads");
        assert_eq!(read(&window.home().join(name)), read(&there), "{ending}");
    }
}

#[test]
fn real_maps_are_read_in_both_themes() {
    for (map, file) in [("fig3", "fig3_bristol.ron"), ("fig1", "fig1_types_of_connections.ron")] {
        for (shown, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
            let mut window = example(file, Settings { theme, ..Settings::default() });
            assert!(window.says("At a glance") || window.says("AT A GLANCE"));
            window.picture(&format!("findings_{map}_{shown}"));
        }
    }
}

/// 300 organisations in a ring of rings: each tied to the next, every tenth to the first.
fn many() -> String {
    let mut text =
        String::from("(\n    header: (format: \"ecomap\", version: \"1.0\"),\n    organisations: [\n");
    for place in 0..300 {
        let sector = ["third-sector", "government", "universities"][place % 3];
        let (across, down) = (place % 20 * 300, place / 20 * 160);
        text += &format!("(id: \"o{place}\", name: \"Organisation {place}\", sector: \"{sector}\", ");
        text += &format!("position: ({across}, {down})),\n");
    }
    text += "],\n    flows: [\n";
    for place in 0..300 {
        let next = (place + 1) % 300;
        text += &format!("(id: \"n{place}\", from: \"o{place}\", to: \"o{next}\", kind: \"funding\"),\n");
        if place % 10 == 5 {
            text += &format!("(id: \"f{place}\", from: \"o0\", to: \"o{place}\", kind: \"knowledge\"),\n");
        }
    }
    text + "],\n)\n"
}

#[test]
fn a_large_map_is_read_and_at_rest_nothing_is_drawn() {
    let mut window = with_card(Window::open(&many()));
    assert!(window.says("The map has 300 organisations and 330 flows"));
    window.picture("findings_many");
    window.harness.run_ok();
    let before = window.harness.output().viewport_output.values().map(|it| it.repaint_delay).min();
    assert!(before.is_none_or(|delay| delay.as_secs() > 3600), "it rests: {before:?}");
}
