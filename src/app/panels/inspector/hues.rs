//! Hues and tones by name, as the editor of looks lists them. Must not know any widget.

const HUES: [(f64, &str); 14] = [
    (25.0, "Red"),
    (45.0, "Rust"),
    (62.0, "Orange"),
    (90.0, "Amber"),
    (110.0, "Yellow"),
    (130.0, "Lime"),
    (155.0, "Green"),
    (178.0, "Sea green"),
    (200.0, "Teal"),
    (230.0, "Sky"),
    (255.0, "Blue"),
    (285.0, "Violet"),
    (315.0, "Purple"),
    (350.0, "Pink"),
];

/// OKLCH lightness and chroma of a fill, on a light page.
const TONES: [((f64, f64), &str); 8] = [
    ((0.955, 0.03), "Palest"),
    ((0.91, 0.055), "Pale"),
    ((0.80, 0.10), "Soft"),
    ((0.70, 0.12), "Middle"),
    ((0.50, 0.13), "Strong"),
    ((0.43, 0.12), "Dark"),
    ((0.36, 0.11), "Deep"),
    ((0.26, 0.08), "Deepest"),
];

/// Hues to choose from, in degrees; grey last, and before it the sector's own where that is none of them.
pub(super) fn hues(own: Option<f64>) -> Vec<(Option<f64>, String)> {
    let is_own = |hue: f64| own.is_some_and(|own| own.to_bits() == hue.to_bits());
    let mut hues: Vec<_> = HUES.iter().map(|(hue, name)| (Some(*hue), (*name).to_owned())).collect();
    if let Some(own) = own
        && !HUES.iter().any(|(hue, _)| is_own(*hue))
    {
        hues.push((Some(own), format!("Its own, {own:.0}°")));
    }
    hues.push((None, "Grey".to_owned()));
    hues
}

/// Tones to choose from, and the scale's own where that is none of them.
pub(super) fn tones(own: (f64, f64)) -> Vec<((f64, f64), String)> {
    let mut tones: Vec<_> = TONES.iter().map(|(tone, name)| (*tone, (*name).to_owned())).collect();
    if !tones.iter().any(|(tone, _)| *tone == own) {
        tones.push((own, "Its own".to_owned()));
    }
    tones
}
