//! Palettes: how the scheme's hues and tones are turned into colours for eyes and printers of different kinds.
//! Must not know organisations or flows.

use super::{node::LINE_CONTRAST, oklch::Oklch};

/// A named way of colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Default,
    ColourBlind,
    Greyscale,
    HighContrast,
}

impl Default for Palette {
    /// The study's colours as the scheme gives them.
    fn default() -> Self {
        Self { kind: Kind::Default }
    }
}

/// What a palette makes of a hue: new hue, factor of chroma, change of lightness. Between two anchors the values
/// run evenly, so that sectors of the user's own get colours too.
struct Anchor {
    hue: f64,
    to: f64,
    chroma: f64,
    lightness: f64,
}

const fn anchor(hue: f64, to: f64, chroma: f64, lightness: f64) -> Anchor {
    Anchor { hue, to, chroma, lightness }
}

/// Where red and green look the same, what is left of hue runs from blue over grey to yellow: sectors (industry, third
/// sector, joint, government, universities) are spread along that line and a little in lightness. The numbers were
/// found by a search for the widest least distance in `OKLab` over all tones, both themes and all sights of the test.
const COLOUR_BLIND_NODES: [Anchor; 5] = [
    anchor(62.0, 80.0, 0.77, -0.044),
    anchor(155.0, 115.0, 1.0, 0.043),
    anchor(200.0, 235.0, 0.6, 0.042),
    anchor(255.0, 262.0, 1.22, -0.035),
    anchor(315.0, 347.0, 1.2, -0.045),
];

/// Likewise for families of flows, each readable on its page: social ochre, resources blue, structure slate, authority
/// a dark violet.
const COLOUR_BLIND_FLOWS: [Anchor; 4] = [
    anchor(25.0, 59.5, 0.85, 0.021),
    anchor(155.0, 225.0, 1.07, 0.047),
    anchor(255.0, 254.0, 1.12, -0.116),
    anchor(285.0, 276.0, 0.94, -0.2),
];

/// Outline and glyph of a sector of this hue, where colours are chosen for eyes that lack a cone.
struct Sign {
    hue: f64,
    lightness: f64,
    chroma: f64,
}

const fn sign(hue: f64, lightness: f64, chroma: f64) -> Sign {
    Sign { hue, lightness, chroma }
}

/// Hue alone does not tell five sectors apart where a kind of cone is missing: lightness and colourfulness do. Found by
/// a search (annealing over lightness and chroma at the sector's own hue, bound to L* 4 to 36 so that all have 3 to 1 on
/// every pale fill) for the widest least difference by CIEDE2000 over all pairs and sights: 14.8.
const SIGNS_ON_LIGHT: [Sign; 5] = [
    sign(62.0, 0.455, 0.102),
    sign(155.0, 0.317, 0.060),
    sign(200.0, 0.161, 0.082),
    sign(255.0, 0.441, 0.143),
    sign(315.0, 0.238, 0.121),
];

/// The same on dark fills and on a dark page: L* 71 to 97, least difference 14.8.
const SIGNS_ON_DARK: [Sign; 5] = [
    sign(62.0, 0.772, 0.176),
    sign(155.0, 0.886, 0.180),
    sign(200.0, 0.744, 0.060),
    sign(255.0, 0.963, 0.167),
    sign(315.0, 0.770, 0.179),
];

/// Lightness of a fill as the scheme has it (for a light page), and as it is drawn. Between two the values run evenly.
/// Made so that the fills of neighbouring scales of the study, turned to grey, differ by at least 10 (CIEDE2000).
type Tones = [(f64, f64); 6];
const TONES: Tones = [(0.0, 0.0), (0.36, 0.36), (0.5, 0.5), (0.8, 0.785), (0.91, 0.92), (1.0, 1.0)];
const TONES_DARK: Tones = [(0.0, 0.98), (0.36, 0.83), (0.5, 0.68), (0.8, 0.43), (0.91, 0.29), (1.0, 0.2)];
/// Further from the middle, where neither dark nor light signs are seen well.
const WIDE_TONES: Tones = [(0.0, 0.0), (0.36, 0.295), (0.5, 0.44), (0.8, 0.8), (0.91, 0.945), (1.0, 1.0)];
const WIDE_TONES_DARK: Tones =
    [(0.0, 0.99), (0.36, 0.905), (0.5, 0.765), (0.8, 0.4), (0.91, 0.26), (1.0, 0.2)];

impl Palette {
    /// The one for eyes that lack a kind of cone.
    pub(super) const COLOUR_BLIND: Self = Self { kind: Kind::ColourBlind };

    /// Names of all palettes, in the order of the interface.
    pub const NAMES: [&'static str; 4] = ["default", "colour-blind", "greyscale", "high-contrast"];

    /// The palette of this name; an empty name is the default one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let kind = match name {
            "" | "default" => Kind::Default,
            "colour-blind" => Kind::ColourBlind,
            "greyscale" => Kind::Greyscale,
            "high-contrast" => Kind::HighContrast,
            _ => return None,
        };
        Some(Self { kind })
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.kind {
            Kind::Default => Self::NAMES[0],
            Kind::ColourBlind => Self::NAMES[1],
            Kind::Greyscale => Self::NAMES[2],
            Kind::HighContrast => Self::NAMES[3],
        }
    }

    /// Whether sectors are told apart by patterns, because hue is gone.
    #[must_use]
    pub fn pattern_fills(self) -> bool {
        self.kind == Kind::Greyscale
    }

    /// Whether page and ink are black and white.
    pub(super) fn is_high_contrast(self) -> bool {
        self.kind == Kind::HighContrast
    }

    /// Whether flows are told apart by family only: more colours than that would not be.
    pub(super) fn colours_families_only(self) -> bool {
        matches!(self.kind, Kind::ColourBlind | Kind::Greyscale)
    }

    /// Whether colour is left in it at all.
    pub(super) fn is_grey(self) -> bool {
        self.kind == Kind::Greyscale
    }

    /// Contrast that text has with what it stands on.
    pub(super) fn text_contrast(self) -> f64 {
        if self.is_high_contrast() { 7.0 } else { 4.5 }
    }

    /// Contrast that pale lines and outlines keep with the page.
    pub(super) fn line_contrast(self) -> f64 {
        if self.is_high_contrast() { 4.5 } else { LINE_CONTRAST }
    }

    /// The colour of a fill that the scheme gives for a light page, in this theme: tones are moved so that neighbouring
    /// scales are told apart in grey, and none lies where no ink is read well.
    pub(super) fn fill(self, colour: Oklch, dark: bool) -> Oklch {
        let tones = match (self.kind, dark) {
            (Kind::Default | Kind::Greyscale, false) => &TONES,
            (Kind::Default | Kind::Greyscale, true) => &TONES_DARK,
            (Kind::ColourBlind | Kind::HighContrast, false) => &WIDE_TONES,
            (Kind::ColourBlind | Kind::HighContrast, true) => &WIDE_TONES_DARK,
        };
        let toned = colour.with_lightness(moved(colour.l, tones));
        match self.kind {
            Kind::Default => toned,
            Kind::ColourBlind => turned(toned, &COLOUR_BLIND_NODES),
            Kind::Greyscale => Oklch::new(toned.l, 0.0, 0.0),
            Kind::HighContrast => Oklch::new(toned.l, toned.c * 1.15, toned.h),
        }
    }

    /// The colour of outline and glyph of a sector of this hue on a light or a dark ground, where the palette has its
    /// own: then all of them are told apart without one kind of cone.
    pub(super) fn sign(self, hue: Option<f64>, dark_ground: bool) -> Option<Oklch> {
        let hue = hue.filter(|hue| self.kind == Kind::ColourBlind && hue.is_finite())?.rem_euclid(360.0);
        let signs = if dark_ground { &SIGNS_ON_DARK } else { &SIGNS_ON_LIGHT };
        let last = signs.len() - 1;
        let next = signs.iter().position(|sign| sign.hue > hue).unwrap_or(0);
        let (before, next) = (&signs[if next == 0 { last } else { next - 1 }], &signs[next]);
        let share = (hue - before.hue).rem_euclid(360.0) / (next.hue - before.hue).rem_euclid(360.0);
        let between = |from: f64, to: f64| from + (to - from) * share;
        Some(Oklch::new(between(before.lightness, next.lightness), between(before.chroma, next.chroma), hue))
    }

    /// The colour of an outline, or of the page that a map brings.
    pub(super) fn node(self, colour: Oklch) -> Oklch {
        match self.kind {
            Kind::Default => colour,
            Kind::ColourBlind => turned(colour, &COLOUR_BLIND_NODES),
            Kind::Greyscale => Oklch::new(colour.l, 0.0, 0.0),
            Kind::HighContrast => apart(colour),
        }
    }

    /// The colour of a flow.
    pub(super) fn flow(self, colour: Oklch) -> Oklch {
        match self.kind {
            Kind::Default | Kind::HighContrast => colour,
            Kind::ColourBlind => turned(colour, &COLOUR_BLIND_FLOWS),
            Kind::Greyscale => Oklch::new(colour.l, 0.0, 0.0),
        }
    }
}

/// Light tones lighter, dark ones darker, and more colour: nothing in the middle, where no ink is read well.
fn apart(colour: Oklch) -> Oklch {
    let lightness = if colour.l > 0.58 { colour.l + (1.0 - colour.l) * 0.4 } else { colour.l * 0.82 };
    Oklch::new(lightness, colour.c * 1.15, colour.h)
}

/// A lightness as the list of tones has it.
fn moved(lightness: f64, tones: &Tones) -> f64 {
    let pairs = tones.windows(2).map(|pair| (pair[0], pair[1]));
    let within = pairs.into_iter().find(|(_, to)| lightness <= to.0);
    within.map_or(tones[5].1, |(from, to)| {
        from.1 + (to.1 - from.1) * ((lightness - from.0) / (to.0 - from.0)).clamp(0.0, 1.0)
    })
}

fn turned(colour: Oklch, anchors: &[Anchor]) -> Oklch {
    let Some(last) = anchors.last() else { return colour };
    let next_index = anchors.iter().position(|anchor| anchor.hue > colour.h).unwrap_or(0);
    let next = &anchors[next_index];
    let before = if next_index == 0 { last } else { &anchors[next_index - 1] };
    let span = (next.hue - before.hue).rem_euclid(360.0);
    let share = if span > 0.0 { (colour.h - before.hue).rem_euclid(360.0) / span } else { 0.0 };
    let between = |from: f64, to: f64| from + (to - from) * share;
    let hue = before.to + (next.to - before.to).rem_euclid(360.0) * share;
    Oklch::new(
        colour.l + between(before.lightness, next.lightness),
        colour.c * between(before.chroma, next.chroma),
        hue,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn palettes_are_found_by_their_names() {
        for name in Palette::NAMES {
            assert_eq!(Palette::named(name).map(Palette::name), Some(name));
        }
        assert_eq!(Palette::named(""), Some(Palette::default()));
        assert_eq!(Palette::named("sepia"), None);
    }

    #[test]
    fn hues_at_and_between_anchors_are_turned_evenly() {
        for (hue, expected) in [(62.0, 80.0), (155.0, 115.0), (108.5, 97.5), (315.0, 347.0), (8.5, 33.5)] {
            let found = turned(Oklch::new(0.5, 0.1, hue), &COLOUR_BLIND_NODES).h;
            assert!((found - expected).abs() < 1e-9, "{hue}: {found}");
        }
    }
}
