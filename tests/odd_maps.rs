//! Maps as nobody draws them: disconnected, one alone, all isolates, a star, everybody with everybody, loops and parallel
//! flows, all at one point, at the ends of the canvas. Every method makes a sane arrangement and picture of each, with an
//! amount of work that is counted, not timed. `ECOMAP_ODD=full` tries them as large as they come.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::atomic::{AtomicUsize, Ordering};

use ecomap::{
    file,
    layout::{Method, Request, Restriction, Watch},
    model::{Document, Organisation, OrganisationId, Point, Rect},
    pipeline, scene,
    style::Look,
    text::Fonts,
};

/// An arrangement is called off after so many questions for each organisation and flow: none should need a tenth.
const QUESTIONS: usize = 20_000;
/// No picture is longer than so many times its depth (in layers, a small star is a column beside its hub), nor larger than
/// so many times its boxes.
const SHAPE: f64 = 12.0;
const SPARSE: f64 = 120.0;

/// Counts how often the work asks whether to go on.
#[derive(Default)]
struct Counting(AtomicUsize, usize);

impl Watch for Counting {
    fn progress(&self, done: f64) {
        assert!(done.is_finite());
    }

    fn is_cancelled(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > self.1
    }
}

/// So many organisations, each with `more` fields, and flows between them: from, to, kind.
fn map(count: usize, more: impl Fn(usize) -> String, flows: &[(usize, usize, &str)]) -> Document {
    let names = ["Number", "Council", "University of", "Trust for", "Enterprise Partnership"];
    let organisations: String = (0..count)
        .map(|number| {
            let more = more(number);
            format!("(id: \"o{number}\", name: \"{} {number}\"{more}), ", names[number % names.len()])
        })
        .collect();
    let flows: String = (flows.iter().enumerate())
        .map(|(number, (from, to, kind))| {
            format!("(id: \"f{number}\", from: \"o{from}\", to: \"o{to}\", kind: \"{kind}\"), ")
        })
        .collect();
    let header = "(header: (format: \"ecomap\", version: \"1.0\")";
    file::read(format!("{header}, organisations: [{organisations}], flows: [{flows}])")).unwrap().value
}

/// Sector and scale, unevenly.
fn stated(number: usize) -> String {
    let sectors = ["government", "industry", "universities", "third-sector"];
    let scales = ["local", "regional", "national", "international"];
    let (sector, scale) = (sectors[number * 7 % 4], scales[(number * number + number / 3) % 4]);
    format!(", sector: \"{sector}\", scale: \"{scale}\"")
}

fn at(x: f64, y: f64) -> String {
    format!(", position: ({x:?}, {y:?})")
}

fn nothing(_: usize) -> String {
    String::new()
}

/// Trees and more of these sizes, one beside the other.
fn parts(sizes: &[usize]) -> Vec<(usize, usize, &'static str)> {
    let (mut flows, mut first, mut chance) = (Vec::new(), 0, 5_usize);
    let mut below = |end: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % end
    };
    for size in sizes {
        flows.extend((1..*size).map(|one| (first + one, first + below(one), "funding")));
        flows.extend((0..size / 3).map(|_| (first + below(*size), first + below(*size), "knowledge")));
        first += size;
    }
    flows
}

fn odd_maps() -> Vec<(&'static str, Document)> {
    let is_full = std::env::var_os("ECOMAP_ODD").is_some_and(|how| how == "full");
    let sized = |small: usize, full: usize| if is_full { full } else { small };
    let (isolates, star, clique) = (sized(40, 500), sized(60, 5000), sized(16, 200));
    let from_hub: Vec<_> = (1..star).map(|one| (0, one, "funding")).collect();
    let every: Vec<_> = (0..clique).flat_map(|a| (0..a).map(move |b| (a, b, "policy"))).collect();
    let sizes = [14, 7, 5, 3, 2, 2, 1, 1, 1];
    let (count, pieces) = (sizes.iter().sum(), parts(&sizes));
    let mut ring: Vec<_> = (0..12).map(|one| (one, one, "funding")).collect();
    for kind in ["funding", "knowledge", "collaboration", "talent"] {
        ring.extend((0..12).map(|one| (one, (one + 1) % 12, kind)));
    }
    ring.extend((0..12).step_by(2).map(|one| ((one + 1) % 12, one, "funding")));
    let chain: Vec<_> = (1..40).map(|one| (one - 1, one, "policy")).collect();
    let far = |one: usize| at(9e8 - one as f64, 3.0 * one as f64 - 9e8);
    let one_far =
        |one: usize| if one == 3 { at(9e8, -9e8) } else { at(220.0 * one as f64, 90.0 * (one % 3) as f64) };
    vec![
        ("nobody", map(0, nothing, &[])),
        ("one", map(1, nothing, &[])),
        ("one with loops", map(1, stated, &[(0, 0, "funding"), (0, 0, "funding")])),
        ("isolates", map(isolates, nothing, &[])),
        ("isolates, stated", map(isolates, stated, &[])),
        ("star", map(star, nothing, &from_hub)),
        ("star, stated", map(star, stated, &from_hub)),
        ("clique", map(clique, nothing, &every)),
        ("clique, stated", map(clique, stated, &every)),
        ("parts", map(count, nothing, &pieces)),
        ("parts, stated", map(count, stated, &pieces)),
        ("ring", map(12, nothing, &ring)),
        ("chain", map(40, nothing, &chain)),
        ("at one point", map(20, |_| at(7.0, 7.0), &parts(&[20]))),
        ("far away", map(12, far, &ring)),
        ("one far away", map(12, one_far, &ring)),
    ]
}

fn places(document: &Document) -> Vec<(&OrganisationId, Point)> {
    let organisations = document.organisations().iter();
    organisations.map(|(id, one): (_, &std::sync::Arc<Organisation>)| (id, one.position.unwrap())).collect()
}

#[test]
fn every_method_arranges_odd_maps_sanely() {
    let (look, fonts) = (Look::default(), Fonts::bundled());
    for (name, document) in odd_maps() {
        let size = document.organisations().len() + document.flows().len();
        for method in Method::ALL {
            let what = format!("{name}, {}", method.name());
            let request = Request { method, restriction: Restriction::Free, ..Request::default() };
            let watch = Counting(AtomicUsize::default(), QUESTIONS * (size + 1));
            let arranged = pipeline::arrange(&document, &request, &look, &fonts, &watch);
            let arranged = arranged.unwrap_or_else(|_| panic!("{what}: too much work"));
            let sizes = scene::node_boxes(&document, &look, &fonts);
            let boxes: Vec<Rect> = (places(&arranged.document).into_iter())
                .map(|(id, at)| {
                    assert!(at.is_within_reach(), "{what}: {id} at {at:?}");
                    Rect::from_center(at, sizes[id])
                })
                .collect();
            assert_eq!(arranged.report.overlaps, Some(0), "{what}");
            // Tidy keeps the sketch, however wide it is, and a chain pulled straight is what its distances say.
            let is_wide = match name {
                "one far away" => method == Method::Tidy,
                "chain" => matches!(method, Method::Network | Method::Tidy),
                _ => false,
            };
            if let Some(around) = Rect::around(boxes.iter().copied()).filter(|_| !is_wide) {
                let shape = around.width.max(around.height) / around.width.min(around.height);
                assert!(shape < SHAPE, "{what}: {around:?}");
                let sum: f64 = boxes.iter().map(|rect| rect.width * rect.height).sum();
                let sparse = around.width * around.height / sum;
                assert!(sparse < SPARSE, "{what}: {sparse:.0} times its boxes");
            }
        }
    }
}

#[test]
fn a_picture_of_an_odd_map_is_finite_and_tells_what_it_leaves_out() {
    let (look, fonts) = (Look::default(), Fonts::bundled());
    for (name, document) in odd_maps() {
        for method in [Method::Network, Method::Rings, Method::Layered] {
            let request = Request { method, restriction: Restriction::Free, ..Request::default() };
            let watch = Counting(0.into(), usize::MAX);
            let arranged = pipeline::arrange(&document, &request, &look, &fonts, &watch).unwrap().document;
            let scene = scene::build(&arranged, &scene::Options::default(), &look, &fonts);
            assert!(scene.bounds.is_sane() && scene.items.iter().all(|item| item.bounds.is_sane()), "{name}");
            assert_eq!(scene.flows.len(), document.flows().len(), "{name}");
            let titles: Vec<Rect> =
                scene.areas.iter().map(|area| area.title).filter(|title| title.width > 0.0).collect();
            for (number, title) in titles.iter().enumerate() {
                assert!(!titles[..number].iter().any(|other| other.overlaps(*title)), "{name}: {title:?}");
            }
            let labelled = scene.flows.iter().filter(|flow| flow.label.is_some()).count();
            assert_eq!(labelled + scene.report.dropped_labels.len(), document.flows().len(), "{name}");
        }
    }
}

#[test]
fn coordinates_that_no_canvas_has_are_refused_in_words() {
    let text = file::write(&map(2, |one| at(100.0 * one as f64, 0.0), &[])).replace("100", "1e12");
    let told = file::inspect(text).into_iter().map(|it| it.message).collect::<Vec<_>>().join("; ");
    assert!(told.contains("goes beyond 1000000000 units"), "{told}");
}
