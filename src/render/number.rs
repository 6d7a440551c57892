//! Numbers as figures hold them: the same text on every machine. Must not know what they measure.

/// How many of them are one.
pub(super) const HUNDREDTHS: f64 = 100.0;

/// A number in hundredths, as figures round it. What is not a number is 0: no reader takes `NaN`.
pub(super) fn hundredths(number: f64) -> i64 {
    if !number.is_finite() {
        return 0;
    }
    // Halves go away from zero, as `round` would have it, which is a call on some machines.
    let number = number.clamp(-1e12, 1e12) * HUNDREDTHS;
    let whole = number as i64;
    let rest = number - whole as f64;
    whole + i64::from(rest >= 0.5) - i64::from(rest <= -0.5)
}

/// The same for a writer of PDF, whose places are all in hundredths: every digit beyond would have to be packed and
/// stored, and a whole number is short and quickly written.
pub(super) fn fine(number: f64) -> f32 {
    hundredths(number) as f32
}

/// Numbers up to this many hundredths are written at once: five digits, a point and two more are eight signs.
const SHORT: u64 = 10_000_000;

/// The two digits of every number up to 99, the first of them in the lower byte.
const PAIRS: [u16; 100] = {
    let mut pairs = [0; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = u16::from_le_bytes([b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]);
        number += 1;
    }
    pairs
};

/// Writes hundredths as a number, without trailing zeros, exponents or a minus before zero. A figure has hundreds of
/// thousands of them, so the signs are set side by side in a register and stored at once, with nothing to decide.
#[inline]
pub(super) fn put(out: &mut Vec<u8>, hundredths: i64) {
    let size = hundredths.unsigned_abs();
    if size >= SHORT {
        return put_long(out, hundredths);
    }
    let (whole, rest) = ((size / 100) as u32, (size % 100) as u32);
    let [high, middle, low] = [whole / 10_000, whole / 100 % 100, whole % 100];
    let digits = 1 + [9, 99, 999, 9999].into_iter().map(|most| u32::from(whole > most)).sum::<u32>();
    let pair = |number: u32| u64::from(PAIRS[number as usize]);
    let five = (u64::from(b'0') + u64::from(high)) | (pair(middle) << 8) | (pair(low) << 24);
    let decimals = u64::from(b'.') | (pair(rest) << 8);
    let signs = (five >> (8 * (5 - digits))) | (decimals << (8 * digits));
    // A last digit that is nothing is not written, nor is a point before nothing.
    let length = digits + if rest == 0 { 0 } else { 3 - u32::from(rest.is_multiple_of(10)) };
    let minus = u32::from(hundredths < 0);
    let signs = (u128::from(signs) << (8 * minus)) | u128::from(minus * u32::from(b'-'));
    let start = out.len();
    out.extend_from_slice(&signs.to_le_bytes());
    out.truncate(start + (length + minus) as usize);
}

/// The same for what is longer than coordinates are.
#[cold]
fn put_long(out: &mut Vec<u8>, hundredths: i64) {
    let size = hundredths.unsigned_abs();
    if hundredths < 0 {
        out.push(b'-');
    }
    out.extend_from_slice((size / 100).to_string().as_bytes());
    let rest = (size % 100) as usize;
    if rest != 0 {
        out.push(b'.');
        let [first, second] = PAIRS[rest].to_le_bytes();
        out.push(first);
        out.extend((second != b'0').then_some(second));
    }
}

/// A number with at most two decimals as a text.
pub(super) fn text(number: f64) -> String {
    let mut out = Vec::new();
    put(&mut out, hundredths(number));
    String::from_utf8(out).expect("digits, a point and a minus are ASCII")
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_short_and_plain() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.001, "0"),
            (1.005, "1"),
            (1.5, "1.5"),
            (-1.25, "-1.25"),
            (12.0, "12"),
            (-0.5, "-0.5"),
            (100.1, "100.1"),
            (0.07, "0.07"),
            (99_999.99, "99999.99"),
            (-99_999.9, "-99999.9"),
            (100_000.0, "100000"),
            (-123_456.7, "-123456.7"),
            (1_234_567.89, "1234567.89"),
            (1e300, "1000000000000"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(super::text(number), expected, "{number}");
        }
    }

    #[test]
    fn digits_are_those_that_are_printed_elsewhere() {
        for hundredths in (-130_000..130_000).chain((9_990_000..10_010_000).map(|size| -size)) {
            let printed = format!("{}.{:02}", hundredths / 100, (hundredths % 100_i64).abs());
            let printed = printed.trim_end_matches('0').trim_end_matches('.');
            let minus = if (-99..0).contains(&hundredths) { "-" } else { "" };
            let mut bytes = Vec::new();
            super::put(&mut bytes, hundredths);
            assert_eq!(String::from_utf8_lossy(&bytes), format!("{minus}{printed}"));
        }
    }

    #[test]
    fn halves_go_away_from_zero() {
        for step in -40_000..40_000 {
            for off in [0.0, 1e-9, -1e-9, 0.004_999, f64::EPSILON] {
                let number = f64::from(step) * 0.005 + off;
                assert_eq!(super::hundredths(number), (number * 100.0).round() as i64, "{number}");
            }
        }
    }
}
