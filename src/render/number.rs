//! Numbers as figures hold them: the same text on every machine. Must not know what they measure.

use std::fmt::Write;

/// Writes a number with at most two decimals, without trailing zeros, exponents or a minus before zero. What is not a
/// number is written as 0: no reader takes `NaN`.
pub(super) fn write(out: &mut String, number: f64) {
    let rounded = if number.is_finite() { (number.clamp(-1e12, 1e12) * 100.0).round() } else { 0.0 };
    let hundredths = rounded as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if hundredths < 0 {
        out.push('-');
    }
    // Writing to a String does not fail.
    let _ = match (rest, rest % 10) {
        (0, _) => write!(out, "{whole}"),
        (_, 0) => write!(out, "{whole}.{}", rest / 10),
        _ => write!(out, "{whole}.{rest:02}"),
    };
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
            (0.07, "0.07"),
            (1e300, "1000000000000"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(super::text(number), expected, "{number}");
        }
    }
}
