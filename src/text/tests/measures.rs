//! Widths are stable, and those that figures are drawn with.

use crate::text::{Fonts, Line, TextStyle, Weight};

/// The width that usvg gives to a text, canvas units.
fn width_in_a_figure(fonts: &Fonts, line: &Line, style: &TextStyle) -> f64 {
    let text = line.text.replace('&', "&amp;").replace('<', "&lt;");
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="100"><text xml:space="preserve" x="0" y="50" font-family="Inter" font-size="{}" font-weight="{}" font-style="{}" letter-spacing="{}">{text}</text></svg>"#,
        style.size,
        style.weight.number(),
        if style.italic { "italic" } else { "normal" },
        style.letter_spacing,
    );
    let options = usvg::Options { fontdb: fonts.database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg, &options).unwrap();
    f64::from(tree.root().bounding_box().width())
}

#[test]
fn widths_are_those_of_the_figure() {
    let fonts = Fonts::bundled();
    let regular = TextStyle::new(14.0);
    for (text, style) in [
        ("Watershed", regular),
        ("Public money for young companies in Cardiff", TextStyle::new(24.0).weight(Weight::Bold)),
        ("AVATAR To Wales, Tyne & Wear", regular),
        ("office fluffy affiliation -> => 3x4 10:30", regular),
        ("member of", TextStyle::new(12.0).weight(Weight::Medium)),
        ("Größe, Кластер, Ομάδα, naïve façade, Łódź", TextStyle::new(13.0)),
        ("≥≤−±µΩΔ→←↔⇒✓●∑∞°≠≈√∂ “quoted” – £1,000", regular),
        ("Conceptual: position carries no measure.", TextStyle::new(11.5).italic()),
        ("NATIONAL", TextStyle::new(12.0).weight(Weight::Bold).spaced(0.8)),
        ("e\u{301}cole", regular),
    ] {
        let line = fonts.line(text, &style);
        super::assert_sound(&line);
        let figure = width_in_a_figure(&fonts, &line, &style);
        assert!((line.width - figure).abs() < 0.01, "{text}: {} here, {figure} in a figure", line.width);
    }
}

#[test]
fn widths_stay_what_they_are() {
    let fonts = Fonts::bundled();
    // A change here moves every figure: only with a new version of the bundled family.
    for (text, style, expected) in [
        ("", TextStyle::new(14.0), 0.0),
        ("Watershed", TextStyle::new(14.0), 71.2236),
        ("Watershed", TextStyle::new(28.0), 142.4473),
        ("Welsh Government", TextStyle::new(14.0).weight(Weight::Medium), 127.2988),
        ("Title", TextStyle::new(24.0).weight(Weight::Bold), 52.1719),
    ] {
        let width = fonts.line(text, &style).width;
        assert!((width - expected).abs() < 0.001, "{text}: {width}");
    }
}

#[test]
fn letters_that_belong_together_are_kerned() {
    let fonts = Fonts::bundled();
    let style = TextStyle::new(100.0);
    let apart = fonts.line("A", &style).width + fonts.line("V", &style).width;
    assert!(fonts.line("AV", &style).width < apart - 1.0);
}

#[test]
fn spacing_stands_between_letters_only() {
    let fonts = Fonts::bundled();
    let plain = fonts.line("LOCAL", &TextStyle::new(12.0)).width;
    let spaced = fonts.line("LOCAL", &TextStyle::new(12.0).spaced(1.0)).width;
    assert!((spaced - plain - 4.0).abs() < 1e-6, "{plain} {spaced}");
}

#[test]
fn bad_sizes_make_lines_without_width() {
    let fonts = Fonts::bundled();
    for size in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        let line = fonts.line("Watershed", &TextStyle::new(size));
        assert!(line.width.abs() < f64::EPSILON, "{size}: {}", line.width);
    }
}

#[test]
fn one_face_serves_many_threads() {
    let fonts = Fonts::bundled();
    let widths: Vec<f64> = std::thread::scope(|scope| {
        let work = |fonts: Fonts| move || fonts.line("Watershed", &TextStyle::new(14.0)).width;
        let running: Vec<_> = (0..4).map(|_| scope.spawn(work(fonts.clone()))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(widths.windows(2).all(|pair| (pair[0] - pair[1]).abs() < f64::EPSILON));
}
