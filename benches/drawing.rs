//! What a map costs from file to figure: reading, writing, the scene, the SVG; and what a frame of the window costs while
//! the view moves. Run with `cargo bench --bench drawing`; `drawing -- frame` for the frames only.

// The generator is the figure tests' own: it makes more than is drawn here, and fails as a test may.
#[allow(dead_code, clippy::unwrap_used)]
#[path = "../tests/figures/maps.rs"]
mod maps;

use std::{hint::black_box, sync::Arc};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ecomap::{
    file,
    model::{Document, Point, Record, RecordId},
    render::{SvgOptions, svg},
    scene::{Options, Routes, build, build_with},
    style::Look,
    text::Fonts,
};

/// Organisations and flows of the maps.
const SIZES: [(usize, usize); 3] = [(30, 50), (100, 200), (300, 600)];

/// The map with one organisation in its midst a little elsewhere.
fn nudged(document: &Document) -> Document {
    let middle = document.organisations().len() / 2;
    let moved = document.organisations().keys().nth(middle).cloned();
    let records = document.records().map(|(id, record)| {
        let mut record = record.clone();
        if let (Record::Organisation(organisation), RecordId::Organisation(id)) = (&mut record, &id)
            && Some(id) == moved.as_ref()
        {
            let organisation = Arc::make_mut(organisation);
            organisation.position = organisation.position.map(|at| at + Point::new(14.0, 9.0));
        }
        (id, record)
    });
    Document::from_records(records.collect::<Vec<_>>())
}

fn drawing(criterion: &mut Criterion) {
    let fonts = Fonts::bundled();
    let look = Look::default();
    for (organisations, flows) in SIZES {
        let document = maps::generated(organisations, flows, 7);
        let text = file::write(&document);
        let scene = build(&document, &Options::default(), &look, &fonts);
        let size = format!("{organisations} organisations, {flows} flows");
        criterion.bench_with_input(BenchmarkId::new("read", &size), &text, |bencher, text| {
            bencher.iter(|| file::read(black_box(text)).is_ok());
        });
        criterion.bench_with_input(BenchmarkId::new("write", &size), &document, |bencher, document| {
            bencher.iter(|| file::write(black_box(document)));
        });
        criterion.bench_with_input(BenchmarkId::new("scene", &size), &document, |bencher, document| {
            bencher.iter(|| build(black_box(document), &Options::default(), &look, &fonts));
        });
        let steps = [document.clone(), nudged(&document)];
        criterion.bench_with_input(
            BenchmarkId::new("scene while dragging", &size),
            &steps,
            |bencher, steps| {
                let mut routes = Routes::default();
                let mut turns = steps.iter().cycle();
                bencher.iter(|| {
                    let document = turns.next().unwrap_or(&steps[0]);
                    build_with(black_box(document), &Options::default(), &look, &fonts, &mut routes)
                });
            },
        );
        criterion.bench_with_input(BenchmarkId::new("svg", &size), &scene, |bencher, scene| {
            bencher.iter(|| svg(black_box(scene), &SvgOptions::default()));
        });
    }
}

#[cfg(feature = "gui")]
#[path = "drawing/frames.rs"]
mod moving;
#[cfg(feature = "gui")]
use moving::frames;

#[cfg(not(feature = "gui"))]
fn frames(_: &mut Criterion) {}

criterion_group!(benches, drawing, frames);
criterion_main!(benches);
