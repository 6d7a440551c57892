//! Outlines, lines and plates in the terms of the writer of PDF files, all in hundredths of a canvas unit.
//! Must not know words, tags or pages.

use krilla::{
    color::rgb,
    geom::{Path as PdfPath, PathBuilder},
    num::NormalizedF32,
    paint::{Fill, LineCap, LineJoin, Stroke as PdfStroke, StrokeDash},
    surface::Surface,
};

use super::number::{HUNDREDTHS, fine};
use crate::{
    scene::{Item, Path, Role, Segment, Shape, Stroke},
    style::Rgba,
};

/// So many plates are one path at most: a device need not hold more of it at once than of any long line.
const PLATES: usize = 64;

/// Whether two items are plates of one colour, which hides all that lies under it: they may be one path.
pub(super) fn are_plates_alike(one: &Item, next: &Item) -> bool {
    let colour = |item: &Item| match &item.shape {
        Shape::Path { fill: Some(fill), stroke: None, .. }
            if item.role == Role::Plate && fill.alpha == 255 =>
        {
            Some(*fill)
        }
        _ => None,
    };
    colour(one).is_some_and(|one| colour(next) == Some(one))
}

/// Plates of one colour at once: there is one under each label, and alone each would say its state anew.
pub(super) fn print_plates(surface: &mut Surface<'_>, plates: &[&Item]) {
    for plates in plates.chunks(PLATES) {
        let mut builder = PathBuilder::new();
        for plate in plates {
            if let Shape::Path { path, fill: inside, .. } = &plate.shape {
                surface.set_fill(inside.map(fill));
                add_path(&mut builder, path);
            }
        }
        surface.set_stroke(None);
        if let Some(outlines) = builder.finish() {
            surface.draw_path(&outlines);
        }
    }
}

/// An outline or a line; none where nothing would be seen of it.
pub(super) fn path(path: &Path) -> Option<PdfPath> {
    let mut builder = PathBuilder::new();
    add_path(&mut builder, path);
    builder.finish()
}

fn add_path(builder: &mut PathBuilder, path: &Path) {
    for segment in &path.segments {
        match segment {
            Segment::Move(to) => builder.move_to(fine(to.x), fine(to.y)),
            Segment::Line(to) => builder.line_to(fine(to.x), fine(to.y)),
            Segment::Cubic(a, b, to) => {
                let [a, b, to] = [a, b, to].map(|point| (fine(point.x), fine(point.y)));
                builder.cubic_to(a.0, a.1, b.0, b.1, to.0, to.1);
            }
            Segment::Close => builder.close(),
        }
    }
}

fn opacity(colour: Rgba) -> NormalizedF32 {
    NormalizedF32::new(f32::from(colour.alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

/// What an outline is filled with.
pub(super) fn fill(colour: Rgba) -> Fill {
    Fill {
        paint: rgb::Color::new(colour.red, colour.green, colour.blue).into(),
        opacity: opacity(colour),
        ..Fill::default()
    }
}

/// How a line is drawn.
pub(super) fn stroke(stroke: &Stroke) -> PdfStroke {
    let colour = stroke.colour;
    let dash = (!stroke.dash.is_empty()).then(|| StrokeDash {
        array: stroke.dash.iter().map(|length| (length * HUNDREDTHS) as f32).collect(),
        offset: 0.0,
    });
    PdfStroke {
        paint: rgb::Color::new(colour.red, colour.green, colour.blue).into(),
        width: (stroke.width * HUNDREDTHS) as f32,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        opacity: opacity(colour),
        dash,
        ..PdfStroke::default()
    }
}
