//! What a sector, a scale, a flow kind looks like. Must not know egui.
