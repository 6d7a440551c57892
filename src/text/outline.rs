//! Outlines of glyphs, taken from the very faces that measured, each once. Must not know where a glyph stands.

use std::sync::{Arc, PoisonError};

use rustybuzz::ttf_parser::{self, OutlineBuilder};

use super::{FaceKey, Fonts};

/// One step of an outline. Coordinates are ems from the glyph's place on the baseline; y grows downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutlineStep {
    /// Begin anew here.
    Move(f32, f32),
    /// A straight line to here.
    Line(f32, f32),
    /// A quadratic Bézier curve: its handle, then its end.
    Quad(f32, f32, f32, f32),
    /// A cubic Bézier curve: two handles, then its end.
    Cubic(f32, f32, f32, f32, f32, f32),
    /// Back to the last `Move`.
    Close,
}

/// The outline of a glyph, to be filled by the nonzero rule; without a step for what leaves no ink.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Its steps.
    pub steps: Vec<OutlineStep>,
}

/// The box that stands for a glyph that is a picture in colours, so that no sign is missing without a trace: edges in
/// ems from the glyph's place, and how thick its line is.
const BOX: (f32, f32, f32, f32) = (0.1, -0.78, 1.0, 0.06);
const BOX_LINE: f32 = 0.07;

impl Outline {
    /// What stands for a glyph without an outline.
    #[must_use]
    pub fn of_picture() -> Self {
        let (left, top, right, bottom) = BOX;
        let inner = [left + BOX_LINE, top + BOX_LINE, right - BOX_LINE, bottom - BOX_LINE];
        let round = |points: [(f32, f32); 4]| {
            let [first, rest @ ..] = points;
            let lines = rest.map(|(x, y)| OutlineStep::Line(x, y));
            [OutlineStep::Move(first.0, first.1), lines[0], lines[1], lines[2], OutlineStep::Close]
        };
        // The inner edge runs the other way: it is a hole.
        let outer = round([(left, top), (right, top), (right, bottom), (left, bottom)]);
        let hole =
            round([(inner[0], inner[1]), (inner[0], inner[3]), (inner[2], inner[3]), (inner[2], inner[1])]);
        Self { steps: outer.into_iter().chain(hole).collect() }
    }
}

impl Fonts {
    /// The outline of a glyph of a run. `None` where the face has pictures instead of outlines (coloured emoji), or is
    /// none of these fonts'.
    #[must_use]
    pub fn outline(&self, face: FaceKey, glyph: u16) -> Option<Arc<Outline>> {
        let mut known = self.outlines().lock().unwrap_or_else(PoisonError::into_inner);
        known.entry((face, glyph)).or_insert_with(|| self.with_face(face, |face| trace(face, glyph))?).clone()
    }

    /// Whether every glyph of a run has an outline.
    #[must_use]
    pub fn has_outlines(&self, run: &super::Run) -> bool {
        run.glyphs.iter().all(|glyph| self.outline(run.face, glyph.id).is_some())
    }
}

fn trace(face: &ttf_parser::Face<'_>, glyph: u16) -> Option<Arc<Outline>> {
    let tables = face.tables();
    if tables.glyf.is_none() && tables.cff.is_none() && tables.cff2.is_none() {
        return None;
    }
    let mut tracer = Tracer { scale: 1.0 / f32::from(face.units_per_em()).max(1.0), steps: Vec::new() };
    // A space has no outline: nothing is drawn. A glyph may also have a picture beside an empty outline.
    let id = ttf_parser::GlyphId(glyph);
    face.outline_glyph(id, &mut tracer);
    if tracer.steps.is_empty() && (face.is_color_glyph(id) || face.glyph_raster_image(id, u16::MAX).is_some())
    {
        return None;
    }
    Some(Arc::new(Outline { steps: tracer.steps }))
}

struct Tracer {
    scale: f32,
    steps: Vec<OutlineStep>,
}

impl OutlineBuilder for Tracer {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Move(x * self.scale, -y * self.scale));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(OutlineStep::Line(x * self.scale, -y * self.scale));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let k = self.scale;
        self.steps.push(OutlineStep::Quad(x1 * k, -y1 * k, x * k, -y * k));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let k = self.scale;
        self.steps.push(OutlineStep::Cubic(x1 * k, -y1 * k, x2 * k, -y2 * k, x * k, -y * k));
    }

    fn close(&mut self) {
        self.steps.push(OutlineStep::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextStyle;

    #[test]
    fn a_letter_has_an_outline_on_its_baseline_and_a_space_has_none() {
        let fonts = Fonts::bundled();
        let line = fonts.line("H p", &TextStyle::new(16.0));
        let run = &line.runs[0];
        let lowest = |index: usize| {
            let outline = fonts.outline(run.face, run.glyphs[index].id).expect("a face of outlines");
            let feet = outline.steps.iter().filter_map(|step| match *step {
                OutlineStep::Move(_, y) | OutlineStep::Line(_, y) | OutlineStep::Quad(.., y) => Some(y),
                _ => None,
            });
            feet.fold(f32::NEG_INFINITY, f32::max)
        };
        assert!(lowest(0).abs() < 1e-6, "an H stands on its baseline: {}", lowest(0));
        assert_eq!(lowest(1), f32::NEG_INFINITY);
        assert!(lowest(2) > 0.1, "a p reaches below: {}", lowest(2));
        assert!(fonts.has_outlines(run));
        assert!(fonts.outline(FaceKey::System(7), 1).is_none());
    }
}
