//! A colour as it is painted, and whether one can be read upon another.
//! Must not know what a colour stands for.

use super::oklch::{Oklch, decode};
use crate::model::Colour;

/// sRGB with opacity, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgba {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
    /// Opacity, 255 for opaque.
    pub alpha: u8,
}

impl Rgba {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// An opaque colour.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue, alpha: 255 }
    }

    /// `#rrggbb`; opacity is not in it, see [`Rgba::opacity`].
    #[must_use]
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Opacity, 0 to 1.
    #[must_use]
    pub fn opacity(self) -> f64 {
        f64::from(self.alpha) / 255.0
    }

    /// The same colour at another opacity, 255 for opaque.
    #[must_use]
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self { alpha, ..self }
    }

    /// What is seen when it lies over an opaque background.
    #[must_use]
    pub fn over(self, background: Self) -> Self {
        background.mix(self, self.opacity())
    }

    /// `share` (0 to 1) of the way to another colour, straight through sRGB; opaque.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let channel = |from: u8, to: u8| {
            let value = f64::from(from) + (f64::from(to) - f64::from(from)) * share.clamp(0.0, 1.0);
            libm::round(value) as u8
        };
        Self::new(
            channel(self.red, other.red),
            channel(self.green, other.green),
            channel(self.blue, other.blue),
        )
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2). Opacity is left out.
    #[must_use]
    pub fn luminance(self) -> f64 {
        0.2126 * decode(self.red) + 0.7152 * decode(self.green) + 0.0722 * decode(self.blue)
    }

    /// CIE lightness L*, 0 to 100: what is left of the colour on a grey printer.
    #[must_use]
    pub fn cie_lightness(self) -> f64 {
        let luminance = self.luminance();
        if luminance <= 216.0 / 24389.0 {
            luminance * 24389.0 / 27.0
        } else {
            116.0 * libm::cbrt(luminance) - 16.0
        }
    }

    /// Contrast with another opaque colour, 1 to 21 (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour of the same hue, as near in lightness as may be, whose contrast with `background` is at least
    /// `ratio`; black or white where no tone of the hue has it.
    #[must_use]
    pub fn readable_on(self, background: Self, ratio: f64) -> Self {
        if self.contrast(background) >= ratio {
            return self;
        }
        let tone = Oklch::from(self);
        let darker = background.contrast(Self::BLACK) >= background.contrast(Self::WHITE);
        for step in 1..=100 {
            let change = f64::from(step) * 0.01;
            let lightness = if darker { tone.l - change } else { tone.l + change };
            let candidate = tone.with_lightness(lightness).to_rgba();
            if candidate.contrast(background) >= ratio {
                return candidate;
            }
        }
        if darker { Self::BLACK } else { Self::WHITE }
    }

    /// As near to `background` as it may come while its contrast with it stays at least `ratio`.
    #[must_use]
    pub fn paled(self, background: Self, ratio: f64) -> Self {
        let mut pale = self.readable_on(background, ratio);
        for step in 1..=20 {
            let candidate = self.mix(background, f64::from(step) * 0.03);
            if candidate.contrast(background) < ratio {
                break;
            }
            pale = candidate;
        }
        pale
    }
}

impl From<Colour> for Rgba {
    fn from(colour: Colour) -> Self {
        Self::new(colour.red, colour.green, colour.blue)
    }
}

impl From<Rgba> for Colour {
    /// Opacity is lost.
    fn from(colour: Rgba) -> Self {
        Self::new(colour.red, colour.green, colour.blue)
    }
}

/// The ink of all text on light tones.
pub const DARK_INK: Rgba = Rgba::new(0x1f, 0x23, 0x28);

/// Ink that can be read on this opaque fill: dark on light, white on dark; at least 4.5 to 1 on any fill.
#[must_use]
pub fn readable_ink(fill: Rgba) -> Rgba {
    let (dark, white) = (fill.contrast(DARK_INK), fill.contrast(Rgba::WHITE));
    if dark.max(white) < 4.5 {
        // A narrow range of middle tones on which neither will do; pure black is read there.
        return Rgba::BLACK;
    }
    if dark >= white { DARK_INK } else { Rgba::WHITE }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_that_of_the_guideline() {
        for (a, b, expected) in [
            (Rgba::BLACK, Rgba::WHITE, 21.0),
            (Rgba::WHITE, Rgba::WHITE, 1.0),
            (Rgba::new(0x77, 0x77, 0x77), Rgba::WHITE, 4.48),
        ] {
            assert!((a.contrast(b) - expected).abs() < 0.01, "{a:?} on {b:?}: {}", a.contrast(b));
        }
    }

    #[test]
    fn half_black_over_white_is_grey() {
        assert_eq!(Rgba::BLACK.with_alpha(51).over(Rgba::WHITE), Rgba::new(204, 204, 204));
        assert_eq!(Rgba::new(1, 171, 255).to_hex(), "#01abff");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ink_is_read_on_any_fill(red: u8, green: u8, blue: u8) {
            let fill = Rgba::new(red, green, blue);
            prop_assert!(readable_ink(fill).contrast(fill) >= 4.5);
        }

        #[test]
        fn a_colour_is_made_readable_or_pale_on_any_ground(a: [u8; 3], b: [u8; 3]) {
            let (colour, ground) = (Rgba::new(a[0], a[1], a[2]), Rgba::new(b[0], b[1], b[2]));
            prop_assert!(colour.readable_on(ground, 4.5).contrast(ground) >= 4.5);
            prop_assert!(colour.paled(ground, 3.0).contrast(ground) >= 3.0);
        }
    }
}
