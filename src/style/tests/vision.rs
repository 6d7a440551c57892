//! Sectors and families as they look to eyes that lack one kind of cone.
//! After Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
//! deficiency", 2009, severity 1.

use crate::{
    model::Document,
    style::{
        Look, Palette, Rgba, Theme,
        oklch::{Oklch, decode},
    },
};

type Matrix = [[f64; 3]; 3];
const SIGHTS: [(&str, Matrix); 4] = [
    ("full", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deutan",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritan",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

fn seen(colour: Rgba, sight: &Matrix) -> [f64; 3] {
    let linear = [colour.red, colour.green, colour.blue].map(decode);
    let coded = sight.map(|row| {
        let light: f64 = row.iter().zip(linear).map(|(factor, part)| factor * part).sum();
        let light = light.clamp(0.0, 1.0);
        let value = if light <= 0.0031308 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (value * 255.0).round() as u8
    });
    let Oklch { l, c, h } = Oklch::from(Rgba::new(coded[0], coded[1], coded[2]));
    [l, c * h.to_radians().cos(), c * h.to_radians().sin()]
}

/// The least `OKLab` distance between any two of the colours, with their places.
fn nearest(colours: &[Rgba], sight: &Matrix) -> (f64, usize, usize) {
    let mut nearest = (f64::INFINITY, 0, 0);
    for (index, colour) in colours.iter().enumerate() {
        for (other_index, other) in colours[..index].iter().enumerate() {
            let (a, b) = (seen(*colour, sight), seen(*other, sight));
            let distance = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
            if distance < nearest.0 {
                nearest = (distance, other_index, index);
            }
        }
    }
    nearest
}

/// Fills of all sectors at each scale.
fn sector_fills(look: &Look) -> Vec<(String, Vec<Rgba>)> {
    let document = Document::default();
    let fills = |scale| {
        let sectors = document.sectors_in_order();
        sectors.iter().filter_map(|(_, sector)| look.node(Some(sector), Some(scale)).fill).collect()
    };
    document.scales_in_order().iter().map(|(_, scale)| (scale.name.clone(), fills(scale))).collect()
}

fn looks_named(name: &str) -> [Look; 2] {
    [Theme::Light, Theme::Dark].map(|theme| Look::new(theme, Palette::named(name).unwrap()))
}

fn least_sector_distance(name: &str) -> f64 {
    let mut least = f64::INFINITY;
    for look in looks_named(name) {
        for (scale, fills) in sector_fills(&look) {
            for (sight, matrix) in &SIGHTS {
                let found = nearest(&fills, matrix);
                println!("{name} {:?} {scale} {sight}: {found:?}", look.theme);
                least = least.min(found.0);
            }
        }
    }
    least
}

#[test]
fn sectors_of_the_colour_blind_palette_are_told_apart() {
    // Two colours side by side differ visibly from about 0.02 on; glyphs and labels say the rest.
    let (plain, made) = (least_sector_distance("default"), least_sector_distance("colour-blind"));
    assert!(made >= 0.03, "{made}");
    assert!(made > 3.0 * plain, "{made} against {plain}");
}

#[test]
fn families_of_the_colour_blind_palette_are_told_apart() {
    let document = Document::default();
    for look in looks_named("colour-blind") {
        let families = document.families().values();
        let colours: Vec<Rgba> = families.map(|family| look.family_swatch(family).colour).collect();
        for (sight, matrix) in &SIGHTS {
            let found = nearest(&colours, matrix);
            assert!(found.0 >= 0.06, "{:?} {sight}: {found:?}", look.theme);
        }
    }
}

#[test]
fn kinds_are_coloured_by_family_where_colours_are_few() {
    let document = Document::default();
    for name in ["colour-blind", "greyscale"] {
        for look in looks_named(name) {
            for kind in document.flow_kinds().values() {
                let family = kind.family.as_ref().and_then(|id| document.family(id)).unwrap();
                let colour = look.flow_swatch(&document, kind, false).colour;
                assert_eq!(colour, look.family_swatch(family).colour, "{name} {}", kind.name);
            }
        }
    }
}
