//! What of a panic's message may be told: only words that stood in the program when it was built. The types hold the
//! rule: whatever is told is `&'static str`, chosen here and never made from the message, so that no name, no text and no
//! number of a map can be in it. Must not know who is told.

use std::any::Any;

/// What is told of a message that was put together while the program ran, by how it begins: the standard library's own
/// words, without what they speak of.
const KNOWN: &[(&str, &str)] = &[
    ("index out of bounds: ", "index out of bounds"),
    ("range start index ", "a range does not fit the list that it is of"),
    ("range end index ", "a range does not fit the list that it is of"),
    ("slice index starts at ", "a range ends before it begins"),
    ("byte index ", "a place in a text that is not between two signs"),
    ("start byte index ", "a place in a text that is not between two signs"),
    ("end byte index ", "a place in a text that is not between two signs"),
    ("begin <= end (", "a range of a text ends before it begins"),
    ("called `Result::unwrap()` on an `Err` value", "called `Result::unwrap()` on an `Err` value"),
    ("called `Option::unwrap()` on a `None` value", "called `Option::unwrap()` on a `None` value"),
    ("assertion `left == right` failed", "assertion `left == right` failed"),
    ("assertion `left != right` failed", "assertion `left != right` failed"),
    ("internal error: entered unreachable code", "internal error: entered unreachable code"),
    ("not implemented", "not implemented"),
    ("copy_from_slice: ", "two lists of one length are not of one length"),
    ("mid > len", "mid > len"),
    ("RefCell already ", "a cell was borrowed twice"),
    ("already borrowed", "a cell was borrowed twice"),
    ("already mutably borrowed", "a cell was borrowed twice"),
    ("min > max", "min > max"),
    ("removal index (is ", "the index of what is taken out of a list is too large"),
    ("swap_remove index (is ", "the index of what is taken out of a list is too large"),
    ("insertion index (is ", "the index of what is put into a list is too large"),
    ("failed to spawn thread", "the system gave no thread"),
];

/// What is told of any other.
const WITHHELD: &str = "(withheld: the words were made while ecomap ran, and may hold something of the map)";

/// What may be told of the message with which something panicked. A message without anything to fill in is the
/// program's own text; of any other the words are chosen by how it begins.
pub(super) fn told(payload: &(dyn Any + Send)) -> &'static str {
    if let Some(literal) = payload.downcast_ref::<&'static str>() {
        return literal;
    }
    let Some(made) = payload.downcast_ref::<String>() else { return "(no words)" };
    KNOWN.iter().find(|(begin, _)| made.starts_with(begin)).map_or(WITHHELD, |(_, told)| told)
}

#[cfg(test)]
mod tests {
    use std::{fmt::Write, panic};

    use super::*;

    /// Names as they stand in a map.
    const PLANTED: [&str; 5] =
        ["Größe GmbH", "Watershed", "respondent 7", "447700900123", "index out of bounds"];

    /// What is made is not wanted.
    type Breaking = Box<dyn FnOnce() + panic::UnwindSafe>;

    fn gone<T>(_made: T) {}

    fn told_of(broken: impl FnOnce() + panic::UnwindSafe) -> &'static str {
        told(&*panic::catch_unwind(broken).expect_err("it breaks down"))
    }

    #[test]
    fn nothing_that_was_planted_comes_through() {
        for planted in PLANTED {
            let wide = format!("€{planted}");
            let list: Vec<char> = planted.chars().collect();
            let number: Result<u64, String> = std::hint::black_box(Err(planted.to_owned()));
            let broken: Vec<(&str, Breaking)> = vec![
                ("a message", Box::new(move || panic!("no such organisation: {planted}"))),
                ("only the name", Box::new(move || panic!("{planted}"))),
                ("a name of one's own type", Box::new(move || panic::panic_any(planted.to_owned()))),
                (
                    "a result",
                    Box::new({
                        let it = number.clone();
                        move || gone(it.expect("has a number"))
                    }),
                ),
                ("an unwrapped result", Box::new(move || gone(number.expect("")))),
                (
                    "half a sign",
                    Box::new({
                        let it = wide.clone();
                        move || gone(it[1..].to_owned())
                    }),
                ),
                (
                    "a list",
                    Box::new({
                        let it = list.clone();
                        move || gone(it[it.len() + 447_700])
                    }),
                ),
                (
                    "a range",
                    Box::new({
                        let it = list.clone();
                        move || gone(it[it.len() + 1..].to_vec())
                    }),
                ),
                ("an assertion", Box::new(move || assert_eq!(planted, "else", "of {planted}"))),
                (
                    "a cell",
                    Box::new(move || {
                        let cell = std::cell::RefCell::new(planted);
                        let _one = cell.borrow_mut();
                        let _other = cell.borrow_mut();
                    }),
                ),
            ];
            for (what, broken) in broken {
                let told = told_of(panic::AssertUnwindSafe(broken));
                let known = KNOWN.iter().any(|(_, words)| *words == told) || told == WITHHELD;
                assert!(known, "{what}: {told}");
                assert!(planted == "index out of bounds" || !told.contains(planted), "{what}: {told}");
                assert!(!told.contains(|sign: char| sign.is_ascii_digit()), "{what}: {told}");
            }
        }
    }

    #[test]
    fn the_programs_own_text_is_told() {
        assert_eq!(
            told_of(|| panic!("the table has a row for every action")),
            "the table has a row for every action"
        );
        let none: Option<u8> = std::hint::black_box(None);
        let told = told_of(move || gone(none.unwrap_or_else(|| panic!("no row"))));
        assert_eq!(told, "no row");
        assert_eq!(told_of(|| panic::panic_any(7_u8)), "(no words)");
    }

    #[test]
    fn what_the_standard_library_says_is_known_by_its_beginning() {
        let list = std::hint::black_box(vec![1, 2]);
        let nothing: Vec<u8> = Vec::new();
        let text = std::hint::black_box("€".to_owned());
        let mut told = String::new();
        let mut look = |broken: Box<dyn FnOnce() + panic::UnwindSafe>| {
            writeln!(told, "{}", told_of(panic::AssertUnwindSafe(broken))).expect("fits");
        };
        look(Box::new({
            let list = list.clone();
            move || gone(list[list.len()])
        }));
        look(Box::new({
            let list = list.clone();
            move || gone(list[3..].to_vec())
        }));
        look(Box::new({
            let mut list = list.clone();
            move || gone(list.remove(7))
        }));
        look(Box::new(move || gone(text[1..].to_owned())));
        look(Box::new(move || assert_eq!(list.len(), nothing.len())));
        assert!(!told.contains(WITHHELD), "{told}");
    }
}
