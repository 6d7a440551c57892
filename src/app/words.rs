//! Small words that the whole window uses alike. Must not know where they stand.

/// What is said of a value that nobody gave.
pub const NOT_STATED: &str = "Not stated";

/// A word at the beginning of a sentence, or as a list shows it.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// A name in the middle of a sentence: "Third sector" is "third sector"; "BBC" stays.
#[must_use]
pub fn within_sentence(name: &str) -> String {
    let mut signs = name.chars();
    match (signs.next(), signs.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A number of things, as the status line writes it: "2,000".
#[must_use]
pub fn number(of: usize) -> String {
    crate::model::grouped(of as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_follows_its_place() {
        for (name, begins, within) in [
            ("Third sector", "Third sector", "third sector"),
            ("funding", "Funding", "funding"),
            ("BBC", "BBC", "BBC"),
            ("É", "É", "É"),
            ("", "", ""),
        ] {
            assert_eq!((capital(name).as_str(), within_sentence(name).as_str()), (begins, within));
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([7, 999, 2_000, 1_234_567].map(number), ["7", "999", "2,000", "1,234,567"]);
    }
}
