//! What becomes of two people's changes, case by case. Must not know how maps are merged.

use ecomap::{
    editor::Session,
    file::{self, Tree},
    model::{Conflict, Document, Finding, validate},
    pipeline::{GROUP_FIELD, Take, home_of, merge, settle, settle_all},
};

/// A case: what both began with, what each made of it, what the merged map says and does not say, and what is left to
/// decide as `record: field: ours | theirs`.
struct Case {
    what: &'static str,
    base: &'static str,
    ours: &'static str,
    theirs: &'static str,
    says: &'static [&'static str],
    says_not: &'static [&'static str],
    left: &'static [&'static str],
}

fn map(body: &str) -> Document {
    let text = format!("(header: (format: \"ecomap\", version: \"1.0\"), {body})");
    file::read(&text).unwrap_or_else(|error| panic!("{text}: {:#?}", error.diagnostics())).value
}

fn spoken(conflicts: &[Conflict]) -> Vec<String> {
    let spoken =
        conflicts.iter().map(|it| format!("{}: {}: {} | {}", it.record, it.field, it.ours, it.theirs));
    spoken.collect()
}

const TWO: &str = r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")]"#;

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case {
        what: "different fields of one organisation",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alpha", sector: "industry"), (id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha Ltd"), (id: "b", name: "Beta")]"#,
        says: &["Alpha Ltd", "sector: \"industry\""], says_not: &["conflicts"], left: &[],
    },
    Case {
        what: "one field, otherwise: the longer stands, both are kept",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alef"), (id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha and Sons"), (id: "b", name: "Beta")]"#,
        says: &["name: \"Alpha and Sons\"", "conflicts: ["], says_not: &[],
        left: &["organisation `a`: name: \"Alef\" | \"Alpha and Sons\""],
    },
    Case {
        what: "one field, alike",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alef"), (id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alef"), (id: "b", name: "Beta", count: 3)]"#,
        says: &["Alef", "count"], says_not: &["conflicts"], left: &[],
    },
    Case {
        what: "tags are a set: what one takes out is out, what both put in is in once",
        base: r#"organisations: [(id: "a", name: "Alpha", tags: ["film", "games"])]"#,
        ours: r#"organisations: [(id: "a", name: "Alpha", tags: ["games", "music", "new"])]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha", tags: ["film", "games", "craft", "new"])]"#,
        says: &[r#"tags: ["games", "craft", "music", "new"]"#], says_not: &["film"], left: &[],
    },
    Case {
        what: "deleted by one and changed by the other: it stays",
        base: TWO,
        ours: r#"organisations: [(id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha", place: "Bath"), (id: "b", name: "Beta")]"#,
        says: &["place: \"Bath\""], says_not: &[],
        left: &["organisation `a`: :  | (name: \"Alpha\", place: \"Bath\")"],
    },
    Case {
        what: "deleted by one and moved by the other: it goes",
        base: TWO,
        ours: r#"organisations: [(id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha", position: (5, 5)), (id: "b", name: "Beta")]"#,
        says: &["Beta"], says_not: &["Alpha", "conflicts"], left: &[],
    },
    Case {
        what: "a flow to somebody whom the other deleted brings them back",
        base: TWO,
        ours: r#"organisations: [(id: "b", name: "Beta")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
                   flows: [(id: "f", from: "b", to: "a", kind: "funding")]"#,
        says: &["Alpha", "from: \"b\""], says_not: &[],
        left: &["organisation `a`: :  | (name: \"Alpha\")"],
    },
    Case {
        what: "evidence that one cites anew and the other deleted comes back",
        base: r#"organisations: [(id: "a", name: "Alpha")], evidence: [(id: "abcdef", text: "said so")]"#,
        ours: r#"organisations: [(id: "a", name: "Alpha")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha", evidence: ["abcdef"])], evidence: [(id: "abcdef", text: "said so")]"#,
        says: &["said so", "evidence: [\"abcdef\"]"], says_not: &[],
        left: &["evidence `abcdef`: :  | (text: \"said so\")"],
    },
    Case {
        what: "one takes a goal away, the other takes a stand on it: it stays",
        base: r#"map: (goals: [(id: "grow", text: "Grow")]), organisations: [(id: "a", name: "Alpha")]"#,
        ours: r#"map: (title: "T"), organisations: [(id: "a", name: "Alpha")]"#,
        theirs: r#"map: (goals: [(id: "grow", text: "Grow")]),
                   organisations: [(id: "a", name: "Alpha", stances: [(goal: "grow", position: oppose)])]"#,
        says: &["title: \"T\"", "text: \"Grow\"", "oppose"], says_not: &[],
        left: &["the map: goals[grow]:  | (id: \"grow\", text: \"Grow\")"],
    },
    Case {
        what: "the same organisation added by both is one, with what each said",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta"), (id: "c", name: "Gamma", place: "Bath")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta"), (id: "c", name: "gamma", scale: "local")]"#,
        says: &["place: \"Bath\"", "scale: \"local\""], says_not: &["c-2"],
        left: &["organisation `c`: name: \"Gamma\" | \"gamma\""],
    },
    Case {
        what: "different organisations under one id are two, and their flows know which is which",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta"), (id: "c", name: "Cardiff")],
                 flows: [(id: "f", from: "a", to: "c", kind: "funding")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta"), (id: "c", name: "Dundee")],
                   flows: [(id: "g", from: "b", to: "c", kind: "funding")]"#,
        says: &["id: \"c-2\",\n            name: \"Dundee\"", "from: \"a\",\n            to: \"c\"", "from: \"b\",\n            to: \"c-2\""],
        says_not: &["conflicts"], left: &[],
    },
    Case {
        what: "one flow drawn by both is one",
        base: TWO,
        ours: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
                 flows: [(id: "a--b--funding", from: "a", to: "b", kind: "funding", formality: formal)]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
                   flows: [(id: "a--b--funding", from: "a", to: "b", kind: "funding", label: "grants")]"#,
        says: &["formality: formal", "label: \"grants\""], says_not: &["conflicts", "funding-2"], left: &[],
    },
    Case {
        what: "put into two groups at once: one of them, and a question",
        base: r#"organisations: [(id: "a", name: "Alpha")], groups: [(id: "g", label: "G"), (id: "hh", label: "H")]"#,
        ours: r#"organisations: [(id: "a", name: "Alpha")], groups: [(id: "g", label: "G", members: ["a"]), (id: "hh", label: "H")]"#,
        theirs: r#"organisations: [(id: "a", name: "Alpha")], groups: [(id: "g", label: "G"), (id: "hh", label: "H", members: ["a"])]"#,
        says: &["label: \"H\",\n            members: [\"a\"]"], says_not: &["label: \"G\",\n            members"],
        left: &["organisation `a`: group: \"g\" | \"hh\""],
    },
    Case {
        what: "each group put into the other: one of them stays outside, and a question",
        base: r#"groups: [(id: "g", label: "G"), (id: "h", label: "H")]"#,
        ours: r#"groups: [(id: "g", label: "G", members: [group("h")]), (id: "h", label: "H")]"#,
        theirs: r#"groups: [(id: "g", label: "G"), (id: "h", label: "H", members: [group("g")])]"#,
        says: &["members: [group(\"h\")]"], says_not: &["members: [group(\"g\")]"],
        left: &["group `g`: group:  | \"h\""],
    },
    Case {
        what: "both moved it: a question, unless to the same place",
        base: r#"organisations: [(id: "a", name: "A", position: (0, 0)), (id: "b", name: "B", position: (0, 9))]"#,
        ours: r#"organisations: [(id: "a", name: "A", position: (50, 0)), (id: "b", name: "B", position: (90, 9))]"#,
        theirs: r#"organisations: [(id: "a", name: "A", position: (50.5, 0)), (id: "b", name: "B", position: (9, 90))]"#,
        says: &[], says_not: &[],
        left: &["organisation `b`: position: (90, 9) | (9, 90)"],
    },
    Case {
        what: "begun by one after it was ended by the other: one side's dates, and a question",
        base: r#"organisations: [(id: "a", name: "A", active_from: "2001", active_to: "2020")]"#,
        ours: r#"organisations: [(id: "a", name: "A", active_from: "2015", active_to: "2020")]"#,
        theirs: r#"organisations: [(id: "a", name: "A", active_from: "2001", active_to: "2010")]"#,
        says: &["active_from: \"2015\"", "active_to: \"2020\""], says_not: &[],
        left: &["organisation `a`: active_from: \"2015\" | \"2001\"", "organisation `a`: active_to: \"2020\" | \"2010\""],
    },
    Case {
        what: "a colour and a name in the scheme, a field and a comment of a newer version, a source and its page",
        base: r#"scheme: (sectors: [(id: "media", name: "Media")]), organisations: [(id: "a", name: "A")],
                 evidence: [(id: "e", text: "E", source: (title: "S"))]"#,
        ours: r#"scheme: (sectors: [(id: "media", name: "Press")]),
                 organisations: [
                     // asked twice
                     (id: "a", name: "A", mood: "good")
                 ], evidence: [(id: "e", text: "E", source: (title: "S", page: "4"))]"#,
        theirs: r#"scheme: (sectors: [(id: "media", name: "Media", hue: 12)]),
                   organisations: [(id: "a", name: "A", weather: (a: 1))],
                   evidence: [(id: "e", text: "E", source: (title: "S", url: "u"))]"#,
        says: &["Press", "hue: 12", "mood: \"good\"", "weather: (a: 1)", "// asked twice", r#"source: (title: "S", url: "u", page: "4")"#],
        says_not: &["conflicts"], left: &[],
    },
    Case {
        what: "a question that one of them has answered is answered",
        base: r#"map: (conflicts: [(record: organisation("a"), field: "name", ours: "\"A\"", theirs: "\"B\"")]), organisations: [(id: "a", name: "A")]"#,
        ours: r#"organisations: [(id: "a", name: "A")]"#,
        theirs: r#"map: (title: "T", conflicts: [(record: organisation("a"), field: "name", ours: "\"A\"", theirs: "\"B\"")]), organisations: [(id: "a", name: "A")]"#,
        says: &["title: \"T\""], says_not: &["conflicts"], left: &[],
    },
];

#[test]
fn the_table_of_cases_holds_and_it_is_all_the_same_who_merges() {
    for Case { what, base, ours, theirs, says, says_not, left } in CASES {
        let (base, ours, theirs) = (map(base), map(ours), map(theirs));
        let merged = merge(&base, &ours, &theirs).unwrap();
        let text = file::write(&merged.document);
        for words in *says {
            assert!(text.contains(words), "{what}: no `{words}` in\n{text}");
        }
        for words in *says_not {
            assert!(!text.contains(words), "{what}: `{words}` in\n{text}");
        }
        assert_eq!(spoken(&merged.conflicts), *left, "{what}");
        assert!(!validate(&merged.document).iter().any(Finding::is_error), "{what}");
        let mut other_way = merge(&base, &theirs, &ours).unwrap();
        for conflict in &mut other_way.conflicts {
            std::mem::swap(&mut conflict.ours, &mut conflict.theirs);
        }
        assert_eq!(other_way.conflicts, merged.conflicts, "{what}, exchanged");
        if left.is_empty() {
            assert_eq!(other_way.document, merged.document, "{what}, exchanged");
        }
    }
}

#[test]
fn every_question_is_answered_in_one_step_that_undo_takes_back() {
    for Case { what, base, ours, theirs, left, .. } in CASES.iter().filter(|case| !case.left.is_empty()) {
        let merged = merge(&map(base), &map(ours), &map(theirs)).unwrap().document;
        for (place, take) in (0..left.len()).flat_map(|place| [(place, Take::Ours), (place, Take::Theirs)]) {
            let conflict = merged.map().conflicts[place].clone();
            let mut session = Session::new(merged.clone());
            let command = settle(&merged, &conflict, take).unwrap_or_else(|| panic!("{what}: {conflict:?}"));
            session.perform(command).unwrap_or_else(|error| panic!("{what}: {error}"));
            let after = session.document();
            assert!(!after.map().conflicts.contains(&conflict), "{what}: {take:?} leaves the question");
            let is_there = after.contains(&conflict.record);
            if conflict.field.is_empty() {
                assert_eq!(is_there, !take.of(&conflict).is_empty(), "{what}: {take:?}");
            } else if conflict.field == GROUP_FIELD {
                assert_eq!(
                    home_of(after, &conflict.record),
                    take.of(&conflict).trim_matches('"'),
                    "{what}: {take:?}"
                );
            } else {
                let tree = Tree::of(&conflict.record, &after.get(&conflict.record).unwrap());
                let value = tree.at(&conflict.field).map(Tree::spelt).unwrap_or_default();
                assert_eq!(value, take.of(&conflict), "{what}: {take:?}");
            }
            session.undo();
            assert_eq!(*session.document(), merged, "{what}: {take:?} is one step");
        }
        for take in [Take::Ours, Take::Theirs] {
            let (command, still) = settle_all(&merged, take);
            let is_whole = |it: &&Conflict| it.field.is_empty() || it.field.starts_with("goals[");
            let deleted = merged.map().conflicts.iter().filter(is_whole).filter(|it| take.of(it).is_empty());
            assert_eq!(still, deleted.count(), "{what}: {take:?} everywhere");
            let mut session = Session::new(merged.clone());
            if let Some(command) = command {
                session.perform(command).unwrap_or_else(|error| panic!("{what}: {error}"));
            }
            assert_eq!(session.document().map().conflicts.len(), still, "{what}: {take:?} everywhere");
        }
    }
}
