//! Texts that are no sound maps: each is refused in words, with places, and nothing panics.

use ecomap::{
    diagnostics::{Diagnostic, Severity},
    file::{MAX_SIZE, OpenError, PasteError, inspect, read, read_records},
    model::{OrganisationId, SectorId},
};
use proptest::prelude::*;

use super::mistakes::MISTAKES;

const HEADER: &str = "(header: (format: \"ecomap\", version: \"1.0\"),\n";

/// What is said about a text, a line each, without hints.
fn said(text: &str) -> Vec<String> {
    let first_line = |found: &Diagnostic| found.to_string().lines().next().unwrap_or_default().to_owned();
    inspect(text).iter().map(first_line).collect()
}

#[test]
fn six_faults_are_six_lines() {
    let text = include_str!("../fixtures/file/six_faults.ron");
    let found: Vec<String> = inspect(text).iter().map(ToString::to_string).collect();
    let expected = [
        "11:29: organisation `watershed`: `NaN` is not a finite number\n    hint: write a number such as 120 or -12.5",
        "16:21: organisation `council`: unknown sector `goverment`\n    hint: did you mean `government`?",
        "19:17: organisation `watershed`: the id `watershed` is given to a second organisation\n    \
         hint: give this one another id; what refers to it must then say so too",
        "24:32: organisation `uwe-bristol`: a comma is missing here",
        "25:19: organisation `uwe-bristol`: unknown kind of organisation `netwrok`\n    hint: did you mean `network`?",
        "29:33: flow from `watershed` to `uwe-bristl`: unknown organisation `uwe-bristl`\n    \
         hint: did you mean `uwe-bristol`?",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_sound_in_a_damaged_map_can_be_had() {
    let text = include_str!("../fixtures/file/six_faults.ron");
    let Err(OpenError::Damaged { salvaged: Some(salvaged), .. }) = read(text) else {
        panic!("it is damaged")
    };
    assert_eq!(salvaged.organisations().len(), 3);
    let council = salvaged.organisation(&OrganisationId::literal("council")).expect("its name is sound");
    assert_eq!(council.sector, None);
    assert!(salvaged.flows().is_empty());
    assert_eq!(ecomap::model::validate(&salvaged), Vec::new());
}

#[test]
fn what_became_of_each_record_is_told_with_its_line() {
    let text = format!(
        "{HEADER}organisations: [\n(id: \"a\", scale: \"gone\"),\n(id: \"b\"),\n],\n\
         flows: [\n(id: \"f\", from: \"a\", to: \"gone\", kind: \"funding\"),\n])"
    );
    let Err(OpenError::Damaged { left_out, .. }) = read(text) else { panic!("it is damaged") };
    let told: Vec<String> = left_out.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "3:1: warning: organisation `a` is kept without what is wrong in it",
            "7:1: warning: flow `f` is left out",
        ]
    );
}

#[test]
fn a_newer_map_gives_what_is_understood_of_it_to_be_looked_at() {
    let text = "(header: (format: \"ecomap\", version: \"3.1\"), moods: [(id: \"x\")],
        organisations: [(id: \"a\", name: \"A\", aura: Violet(3)), (id: \"b\", scale: Somewhere(else))])";
    let Err(OpenError::TooNew { salvaged: Some(salvaged), .. }) = read(text) else { panic!("it is newer") };
    assert_eq!(salvaged.organisations().len(), 2);
    assert_eq!(ecomap::model::validate(&salvaged), Vec::new());
    for text in [
        "(header: (format: \"ecomap\", version: \"2.0\"), @@@",
        "(header: (format: \"ecomap\", version: \"2.0\"))",
    ] {
        assert!(
            matches!(read(text), Err(OpenError::TooNew { salvaged: None, .. })),
            "nothing of it is understood"
        );
    }
}

#[test]
fn a_record_that_can_be_without_what_is_wrong_in_it_stays() {
    let text = format!(
        "{HEADER}scheme: (flow_kinds: [(id: \"money\", name: \"Money\", family: \"gone\")]),
        organisations: [(id: \"a\"), (id: \"b\")],
        flows: [(id: \"f\", from: \"a\", to: \"b\", kind: \"money\", via: \"gone\", evidence: [\"gone\"], label: \"kept\")],
        groups: [(id: \"g\", members: [\"a\", \"gone\"], evidence: [\"gone\"]), (id: \"h\", members: [\"gone\"])],
        notes: [(id: \"n\", text: \"kept\", attached_to: organisation(\"gone\"))])"
    );
    let Err(OpenError::Damaged { salvaged: Some(salvaged), .. }) = read(text) else {
        panic!("it is damaged")
    };
    let flow = salvaged.flows().values().next().expect("it can be without its broker");
    assert_eq!((flow.label.as_str(), &flow.via, flow.evidence.len()), ("kept", &None, 0));
    let groups: Vec<_> = salvaged.groups().values().map(|group| group.members.len()).collect();
    assert_eq!(groups, [1], "a group keeps the members that are there, and goes with the last");
    let note = salvaged.notes().values().next().expect("it can stand by itself");
    assert_eq!((&note.attached_to, note.position.is_some()), (&None, true));
    assert_eq!(salvaged.flow_kinds().values().next().expect("it can be without a family").family, None);
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let mut differing = Vec::new();
    for (sections, expected) in MISTAKES {
        let found = said(&format!("{HEADER}{sections}"));
        if found != *expected {
            differing.push(format!("{sections}\n  found    {found:#?}\n  expected {expected:#?}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn a_lost_record_is_one_mistake_and_not_one_for_each_flow_that_needs_it() {
    let flows =
        "flows: [(from: \"a\", to: \"b\", kind: \"funding\"), (from: \"b\", to: \"a\", kind: \"talent\")])";
    let found = said(&format!("{HEADER}organisations: [(id: \"a\"), @@@],\n{flows}"));
    assert_eq!(found, ["2:28: organisation number 2 of its list: a value is missing: `@` stands here"]);
}

#[test]
fn unknown_fields_are_warnings_with_what_was_perhaps_meant() {
    let text =
        format!("{HEADER}organisations: [(id: \"a\", sektor: \"industry\", mood: 3)], organisation: [])");
    let found: Vec<String> = inspect(&text).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "2:27: warning: organisation `a`: unknown field `sektor`\n    \
             hint: did you mean `sector`? As it stands it is kept, but has no effect",
            "2:47: warning: organisation `a`: unknown field `mood`\n    \
             hint: it is kept as it stands, but has no effect",
            "2:58: warning: unknown field `organisation`\n    \
             hint: did you mean `organisations`? As it stands it is kept, but has no effect",
        ]
    );
}

/// Bytes that are no map's, and words of the error.
#[test]
fn other_files_are_refused_for_what_they_are() {
    let newer = "(header: (format: \"ecomap\", version: \"2.3\"), anything: @ ( at all";
    for (bytes, words) in [
        (&b""[..], "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (
            b"(header: (format: \"ecomap\", version: \"1.0\"),\nmap: (title: \"Caf\xe9\"))",
            "line 2, column 18: the file is not UTF-8 text: save it as UTF-8",
        ),
        (b"\xff\xfe(\0h\0", "it looks like UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0", "it looks like a program or a picture"),
        (b"{\"nodes\": []}", "this is not an ecomap file: it is JSON"),
        (b"PK\x03\x04\xffxl/workbook.xml", "this is not an ecomap file: it is an Excel workbook (XLSX)"),
        (b"<?xml version=\"1.0\"?><graphml>", "it is a GraphML graph"),
        (b"Dear all,", "it does not begin with a header"),
        (b"<svg xmlns=\"\"/>", "this is not an ecomap file"),
        (newer.as_bytes(), "format version 2.3, newer than 1.0"),
        (b"((((((", "this is not an ecomap file"),
    ] {
        let error = read(bytes).expect_err("no map");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(inspect(bytes).len(), 1, "{error}");
    }
}

#[test]
fn deep_nesting_is_a_mistake_in_words() {
    for bracket in ["(", "[", "{", "Some(", "(a: "] {
        let deep = bracket.repeat(100_000);
        let found = said(&format!("{HEADER}map: {deep}"));
        assert!(found.iter().any(|line| line.contains("more than 64 deep")), "{bracket}: {found:?}");
        assert!(said(&deep).len() == 1);
    }
    let found = said(&format!("{HEADER}map: (title: {}), flows: 3)", "[".repeat(500) + &"]".repeat(500)));
    assert!(found.iter().any(|line| line.contains("more than 64 deep")), "{found:?}");
    assert!(
        found.iter().any(|line| line.contains("expected a list of records")),
        "reading goes on: {found:?}"
    );
    let comment = format!("{HEADER}{} )", "/*".repeat(100_000));
    assert!(said(&comment)[0].contains("this comment is not closed"));
}

/// Walking down them would go deeper than any stack, climbing up from each would take the square of their number.
#[test]
fn groups_nested_without_end_are_refused_in_time() {
    let nested = |count: usize| {
        let inner: String =
            (1..count).map(|at| format!("(id: \"g{at}\", members: [group(\"g{}\")]),\n", at - 1)).collect();
        format!("{HEADER}organisations: [(id: \"a\")], groups: [(id: \"g0\", members: [\"a\"]),\n{inner}])")
    };
    assert_eq!(said(&nested(64)), Vec::<String>::new());
    assert_eq!(said(&nested(65)), ["2:38: group `g0`: groups are nested deeper than 64"]);
    let Err(OpenError::Damaged { salvaged: Some(salvaged), diagnostics, .. }) = read(nested(50_000)) else {
        panic!("it is damaged")
    };
    assert!(diagnostics[0].to_string().contains("groups are nested deeper than 64"), "{}", diagnostics[0]);
    assert!(salvaged.groups().len() <= 64, "{}", salvaged.groups().len());
    assert_eq!(salvaged.organisations().len(), 1);
}

#[test]
fn places_beyond_all_measure_are_refused_kindly() {
    let beyond = "goes beyond 1000000000 units from the middle of the canvas";
    for (sections, what) in [
        ("organisations: [(id: \"a\", position: (1.7e308, 0))]", "position"),
        ("organisations: [(id: \"a\", position: (0, -1.1e9))]", "position"),
        ("organisations: [(id: \"a\", size: (width: 1e300, height: 20))]", "size"),
        ("notes: [(id: \"n\", position: (-1.7e308, 1.7e308))]", "position"),
        ("notes: [(id: \"n\", position: (0, 0), size: (width: 20, height: 1e10))]", "size"),
        (
            "organisations: [(id: \"a\"), (id: \"b\")], \
             flows: [(from: \"a\", to: \"b\", kind: \"funding\", route: [(1e10, 0)])]",
            "position",
        ),
        (
            "map: (areas: [(id: \"x\", title: \"X\", extent: (x: 0, y: 1e10, width: 1, height: 1))])",
            "extent of area `x`",
        ),
    ] {
        let found = said(&format!("{HEADER}{sections})"));
        assert_eq!(found.len(), 1, "{sections}: {found:?}");
        assert!(found[0].contains(&format!("the {what} {beyond}")), "{found:?}");
    }
    assert_eq!(
        said(&format!("{HEADER}organisations: [(id: \"a\", position: (1e9, -1e9))])")),
        Vec::<String>::new()
    );
}

#[test]
fn a_text_too_long_is_refused_before_it_is_read() {
    let bytes = vec![b' '; usize::try_from(MAX_SIZE).unwrap() + 1];
    assert!(matches!(read(&bytes), Err(OpenError::TooLarge { size, limit }) if size == limit + 1));
}

#[test]
fn names_that_break_other_programs_are_only_names() {
    let long = "x".repeat(100_000);
    for name in [long.as_str(), "שלום \u{202e}עולם", "</text><script>", "'; DROP TABLE"] {
        let text = format!("{HEADER}organisations: [(name: \"{name}\"), (name: \"{name}\")])");
        let map = read(&text).expect("it is a name").value;
        let names: Vec<&str> = map.organisations().values().map(|found| found.name.as_str()).collect();
        assert_eq!(names, [name, name]);
    }
}

#[test]
fn by_hand_much_may_be_left_out() {
    let text = format!(
        "{HEADER}organisations: [(name: \"Watershed\", kind: \"Joint formation\", status: WANTED, count: 12),
            (name: \"Größe\", sector: Some(\"joint\"), extra: {{founded: 1982}}, active_from: 2019-05,),
            (name: \"Größe\")],
        flows: [(from: \"watershed\", to: \"grosse\", kind: \"collaboration\"),
            (from: \"watershed\", to: \"grosse\", kind: \"collaboration\", label: \"again\")],
        groups: [(label: \"Both\", members: [\"watershed\", \"grosse\"])])"
    );
    let map = read(&text).expect("it is a map");
    assert_eq!(map.warnings, Vec::new());
    let ids: Vec<String> =
        map.value.record_ids().map(|id| id.to_string()).filter(|id| !id.contains("kind")).collect();
    for id in [
        "organisation `watershed`",
        "organisation `grosse`",
        "organisation `grosse-2`",
        "flow `watershed--grosse--collaboration`",
        "flow `watershed--grosse--collaboration-2`",
        "group `both`",
    ] {
        assert!(ids.iter().any(|found| found == id), "{id}: {ids:?}");
    }
    let second =
        map.value.organisation(&OrganisationId::literal("grosse")).expect("it has its id from its name");
    assert_eq!(second.sector, Some(SectorId::literal("joint")));
}

#[test]
fn foreign_text_on_the_clipboard_is_refused_kindly() {
    for text in ["", "hello", "https://example.org/?q=(1)", "(1, 2)", "{\"a\": 1}", "(header: 3)"] {
        assert_eq!(read_records(text), Err(PasteError::Foreign), "{text}");
    }
    assert_eq!(read_records("(header: (format: \"ecomap\", version: \"7.0\"))"), Err(PasteError::TooNew));
    let damaged = read_records(&format!("{HEADER}notes: [(position: (1))])")).expect_err("no position");
    assert!(damaged.to_string().contains("expected a position"), "{damaged}");
}

/// Each would take hours if the time to read grew with the square of the length.
#[test]
fn texts_made_to_keep_us_busy_are_refused_in_time() {
    for (part, times) in [
        ("\"\n", 100_000),
        ("\\\"\n", 100_000),
        (",", 100_000),
        ("]\n", 100_000),
        ("a: 1, ", 100_000),
        ("(),", 100_000),
        ("(a: \"\n", 100_000),
        ("r#\"", 100_000),
        ("'\n", 100_000),
        ("//\n", 100_000),
        ("([{", 100_000),
        ("(id: \"a\" name = 3),", 20_000),
        ("(from: \"a\", to: \"b\", kind: \"c\"),", 5_000),
    ] {
        for before in ["", "organisations: [", "flows: [", "map: (title: "] {
            let found = inspect(format!("{HEADER}{before}{}", part.repeat(times)));
            assert!(found.iter().any(|found| found.severity == Severity::Error), "{before}{part}");
            assert!(found.len() <= 502, "{before}{part}: {}", found.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    /// Whatever happens to a sound map, reading it ends, and says something where something is wrong.
    #[test]
    fn a_map_cut_or_stirred_is_never_a_panic(
        seed in any::<u64>(),
        cut in 0.0..1.0_f64,
        paste in prop::sample::select(vec!["", "(", ")", "[", "]", "{", "}", "\"", "\\", ",", ":", "//", "/*", "\u{7f}", "é", "r#\"", "'", "Some(", "name:", "NaN", "\r\n", "-"]),
        removed in 0_usize..4,
    ) {
        let text = ecomap::file::write(&crate::common::maps::map(seed, 3, 3));
        let at = |share: f64| {
            let wanted = (share * text.len() as f64) as usize;
            (0..=wanted).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
        };
        let start = at(cut);
        let end = text[start..].char_indices().nth(removed).map_or(text.len(), |(length, _)| start + length);
        let stirred = format!("{}{paste}{}", &text[..start], &text[end..]);
        if let Err(error) = read(&stirred) {
            prop_assert!(error.diagnostics().iter().any(|found| found.severity == Severity::Error));
            prop_assert!(!error.to_string().is_empty());
        }
        if start < text.len() - 1 {
            prop_assert!(read(&text[..start]).is_err(), "half a map passes for a whole one");
        }
    }
}

#[test]
fn a_map_that_was_cut_off_says_so_and_not_what_stood_after_the_cut() {
    let text = include_str!("../../examples/fig3_bristol.ron");
    for part in [text.len() / 3, text.len() / 2, text.len() - 200] {
        let found = inspect(&text[..part]);
        let words: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(words.iter().any(|words| words.contains("cut off")), "{words:?}");
        assert!(words.len() <= 5, "{words:?}");
    }
}

#[test]
fn what_is_saved_of_a_damaged_file_can_be_written_and_read_again() {
    const AROUND: &str = "(header: (format: \"ecomap\", version: \"1.0\"), organisations: [(id: \"a\"";
    // What is unknown is kept as it stands, unless it would damage what is written around it.
    for (ending, kept) in [
        (", mood: (\"glad\")), (id: \"a\")])", Some("mood: (\"glad\")")),
        (", mood: [\"glad\", )), (id: \"b\")])", None),
        (", mood: (deep: [1,, 2])), (id: \"a\")])", None),
        (", mood: 1, mood: 2)])", Some("mood: 1")),
        ("), (id: \"a\")], weather: \"wet\", weather: \"dry\")", Some("weather: \"wet\"")),
        (")], header: (format: \"ecomap\", by: 1, by: 2))", None),
    ] {
        let text = format!("{AROUND}{ending}");
        let Err(OpenError::Damaged { salvaged: Some(salvaged), .. }) = read(&text) else {
            panic!("{text} is damaged, and something can be saved");
        };
        let written = ecomap::file::write(&salvaged);
        let again = read(&written).unwrap_or_else(|error| panic!("{text}: {error}\n{written}"));
        assert_eq!(again.value, *salvaged, "{text}");
        let unknown = ["mood", "weather"].iter().any(|name| written.contains(name));
        assert!(kept.map_or(!unknown, |kept| written.contains(kept)), "{text}: {written}");
    }
}
