//! A scene printed: as SVG, from that SVG as PNG, and as PDF. Must not know the document that the scene shows.

mod number;
mod pdf;
mod pdf_tags;
mod png;
mod svg;
mod svg_text;

pub use pdf::{PdfOptions, PdfPage, pdf};
pub use png::{Background, PngOptions, RenderError, Resolution, png};
pub use svg::{MAP_NAMESPACE, SvgOptions, SvgText, svg};
