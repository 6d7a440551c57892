//! Every report says the same, nothing in it is live, and what is not defined is said.

use ecomap::{
    analysis::{Column, Question, Unwatched},
    model::{
        Document, Flow, FlowId, FlowKindId, MapInfo, Organisation, OrganisationId, Record, RecordId,
        SectorId, Status,
    },
    pipeline::{Analysis, analyse, beside},
};

/// A map whose authors wrote what programs might take for their own.
fn hostile() -> Document {
    let id = |name: &'static str| OrganisationId::literal(name);
    let names = [
        ("a", "=HYPERLINK(\"http://x\")", Some("government")),
        ("b", "<script>alert(1)</script>", Some("industry")),
        ("c", "**bold** | [x](y) `z`", Some("industry")),
        ("d", "", None),
        ("e", "@alone\nhere", None),
    ];
    let mut records: Vec<(RecordId, Record)> = Document::default().records().collect();
    records.extend(names.map(|(at, name, sector)| {
        let one = Organisation {
            name: name.to_owned(),
            sector: sector.map(SectorId::literal),
            ..Organisation::default()
        };
        (RecordId::Organisation(id(at)), one.into())
    }));
    for (name, from, to, status) in
        [("1", "a", "b", Status::Current), ("2", "b", "c", Status::Current), ("3", "a", "d", Status::Wanted)]
    {
        let flow = Flow { status, ..Flow::new(id(from), id(to), FlowKindId::literal("funding")) };
        records.push((RecordId::Flow(FlowId::literal(name)), flow.into()));
    }
    let map = MapInfo { title: "# A & B <i>".into(), ..MapInfo::default() };
    records.push((RecordId::Map, map.into()));
    Document::from_records(records)
}

fn analysed(document: &Document) -> Analysis {
    analyse(document, &Question::default(), &Unwatched).expect("nobody calls it off")
}

#[test]
fn nothing_that_authors_wrote_is_live_in_any_report() {
    let document = hostile();
    let analysis = analysed(&document);
    let html = analysis.html(&document, &[]);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("# A &amp; B &lt;i&gt;"));
    assert!(!html.contains("http-equiv=\"refresh\"") && !html.contains("src="));
    let markdown = analysis.markdown(&document, &[]);
    assert!(!markdown.replace("\\<", "").contains("<script") && !markdown.contains("**bold**"), "{markdown}");
    assert!(markdown.contains("\\*\\*bold\\*\\* \\| \\[x\\](y) \\`z\\`"), "{markdown}");
    assert!(markdown.starts_with("# What the map says: \\# A \\& B \\<i\\>\n"), "{markdown}");
    for bytes in [analysis.organisations_csv(&document, &[]), analysis.findings_csv()] {
        let mut reader = csv::ReaderBuilder::new().from_reader(&bytes[..]);
        for record in reader.records() {
            for cell in &record.expect("rows are as long as the head") {
                let is_number = cell.parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
            }
        }
    }
}

#[test]
fn every_finding_stands_in_every_report_and_shows_what_is_on_the_map() {
    let document = hostile();
    let analysis = analysed(&document);
    let (text, csv) =
        (analysis.text(&document, &[]), String::from_utf8(analysis.findings_csv()).expect("UTF-8"));
    let json = analysis.json(&document, &[]);
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(analysis.findings.len()));
    for finding in &analysis.findings {
        assert!(text.contains(&finding.sentence), "{}", finding.sentence);
        assert!(csv.contains(finding.heading.name()));
        assert!(finding.shows.iter().all(|record| document.contains(record)), "{finding:?}");
        assert!(finding.numbers.iter().all(|(_, number)| number.is_finite()), "{finding:?}");
        assert!(!finding.sentence.contains("NaN") && !finding.sentence.contains("inf"), "{finding:?}");
    }
}

#[test]
fn what_is_not_defined_is_said_and_null() {
    let document = hostile();
    let analysis = analysed(&document);
    let json = analysis.json(&document, &[Column::Constraint]);
    let alone = json["organisations"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "e"));
    assert!(alone.expect("e is on the map")["measures"]["constraint"].is_null());
    assert!(analysis.text(&document, &[]).contains("constraint: not defined without ties"));
}

#[test]
fn maps_of_nothing_and_of_one_are_analysed() {
    let empty = Document::default();
    let analysis = analysed(&empty);
    assert_eq!(analysis.findings.len(), 1);
    assert!(analysis.text(&empty, &[]).contains("no organisations yet"));
    let one = (RecordId::Organisation(OrganisationId::literal("one")), Organisation::default().into());
    let alone = Document::from_records([one]);
    let analysis = analysed(&alone);
    assert!(analysis.markdown(&alone, &[]).contains("1 organisation and 0 flows"));
}

#[test]
fn two_maps_stand_beside_each_other_by_id() {
    let document = hostile();
    let analysis = analysed(&document);
    let mut fewer: Vec<(RecordId, Record)> = document.records().collect();
    fewer.retain(|(id, _)| !matches!(id.as_str(), "e" | "2"));
    let fewer = Document::from_records(fewer);
    let other = analysed(&fewer);
    let found = beside((&document, &analysis), (&fewer, &other), &[Column::Degree]);
    let text = found.text();
    assert!(text.contains("0 → gone") && text.contains("2 → 1"), "{text}");
    assert_eq!(found.json()["whole"]["organisations"]["before"], 5.0);
    assert_eq!(found.json()["whole"]["organisations"]["after"], 4.0);
}
