//! How different two colours look, also to eyes that lack one kind of cone. Must not know what a colour stands for.
//! Powers and angles by `libm`: the same answer on every machine.

use super::{Rgba, oklch::decode};

type Matrix = [[f64; 3]; 3];

/// How colours are seen. After Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color
/// vision deficiency", 2009, severity 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// With all cones.
    Full,
    /// Without those for long waves.
    Protanopia,
    /// Without those for middle waves.
    Deuteranopia,
    /// Without those for short waves.
    Tritanopia,
}

impl Sight {
    /// All, the usual one first.
    pub const ALL: [Self; 4] = [Self::Full, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// What of linear light is seen as which.
    const fn matrix(self) -> Matrix {
        match self {
            Self::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// A colour as CIE L*, a*, b* under D65.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness, 0 to 100.
    pub l: f64,
    /// From green to red.
    pub a: f64,
    /// From blue to yellow.
    pub b: f64,
}

impl Lab {
    /// A colour as this sight has it. Opacity is left out.
    #[must_use]
    pub fn seen(colour: Rgba, sight: Sight) -> Self {
        let light = [colour.red, colour.green, colour.blue].map(decode);
        let seen = sight
            .matrix()
            .map(|row| (row[0] * light[0] + row[1] * light[1] + row[2] * light[2]).clamp(0.0, 1.0));
        Self::from_light(seen)
    }

    /// Linear sRGB light (IEC 61966-2-1) by way of CIE XYZ.
    fn from_light([red, green, blue]: [f64; 3]) -> Self {
        let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
        let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
        let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83;
        let root = |part: f64| {
            if part > 216.0 / 24389.0 { libm::cbrt(part) } else { (part * 24389.0 / 27.0 + 16.0) / 116.0 }
        };
        let [x, y, z] = [x, y, z].map(root);
        Self { l: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
    }

    /// The difference to another colour by CIEDE2000 with all weights 1: about 1 is just seen, 10 is seen at a glance.
    /// After Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes", 2005.
    #[must_use]
    pub fn difference(self, other: Self) -> f64 {
        let power = |chroma: f64| {
            let seventh = libm::pow(chroma, 7.0);
            libm::sqrt(seventh / (seventh + libm::pow(25.0, 7.0)))
        };
        let mean = f64::midpoint(libm::hypot(self.a, self.b), libm::hypot(other.a, other.b));
        let stretch = 1.0 + 0.5 * (1.0 - power(mean));
        let (one, two) = (Polar::of(self, stretch), Polar::of(other, stretch));
        let hue = one.hue_to(two);
        let across = 2.0 * libm::sqrt(one.c * two.c) * sine(hue / 2.0);
        let (l, c, h) = (f64::midpoint(one.l, two.l), f64::midpoint(one.c, two.c), one.mean_hue(two));
        let t = 1.0 - 0.17 * cosine(h - 30.0) + 0.24 * cosine(2.0 * h) + 0.32 * cosine(3.0 * h + 6.0)
            - 0.20 * cosine(4.0 * h - 63.0);
        let from_middle = (l - 50.0) * (l - 50.0);
        let light = (two.l - one.l) / (1.0 + 0.015 * from_middle / libm::sqrt(20.0 + from_middle));
        let chroma = (two.c - one.c) / (1.0 + 0.045 * c);
        let across = across / (1.0 + 0.015 * c * t);
        let blue = (h - 275.0) / 25.0;
        let turn = -sine(60.0 * libm::exp(-blue * blue)) * 2.0 * power(c);
        libm::sqrt(light * light + chroma * chroma + across * across + turn * chroma * across)
    }
}

/// Lightness, stretched chroma and hue in degrees.
#[derive(Clone, Copy)]
struct Polar {
    l: f64,
    c: f64,
    h: f64,
}

impl Polar {
    fn of(colour: Lab, stretch: f64) -> Self {
        let a = colour.a * stretch;
        let h = if a == 0.0 && colour.b == 0.0 { 0.0 } else { libm::atan2(colour.b, a).to_degrees() };
        Self { l: colour.l, c: libm::hypot(a, colour.b), h: h.rem_euclid(360.0) }
    }

    fn is_grey_beside(self, other: Self) -> bool {
        self.c * other.c == 0.0
    }

    /// The shorter way round, degrees.
    fn hue_to(self, other: Self) -> f64 {
        let turn = other.h - self.h;
        if self.is_grey_beside(other) {
            0.0
        } else if turn > 180.0 {
            turn - 360.0
        } else if turn < -180.0 {
            turn + 360.0
        } else {
            turn
        }
    }

    fn mean_hue(self, other: Self) -> f64 {
        let sum = self.h + other.h;
        if self.is_grey_beside(other) {
            sum
        } else if (self.h - other.h).abs() <= 180.0 {
            sum / 2.0
        } else if sum < 360.0 {
            (sum + 360.0) / 2.0
        } else {
            (sum - 360.0) / 2.0
        }
    }
}

fn sine(degrees: f64) -> f64 {
    libm::sin(degrees.to_radians())
}

fn cosine(degrees: f64) -> f64 {
    libm::cos(degrees.to_radians())
}

/// The difference of two colours (CIEDE2000) as this sight has them.
#[must_use]
pub fn difference(one: Rgba, other: Rgba, sight: Sight) -> f64 {
    Lab::seen(one, sight).difference(Lab::seen(other, sight))
}

/// The least difference that two signs of unlike meaning should have, CIEDE2000.
pub const TOLD_APART: f64 = 10.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs that the paper publishes to check an implementation by: two colours and their difference.
    const PUBLISHED: [[f64; 7]; 34] = [
        [50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425],
        [50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615],
        [50.0, 2.8361, -74.02, 50.0, 0.0, -82.7485, 3.4412],
        [50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0],
        [50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0],
        [50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0],
        [50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669],
        [50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0009, 7.1792],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.001, 7.1792],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0011, 7.2195],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0012, 7.2195],
        [50.0, -0.001, 2.49, 50.0, 0.0009, -2.49, 4.8045],
        [50.0, -0.001, 2.49, 50.0, 0.001, -2.49, 4.8045],
        [50.0, -0.001, 2.49, 50.0, 0.0011, -2.49, 4.7461],
        [50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065],
        [50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492],
        [50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977],
        [50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.903],
        [50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535],
        [50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0],
        [50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0],
        [50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0],
        [50.0, 2.5, 0.0, 50.0, 3.2592, 0.335, 1.0],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
        [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
        [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
        [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
        [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
        [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
        [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
        [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
        [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
    ];

    #[test]
    fn differences_are_those_of_the_paper() {
        for [l, a, b, other_l, other_a, other_b, expected] in PUBLISHED {
            let (one, other) = (Lab { l, a, b }, Lab { l: other_l, a: other_a, b: other_b });
            for found in [one.difference(other), other.difference(one)] {
                assert!((found - expected).abs() < 5e-5, "{one:?} {other:?}: {found}, not {expected}");
            }
        }
    }

    #[test]
    fn white_black_and_red_are_where_they_should_be() {
        for (colour, l, a, b) in [
            (Rgba::WHITE, 100.0, 0.0, 0.0),
            (Rgba::BLACK, 0.0, 0.0, 0.0),
            (Rgba::new(255, 0, 0), 53.24, 80.09, 67.20),
        ] {
            let found = Lab::seen(colour, Sight::Full);
            let away = [found.l - l, found.a - a, found.b - b];
            assert!(away.iter().all(|away| away.abs() < 0.02), "{colour:?}: {found:?}");
        }
    }

    #[test]
    fn red_and_green_come_nearer_without_a_cone() {
        let (red, green) = (Rgba::new(190, 80, 60), Rgba::new(110, 130, 60));
        let full = difference(red, green, Sight::Full);
        assert!(difference(red, green, Sight::Deuteranopia) < full / 2.0);
    }
}
