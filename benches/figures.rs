//! What the printers cost: from a finished scene to the bytes of an SVG, a PDF and a PNG 4,000 pixels wide, and the same
//! PNG by resvg. Run with `cargo bench --bench figures`; `figures -- 10,000` for the large map only.

#[path = "../tests/common/generated.rs"]
mod generated;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ecomap::{
    render::{self, Background, PdfOptions, PdfPage, PngOptions, Resolution, SvgOptions, SvgText},
    scene::{Options, Scene, build},
    style::Look,
    text::Fonts,
};

const PIXELS: u32 = 4000;

/// The same PNG on the way that others take: the SVG read back and painted.
fn by_resvg(scene: &Scene, fonts: &Fonts) -> Vec<u8> {
    let options =
        usvg::Options { fontdb: fonts.database(), font_family: "Inter".into(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&render::svg(scene, &SvgOptions::default()), &options);
    let tree = tree.expect("our SVG is read by usvg");
    let scale = PIXELS as f32 / tree.size().width();
    let height = (tree.size().height() * scale) as u32;
    let mut pixmap = resvg::tiny_skia::Pixmap::new(PIXELS, height).expect("a picture of a sound size");
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().expect("a picture is packed")
}

fn figures(criterion: &mut Criterion) {
    let fonts = Fonts::bundled();
    for organisations in [100, 1_000, 10_000] {
        let document = generated::map(organisations, 7);
        let scene = build(&document, &Options::figure(), &Look::default(), &fonts);
        let size = ecomap::model::grouped(organisations as u64);
        let mut group = criterion.benchmark_group("figures");
        group.sample_size(10);
        group.bench_with_input(BenchmarkId::new("svg", &size), &scene, |bencher, scene| {
            bencher.iter(|| render::svg(black_box(scene), &SvgOptions::default()));
        });
        group.bench_with_input(BenchmarkId::new("svg, outlines", &size), &scene, |bencher, scene| {
            let options = SvgOptions { text: SvgText::Outlines(&fonts), ..SvgOptions::default() };
            bencher.iter(|| render::svg(black_box(scene), &options));
        });
        group.bench_with_input(BenchmarkId::new("pdf", &size), &scene, |bencher, scene| {
            let page = [PdfPage { scene, width_mm: None, name: "" }];
            bencher.iter(|| render::pdf(black_box(&page), &fonts, &PdfOptions::default()).is_ok());
        });
        group.bench_with_input(BenchmarkId::new("png", &size), &scene, |bencher, scene| {
            let options =
                PngOptions { resolution: Resolution::WidthPixels(PIXELS), background: Background::Page };
            bencher.iter(|| render::png(black_box(scene), &fonts, &options).is_ok());
        });
        group.bench_with_input(BenchmarkId::new("png by resvg", &size), &scene, |bencher, scene| {
            bencher.iter(|| by_resvg(black_box(scene), &fonts));
        });
        group.finish();
    }
}

criterion_group!(benches, figures);
criterion_main!(benches);
