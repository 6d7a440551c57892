//! Version 1 of the format: which sections a file has, which records stand in them, how both are read and written.
//! Everything that depends on the version is in this room. Must not know files on disk.

mod alone;
mod leaf;
mod listed;
mod records;
mod sections;
mod small;
mod word;

pub(super) use alone::{read_alone, write_alone};
pub(super) use listed::{Gathered, carried};
pub(super) use sections::{Sections, read_sections, scheme_part, section, write_records, write_sections};
