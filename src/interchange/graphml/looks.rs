//! yEd's graphics within GraphML: boxes, fills, outlines, lines, arrows, labels. Must not know what nodes are.

use crate::{
    interchange::{
        graph::{Dash, Edge, Looks, Node, Part, Shape, Way},
        mapping::colour,
        xml,
    },
    model::{Colour, Point, Size},
};

/// The element that draws a node: of a folder the one that is active.
fn realizer(data: xml::Node<'_>) -> Option<xml::Node<'_>> {
    let drawn = data.children().next()?;
    let Some(realizers) = drawn.child("Realizers") else { return Some(drawn) };
    let active = realizers.number("active").unwrap_or(0.0).max(0.0) as usize;
    realizers.children().nth(active).or_else(|| realizers.children().next())
}

fn paint(element: Option<xml::Node<'_>>) -> Option<Colour> {
    let element = element?;
    let is_none =
        element.attribute("hasColor") == Some("false") || element.attribute("transparent") == Some("true");
    element.attribute("color").filter(|_| !is_none).and_then(colour)
}

fn labels(drawn: xml::Node<'_>, name: &str) -> String {
    let labels = drawn.named(name).filter(|label| label.attribute("visible") != Some("false"));
    let words: Vec<&str> =
        labels.map(|label| label.words().trim()).filter(|words| !words.is_empty()).collect();
    words.join("\n")
}

/// Takes what a node's graphics say.
pub(super) fn node(data: xml::Node<'_>, node: &mut Node) {
    let Some(drawn) = realizer(data) else { return };
    if let Some(geometry) = drawn.child("Geometry") {
        let corner = geometry.number("x").zip(geometry.number("y"));
        let size = geometry.number("width").zip(geometry.number("height"));
        node.size = size.map(|(width, height)| Size::new(width, height));
        let (width, height) = size.unwrap_or_default();
        node.centre = corner.map(|(x, y)| Point::new(x + width / 2.0, y + height / 2.0));
    }
    let border = drawn.child("BorderStyle");
    let shape = drawn.child("Shape").and_then(|shape| shape.attribute("type")).and_then(Shape::of);
    let shape = shape.or_else(|| drawn.attribute("configuration").and_then(configured));
    node.looks = Looks {
        colour: paint(drawn.child("Fill")),
        outline: paint(border),
        width: border.and_then(|border| border.number("width")),
        ink: drawn.child("NodeLabel").and_then(|label| label.attribute("textColor")).and_then(colour),
        shape,
        dash: border.and_then(|border| border.attribute("type")).map(Dash::of),
    };
    let label = labels(drawn, "NodeLabel");
    if !label.is_empty() {
        node.label = label;
    }
    if drawn.name() == "UMLNoteNode" {
        node.part = Part::Note;
    }
}

/// Shapes of yEd's flowchart and other palettes, named in full.
fn configured(configuration: &str) -> Option<Shape> {
    let name = configuration.rsplit('.').next()?;
    match name {
        "flowchart_process" | "entityRelationship_small" | "bpmn" => Some(Shape::Box),
        "flowchart_decision" => Some(Shape::Diamond),
        "flowchart_data" => Some(Shape::Slanted),
        "flowchart_start1" | "flowchart_start2" | "flowchart_terminator" => Some(Shape::RoundBox),
        other => Shape::of(other),
    }
}

/// Takes what an edge's graphics say.
pub(super) fn edge(data: xml::Node<'_>, edge: &mut Edge) {
    let Some(drawn) = data.children().next() else { return };
    if let Some(path) = drawn.child("Path") {
        let points = path.named("Point").filter_map(|point| point.number("x").zip(point.number("y")));
        edge.route = points.map(|(x, y)| Point::new(x, y)).collect();
    }
    let line = drawn.child("LineStyle");
    edge.looks = Looks {
        colour: paint(line),
        width: line.and_then(|line| line.number("width")),
        dash: line.and_then(|line| line.attribute("type")).map(Dash::of),
        ..Looks::default()
    };
    if let Some(arrows) = drawn.child("Arrows") {
        let has = |end: &str| arrows.attribute(end).is_some_and(|arrow| arrow != "none");
        edge.way = match (has("source"), has("target")) {
            (true, true) => Way::Both,
            (true, false) => Way::Back,
            (false, true) => Way::Forward,
            (false, false) => Way::None,
        };
    }
    let label = labels(drawn, "EdgeLabel");
    if !label.is_empty() {
        edge.label = label;
    }
}
