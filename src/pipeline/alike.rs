//! Sectors that a figure does not tell apart. Must not know how they are drawn.

use crate::{diagnostics::Diagnostic, model::Document, style::Look};

/// A warning for each pair of sectors that occur and are not told apart in this look.
pub(super) fn alike(document: &Document, look: &Look) -> Vec<Diagnostic> {
    let occurs = |id| document.organisations().values().any(|one| one.sector.as_ref() == Some(id));
    let pairs =
        look.sectors_alike(document).into_iter().filter(|(one, other)| occurs(*one) && occurs(*other));
    let name = |id| document.sector(id).map_or_else(String::new, |sector| sector.name.clone());
    let said = pairs.map(|(one, other)| {
        let palette = look.palette.name();
        let (one, other) = (name(one), name(other));
        Diagnostic::warning(format!(
            "sectors `{one}` and `{other}` can't be told apart in the palette {palette}"
        ))
        .hint("give one of them another glyph, hue or pattern in the legend")
    });
    said.collect()
}
