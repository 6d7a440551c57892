//! Figures on pages: sizes as asked, type as promised, nothing beyond the page, and no two boxes that meet because type
//! grew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::PathBuf;

use ecomap::{
    file,
    model::*,
    pipeline::{FigureError, FigureOptions, Format, PagePreset, PageReport, figure, preview},
    scene::{Scene, Shape},
};

fn examples() -> Vec<(String, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    paths.sort();
    let named = paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, file::open(&path).unwrap().value)
    });
    named.collect()
}

fn on(page: PagePreset) -> FigureOptions {
    FigureOptions { page: Some(page), ..FigureOptions::default() }
}

fn drawn(document: &Document, options: &FigureOptions) -> (Scene, PageReport) {
    let made = preview(document, options).unwrap().value;
    (made.scene, made.page)
}

/// Points of the smallest type in the picture when it is printed so wide.
fn smallest(scene: &Scene, width_mm: f64) -> f64 {
    let sizes = scene.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(block) => Some(block.style.size),
        Shape::Path { .. } => None,
    });
    sizes.fold(f64::INFINITY, f64::min) * width_mm / scene.bounds.width / 25.4 * 72.0
}

#[test]
fn every_example_fits_on_every_page() {
    for (name, document) in examples() {
        for preset in PagePreset::ALL {
            let (scene, page) = drawn(&document, &on(preset));
            let asked = preset.page();
            assert_eq!(Some(page.width_mm), asked.width_mm, "{name} {preset:?}");
            if let Some(height) = asked.height_mm {
                assert!((page.height_mm - height).abs() < 0.01, "{name} {preset:?}: {page}");
            }
            let sheet = scene.bounds.expanded(0.5);
            for item in &scene.items {
                assert!(sheet.contains_rect(item.bounds), "{name} {preset:?}: {item:?} beyond the page");
            }
            // The map has the greater part of the room that it can use.
            let part = (scene.map.width / scene.bounds.width).max(scene.map.height / scene.bounds.height);
            assert!(part > 0.4, "{name} {preset:?}: {part}");
        }
    }
}

#[test]
fn files_have_the_size_of_the_page() {
    let (_, document) = examples().remove(4);
    let options = FigureOptions { dpi: Some(254.0), ..on(PagePreset::Slide) };
    let svg = figure(&document, Format::Svg, &options).unwrap().value.bytes;
    let svg = String::from_utf8(svg).unwrap();
    let height =
        svg.split("width=\"254mm\" height=\"").nth(1).and_then(|rest| rest.split("mm").next()).unwrap();
    assert!((height.parse::<f64>().unwrap() - 142.875).abs() < 0.01, "{height}");
    let png = figure(&document, Format::Png, &options).unwrap().value.bytes;
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (2540, 1429));
    let pdf = figure(&document, Format::Pdf, &options).unwrap().value;
    assert!((pdf.page.height_mm - 142.875).abs() < 1e-6);
    assert_eq!(pdf.bytes, figure(&document, Format::Pdf, &options).unwrap().value.bytes, "same bytes");
}

#[test]
fn type_is_as_large_as_asked_or_the_report_says_what_it_needs() {
    for (name, document) in examples() {
        for (preset, least) in [(PagePreset::SingleColumn, 6.0), (PagePreset::DoubleColumn, 5.0)] {
            let options = FigureOptions { minimum_type_pt: Some(least), ..on(preset) };
            let made = preview(&document, &options).unwrap();
            let (scene, page) = (made.value.scene, made.value.page);
            let has = smallest(&scene, page.width_mm);
            assert!((has - page.smallest_type_pt.unwrap()).abs() < 1e-6, "{name}");
            let words: Vec<String> = made.warnings.iter().map(ToString::to_string).collect();
            let told = words.iter().find_map(|words| {
                let wide = words.split("needs at least ").nth(1)?;
                wide.split(' ').next()?.parse::<f64>().ok()
            });
            match told {
                None => assert!(has >= least - 0.01, "{name} {preset:?}: {has}"),
                Some(wide) => {
                    assert!(has < least, "{name} {preset:?}: {has}");
                    let wider = FigureOptions { width_mm: Some(wide + 3.0), ..options.clone() };
                    let (_, page) = drawn(&document, &wider);
                    assert!(page.smallest_type_pt.unwrap() > least * 0.97, "{name} {preset:?}: {page}");
                }
            }
            for (index, a) in scene.nodes.iter().enumerate() {
                for b in &scene.nodes[index + 1..] {
                    assert!(!a.rect.overlaps(b.rect), "{name} {preset:?}: {} and {}", a.id, b.id);
                }
            }
        }
    }
}

#[test]
fn places_are_adapted_where_type_has_no_room_and_only_in_the_figure() {
    let mut adapted = 0;
    for (name, document) in examples() {
        let before = document.clone();
        for preset in [PagePreset::SingleColumn, PagePreset::DoubleColumn, PagePreset::A4Portrait] {
            let options = FigureOptions { minimum_type_pt: Some(6.0), ..on(preset) };
            let (_, page) = drawn(&document, &options);
            assert!(page.smallest_type_pt.unwrap() >= 5.0, "{name} {preset:?}: {page}");
            adapted += usize::from(page.places_adapted);
            assert_eq!(page.places_adapted, page.to_string().contains("places adapted to the page"));
            let (_, kept) = drawn(&document, &FigureOptions { keep_places: true, ..options.clone() });
            assert!(!kept.places_adapted && kept.smallest_type_pt <= page.smallest_type_pt, "{name}");
            let again = drawn(&document, &options).1;
            assert_eq!(page, again, "{name} {preset:?}: the same again");
        }
        assert_eq!(document, before);
    }
    assert!(adapted >= 10, "{adapted}");
}

#[test]
fn type_grows_only_where_it_is_asked_for() {
    let (_, document) = examples().remove(4);
    let (_, plain) = drawn(&document, &FigureOptions::default());
    assert_eq!(plain.type_scale, 1.0);
    let (_, small) = drawn(&document, &on(PagePreset::DoubleColumn));
    let larger =
        FigureOptions { minimum_type_pt: Some(5.0), keep_places: true, ..on(PagePreset::DoubleColumn) };
    let (_, large) = drawn(&document, &larger);
    assert_eq!(small.type_scale, 1.0);
    assert!(large.type_scale > 1.0 && large.smallest_type_pt > small.smallest_type_pt, "{small} {large}");
}

#[test]
fn a_page_too_small_is_refused_in_words() {
    let (_, document) = examples().remove(2);
    let size = |width, height| FigureOptions { width_mm: width, height_mm: height, ..Default::default() };
    for options in [size(Some(10.0), None), size(Some(175.0), Some(30.0)), size(Some(22.0), Some(22.0))] {
        let problem = preview(&document, &options).err().unwrap();
        assert!(matches!(problem, FigureError::NoRoom { .. }), "{problem}");
        assert!(problem.to_string().contains("the page is too small"), "{problem}");
    }
}

#[test]
fn maps_of_nothing_of_one_and_of_a_very_long_title_are_figures_too() {
    let one = || {
        let record =
            Organisation { name: "Alone".into(), position: Some(Point::default()), ..Default::default() };
        (RecordId::Organisation(OrganisationId::literal("alone")), Record::from(record))
    };
    let titled = MapInfo { title: "word ".repeat(2000), ..MapInfo::default() };
    for (name, records) in [
        ("nothing", vec![]),
        ("one", vec![one()]),
        ("title", vec![one(), (RecordId::Map, Record::from(titled))]),
    ] {
        let document = Document::from_records(records);
        for options in [on(PagePreset::SingleColumn), on(PagePreset::DoubleColumn), FigureOptions::default()]
        {
            let (scene, page) = drawn(&document, &options);
            assert!(page.height_mm.is_finite() && page.width_mm > 0.0, "{name}: {page}");
            for item in &scene.items {
                assert!(scene.bounds.expanded(0.5).contains_rect(item.bounds), "{name}: {:?}", item.bounds);
            }
        }
        let slide = preview(&document, &on(PagePreset::Slide));
        assert_eq!(slide.is_err(), name == "title", "{name}");
    }
}

#[test]
fn a_view_brings_its_camera_its_caption_and_its_page() {
    let (_, document) = examples().remove(4);
    let view = View {
        name: "west".into(),
        caption: "Only the west.".into(),
        camera: Some(Camera { center: Point::new(250.0, 450.0), zoom: 3.0 }),
        page: PageSetup { width_mm: Some(120.0), ..PageSetup::default() },
        legend: LegendPlace::Off,
        date: Some("2016".parse().unwrap()),
        ..View::default()
    };
    let id = RecordId::View(ViewId::literal("west"));
    let document = Document::from_records(document.records().chain([(id, Record::from(view))]));
    let options = FigureOptions { view: Some("west".into()), ..FigureOptions::default() };
    let (scene, page) = drawn(&document, &options);
    assert_eq!(page.width_mm, 120.0);
    let window = Rect::from_center(Point::new(250.0, 450.0), Size::new(1280.0 / 3.0, 240.0));
    for node in &scene.nodes {
        assert!(window.contains(node.rect.center()), "{}", node.id);
        assert!(scene.bounds.contains_rect(node.rect), "{} is drawn whole", node.id);
    }
    assert!(scene.nodes.len() < document.organisations().len());
    let words = |scene: &Scene| -> Vec<String> {
        let blocks = scene.items.iter().filter_map(|item| match &item.shape {
            Shape::Text(block) => Some(block.words()),
            Shape::Path { .. } => None,
        });
        blocks.collect()
    };
    assert!(words(&scene).contains(&"Only the west.".to_owned()));
    assert!(words(&scene).iter().any(|words| words.contains("As of 2016")));
    let own = FigureOptions { caption: Some("Mine.".into()), width_mm: Some(100.0), ..options };
    let (scene, page) = drawn(&document, &own);
    assert_eq!(page.width_mm, 100.0);
    assert!(words(&scene).contains(&"Mine.".to_owned()));
}
