//! Whether public words quote what was said in confidence. Must not know what is left out, nor why.

/// Fewer words than this are no quotation: an organisation's name stands in many sentences.
const LEAST_WORDS: usize = 3;
/// Likewise fewer letters.
const LEAST_LETTERS: usize = 12;

/// Words that must not be found in other words.
#[derive(Debug, Default)]
pub(super) struct Quoted(Vec<String>);

impl Quoted {
    /// Takes in what somebody said, unless it is too short to be told from words that anybody uses.
    pub fn add(&mut self, said: &str) {
        let words = folded(said);
        let is_told = words.split(' ').count() >= LEAST_WORDS;
        if is_told && words.chars().filter(|sign| sign.is_alphanumeric()).count() >= LEAST_LETTERS {
            self.0.push(words);
        }
    }

    /// Whether these words hold any of it, without regard to case, white space and signs.
    pub fn is_in(&self, words: &str) -> bool {
        if self.0.is_empty() || words.trim().is_empty() {
            return false;
        }
        let words = format!(" {} ", folded(words));
        self.0.iter().any(|said| words.contains(&format!(" {said} ")))
    }
}

/// The words alone, in lower case, with one space between them.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_alphanumeric() {
            out.extend(sign.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_found_and_a_name_is_none() {
        let mut quoted = Quoted::default();
        quoted.add("We would have closed without that grant.");
        quoted.add("Finance Wales");
        quoted.add("a b c");
        for (words, expected) in [
            ("They said: \u{201c}We would  have closed, without that grant\u{201d}", true),
            ("WE WOULD HAVE CLOSED WITHOUT THAT GRANT", true),
            ("We would have closed without that grantor", false),
            ("Finance Wales funds a, b, c.", false),
            ("", false),
        ] {
            assert_eq!(quoted.is_in(words), expected, "{words}");
        }
    }
}
