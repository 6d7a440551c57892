//! What the room promises, seen from its door.

mod measures;
mod scripts;
mod wrapping;

use super::{Fonts, Line};

/// Letters of lines, white space aside.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// What holds for every line.
fn assert_sound(line: &Line) {
    let mut x = 0.0;
    for run in &line.runs {
        assert!((run.x - x).abs() < 1e-9, "{line:?}");
        let advances: f64 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
        assert!((advances - run.advance).abs() < 1e-9, "{line:?}");
        assert!(run.glyphs.iter().all(|glyph| run.text.is_char_boundary(glyph.cluster)), "{line:?}");
        x += run.advance;
    }
    assert!((line.width - x).abs() < 1e-9, "{line:?}");
    let mut runs: Vec<char> = line.runs.iter().flat_map(|run| run.text.chars()).collect();
    let mut text: Vec<char> = line.text.chars().collect();
    runs.sort_unstable();
    text.sort_unstable();
    assert_eq!(runs, text, "runs hold the line's text, each sign once");
}

/// Fonts with the faces installed here, or nothing where none are: some checks say so and pass.
fn system_fonts(sign: char) -> Option<Fonts> {
    let fonts = Fonts::with_system();
    let line = fonts.line(&sign.to_string(), &super::TextStyle::new(14.0));
    if line.missing.is_empty() {
        return Some(fonts);
    }
    println!("skipped: no face installed here has {sign:?}");
    None
}
