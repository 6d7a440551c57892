//! The card of the findings: opened by its letter, read, clicked, asked otherwise, saved; it follows edits.

use std::{path::Path, process::Command};

use ecomap::{
    app::{
        canvas::Projection,
        settings::{Settings, ThemeChoice},
    },
    model::RecordId,
};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

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

#[test]
fn what_a_sentence_shows_stands_beside_the_card() {
    for (size, file) in [
        ([1280.0, 800.0], "fig3_bristol.ron"),
        ([1280.0, 800.0], "fig1_types_of_connections.ron"),
        ([1600.0, 1000.0], "fig3_bristol.ron"),
    ] {
        let mut window = example(file, Settings::default());
        window.harness.set_size(size.into());
        window.settle();
        let sentences: Vec<String> = {
            let nodes = window.harness.root().children_recursive();
            let buttons = nodes.filter(|node| node.accesskit_node().role() == Role::Button);
            buttons
                .filter_map(|node| node.accesskit_node().label())
                .filter(|words| words.contains(". ") || words.ends_with('.'))
                .collect()
        };
        assert!(sentences.len() > 4, "{sentences:?}");
        for words in sentences {
            window.harness.get_by_label(&words).click_accesskit();
            window.settle();
            let map = window.map();
            let card = map.findings.rect().expect("the card is open");
            let viewport = map.canvas.viewport().expect("it is shown");
            assert!(card.width() < 0.4 * viewport.width(), "{card:?} leaves {viewport:?}");
            let projection = Projection::new(map.canvas.view(), viewport);
            let scene = map.canvas.scene().expect("it is drawn");
            let selected = map.session.selection().records();
            for node in
                scene.nodes.iter().filter(|node| selected.contains(&RecordId::Organisation(node.id.clone())))
            {
                let seen = projection.screen_rect(node.rect);
                assert!(
                    viewport.contains_rect(seen) && !card.intersects(seen),
                    "{words}: {seen:?} and {card:?}"
                );
            }
        }
        window.picture(&format!("findings_beside_{}", size[0]));
    }
}

#[test]
fn notices_keep_clear_of_the_card() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    let mut window = with_card(Window::open(&std::fs::read_to_string(map).expect("reads")));
    window.click("Save as report…");
    window.key(CTRL, Key::A);
    window.type_text("report.md");
    window.key(NONE, Key::Enter);
    let notice = window.harness.get_by_value("Wrote report.md").rect();
    let dismiss = window.harness.get_by_label("Dismiss").rect();
    let card = window.map().findings.rect().expect("the card is open");
    assert!(!card.intersects(notice.union(dismiss)), "{notice:?} and {card:?}");
    window.picture("findings_notice");
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
