//! A map as text: the same text for the same map, always.
//! Must not know where the text goes.

use super::{
    header::{self, CURRENT, Version},
    v1,
    writing::Out,
};
use crate::model::Document;

/// Under this path the map's record carries the version of a file from a newer program.
pub(super) const VERSION_PATH: &str = "/header/version";
/// Under this path it carries the comment at the top of the file.
pub(super) const COMMENT_PATH: &str = "//";

/// The text of a map. Reading it gives the same map; writing that gives the same text.
#[must_use]
pub fn write(document: &Document) -> String {
    let carried = &document.map().carried.fields;
    let value = |name: &str| carried.iter().find(|(path, _)| path == name).map(|(_, raw)| raw.as_str());
    let mut out = Out::new(0);
    for line in value(COMMENT_PATH).into_iter().flat_map(str::lines) {
        out.line(line);
    }
    out.open("(");
    // A newer program must find its own version again, or it would take its additions for mistakes.
    let version = value(VERSION_PATH).and_then(Version::parse).filter(|version| *version > CURRENT);
    let mut text = header::text(version.unwrap_or(CURRENT));
    for (path, raw) in carried {
        if let Some(name) = path.strip_prefix("/header/")
            && path != VERSION_PATH
        {
            text.truncate(text.len() - 2);
            text.push_str(&format!(", {name}: {raw}),"));
        }
    }
    out.line(&text);
    v1::write_sections(document, &mut out);
    out.close(")");
    out.text
}
