//! A scene as PNG: its SVG painted by resvg with the very faces that measured it, and the resolution recorded.
//! Must not know the document, nor any face but those of [`Fonts`].

use crate::{scene::Scene, text::Fonts};

use super::svg::{SvgOptions, svg};

/// The most pixels of a picture: 16,384 by 16,384, a gigabyte while it is painted.
const MOST_PIXELS: u64 = 1 << 28;
/// Canvas units to the inch: one unit is one CSS pixel.
const UNITS_PER_INCH: f64 = 96.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Width or resolution is no positive number.
    #[error("a picture needs a width and a resolution above nothing; got {0}")]
    Senseless(f64),
    /// More than can be painted.
    #[error(
        "a picture of {width} by {height} pixels is too large: choose a smaller width or fewer dots an inch \
         (at most {most} pixels in all)", most = MOST_PIXELS
    )]
    TooLarge {
        /// Pixels.
        width: u64,
        /// Pixels.
        height: u64,
    },
    /// The SVG was not understood: a fault of this program.
    #[error("the figure could not be read back to paint it: {0}. Please report this; SVG still works")]
    Unreadable(#[from] usvg::Error),
    /// The PDF could not be made.
    #[error("the figure could not be written as PDF: {0}. SVG still works")]
    NoPdf(String),
    /// The PNG could not be written: a fault of this program.
    #[error("the figure could not be packed as PNG: {0}. Please report this; SVG still works")]
    Unpacked(#[from] png::EncodingError),
}

/// What lies under the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// The page of the scene.
    #[default]
    Page,
    /// Nothing.
    Transparent,
}

/// How many pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolution {
    /// At the scene's own size (96 units an inch), so many dots an inch.
    Dpi(f64),
    /// This wide on paper, in mm, at so many dots an inch.
    WidthMm {
        /// Width in mm.
        width: f64,
        /// Dots an inch.
        dpi: f64,
    },
    /// So many pixels wide; recorded as 96 dots an inch.
    WidthPixels(u32),
}

/// How the PNG is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PngOptions {
    /// How many pixels.
    pub resolution: Resolution,
    /// What lies under the picture.
    pub background: Background,
}

impl Default for PngOptions {
    /// The scene's own size at 192 dots an inch: two pixels a unit.
    fn default() -> Self {
        Self { resolution: Resolution::Dpi(192.0), background: Background::Page }
    }
}

/// The scene as the bytes of a PNG file. The same scene gives the same bytes.
///
/// # Errors
/// When the picture would be too large, or its measures make no sense.
pub fn png(scene: &Scene, fonts: &Fonts, options: &PngOptions) -> Result<Vec<u8>, RenderError> {
    let (scale, dpi) = scale(scene.bounds.width.max(1.0), options.resolution)?;
    let transparent = options.background == Background::Transparent;
    let text = svg(scene, &SvgOptions { transparent, ..SvgOptions::default() });
    let tree = tree(&text, fonts)?;
    let (width, height) = pixels(&tree, scale)?;
    let mut pixmap = resvg::tiny_skia::Pixmap::new(width, height)
        .ok_or(RenderError::TooLarge { width: width.into(), height: height.into() })?;
    // Both sides are rounded to whole pixels; stretching by that fraction keeps the edges sharp.
    let transform = resvg::tiny_skia::Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pack(&pixmap, dpi)
}

/// The SVG as usvg understands it, set in the faces of `fonts` only.
fn tree(text: &str, fonts: &Fonts) -> Result<usvg::Tree, RenderError> {
    let options = usvg::Options {
        font_family: crate::text::FAMILY.to_owned(),
        fontdb: fonts.database(),
        // Never a file or an address named by a text.
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    Ok(usvg::Tree::from_str(text, &options)?)
}

/// Pixels a unit, and the dots an inch to be recorded.
fn scale(units: f64, resolution: Resolution) -> Result<(f64, f64), RenderError> {
    let sane = |value: f64| {
        if value.is_finite() && value > 0.0 { Ok(value) } else { Err(RenderError::Senseless(value)) }
    };
    match resolution {
        Resolution::Dpi(dpi) => Ok((sane(dpi)? / UNITS_PER_INCH, dpi)),
        Resolution::WidthMm { width, dpi } => Ok((sane(width)? / 25.4 * sane(dpi)? / units, dpi)),
        Resolution::WidthPixels(pixels) => Ok((sane(f64::from(pixels))? / units, UNITS_PER_INCH)),
    }
}

fn pixels(tree: &usvg::Tree, scale: f64) -> Result<(u32, u32), RenderError> {
    let side = |units: f32| (f64::from(units) * scale).round().max(1.0) as u64;
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let too_large = RenderError::TooLarge { width, height };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large);
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) => Ok((width, height)),
        _ => Err(too_large),
    }
}

/// Packs the picture; resvg's own packing records no resolution.
fn pack(pixmap: &resvg::tiny_skia::Pixmap, dpi: f64) -> Result<Vec<u8>, RenderError> {
    let mut straight = Vec::with_capacity(pixmap.data().len());
    for pixel in pixmap.pixels() {
        let colour = pixel.demultiply();
        straight.extend([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (dpi / 0.0254).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&straight)?;
    writer.finish()?;
    Ok(bytes)
}
