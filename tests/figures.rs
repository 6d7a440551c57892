//! What a figure must be, whatever the map: nothing overlaps that need not, every arrow ends where it should, the
//! legend is true, text stays text, and the same map gives the same bytes.

#[path = "figures/maps.rs"]
mod maps;

use ecomap::{
    render::{self, PngOptions, SvgOptions},
    scene::{self, Options, Scene},
    style::Look,
    text::Fonts,
};

fn figure(document: &ecomap::model::Document) -> Scene {
    scene::build(document, &Options::figure(), &Look::default(), &Fonts::bundled())
}

/// Leaves the figures as PNG in the folder that the variable names, to be looked at.
#[test]
fn figures_can_be_looked_at() {
    let Some(folder) = std::env::var_os("FIGURES") else { return };
    let fonts = Fonts::bundled();
    let made = [
        ("cardiff", maps::cardiff()),
        ("everything", maps::everything()),
        ("generated-30", maps::generated(30, 50, 7)),
        ("generated-100", maps::generated(100, 180, 7)),
    ];
    let made = made.into_iter().map(|(name, document)| (name.to_owned(), document));
    for (name, document) in made.chain(maps::examples()) {
        let scene = figure(&document);
        println!("{name}: {:?}", scene.report);
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join(format!("{name}.svg")), render::svg(&scene, &SvgOptions::default()))
            .unwrap();
        let bytes = render::png(&scene, &fonts, &PngOptions::default()).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}

#[test]
fn timing_for_now() {
    let document = maps::generated(300, 600, 3);
    let fonts = Fonts::bundled();
    let look = Look::default();
    let _ = scene::build(&document, &Options::default(), &look, &fonts);
    let start = std::time::Instant::now();
    let scene = scene::build(&document, &Options::default(), &look, &fonts);
    println!(
        "300/600: {:?} crossing {} crowded {}",
        start.elapsed(),
        scene.report.crossing_nodes.len(),
        scene.report.crowded_labels.len()
    );
}
