//! RON files: read with places and recovery, written so that they diff and merge. Must not know windows.
//!
//! # The format, version 1.0
//!
//! A file is one struct: the `header`, then the sections `map`, `scheme`, `organisations`, `flows`, `groups`, `notes`,
//! `evidence` and `views`, each of which may be left out.
//!
//! ```text
//! (
//!     header: (format: "ecomap", version: "1.0"),
//!     map: (
//!         title: "Bristol",
//!     ),
//!     organisations: [
//!         (
//!             id: "watershed",
//!             name: "Watershed",
//!             sector: "third-sector",
//!             scale: "local",
//!             position: (120, 80),
//!         ),
//!     ],
//!     flows: [
//!         (
//!             id: "watershed--uwe-bristol--collaboration",
//!             from: "watershed",
//!             to: "uwe-bristol",
//!             kind: "collaboration",
//!         ),
//!     ],
//! )
//! ```
//!
//! **Written** is always the same text for the same map: records sorted by id, one field a line, what has its default
//! left out, numbers as short as they can be, LF, four spaces. The `id` is written even where it could be derived: it
//! is fixed for life, and a flow whose kind is changed in a text editor must stay the flow that a note is attached to.
//! The parts of the scheme (`sectors`, `scales`, `families`, `flow_kinds`) that are the study's own are left out.
//!
//! **Read** is more than what is written: an id left out is derived from the name (of a flow, from its ends and
//! kind), positions may be left out, words such as `wanted` may have any case and stand in quotes, a count may be one
//! number, a date may lack its quotes, `Some(...)` may stand round any value. [`read`](fn@read) goes on after a mistake and tells
//! all of them, each with line, column, record and a hint.
//!
//! **Kept** is what this version does not know: fields of records, of nested structs, of the scheme and of the header,
//! whole sections, and values of a newer minor version that can't be understood stay in the record's
//! [`crate::model::Carried`] as raw text and are written back. Fields carry their path (`source/shelf`); what lies
//! outside records is carried by the map's own record under paths that begin with `/`, the comment at the top of the
//! file under `//`. Comments before a record are kept; of all others one warning tells that a save drops them.

pub mod backup;
mod clipboard;
pub mod disk;
mod errors;
mod foreign;
mod header;
pub mod journal;
mod label;
mod lock;
mod problems;
mod read;
mod reading;
mod salvage;
mod save;
mod syntax;
mod tree;
mod v1;
mod value;
mod write;
mod writing;

pub use clipboard::{PasteError, read_records, write_records};
pub use errors::{OpenError, SaveError};
pub use header::{CURRENT, Version};
pub use lock::{Holder, Lock, Taken};
pub use read::{MAX_SIZE, bytes, inspect, open, read};
pub use save::{save, save_bytes, save_text};
pub use tree::{Brackets, COMMENT, Tree, VERSION, plain, record_text, text_record};
pub use write::write;
