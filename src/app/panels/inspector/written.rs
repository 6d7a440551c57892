//! Values as people write them in a field, and what is wrong with what they wrote. Must not know the fields.

use crate::model::{Colour, Date};

/// A value that may be left out, written in one line.
pub(super) trait Written: Sized + Clone + PartialEq {
    /// What stands in the field.
    fn write(&self) -> String;
    /// What it means; the error says in words how it is written.
    fn read(text: &str) -> Result<Self, String>;
    /// Shown where nothing is written.
    const HINT: &'static str;
}

impl Written for Date {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("{text} is not a date. Write 2019, 2019-05 or 2019-05-31."))
    }

    const HINT: &'static str = "not known";
}

impl Written for f64 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        let plain = text.replace(',', "").replace('−', "-");
        match plain.parse::<Self>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(format!("{text} is not a number. Write it in digits, such as 12.5.")),
        }
    }

    const HINT: &'static str = "";
}

impl Written for u64 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        let plain = text.replace([',', ' '], "");
        plain.parse().map_err(|_| format!("{text} is not a whole number. Write it in digits, such as 40."))
    }

    const HINT: &'static str = "";
}

impl Written for u32 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        let plain = text.replace([',', ' '], "");
        plain.parse().map_err(|_| format!("{text} is not a whole number from 0 up."))
    }

    const HINT: &'static str = "";
}

impl Written for i32 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        let plain = text.replace('−', "-");
        plain.parse().map_err(|_| format!("{text} is not a whole number, such as 2 or -1."))
    }

    const HINT: &'static str = "0";
}

impl Written for Colour {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<Self, String> {
        let lower = text.to_ascii_lowercase();
        let full = if lower.starts_with('#') { lower } else { format!("#{lower}") };
        full.parse().map_err(|_| format!("{text} is not a colour. Write it as #0f7a4f."))
    }

    const HINT: &'static str = "scheme's";
}

/// Text as the model keeps it: no control characters but line breaks.
pub(super) fn clean(text: &str, lines: bool) -> String {
    text.chars()
        .filter_map(|sign| match sign {
            '\n' if lines => Some('\n'),
            '\t' | '\n' => Some(' '),
            sign if sign.is_control() => None,
            sign => Some(sign),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(u64::read("1,000"), Ok(1000));
        assert_eq!(f64::read("−2.5"), Ok(-2.5));
        for text in ["", "12 apples", "inf", "NaN", "1e999"] {
            assert!(f64::read(text).is_err(), "{text}");
        }
        assert!(u64::read("-1").is_err());
        assert_eq!(Colour::read("0F7A4F"), Ok(Colour::new(15, 122, 79)));
    }

    #[test]
    fn pasted_text_loses_what_the_model_refuses() {
        assert_eq!(clean("a\tb\u{7}c\nd", true), "a bc\nd");
        assert_eq!(clean("a\nb", false), "a b");
    }
}
