//! Maps for tests of the page. Must not know what is tested with them.

use std::path::PathBuf;

use ecomap::{
    file,
    model::*,
    pipeline::{self, FigureOptions, Format, Parts},
};

/// Words that must not leave the house unasked, by the name under which they are asked for.
pub const SECRETS: [(&str, &str); 4] = [
    ("evidence", "Zzevidence says why"),
    ("respondents", "Zzrespondent of a studio"),
    ("notes", "Zznote on the wall"),
    ("speaker notes", "Zzspeaker pauses here"),
];

/// Labels that have broken pages before.
pub fn hostile() -> Vec<String> {
    let mut labels: Vec<String> = [
        "</script><script>alert(1)</script>",
        "<!-- <script>alert(2)",
        "]]> & <b>bold</b> &amp; &#60;img src=x onerror=alert(3)&#62;",
        "<img src=x onerror=alert(4)>",
        "\"'><svg onload=alert(5)>`${alert(6)}`",
        "</style></title></svg><iframe src=javascript:alert(7)>",
        "{{script}} {{data}}",
        "\u{2028}one\u{2029}two\u{85}",
        "__proto__",
        "שלום (עולם) 123",
        "\u{202e}reversed",
        "👩‍👩‍👧 familia 漢字",
    ]
    .map(str::to_owned)
    .to_vec();
    labels.push("long ".repeat(2000).trim().to_owned());
    labels
}

/// The map of Bristol with a story in three steps, evidence, a note, and an address to follow.
pub fn bristol() -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/fig3_bristol.ron");
    let example = file::open(&path).unwrap().value;
    let watershed = OrganisationId::literal("watershed");
    let evidence = EvidenceId::literal("zz");
    let mut organisation = Organisation::clone(example.organisation(&watershed).unwrap());
    organisation.evidence = vec![evidence.clone()];
    organisation.url = "https://www.watershed.co.uk/".into();
    let view = |name: &str, order: i32| View {
        name: name.into(),
        caption: format!("Caption of {name}"),
        order,
        ..View::default()
    };
    let funding = Filter { flow_kinds: vec![FlowKindId::literal("funding")], ..Filter::default() };
    let focus = Focus { organisation: watershed.clone(), steps: 1, upstream: true, downstream: true };
    let camera = Camera { center: Point::new(640.0, 440.0), zoom: 2.0 };
    let views = [
        ("money", View { filter: funding, ..view("Who funds", 1) }),
        (
            "hub",
            View {
                focus: Some(focus),
                speaker_notes: secret("speaker notes").into(),
                ..view("Around Watershed", 2)
            },
        ),
        ("studio", View { camera: Some(camera), ..view("Close up", 3) }),
    ];
    let said = Evidence {
        text: secret("evidence").into(),
        respondent: secret("respondents").into(),
        source: Source {
            title: "A report".into(),
            url: "https://example.org/report".into(),
            page: "7".into(),
        },
        ..Evidence::default()
    };
    let note =
        Note { text: secret("notes").into(), position: Some(Point::new(100.0, 100.0)), ..Note::default() };
    let views = views.map(|(id, view)| (RecordId::View(ViewId::literal(id)), Record::from(view)));
    let records = example.records().chain(views).chain([
        (RecordId::Organisation(watershed), Record::from(organisation)),
        (RecordId::Evidence(evidence), Record::from(said)),
        (RecordId::Note(NoteId::literal("note")), Record::from(note)),
    ]);
    Document::from_records(records)
}

/// The words that are asked for by this name.
pub fn secret(name: &str) -> &'static str {
    SECRETS.iter().find(|(known, _)| *known == name).unwrap().1
}

/// A map in which every text is this one.
pub fn labelled(label: &str) -> Document {
    let organisation = |id: &'static str, x: f64| {
        let record = Organisation {
            name: label.into(),
            place: label.into(),
            description: label.into(),
            url: label.into(),
            roles: vec![label.into()],
            position: Some(Point::new(x, 0.0)),
            evidence: vec![EvidenceId::literal("e")],
            ..Organisation::default()
        };
        (RecordId::Organisation(OrganisationId::literal(id)), Record::from(record))
    };
    let end = OrganisationId::literal;
    let flow = Flow {
        label: label.into(),
        condition: label.into(),
        ..Flow::new(end("a"), end("b"), FlowKindId::literal("funding"))
    };
    let map =
        MapInfo { title: label.into(), subtitle: label.into(), coverage: label.into(), ..MapInfo::default() };
    let group =
        Group { label: label.into(), members: vec![Member::Organisation(end("a"))], ..Group::default() };
    let view = View { name: label.into(), caption: label.into(), ..View::default() };
    let said = Evidence {
        text: label.into(),
        quote: true,
        source: Source {
            title: label.into(),
            url: format!("javascript:alert(8)//{label}"),
            page: label.into(),
        },
        ..Evidence::default()
    };
    let records = [
        (RecordId::Map, Record::from(map)),
        organisation("a", 0.0),
        organisation("b", 900.0),
        (RecordId::Flow(FlowId::literal("f")), Record::from(flow)),
        (RecordId::Group(GroupId::literal("g")), Record::from(group)),
        (RecordId::View(ViewId::literal("v")), Record::from(view)),
        (RecordId::Evidence(EvidenceId::literal("e")), Record::from(said)),
        (
            RecordId::Note(NoteId::literal("n")),
            Record::from(Note { text: label.into(), position: Some(Point::default()), ..Note::default() }),
        ),
    ];
    Document::from_records(default_scheme().into_iter().chain(records))
}

/// Two lines that cross, and steps of a story in dresses of their own: in grey, without a legend, and in grey as well.
pub fn dressed() -> Document {
    let organisation = |id: &'static str, x: f64, y: f64| {
        let position = Some(Point::new(x, y));
        let record = Organisation {
            name: id.into(),
            sector: Some(SectorId::literal("universities")),
            position,
            ..Organisation::default()
        };
        (RecordId::Organisation(OrganisationId::literal(id)), Record::from(record))
    };
    let flow = |from, to, kind| {
        let end = OrganisationId::literal;
        let record = Flow::new(end(from), end(to), FlowKindId::literal(kind));
        (RecordId::Flow(FlowId::literal(kind)), Record::from(record))
    };
    let view = |id: &'static str, order, palette: &str, legend| {
        let record = View { name: id.into(), order, palette: palette.into(), legend, ..View::default() };
        (RecordId::View(ViewId::literal(id)), Record::from(record))
    };
    let records = [
        organisation("west", 0.0, 150.0),
        organisation("east", 900.0, 150.0),
        organisation("north", 250.0, 0.0),
        organisation("south", 250.0, 700.0),
        flow("west", "east", "funding"),
        flow("north", "south", "knowledge"),
        view("grey", 1, "greyscale", LegendPlace::Below),
        view("bare", 2, "", LegendPlace::Off),
        view("plain", 3, "", LegendPlace::Below),
        view("grey-again", 4, "greyscale", LegendPlace::Below),
    ];
    Document::from_records(default_scheme().into_iter().chain(records))
}

/// All that can be asked for.
pub const EVERYTHING: Parts = Parts::ALL;

/// The page of a map.
pub fn page(document: &Document, included: Parts) -> String {
    let options = FigureOptions { included, ..FigureOptions::default() };
    let figure = pipeline::figure(document, Format::Html, &options).unwrap();
    String::from_utf8(figure.value.bytes).unwrap()
}
