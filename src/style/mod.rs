//! What a sector, a scale, a flow kind looks like: palettes, themes, tones, dashes, shapes.
//! Must not know where anything stands, nor how it is painted; must not know egui.

mod apart;
mod colour;
mod flow;
mod node;
pub mod oklch;
mod palette;
mod theme;
pub mod vision;

pub use apart::new_sector;
pub use colour::{Rgba, readable_ink};
pub use flow::{FLOW_WIDTH, FlowStyle};
pub use node::{ByData, NodeShape, NodeStyle};
pub use palette::Palette;
pub use theme::{Look, Theme};

#[cfg(test)]
mod tests;
