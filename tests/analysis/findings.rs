//! What the measures say, as a reader of the sentences would check them.

use std::path::Path;

use ecomap::{
    analysis::{By, CAVEAT, Finding, Heading, Question, Unwatched, findings, survey},
    model::{
        Document, EvidenceId, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Record, RecordId,
        SectorId, Status,
    },
    pipeline,
};

/// A map of organisations with their sectors, and of flows: "a b" from a to b, with a star wanted.
fn map(organisations: &[(&'static str, &'static str)], flows: &[&str]) -> Document {
    let mut records: Vec<(RecordId, Record)> = Document::default().records().collect();
    for (name, sector) in organisations {
        let one = Organisation {
            name: name.to_uppercase(),
            sector: (!sector.is_empty()).then(|| SectorId::literal(sector)),
            ..Organisation::default()
        };
        records.push((RecordId::Organisation(OrganisationId::literal(name)), one.into()));
    }
    for (number, flow) in flows.iter().enumerate() {
        let mut ends =
            flow.trim_end_matches('*').split(' ').map(|end| OrganisationId::new(end).expect("a slug"));
        let (from, to) = (ends.next().expect("an end"), ends.next().expect("an end"));
        let status = if flow.ends_with('*') { Status::Wanted } else { Status::Current };
        let flow = Flow { status, ..Flow::new(from, to, FlowKindId::literal("funding")) };
        let id = FlowId::new(&format!("f{number}")).expect("a slug");
        records.push((RecordId::Flow(id), flow.into()));
    }
    Document::from_records(records)
}

fn found(document: &Document, by: By) -> Vec<Finding> {
    let question = Question { by, ..Question::default() };
    let survey = survey(document, &question, &Unwatched).expect("nobody calls it off");
    findings(document, &survey, &Unwatched).expect("nobody calls it off")
}

fn sentences(document: &Document, heading: Heading) -> Vec<String> {
    let all = found(document, By::Sector).into_iter().filter(|finding| finding.heading == heading);
    all.map(|finding| finding.sentence).collect()
}

const STAR: [(&str, &str); 4] =
    [("a", "industry"), ("b", "industry"), ("c", "industry"), ("m", "government")];

#[test]
fn who_is_first_is_named_and_equals_share_the_place() {
    for (organisations, flows, expected) in [
        (
            &STAR[..],
            &["a m", "m b", "m c"][..],
            "M lies on 33% of the shortest ways between others, more than anybody else; nobody else lies on any.",
        ),
        (
            &[("a", ""), ("b", ""), ("c", ""), ("d", "")],
            &["a b", "b c", "c d"],
            "B and C share the first place: each lies on 33% of the shortest ways between others; nobody else lies on any.",
        ),
        (
            &[("a", ""), ("b", ""), ("c", "")],
            &["a b", "b c", "c a"],
            "Nobody lies on more shortest ways between others than anybody else.",
        ),
    ] {
        let all = sentences(&map(organisations, flows), Heading::HoldsTogether);
        assert_eq!(all[0], expected);
    }
}

#[test]
fn whose_loss_parts_the_map_is_said_and_whose_does_not() {
    for (flows, expected) in [
        (
            &["a m", "m b", "m c"][..],
            "Without M, the 3 others joined with it would fall into 3 parts; the largest keeps 1.",
        ),
        (
            &["a m", "m b", "b c", "c a"],
            "No single organisation holds the map together: whoever left, the rest of those who are joined would stay so.",
        ),
    ] {
        let all = sentences(&map(&STAR, flows), Heading::HoldsTogether);
        assert!(all.iter().any(|sentence| sentence == expected), "{all:#?}");
    }
}

#[test]
fn brokers_are_told_with_the_role_they_play() {
    let all = sentences(&map(&STAR, &["a m", "m b", "m c"]), Heading::Brokers);
    assert_eq!(
        all[..2],
        [
            "M brokers most often: twice, of 2 on the whole map.",
            "Most often a consultant is M: twice it stands (itself Government) between two of one other sector.",
        ]
    );
    let alone = sentences(&map(&[("a", "industry"), ("b", "industry")], &["a b"]), Heading::Brokers);
    assert_eq!(alone, ["Nobody brokers between sectors: only one of them is on the map."]);
}

#[test]
fn what_is_missing_is_told_pair_by_pair() {
    let organisations = [("a", "industry"), ("g", "government"), ("u", "universities")];
    let document = map(&organisations, &["a g", "a u*"]);
    let all = sentences(&document, Heading::Missing);
    for expected in [
        "Industry and Universities and higher education are joined only by flows that are wanted or proposed.",
        "No flow joins Government and Universities and higher education (1 and 1 organisation, 1 pair in all).",
        "1 flow is wanted and not there yet: A – U (funding).",
        "No organisation has any evidence.",
        "No flow has any evidence.",
    ] {
        let is_there = all.iter().any(|one| one.to_lowercase() == expected.to_lowercase());
        assert!(is_there, "{expected}: {all:#?}");
    }
}

#[test]
fn introductions_lead_over_those_who_are_tied_already() {
    let organisations = [("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", "")];
    for (flows, expected) in [
        (&["a b", "c b", "a c*"][..], "B could introduce A to C (funding, wanted): tied to both."),
        (
            &["a b", "c b", "a d", "d c", "a c*"],
            "B and D could introduce A to C (funding, wanted): tied to both.",
        ),
        (
            &["a b", "b c", "c d", "a d*"],
            "A way of 3 steps leads from A to D (funding, wanted): the only shortest way, over B, then C.",
        ),
        (&["a b", "a e*"], "Nobody on the map could introduce A to E (funding, wanted)."),
    ] {
        let all = sentences(&map(&organisations, flows), Heading::Introductions);
        assert_eq!(all, [expected]);
    }
    let tied_already = sentences(&map(&organisations, &["a b", "b a*"]), Heading::Introductions);
    assert!(tied_already.is_empty(), "{tied_already:?}");
}

#[test]
fn evidence_is_missed_only_where_there_is_none() {
    let mut document: Vec<(RecordId, Record)> = map(&STAR, &["a m"]).records().collect();
    for (id, record) in &mut document {
        if let (RecordId::Organisation(id), Record::Organisation(one)) = (&id, &record)
            && id.as_str() != "m"
        {
            let mut one = (**one).clone();
            one.evidence = vec![EvidenceId::literal("e")];
            *record = one.into();
        }
    }
    let all = sentences(&Document::from_records(document), Heading::Missing);
    assert!(all.contains(&"1 of 4 organisations has no evidence.".to_owned()), "{all:#?}");
}

#[test]
fn the_study_s_maps_are_told_in_sound_sentences() {
    for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").read_dir().expect("it is there") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        let document = pipeline::read(&path).expect("a sound map").value;
        for by in [By::Sector, By::Scale, By::Kind] {
            let all = found(&document, by.clone());
            assert_eq!(all, found(&document, by), "{}", path.display());
            assert!(all.len() > 4, "{}", path.display());
            for finding in &all {
                let words = &finding.sentence;
                assert!(words.ends_with('.') && !words.contains("NaN") && !words.contains("  "), "{words}");
                assert!(!words.contains(" 1 organisations") && !words.contains(" 1 flows"), "{words}");
                assert!(finding.shows.iter().all(|record| document.contains(record)), "{words}");
                assert!(finding.numbers.iter().all(|(_, number)| number.is_finite()), "{words}");
            }
        }
    }
    assert!(CAVEAT.contains("census"));
}
