//! # ecomap: conceptual ecosystem maps
//!
//! Organisations of a place, coloured by sector and by scale, joined by typed flows; drawn, saved as text and printed.
//! This page is the map of the house: what lies where, what may know what, and what always holds.
//!
//! ## Bird's-eye view
//!
//! ```text
//!   other programs' files ◀──interchange──▶ Document
//!   a file ──file──▶ Document ──scene──▶ Scene ──render──▶ SVG, PNG, PDF, HTML
//!                     ▲    │                │
//!        Transaction──┘    └─topology──▶    └──app/canvas──▶ the window
//!             ▲               layout, analysis, Explore
//!   Command ──editor
//! ```
//!
//! 1. **One truth.** [`model::Document`] holds plain records, each under an id that is never reused. Whatever else
//!    looks like a map (the graph in [`topology`], the picture in [`scene`], Explore's live network) is derived from
//!    it, may be thrown away at any moment, and is never saved or read back.
//! 2. **One door.** Every edit is a [`editor::Command`] that becomes a [`model::Transaction`], which
//!    [`model::Document::apply`] carries out wholly or not at all. The inverse of a transaction is a transaction: undo
//!    needs no code of its own.
//! 3. **One picture.** [`scene::build`] makes a display list; window, SVG, PNG, PDF and the page for browsers all print
//!    that list.
//! 4. **One vocabulary.** Sectors, scales and flow kinds are records of the map's own scheme, named by typed ids.
//!
//! ## Floors
//!
//! Imports point down only, and rooms on one floor do not know each other, except as said here. `tests/tidy` holds
//! this table.
//!
//! | floor | rooms | may import |
//! | --- | --- | --- |
//! | 0 | [`model`], [`diagnostics`], [`watch`], `chance` | nothing of the crate; `model` uses `diagnostics` |
//! | 1 | [`topology`], [`style`], [`text`], [`editor`], [`layout`], [`analysis`] | `model`; `layout` and `analysis` also `topology`, `watch`, `chance` |
//! | 2 | [`scene`] | `model`, `style`, `text`, `topology` |
//! | 3 | [`render`], [`file`](mod@file), [`interchange`] | `render`: `scene` and what it shows; `file`: `model`; `interchange`: `model`, `style`, and `file` for the text of a scheme |
//! | 4 | [`pipeline`] | all below |
//! | 5 | `app` (feature `gui`), [`cli`] | all below, never each other |
//!
//! ## What is absent, on purpose
//!
//! * No egui below floor 5, and no egui at all without the feature `gui`.
//! * No serde on the records: the shapes on disk are `file`'s own structs, so that the model can change and old files
//!   stay readable.
//! * No dirty flag: a map is modified when its revision differs from the saved one.
//! * No graph library's index outside `topology` and what uses it for one computation.
//! * No clock and no unseeded randomness in anything that ends up in a file or a figure.

pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
mod chance;
pub mod cli;
pub mod diagnostics;
pub mod editor;
pub mod file;
pub mod interchange;
pub mod layout;
pub mod model;
pub mod pipeline;
pub mod render;
pub mod scene;
pub mod style;
pub mod text;
pub mod topology;
pub mod watch;
