//! The Explore view: the live network of the map. The only room that knows `egui_graphs`.
