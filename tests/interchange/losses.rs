//! What a format does not hold is named, and what it holds is not: for each format, a map with everything in it.

use ecomap::{
    file,
    interchange::{self, Along, Dress, Format, Loss, Of, Part, Writing},
    model::Document,
};

/// A map in which every field of every record says something of its own.
const EVERYTHING: &str = include_str!("everything.ron");

/// Something on that map: how a map in which it has survived spells it, how a file for people does (in one way or
/// another), and what its loss is called.
struct Thing {
    in_map: &'static str,
    in_text: &'static str,
    of: Of,
    what: &'static str,
}

const fn thing(in_map: &'static str, in_text: &'static str, of: Of, what: &'static str) -> Thing {
    Thing { in_map, in_text, of, what }
}

/// What never leaves a map.
const CONFIDENTIAL: [&str; 12] = [
    "Zz evidence",
    "Zz respondent",
    "Zz report",
    "Zz speaker",
    "Zz agreed",
    "Zz comment",
    "Zz remark",
    "Zz view",
    "Zz ours",
    "Zz theirs",
    "abcdef",
    "quote: true",
];

/// What is told in a text although it was said in confidence.
fn told_in(text: &str) -> impl Iterator<Item = &'static str> {
    CONFIDENTIAL.into_iter().filter(|words| text.contains(words))
}

const OF_THE_MAP: [Thing; 20] = [
    thing("title: \"Zz title\"", "Zz title", Of::Map, "title"),
    thing("Zz subtitle", "Zz subtitle", Of::Map, "subtitle"),
    thing("Zz map place", "Zz map place", Of::Map, "place"),
    thing("Zz author", "Zz author", Of::Map, "author"),
    thing("Zz licence", "Zz licence", Of::Map, "licence"),
    thing("Zz source", "Zz source", Of::Map, "sources"),
    thing("Zz coverage", "Zz coverage", Of::Map, "coverage note"),
    thing("created: \"2026-05-01\"", "2026-05-01", Of::Map, "dates of the map"),
    thing("as_of: \"2019\"", "2019", Of::Map, "dates of the map"),
    thing("#fffdf8", "#fffdf8", Of::Map, "background"),
    thing("palette: \"greyscale\"", "greyscale", Of::Map, "palette"),
    thing("Zz status", "Zz status", Of::Map, "own names of statuses"),
    thing("target: size", "target: size", Of::Map, "rules of appearance by data"),
    thing("Zz goal", "Zz goal", Of::Map, "goals"),
    thing("Zz area", "Zz area", Of::Map, "areas"),
    thing("glyph: star", "glyph: star", Of::Map, "colours and signs of sectors"),
    thing("lightness: 0.7", "lightness: 0.7", Of::Map, "order and tones of scales"),
    thing("Zz family", "Zz family", Of::Map, "families of flow kinds"),
    thing("Zz question", "Zz question", Of::Map, "colours and dashes of flow kinds"),
    thing("Zz note", "Zz note", Of::Map, "notes"),
];

const OF_ORGANISATIONS: [Thing; 29] = {
    use Of::Organisations as O;
    [
        thing("kind: network", "network", O, "kind"),
        thing("sector: \"media\"", "Zz sector", O, "sector"),
        thing("scale: \"street\"", "Zz scale", O, "scale"),
        thing("reach: [\"international\"]", "nternational", O, "further scales"),
        thing("Zz place", "Zz place", O, "place"),
        thing("low: 4041", "4041", O, "how many they stand for"),
        thing("Zz role", "Zz role", O, "roles"),
        thing("Zz tag", "Zz tag", O, "tags"),
        thing("Zz description", "Zz description", O, "description"),
        thing("https://zz.example", "https://zz.example", O, "web address"),
        thing("height: 737", "737", O, "influence"),
        thing("when: \"2021-07\"", "2021-07", O, "when their influence was agreed on"),
        thing("position: oppose", "oppose", O, "stances on goals"),
        thing("1971", "1971", O, "date they began"),
        thing("2029", "2029", O, "date they ended"),
        thing("status: proposed", "proposed", O, "status"),
        thing("(1234.5, 987.25)", "1234.5", O, "positions"),
        thing("width: 161.5", "161.5", O, "size chosen by hand"),
        thing("pinned: true", "Pinned", O, "that they are pinned"),
        thing("z_order: 77", "77", O, "order from back to front"),
        thing("#a1b2c3", "#a1b2c3", O, "colour chosen by hand"),
        thing("#0d1e2f", "#0d1e2f", O, "colour of the outline chosen by hand"),
        thing("width: 1.75", "1.75", O, "width of the line chosen by hand"),
        thing("8888", "8888", O, "own field “Members”"),
        thing("link(\"Zz link\")", "Zz link", O, "own field “Site”"),
        thing("Zz word", "Zz word", O, "own field “Word”"),
        thing("\"Said\": \"\"", "Said", O, "own field “Said”"),
        thing("id: \"zz-own-id\"", "zz-own-id", O, "ids that ecomap gave them"),
        thing("Zz \\\"name\\\"", "Zz ", O, "quotation marks and line breaks in words"),
    ]
};

const OF_FLOWS: [Thing; 17] = {
    use Of::Flows as F;
    [
        thing("kind: \"gossip\"", "Zz kind", F, "kind"),
        thing("direction: unknown", "not known", F, "direction"),
        thing("formality: formal", "formal", F, "formality"),
        thing("status: wanted", "wanted", F, "status"),
        thing("Zz label", "Zz label", F, "label"),
        thing("Zz condition", "Zz condition", F, "condition"),
        thing("via: \"friends\"", "Via", F, "broker"),
        thing("weight: 0.625", "0.625", F, "weight"),
        thing("1972", "1972", F, "date they began"),
        thing("2028", "2028", F, "date they ended"),
        thing("1717.5", "1717.5", F, "bends"),
        thing("z_order: 66", "66", F, "order from back to front"),
        thing("#b2c3d4", "#b2c3d4", F, "colour chosen by hand"),
        thing("width: 2.25", "2.25", F, "width of the line chosen by hand"),
        thing("Zz sum", "Zz sum", F, "own field “Sum”"),
        thing("direction: both", "both|<-->", F, "that one flow goes both ways"),
        thing("id: \"zz-mutual\"", "zz-mutual", F, "ids that ecomap gave them"),
    ]
};

const OF_GROUPS: [Thing; 7] = {
    use Of::Groups as G;
    [
        thing("label: \"Zz empty\"", "Zz empty", G, "groups without an organisation of their own"),
        thing("label: \"Zz inner\"", "Zz inner", Of::Map, "groups"),
        thing("look: frame", "look: frame", G, "look"),
        thing("z_order: 55", "z_order: 55", G, "order from back to front"),
        thing("#c3d4e5", "#c3d4e5", G, "colour chosen by hand"),
        thing("collapsed: true", "collapsed: true", G, "that they are collapsed"),
        thing("group(\"inner\")", "\n    subgraph", G, "groups within them"),
    ]
};

const OF_NOTES: [Thing; 8] = {
    use Of::Notes as N;
    [
        thing("(2222.5, 40)", "2222.5", N, "positions"),
        thing("width: 171.5", "171.5", N, "size chosen by hand"),
        thing("look: plain", "look: plain", N, "look"),
        thing("#ffee99", "#ffee99", N, "colour chosen by hand"),
        thing("parked: true", "parked: true", N, "parked"),
        thing("z_order: 44", "z_order: 44", N, "order from back to front"),
        thing("attached_to", "attached_to", N, "what they are attached to"),
        thing("(3333.5, 12)", "3333.5", N, "positions beside that"),
    ]
};

fn everything() -> Document {
    file::read(EVERYTHING.as_bytes()).expect("it is sound").value
}

fn written(document: &Document, format: Format) -> (Vec<Part>, Loss) {
    interchange::write(document, &Dress::default(), format).expect("the format is written")
}

/// What has survived: as a map says it, where the file is read as one, and otherwise the file's own words.
fn survived(parts: &[Part], format: Format) -> (String, bool) {
    if format.is_read() && parts.len() == 1 {
        let read = interchange::read(&parts[0].bytes, format).expect("what we wrote is read");
        return (file::write(&read.value.document().value), true);
    }
    let text = |part: &Part| String::from_utf8(part.bytes.clone()).expect("it is text");
    (parts.iter().map(text).collect(), false)
}

fn is_named(loss: &Loss, of: Of, what: &str) -> bool {
    loss.items().any(|lost| lost.of == of && lost.what == what)
}

/// Other names for the same loss: what is lost with the whole that it is a part of, and where a format does better or
/// worse than to hold it or not.
fn is_named_otherwise(loss: &Loss, thing: &Thing) -> bool {
    let other = |of, what| is_named(loss, of, what);
    match (thing.of, thing.what) {
        (Of::Groups, _) => other(Of::Map, "groups"),
        (Of::Notes, _) => other(Of::Map, "notes"),
        (Of::Organisations, "positions") => other(Of::Organisations, "exact positions"),
        (Of::Organisations, "own field “Said”") => {
            other(Of::Organisations, "own fields that say nothing")
        }
        (Of::Organisations, "own field “Site”") => other(Of::Organisations, "which own fields are links"),
        (Of::Flows, "kind") => {
            other(Of::Flows, "kind, where they have words of their own")
                || other(Of::Map, "colours and dashes of flow kinds")
        }
        _ => false,
    }
}

#[test]
fn what_a_format_does_not_hold_is_named_and_what_it_holds_is_not() {
    let document = everything();
    let things: Vec<&Thing> = OF_THE_MAP
        .iter()
        .chain(&OF_ORGANISATIONS)
        .chain(&OF_FLOWS)
        .chain(&OF_GROUPS)
        .chain(&OF_NOTES)
        .collect();
    for thing in &things {
        assert!(EVERYTHING.contains(thing.in_map), "the map has no {}", thing.in_map);
    }
    let mut wrong = Vec::new();
    for format in Format::ALL.into_iter().filter(|format| format.is_written()) {
        let (parts, loss) = written(&document, format);
        assert_eq!(interchange::loss(&document, format), Ok(loss.clone()), "{format}: counted as written");
        let (text, is_map) = survived(&parts, format);
        for thing in &things {
            let is_there = if is_map {
                text.contains(thing.in_map)
            } else {
                thing.in_text.split('|').any(|words| text.contains(words))
            };
            let is_named = is_named(&loss, thing.of, thing.what);
            if !is_there && !is_named && !is_named_otherwise(&loss, thing) {
                wrong.push(format!("{format}: lost without a word: {}", thing.in_map));
            }
            if is_there && is_named {
                wrong.push(format!("{format}: said to be lost, and there: {}", thing.in_map));
            }
        }
        wrong.extend(told_in(&text).map(|words| format!("{format}: goes along, and must not: {words}")));
        for (of, what) in [
            (Of::Map, "pieces of evidence"),
            (Of::Map, "views"),
            (Of::Map, "conflicts of a merge"),
            (Of::Organisations, "who agreed on their influence"),
            (Of::Organisations, "links to evidence"),
            (Of::Organisations, "comments and what this version does not know"),
            (Of::Flows, "links to evidence"),
        ] {
            if !self::is_named(&loss, of, what) {
                wrong.push(format!("{format}: stays behind without a word: {what}"));
            }
        }
        let of_groups =
            is_named(&loss, Of::Groups, "links to evidence") || is_named(&loss, Of::Map, "groups");
        assert!(of_groups, "{format}: the evidence of groups");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_goes_along_is_no_evidence_in_any_byte() {
    let document = everything();
    for format in Format::ALL.into_iter().filter(|format| format.is_written() && *format != Format::Xlsx) {
        let (parts, _) = written(&document, format);
        for part in &parts {
            let text = String::from_utf8_lossy(&part.bytes);
            assert_eq!(told_in(&text).next(), None, "{format}");
        }
    }
}

#[test]
fn a_map_without_anything_uncommon_is_held_whole() {
    let text = r#"(header: (format: "ecomap", version: "1.0"), map: (title: "Two"),
        organisations: [(id: "a", name: "A", position: (0, 0)), (id: "b", name: "B", position: (9, 9))],
        flows: [(id: "f", from: "a", to: "b", kind: "funding", weight: 2)])"#;
    let document = file::read(text.as_bytes()).expect("it is sound").value;
    let whole = |format: &Format| interchange::loss(&document, *format).is_ok_and(|loss| loss.is_empty());
    let held: Vec<Format> = Format::ALL.into_iter().filter(whole).collect();
    let others = [Format::Csv, Format::Pajek, Format::Mermaid, Format::Table, Format::Grants360];
    let expected: Vec<Format> = Format::ALL.into_iter().filter(|format| !others.contains(format)).collect();
    assert_eq!(held, expected);
    let lost = |format| interchange::loss(&document, format).expect("it is written").to_string();
    assert_eq!(lost(Format::Csv), "title: 1");
    assert_eq!(
        lost(Format::Mermaid),
        "organisations: ids that ecomap gave them: 2; organisations: positions: 2; \
         flows: ids that ecomap gave them: 1; flows: weight: 1"
    );
}

#[test]
fn notes_that_are_left_out_are_in_no_byte_and_are_named() {
    let document = everything();
    for (format, holds_notes) in
        [(Format::Canvas, true), (Format::DrawIo, true), (Format::GraphMl, false), (Format::Mermaid, false)]
    {
        for notes in [true, false] {
            let writing = Writing { format, notes };
            let (parts, loss) = interchange::write(&document, &Dress::default(), writing).expect("written");
            let is_there = String::from_utf8_lossy(&parts[0].bytes).contains("Zz note");
            assert_eq!(is_there, notes && holds_notes, "{format}");
            assert_eq!(is_named(&loss, Of::Map, "notes"), !is_there, "{format}");
            let along = interchange::along(&document, writing).expect("it is written");
            let counted = if is_there { (2, 1, 0) } else { (0, 0, if holds_notes { 2 } else { 0 }) };
            assert_eq!((along.notes, along.parked, along.notes_left), counted, "{format}");
        }
    }
}

#[test]
fn what_goes_along_is_counted() {
    let document = everything();
    let along = |format| interchange::along(&document, format).expect("it is written");
    let all =
        Along { influence: 1, stances: 1, descriptions: 1, own_fields: 5, whole: true, ..Along::default() };
    assert_eq!(along(Format::GraphMl), all);
    assert_eq!(along(Format::Xlsx), Along { groups: true, ..all.clone() });
    assert_eq!(along(Format::Csv), Along { whole: false, ..all });
    assert_eq!(along(Format::Table), Along::default());
}
