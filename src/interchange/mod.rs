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

mod boxes;
mod canvas;
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

pub use error::{ReadError, WriteError};
pub use flatten::Dress;
pub use format::{Format, UnknownFormat};
pub use loss::Loss;
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
    /// What is added to the stem of the file's name; empty for the only one.
    pub suffix: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes a map for another program, and says what the format cannot hold.
///
/// # Errors
/// When the format is read only, or cannot hold so much: see [`WriteError`].
pub fn write(document: &Document, dress: &Dress, format: Format) -> Result<(Vec<Part>, Loss), WriteError> {
    let one = |bytes: Vec<u8>| vec![Part { suffix: "", bytes }];
    let holds = holds(format).ok_or(WriteError::ReadOnly(format))?;
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
            let [nodes, edges] = tables::write_csv(&graph);
            vec![Part { suffix: "organisations", bytes: nodes }, Part { suffix: "flows", bytes: edges }]
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
pub fn loss(document: &Document, format: Format) -> Result<Loss, WriteError> {
    let holds = holds(format).ok_or(WriteError::ReadOnly(format))?;
    Ok(flatten(document, &Dress::default(), holds).1)
}

fn holds(format: Format) -> Option<flatten::Holds> {
    Some(match format {
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
        Format::Grants360 => return None,
    })
}
