//! The editing canvas: our own painter over the scene. Must not invent a shape, and must not know files or dialogs.

mod camera;
mod mesh;
mod triangulate;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, Projection, View};
pub use mesh::{MeshBuilder, dashes};
