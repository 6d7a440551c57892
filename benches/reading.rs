//! What it costs to read a map of 10,000 organisations: our own file, opened and saved, and other programs' files, as a
//! graph and as a map. Run with `cargo bench --bench reading`; with `ECOMAP_GRAPHS` in the environment the graphs are
//! that folder's `eco_10k.graphml`, `.gexf` and `.di.dot`, else what we write of a generated map.

#[path = "../tests/common/generated.rs"]
mod generated;

use std::{hint::black_box, path::Path};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ecomap::{
    file,
    interchange::{self, Dress, Format},
    model::Document,
};

const FORMATS: [(Format, &str); 3] =
    [(Format::GraphMl, "graphml"), (Format::Gexf, "gexf"), (Format::Dot, "di.dot")];

/// Another program's file.
fn foreign(document: &Document, (format, ending): (Format, &str)) -> Vec<u8> {
    if let Some(folder) = std::env::var_os("ECOMAP_GRAPHS") {
        let path = Path::new(&folder).join(format!("eco_10k.{ending}"));
        return std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let (mut parts, _) = interchange::write(document, &Dress::default(), format).expect("it can be written");
    parts.swap_remove(0).bytes
}

fn reading(criterion: &mut Criterion) {
    let document = generated::map(10_000, 7);
    let mut group = criterion.benchmark_group("reading 10,000");
    group.sample_size(10);
    for (format, ending) in FORMATS {
        let bytes = foreign(&document, (format, ending));
        group.bench_with_input(BenchmarkId::new("graph", ending), &bytes, |bencher, bytes| {
            bencher.iter(|| interchange::read(black_box(bytes), format).is_ok());
        });
        group.bench_with_input(BenchmarkId::new("graph and map", ending), &bytes, |bencher, bytes| {
            bencher.iter(|| {
                interchange::read(black_box(bytes), format).map(|read| read.value.document()).is_ok()
            });
        });
    }
    let text = file::write(&document);
    group.bench_function("our own file", |bencher| bencher.iter(|| file::read(black_box(&text)).is_ok()));
    group.bench_function("saved", |bencher| bencher.iter(|| file::write(black_box(&document)).len()));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
