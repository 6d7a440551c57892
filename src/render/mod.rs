//! A scene printed: as SVG, and from that SVG as PNG. Must not know the document that the scene shows.

mod number;
mod png;
mod svg;

pub use png::{Background, PngOptions, RenderError, Resolution, png};
pub use svg::{SvgOptions, svg};
