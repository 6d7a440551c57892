//! The header: format name and version, read before anything else.
//! Must not know what a version means for the rest of the file.

use std::fmt;

use super::{
    errors::OpenError,
    foreign,
    syntax::{Kind, Node, leading_trivia, scan_header},
};

/// The format's name in the header.
const FORMAT: &str = "ecomap";

/// The version that is written.
pub const CURRENT: Version = Version { major: 1, minor: 0 };

/// A version of the format. A new minor version only adds; a new major one may change meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Older programs refuse what has a newer one.
    pub major: u32,
    /// Older programs keep unread what a newer one added.
    pub minor: u32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl Version {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let number =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?;
        Some(Self { major: number(major)?, minor: number(minor)? })
    }
}

fn not_a_map(reason: impl Into<String>) -> OpenError {
    OpenError::NotAMap { reason: reason.into() }
}

/// The version of the file.
pub(super) fn read(text: &str) -> Result<Version, OpenError> {
    if leading_trivia(text) == text.len() {
        return Err(OpenError::Empty);
    }
    let Some((name, header)) = scan_header(text) else {
        let named = foreign::named(text.as_bytes()).map(|name| format!("it is {name}"));
        return Err(not_a_map(named.as_deref().unwrap_or("it does not begin with a header")));
    };
    if name != "header" {
        return Err(not_a_map(format!("it begins with `{}`, not with its header", shortened(name))));
    }
    let value = |name: &str| header.field(name).and_then(|field| plain(&field.value));
    match value("format") {
        Some(FORMAT) => {}
        Some(other) => return Err(not_a_map(format!("its header says that it is `{}`", shortened(other)))),
        None => return Err(not_a_map("its header does not name the format")),
    }
    let Some(text) = value("version") else {
        return Err(not_a_map("its header does not name the version"));
    };
    let Some(version) = Version::parse(text) else {
        return Err(not_a_map(format!("`{}` is not a version of the format", shortened(text))));
    };
    if version.major > CURRENT.major {
        return Err(OpenError::TooNew { found: version, known: CURRENT, salvaged: None, unread: Vec::new() });
    }
    if version.major < 1 {
        return Err(not_a_map(format!("there never was a version {version} of the format")));
    }
    Ok(version)
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn plain<'t>(node: &Node<'t>) -> Option<&'t str> {
    match node.kind {
        Kind::Text(text) | Kind::Number(text) => Some(text),
        _ => None,
    }
}

/// The header as it is written.
pub(super) fn text(version: Version) -> String {
    format!("header: (format: \"{FORMAT}\", version: \"{version}\"),")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_before_anything_else() {
        for (text, version) in [
            ("(header: (format: \"ecomap\", version: \"1.0\"))", (1, 0)),
            (
                "// mine\n#![enable(implicit_some)]\n( header : ( version: \"1.12\", format: \"ecomap\" ), @@@",
                (1, 12),
            ),
        ] {
            assert_eq!(read(text).ok().map(|v| (v.major, v.minor)), Some(version), "{text}");
        }
        for (text, words) in [
            ("", "empty"),
            (" // nothing\n", "empty"),
            ("{\"a\": 1}", "it is JSON"),
            ("Dear all,", "does not begin with a header"),
            ("(map: ())", "begins with `map`"),
            ("(header: (format: \"other\", version: \"1.0\"))", "`other`"),
            ("(header: (version: \"1.0\"))", "does not name the format"),
            ("(header: (format: \"ecomap\"", "does not name the version"),
            ("(header: (format: \"ecomap\", version: \"one\"))", "`one` is not a version"),
            ("(header: (format: \"ecomap\", version: \"2.0\"), 💥", "version 2.0, newer than 1.0"),
            ("(header: (format: \"ecomap\", version: \"0.3\"))", "never was a version 0.3"),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
