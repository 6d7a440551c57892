//! Finding, filtering, focusing, and the bar that says what is hidden: from the keyboard, in a whole window.

use std::path::Path;

use ecomap::{
    app::{Intent, settings::Settings},
    model::{RecordId, View},
};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const NONE: Modifiers = Modifiers::NONE;

fn example(name: &str) -> Window {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    Window::with(Some(path), Settings::default())
}

fn selected(window: &Window) -> Vec<String> {
    window.map().session.selection().records().iter().map(|id| id.as_str().to_owned()).collect()
}

/// Counts of hidden organisations and flows.
fn hidden(window: &Window) -> (usize, usize) {
    let counts = window.map().find.looking().counts();
    (counts.hidden_organisations, counts.hidden_flows)
}

fn views(window: &Window) -> Vec<View> {
    let views = ecomap::app::find::views_in_order(window.map().session.document());
    views.into_iter().map(|(_, view)| view).collect()
}

#[test]
fn slash_and_words_find_and_escape_leaves_what_was_found_selected() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    assert!(window.map().find.open);
    window.type_text("watershed");
    assert!(window.map().find.lit().is_some_and(|lit| !lit.is_empty()), "what is found is lit");
    assert!(selected(&window).is_empty(), "nothing is selected while one types");
    window.key(NONE, Key::Enter);
    assert_eq!(selected(&window), ["watershed"]);
    window.picture("find_watershed");
    window.key(NONE, Key::Escape);
    assert!(!window.map().find.open && window.map().find.lit().is_none());
    assert_eq!(selected(&window), ["watershed"]);
    // The keyboard is the canvas's: a letter is a tool again.
    assert!(window.focused().starts_with("Watershed, third sector"), "{}", window.focused());
    window.key(NONE, Key::D);
    assert!(window.focused().starts_with("Watershed, third sector"), "{}", window.focused());
    window.key(Modifiers::SHIFT, Key::D);
    window.key(NONE, Key::O);
    assert!(
        window.shell().workspace().is_some_and(|map| map.session.tool() == ecomap::editor::ToolKind::Place)
    );
}

#[test]
fn escape_right_after_typing_takes_the_nearest() {
    let mut window = example("fig3_bristol.ron");
    window.key(Modifiers::COMMAND, Key::F);
    window.type_text("rife");
    window.key(NONE, Key::Escape);
    assert_eq!(selected(&window), ["rife-magazine"]);
}

#[test]
fn one_escape_does_one_thing() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    window.type_text("rife");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::F4);
    assert_eq!(window.focused(), "Add story step from this view");
    window.key(NONE, Key::Escape);
    assert!(!window.map().find.open);
    assert_eq!(selected(&window), ["rife-magazine"], "the canvas had nothing of it");
    window.key(NONE, Key::Escape);
    assert!(selected(&window).is_empty());
}

#[test]
fn enter_and_the_arrows_step_round() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    window.type_text("universit");
    let mut seen = Vec::new();
    for (modifiers, key) in [
        (NONE, Key::Enter),
        (NONE, Key::ArrowDown),
        (Modifiers::SHIFT, Key::Enter),
        (NONE, Key::ArrowUp),
        (NONE, Key::Enter),
    ] {
        window.key(modifiers, key);
        seen.push(selected(&window).join(" "));
    }
    assert!(seen[0] != seen[1] && seen[0] == seen[2] && seen[0] == seen[4], "{seen:?}");
    assert_ne!(seen[3], seen[0], "before the first comes the last: {seen:?}");
}

#[test]
fn what_is_not_there_is_said() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    window.type_text("xyzzy");
    assert!(window.says("Nothing on this map has these words"));
    assert!(window.map().find.lit().is_none(), "a map that is all faded helps nobody");
}

#[test]
fn a_filter_hides_and_the_bar_counts_and_shows_all_again() {
    let mut window = example("fig3_bristol.ron");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.click("Third sector");
    let document = window.map().session.document();
    let others = document
        .organisations()
        .values()
        .filter(|one| one.sector.as_ref().is_none_or(|id| id.as_str() != "third-sector"));
    let (organisations, flows) = hidden(&window);
    assert_eq!(organisations, others.count());
    assert!(flows > 0, "flows go with their ends");
    let all = document.organisations().len() + document.flows().len();
    assert!(window.says(&format!("{} of {all} hidden", organisations + flows)));
    window.picture("find_filter");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::A);
    assert!(selected(&window).len() < all - organisations, "select all takes what is shown");
    let scene = window.map().canvas.scene().expect("drawn");
    assert_eq!(scene.nodes.len(), document_size(&window).0 - organisations);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    assert_eq!(hidden(&window), (0, 0));
    assert!(!window.says("hidden"));
}

fn document_size(window: &Window) -> (usize, usize) {
    let document = window.map().session.document();
    (document.organisations().len(), document.flows().len())
}

#[test]
fn the_bar_is_there_in_explore_and_explore_hides_too() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    window.type_text("rife");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::D);
    let (organisations, _) = hidden(&window);
    assert!(organisations > 10, "{organisations}");
    window.key(NONE, Key::E);
    assert!(window.says("hidden"));
    let explore = window.map().explore.as_ref().expect("open");
    assert_eq!(explore.positions().len(), document_size(&window).0 - organisations);
    window.picture("find_in_explore");
}

#[test]
fn focus_widens_and_narrows_by_key() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::D);
    assert!(window.says("Select an organisation first"));
    window.key(NONE, Key::Slash);
    window.type_text("rife");
    window.key(NONE, Key::Escape);
    let steps = |window: &Window| window.map().find.looking().view().focus.as_ref().map(|focus| focus.steps);
    window.key(NONE, Key::D);
    let (one_step, _) = hidden(&window);
    assert_eq!(steps(&window), Some(1));
    window.key(NONE, Key::D);
    let (two_steps, _) = hidden(&window);
    assert_eq!(steps(&window), Some(2));
    assert!(two_steps < one_step && two_steps > 0);
    window.picture("find_focus");
    window.key(Modifiers::SHIFT, Key::D);
    assert_eq!(steps(&window), Some(1));
    window.key(Modifiers::SHIFT, Key::D);
    assert_eq!((steps(&window), hidden(&window)), (None, (0, 0)));
}

#[test]
fn what_is_new_never_vanishes_in_silence() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.click("National");
    assert_eq!(hidden(&window), (1, 1));
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    // Watershed is local: hidden. What is typed now is local, too.
    window.key(Modifiers::COMMAND, Key::A);
    assert_eq!(selected(&window), ["bfi"]);
    window.key(Modifiers::COMMAND, Key::L);
    window.type_text("Spike Island, third, local");
    window.key(NONE, Key::Enter);
    assert!(window.says("“Spike Island” is shown although the filter hides it"));
    assert_eq!(hidden(&window), (1, 1), "it stands there to be seen");
    window.key(NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::Z);
    let before = hidden(&window);
    // Found although hidden: chosen, shown and said.
    window.key(NONE, Key::Slash);
    window.type_text("watershed");
    window.key(NONE, Key::Enter);
    assert_eq!(selected(&window), ["watershed"]);
    assert!(window.says("“Watershed” is shown although the filter hides it"));
    assert_eq!(before.0 - hidden(&window).0, 1);
}

#[test]
fn a_view_is_saved_named_chosen_again_and_deleted() {
    let mut window = example("fig3_bristol.ron");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.click("Third sector");
    let filtered = hidden(&window);
    window.click("Save as view…");
    assert_eq!(views(&window).len(), 1);
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("Third sector as brokers");
    assert_eq!(views(&window)[0].name, "Third sector as brokers");
    window.picture("find_views");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    window.key(Modifiers::SHIFT, Key::F4);
    assert_eq!(views(&window).len(), 2);
    assert_eq!(hidden(&window), (0, 0));
    window.click("1   Third sector as brokers");
    assert_eq!(hidden(&window), filtered);
    window.click("Later in the story");
    assert_eq!(views(&window)[1].name, "Third sector as brokers");
    window.click("Delete view");
    assert_eq!(views(&window).len(), 1);
    window.key(Modifiers::COMMAND, Key::Z);
}

#[test]
fn a_view_keeps_the_place_in_any_window() {
    let mut window = example("fig3_bristol.ron");
    window.key(Modifiers::COMMAND, Key::Plus);
    let seen = window.map().canvas.view();
    window.key(Modifiers::SHIFT, Key::F4);
    window.key(Modifiers::COMMAND, Key::Num1);
    assert_ne!(window.map().canvas.view(), seen);
    window.click("1   Step 1");
    let again = window.map().canvas.view();
    assert!(again.center.distance(seen.center) < 1e-6 && (again.zoom - seen.zoom).abs() < 1e-6);
}

#[test]
fn at_rest_with_a_filter_nothing_is_painted_again() {
    let mut window = example("fig3_bristol.ron");
    window.key(NONE, Key::Slash);
    window.type_text("bri");
    window.key(NONE, Key::Enter);
    window.settle();
    let built = window.map().canvas.meshes_built();
    for _ in 0..5 {
        window.harness.step();
        let root = &window.harness.output().viewport_output[&eframe::egui::ViewportId::ROOT];
        assert!(root.repaint_delay > std::time::Duration::from_millis(500), "{:?}", root.repaint_delay);
    }
    assert_eq!(window.map().canvas.meshes_built(), built);
}

#[test]
fn an_intent_reveals_without_zooming_when_all_is_in_view() {
    let mut window = example("fig3_bristol.ron");
    let before = window.map().canvas.view();
    let id = RecordId::Organisation(ecomap::model::OrganisationId::literal("watershed"));
    let _ = Intent::Reveal(vec![id]);
    window.key(NONE, Key::Slash);
    window.type_text("watershed");
    window.key(NONE, Key::Enter);
    assert_eq!(window.map().canvas.view(), before);
}

#[test]
fn a_new_view_is_named_by_typing_and_escape_closes_the_card() {
    let mut window = example("fig3_bristol.ron");
    window.key(Modifiers::SHIFT, Key::F4);
    window.type_text("Overview");
    let name = |window: &Window| {
        let views = window.map().session.document().views();
        views.values().next().map(|view| view.name.clone())
    };
    assert_eq!(name(&window).as_deref(), Some("Overview"), "in place of the first name");
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Escape);
    assert!(!window.map().find.open);
}

#[test]
fn alt_with_arrows_orders_the_story_only_while_the_card_has_the_keyboard() {
    let mut window = example("fig3_bristol.ron");
    for name in ["One", "Two"] {
        window.key(Modifiers::SHIFT, Key::F4);
        window.key(Modifiers::COMMAND, Key::A);
        window.type_text(name);
        window.key(NONE, Key::Enter);
    }
    let order = |window: &Window| views(window).into_iter().map(|view| view.name).collect::<Vec<_>>();
    window.click("2   Two");
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&window), ["Two", "One"]);
    window.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(order(&window), ["One", "Two"]);
    window.harness.get_by_label_contains("Watershed, third sector").click_accesskit();
    window.settle();
    assert_eq!(selected(&window), ["watershed"]);
    assert!(window.map().find.open);
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&window), ["One", "Two"], "the canvas has the keyboard");
}

/// Clicks a chip of the card; the legend at its right has the same words.
fn click_chip(window: &mut Window, words: &str) {
    let chips = window.harness.query_all_by_label(words);
    let chip = chips.min_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
    chip.expect("a chip").click();
    window.settle();
}

#[test]
fn a_chip_that_is_on_stays_when_nothing_of_it_is_left() {
    let text = SMALL.replace("sector: \"third-sector\", scale: \"local\"", "sector: \"industry\"");
    let mut window = Window::open(&text);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    click_chip(&mut window, "Industry");
    assert_eq!(hidden(&window).0, 1);
    window.harness.get_by_label_contains("Watershed, industry").click_accesskit();
    window.settle();
    assert_eq!(selected(&window), ["watershed"]);
    window.key(NONE, Key::Delete);
    assert_eq!(document_size(&window).0, 1);
    assert_eq!(hidden(&window).0, 1, "still only industry is shown");
    click_chip(&mut window, "Industry");
    assert_eq!(hidden(&window).0, 0);
}
