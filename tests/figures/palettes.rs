//! Sectors without colour: at a height of 12 pixels, glyph and pattern still tell them apart.

use ecomap::{
    model::*,
    pipeline::{self, FigureOptions, Format},
    render::{self, Background, PngOptions, Resolution},
    scene::{Item, Scene, Shape, Target, node_sample},
    style::{Look, Palette, Theme},
    text::Fonts,
};

use super::{figure, maps};

/// The luminance of each pixel of a picture of the legend's sample: with the glyph, the pattern or both. The sample is
/// 12 pixels high, or the glyph in it where that is alone.
fn small(look: &Look, sector: &Sector, with: (bool, bool)) -> Vec<f64> {
    let (width, height) = if with == (true, false) { (37, 24) } else { (18, 12) };
    let mut style = look.sector_swatch(Some(sector));
    if !with.0 {
        style.glyph = None;
    }
    if !with.1 {
        style.pattern = Pattern::Plain;
    }
    let items = node_sample(&style, look.page(), Point::new(0.0, 8.5), 26.0);
    let empty = figure(&Document::default());
    let bounds = Rect::new(0.0, 0.0, 26.0, 17.0);
    let scene = Scene { bounds, background: look.page(), items, ..empty };
    let options = PngOptions { resolution: Resolution::WidthPixels(width), background: Background::Page };
    let bytes = render::png(&scene, &Fonts::bundled(), &options).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (width, height));
    let channels = info.color_type.samples();
    let light = |pixel: &[u8]| {
        0.2126 * f64::from(pixel[0]) + 0.7152 * f64::from(pixel[1]) + 0.0722 * f64::from(pixel[2])
    };
    pixels.chunks(channels).map(light).collect()
}

/// The part of the pixels that differ by more than a tenth of the way from black to white.
fn differing(one: &[f64], other: &[f64], by: f64) -> f64 {
    let count = one.iter().zip(other).filter(|(a, b)| (*a - *b).abs() > by * 255.0).count();
    count as f64 / one.len() as f64
}

#[test]
fn sectors_are_told_apart_by_glyph_and_by_pattern_at_twelve_pixels() {
    let document = Document::default();
    let sectors = document.sectors_in_order();
    for theme in [Theme::Light, Theme::Dark] {
        let look = Look::new(theme, Palette::named("greyscale").unwrap());
        for (what, with, by, least) in [
            ("glyph", (true, false), 0.1, 0.004),
            ("pattern", (false, true), 0.03, 0.1),
            ("both", (true, true), 0.05, 0.07),
        ] {
            for (index, (_, one)) in sectors.iter().enumerate() {
                for (_, other) in &sectors[..index] {
                    let found = differing(&small(&look, one, with), &small(&look, other, with), by);
                    println!("{what} {theme:?} {} and {}: {found:.3}", one.name, other.name);
                    assert!(found >= least, "{what} {theme:?} {} and {}: {found}", one.name, other.name);
                }
            }
        }
    }
}

#[test]
fn a_palette_that_colours_families_lists_families() {
    let map = maps::cardiff();
    for (palette, expected) in [("default", false), ("colour-blind", true), ("greyscale", true)] {
        let options = FigureOptions { palette: Some(palette.to_owned()), ..FigureOptions::default() };
        let scene = pipeline::figure(&map, Format::Svg, &options).unwrap().value.scene;
        let in_legend = |item: &&Item| item.target == Target::Legend;
        let texts = scene.items.iter().filter(in_legend).filter_map(|item| match &item.shape {
            Shape::Text(block) => Some(block.words()),
            Shape::Path { .. } => None,
        });
        let words: Vec<String> = texts.collect();
        assert_eq!(words.iter().any(|it| it == "Resources"), expected, "{palette}: {words:?}");
        assert_eq!(words.iter().any(|it| it == "funding"), !expected, "{palette}: {words:?}");
    }
}

#[test]
fn another_palette_keeps_the_ground_of_the_map() {
    let paper = Colour::new(0xFB, 0xF3, 0xE4);
    let mut map = maps::Maker::new("On paper", "").organisation("a", "A", "- -", (0.0, 0.0));
    map = map.background(paper);
    let options = FigureOptions { palette: Some("colour-blind".to_owned()), ..FigureOptions::default() };
    let scene = pipeline::figure(&map.document(), Format::Svg, &options).unwrap().value.scene;
    assert_eq!(scene.background, paper.into());
}
