//! Figure 5 made from an empty map in a real window, keys only, as fast or as slow as somebody talks. Each line leaves
//! a picture, and all of them together a moving one. `ECOMAP_KEY_DELAY` is the time between keys, milliseconds.

use std::{fs, path::Path};

use ecomap::{file, model::Document};

use crate::{
    cardiff::{self, key_strokes},
    ground, map,
    window::Window,
};

/// No more key events than this make the whole map.
const MOST: usize = 600;

fn example() -> Document {
    map(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron"))
}

#[test]
fn figure_5_is_typed_with_keys_alone() {
    let Some(ground) = ground() else { return };
    let path = ground.path().join("cardiff.ron");
    fs::write(&path, file::write(&Document::default())).expect("the folder is writable");
    let mut window = Window::open(ground.path(), &[&path.to_string_lossy()]);

    // One key to the bar, two to save.
    let mut keys = 1 + 2;
    window.key("a");
    for (number, line) in cardiff::LINES.iter().enumerate() {
        keys += key_strokes(line);
        for part in line.split_inclusive('\t') {
            window.type_text(part.trim_end_matches('\t'));
            if part.ends_with('\t') {
                window.key("Tab");
            }
        }
        window.screenshot(&format!("capture-{number:02}-a-typed"));
        window.key("Return");
        window.screenshot(&format!("capture-{number:02}-b-done"));
    }
    window.key("ctrl+s");
    let typed = map(&path);
    eprintln!("{keys} key events for {} lines", cardiff::LINES.len());
    assert_eq!(cardiff::organisations(&typed), cardiff::organisations(&example()));
    assert_eq!(cardiff::flows(&typed), cardiff::flows(&example()));
    assert!(keys <= MOST, "{keys} key events");
    window.film("capture-");
}
