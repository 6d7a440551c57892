//! What a figure as SVG may be made of, so that Word, `LibreOffice`, Inkscape and browsers all read it: they have these
//! elements and attributes in common. Must not know what the figure shows.

use std::{collections::BTreeSet, process::Command};

use ecomap::pipeline::{FigureOptions, Parts};

use super::{bundled, maps, svg};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Word knows no foreignObject, filter, mask, pattern, textPath and symbol, and drops a figure's style sheet; some of
/// the others have no clipPath, marker or use.
const ELEMENTS: [&str; 9] = ["svg", "title", "desc", "metadata", "g", "path", "rect", "text", "tspan"];
const ATTRIBUTES: [&str; 27] = [
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "d",
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "id",
    "letter-spacing",
    "role",
    "rx",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-rendering",
    "viewBox",
    "width",
    "x",
    "y",
];

fn kinds() -> Vec<FigureOptions> {
    let looks = ["default", "greyscale", "high-contrast"];
    let of = |palette: &str, outlines: bool| FigureOptions {
        palette: Some(palette.to_owned()),
        outlines,
        embed: outlines.then_some(Parts::ALL),
        ..bundled()
    };
    looks.into_iter().flat_map(|palette| [of(palette, false), of(palette, true)]).collect()
}

#[test]
fn a_figure_is_made_of_what_every_reader_knows() {
    for (name, document) in maps() {
        for options in kinds() {
            let text = svg(&document, &options);
            let parsed = roxmltree::Document::parse(&text).unwrap();
            let drawn = parsed.descendants().filter(roxmltree::Node::is_element);
            for node in drawn.filter(|node| node.tag_name().namespace() == Some(SVG)) {
                let tag = node.tag_name().name();
                assert!(ELEMENTS.contains(&tag), "{name}: <{tag}>");
                for attribute in node.attributes() {
                    let (key, value) = (attribute.name(), attribute.value());
                    assert!(ATTRIBUTES.contains(&key), "{name}: {key} of <{tag}>");
                    assert!(!value.contains("url(") && !value.contains("rgba("), "{name}: {key}=\"{value}\"");
                }
                // Some readers go on where the last word ended.
                if tag == "tspan" {
                    assert!(node.attribute("x").is_some() && node.attribute("y").is_some(), "{name}");
                }
            }
            let ids: Vec<&str> = parsed.descendants().filter_map(|node| node.attribute("id")).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: each id once");
        }
    }
}

/// The share of the inked pixels of `one` that have ink of like colour within two pixels in `other`.
fn found_in(one: &image::RgbImage, other: &image::RgbImage) -> f64 {
    let is_ink = |pixel: &image::Rgb<u8>| pixel.0.iter().any(|part| *part < 200);
    let (mut inked, mut found) = (0_usize, 0_usize);
    for (x, y, pixel) in one.enumerate_pixels().filter(|(_, _, pixel)| is_ink(pixel)) {
        inked += 1;
        let near = |at: u32, most: u32| at.saturating_sub(2)..=(at + 2).min(most - 1);
        let is_like = |other: &image::Rgb<u8>| pixel.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) < 90);
        let is_there =
            near(y, other.height()).any(|y| near(x, other.width()).any(|x| is_like(other.get_pixel(x, y))));
        found += usize::from(is_there);
    }
    found as f64 / inked.max(1) as f64
}

#[test]
#[allow(clippy::print_stderr, reason = "says what was skipped")]
fn an_office_opens_a_figure_as_it_was_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let mut drawn = Vec::new();
    for (name, document) in maps() {
        let text = svg(&document, &FigureOptions { outlines: true, ..bundled() });
        std::fs::write(folder.path().join(format!("{name}.svg")), text).unwrap();
        let options = FigureOptions { dpi: Some(96.0), ..bundled() };
        let png = ecomap::pipeline::figure(&document, ecomap::pipeline::Format::Png, &options).unwrap().value;
        drawn.push((name, image::load_from_memory(&png.bytes).unwrap().to_rgb8()));
    }
    let mut office = Command::new("soffice");
    office.args(["--headless", "--convert-to", "png", "--outdir", "."]).current_dir(folder.path());
    office.env("HOME", folder.path()).args(drawn.iter().map(|(name, _)| format!("{name}.svg")));
    match office.output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            eprintln!("skipped: LibreOffice is not installed");
            return;
        }
    }
    for (name, own) in drawn {
        let bytes = std::fs::read(folder.path().join(format!("{name}.png"))).unwrap();
        let theirs = image::load_from_memory(&bytes).unwrap().to_rgb8();
        let theirs = image::imageops::resize(
            &theirs,
            own.width(),
            own.height(),
            image::imageops::FilterType::Triangle,
        );
        let shares = [found_in(&own, &theirs), found_in(&theirs, &own)];
        // An office rounds to the hundredth of a millimetre.
        assert!(shares.iter().all(|share| *share >= 0.97), "{name}: {shares:?}");
    }
}
