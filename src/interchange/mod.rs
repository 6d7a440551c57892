//! Other programs' files: read as a foreign graph and mapped to a map; a map written, and what is lost said in words.
//! Must not know windows, nor where files lie.
//!
//! # How it works
//!
//! ```text
//!   bytes ──reader──▶ ForeignGraph ──Mapping──▶ Document
//!   Document ──flatten──▶ ForeignGraph ──writer──▶ bytes, Loss
//! ```
//!
//! A **reader** knows one format's syntax and its words for places, looks and groups; it fills a
//! [`ForeignGraph`]: nodes, groups, notes, edges, typed fields, each with its line. What a field is
//! to us says a [`Mapping`], a value with a guess that a person may change before [`Mapping::document`] builds the map.
//!
//! A **writer** says what its format holds; `flatten` then puts all else into fields under keys that begin with
//! `ecomap:`, and counts as [`Loss`] what finds no place. The map as a whole (title, sources, goals, areas, scheme) goes
//! along as one text under `ecomap:map` where the format has room for one. Evidence, notes and comments are never put
//! where a recipient does not see them: they may have been said in confidence.
//! What does go along and is easily forgotten, [`along`](fn@along) counts: notes on a canvas, influence, stances, own fields.
//!
//! # What is refused
//!
//! Files of more than 256 MB (unpacked), 500,000 nodes or 2,000,000 edges; nesting beyond 100 levels; XML that defines
//! entities. Nothing is ever fetched. Formulas are never written live into a table.
//!
//! # To add a format
//!
//! A file with `read(text) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError>`, `HOLDS` and
//! `write(&ForeignGraph) -> ...`; a variant of [`Format`] with its signs in `format`, and a line in [`read`](fn@read)
//! and one in [`write`](fn@write).

mod along;
mod boxes;
mod canvas;
mod counted;
mod cytoscape;
mod dot;
mod drawio;
mod error;
mod flatten;
mod format;
mod gathering;
mod gexf;
mod gml;
mod grants;
pub mod graph;
mod graphml;
mod holds;
mod json;
mod kumu;
mod limits;
mod loss;
mod mapping;
mod mermaid;
mod own;
mod pajek;
mod plain_text;
mod roles;
mod survey;
mod tables;
mod uses;
mod xml;

pub use along::Along;
pub use error::{ReadError, WriteError};
pub use flatten::Dress;
pub use format::{Format, UnknownFormat};
pub use loss::{Loss, Lost, Of};
pub use mapping::{ClassWords, Colours, Dashes, Mapping, Meaning};
pub use own::Own;
pub use roles::{FieldType, Role};
pub use survey::{ColumnFacts, Survey};
pub use uses::{Use, UsedColumn, Uses};

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostics::{Diagnostic, Warned},
    model::Document,
};
use flatten::flatten;
use graph::ForeignGraph;

/// What a file holds, and how it is most probably meant.
#[derive(Clone, Debug)]
pub struct Read {
    /// The format it was read as.
    pub format: Format,
    /// What it holds.
    pub graph: ForeignGraph,
    /// What that means to us: a guess, to be changed.
    pub mapping: Mapping,
}

impl Read {
    /// The map it is by its mapping, and what there is to say about that.
    #[must_use]
    pub fn document(&self) -> Warned<Document> {
        self.mapping.document(&self.graph)
    }
}

/// Reads another program's file.
///
/// # Errors
/// When it is not of that format, broken, or larger or deeper than any map: see [`ReadError`].
pub fn read(bytes: &[u8], format: Format) -> Result<Warned<Read>, ReadError> {
    read_as_said(bytes, format, &Uses::default())
}

/// The same, where a person has said which columns of a table hold names, ids and ends.
///
/// # Errors
/// As [`read`](fn@read).
pub fn read_as_said(bytes: &[u8], format: Format, uses: &Uses) -> Result<Warned<Read>, ReadError> {
    limits::size(bytes.len() as u64)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let mut warnings = Vec::new();
    let mut text = || {
        let (text, found) = plain_text::decode(bytes);
        warnings.extend(found);
        text
    };
    let (graph, found): (ForeignGraph, Vec<Diagnostic>) = match format {
        Format::GraphMl => graphml::read(&text())?,
        Format::Gexf => gexf::read(&text())?,
        Format::Canvas => canvas::read(&text())?,
        Format::Dot => dot::read(&text())?,
        Format::Gml => gml::read(&text())?,
        Format::Pajek => pajek::read(&text())?,
        Format::DrawIo => drawio::read(&text())?,
        Format::Csv => tables::read_csv(&text(), uses)?,
        Format::Xlsx => tables::read_xlsx(bytes, uses)?,
        Format::KumuJson => kumu::read(&text())?,
        Format::CytoscapeJs => cytoscape::read(&text())?,
        Format::Grants360 => grants::read(&text())?,
        Format::Mermaid | Format::Table => return Err(ReadError::WriteOnly(format)),
    };
    warnings.extend(found);
    let mapping = Mapping::guess(&graph);
    Ok(Warned { value: Read { format, graph, mapping }, warnings })
}

/// Whether words, such as those on a clipboard, are a table whose first row names its columns.
#[must_use]
pub fn is_titled_table(text: &str) -> bool {
    tables::is_titled(text)
}

/// These lines of a file, counted from 1, as they stand there; none of a workbook.
#[must_use]
pub fn lines(bytes: &[u8], wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    plain_text::lines(bytes, wanted)
}

/// A file that was made: most formats make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is added to the stem of the file's name, one of [`Format::suffixes`]; empty for the only one.
    pub suffix: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// As what a map is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Writing {
    /// The format.
    pub format: Format,
    /// With the notes, where the format has a canvas on which they stand for all to read.
    pub notes: bool,
}

impl From<Format> for Writing {
    /// With all that the format holds.
    fn from(format: Format) -> Self {
        Self { format, notes: true }
    }
}

/// Writes a map for another program, and says what the format cannot hold: a part for each of [`Format::files`], in
/// their order.
///
/// # Errors
/// When the format is read only, or cannot hold so much: see [`WriteError`].
pub fn write(
    document: &Document,
    dress: &Dress,
    writing: impl Into<Writing>,
) -> Result<(Vec<Part>, Loss), WriteError> {
    let one = |bytes: Vec<u8>| vec![Part { suffix: "", bytes }];
    let writing = writing.into();
    let (format, holds) = (writing.format, holds(writing)?);
    let (graph, loss) = flatten(document, dress, holds);
    let parts = match format {
        Format::GraphMl => one(graphml::write(&graph).into_bytes()),
        Format::Gexf => one(gexf::write(&graph).into_bytes()),
        Format::Canvas => one(canvas::write(&graph).into_bytes()),
        Format::Dot => one(dot::write(&graph).into_bytes()),
        Format::Gml => one(gml::write(&graph).into_bytes()),
        Format::Pajek => one(pajek::write(&graph).into_bytes()),
        Format::DrawIo => one(drawio::write(&graph).into_bytes()),
        Format::Mermaid => one(mermaid::write(&graph).into_bytes()),
        Format::Csv => {
            let suffixes = format.suffixes().iter();
            suffixes.zip(tables::write_csv(&graph)).map(|(suffix, bytes)| Part { suffix, bytes }).collect()
        }
        Format::Xlsx => one(tables::write_xlsx(&graph)?),
        Format::KumuJson => one(kumu::write(&graph).into_bytes()),
        Format::CytoscapeJs => one(cytoscape::write(&graph).into_bytes()),
        Format::Table => one(tables::write_table(&graph)),
        Format::Grants360 => return Err(WriteError::ReadOnly(format)),
    };
    Ok((parts, loss))
}

/// What would be lost if the map were written so; nothing is made.
///
/// # Errors
/// When the format is read only.
pub fn loss(document: &Document, writing: impl Into<Writing>) -> Result<Loss, WriteError> {
    Ok(flatten(document, &Dress::default(), holds(writing.into())?).1)
}

/// Whether a format has a canvas on which notes stand.
#[must_use]
pub fn holds_notes(format: Format) -> bool {
    holds(format.into()).is_ok_and(|holds| holds.notes)
}

/// What would go along that one may not think of; nothing is made.
///
/// # Errors
/// When the format is read only.
pub fn along(document: &Document, writing: impl Into<Writing>) -> Result<Along, WriteError> {
    let writing = writing.into();
    let could_hold_notes = holds(writing.format.into())?.notes;
    Ok(along::along(document, &holds(writing)?, could_hold_notes))
}

fn holds(writing: Writing) -> Result<holds::Holds, WriteError> {
    let holds = match writing.format {
        Format::GraphMl => graphml::HOLDS,
        Format::Gexf => gexf::HOLDS,
        Format::Canvas => canvas::HOLDS,
        Format::Dot => dot::HOLDS,
        Format::Gml => gml::HOLDS,
        Format::Pajek => pajek::HOLDS,
        Format::DrawIo => drawio::HOLDS,
        Format::Mermaid => mermaid::HOLDS,
        Format::Csv => tables::CSV_HOLDS,
        Format::Xlsx => tables::XLSX_HOLDS,
        Format::KumuJson => kumu::HOLDS,
        Format::CytoscapeJs => cytoscape::HOLDS,
        Format::Table => tables::TABLE_HOLDS,
        Format::Grants360 => return Err(WriteError::ReadOnly(writing.format)),
    };
    Ok(holds::Holds { notes: holds.notes && writing.notes, ..holds })
}
