//! Numbers as figures hold them: the same text on every machine. Must not know what they measure.

/// A number in hundredths, as figures round it. What is not a number is 0: no reader takes `NaN`.
pub(super) fn hundredths(number: f64) -> i64 {
    if number.is_finite() { (number.clamp(-1e12, 1e12) * 100.0).round() as i64 } else { 0 }
}

/// A number as figures round it: every digit beyond would have to be packed and stored.
pub(super) fn rounded(number: f64) -> f32 {
    (hundredths(number) as f64 / 100.0) as f32
}

/// Writes hundredths as a number: without trailing zeros, exponents or a minus before zero. A figure has hundreds of
/// thousands of them, so nothing is allocated.
pub(super) fn write_hundredths(out: &mut String, hundredths: i64) {
    let mut digits = [0_u8; 24];
    let mut at = digits.len();
    let mut put = |sign: u8| {
        at -= 1;
        digits[at] = sign;
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
    out.push_str(std::str::from_utf8(&digits[at..]).expect("digits, a point and a minus are ASCII"));
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
        }
    }
}
