//! A PNG is painted from the scene itself: it must look as the SVG of that scene does when resvg paints it.

use ecomap::{
    render::{self, PngOptions, Resolution, SvgOptions},
    scene::{Options, Scene, build},
    style::Look,
    text::Fonts,
};

use super::maps;

/// A picture as red, green, blue.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn of_png(bytes: &[u8]) -> Self {
        let image = image::load_from_memory(bytes).unwrap().to_rgb8();
        Self { width: image.width() as usize, pixels: image.pixels().map(|pixel| pixel.0).collect() }
    }

    fn by_resvg(scene: &Scene, fonts: &Fonts, width: u32) -> Self {
        let options = usvg::Options {
            fontdb: fonts.database(),
            font_family: "Inter".into(),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(&render::svg(scene, &SvgOptions::default()), &options).unwrap();
        let scale = width as f32 / tree.size().width();
        let height = (tree.size().height() * scale).round();
        let mut pixmap = resvg::tiny_skia::Pixmap::new(width, height as u32).unwrap();
        let transform = resvg::tiny_skia::Transform::from_scale(scale, height / tree.size().height());
        resvg::render(&tree, transform, &mut pixmap.as_mut());
        Self::of_png(&pixmap.encode_png().unwrap())
    }

    fn rows(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// How many of the inked pixels have ink of like colour within 1.5 pixels in the other, 0 to 1.
    fn alike(&self, other: &Self) -> f64 {
        let ground = self.pixels[0];
        let differ = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0);
        let (mut inked, mut alike) = (0_usize, 0_usize);
        for (index, pixel) in self.pixels.iter().enumerate() {
            if differ(*pixel, ground) < 24 {
                continue;
            }
            inked += 1;
            let (x, y) = ((index % self.width) as isize, (index / self.width) as isize);
            // Of like colour: between the lightest and the darkest of what is near, or nearly.
            let (mut low, mut high) = ([255_u8; 3], [0_u8; 3]);
            for row in (y - 1).max(0)..=(y + 1).min(self.rows() as isize - 1) {
                for column in (x - 1).max(0)..=(x + 1).min(self.width as isize - 1) {
                    let near = other.pixels[row as usize * self.width + column as usize];
                    for part in 0..3 {
                        low[part] = low[part].min(near[part]);
                        high[part] = high[part].max(near[part]);
                    }
                }
            }
            let found = (0..3).all(|part| {
                (low[part].saturating_sub(24)..=high[part].saturating_add(24)).contains(&pixel[part])
            });
            alike += usize::from(found);
        }
        alike as f64 / inked.max(1) as f64
    }
}

#[test]
fn a_png_looks_as_its_svg_does() {
    let fonts = Fonts::with_system();
    for (name, document) in maps() {
        let scene = build(&document, &Options::figure(), &Look::default(), &fonts);
        for width in [900, 2400] {
            let options = PngOptions { resolution: Resolution::WidthPixels(width), ..PngOptions::default() };
            let ours = Picture::of_png(&render::png(&scene, &fonts, &options).unwrap());
            let theirs = Picture::by_resvg(&scene, &fonts, width);
            assert_eq!((ours.width, ours.rows()), (theirs.width, theirs.rows()), "{name}");
            let (there, back) = (ours.alike(&theirs), theirs.alike(&ours));
            assert!(there.min(back) >= 0.995, "{name}, {width} pixels wide: {there:.4}, {back:.4}");
        }
    }
}
