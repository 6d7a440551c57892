//! Items of the picture elsewhere, and larger or smaller. Must not know what they belong to.

use std::sync::Arc;

use crate::{
    model::{Point, Rect},
    text::{Line, Run, TextStyle},
};

use super::{
    path::{Path, Segment},
    types::{Item, PlacedLine, Shape, Stroke, TextBlock},
};

/// The same elsewhere.
pub(super) fn moved(item: Item, by: Point) -> Item {
    let shape = match item.shape {
        Shape::Path { path, fill, stroke } => Shape::Path { path: path.translated(by), fill, stroke },
        Shape::Text(block) => {
            let lines = block.lines.into_iter().map(|placed| PlacedLine {
                x: placed.x + by.x,
                baseline: placed.baseline + by.y,
                line: placed.line,
            });
            Shape::Text(TextBlock { lines: lines.collect(), ..block })
        }
    };
    Item { shape, bounds: item.bounds.translated(by), ..item }
}

/// The same so many times as large, seen from the origin; lines, dashes and type too.
pub(super) fn scaled(item: Item, by: f64) -> Item {
    if by == 1.0 {
        return item;
    }
    let Rect { x, y, width, height } = item.bounds;
    let bounds = Rect::new(x * by, y * by, width * by, height * by);
    let shape = match item.shape {
        Shape::Path { path, fill, stroke } => {
            let stroke = stroke.map(|stroke| Stroke {
                width: stroke.width * by,
                dash: stroke.dash.iter().map(|dash| dash * by).collect(),
                ..stroke
            });
            Shape::Path { path: scaled_path(&path, by), fill, stroke }
        }
        Shape::Text(block) => {
            let lines = block.lines.into_iter().map(|placed| PlacedLine {
                x: placed.x * by,
                baseline: placed.baseline * by,
                line: Arc::new(scaled_line(&placed.line, by)),
            });
            let style = TextStyle {
                size: block.style.size * by,
                letter_spacing: block.style.letter_spacing * by,
                ..block.style
            };
            Shape::Text(TextBlock { lines: lines.collect(), style, colour: block.colour })
        }
    };
    Item { shape, bounds, ..item }
}

fn scaled_path(path: &Path, by: f64) -> Path {
    let segments = path.segments.iter().map(|segment| match *segment {
        Segment::Move(to) => Segment::Move(to * by),
        Segment::Line(to) => Segment::Line(to * by),
        Segment::Cubic(first, second, to) => Segment::Cubic(first * by, second * by, to * by),
        Segment::Close => Segment::Close,
    });
    Path { segments: segments.collect() }
}

/// The advances of a line grow with its type: nothing is hinted.
fn scaled_line(line: &Line, by: f64) -> Line {
    let runs = line.runs.iter().map(|run| {
        let mut glyphs = run.glyphs.clone();
        for glyph in &mut glyphs {
            glyph.x *= by;
            glyph.y *= by;
            glyph.advance *= by;
        }
        Run { x: run.x * by, advance: run.advance * by, glyphs, ..run.clone() }
    });
    Line { width: line.width * by, runs: runs.collect(), ..line.clone() }
}
