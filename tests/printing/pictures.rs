//! Signs that a face has only as pictures in colours: they leave ink all the same, or it is said that they do not.

use ecomap::pipeline::{FigureOptions, Format, figure};

use super::one;

/// Whether anything is drawn within the box of the only organisation, away from its edge.
fn has_ink(name: &str) -> (bool, String) {
    let options = FigureOptions { dpi: Some(192.0), ..FigureOptions::default() };
    let made = figure(&one(name), Format::Png, &options).unwrap();
    let picture = image::load_from_memory(&made.value.bytes).unwrap().to_luma8();
    let (scene, node) = (&made.value.scene, made.value.scene.nodes[0].rect);
    let pixel = |units: f64| (units * f64::from(picture.width()) / scene.bounds.width).round() as u32;
    let (left, right) =
        (pixel(node.left() + 6.0 - scene.bounds.x), pixel(node.right() - 6.0 - scene.bounds.x));
    let (top, bottom) =
        (pixel(node.top() + 6.0 - scene.bounds.y), pixel(node.bottom() - 6.0 - scene.bounds.y));
    let dark = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 128).count();
    let warnings = made.warnings.iter().map(|warning| warning.to_string() + "\n").collect();
    (dark > 20, warnings)
}

#[test]
fn no_sign_is_missing_without_a_trace() {
    for name in ["\u{1f600}", "\u{1f469}\u{200d}\u{1f52c}", "\u{1fae0}", "\u{1f1e9}\u{1f1ea}"] {
        let (ink, warnings) = has_ink(name);
        assert!(ink, "{name:?} leaves ink: {warnings}");
        assert!(warnings.contains(name), "{name:?} is spoken of: {warnings}");
    }
    assert!(!has_ink(" ").0, "what is no sign leaves none");
}
