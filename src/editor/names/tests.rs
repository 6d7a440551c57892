//! Which names are alike, and which only look so.

use super::*;
use crate::model::{Organisation, Record, RecordId};

#[test]
fn folding_leaves_what_tells_names_apart() {
    for (name, expected) in [
        ("Watershed", "watershed"),
        ("  WATER-shed!  ", "water shed"),
        ("Café Zoë", "cafe zoe"),
        ("Cafe\u{301} Zoe\u{308}", "cafe zoe"),
        ("Größe & Maß", "grosse and mass"),
        ("U.W.E. Bristol", "uwe bristol"),
        ("St. Paul’s", "st pauls"),
        ("Studio 1.5", "studio 1 5"),
        ("1,000 Trades", "1000 trades"),
        ("C++ / C#", "c++ c#"),
        ("ＢＢＣ　Wales", "bbc wales"),
        ("Ёлка", "елка"),
        ("李", "李"),
        ("...", "..."),
        ("🦀", "🦀"),
        ("", ""),
        (" \t ", ""),
    ] {
        assert_eq!(folded(name), expected, "{name:?}");
        assert_eq!(folded(&folded(name)), folded(name), "{name:?} folds once and for all");
    }
}

#[test]
fn what_is_alike() {
    use Likeness::{Abbreviation, Same, Typing};
    for (a, b, expected) in [
        ("Watershed", "watershed ", Some(Same)),
        ("Arts & Business", "Arts and Business", Some(Same)),
        ("UWE", "University of the West of England", Some(Abbreviation)),
        ("UWE Bristol", "University of the West of England, Bristol", Some(Abbreviation)),
        ("BBC", "British Broadcasting Corporation", Some(Abbreviation)),
        ("BBC Wales", "British Broadcasting Corporation Wales", Some(Abbreviation)),
        ("UoB", "University of Bristol", Some(Abbreviation)),
        ("BFI", "The British Film Institute", Some(Abbreviation)),
        ("DCMS", "Department for Culture, Media and Sport", Some(Abbreviation)),
        ("WG", "Welsh Government", Some(Abbreviation)),
        ("Uni of Bristol", "University of Bristol", Some(Abbreviation)),
        ("Bristol Uni", "University of Bristol", Some(Abbreviation)),
        ("Watershed Ltd", "Watershed", Some(Abbreviation)),
        ("Dept of Health", "Department of Health", Some(Abbreviation)),
        ("Welsh Govt.", "Welsh Government", Some(Abbreviation)),
        ("Watershd", "Watershed", Some(Typing)),
        ("Wahtershed", "Watershed", Some(Typing)),
        ("Water shed", "Watershed", Some(Typing)),
        ("Bristol Citty Council", "Bristol City Council", Some(Typing)),
        ("Univeristy of Bristol", "University of Bristol", Some(Typing)),
        ("Studio 1", "Studio 2", None),
        ("Studio 1", "Studio 11", None),
        ("Studio A", "Studio B", None),
        ("Phase I", "Phase II", None),
        ("North Wales", "South Wales", None),
        ("East Bristol", "West Bristol", None),
        ("Commercial projects", "Non-commercial projects", None),
        ("BBC", "BBC Wales", None),
        ("BBC", "BFI", None),
        ("Arts", "Acts of Kindness", None),
        ("it", "Innovation Trust", None),
        ("Welsh Government", "UK Government", None),
        ("Watershed", "", None),
        ("", "", None),
        ("李", "里", None),
    ] {
        let likeness = |a, b| Forms::of(a).likeness(&Forms::of(b));
        assert_eq!(likeness(a, b), expected, "{a:?}, {b:?}");
        assert_eq!(likeness(b, a), expected, "{b:?}, {a:?}");
    }
}

fn map_of(names: impl IntoIterator<Item = String>) -> Document {
    let record = |(number, name): (usize, String)| {
        let id = OrganisationId::new(&format!("o{number:05}")).expect("a slug");
        (RecordId::Organisation(id), Record::from(Organisation { name, ..Organisation::default() }))
    };
    Document::from_records(names.into_iter().enumerate().map(record))
}

#[test]
fn pairs_come_in_order_each_once() {
    let map = map_of(
        ["Watershed", "BFI", "", "watershed", "Watershd", " ", "British Film Institute"].map(String::from),
    );
    let pairs = probable_duplicates(&map);
    let pairs: Vec<_> = pairs.iter().map(|(a, b, likeness)| (a.as_str(), b.as_str(), *likeness)).collect();
    let expected = [
        ("o00000", "o00003", Likeness::Same),
        ("o00000", "o00004", Likeness::Typing),
        ("o00001", "o00006", Likeness::Abbreviation),
        ("o00003", "o00004", Likeness::Typing),
    ];
    assert_eq!(pairs, expected);
    let names = Names::of(&map);
    assert_eq!(names.same("WATERSHED").map(OrganisationId::as_str).collect::<Vec<_>>(), ["o00000", "o00003"]);
    assert_eq!(names.alike_to(&Forms::of("watershd"))[0].1, Likeness::Same);
}

#[test]
fn two_thousand_names_that_only_look_alike() {
    let first =
        ["Bristol", "Cardiff", "Bath", "Welsh", "Northern", "Creative", "Digital", "Open", "Media", "Film"];
    let second = ["City", "Arts", "Tech", "Music", "Games", "Design", "Craft", "Dance", "Theatre", "Print"];
    let third = ["Council", "Trust", "Network", "Fund", "Studio", "Hub", "Forum", "Lab", "Agency", "School"];
    let names = (0..2000).map(|n| {
        format!(
            "{} {} {} {}",
            first[n % 10],
            second[n / 10 % 10],
            third[n / 100 % 10],
            ["North", "Quarter"][n / 1000]
        )
    });
    let map = map_of(names);
    assert_eq!(probable_duplicates(&map), []);
}
