//! Pictures of the canvas, to be looked at: `ECOMAP_PICTURES=folder cargo test --test gui pictures`.

use ecomap::{
    model::Document,
    style::{Look, Palette, Theme},
};
use eframe::egui::{Key, Modifiers, PointerButton};

use crate::stage::{Hands, three};

fn example(name: &str) -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    ecomap::file::open(&path).expect("an example opens").value
}

fn look(theme: Theme) -> Look {
    Look::new(theme, Palette::default())
}

/// How many different colours a picture holds: a canvas that drew nothing holds one.
fn colours(image: &image::RgbaImage) -> usize {
    image.pixels().map(|pixel| pixel.0).collect::<std::collections::BTreeSet<_>>().len()
}

#[test]
fn pictures_of_examples() {
    for (name, theme, scale) in
        [("fig5_cardiff_government", Theme::Light, 1.0), ("fig3_bristol", Theme::Dark, 1.5)]
    {
        let document = example(&format!("{name}.ron"));
        let mut hands = Hands::with(document, look(theme), [1000.0, 640.0], scale);
        let image = hands.picture(&format!("{name}-{theme:?}-{scale}"));
        assert!(colours(&image) > 200);
    }
}

#[test]
fn pictures_of_work() {
    let mut hands = Hands::with(three(), look(Theme::Light), [900.0, 420.0], 1.0);
    let rim = hands.stage().rim("watershed");
    hands.drag(rim, (250.0, 0.0));
    hands.click(0.0, 0.0);
    hands.hover(250.0, 4.0);
    hands.picture("selected-and-hovered");
    let rim = hands.stage().rim("uwe-bristol");
    hands.hold(rim, (500.0, 6.0));
    hands.picture("connecting");
    hands.key(Key::Escape, Modifiers::NONE);
    let at = hands.stage().screen(500.0, 6.0);
    hands.release(at);
    hands.hold((-100.0, -90.0), (340.0, 90.0));
    hands.picture("marquee");
    hands.key(Key::Escape, Modifiers::NONE);
    hands.release(at);
    hands.click(130.0, -1.0);
    hands.picture("flow-selected");
    hands.double_click(250.0, 120.0);
    hands.picture("naming-a-new-one");
    hands.type_words("Bristol and Bath Creative Research and Development");
    hands.picture("naming-at-length");
    hands.key(Key::Enter, Modifiers::NONE);
    hands.button(0.0, 0.0, PointerButton::Secondary, true, Modifiers::NONE);
    hands.button(0.0, 0.0, PointerButton::Secondary, false, Modifiers::NONE);
    hands.picture("menu");
}

#[test]
fn pictures_far_and_near() {
    let mut hands = Hands::with(example("fig3_bristol.ron"), look(Theme::Light), [900.0, 600.0], 1.0);
    let middle = eframe::egui::pos2(450.0, 300.0);
    hands.wheel(middle, -9.0, Modifiers::NONE);
    hands.picture("far");
    hands.wheel(middle, 21.0, Modifiers::NONE);
    hands.picture("near");
}
