//! A scene as PNG: painted with the very faces that measured it, packed with its resolution.
//! Must not know the document, nor any face but those of [`Fonts`].

use tiny_skia::Pixmap;

use crate::{scene::Scene, text::Fonts};

use super::paint;

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
    let (width, height) = pixels(scene, scale)?;
    let mut pixmap = Pixmap::new(width, height)
        .ok_or(RenderError::TooLarge { width: width.into(), height: height.into() })?;
    let page = (options.background == Background::Page).then_some(scene.background);
    // Both sides are rounded to whole pixels; stretching by that fraction keeps the edges sharp.
    paint::paint(scene, fonts, &mut pixmap, page);
    pack(pixmap, dpi)
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

fn pixels(scene: &Scene, scale: f64) -> Result<(u32, u32), RenderError> {
    let side = |units: f64| (units.max(1.0) * scale).round().max(1.0) as u64;
    let (width, height) = (side(scene.bounds.width), side(scene.bounds.height));
    let too_large = RenderError::TooLarge { width, height };
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(too_large);
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) => Ok((width, height)),
        _ => Err(too_large),
    }
}

/// Above so many pixels a picture is packed fast rather than small: it is for a screen or a printer, not for a letter.
const MOST_PACKED_SMALL: u64 = 6_000_000;

/// Packs the picture; without opacity where nothing shows through.
fn pack(pixmap: Pixmap, dpi: f64) -> Result<Vec<u8>, RenderError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    let is_opaque = pixmap.data().chunks_exact(4).all(|pixel| pixel[3] == 255);
    let samples: Vec<u8> = if is_opaque {
        encoder.set_color(png::ColorType::Rgb);
        pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    } else {
        encoder.set_color(png::ColorType::Rgba);
        pixmap.take_demultiplied()
    };
    encoder.set_depth(png::BitDepth::Eight);
    if u64::from(width) * u64::from(height) > MOST_PACKED_SMALL {
        encoder.set_compression(png::Compression::Fast);
    }
    let per_metre = (dpi / 0.0254).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&samples)?;
    writer.finish()?;
    Ok(bytes)
}
