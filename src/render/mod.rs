//! A scene printed: as SVG, as PNG, as PDF, and as a page for browsers. Must not know the document that it shows.

mod encode;
mod html;
mod markup;
mod number;
mod paint;
mod pdf;
mod pdf_shapes;
mod pdf_tags;
mod pdf_text;
mod png;
mod reading;
mod svg;
mod svg_text;

pub use html::{Dress, Page, html};
pub use pdf::{PdfOptions, PdfPage, pdf, pdf_with_text};
pub use png::{Background, PngOptions, RenderError, Resolution, png};
pub use svg::{MAP_NAMESPACE, SvgOptions, SvgText, svg};
