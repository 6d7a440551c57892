//! The language of capture: lines typed at speaking speed, lists and tables pasted, read as organisations and flows.
//! Must not know where things are placed, nor the bar in which they are typed.
//!
//! ```text
//! Watershed                                an organisation, or the one of this name that is there
//! Watershed, third, regional               its sector and scale; any beginning will do that is unambiguous
//! Watershed, fund, place: Bristol, #anchor its kind, place, tags; also role: broker, kind: fund, sector: ..., scale: ...
//! Watershed > UWE Bristol : knowledge      a flow, and whatever end is missing
//! A < B    A <> B    A -- B                the other way, both ways, without a way
//! A ~> B   A ~~ B    A ?> B                informal, wanted; also ->, -->, =>, →, ↔
//! A > B > C : funding                      a chain
//! A, B > C, D : funding                    from each to each
//! Watershed [third, regional] > BFI        what is said of an end stands in brackets
//! "Culture, Media & Sport" > BFI           a name in quotes may hold any sign; "" is one quote
//! A > B : funding, mandate                 two kinds are two flows
//! A > B : funding formal wanted            formality and status, in any order, commas or not
//! A > B : f, f                             what flows comes first: funding, formal
//! A > B : funding (if matched) "seed"      a condition and a label; also `: funding, if matched, formal`
//! A > B : funding (informal)               formality and status in parentheses are no condition
//! A > B : brokering, via Knowle West       the broker
//! A; B; C > D                              several statements on one line
//! ```
//!
//! A lone hyphen, "&", an apostrophe, a point and anything in parentheses are parts of a name. What flows is the
//! setting's kind where nothing is said. A kind that usually has no direction is drawn without one, unless the sign
//! says both ways.
//!
//! **Lists.** Bullets and numbers are taken off. An indented line is joined to the line above it that is less indented:
//! as a *member of* it (the flow kind `member of`, or the setting's kind where the scheme has none), because that is
//! what an outline of organisations says, and a flow shows it wherever the two stand. A heading (`Local government:`
//! or `# Local government`) that names a sector, a scale or a kind of organisation says so of all that are listed below
//! it, one that names a kind of flow says what flows below it, to the next heading; any other heading makes a group of
//! the organisations below it, save those that are in a group already.
//!
//! **Tables.** A text with tabs is a table, as a spreadsheet gives it; a cell is a name whatever signs it holds. Two
//! columns are from and to, or name and sector or scale where all of the second are; from three on they are from, to,
//! kind and whatever else is said of the flow, or name and what is said of it. A header (`from`, `to`, `kind`,
//! `condition` ...) names the columns itself; a column that it names otherwise becomes a field of that name.
//!
//! **Nothing is lost.** Each statement is read, or handed back with its place, what is the matter and what to do;
//! others are read all the same.

mod after;
mod complete;
mod flow;
mod lists;
mod meaning;
mod organisation;
mod reader;
mod records;
mod scan;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use complete::{Completion, CompletionOf, complete, written};
pub use meaning::{Attributes, CaptureProblem, CaptureWarning, LineReading, Link, Meaning, Mention, Reading};
pub use records::{Captured, records};

use crate::model::{Document, FlowKindId, ScaleId, SectorId};

/// Where a text is captured: the map, and what goes without saying.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The map.
    pub document: &'a Document,
    /// What flows where nothing is said: the current kind, or the round's. Otherwise the scheme's first.
    pub kind: Option<&'a FlowKindId>,
    /// The sector of new organisations where nothing is said.
    pub sector: Option<&'a SectorId>,
    /// The scale of new organisations where nothing is said.
    pub scale: Option<&'a ScaleId>,
}

/// Reads a text of one line or many.
#[must_use]
pub fn read(text: &str, setting: &Setting<'_>) -> Reading {
    let mut reader = reader::Reader::new(text, setting);
    if table::is_table(text) {
        table::read(&mut reader);
    } else {
        lists::read(&mut reader);
    }
    reader.finish()
}
