//! The panels at the window's side: the inspector, and the legend that is also the palette. They show the session
//! and hand back [`Intent`](super::Intent)s. Must not change anything themselves, nor know canvas or files.

mod inspector;
mod legend;

pub use inspector::{InspectorState, inspector_ui};
pub(in crate::app) use inspector::{called, flow_kinds, organisation_kinds, scales, sectors, statuses};
pub use legend::{LegendState, legend_ui};
