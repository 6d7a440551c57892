//! Which formats there are, and which of them a file is: by its content first, by its name only where that does not
//! tell. Must not know how any of them is read.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// A format of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GraphML: plain, of yEd, Gephi, Cytoscape.
    GraphMl,
    /// GEXF 1.0 to 1.3: Gephi, Gephi Lite, Polinode.
    Gexf,
    /// Tables as text, with commas, semicolons or tabs.
    Csv,
    /// A workbook: Kumu, Gephi, Onodo, PRSM.
    Xlsx,
    /// JSON Canvas 1.0: Obsidian.
    Canvas,
    /// Kumu's blueprint or full export.
    KumuJson,
    /// Cytoscape.js.
    CytoscapeJs,
    /// Grants as 360Giving publishes them; read only.
    Grants360,
    /// Graphviz.
    Dot,
    /// Graph Modelling Language.
    Gml,
    /// Pajek's networks.
    Pajek,
    /// draw.io, diagrams.net.
    DrawIo,
    /// Mermaid flowcharts; written only.
    Mermaid,
    /// One plain table for word processors and spreadsheets; written only.
    Table,
}

impl Format {
    /// All, in the order of the interface.
    pub const ALL: [Self; 14] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Csv,
        Self::Xlsx,
        Self::Canvas,
        Self::KumuJson,
        Self::CytoscapeJs,
        Self::Dot,
        Self::Gml,
        Self::Pajek,
        Self::DrawIo,
        Self::Mermaid,
        Self::Table,
        Self::Grants360,
    ];

    /// Its name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "GraphML",
            Self::Gexf => "GEXF",
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Canvas => "JSON Canvas",
            Self::KumuJson => "Kumu JSON",
            Self::CytoscapeJs => "Cytoscape.js JSON",
            Self::Grants360 => "360Giving JSON",
            Self::Dot => "DOT",
            Self::Gml => "GML",
            Self::Pajek => "Pajek",
            Self::DrawIo => "draw.io",
            Self::Mermaid => "Mermaid",
            Self::Table => "a plain table",
        }
    }

    /// Its name in the terminal.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Canvas => "canvas",
            Self::KumuJson => "kumu",
            Self::CytoscapeJs => "cyjs",
            Self::Grants360 => "360giving",
            Self::Dot => "dot",
            Self::Gml => "gml",
            Self::Pajek => "pajek",
            Self::DrawIo => "drawio",
            Self::Mermaid => "mermaid",
            Self::Table => "table",
        }
    }

    /// The extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }

    /// How the names of files that are written of it may end, without the dot; the usual one first.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::GraphMl => &["graphml"],
            Self::Gexf => &["gexf"],
            Self::Csv => &["csv"],
            Self::Xlsx => &["xlsx"],
            Self::Canvas => &["canvas"],
            Self::KumuJson | Self::Grants360 => &["json"],
            Self::CytoscapeJs => &["cyjs"],
            Self::Dot => &["dot", "gv"],
            Self::Gml => &["gml"],
            Self::Pajek => &["net"],
            Self::DrawIo => &["drawio", "dio"],
            Self::Mermaid => &["mmd", "mermaid"],
            Self::Table => &["tsv", "tab"],
        }
    }

    /// What is added to the stem of each file's name that a map becomes: nothing where it is one file.
    #[must_use]
    pub fn suffixes(self) -> &'static [&'static str] {
        if self == Self::Csv { &["organisations", "flows"] } else { &[""] }
    }

    /// The files that are written when this one is asked for: `map.csv` becomes `map-organisations.csv` and
    /// `map-flows.csv`.
    #[must_use]
    pub fn files(self, asked: &Path) -> Vec<PathBuf> {
        let stem = asked.file_stem().unwrap_or_default().to_string_lossy();
        let extension = asked.extension().map(|it| format!(".{}", it.to_string_lossy())).unwrap_or_default();
        let named = |suffix: &&str| match *suffix {
            "" => asked.to_path_buf(),
            suffix => asked.with_file_name(format!("{stem}-{suffix}{extension}")),
        };
        self.suffixes().iter().map(named).collect()
    }

    /// Whether files of it are opened.
    #[must_use]
    pub fn is_read(self) -> bool {
        !matches!(self, Self::Mermaid | Self::Table)
    }

    /// Whether maps are written to it.
    #[must_use]
    pub fn is_written(self) -> bool {
        self != Self::Grants360
    }

    /// The format that a file's name promises, for writing.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "graphml" => Self::GraphMl,
            "gexf" => Self::Gexf,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Table,
            "xlsx" | "xlsm" | "ods" => Self::Xlsx,
            "canvas" => Self::Canvas,
            "json" => Self::KumuJson,
            "cyjs" => Self::CytoscapeJs,
            "dot" | "gv" => Self::Dot,
            "gml" => Self::Gml,
            "net" | "paj" => Self::Pajek,
            "drawio" | "dio" => Self::DrawIo,
            "mmd" | "mermaid" => Self::Mermaid,
            _ => return None,
        })
    }

    /// What a file could be by its first sign, as it was recognised first: of one family of formats.
    #[must_use]
    pub fn candidates(bytes: &[u8], recognised: Self) -> Vec<Self> {
        let beginning = super::plain_text::beginning(bytes, LOOKED_AT);
        let family: &[Self] = match beginning.trim_start().as_bytes().first() {
            _ if bytes.starts_with(b"PK\x03\x04") => &[Self::Xlsx],
            Some(b'<') => &[Self::GraphMl, Self::Gexf, Self::DrawIo],
            Some(b'{' | b'[') => &[Self::KumuJson, Self::CytoscapeJs, Self::Canvas, Self::Grants360],
            _ => &[Self::Csv, Self::Dot, Self::Gml, Self::Pajek],
        };
        let others = family.iter().copied().filter(|format| *format != recognised);
        std::iter::once(recognised).chain(others).collect()
    }

    /// What a file is: by its content, and by its name where that does not tell. Never a picture or a map of ours.
    #[must_use]
    pub fn recognise(bytes: &[u8], path: Option<&Path>) -> Option<Self> {
        by_content(bytes).or_else(|| by_name(path?))
    }
}

/// What the name of a file to be read says. Tables have no signs of their own.
fn by_name(path: &Path) -> Option<Format> {
    match Format::of_name(path)? {
        Format::Table => Some(Format::Csv),
        format => format.is_read().then_some(format),
    }
    .or_else(|| {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        (extension == "txt").then_some(Format::Csv)
    })
}

/// How much of the beginning is looked at, bytes.
const LOOKED_AT: usize = 64 * 1024;

fn by_content(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") {
        return is_workbook(bytes).then_some(Format::Xlsx);
    }
    let beginning = super::plain_text::beginning(bytes, LOOKED_AT);
    let text = beginning.trim_start();
    match text.as_bytes().first()? {
        b'<' => by_element(text),
        b'{' | b'[' => by_key(text),
        _ => by_word(text),
    }
}

/// Whether a ZIP archive holds a workbook: other office programs pack their files in the same way.
fn is_workbook(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    holds(b"xl/") || holds(b"opendocument.spreadsheet")
}

fn by_element(text: &str) -> Option<Format> {
    let opens = |name: &str| {
        let found = text.find(&format!("<{name}"));
        found.is_some_and(|at| !text[at + name.len() + 1..].starts_with(|c: char| c.is_alphanumeric()))
    };
    [
        ("graphml", Format::GraphMl),
        ("gexf", Format::Gexf),
        ("mxfile", Format::DrawIo),
        ("mxGraphModel", Format::DrawIo),
    ]
    .into_iter()
    .find_map(|(name, format)| opens(name).then_some(format))
}

fn by_key(text: &str) -> Option<Format> {
    let has = |key: &str| {
        let quoted = format!("\"{key}\"");
        text.match_indices(&quoted).any(|(at, _)| text[at + quoted.len()..].trim_start().starts_with(':'))
    };
    if has("grants") && (has("recipientOrganization") || has("fundingOrganization")) {
        Some(Format::Grants360)
    } else if has("fromNode") || (has("nodes") && has("width") && has("height") && !has("data")) {
        Some(Format::Canvas)
    } else if has("data") && (has("elements") || has("position") || has("group") || has("source")) {
        Some(Format::CytoscapeJs)
    } else if has("elements") || has("connections") {
        Some(Format::KumuJson)
    } else if has("nodes") {
        Some(Format::Canvas)
    } else {
        None
    }
}

fn by_word(text: &str) -> Option<Format> {
    let mut rest = text;
    // Comments of DOT, GML and Pajek, then the first word.
    loop {
        rest = rest.trim_start();
        let comment = if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else if rest.starts_with("//") || rest.starts_with('#') || rest.starts_with('%') {
            rest.find('\n')
        } else {
            None
        };
        let Some(end) = comment else { break };
        rest = &rest[end..];
    }
    let word: String = rest
        .chars()
        .take_while(|sign| sign.is_alphabetic() || *sign == '*')
        .collect::<String>()
        .to_lowercase();
    let after = rest[word.len().min(rest.len())..].trim_start();
    match word.as_str() {
        "strict" | "digraph" => Some(Format::Dot),
        "graph" if after.starts_with('[') => Some(Format::Gml),
        "graph" if after.contains('{') => Some(Format::Dot),
        "creator" | "version" if rest.contains("graph") && rest.contains('[') => Some(Format::Gml),
        "*vertices" | "*network" => Some(Format::Pajek),
        _ => None,
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// There is no format of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{name}`: choose one of {}", Format::ALL.map(Format::key).join(", "))]
pub struct UnknownFormat {
    /// What was asked for.
    pub name: String,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let wanted = text.trim().trim_start_matches('.').to_lowercase();
        let found = Self::ALL.into_iter().find(|format| format.key() == wanted);
        let by_extension = || Self::of_name(Path::new(&format!("x.{wanted}")));
        found.or_else(by_extension).ok_or_else(|| UnknownFormat { name: text.to_owned() })
    }
}
