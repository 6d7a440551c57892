//! Lines are few, of like length, never too wide, and nothing of the text is lost.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{assert_sound, letters};
use crate::text::{Fonts, TextStyle, Weight};

const STYLE: TextStyle = TextStyle::new(14.0);

fn wrapped(text: &str, width: f64, most: Option<usize>) -> Vec<String> {
    Fonts::bundled().wrap(text, &STYLE, width, most).iter().map(|line| line.text.clone()).collect()
}

#[test]
fn labels_break_into_lines_of_like_length() {
    for (text, width, expected) in [
        ("", 100.0, &[""][..]),
        ("Watershed", 100.0, &["Watershed"]),
        ("Creative and tech organisations", 160.0, &["Creative and tech", "organisations"]),
        ("Universities and higher education", 160.0, &["Universities", "and higher education"]),
        (
            "Department for Culture, Media and Sport",
            150.0,
            &["Department", "for Culture, Media", "and Sport"],
        ),
        // No waist: a short line stands at an end.
        (
            "School of Computer Science and Informatics",
            150.0,
            &["School of", "Computer Science", "and Informatics"],
        ),
        ("Pervasive Media Studio", 160.0, &["Pervasive Media Studio"]),
        ("Non-commercial projects", 120.0, &["Non-commercial", "projects"]),
        ("a b c d", 30.0, &["a b", "c d"]),
        ("one\ntwo", 100.0, &["one", "two"]),
        ("one\r\n\r\ntwo\n", 100.0, &["one", "", "two", ""]),
        ("  spaces   round  ", 200.0, &["spaces   round"]),
        ("Donaudampfschifffahrtsgesellschaft", 160.0, &["Donaudampfschiff", "fahrtsgesellschaft"]),
        ("你好世界你好", 45.0, &["你好世", "界你好"]),
    ] {
        assert_eq!(wrapped(text, width, None), expected, "{text:?} in {width}");
    }
}

#[test]
fn only_a_limit_of_lines_cuts_off() {
    for (text, width, most, expected) in [
        ("Department for Culture, Media and Sport", 150.0, 2, &["Department for", "Culture, Media and…"][..]),
        ("Department for Culture", 150.0, 2, &["Department", "for Culture"]),
        ("one\ntwo\nthree", 100.0, 2, &["one", "two…"]),
        ("Watershed", 40.0, 1, &["Wat…"]),
        ("Watershed", 100.0, 0, &["Watershed"]),
    ] {
        let lines = wrapped(text, width, Some(most));
        assert_eq!(lines, expected, "{text:?} in {width}, {most} lines");
    }
}

#[test]
fn the_width_of_the_widest_line_is_enough_for_the_same_lines() {
    let fonts = Fonts::bundled();
    for style in [STYLE, STYLE.spaced(0.7), STYLE.weight(Weight::Bold)] {
        for text in
            ["Creative and tech organisations", "AVATAR Valley Tower of Wales", "NATIONAL AND REGIONAL"]
        {
            let lines = fonts.wrap(text, &style, 140.0, None);
            let widest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
            assert_eq!(fonts.wrap(text, &style, widest, None), lines, "{text}");
        }
    }
}

#[test]
fn widths_that_are_none_are_survived() {
    for width in [f64::NAN, f64::INFINITY] {
        assert_eq!(wrapped("one two", width, None), ["one two"]);
    }
    for width in [0.0, -5.0, f64::NEG_INFINITY] {
        assert_eq!(wrapped("one two", width, None), ["o", "n", "e", "t", "w", "o"]);
    }
}

#[test]
fn a_text_as_long_as_a_book_does_not_take_seconds() {
    let texts = [
        "Nobody writes labels like this one. ".repeat(2800),
        "unbroken".repeat(12_500),
        "你好世界".repeat(25_000),
        "שלום عالم ".repeat(10_000),
        "\n".repeat(100_000),
        "e\u{301}\u{302}\u{303}".repeat(25_000),
        format!("e{}", "\u{301}".repeat(100_000)),
    ];
    for text in texts {
        let start = Instant::now();
        let fonts = Fonts::with_system();
        let lines = fonts.wrap(&text, &STYLE, 200.0, None);
        let limited = fonts.wrap(&text, &STYLE, 200.0, Some(3));
        let beginning: String = text.chars().take(8).collect();
        println!("{beginning:?}: {:?}", start.elapsed());
        assert_eq!(letters(lines.iter().map(|line| line.text.as_str())), letters([text.as_str()]));
        assert!(limited.len() <= 3);
        // Without optimisation and on a busy machine; released, it is a tenth of it.
        assert!(start.elapsed() < Duration::from_secs(20), "{beginning:?}: {:?}", start.elapsed());
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z ,.\n-]{0,80}",
        "[a-zäöß ]{1,12}[0-9 %(/)]{0,12}[а-яΑ-Ω ]{0,30}",
        "[א-ת ]{0,20}[a-z0-9 ()]{0,12}[؀-ۿ ]{0,20}",
        "[一-龥。、 ]{0,40}",
        "(👩‍👩‍👧|🎬|🏴|e\u{301}|ffi| |x){0,30}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn nothing_is_lost_and_nothing_is_too_wide(
        text in text(), width in 5.0..400.0f64, size in 6.0..40.0f64, spacing in prop_oneof![Just(0.0), 0.0..3.0f64],
    ) {
        let fonts = Fonts::bundled();
        let style = TextStyle::new(size).spaced(spacing);
        let lines = fonts.wrap(&text, &style, width, None);
        let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        prop_assert_eq!(letters(lines.iter().map(|line| line.text.as_str())), letters([shown.as_str()]));
        for line in &lines {
            assert_sound(line);
            let single = line.text.graphemes(true).nth(1).is_none();
            prop_assert!(line.width <= width + 1e-5 || single, "{:?}: {} in {width}", line.text, line.width);
        }
    }

    #[test]
    fn a_limit_holds(text in text(), width in 20.0..200.0f64, most in 1..4usize) {
        let fonts = Fonts::bundled();
        let lines = fonts.wrap(&text, &STYLE, width, Some(most));
        prop_assert!(!lines.is_empty() && lines.len() <= most);
        for line in &lines {
            let single = line.text.graphemes(true).nth(1).is_none();
            prop_assert!(line.width <= width + 1e-5 || single, "{:?}: {}", line.text, line.width);
        }
    }
}
