//! What is tried, from which beginnings, and what is an answer. Must not know how inputs are made.

use std::path::Path;

use ecomap::{
    diagnostics::Severity,
    editor::capture,
    file::{self, OpenError},
    model::Document,
    pipeline,
};

/// A reader under trial.
pub struct Reader {
    pub name: &'static str,
    /// Words that its inputs are made of.
    pub words: &'static [&'static str],
    /// Inputs to begin with.
    pub beginnings: fn() -> Vec<Vec<u8>>,
    /// Reads; what kind of answer it was, in words.
    pub read: fn(&Path, &[u8]) -> String,
    /// The most memory it may need at once, as a multiple of the input's bytes, beside [`Self::ground`].
    pub multiple: usize,
    /// What it may need for any input, in bytes.
    pub ground: usize,
}

pub const MAP_WORDS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "\\u{202e}",
    "\\",
    "Some(",
    "None",
    "header: (format: \"ecomap\", version: \"1.0\")",
    "version: \"1.9\"",
    "version: \"2.0\"",
    "map: (",
    "organisations: [",
    "flows: [",
    "groups: [",
    "notes: [",
    "evidence: [",
    "views: [",
    "areas: [",
    "scheme: (",
    "sectors: [",
    "id: \"a\"",
    "id: \"watershed\"",
    "from: \"a\"",
    "to: \"b\"",
    "kind: \"funding\"",
    "position: (1e308, -1e308)",
    "position: (inf, NaN)",
    "position: (0, 0)",
    "members: [\"a\"]",
    "parent: \"g\"",
    "extra: {",
    "true",
    "false",
    "-0",
    "1e999",
    "0x7fffffffffffffff",
    "18446744073709551616",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "e\u{301}",
    "👩‍👩‍👧",
    "<svg",
    "<metadata>",
    "]]>",
    "&#x41;",
    "<!DOCTYPE",
];

const LINE_WORDS: &[&str] = &[
    "->",
    "<->",
    "-->",
    "→",
    "<-",
    ":",
    ";",
    ",",
    "\"",
    "(",
    ")",
    "#",
    "+",
    "?",
    "!",
    "@",
    "funding",
    "knowledge",
    "policy",
    "Watershed",
    "BBC",
    "and",
    "\n",
    "\t",
    "local",
    "national",
    "university",
    "\u{202e}",
    "\u{0}",
    "👩‍👩‍👧",
    "e\u{301}",
    "*",
    "~",
    "2019",
    "wanted",
    "£",
    "%",
];

/// A file that is opened: a map, or a figure that holds one.
pub const FILE: Reader = Reader {
    name: "file",
    words: MAP_WORDS,
    beginnings: || {
        let mut all = folder("examples", "ron");
        all.extend(folder("tests/fixtures/file", "ron"));
        all.extend(folder("tests/fuzz/corpus", "ron"));
        let small = all.iter().min_by_key(|map| map.len()).cloned().unwrap_or_default();
        let map = file::read(&small).map(|read| read.value).unwrap_or_default();
        let figure = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><ecomap:map xmlns:ecomap=\"{}\"><![CDATA[{}]]></ecomap:map></metadata></svg>",
            ecomap::render::MAP_NAMESPACE,
            file::write(&map)
        );
        all.push(figure.into_bytes());
        all
    },
    read: |path, _| match pipeline::read(path) {
        Ok(read) => {
            let text = file::write(&read.value);
            let again = file::read(&text).map(|again| file::write(&again.value));
            assert_eq!(
                again.as_deref().ok(),
                Some(text.as_str()),
                "what was read cannot be written and read again"
            );
            read.warnings.iter().take(2).map(|warning| warning.message.clone()).collect()
        }
        Err(OpenError::Damaged { diagnostics, salvaged, .. }) => {
            if let Some(salvaged) = salvaged {
                let text = file::write(&salvaged);
                let errors = file::inspect(&text).into_iter().filter(|one| one.severity == Severity::Error);
                assert_eq!(errors.collect::<Vec<_>>(), [], "what was saved of it is damaged itself: {text}");
            }
            diagnostics.iter().take(2).map(|one| one.message.clone()).collect()
        }
        Err(error) => error.to_string().replace(&path.display().to_string(), ""),
    },
    multiple: 400,
    ground: 4_000_000,
};

/// What is pasted.
pub const CLIPBOARD: Reader = Reader {
    name: "clipboard",
    words: MAP_WORDS,
    beginnings: || folder("examples", "ron"),
    read: |_, input| match file::read_records(&String::from_utf8_lossy(input)) {
        Ok(records) => format!("{} records", records.len().min(3)),
        Err(error) => error.to_string(),
    },
    multiple: 400,
    ground: 4_000_000,
};

/// Lines of the capture bar.
pub const LINES: Reader = Reader {
    name: "lines",
    words: LINE_WORDS,
    beginnings: || {
        [
            "Watershed -> BBC: funding",
            "UWE, University of Bristol <-> Watershed: knowledge, talent\nBBC",
            "Arts Council England -> Watershed: funding (£ 1,000)",
        ]
        .map(|line| line.as_bytes().to_vec())
        .to_vec()
    },
    read: |_, input| {
        let map = Document::default();
        let setting = capture::Setting { document: &map, kind: None, sector: None, scale: None };
        let reading = capture::read(&String::from_utf8_lossy(input), &setting);
        format!("{reading:?}").chars().filter(char::is_ascii_uppercase).take(60).collect()
    },
    multiple: 2_000,
    ground: 8_000_000,
};

fn folder(name: &str, ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let Ok(entries) = std::fs::read_dir(root) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|own| own == ending));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}
