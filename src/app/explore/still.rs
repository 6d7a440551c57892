//! A layout for the library that moves nothing: `force` does, and only while there is something to move.
//! Must not know the network.

use eframe::egui;
use egui_graphs::{DisplayEdge, DisplayNode, Graph, Layout, LayoutState};
use petgraph::{EdgeType, stable_graph::IndexType};

/// What the library keeps of it from frame to frame: nothing.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct StillState;

impl LayoutState for StillState {}

/// Leaves every node where it is.
#[derive(Debug, Default)]
pub(super) struct Still;

impl Layout<StillState> for Still {
    fn from_state(_state: StillState) -> impl Layout<StillState> {
        Self
    }

    fn next<N, E, Ty, Ix, Dn, De>(&mut self, _: &mut Graph<N, E, Ty, Ix, Dn, De>, _: &egui::Ui)
    where
        N: Clone,
        E: Clone,
        Ty: EdgeType,
        Ix: IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }

    fn state(&self) -> StillState {
        StillState
    }
}
