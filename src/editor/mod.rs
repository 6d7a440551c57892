//! The session: what a user does to one map. Commands become transactions, history takes them back, the selection
//! follows, tools turn pointer events into commands.
//! Must not know drawing, files or windows: node boxes and hits come in as plain values.
//!
//! ```text
//! ToolEvent ──tool──▶ Command ──edits──▶ Transaction ──Document::apply──▶ history, revision, selection
//! ```
//!
//! * A tool can't touch the document. While it is not idle it may show a *live* command: the very command that the
//!   release will perform, carried out on a copy ([`Session::preview`]). So a gesture is one transaction, or none.
//! * Every edit leaves a map in which [`crate::model::validate`] finds no error; what would not is refused in words.
//! * Each state of the history has a number of its own ([`Session::revision`]); the map is modified when that number is
//!   not the saved one.

mod arrange;
mod aside;
pub mod capture;
mod command;
mod edits;
mod history;
pub mod names;
mod naming;
mod selection;
mod session;
mod since;
#[cfg(test)]
mod tests;
mod tool;
mod trial;

pub use arrange::{Arrangement, Held, Stacking, arrangeable, arranged, held, nudged, stacked, toggled};
pub use command::{Command, CommandError, Done, FlowEnd};
pub use edits::{Addition, added, renamed};
pub use history::{Branch, History, Step};
pub use selection::{Selection, Target};
pub use session::{Ready, Session, Standing};
pub use since::Since;
pub use tool::{
    Boxes, Button, Corner, Cursor, Guide, Hit, HitPart, Key, Modifiers, Overlay, Refused, ToolEvent,
    ToolEventKind, ToolKind, ToolResponse, handles,
};
pub use trial::{Trial, tried};
