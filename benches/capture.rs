//! What 500 pasted lines cost, from the text to the map: reading, records, places, the step. Promised: under 200 ms.
//! Run with `cargo bench --bench capture`.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use ecomap::{
    editor::{
        Session,
        capture::{Setting, complete, read, records},
        names,
    },
    model::{Document, Rect},
    pipeline::placed,
    style::Look,
    text::Fonts,
};

const LINES: usize = 500;
const VIEW: Rect = Rect::new(0.0, 0.0, 1280.0, 660.0);

fn pasted(what: &str) -> String {
    let line = |n: usize| match what {
        "names" => format!("Body {n} of the region, third, local"),
        "pairs" => format!("Body {n} > Hub {} : funding", n % 40),
        "tree" => format!("Body {n} > Body {} : trade", n / 2),
        _ => format!("Body {n} > Hub : trade"),
    };
    (0..LINES).map(line).collect::<Vec<_>>().join("\n")
}

fn capture(session: &mut Session, text: &str, fonts: &Fonts) {
    let document = session.document();
    let setting = Setting { document, kind: None, sector: None, scale: None };
    let captured = records(&read(text, &setting), &setting);
    let command = placed(captured, document, None, Some(VIEW), &Look::default(), fonts);
    // A refusal would be measured as a fast answer.
    assert!(session.perform(command).is_ok_and(|done| done.changed), "the text makes something");
}

/// A map on which so many organisations stand.
fn standing(count: usize, fonts: &Fonts) -> Session {
    let mut session = Session::new(Document::default());
    let names: Vec<String> = (0..count).map(|n| format!("Standing {n}")).collect();
    capture(&mut session, &names.join("\n"), fonts);
    session
}

fn pasting(criterion: &mut Criterion) {
    let fonts = Fonts::bundled();
    for count in [10, 1000] {
        let before = standing(count, &fonts);
        for what in ["names", "pairs", "tree", "star"] {
            let text = pasted(what);
            let name = BenchmarkId::new(format!("500 {what}"), format!("beside {count}"));
            criterion.bench_with_input(name, &text, |bencher, text| {
                let start = || before.clone();
                bencher.iter_batched(start, |mut map| capture(&mut map, text, &fonts), BatchSize::LargeInput);
            });
        }
    }
}

fn typing(criterion: &mut Criterion) {
    let fonts = Fonts::bundled();
    let session = standing(2000, &fonts);
    let setting = Setting { document: session.document(), kind: None, sector: None, scale: None };
    criterion.bench_function("a key, 2000 organisations", |bencher| {
        let line = "Standing 17 [third] > Stand";
        bencher.iter(|| (read(black_box(line), &setting), complete(line, line.len(), &setting)));
    });
    criterion.bench_function("duplicates among 2000", |bencher| {
        bencher.iter(|| names::probable_duplicates(black_box(session.document())));
    });
}

criterion_group!(benches, pasting, typing);
criterion_main!(benches);
