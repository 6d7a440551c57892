//! The examples are figures that one would print, and say what the study's tables say.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use ecomap::{
    file,
    model::{Confidence, Document, Rect, SectorId, Status},
    pipeline::{FigureOptions, FontChoice, Format, figure},
};

fn examples() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .expect("the examples are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    found.sort();
    assert_eq!(found.len(), 10, "ten examples");
    found
}

fn read(path: &Path) -> Document {
    let read = file::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(read.warnings, [], "{}", path.display());
    read.value
}

#[test]
fn examples_are_written_as_the_program_writes_them() {
    for (name, path) in examples() {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let written = file::write(&read(&path));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&path, &written).expect("the examples are writable");
        } else {
            assert_eq!(text, written, "{name}: run once with UPDATE_SNAPSHOTS=1");
        }
    }
}

#[test]
fn every_line_has_its_evidence_and_what_is_inferred_says_so() {
    for (name, path) in examples() {
        let document = read(&path);
        let of = |ids: &[ecomap::model::EvidenceId], what: &str| {
            assert!(!ids.is_empty(), "{name}: {what} has no evidence");
            for id in ids {
                let evidence = document.evidence_item(id).expect("checked on reading");
                assert!(!evidence.text.is_empty() && !evidence.source.title.is_empty(), "{name}: {id}");
                let says_so = evidence.text.starts_with("Inferred") || evidence.text.starts_with("We infer");
                if says_so {
                    assert_eq!(evidence.confidence, Confidence::Inferred, "{name}: {id}");
                }
            }
        };
        document.organisations().iter().for_each(|(id, record)| of(&record.evidence, id.as_str()));
        document.flows().iter().for_each(|(id, record)| of(&record.evidence, id.as_str()));
    }
}

#[test]
fn nothing_overlaps_and_every_label_has_its_place() {
    let options = FigureOptions { fonts: FontChoice::Bundled, ..FigureOptions::default() };
    for (name, path) in examples() {
        let printed =
            figure(&read(&path), Format::Svg, &options).expect("the bundled family covers the examples");
        assert_eq!(printed.warnings, [], "{name}");
        let scene = printed.value.scene;
        let boxes: Vec<(&str, Rect)> = scene.nodes.iter().map(|node| (node.id.as_str(), node.rect)).collect();
        for (index, (id, rect)) in boxes.iter().enumerate() {
            for (other, other_rect) in &boxes[index + 1..] {
                assert!(!rect.overlaps(*other_rect), "{name}: {id} overlaps {other}");
            }
        }
        assert_eq!(scene.report.crossing_nodes, [], "{name}: flows over organisations they do not join");
        assert_eq!(scene.report.dropped_labels, [], "{name}: labels that found no room");
        for flow in &scene.flows {
            let label = flow.label.unwrap_or_else(|| panic!("{name}: {} has no label", flow.id));
            let on = boxes.iter().find(|(_, rect)| rect.overlaps(label));
            assert_eq!(on, None, "{name}: the label of {}", flow.id);
        }
    }
}

/// The study's tables, for those examples whose flows we drew otherwise: how many flows less than the table's rows.
const REDRAWN: [(&str, &str, usize); 10] = [
    ("fig1_types_of_connections", "fig1_types_of_connections", 0),
    ("fig2_government_scales", "fig2_government_scales", 0),
    // Brokering towards the universities is drawn as the broker of the collaboration.
    ("fig3_bristol", "fig3_bristol", 1),
    ("fig4_cardiff_informal", "fig4_cardiff_informal", 0),
    // The condition is said on the investment it belongs to.
    ("fig5_cardiff_government", "fig5_cardiff_government", 1),
    ("fig6_mediacity_anchors", "fig6_mediacity_anchors", 0),
    ("fig7_mediacity_networks", "fig7_mediacity_networks", 0),
    ("national_software_academy", "map5b_national_software_academy", 0),
    ("platform1_orchestrator", "platform1_orchestrator", 0),
    ("platform2_international", "platform2_international", 0),
];

/// The rows of a table as values by column.
fn table(path: &Path) -> Option<Vec<BTreeMap<String, String>>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next()?.split('\t').collect();
    let row = |line: &str| {
        let cells = line.split('\t').map(str::to_owned);
        header.iter().map(|name| (*name).to_owned()).zip(cells).collect()
    };
    Some(lines.map(row).collect())
}

fn count<T>(rows: &[T], is: impl Fn(&T) -> bool) -> usize {
    rows.iter().filter(|row| is(row)).count()
}

#[test]
fn examples_say_what_the_tables_say() {
    let figures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/figures");
    if !figures.exists() {
        eprintln!("skipped: the study's tables are not beside this checkout");
        return;
    }
    let paths: BTreeMap<String, PathBuf> = examples().into_iter().collect();
    for (name, stem, fewer) in REDRAWN {
        let document = read(&paths[name]);
        let nodes = table(&figures.join(format!("{stem}.nodes.tsv"))).expect("the nodes");
        let edges = table(&figures.join(format!("{stem}.edges.tsv"))).expect("the edges");
        assert_eq!(document.organisations().len(), nodes.len(), "{name}: organisations");
        assert_eq!(document.flows().len(), edges.len() - fewer, "{name}: flows");
        let flows: Vec<_> = document.flows().values().collect();
        for (status, word) in
            [(Status::Wanted, "aspirational"), (Status::Proposed, "proposed"), (Status::Absent, "absent")]
        {
            let drawn = count(&flows, |flow| flow.status == status);
            assert_eq!(drawn, count(&edges, |row| row["status"] == word), "{name}: {word}");
        }
        let organisations: Vec<_> = document.organisations().values().collect();
        for (sector, word) in [
            (Some("government"), "government"),
            (Some("industry"), "industry"),
            (Some("universities"), "university"),
            (Some("third-sector"), "third_sector"),
            (Some("joint"), "mixed"),
        ] {
            let drawn = count(&organisations, |one| one.sector.as_ref().map(SectorId::as_str) == sector);
            let told = count(&nodes, |row| row["sector"] == word);
            // The text gives the BBC in Cardiff no sector; the table infers one.
            let known = usize::from(name == "fig4_cardiff_informal" && word == "industry");
            assert_eq!(drawn, told - known, "{name}: {word}");
        }
    }
}
