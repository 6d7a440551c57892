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

/// The longest number in hundredths as a text.
const LONGEST: usize = 24;

/// Hundredths as a number, without trailing zeros, exponents or a minus before zero: the last signs of the array, from
/// the place that is returned on. A figure has hundreds of thousands of them, so nothing is allocated.
fn signs(hundredths: i64) -> ([u8; LONGEST], usize) {
    let mut signs = [0_u8; LONGEST];
    let mut at = signs.len();
    let mut put = |sign: u8| {
        at -= 1;
        signs[at] = sign;
    };
    let digit = |value: u64| b'0' + (value % 10) as u8;
    let size = hundredths.unsigned_abs();
    let (mut whole, rest) = (size / 100, size % 100);
    if rest != 0 {
        if !rest.is_multiple_of(10) {
            put(digit(rest));
        }
        put(digit(rest / 10));
        put(b'.');
    }
    loop {
        put(digit(whole));
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if hundredths < 0 {
        put(b'-');
    }
    (signs, at)
}

/// Writes hundredths as a number.
pub(super) fn write_hundredths(out: &mut String, hundredths: i64) {
    let (signs, at) = signs(hundredths);
    out.push_str(std::str::from_utf8(&signs[at..]).expect("digits, a point and a minus are ASCII"));
}

/// The same for a text that is still gathered as bytes: where there are many numbers, to make sure that each is a text
/// takes longer than to write it.
pub(super) fn put(out: &mut Vec<u8>, number: f64) {
    let (signs, at) = signs(hundredths(number));
    out.extend_from_slice(&signs[at..]);
}

/// Writes a number with at most two decimals.
pub(super) fn write(out: &mut String, number: f64) {
    write_hundredths(out, hundredths(number));
}

/// The same as a text.
pub(super) fn text(number: f64) -> String {
    let mut out = String::new();
    write(&mut out, number);
    out
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
            (1e300, "1000000000000"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(super::text(number), expected, "{number}");
            let mut bytes = Vec::new();
            super::put(&mut bytes, number);
            assert_eq!(bytes, expected.as_bytes(), "{number}");
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
