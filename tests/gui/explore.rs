//! The Explore view: it moves until it rests, selects with the map, and hands its arrangement over as one edit.

use std::path::Path;

use ecomap::{
    app::{Intent, PanelContext, Shell, Start, actions::Action, explore::Explore, fonts, theme::Theme},
    editor::{Command, Session},
    file,
    model::{Document, OrganisationId, Point, RecordId, Rect},
    scene,
    style::{self, Look, Palette},
    text::Fonts,
};
use eframe::egui::{self, Modifiers, PointerButton, Pos2};
use egui_kittest::{Harness, kittest::Queryable as _};

use crate::{cpu_renderer::CpuRenderer, stage};

/// More frames than any example needs to come to rest.
const ENOUGH: usize = 400;

struct Room {
    session: Session,
    explore: Explore,
    look: Look,
    fonts: Fonts,
    intents: Vec<Intent>,
    frames: usize,
}

impl Room {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let theme = Theme::new(&self.look);
        self.frames += 1;
        if self.frames == 1 {
            ui.ctx().set_fonts(fonts::definitions());
            theme.apply(ui.ctx());
            ui.ctx().request_repaint();
            return;
        }
        let context =
            PanelContext { session: &self.session, look: &self.look, theme: &theme, fonts: &self.fonts };
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(ui.ctx().content_rect()));
        let intents = self.explore.explore_ui(&mut ui, &context);
        for intent in &intents {
            match intent {
                Intent::Select(ids) => self.session.select_records(ids.clone()),
                Intent::Do(command) => {
                    self.session.perform(command.clone()).expect("what is kept can be placed");
                }
                _ => {}
            }
        }
        self.intents.extend(intents);
    }
}

fn example(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    file::open(&path).expect("examples are sound").value
}

fn opened(document: Document, theme: style::Theme) -> Harness<'static, Room> {
    let room = Room {
        session: Session::new(document),
        explore: Explore::new(),
        look: Look::new(theme, Palette::default()),
        fonts: Fonts::bundled(),
        intents: Vec::new(),
        frames: 0,
    };
    let mut harness = Harness::builder()
        .with_size([1000.0, 700.0])
        .with_step_dt(1.0 / 60.0)
        .renderer(CpuRenderer::default())
        .build_ui_state(|ui, room: &mut Room| room.ui(ui), room);
    harness.run_steps(3);
    harness
}

fn settled(document: Document, theme: style::Theme) -> Harness<'static, Room> {
    let mut harness = opened(document, theme);
    for _ in 0..ENOUGH {
        if harness.state().explore.is_settled() {
            break;
        }
        harness.run_steps(1);
    }
    assert!(harness.state().explore.is_settled(), "it never comes to rest");
    harness.run_steps(3);
    harness
}

fn overlaps(session: &Session, look: &Look, fonts: &Fonts) -> Vec<String> {
    let sizes = scene::node_boxes(session.document(), look, fonts);
    let boxes: Vec<(&OrganisationId, Rect)> = session
        .document()
        .organisations()
        .iter()
        .map(|(id, one)| (id, Rect::from_center(one.position.expect("all have a place"), sizes[id])))
        .collect();
    let mut found = Vec::new();
    for (at, (id, rect)) in boxes.iter().enumerate() {
        let others = boxes[at + 1..].iter().filter(|(_, other)| rect.overlaps(*other));
        found.extend(others.map(|(other, _)| format!("{id} and {other}")));
    }
    found
}

fn click(harness: &mut Harness<'_, Room>, at: Pos2) {
    harness.event(egui::Event::PointerMoved(at));
    harness.run_steps(1);
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.run_steps(1);
    }
}

#[test]
fn every_node_has_a_place_of_its_own_from_the_first_steps_on() {
    let mut unplaced = example("fig3_bristol.ron");
    let records: Vec<_> = unplaced
        .records()
        .map(|(id, record)| match record {
            ecomap::model::Record::Organisation(one) => {
                let one = ecomap::model::Organisation { position: None, ..(*one).clone() };
                (id, ecomap::model::Record::from(one))
            }
            other => (id, other),
        })
        .collect();
    unplaced = Document::from_records(records);
    for document in [example("fig3_bristol.ron"), unplaced, stage::three(), Document::default()] {
        let count = document.organisations().len();
        let mut harness = opened(document, style::Theme::Light);
        for _ in 0..5 {
            harness.run_steps(4);
            let places = harness.state().explore.positions();
            assert_eq!(places.len(), count);
            for (at, (id, place)) in places.iter().enumerate() {
                assert!(place.is_finite(), "{id}");
                let twin = places[at + 1..].iter().find(|(_, other)| other.distance(*place) < 0.5);
                assert!(twin.is_none(), "{id} lies on {twin:?}");
            }
        }
    }
}

#[test]
fn once_it_rests_no_frame_is_asked_for() {
    for (name, document) in [("bristol", example("fig3_bristol.ron")), ("three", stage::three())] {
        let mut harness = settled(document, style::Theme::Light);
        let before = (harness.state().frames, harness.state().explore.positions());
        harness.run();
        assert!(harness.state().frames - before.0 <= 2, "{name} goes on repainting");
        assert_eq!(harness.state().explore.positions(), before.1, "{name} still moves");
        let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert_eq!(delay, std::time::Duration::MAX, "{name} asks for a frame");
    }
}

#[test]
fn a_click_selects_on_the_map_and_a_click_beside_it_lets_go() {
    let mut harness = settled(stage::three(), style::Theme::Light);
    let at = harness.get_by_label("Watershed").rect().center();
    click(&mut harness, at);
    let watershed = RecordId::Organisation(OrganisationId::literal("watershed"));
    assert_eq!(harness.state().session.selection().records(), [watershed]);
    harness.run_steps(30);
    click(&mut harness, Pos2::new(20.0, 680.0));
    assert!(harness.state().session.selection().is_empty());
}

#[test]
fn a_node_follows_the_hand_and_nothing_is_written() {
    let mut harness = settled(stage::three(), style::Theme::Light);
    let from = harness.get_by_label("Watershed").rect().center();
    let place = |harness: &Harness<'_, Room>| {
        let places = harness.state().explore.positions();
        places.into_iter().find(|(id, _)| id.as_str() == "watershed").map(|(_, at)| at).expect("it is there")
    };
    let before: Point = place(&harness);
    harness.drag_at(from);
    for step in 1..=6u8 {
        harness.hover_at(from + egui::vec2(0.0, -10.0 * f32::from(step)));
        harness.run_steps(1);
    }
    harness.drop_at(from + egui::vec2(0.0, -60.0));
    harness.run_steps(1);
    assert!(place(&harness).y < before.y - 20.0, "{before:?} {:?}", place(&harness));
    assert!(!harness.state().session.is_modified());
}

#[test]
fn keeping_the_arrangement_is_one_step_and_lays_no_box_over_another() {
    for name in ["fig3_bristol.ron", "fig4_cardiff_informal.ron", "national_software_academy.ron"] {
        for steps in [Some(4), None] {
            let mut harness = match steps {
                Some(_) => opened(example(name), style::Theme::Light),
                None => settled(example(name), style::Theme::Light),
            };
            let before = harness.state().session.document().clone();
            harness.get_by_label("Keep this arrangement").click();
            harness.run_steps(2);
            let room = harness.state_mut();
            let kept =
                room.intents.iter().filter(|intent| matches!(intent, Intent::Do(Command::Place { .. })));
            assert_eq!(kept.count(), 1);
            assert!(room.intents.iter().any(|one| matches!(one, Intent::Act(Action::ToggleExplore))));
            assert_eq!(overlaps(&room.session, &room.look, &room.fonts), Vec::<String>::new(), "{name}");
            assert!(room.session.undo().is_some());
            assert_eq!(*room.session.document(), before, "one undo brings {name} back");
        }
    }
}

#[test]
fn it_looks_like_the_map_by_day_and_by_night() {
    for (name, theme) in [("explore-light", style::Theme::Light), ("explore-dark", style::Theme::Dark)] {
        let mut harness = settled(example("fig3_bristol.ron"), theme);
        let id =
            harness.state().session.document().organisations().keys().nth(3).cloned().expect("it is there");
        harness.state_mut().session.select_records([RecordId::Organisation(id)]);
        harness.run_steps(2);
        let image = harness.render().expect("it is painted");
        stage::keep(&image, name);
        let ground = image.get_pixel(5, 690).0;
        assert_eq!(ground[0] > 128, theme == style::Theme::Light, "{name}: {ground:?}");
    }
}

/// Lets the window work until it has read and written what it was asked to.
fn work(harness: &mut Harness<'_, Shell>) {
    for _ in 0..500 {
        harness.run_steps(2);
        if !harness.state().is_busy() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the window is busy for ever");
}

#[test]
fn the_window_shows_the_network_in_place_of_the_map_and_the_map_again() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron");
    let start = Start { map: Some(map), ..Start::default() };
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_step_dt(1.0 / 60.0)
        .renderer(CpuRenderer::default())
        .build_eframe(|cc| Shell::new(&cc.egui_ctx, start));
    work(&mut harness);
    let is_open =
        |harness: &Harness<'_, Shell>| harness.state().workspace().is_some_and(|one| one.explore.is_some());
    assert!(harness.query_by_label("Map canvas").is_some() && !is_open(&harness));
    harness.key_press(egui::Key::E);
    harness.run_steps(ENOUGH / 2);
    assert!(is_open(&harness) && harness.query_by_label("Map canvas").is_none());
    stage::keep(&harness.render().expect("it is painted"), "explore-window");
    harness.get_by_label("Keep this arrangement").click();
    harness.run_steps(3);
    let session = &harness.state().workspace().expect("the map is open").session;
    assert!(session.is_modified() && session.undo_name().is_some());
    assert!(harness.query_by_label("Map canvas").is_some() && !is_open(&harness));
    stage::keep(&harness.render().expect("it is painted"), "explore-kept");
}

#[test]
fn escape_lets_go_first_and_then_goes_back_to_the_map() {
    let mut harness = settled(example("fig5_cardiff_government.ron"), style::Theme::Light);
    let all: Vec<_> = harness.state().session.document().record_ids().collect();
    harness.state_mut().session.select_records(all);
    for goes_back in [false, true] {
        harness.state_mut().intents.clear();
        harness.key_press(egui::Key::Escape);
        harness.run_steps(2);
        let room = harness.state();
        assert!(room.session.selection().is_empty());
        let asked = room.intents.iter().any(|intent| matches!(intent, Intent::Act(Action::ToggleExplore)));
        assert_eq!(asked, goes_back);
    }
}

fn selected(harness: &Harness<'_, Room>) -> Vec<RecordId> {
    harness.state().session.selection().records()
}

#[test]
fn arrows_walk_from_the_best_joined_to_the_nearest_that_way() {
    let mut harness = settled(example("fig5_cardiff_government.ron"), style::Theme::Light);
    harness.key_press(egui::Key::ArrowRight);
    harness.run_steps(2);
    let first = selected(&harness);
    assert!(matches!(first[..], [RecordId::Organisation(_)]), "{first:?}");
    let keys = [egui::Key::ArrowRight, egui::Key::ArrowDown, egui::Key::ArrowLeft, egui::Key::ArrowUp];
    let mut seen = std::collections::BTreeSet::new();
    for key in keys {
        harness.key_press(key);
        harness.run_steps(40);
        seen.extend(selected(&harness));
        assert_eq!(selected(&harness).len(), 1);
    }
    assert!(seen.len() > 1, "{seen:?}");
}

#[test]
fn what_is_pointed_at_stands_out_and_the_rest_fades() {
    let mut harness = settled(example("fig3_bristol.ron"), style::Theme::Light);
    let before = harness.render().expect("it is painted");
    let name = harness.state().session.document().organisations().values().next().expect("one").name.clone();
    let at = harness.get_by_label(&name).rect().center();
    harness.event(egui::Event::PointerMoved(at));
    harness.run_steps(3);
    let after = harness.render().expect("it is painted");
    stage::keep(&after, "explore-hover");
    let ink = |image: &image::RgbaImage| image.pixels().filter(|pixel| pixel.0[0] < 200).count();
    assert!(ink(&after) * 4 < ink(&before) * 3, "{} {}", ink(&after), ink(&before));
    harness.event(egui::Event::PointerMoved(Pos2::new(990.0, 690.0)));
    harness.run_steps(3);
    let again = harness.render().expect("it is painted");
    assert!(ink(&again) * 10 > ink(&before) * 9, "{} {}", ink(&again), ink(&before));
}

fn choose(harness: &mut Harness<'_, Room>, list: &str, row: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, list).click();
    harness.run_steps(3);
    harness.get_by_role_and_label(egui::accesskit::Role::Button, row).click();
    harness.run_steps(3);
    for _ in 0..ENOUGH {
        if harness.state().explore.is_settled() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

#[test]
fn colour_and_size_follow_what_is_chosen_and_the_legend_says_so() {
    for theme in [style::Theme::Light, style::Theme::Dark] {
        let mut harness = settled(example("fig3_bristol.ron"), theme);
        for (list, row, words) in [
            ("Colour", "Community", "Colour and number: community"),
            ("Colour", "Scale", "Colour: scale"),
            ("Colour", "Degree", "Tone: degree, how many others it is tied to"),
            ("Size", "Betweenness", "Size: betweenness, how often it lies between others"),
            ("Colour", "Sector", "Colour: sector; tone: scale"),
        ] {
            choose(&mut harness, list, row);
            assert!(harness.query_by_label(words).is_some(), "{words}");
            stage::keep(&harness.render().expect("it is painted"), &format!("explore-{row}-{theme:?}"));
        }
        assert!(!harness.state().session.is_modified(), "looking writes nothing");
    }
}

#[test]
fn a_part_of_the_map_is_looked_at_alone() {
    let mut harness = settled(example("fig5_cardiff_government.ron"), style::Theme::Light);
    let all = harness.state().explore.positions().len();
    let id = harness.state().session.document().organisations().keys().next().cloned().expect("one");
    harness.state_mut().session.select_records([RecordId::Organisation(id.clone())]);
    choose(&mut harness, "Show", "Steps around");
    let near = harness.state().explore.positions();
    assert!(near.len() < all && near.iter().any(|(one, _)| *one == id), "{} of {all}", near.len());
    choose(&mut harness, "Steps", "5 steps");
    assert!(harness.state().explore.positions().len() > near.len());
    choose(&mut harness, "Show", "The selection");
    assert_eq!(harness.state().explore.positions().len(), 1);
    choose(&mut harness, "Show", "The whole map");
    assert_eq!(harness.state().explore.positions().len(), all);
}

#[test]
fn too_many_are_refused_in_words_and_the_best_joined_offered() {
    let id = |number: usize| OrganisationId::new(&format!("o{number}")).expect("a slug");
    let mut records = Vec::new();
    for number in 0..2_001 {
        let one = ecomap::model::Organisation { name: format!("O {number}"), ..Default::default() };
        records.push((RecordId::Organisation(id(number)), ecomap::model::Record::from(one)));
        let kind = ecomap::model::FlowKindId::literal("funding");
        let flow = ecomap::model::Flow::new(id(number), id(number / 2), kind);
        let key = ecomap::model::FlowId::new(&format!("f{number}")).expect("a slug");
        records.push((RecordId::Flow(key), ecomap::model::Record::from(flow)));
    }
    let mut harness = opened(Document::from_records(records), style::Theme::Light);
    assert!(harness.query_by_label("2,001 organisations are too many to pull about at once").is_some());
    assert!(harness.state().explore.positions().is_empty());
    harness.get_by_label("The 300 best joined").click();
    // What so many wear is drawn on a thread.
    for _ in 0..2_000 {
        harness.run_steps(1);
        if !harness.state().explore.positions().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    harness.run_steps(3);
    assert_eq!(harness.state().explore.positions().len(), 300);
    stage::keep(&harness.render().expect("it is painted"), "explore-best");
}

#[test]
fn the_view_flies_to_whom_a_search_has_found() {
    let mut harness = settled(example("fig3_bristol.ron"), style::Theme::Light);
    let last = harness.state().session.document().organisations().iter().last();
    let (id, name) = last.map(|(id, one)| (id.clone(), one.name.clone())).expect("one");
    harness.state_mut().explore.fly_to(&[RecordId::Organisation(id)]);
    harness.run_steps(60);
    assert!(harness.state().explore.is_settled());
    let at = harness.get_by_label(&name).rect().center();
    assert!(at.distance(Pos2::new(500.0, 400.0)) < 80.0, "{at}");
}
