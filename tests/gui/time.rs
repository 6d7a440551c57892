//! The time bar: from the keyboard, in a whole window; it hides, dims and marks, and never changes the map.

use std::path::Path;

use ecomap::{
    app::{export::choices::Of, settings::Settings},
    model::{Document, OrganisationId, RecordId, View},
    pipeline::{FigureOptions, Format, Unsaved, time::When},
};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn district(settings: Settings) -> Window {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/time/district.ron");
    let mut window = Window::with(Some(path), settings);
    window.key(CTRL, Key::T);
    window
}

fn shown(window: &Window) -> String {
    window.map().time.when().map_or_else(String::new, |when| when.to_string())
}

/// Hidden organisations and flows.
fn hidden(window: &Window) -> (usize, usize) {
    let counts = window.map().find.looking().counts();
    (counts.hidden_organisations, counts.hidden_flows)
}

fn revision(window: &Window) -> u64 {
    window.map().session.revision()
}

fn last_view(window: &Window) -> View {
    let views = ecomap::app::find::views_in_order(window.map().session.document());
    views.last().expect("a view").1.clone()
}

#[test]
fn arrows_home_and_end_go_through_the_dates_and_the_map_stays_as_it_is() {
    let mut window = district(Settings::default());
    let before = revision(&window);
    assert_eq!((shown(&window), window.focused()), ("2020".to_owned(), "Date".to_owned()));
    assert_eq!(hidden(&window), (2, 3));
    window.picture("time_last");
    for (key, date, gone) in [
        (Key::ArrowLeft, "2019-04-01", (2, 4)),
        (Key::ArrowRight, "2020", (2, 3)),
        (Key::ArrowRight, "2020", (2, 3)),
        (Key::Home, "2013", (4, 6)),
        (Key::ArrowLeft, "2013", (4, 6)),
        (Key::ArrowUp, "2014", (3, 6)),
        (Key::ArrowDown, "2013", (4, 6)),
        (Key::End, "2020", (2, 3)),
    ] {
        window.key(NONE, key);
        assert_eq!((&shown(&window)[..], hidden(&window)), (date, gone), "{key:?}");
    }
    assert!(window.says("10 there") && window.says("6 undated"), "the counts are said");
    assert!(!window.says("of 15 hidden"), "what the date hides is said by the bar alone");
    window.key(NONE, Key::Escape);
    assert_eq!((shown(&window), hidden(&window)), (String::new(), (0, 0)));
    assert_eq!(revision(&window), before, "looking is no edit");
}

#[test]
fn it_plays_and_pauses_and_nothing_moves_when_it_has_stopped() {
    let mut window = district(Settings::default());
    window.key(NONE, Key::Home);
    window.key(NONE, Key::Space);
    assert!(window.map().time.is_playing());
    window.harness.run_steps(40);
    let on_the_way = shown(&window);
    assert!(on_the_way != "2013" && window.map().time.is_playing(), "{on_the_way}");
    window.key(NONE, Key::Space);
    assert!(!window.map().time.is_playing());
    let (paused, frames) = (shown(&window), window.map().canvas.meshes_built());
    window.harness.run_steps(60);
    assert_eq!((shown(&window), window.map().canvas.meshes_built()), (paused, frames), "paused");
    window.key(CTRL | Modifiers::SHIFT, Key::T);
    window.harness.run_steps(400);
    assert!(!window.map().time.is_playing(), "it stops at the end");
    assert_eq!(shown(&window), "2020");
}

#[test]
fn with_less_motion_a_date_is_there_at_once() {
    let mut window = district(Settings { reduce_motion: true, ..Settings::default() });
    window.harness.key_press(Key::Home);
    window.harness.run_steps(2);
    assert_eq!((shown(&window), hidden(&window)), ("2013".to_owned(), (4, 6)));
    assert!(window.map().time.pale().is_none());
}

#[test]
fn before_and_after_marks_and_is_saved_as_a_view() {
    let mut window = district(Settings::default());
    window.key(NONE, Key::Home);
    for _ in 0..3 {
        window.key(NONE, Key::ArrowRight);
    }
    assert_eq!(shown(&window), "2016");
    window.click("Before and after");
    assert_eq!(shown(&window), "2016 to 2020");
    assert_eq!(hidden(&window), (0, 0));
    window.picture("time_before_and_after");
    window.click("Save as view");
    let view = last_view(&window);
    assert_eq!(When::of(&view).map(|when| when.to_string()).as_deref(), Some("2016 to 2020"));
    window.click("Close the time bar");
    assert_eq!(shown(&window), "");
    window.key(NONE, Key::F4);
    window.click("1   Then");
    assert_eq!((shown(&window), hidden(&window)), ("2017".to_owned(), (2, 3)));
    window.click("2   Before and after");
    assert_eq!(shown(&window), "2017 to 2020");
}

#[test]
fn what_is_not_there_may_be_dimmed_and_the_map_can_be_edited() {
    let mut window = district(Settings::default());
    window.key(NONE, Key::Home);
    window.click("Dim what is not there");
    assert_eq!((shown(&window), hidden(&window)), ("2013".to_owned(), (0, 0)));
    assert!(window.map().time.lit().is_some_and(|lit| lit.len() == 5));
    window.picture("time_dimmed");
    window.click("Dim what is not there");
    let before = window.map().session.document().organisations().len();
    window.key(CTRL, Key::L);
    window.type_text("Reading Room");
    window.key(NONE, Key::Enter);
    assert_eq!(window.map().session.document().organisations().len(), before + 1);
    assert_eq!(hidden(&window).0, 4, "what has no dates is there at any date");
}

#[test]
fn a_map_without_dates_says_so() {
    let mut window = Window::open(SMALL);
    window.key(CTRL, Key::T);
    assert!(window.says("No dates") && window.says("Give organisations or flows a beginning"));
    assert_eq!(hidden(&window), (0, 0));
    window.picture("time_no_dates");
    window.click("Close the time bar");
    assert!(!window.says("No dates"));
}

/// Opens the page of exports, which makes it of `seen`, and writes it as this file; what it says.
fn exported(window: &mut Window, seen: &str, file: &str) -> String {
    window.key(CTRL.plus(Modifiers::SHIFT), Key::E);
    assert!(window.harness.query_by_value(seen).is_some(), "{seen}");
    window.picture(&format!("export-{file}"));
    window.key(NONE, Key::Enter);
    window.key(CTRL, Key::A);
    let path = window.home().join(file);
    window.type_text(&path.to_string_lossy());
    window.key(NONE, Key::Enter);
    std::fs::read_to_string(path).expect("written")
}

#[test]
fn a_figure_is_of_what_is_shown_now() {
    let mut window = district(Settings::default());
    let whole = window.map().session.document().clone();
    let made = |document: &Document, unsaved: Option<Unsaved>| {
        let (unsaved, page) = (unsaved.map(Into::into), ecomap::app::export::choices::Choices::default());
        let (_, options) = page.figure(document, 0);
        let options = FigureOptions { unsaved, ..options };
        let figure = ecomap::pipeline::figure(document, Format::Svg, &options).expect("a figure");
        String::from_utf8(figure.value.bytes).expect("an SVG")
    };
    let then = |when: When| Unsaved { view: when.over(&View::default()), ..Unsaved::default() };
    let date = |text: &str| text.parse().expect("a date");
    window.key(NONE, Key::Home);
    let svg = exported(&mut window, "As shown now: 2013", "then.svg");
    assert!(svg == made(&whole, Some(then(When::At(date("2013"))))), "as the pipeline draws that date");
    assert!(svg != made(&whole, None), "and not the whole map");
    // What is found is shown, though the filter hides it: so it is in the figure.
    window.key(CTRL, Key::T);
    window.key(CTRL.plus(Modifiers::SHIFT), Key::F);
    window.click("Universities and higher education");
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Escape);
    window.key(NONE, Key::Slash);
    window.type_text("Games Studio");
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Escape);
    assert!(window.says("is shown although the filter hides it"));
    let svg = exported(&mut window, "As shown now: part of the map", "part.svg");
    let view = View { filter: window.map().find.looking().view().filter.clone(), ..View::default() };
    let studio = RecordId::Organisation(OrganisationId::literal("studio"));
    let without = made(&whole, Some(Unsaved { view: view.clone(), ..Unsaved::default() }));
    let part = Unsaved { view, spared: [studio].into() };
    assert!(svg == made(&whole, Some(part)) && svg != without, "as it is shown");
    // All is shown again, and meant.
    window.key(CTRL.plus(Modifiers::SHIFT), Key::H);
    window.key(CTRL.plus(Modifiers::SHIFT), Key::E);
    assert_eq!(window.shell().export().expect("open").choices.of, Of::Map);
}
