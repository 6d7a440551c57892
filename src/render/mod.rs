//! A scene printed: as SVG, from that SVG as PNG, as PDF, and as a page for browsers. Must not know the document that the scene shows.

mod encode;
mod html;
mod number;
mod pdf;
mod pdf_tags;
mod png;
mod svg;
mod svg_text;

pub use html::{Page, html};
pub use pdf::{PdfOptions, PdfPage, pdf};
pub use png::{Background, PngOptions, RenderError, Resolution, png};
pub use svg::{MAP_NAMESPACE, SvgOptions, SvgText, svg};
