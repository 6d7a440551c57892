//! What a frame of the window costs while the view moves, and while an organisation is dragged: the picture's triangles
//! and egui's own work on them, without the sending. Beside criterion's means the median and the 99th percentile of at
//! least 200 frames are printed, and the processor's time of the mean frame, which other work on the machine does not
//! swell.

#[path = "../../tests/common/generated.rs"]
mod generated;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use ecomap::{
    app::{
        actions::Situation,
        canvas::{Camera, Canvas, CanvasContext, Painter, Print, Projection, View},
        fonts,
        theme::Theme,
    },
    editor::Session,
    model::{Document, OrganisationId, Point, RecordId},
    scene::{Options, build},
    style::Look,
    text::Fonts,
};
use eframe::egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};

/// Screen points.
const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1600.0, 1000.0));
/// How a frame's view differs from the one before: zoom, and steps of this many points; it turns back after so many.
const MOVES: [(&str, f64, f64, i32); 4] = [
    ("zooming", 1.002, 0.0, 20),
    ("panning", 1.0, 3.0, 20),
    ("zooming far", 1.03, 0.0, 50),
    ("panning far", 1.0, 20.0, 100),
];
/// A frame's share of a second while somebody drags.
const STEP: f64 = 1.0 / 60.0;

/// All of it.
pub fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(20).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(2));
    moving(&mut group);
    for organisations in [300, 1_000] {
        dragging(&mut group, organisations);
    }
    group.finish();
}

/// Measures frame after frame and prints what criterion does not.
fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, mut frame: impl FnMut()) {
    let mut took: Vec<Duration> = Vec::new();
    let (mut processor, mut frames) = (Duration::ZERO, 0_u32);
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|count| {
            let began = (Instant::now(), on_processor());
            for _ in 0..count.max(10) {
                let start = Instant::now();
                frame();
                took.push(start.elapsed());
            }
            let done = count.max(10) as u32;
            processor += on_processor().saturating_sub(began.1);
            frames += done;
            began.0.elapsed() * count as u32 / done
        });
    });
    took.sort_unstable();
    let Some(last) = took.len().checked_sub(1) else { return };
    let at = |part: usize| took[last * part / 100].as_secs_f64() * 1e3;
    let mean = (processor / frames).as_secs_f64() * 1e3;
    let (count, median, rare) = (took.len(), at(50), at(99));
    let line = format!("{count} frames: median {median:.2} ms, 99 of 100 within {rare:.2} ms");
    // Where the system does not tell, it is nothing.
    std::io::Write::write_all(
        &mut std::io::stdout(),
        format!("    {line}, mean on the processor {mean:.2} ms\n").as_bytes(),
    )
    .unwrap_or_default();
}

/// How long this thread has been on a processor, where the system tells.
fn on_processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// The painter alone while the camera moves.
fn moving(group: &mut BenchmarkGroup<'_, WallTime>) {
    let (fonts, look) = (Fonts::bundled(), Look::default());
    for (organisations, nodes_in_view) in [(1_000, 1_000), (10_000, 10_000), (10_000, 50)] {
        let document = generated::map(organisations, 7);
        let scene = build(&document, &Options::default(), &look, &fonts);
        let whole = Camera::fitting(scene.map, SCREEN, 0.0);
        let closer = f64::from(organisations as u32 / nodes_in_view).sqrt();
        for (name, factor, step, there) in MOVES {
            let context = Context::default();
            let mut painter = Painter::default();
            let mut turn = 0_i32;
            let name = format!("{name}, {organisations} organisations, {nodes_in_view} in view");
            measure(group, &name, || {
                // There and back again, so that as much stays in view.
                turn = (turn + 1) % (2 * there);
                let away = f64::from(turn.min(2 * there - turn));
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
                        pale: None,
                        whole: false,
                    };
                    let layers = painter.shapes(ui.ctx(), &print);
                    ui.painter().extend([layers.ground, layers.figures]);
                });
                black_box(context.tessellate(output.shapes, output.pixels_per_point));
            });
        }
    }
}

/// A canvas as the window shows it, and what is done on it.
struct Stage {
    context: Context,
    canvas: Canvas,
    session: Session,
    look: Look,
    fonts: Fonts,
    options: Options,
    time: f64,
}

impl Stage {
    fn new(document: Document) -> Self {
        let context = Context::default();
        context.set_fonts(fonts::definitions());
        Theme::new(&Look::default()).apply(&context);
        Self {
            context,
            canvas: Canvas::default(),
            session: Session::new(document),
            look: Look::default(),
            fonts: Fonts::bundled(),
            options: Options::default(),
            time: 0.0,
        }
    }

    /// One frame of the canvas with all that lies on it.
    fn frame(&mut self, events: Vec<Event>) {
        self.time += STEP;
        let input =
            RawInput { screen_rect: Some(SCREEN), time: Some(self.time), events, ..RawInput::default() };
        let theme = Theme::new(&self.look);
        let situation = Situation { map: true, ..Situation::default() };
        let output = self.context.clone().run_ui(input, |ui| {
            let context = CanvasContext {
                look: &self.look,
                fonts: &self.fonts,
                theme: &theme,
                situation: &situation,
                options: &self.options,
                covered: 0.0,
                reduced_motion: true,
            };
            self.canvas.canvas_ui(ui, &mut self.session, &context);
        });
        black_box(self.context.tessellate(output.shapes, output.pixels_per_point));
    }

    /// Where the middle of an organisation is seen.
    fn place(&self, id: &OrganisationId) -> Option<Pos2> {
        let rect = self.canvas.scene()?.node(id)?.rect;
        let projection = Projection::new(self.canvas.view(), self.canvas.viewport()?);
        Some(projection.screen_from_canvas(rect.center()))
    }
}

/// The whole canvas while one organisation with about 20 flows is dragged to and fro.
fn dragging(group: &mut BenchmarkGroup<'_, WallTime>, organisations: usize) {
    let document = generated::map(organisations, 7);
    let flows = |id: &OrganisationId| {
        document.flows().values().filter(|flow| flow.from == *id || flow.to == *id).count()
    };
    let Some(id) = document.organisations().keys().min_by_key(|id| flows(id).abs_diff(20)).cloned() else {
        return;
    };
    let name = format!("dragging one with {} flows, {organisations} organisations", flows(&id));
    let mut stage = Stage::new(document);
    stage.frame(Vec::new());
    stage.canvas.zoom_to_records(&[RecordId::Organisation(id.clone())]);
    stage.frame(Vec::new());
    stage.canvas.zoom_by(0.4);
    stage.frame(Vec::new());
    let Some(start) = stage.place(&id) else { return };
    let button = |pressed| Event::PointerButton {
        pos: start,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    stage.frame(vec![Event::PointerMoved(start)]);
    stage.frame(vec![button(true)]);
    let mut turn = 0_i32;
    measure(group, &name, || {
        turn = (turn + 1) % 80;
        let away = turn.min(80 - turn) as f32;
        stage.frame(vec![Event::PointerMoved(start + vec2(8.0 + 3.0 * away, away))]);
    });
    assert!(stage.session.is_gesturing(), "nothing was dragged");
}
