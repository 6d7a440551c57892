//! Small values that records are made of: dates, counts, colours, extra fields, what is carried along unread.
//! Must not know which record uses them.

use std::{collections::BTreeMap, fmt, str::FromStr};

/// A date as far as it is known: a year, a month of it, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written 2019, 2019-05 or 2019-05-31")]
pub struct DateError;

impl Date {
    /// A date, if there is such a day. Years 1 to 9999; a day needs a month.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let month_is_good = month.is_none_or(|month| (1..=12).contains(&month));
        let days = match month {
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        let day_is_good = day.is_none_or(|day| month.is_some() && (1..=days).contains(&day));
        if (1..=9999).contains(&year) && month_is_good && day_is_good {
            Ok(Self { year, month, day })
        } else {
            Err(DateError)
        }
    }

    /// The first and the last day that it may mean, each as (year, month, day).
    #[must_use]
    pub fn span(self) -> ((i16, u8, u8), (i16, u8, u8)) {
        let first = (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let last = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        (first, last)
    }

    /// The year, month or day after this one, as finely as it is known; nothing after the year 9999.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let year_after = || year.checked_add(1);
        match (month, day) {
            (Some(month), Some(day)) => Self::new(year, Some(month), Some(day + 1))
                .or_else(|_| Self::new(year, Some(month + 1), Some(1)))
                .or_else(|_| Self::new(year + 1, Some(1), Some(1)))
                .ok(),
            (Some(12), None) => Self::new(year_after()?, Some(1), None).ok(),
            (Some(month), None) => Self::new(year, Some(month + 1), None).ok(),
            (None, _) => Self::new(year_after()?, None, None).ok(),
        }
    }

    /// The year, month or day before this one, as finely as it is known; nothing before the year 1.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let Self { year, month, day } = self;
        match (month, day) {
            (Some(1), Some(1)) => Self::new(year - 1, Some(12), Some(31)).ok(),
            (Some(month), Some(1)) => {
                let last = |day| Self::new(year, Some(month - 1), Some(day)).ok();
                [31, 30, 29, 28].into_iter().find_map(last)
            }
            (Some(month), Some(day)) => Self::new(year, Some(month), Some(day - 1)).ok(),
            (Some(1), None) => Self::new(year - 1, Some(12), None).ok(),
            (Some(month), None) => Self::new(year, Some(month - 1), None).ok(),
            (None, _) => Self::new(year - 1, None, None).ok(),
        }
    }

    /// Its first month, or its first day; a day itself.
    #[must_use]
    pub fn finer(self) -> Self {
        match (self.month, self.day) {
            (None, _) => Self { month: Some(1), ..self },
            (Some(_), None) => Self { day: Some(1), ..self },
            (Some(_), Some(_)) => self,
        }
    }

    /// Whether what began and ended then is there at this date, as far as the dates are known: what has no beginning
    /// was always there, what has no end always will be.
    #[must_use]
    pub fn lies_within(self, from: Option<Self>, to: Option<Self>) -> bool {
        from.is_none_or(|from| from.may_precede(self)) && to.is_none_or(|to| self.may_precede(to))
    }

    /// Whether `later` cannot lie before this date, as far as both are known.
    #[must_use]
    pub fn may_precede(self, later: Self) -> bool {
        self.span().0 <= later.span().1
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |part: Option<&str>, length: usize| match part {
            None => Ok(None),
            Some(digits) if digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse::<i16>().map(Some).map_err(|_| DateError)
            }
            Some(_) => Err(DateError),
        };
        let small = |value: Option<i16>| value.map(|v| u8::try_from(v).map_err(|_| DateError)).transpose();
        let mut parts = text.splitn(3, '-');
        let year = number(parts.next(), 4)?.ok_or(DateError)?;
        let month = small(number(parts.next(), 2)?)?;
        let day = small(number(parts.next(), 2)?)?;
        Self::new(year, month, day)
    }
}

/// How many there are of what one node stands for: "40 to 50", "over 1,000", "12".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Count {
    /// At least so many.
    pub low: Option<u64>,
    /// At most so many; never below `low`.
    pub high: Option<u64>,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (None, None) => Ok(()),
            (Some(low), None) => write!(f, "over {}", grouped(low)),
            (None, Some(high)) => write!(f, "up to {}", grouped(high)),
            (Some(low), Some(high)) if low == high => f.write_str(&grouped(low)),
            (Some(low), Some(high)) => write!(f, "{} to {}", grouped(low), grouped(high)),
        }
    }
}

/// A number with a comma at each thousand, as British figures are set.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A colour that a user chose, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// The text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb, such as #0f7a4f")]
pub struct ColourError;

impl Colour {
    /// A colour of these parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').ok_or(ColourError)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| ColourError)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self { red, green, blue })
    }
}

/// A field of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Words.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A date.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
    /// A web address or a path; never opened unasked.
    Link(String),
}

/// The user's own fields of a record, by name.
pub type ExtraFields = BTreeMap<String, FieldValue>;

/// What a file held beside what this version reads; written back as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The comment that stood before the record: its lines with their marks.
    pub comment: Vec<String>,
    /// Fields that a newer minor version added: name and raw text of the value.
    pub fields: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_are_known() {
        for text in ["2019", "2019-05", "2019-05-31", "2020-02-29"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["", "19", "2019-13", "2019-02-29", "2019-5", "2019-04-31", "2019-04-3x", "-2019", "2019-05-31-1"]
        {
            assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
        }
    }

    #[test]
    fn a_year_may_precede_a_day_within_it() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert!(date("2019").may_precede(date("2019-03-01")));
        assert!(date("2019-03-01").may_precede(date("2019")));
        assert!(!date("2020").may_precede(date("2019-12-31")));
    }

    #[test]
    fn dates_are_counted_on_as_finely_as_they_are_known() {
        for (date, next) in [
            ("2019", "2020"),
            ("2019-05", "2019-06"),
            ("2019-12", "2020-01"),
            ("2019-05-30", "2019-05-31"),
            ("2019-04-30", "2019-05-01"),
            ("2019-02-28", "2019-03-01"),
            ("2020-02-28", "2020-02-29"),
            ("2020-02-29", "2020-03-01"),
            ("2019-12-31", "2020-01-01"),
        ] {
            let read = |text: &str| text.parse::<Date>().expect("a date");
            assert_eq!(read(date).next(), Some(read(next)));
            assert_eq!(read(next).previous(), Some(read(date)));
        }
        for (text, next, previous) in [
            ("9999", true, false),
            ("9999-12-31", true, false),
            ("0001", false, true),
            ("0001-01-01", false, true),
        ] {
            let date = text.parse::<Date>().expect("a date");
            assert_eq!((date.next().is_none(), date.previous().is_none()), (next, previous), "{text}");
        }
    }

    #[test]
    fn counts_speak_as_people_do() {
        for (low, high, words) in [
            (Some(40), Some(50), "40 to 50"),
            (Some(1000), None, "over 1,000"),
            (None, Some(9), "up to 9"),
            (Some(12), Some(12), "12"),
            (None, None, ""),
            (Some(1_234_567), None, "over 1,234,567"),
        ] {
            assert_eq!(Count { low, high }.to_string(), words);
        }
    }

    #[test]
    fn colours_are_written_in_hex() {
        assert_eq!("#0f7a4f".parse(), Ok(Colour::new(15, 122, 79)));
        assert_eq!(Colour::new(15, 122, 79).to_string(), "#0f7a4f");
        for text in ["0f7a4f", "#0f7", "#0f7a4g", "#+f7a4f", ""] {
            assert_eq!(text.parse::<Colour>(), Err(ColourError), "{text}");
        }
    }
}
