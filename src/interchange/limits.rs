//! How much a file may hold before it is refused: far more than any map, far less than what brings a machine down.
//! Must not know any format.

use super::ReadError;
use crate::diagnostics::Place;

/// The longest file that is read, bytes, unpacked.
pub(super) const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// The most nodes and groups.
pub(super) const MOST_NODES: usize = 500_000;
/// The most edges.
pub(super) const MOST_EDGES: usize = 2_000_000;
/// The most columns, fields of all nodes or of all edges taken together.
pub(super) const MOST_COLUMNS: usize = 2_000;
/// The deepest nesting of elements, brackets, subgraphs.
pub(super) const MOST_LEVELS: usize = 100;
/// The longest name, characters; what is longer becomes a description.
pub(super) const LONGEST_NAME: usize = 1_000;

/// Whether a file of so many bytes is read.
pub(super) fn size(bytes: u64) -> Result<(), ReadError> {
    if bytes > MOST_BYTES { Err(ReadError::TooLarge { size: bytes, limit: MOST_BYTES }) } else { Ok(()) }
}

/// Whether so deep is read.
pub(super) fn depth(levels: usize, line: u32) -> Result<(), ReadError> {
    let place = Place { line, column: 1 };
    if levels > MOST_LEVELS { Err(ReadError::TooDeep { place, limit: MOST_LEVELS }) } else { Ok(()) }
}
