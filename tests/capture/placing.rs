//! Where what is captured comes to stand.

use std::collections::BTreeMap;

use ecomap::{
    editor::Session,
    model::{
        AreaMeaning, Document, Note, NoteId, OrganisationId, Point, Record, RecordId, Rect, ScaleId,
        default_scheme,
    },
    scene,
    style::Look,
    text::Fonts,
};

use crate::{capture, capture_lines};

const VIEW: Rect = Rect::new(0.0, 0.0, 1280.0, 660.0);

fn boxes(document: &Document) -> BTreeMap<OrganisationId, Rect> {
    let sizes = scene::node_boxes(document, &Look::default(), &Fonts::bundled());
    let placed = document.organisations().iter().map(|(id, organisation)| {
        (id.clone(), Rect::from_center(organisation.position.expect("all are placed"), sizes[id]))
    });
    placed.collect()
}

/// No two boxes overlap, with some air between.
fn assert_apart(document: &Document) {
    let boxes: Vec<_> = boxes(document).into_iter().collect();
    for (place, (id, rect)) in boxes.iter().enumerate() {
        for (other, other_rect) in &boxes[place + 1..] {
            assert!(!rect.expanded(8.0).overlaps(*other_rect), "{id} and {other}");
        }
    }
}

#[test]
fn names_typed_one_by_one_stand_in_rows_in_view() {
    let names: Vec<String> = (1..=12).map(|n| format!("Organisation {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let document = capture_lines(&names, Some(VIEW));
    assert_apart(&document);
    let boxes = boxes(&document);
    assert!(boxes.values().all(|rect| VIEW.contains_rect(*rect)), "{boxes:?}");
    let mut rows: Vec<f64> = boxes.values().map(|rect| rect.center().y).collect();
    rows.sort_by(f64::total_cmp);
    rows.dedup();
    assert!(rows.len() <= 4, "{rows:?}");
}

#[test]
fn a_list_is_read_as_it_was_written() {
    let names: Vec<String> = (1..=40).map(|n| format!("Organisation {n}")).collect();
    let document = capture_lines(&["A > B", &names.join("\n")], Some(VIEW));
    assert_apart(&document);
    let mut placed: Vec<(i64, i64, String)> = document
        .organisations()
        .values()
        .filter(|it| it.name.starts_with("Organisation"))
        .map(|it| {
            let at = it.position.expect("all are placed");
            (at.y as i64, at.x as i64, it.name.clone())
        })
        .collect();
    placed.sort();
    let read: Vec<&String> = placed.iter().map(|(_, _, name)| name).collect();
    assert_eq!(read, names.iter().collect::<Vec<_>>());
}

#[test]
fn five_hundred_lines_are_one_step() {
    let fonts = Fonts::bundled();
    let plain: Vec<String> = (0..500).map(|n| format!("Body {n} of the region, third, local")).collect();
    let pairs: Vec<String> = (0..500).map(|n| format!("Body {n} > Hub {} : funding", n % 40)).collect();
    let tree: Vec<String> = (1..500).map(|n| format!("Body {n} > Body {} : trade", n / 2)).collect();
    let star: Vec<String> = (0..500).map(|n| format!("Body {n} > Hub : trade")).collect();
    for lines in [plain, pairs, tree, star] {
        let mut session = Session::new(Document::default());
        capture(&mut session, "A > B", None, Some(VIEW), &fonts);
        let before = session.document().clone();
        capture(&mut session, &lines.join("\n"), None, Some(VIEW), &fonts);
        assert_eq!(session.history().steps().len(), 2);
        assert!(session.document().organisations().len() >= 500);
        assert_apart(session.document());
        session.undo();
        assert_eq!(*session.document(), before);
    }
}

#[test]
fn a_newcomer_stands_near_what_it_is_joined_to() {
    let fonts = Fonts::bundled();
    let mut session = Session::new(Document::default());
    capture(&mut session, "Watershed; A; B; C; D; E", None, Some(VIEW), &fonts);
    for text in ["E > F", "E > G : knowledge", "H > E"] {
        let last = capture(&mut session, text, None, Some(VIEW), &fonts).expect("somebody is named");
        let boxes = boxes(session.document());
        let new = OrganisationId::literal(match text {
            "E > F" => "f",
            "H > E" => "h",
            _ => "g",
        });
        let away = boxes[&new].center().distance(boxes[&OrganisationId::literal("e")].center());
        assert!(away < 330.0, "{text}: {away}, {last}");
    }
    assert_apart(session.document());
}

#[test]
fn what_stands_stays_and_nothing_is_put_over_it() {
    let fonts = Fonts::bundled();
    let note = |text: &str, x: f64, y: f64| Note {
        text: text.into(),
        position: Some(Point::new(x, y)),
        ..Note::default()
    };
    let mut records = default_scheme();
    let long = "a note of many words ".repeat(12);
    records.push((RecordId::Note(NoteId::literal("n")), Record::from(note(&long, 640.0, 330.0))));
    let mut session = Session::new(Document::from_records(records));
    capture(&mut session, "A > B; C", None, Some(VIEW), &fonts);
    let before = session.document().clone();
    let list: Vec<String> = (0..60).map(|n| format!("Organisation {n}")).collect();
    capture(&mut session, &format!("{}\nA > D, E, F\nG > H > A", list.join("\n")), None, Some(VIEW), &fonts);
    for (id, organisation) in before.organisations() {
        assert_eq!(session.document().organisation(id), Some(organisation));
    }
    assert_apart(session.document());
    let scene = scene::build(session.document(), &scene::Options::default(), &Look::default(), &fonts);
    assert_eq!(scene.notes.len(), 1);
    for node in &scene.nodes {
        assert!(!node.rect.overlaps(scene.notes[0].rect), "{} lies over the note", node.id);
    }
    session.undo();
    assert_eq!(*session.document(), before, "one step");
}

#[test]
fn bands_are_kept() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fig5_cardiff_government.ron");
    let document = ecomap::file::open(&path).expect("the example is sound").value;
    let mut session = Session::new(document);
    let fonts = Fonts::bundled();
    capture(
        &mut session,
        "A, nat; B, loc\nWelsh Government > C [regional]; Finance Wales > D [local]",
        None,
        Some(VIEW),
        &fonts,
    );
    for (id, scale) in [("a", "national"), ("b", "local"), ("c", "regional"), ("d", "local")] {
        let document = session.document();
        let at = document.organisation(&OrganisationId::literal(id)).and_then(|it| it.position);
        let band = document
            .map()
            .areas
            .iter()
            .find(|area| area.meaning == AreaMeaning::Scale(ScaleId::literal(scale)))
            .expect("the example has bands");
        // One band is full: it goes beyond its end, not into another's.
        let y = at.expect("it is placed").y;
        assert!(band.extent.top() < y && y < band.extent.bottom(), "{id}: {at:?} in {:?}", band.extent);
    }
    assert_apart(session.document());
}

#[test]
fn a_whole_map_at_once_is_arranged_about_the_view() {
    let lines = ["A, gov, nat; B, third, local; C, ind, local\nA > B, C : funding\nB > C : knowledge"];
    let document = capture_lines(&lines, Some(VIEW));
    let boxes = boxes(&document);
    assert_apart(&document);
    assert!(boxes.values().all(|rect| VIEW.contains_rect(*rect)), "{boxes:?}");
    assert!(document.map().areas.is_empty(), "bands are the author's to draw");
    let y = |id: &'static str| boxes[&OrganisationId::literal(id)].center().y;
    assert!(y("a") < y("b"), "the larger scale stands above");
}

/// Writes what was captured to the folder that `CAPTURE_PICTURES` names, to be looked at.
fn keep_picture(document: &Document, name: &str) {
    let Ok(folder) = std::env::var("CAPTURE_PICTURES") else { return };
    let options = ecomap::pipeline::FigureOptions { dpi: Some(96.0), ..Default::default() };
    let figure = ecomap::pipeline::figure(document, ecomap::pipeline::Format::Png, &options);
    let bytes = figure.expect("it can be drawn").value.bytes;
    std::fs::write(std::path::Path::new(&folder).join(name), bytes).expect("the folder is there");
}

#[test]
fn maps_typed_live_can_be_read() {
    for (name, lines) in
        [("figure.png", &crate::strokes::FIGURE[..]), ("room.png", &crate::strokes::ROOM[..])]
    {
        let document = capture_lines(lines, Some(VIEW));
        keep_picture(&document, name);
        assert_apart(&document);
        let outside = boxes(&document).into_values().filter(|rect| !VIEW.contains_rect(*rect)).count();
        assert_eq!(outside, 0, "{name}");
    }
    let all = capture_lines(&[&crate::strokes::ROOM.join("\n")], Some(VIEW));
    keep_picture(&all, "room_at_once.png");
    let list: Vec<String> = (1..=40).map(|n| format!("Organisation {n}")).collect();
    let star: Vec<String> =
        (1..=9).map(|n| format!("Watershed [t,l] > Studio {n} [ind,l] : funding")).collect();
    let mut star: Vec<&str> = star.iter().map(String::as_str).collect();
    star.extend(["Studio 3 > Bank : trade", "Studio 5 > Bank", "Studio 1 > Studio 2 : brok, via Hub"]);
    let star = capture_lines(&star, Some(VIEW));
    keep_picture(&star, "star.png");
    assert_apart(&star);
    keep_picture(&capture_lines(&["Watershed > UWE", &list.join("\n")], Some(VIEW)), "list.png");
}
