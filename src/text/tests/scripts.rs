//! What the bundled family lacks is set in another face or shown as missing; the rest of the line stays as it was.

use super::{assert_sound, system_fonts};
use crate::text::{FAMILY, Fonts, Run, TextStyle, Weight};

const STYLE: TextStyle = TextStyle::new(14.0);

#[test]
fn the_bundled_family_has_latin_greek_and_cyrillic() {
    let fonts = Fonts::bundled();
    for text in [
        "Łódź – “Ångström”",
        "Κλάδος και κλίμακα",
        "Сектор и масштаб",
        "≥ ≤ → ← ✓ ● ∑ £ €",
        "a\u{301}e\u{308}",
    ] {
        let line = fonts.line(text, &STYLE);
        assert_sound(&line);
        assert_eq!(line.missing, Vec::<String>::new(), "{text}");
        assert_eq!(line.runs.len(), 1, "{text}: {:?}", line.runs);
    }
    assert!(fonts.missing().is_empty() && fonts.fallbacks_used().is_empty());
}

#[test]
fn a_sign_that_no_face_has_is_a_box_and_is_reported() {
    let fonts = Fonts::bundled();
    let line = fonts.line("Studio 你好 🎬", &STYLE);
    assert_sound(&line);
    assert_eq!(line.missing, ["你", "好", "🎬"]);
    assert_eq!(fonts.missing(), ["你", "好", "🎬"]);
    let boxes = line.runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.id == 0);
    assert!(boxes.clone().count() == 3 && boxes.into_iter().all(|glyph| glyph.advance > 3.0));
}

#[test]
fn signs_that_are_not_seen_are_not_missing() {
    let fonts = Fonts::bundled();
    for text in [
        "soft\u{AD}hyphen",
        "zero\u{200B}width",
        "\u{FEFF}mark",
        "left\u{200E}right\u{200F}",
        "word\u{2060}joiner",
    ] {
        let line = fonts.line(text, &STYLE);
        assert_sound(&line);
        assert_eq!(line.missing, Vec::<String>::new(), "{text:?}");
    }
    let plain = fonts.line("softhyphen", &STYLE).width;
    assert!((fonts.line("soft\u{2060}hyphen", &STYLE).width - plain).abs() < 0.5);
}

#[test]
fn control_characters_are_spaces() {
    let fonts = Fonts::bundled();
    for text in ["a\tb", "a\nb", "a\u{0}b", "a\u{1B}b", "a\u{2028}b", "a\u{85}b"] {
        assert_eq!(fonts.line(text, &STYLE).text, "a b", "{text:?}");
    }
}

#[test]
fn another_face_falls_in_for_what_is_missing_only() {
    // Arabic is in the faces of most desktops, and in none of the bundled ones.
    let Some(fonts) = system_fonts('ش') else { return };
    let line = fonts.line("Studio شبكة 12", &STYLE);
    assert_sound(&line);
    assert_eq!(line.missing, Vec::<String>::new());
    let first = &line.runs[0];
    assert_eq!((first.text.as_str(), first.family.as_str()), ("Studio ", FAMILY));
    let arabic = line.runs.iter().find(|run| run.text.contains('ش')).unwrap();
    assert!(arabic.right_to_left && !arabic.face.is_bundled() && arabic.family != FAMILY);
    // The letters are joined: other glyphs than each alone.
    let alone: f64 = "شبكة".chars().map(|c| fonts.line(&c.to_string(), &STYLE).width).sum();
    assert!(arabic.advance < alone - 1.0, "{} joined, {alone} alone", arabic.advance);
    let used = fonts.fallbacks_used();
    assert!(used.iter().any(|used| used.family == arabic.family && used.text == line.text), "{used:?}");
    assert!(fonts.face_data(arabic.face).is_some());
}

#[test]
fn the_same_face_is_found_by_its_family_and_weight() {
    let Some(fonts) = system_fonts('ش') else { return };
    for weight in [Weight::Regular, Weight::Bold] {
        let line = fonts.line("شبكة", &STYLE.weight(weight));
        let family = line.runs[0].family.clone();
        let query = fontdb::Query {
            families: &[fontdb::Family::Name(&family)],
            weight: fontdb::Weight(weight.number()),
            ..fontdb::Query::default()
        };
        let database = fonts.database();
        let found = database.query(&query).unwrap();
        let bytes = database.with_face_data(found, |bytes, _| bytes.len()).unwrap();
        let ours = fonts.face_data(line.runs[0].face).unwrap();
        assert_eq!(bytes, (*ours.bytes).as_ref().len(), "{family} {weight:?}");
    }
}

#[test]
fn nothing_is_searched_while_nothing_is_missing() {
    let fonts = Fonts::with_system();
    let _ = fonts.line("Größe", &STYLE);
    assert_eq!(fonts.database().len(), 4);
}

#[test]
fn given_faces_fall_in_like_installed_ones() {
    let mut installed = fontdb::Database::new();
    installed.load_system_fonts();
    let hebrew = installed.faces().find(|face| {
        let has = installed.with_face_data(face.id, |bytes, index| {
            rustybuzz::ttf_parser::Face::parse(bytes, index).is_ok_and(|face| face.glyph_index('ש').is_some())
        });
        has == Some(true)
    });
    let Some(hebrew) = hebrew else {
        println!("skipped: no face installed here has Hebrew");
        return;
    };
    let mut given = fontdb::Database::new();
    given.push_face_info(hebrew.clone());
    let fonts = Fonts::with_fallback(given);
    let line = fonts.line("UWE שלום (2019)", &STYLE);
    assert_sound(&line);
    assert_eq!(line.missing, Vec::<String>::new());
    assert_eq!(line.fallbacks(), [hebrew.families[0].0.as_str()]);
}

/// Glyphs that usvg draws for a run that is a text element of its own; what is not seen left out.
fn glyphs_in_a_figure(fonts: &Fonts, run: &Run) -> Vec<u16> {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="900" height="99"><text xml:space="preserve" y="50" font-size="14" font-family="{}">{}</text></svg>"#,
        run.family,
        run.isolated_text(),
    );
    let options = usvg::Options { fontdb: fonts.database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg, &options).unwrap();
    let mut glyphs = Vec::new();
    for node in tree.root().children() {
        if let usvg::Node::Text(text) = node {
            let drawn = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            glyphs.extend(drawn.filter(|glyph| !glyph.text.contains('\u{200F}')).map(|glyph| glyph.id.0));
        }
    }
    glyphs
}

#[test]
fn a_run_alone_in_a_figure_is_drawn_as_it_is_in_its_line() {
    let Some(fonts) = system_fonts('ש') else { return };
    for text in ["Studio شبكة (2019)", "UWE (שלום) [12]", "שלום!", "(שלום) Watershed, ש-2", "!?", "a (b)"]
    {
        for run in &fonts.line(text, &STYLE).runs {
            let ours: Vec<u16> = run.glyphs.iter().map(|glyph| glyph.id).collect();
            assert_eq!(glyphs_in_a_figure(&fonts, run), ours, "{:?} of {text:?}", run.text);
        }
    }
}
