//! The map inside a figure: what goes along in an SVG on request, and how it is found there again.
//! Must not know how a figure is drawn.

use super::redact::{Parts, counted, redacted};
use crate::{
    diagnostics::{Diagnostic, Warned},
    file::{self, OpenError},
    model::Document,
    render::MAP_NAMESPACE,
};

/// A map on its way into a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded {
    /// The map as it goes along: what the picture beside it may show.
    pub document: Document,
    /// Its text.
    pub text: String,
    /// What goes along and what does not, in words.
    pub words: String,
}

/// The map as it goes into a figure: without evidence, respondents, notes and speaker notes but for those asked for.
#[must_use]
pub fn embedded(document: &Document, parts: &Parts) -> Embedded {
    let (copy, removed) = redacted(document, parts);
    let organisations = counted(copy.organisations().len(), "organisation", "organisations");
    let mut along = vec![organisations, counted(copy.flows().len(), "flow", "flows")];
    for (count, one, many) in [
        (copy.evidence().len(), "piece of evidence", "pieces of evidence"),
        (copy.notes().len(), "note", "notes"),
        (copy.views().len(), "view", "views"),
    ] {
        if count > 0 {
            along.push(counted(count, one, many));
        }
    }
    let described = copy.organisations().values().filter(|record| !record.description.is_empty()).count();
    if described > 0 {
        along.push(counted(described, "description", "descriptions"));
    }
    let words = format!("embedded: {}; left out: {removed}", along.join(", "));
    Embedded { text: file::write(&copy), words, document: copy }
}

/// Whether the bytes are those of a picture in XML rather than of a map.
pub(super) fn is_figure(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Reads the map that a figure holds.
///
/// # Errors
/// When it holds none, or a damaged one: see [`OpenError`].
pub(super) fn read(bytes: &[u8]) -> Result<Warned<Document>, OpenError> {
    let no_map = |reason: &str| OpenError::NoMapInside { reason: reason.to_owned() };
    if bytes.len() as u64 > file::MAX_SIZE {
        return Err(OpenError::TooLarge { size: bytes.len() as u64, limit: file::MAX_SIZE });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| no_map("it is not UTF-8 text"))?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let parsed = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| no_map(&format!("it is not sound XML ({error})")))?;
    let is_map = |node: &roxmltree::Node<'_, '_>| node.has_tag_name((MAP_NAMESPACE, "map"));
    let node = parsed.descendants().find(is_map).ok_or_else(|| no_map("nothing of a map is in it"))?;
    let inside: String = node.children().filter_map(|child| child.text()).collect();
    let before = node.first_child().map_or(0, |child| parsed.text_pos_at(child.range().start).row - 1);
    match file::read(inside) {
        Ok(read) => Ok(Warned { warnings: shifted(read.warnings, before), ..read }),
        Err(OpenError::Damaged { diagnostics, salvaged, left_out }) => {
            let (diagnostics, left_out) = (shifted(diagnostics, before), shifted(left_out, before));
            Err(OpenError::Damaged { diagnostics, salvaged, left_out })
        }
        Err(other) => Err(other),
    }
}

/// The same findings by the lines of the figure.
fn shifted(found: Vec<Diagnostic>, before: u32) -> Vec<Diagnostic> {
    let shift = |mut found: Diagnostic| {
        if let Some(place) = &mut found.place {
            place.line += before;
        }
        found
    };
    found.into_iter().map(shift).collect()
}
