//! What a map costs from file to figure: reading, writing, the scene, the SVG; and what a frame of the window costs while
//! the view moves. Run with `cargo bench --bench drawing`; `drawing -- frame` for the frames only.

// The generator is the figure tests' own: it makes more than is drawn here, and fails as a test may.
#[cfg(feature = "gui")]
#[path = "../tests/common/generated.rs"]
mod generated;
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

/// A frame while the view changes: triangles of the whole picture and egui's own work on them, without the sending.
#[cfg(feature = "gui")]
fn frames(criterion: &mut Criterion) {
    use ecomap::app::canvas::{Camera, Painter, Print, Projection, View};
    use eframe::egui::{Context, RawInput, Rect, pos2};

    /// Screen points.
    const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1600.0, 1000.0));
    /// How a frame's view differs from the one before: zoom, and steps of this many points.
    const MOVES: [(&str, f64, f64); 2] = [("zooming", 1.002, 0.0), ("panning", 1.0, 3.0)];

    let fonts = Fonts::bundled();
    let look = Look::default();
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(20);
    for (organisations, nodes_in_view) in [(1_000, 1_000), (10_000, 10_000), (10_000, 50)] {
        let document = generated::map(organisations, 7);
        let scene = build(&document, &Options::default(), &look, &fonts);
        let whole = Camera::fitting(scene.map, SCREEN, 0.0);
        let closer = f64::from(organisations as u32 / nodes_in_view).sqrt();
        for (name, factor, step) in MOVES {
            let context = Context::default();
            let mut painter = Painter::default();
            let mut turn = 0_i32;
            let size = format!("{name}, {organisations} organisations, {nodes_in_view} in view");
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| {
                    // There and back again, so that as much stays in view.
                    turn = (turn + 1) % 40;
                    let away = f64::from(turn.min(40 - turn));
                    let zoom = whole.zoom * closer * factor.powf(away);
                    let center = whole.center + Point::new(away * step / zoom, 0.0);
                    let projection = Projection::new(View { center, zoom }, SCREEN).snapped(1.0);
                    let input = RawInput { screen_rect: Some(SCREEN), ..RawInput::default() };
                    let output = context.run_ui(input, |ui| {
                        let print = Print {
                            scene: &scene,
                            generation: 1,
                            fonts: &fonts,
                            projection,
                            unlabelled: None,
                            lit: None,
                            whole: false,
                        };
                        let layers = painter.shapes(ui.ctx(), &print);
                        ui.painter().extend([layers.ground, layers.figures]);
                    });
                    black_box(context.tessellate(output.shapes, output.pixels_per_point))
                });
            });
        }
    }
    group.finish();
}

#[cfg(not(feature = "gui"))]
fn frames(_: &mut Criterion) {}

criterion_group!(benches, drawing, frames);
criterion_main!(benches);
