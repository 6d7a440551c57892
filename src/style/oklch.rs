//! OKLCH, the colour space in which hue is sector and lightness is scale, and its way to sRGB and back.
//! After Björn Ottosson, "A perceptual color space for image processing", 2020.
//! Must not know what a colour stands for. All powers and angles by `libm`: the same bits on every machine.

use std::sync::LazyLock;

use super::Rgba;

/// Lightness, chroma, hue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// Lightness, 0 black to 1 white.
    pub l: f64,
    /// Chroma, 0 grey to about 0.32 at the edge of sRGB.
    pub c: f64,
    /// Hue in degrees, 0 to 360.
    pub h: f64,
}

impl Oklch {
    /// A colour of these parts; what is not a number becomes 0, lightness is held to 0..=1, hue to 0..360.
    #[must_use]
    pub fn new(l: f64, c: f64, h: f64) -> Self {
        let number = |value: f64| if value.is_finite() { value } else { 0.0 };
        Self { l: number(l).clamp(0.0, 1.0), c: number(c).clamp(0.0, 0.5), h: number(h).rem_euclid(360.0) }
    }

    /// The same chroma and hue at another lightness.
    #[must_use]
    pub fn with_lightness(self, l: f64) -> Self {
        Self::new(l, self.c, self.h)
    }

    /// The nearest sRGB colour of the same lightness and hue: chroma is reduced until it fits.
    #[must_use]
    pub fn to_rgba(self) -> Rgba {
        let colour = Self::new(self.l, self.c, self.h);
        let full = colour.linear();
        if in_gamut(full) {
            return encode(full);
        }
        let (mut low, mut high) = (0.0, colour.c);
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            if in_gamut(Self { c: middle, ..colour }.linear()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        encode(Self { c: low, ..colour }.linear())
    }

    fn linear(self) -> [f64; 3] {
        let angle = self.h.to_radians();
        let (a, b) = (self.c * libm::cos(angle), self.c * libm::sin(angle));
        let cube = |x: f64| x * x * x;
        let l = cube(self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(self.l - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

impl From<Rgba> for Oklch {
    /// Opacity is left out. The hue of a grey is 0.
    fn from(colour: Rgba) -> Self {
        let [r, g, b] = [colour.red, colour.green, colour.blue].map(decode);
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        let chroma = libm::sqrt(a * a + b * b);
        // Rounding leaves greys a trace of chroma whose hue means nothing.
        if chroma < 1e-4 {
            return Self::new(lightness, 0.0, 0.0);
        }
        Self::new(lightness, chroma, libm::atan2(b, a).to_degrees())
    }
}

/// One channel of sRGB, 0 to 255, as linear light, 0 to 1 (IEC 61966-2-1).
#[must_use]
pub fn decode(channel: u8) -> f64 {
    // Every contrast asks for six of them, every figure for thousands of contrasts.
    static DECODED: LazyLock<[f64; 256]> = LazyLock::new(|| {
        std::array::from_fn(|channel| {
            let value = channel as f64 / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        })
    });
    DECODED[usize::from(channel)]
}

fn encode(linear: [f64; 3]) -> Rgba {
    let [red, green, blue] = linear.map(|value| {
        let value = value.clamp(0.0, 1.0);
        let coded =
            if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * libm::pow(value, 1.0 / 2.4) - 0.055 };
        // In 0..=255 by the clamp above.
        libm::round(coded * 255.0) as u8
    });
    Rgba::new(red, green, blue)
}

fn in_gamut(linear: [f64; 3]) -> bool {
    linear.iter().all(|value| (-1e-4..=1.0 + 1e-4).contains(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_colours_agree_with_the_paper() {
        for (rgb, l, c, h) in [
            (Rgba::new(255, 255, 255), 1.0, 0.0, 0.0),
            (Rgba::new(0, 0, 0), 0.0, 0.0, 0.0),
            (Rgba::new(255, 0, 0), 0.627_96, 0.257_68, 29.23),
            (Rgba::new(0, 255, 0), 0.866_44, 0.294_83, 142.50),
            (Rgba::new(0, 0, 255), 0.452_01, 0.313_21, 264.05),
        ] {
            let found = Oklch::from(rgb);
            assert!((found.l - l).abs() < 1e-3 && (found.c - c).abs() < 1e-3, "{rgb:?}: {found:?}");
            assert!((found.h - h).abs() < 0.1, "{rgb:?}: {found:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_srgb_colour_comes_back(red: u8, green: u8, blue: u8) {
            let colour = Rgba::new(red, green, blue);
            prop_assert_eq!(Oklch::from(colour).to_rgba(), colour);
        }

        #[test]
        fn what_does_not_fit_loses_chroma_but_not_lightness_or_hue(
            l in 0.05..0.95f64, c in 0.0..0.4f64, h in 0.0..360.0f64,
        ) {
            let found = Oklch::from(Oklch::new(l, c, h).to_rgba());
            prop_assert!((found.l - l).abs() < 0.02, "{l} became {}", found.l);
            prop_assert!(found.c <= c + 0.02);
            if found.c > 0.05 {
                let turn = (found.h - h).rem_euclid(360.0);
                prop_assert!(turn.min(360.0 - turn) < 6.0, "{h} became {}", found.h);
            }
        }
    }
}
