//! Chance that can be repeated: `SplitMix64` (Steele, Lea, Flood 2014). Must not know what it decides.

/// A generator: the same seed gives the same numbers on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; 0 for a count of 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        // The upper half of the product: no division, and even enough for any number of organisations.
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// From 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From -0.5 to below 0.5.
    pub(crate) fn centred(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0 - 0.5
    }

    /// Any order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
