//! A mesh as it was made, and as it is shown: farther on, a little larger or smaller, without a triangle made anew.
//! Must not know what is on it.

use std::sync::Arc;

use eframe::egui::{Mesh, Shape as ScreenShape, Vec2};

/// The mesh, and the copy of it whose corners move.
#[derive(Debug)]
pub struct Sheet {
    made: Arc<Mesh>,
    moved: Option<Arc<Mesh>>,
}

impl Sheet {
    /// A sheet with this on it.
    #[must_use]
    pub fn new(mesh: Mesh) -> Self {
        Self { made: Arc::new(mesh), moved: None }
    }

    /// The sheet, each of its corners as many times as far from the screen's and then moved (screen points).
    pub fn shape(&mut self, scale: f32, by: Vec2) -> ScreenShape {
        if scale == 1.0 && by == Vec2::ZERO {
            return ScreenShape::Mesh(Arc::clone(&self.made));
        }
        // Last frame's copy is free by now: its corners move in place.
        let mut moved = self.moved.take().unwrap_or_else(|| Arc::new((*self.made).clone()));
        let mesh = Arc::make_mut(&mut moved);
        for (to, from) in mesh.vertices.iter_mut().zip(&self.made.vertices) {
            to.pos = from.pos * scale + by;
        }
        self.moved = Some(Arc::clone(&moved));
        ScreenShape::Mesh(moved)
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Color32, Rect, pos2, vec2};

    use super::*;

    #[test]
    fn a_sheet_is_shown_where_it_is_wanted_and_stays_as_it_was_made() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.0, 2.0), pos2(3.0, 4.0)), Color32::WHITE);
        let mut sheet = Sheet::new(mesh);
        for (scale, by, expected) in [
            (1.0, vec2(0.0, 0.0), Rect::from_min_max(pos2(1.0, 2.0), pos2(3.0, 4.0))),
            (1.0, vec2(10.0, 0.0), Rect::from_min_max(pos2(11.0, 2.0), pos2(13.0, 4.0))),
            (2.0, vec2(-1.0, 1.0), Rect::from_min_max(pos2(1.0, 5.0), pos2(5.0, 9.0))),
            (1.0, vec2(0.0, 0.0), Rect::from_min_max(pos2(1.0, 2.0), pos2(3.0, 4.0))),
        ] {
            let ScreenShape::Mesh(shown) = sheet.shape(scale, by) else { panic!("a mesh") };
            assert_eq!(shown.calc_bounds(), expected);
        }
    }
}
