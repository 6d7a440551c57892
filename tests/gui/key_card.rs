//! The choosers of the key card and the letters: what each key does, and that no key gets lost or does two things.

use ecomap::{
    app::settings::{Settings, ThemeChoice},
    model::{FlowId, Formality, OrganisationId, SectorId, Status},
};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::window::{SMALL, Window};

const PLAIN: Modifiers = Modifiers::NONE;

fn sector(window: &Window, id: &'static str) -> Option<String> {
    let document = window.map().session.document();
    let one = document.organisation(&OrganisationId::literal(id)).expect("it is there");
    one.sector.as_ref().map(|id| id.as_str().to_owned())
}

/// A letter as a keyboard sends it: the key and its text.
fn press(window: &mut Window, key: Key, text: &str) {
    window.harness.key_press_modifiers(PLAIN, key);
    if !text.is_empty() {
        window.harness.event(eframe::egui::Event::Text(text.to_owned()));
    }
    window.settle();
}

fn steps(window: &Window) -> usize {
    window.map().session.history().position()
}

#[test]
fn a_letter_and_a_digit_set_what_is_selected() {
    let mut window = Window::open(SMALL);
    window.key(Modifiers::COMMAND, Key::A);
    press(&mut window, Key::S, "s");
    assert!(window.says("Sector of 2 organisations"));
    assert_eq!(steps(&window), 0);
    press(&mut window, Key::Num1, "1");
    assert!(!window.map().key_card.is_choosing(), "a digit chooses and closes");
    assert_eq!(sector(&window, "bfi").as_deref(), Some("government"));
    assert_eq!(sector(&window, "watershed").as_deref(), Some("government"));
    assert_eq!(steps(&window), 1, "for all of them, in one step");
    press(&mut window, Key::C, "c");
    press(&mut window, Key::Num0, "0");
    let document = window.map().session.document();
    assert!(document.organisations().values().all(|one| one.scale.is_none()), "nought is not stated");
    press(&mut window, Key::M, "m");
    press(&mut window, Key::Num2, "2");
    press(&mut window, Key::T, "t");
    press(&mut window, Key::Num2, "2");
    press(&mut window, Key::K, "k");
    press(&mut window, Key::Num3, "3");
    let document = window.map().session.document();
    let flow = document.flow(&FlowId::literal("bfi--watershed--funding")).expect("it is there");
    assert_eq!((flow.formality, flow.status), (Formality::Informal, Status::Wanted));
    let third = document.flow_kinds_in_order()[2].0;
    assert_eq!(flow.kind, *third);
    assert!(document.organisations().values().all(|one| one.status == Status::Wanted));
    assert_eq!(steps(&window), 5);
}

#[test]
fn a_digit_that_needs_shift_chooses() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::ArrowLeft);
    press(&mut window, Key::S, "s");
    // As some keyboards send it: Shift goes down first, and the key below the sign says which digit is meant.
    let down = |key, physical_key, modifiers| Event::Key {
        key,
        physical_key,
        pressed: true,
        repeat: false,
        modifiers,
    };
    window.harness.event(down(Key::ShiftLeft, None, Modifiers::SHIFT));
    window.settle();
    assert!(window.map().key_card.is_choosing());
    window.harness.event(down(Key::Exclamationmark, Some(Key::Num1), Modifiers::SHIFT));
    window.settle();
    let one = window.map().session.selection().organisations().remove(0);
    let document = window.map().session.document();
    let sector = document.organisation(&one).and_then(|one| one.sector.clone());
    assert_eq!(sector, Some(SectorId::literal("government")));
}

#[test]
fn a_choice_is_said_aloud_in_its_own_words() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::ArrowLeft);
    press(&mut window, Key::S, "s");
    press(&mut window, Key::Num1, "1");
    assert!(window.says("Government, sector of"), "not only that a sector was set");
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.says("Undone:"));
}

#[test]
fn the_same_letter_steps_on_and_that_is_one_step() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::ArrowLeft);
    for _ in 0..3 {
        press(&mut window, Key::S, "s");
    }
    assert_eq!(steps(&window), 1);
    let first = window.map().session.selection().organisations().remove(0);
    let all: Vec<_> =
        window.map().session.document().sectors_in_order().iter().map(|(id, _)| (*id).clone()).collect();
    let third = all.iter().position(|id| *id == SectorId::literal("third-sector")).expect("in the scheme");
    let wanted = all.get(third + 2).cloned();
    let now = window.map().session.document().organisation(&first).expect("there").sector.clone();
    assert_eq!(now, wanted, "two on from the third sector");
    press(&mut window, Key::Escape, "");
    assert!(!window.map().key_card.is_choosing());
    assert_eq!(window.map().session.selection().len(), 1, "Esc closes the chooser alone");
    press(&mut window, Key::S, "s");
    press(&mut window, Key::S, "s");
    assert_eq!(steps(&window), 2, "another round of the letter is another step");
}

#[test]
fn arrows_and_enter_choose_and_a_click_too() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::ArrowLeft);
    let one = window.map().session.selection().organisations().remove(0);
    let sector_of =
        |window: &Window| window.map().session.document().organisation(&one).expect("there").sector.clone();
    press(&mut window, Key::S, "s");
    for _ in 0..9 {
        press(&mut window, Key::ArrowLeft, "");
    }
    press(&mut window, Key::ArrowRight, "");
    assert_eq!(
        window.map().session.selection().organisations(),
        std::slice::from_ref(&one),
        "arrows do not walk meanwhile"
    );
    press(&mut window, Key::Enter, "");
    assert_eq!(sector_of(&window), Some(SectorId::literal("industry")));
    assert!(!window.map().canvas.is_renaming(), "Enter was the chooser's");
    press(&mut window, Key::S, "s");
    window.click("1 Government");
    assert_eq!(sector_of(&window), Some(SectorId::literal("government")));
    assert!(!window.map().key_card.is_choosing());
}

#[test]
fn with_nothing_selected_letters_set_what_is_made_next() {
    let mut window = Window::open(SMALL);
    for (key, text, digit) in [(Key::S, "s", Key::Num2), (Key::C, "c", Key::Num1), (Key::K, "k", Key::Num2)] {
        press(&mut window, key, text);
        assert!(window.says("of new "));
        press(&mut window, digit, "");
    }
    let session = &window.map().session;
    assert_eq!(session.current_sector(), Some(&SectorId::literal("industry")));
    assert_eq!(session.current_scale().map(ecomap::model::ScaleId::as_str), Some("local"));
    assert_eq!(session.current_kind(), Some(session.document().flow_kinds_in_order()[1].0));
    assert_eq!(steps(&window), 0);
    for (key, text) in [(Key::M, "m"), (Key::T, "t")] {
        press(&mut window, key, text);
        assert!(window.says("Select a flow"), "{text}");
    }
}

#[test]
fn where_digits_are_used_up_letters_choose() {
    let mut window = Window::open(SMALL);
    press(&mut window, Key::K, "k");
    press(&mut window, Key::A, "a");
    let session = &window.map().session;
    assert_eq!(session.current_kind(), Some(session.document().flow_kinds_in_order()[10].0));
    assert!(!window.harness.get_by_label("Capture line").is_focused(), "the letter was the chooser's");
    press(&mut window, Key::S, "s");
    press(&mut window, Key::K, "k");
    assert!(window.says("Kind of new flows"), "a letter that chooses nothing means what it always means");
}

#[test]
fn another_key_closes_the_chooser_and_means_what_it_always_means() {
    let mut window = Window::open(SMALL);
    window.key(PLAIN, Key::ArrowLeft);
    press(&mut window, Key::S, "s");
    press(&mut window, Key::C, "c");
    assert!(window.says("Scale of") && window.map().key_card.is_choosing());
    window.key(PLAIN, Key::F2);
    assert!(!window.map().key_card.is_choosing());
    assert!(window.map().canvas.is_renaming());
    press(&mut window, Key::S, "s");
    assert!(!window.map().key_card.is_choosing(), "in a field it is a letter");
}

#[test]
fn the_letters_stay_until_they_are_sent_away_and_are_remembered() {
    let mut window = Window::open(SMALL);
    assert!(!window.says("S: Sector"));
    window.click("View");
    window.click("Key card");
    assert!(window.says("S: Sector") && window.says("Tab: Along flows"));
    window.key(PLAIN, Key::ArrowLeft);
    assert!(window.says("S: Sector"));
    window.picture("letters-light");
    assert!(window.shell().settings().key_card);
}

#[test]
fn choosers_in_light_and_dark() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let home = tempfile::TempDir::new().expect("a folder");
        let map = std::path::Path::new("examples/fig5_cardiff_government.ron");
        let settings = Settings { theme, key_card: true, ..Settings::default() };
        let mut window = Window::at(home, Some(map.to_owned()), settings);
        window.key(PLAIN, Key::ArrowLeft);
        window.picture(&format!("letters-fig5-{name}"));
        for (key, what) in [(Key::S, "sector"), (Key::C, "scale")] {
            window.key(PLAIN, key);
            window.key(PLAIN, Key::ArrowRight);
            window.picture(&format!("chooser-{what}-{name}"));
        }
        window.key(PLAIN, Key::Escape);
        window.key(PLAIN, Key::Tab);
        for (key, what) in [(Key::K, "kind"), (Key::M, "formality"), (Key::T, "status")] {
            window.key(PLAIN, key);
            window.picture(&format!("chooser-{what}-{name}"));
        }
        assert!(window.harness.query_by_label("1 Current").is_some());
    }
}
