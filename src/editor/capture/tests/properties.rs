//! What holds for any text: no panic, and nothing is lost. `CAPTURE_CASES` says how many texts are tried of each sort.

use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};

use super::*;
use crate::editor::names::folded;

/// The map, made once.
fn the_map() -> &'static Document {
    static MAP: std::sync::LazyLock<Document> = std::sync::LazyLock::new(map);
    &MAP
}

fn cases() -> u32 {
    std::env::var("CAPTURE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000)
}

/// Bits that mean something, and bits that do not.
const BITS: [&str; 78] = [
    "Watershed",
    "UWE Bristol",
    "Stone",
    "A",
    "B",
    "b",
    "Ω",
    "李",
    "é",
    "e\u{301}",
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "\r\n",
    ",",
    ", ",
    ";",
    ":",
    " : ",
    ">",
    " > ",
    " > ",
    "<",
    "<>",
    "--",
    "->",
    "~>",
    "<~",
    "~~",
    "?>",
    "<?",
    ">>",
    "→",
    "↔",
    "\"",
    "\"",
    "\"\"",
    "“",
    "”",
    "«",
    "»",
    "[",
    "]",
    "[third]",
    "(",
    ")",
    "-",
    "- ",
    "* ",
    "# ",
    "1. ",
    "funding",
    "f",
    "kn",
    "i",
    "third",
    "local",
    "gov",
    "fund",
    "place: X",
    "#tag",
    "if x",
    "via C",
    "wanted",
    "formal",
    "(c)",
    ".",
    "'",
    "&",
    "\u{0}",
    "\u{200b}",
    "\u{feff}",
    "From\tTo\n",
    "Partners:\n",
];

fn of_bits() -> impl Strategy<Value = String> {
    vec(select(BITS.to_vec()), 0..14).prop_map(|bits| bits.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    vec(prop_oneof![3 => any::<char>(), 1 => prop::char::range(' ', '~')], 0..40)
        .prop_map(|signs| signs.into_iter().collect())
}

/// All that must hold of one text.
fn holds(text: &str, document: &Document) -> Result<(), TestCaseError> {
    let setting = setting(document);
    let reading = read(text, &setting);
    let mut end = 0;
    for line in &reading.lines {
        let statement = text.get(line.span.clone());
        prop_assert!(statement.is_some_and(|it| !it.trim().is_empty()), "{:?} is no statement", line.span);
        prop_assert!(line.span.start >= end, "statements come in order");
        let between = &text[end..line.span.start];
        prop_assert!(is_separator(between), "{between:?} is lost");
        end = line.span.end;
        match &line.meaning {
            Ok(meaning) => {
                prop_assert!(
                    meaning.is_heading || !meaning.mentions.is_empty(),
                    "{statement:?} says nothing"
                );
                prop_assert!(meaning.links.iter().all(|it| it.from.max(it.to) < meaning.mentions.len()));
            }
            Err(problem) => {
                prop_assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
                prop_assert!(line.span.start <= problem.span.start && problem.span.end <= line.span.end);
            }
        }
        for warning in &line.warnings {
            prop_assert!(text.get(warning.span.clone()).is_some());
        }
    }
    prop_assert!(is_separator(&text[end..]), "{:?} is lost", &text[end..]);
    for (line, _) in reading.problems() {
        prop_assert!(reading.handed_back(text).contains(&text[line.span.clone()]));
    }
    made(text, &reading, document)
}

fn is_separator(text: &str) -> bool {
    text.chars().all(|sign| sign.is_whitespace() || sign == ';')
}

/// What is made of the text is sound, and made once: the same text again changes nothing.
fn made(text: &str, reading: &Reading, document: &Document) -> Result<(), TestCaseError> {
    let setting = setting(document);
    let captured = records(reading, &setting);
    let mut after = document.clone();
    prop_assert!(after.apply(&captured.transaction(document)).is_ok());
    let errors: Vec<_> =
        crate::model::validate(&after).into_iter().filter(crate::model::Finding::is_error).collect();
    prop_assert!(errors.is_empty(), "{errors:?}");
    for meaning in reading.lines.iter().filter_map(|line| line.meaning.as_ref().ok()) {
        for mention in &meaning.mentions {
            let is_there = after.organisations().values().any(|it| folded(&it.name) == folded(&mention.name));
            prop_assert!(is_there, "{:?} is lost", mention.name);
        }
    }
    let drawn: usize =
        reading.lines.iter().filter_map(|line| Some(line.meaning.as_ref().ok()?.links.len())).sum();
    prop_assert_eq!(drawn, captured.flows.len() + captured.already.len());
    let again = Setting { document: &after, ..setting };
    let reading = read(text, &again);
    let captured = records(&reading, &again);
    prop_assert!(captured.organisations.is_empty() && captured.flows.is_empty(), "twice: {captured:?}");
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: cases(), failure_persistence: None, ..Config::default() })]

    #[test]
    fn bits_of_the_language(text in of_bits()) {
        holds(&text, the_map())?;
    }

    #[test]
    fn any_signs(text in any_text()) {
        holds(&text, the_map())?;
    }

    #[test]
    fn any_cursor(text in of_bits(), cursor in 0_usize..60) {
        for completion in complete(&text, cursor, &setting(the_map())) {
            prop_assert!(text.get(completion.replace.clone()).is_some());
        }
    }

    #[test]
    fn any_name_can_be_written(name in any_text()) {
        let setting = setting(the_map());
        let captured = records(&read(&format!("Zz > {}", written(&name)), &setting), &setting);
        if let [_, (_, other)] = captured.organisations.as_slice() {
            prop_assert_eq!(&other.name, &super::super::reader::clean_name(&name));
        }
    }
}

/// These would not end if something grew with the square of a text.
#[test]
fn a_long_text_of_one_bit_is_read() {
    let document = map();
    for bit in [
        "(",
        "\"a ",
        "\"",
        "“",
        "[",
        ">",
        "a>",
        "a,",
        "a > b : \"",
        "a;",
        "a\n ",
        "<",
        "?",
        "a\t",
        "if ",
        "(a) ",
    ] {
        let text = bit.repeat(20_000);
        let reading = read(&text, &setting(&document));
        assert!(!reading.lines.is_empty());
    }
}
