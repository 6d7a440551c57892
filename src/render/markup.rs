//! The text of a figure while it is written: bytes, of which is made sure only once, at the end, that they are a text.
//! Must not know what the marks mean.

use std::fmt;

use super::number;

/// Bytes that XML does not hold as they are, or with which a sign may begin that it does not know (U+0080 to U+009F,
/// U+FFFE, U+FFFF); a new line stays.
const NOT_PLAIN: [bool; 256] = {
    let mut not_plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        not_plain[byte] =
            matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0..=9 | 11..=31 | 127 | 0xC2 | 0xEF);
        byte += 1;
    }
    not_plain
};

/// Marks, numbers and words, one after the other.
#[derive(Default)]
pub(super) struct Markup {
    bytes: Vec<u8>,
}

impl Markup {
    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes) }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Forgets all but the first bytes; these must end where a sign does.
    pub fn truncate(&mut self, bytes: usize) {
        self.bytes.truncate(bytes);
    }

    /// Adds a text as it is.
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Adds a sign as it is.
    #[inline]
    pub fn push(&mut self, sign: char) {
        if sign.is_ascii() {
            self.bytes.push(sign as u8);
        } else {
            self.push_str(sign.encode_utf8(&mut [0; 4]));
        }
    }

    /// Adds a number with at most two decimals.
    #[inline]
    pub fn number(&mut self, value: f64) {
        number::put(&mut self.bytes, number::hundredths(value));
    }

    /// Adds a number that is given in hundredths.
    #[inline]
    pub fn hundredths(&mut self, hundredths: i64) {
        number::put(&mut self.bytes, hundredths);
    }

    /// Adds text as XML holds it: marks escaped, signs that XML does not know as spaces. Good between tags and in
    /// attributes.
    pub fn escape(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while let Some(next) = bytes[at..].iter().position(|byte| NOT_PLAIN[usize::from(*byte)]) {
            at += next;
            let (length, instead) = match &bytes[at..] {
                [b'&', ..] => (1, "&amp;"),
                [b'<', ..] => (1, "&lt;"),
                [b'>', ..] => (1, "&gt;"),
                [b'"', ..] => (1, "&quot;"),
                [0xC2, 0x80..=0x9F, ..] => (2, " "),
                [0xEF, 0xBF, 0xBE | 0xBF, ..] => (3, " "),
                [0x80..=0xFF, ..] => {
                    at += 1;
                    continue;
                }
                _ => (1, " "),
            };
            self.bytes.extend_from_slice(&bytes[from..at]);
            self.push_str(instead);
            at += length;
            from = at;
        }
        self.bytes.extend_from_slice(&bytes[from..]);
    }

    /// The text.
    pub fn into_text(self) -> String {
        String::from_utf8(self.bytes)
            .expect("whole texts, and numbers and marks in ASCII, are a text together")
    }
}

impl fmt::Write for Markup {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_signs_that_xml_does_not_know_are_spaces() {
        for (text, expected) in [
            ("plain words", "plain words"),
            ("a & b < c > \"d\" 'e'", "a &amp; b &lt; c &gt; &quot;d&quot; 'e'"),
            ("tab\tnew\nline\r", "tab new\nline "),
            ("\u{0}\u{1f}\u{7f}\u{80}\u{9f}\u{a0}\u{bf}", "     \u{a0}\u{bf}"),
            ("Größe 日本 \u{fffd}\u{fffe}\u{ffff}\u{ffbf} 🌍", "Größe 日本 \u{fffd}  \u{ffbf} 🌍"),
            ("&", "&amp;"),
            ("", ""),
        ] {
            let mut markup = Markup::default();
            markup.escape(text);
            assert_eq!(markup.into_text(), expected, "{text:?}");
        }
    }

    #[test]
    fn every_sign_is_written_whole() {
        let mut markup = Markup::default();
        "aß日🌍".chars().for_each(|sign| markup.push(sign));
        markup.number(-1.25);
        assert_eq!(markup.into_text(), "aß日🌍-1.25");
    }
}
