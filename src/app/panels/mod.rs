//! The panels at the window's side: the inspector, and the legend that is also the palette. They show the session
//! and hand back [`Intent`](super::Intent)s. Must not change anything themselves, nor know canvas or files.

mod inspector;
mod legend;

pub use inspector::{InspectorState, inspector_ui};
pub use legend::{LegendState, legend_ui};
