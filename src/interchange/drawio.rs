//! draw.io: cells in a graph model, also packed; custom data on objects round them. Must not know maps.

use std::{collections::HashMap, fmt::Write, io::Read};

use super::{
    Format, ReadError, boxes,
    gathering::Gathering,
    graph::{Column, Dash, Edge, ForeignGraph, Looks, Node, Part, Shape, Value, Way},
    holds::{Holds, Places},
    limits,
    mapping::colour,
    own::{self, Own},
    plain_text::without_tags,
    roles::OURS,
    xml::{self, quoted},
};
use crate::{
    diagnostics::Diagnostic,
    model::{Point, Rect, Size},
};

/// All but bends' exact numbers; places go along as fields.
pub(super) const HOLDS: Holds = Holds { places: Places::AsFields, ids: false, routes: false, ..Holds::ALL };

fn not_so(reason: &str) -> ReadError {
    ReadError::NotSo { format: Format::DrawIo, reason: reason.into() }
}

pub(super) fn read(text: &str) -> Result<(ForeignGraph, Vec<Diagnostic>), ReadError> {
    let tree = xml::parse(text, Format::DrawIo)?;
    let top = tree.top().ok_or_else(|| not_so("there is nothing in it"))?;
    let mut gathering = Gathering::default();
    if top.name() == "mxGraphModel" {
        model(top, &mut gathering)?;
        return gathering.done();
    }
    gathering.graph.own = top.attribute(own::KEY).map(|text| Own(text.to_owned()));
    let pages: Vec<_> = top.named("diagram").collect();
    let page = *pages.first().ok_or_else(|| not_so("there is no <diagram> in it"))?;
    if pages.len() > 1 {
        let words = format!("the file has {} pages: the first was read", pages.len());
        gathering.warn(Diagnostic::warning(words));
    }
    if pages.len() > 1 || page.attribute("name").is_some_and(|name| !name.starts_with("Page-")) {
        gathering.graph.title = page.attribute("name").unwrap_or_default().to_owned();
    }
    if let Some(found) = page.child("mxGraphModel") {
        model(found, &mut gathering)?;
    } else {
        let unpacked = unpacked(page.words())?;
        let tree = xml::parse(&unpacked, Format::DrawIo)?;
        let found = tree.top().filter(|top| top.name() == "mxGraphModel");
        model(found.ok_or_else(|| not_so("its packed page holds no drawing"))?, &mut gathering)?;
    }
    gathering.done()
}

/// Base64 of raw deflate of an address-encoded text.
fn unpacked(words: &str) -> Result<String, ReadError> {
    let broken = || not_so("its packed page cannot be unpacked");
    let mut bytes = Vec::with_capacity(words.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0);
    for byte in words.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return Err(broken()),
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    let mut inflated = Vec::new();
    let decoder = flate2::read::DeflateDecoder::new(bytes.as_slice());
    decoder.take(limits::MOST_BYTES + 1).read_to_end(&mut inflated).map_err(|_| broken())?;
    limits::size(inflated.len() as u64)?;
    let mut plain = Vec::with_capacity(inflated.len());
    let mut rest = inflated.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        plain.push(code.unwrap_or(*first));
        rest = &after[if code.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(plain).map_err(|_| broken())
}

/// A cell with what stands round it.
struct Cell<'t> {
    id: &'t str,
    label: &'t str,
    cell: xml::Node<'t>,
    object: Option<xml::Node<'t>>,
    style: HashMap<&'t str, &'t str>,
    geometry: Option<xml::Node<'t>>,
}

fn cells(root: xml::Node<'_>) -> Vec<Cell<'_>> {
    let made = root.children().filter_map(|element| {
        let inner = match element.name() {
            "mxCell" => Some(element),
            _ => element.child("mxCell"),
        };
        let inner = inner?;
        let object = (element.name() != "mxCell").then_some(element);
        let style = inner.attribute("style").unwrap_or_default();
        let style = style.split(';').filter(|part| !part.is_empty());
        Some(Cell {
            id: object.unwrap_or(inner).attribute("id").unwrap_or_default(),
            label: object
                .map_or(inner.attribute("value"), |object| object.attribute("label"))
                .unwrap_or_default(),
            cell: inner,
            object,
            style: style.map(|part| part.split_once('=').unwrap_or((part, ""))).collect(),
            geometry: inner.child("mxGeometry"),
        })
    });
    made.collect()
}

fn model(model: xml::Node<'_>, gathering: &mut Gathering) -> Result<(), ReadError> {
    let root = model.child("root").ok_or_else(|| not_so("there is no <root> in it"))?;
    let cells = cells(root);
    let by_id: HashMap<&str, usize> =
        cells.iter().enumerate().map(|(index, cell)| (cell.id, index)).collect();
    let parent = |cell: &Cell<'_>| by_id.get(cell.cell.attribute("parent")?).copied();
    let is_edge = |cell: &Cell<'_>| cell.cell.attribute("edge") == Some("1");
    let mut labels: HashMap<&str, &str> = HashMap::new();
    for cell in cells.iter().filter(|cell| cell.cell.attribute("vertex") == Some("1")) {
        // Words that lie on a line are cells within it.
        if let Some(line) = parent(cell).map(|index| &cells[index]).filter(|line| is_edge(line)) {
            labels.entry(line.id).or_insert(cell.label);
            continue;
        }
        let mut node = node(cell, gathering);
        let mut above = parent(cell);
        let mut steps = 0;
        let mut shift = Point::new(0.0, 0.0);
        while let Some(outer) = above.filter(|_| steps < limits::MOST_LEVELS) {
            let at = |key: &str| cells[outer].geometry.and_then(|it| it.number(key)).unwrap_or(0.0);
            if cells[outer].cell.attribute("vertex") == Some("1") {
                shift = Point::new(shift.x + at("x"), shift.y + at("y"));
            }
            above = parent(&cells[outer]);
            steps += 1;
        }
        node.centre = node.centre.map(|centre| centre + shift);
        gathering.node(node)?;
    }
    for cell in cells.iter().filter(|cell| cell.cell.attribute("vertex") == Some("1")) {
        let home = parent(cell).map(|index| cells[index].id).and_then(|id| gathering.find(id));
        if let Some(index) = gathering.find(cell.id) {
            gathering.graph.nodes[index].parent = home.filter(|home| *home != index);
        }
    }
    for cell in cells.iter().filter(|cell| is_edge(cell)) {
        edge(cell, labels.get(cell.id).copied(), gathering)?;
    }
    Ok(())
}

fn words(cell: &Cell<'_>) -> String {
    if cell.style.get("html") == Some(&"1") { without_tags(cell.label) } else { cell.label.to_owned() }
}

fn fields(cell: &Cell<'_>, edges: bool, gathering: &mut Gathering) -> Vec<(usize, Value)> {
    let columns = if edges { &mut gathering.graph.edge_columns } else { &mut gathering.graph.node_columns };
    let mut found = Vec::new();
    for (name, value) in cell.object.into_iter().flat_map(xml::Node::attributes) {
        if !matches!(name, "id" | "label" | "placeholders" | "ecomap") {
            let key = if name == "link" { "url" } else { name };
            found.push((columns.index(key), Value::Text(value.to_owned())));
        }
    }
    // Ours are JSON: names of fields are not always names in XML.
    let ours = cell.object.and_then(|object| object.attribute("ecomap")).unwrap_or_default();
    if let Ok(serde_json::Value::Object(ours)) = serde_json::from_str(ours) {
        for (key, json) in &ours {
            if key.starts_with(OURS)
                && let Some(value) = super::json::value(json)
            {
                found.push((columns.index(key), value));
            }
        }
    }
    found
}

fn painted(cell: &Cell<'_>, edges: bool) -> Looks {
    let of = |key: &str| cell.style.get(key).and_then(|word| colour(word));
    let dotted = cell.style.get("dashPattern").is_some_and(|pattern| pattern.starts_with("1 "));
    let dash = if dotted { Dash::Dotted } else { Dash::Dashed };
    let dash = cell.style.get("dashed").filter(|dashed| **dashed == "1").map(|_| dash);
    let shape = cell.style.get("shape").copied().or_else(|| {
        let plain = ["ellipse", "rhombus", "triangle", "hexagon"];
        plain.into_iter().find(|name| cell.style.contains_key(name))
    });
    let rounded = cell.style.get("rounded") == Some(&"1");
    let shape = shape.and_then(Shape::of).or(rounded.then_some(Shape::RoundBox));
    Looks {
        colour: if edges { of("strokeColor") } else { of("fillColor") },
        outline: if edges { None } else { of("strokeColor") },
        width: cell
            .style
            .get("strokeWidth")
            .and_then(|width| width.parse().ok())
            .filter(|it: &f64| it.is_finite()),
        ink: of("fontColor"),
        shape: if edges { None } else { shape },
        dash,
    }
}

fn node(cell: &Cell<'_>, gathering: &mut Gathering) -> Node {
    let number = |key: &str| cell.geometry.and_then(|it| it.number(key));
    let size = number("width").zip(number("height")).map(|(width, height)| Size::new(width, height));
    let corner = Point::new(number("x").unwrap_or(0.0), number("y").unwrap_or(0.0));
    let is_group = cell.style.contains_key("group")
        || cell.style.contains_key("swimlane")
        || cell.style.get("container") == Some(&"1");
    let is_note = cell.style.get("shape") == Some(&"note") || cell.style.contains_key("text");
    let part = match (is_group, is_note) {
        (true, _) => Part::Group,
        (_, true) => Part::Note,
        _ => Part::Node,
    };
    Node {
        id: cell.id.to_owned(),
        label: words(cell),
        part,
        centre: size.map(|size| Rect::new(corner.x, corner.y, size.width, size.height).center()),
        size,
        looks: painted(cell, false),
        fields: fields(cell, false, gathering),
        line: cell.cell.line(),
        ..Node::default()
    }
}

fn edge(cell: &Cell<'_>, label: Option<&str>, gathering: &mut Gathering) -> Result<(), ReadError> {
    let line = cell.cell.line();
    let (Some(from), Some(to)) = (cell.cell.attribute("source"), cell.cell.attribute("target")) else {
        gathering.count(
            (
                "line is joined to nothing at an end and was left out",
                "lines are joined to nothing at an end and were left out",
            ),
            line,
            "",
        );
        return Ok(());
    };
    let has = |key: &str, default: bool| cell.style.get(key).map_or(default, |arrow| *arrow != "none");
    let way = match (has("startArrow", false), has("endArrow", true)) {
        (false, true) => Way::Forward,
        (true, false) => Way::Back,
        (true, true) => Way::Both,
        (false, false) => Way::None,
    };
    let points =
        cell.geometry.into_iter().flat_map(|it| it.named("Array")).flat_map(|array| array.named("mxPoint"));
    let own = words(cell);
    let mut edge = Edge {
        id: cell.id.to_owned(),
        from: gathering.end(from, line)?,
        to: gathering.end(to, line)?,
        way,
        label: if own.is_empty() { label.map(without_tags).unwrap_or_default() } else { own },
        looks: painted(cell, true),
        route: points.filter_map(|point| Some(Point::new(point.number("x")?, point.number("y")?))).collect(),
        fields: fields(cell, true, gathering),
        line,
        ..Edge::default()
    };
    super::kumu::weigh(&mut edge, gathering);
    gathering.edge(edge)
}

pub(super) fn write(graph: &ForeignGraph) -> String {
    let mut out = String::from("<mxfile host=\"ecomap\"");
    if let Some(own) = &graph.own {
        let _ =
            write!(out, " xmlns:ecomap=\"https://ecomap.invalid/ns/1\" {}=\"{}\"", own::KEY, quoted(&own.0));
    }
    let title = if graph.title.is_empty() { "Page-1" } else { &graph.title };
    let _ = write!(
        out,
        ">\n  <diagram id=\"map\" name=\"{}\">\n    <mxGraphModel grid=\"0\" page=\"0\">\n      <root>\n        \
         <mxCell id=\"0\"/>\n        <mxCell id=\"1\" parent=\"0\"/>\n",
        quoted(title)
    );
    let boxes = boxes::of_groups(graph);
    let rect = |index: usize| {
        let node = &graph.nodes[index];
        let own = node.centre.zip(node.size).map(|(centre, size)| Rect::from_center(centre, size));
        let found = if node.part == Part::Group { boxes[index] } else { own };
        found.unwrap_or(Rect::new(0.0, 0.0, 150.0, 60.0))
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        vertex(&mut out, graph, node, rect(index), node.parent.map(|parent| (parent, rect(parent))), index);
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        line(&mut out, graph, edge, index);
    }
    out.push_str("      </root>\n    </mxGraphModel>\n  </diagram>\n</mxfile>\n");
    out
}

/// The opening of an object: label, what people see as its data, and ours exactly.
fn object(columns: &[Column], fields: &[(usize, Value)], weight: Option<f64>) -> String {
    let mut ours = super::json::object(columns, fields);
    if let Some(weight) = weight {
        ours["ecomap:weight"] = super::json::whole(weight);
    }
    format!("ecomap=\"{}\"", quoted(&ours.to_string()))
}

fn vertex(
    out: &mut String,
    graph: &ForeignGraph,
    node: &Node,
    rect: Rect,
    home: Option<(usize, Rect)>,
    index: usize,
) {
    let mut style = String::from("html=0;whiteSpace=wrap;");
    match (node.part, node.looks.shape) {
        (Part::Group, _) => {
            style.push_str("container=1;verticalAlign=top;rounded=1;dropTarget=0;collapsible=0;");
        }
        (Part::Note, _) => style.push_str("shape=note;size=10;"),
        (_, Some(Shape::Ellipse)) => style.push_str("rounded=1;arcSize=50;"),
        (_, Some(Shape::Circle)) => style.push_str("ellipse;"),
        (_, Some(Shape::Octagon | Shape::Hexagon)) => style.push_str("shape=hexagon;size=0.1;"),
        (_, Some(Shape::Slanted)) => style.push_str("shape=parallelogram;size=0.1;"),
        (_, Some(Shape::Diamond)) => style.push_str("rhombus;"),
        (_, Some(Shape::Box)) => {}
        _ => style.push_str("rounded=1;"),
    }
    for (key, paint) in
        [("fillColor", node.looks.colour), ("strokeColor", node.looks.outline), ("fontColor", node.looks.ink)]
    {
        if let Some(paint) = paint {
            let _ = write!(style, "{key}={paint};");
        }
    }
    if let Some(width) = node.looks.width {
        let _ = write!(style, "strokeWidth={width};");
    }
    if node.looks.dash.is_some_and(|dash| dash != Dash::Solid) {
        style.push_str("dashed=1;");
    }
    let (parent, from) = home
        .map_or(("1".to_owned(), Rect::new(0.0, 0.0, 0.0, 0.0)), |(home, rect)| (format!("n{home}"), rect));
    let _ = writeln!(
        out,
        "        <object id=\"n{index}\" label=\"{}\" {}>\n          <mxCell style=\"{style}\" vertex=\"1\" parent=\"{parent}\">\n            \
         <mxGeometry x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" as=\"geometry\"/>\n          </mxCell>\n        </object>",
        quoted(&node.label),
        object(graph.node_columns.list(), &node.fields, None),
        rect.x - from.x,
        rect.y - from.y,
        rect.width,
        rect.height
    );
}

fn line(out: &mut String, graph: &ForeignGraph, edge: &Edge, index: usize) {
    let arrow = |yes: bool| if yes { "block" } else { "none" };
    let mut style = format!(
        "html=0;startArrow={};endArrow={};",
        arrow(matches!(edge.way, Way::Both | Way::Back)),
        arrow(matches!(edge.way, Way::Both | Way::Forward))
    );
    if let Some(colour) = edge.looks.colour {
        let _ = write!(style, "strokeColor={colour};");
    }
    if let Some(width) = edge.looks.width {
        let _ = write!(style, "strokeWidth={width};");
    }
    match edge.looks.dash {
        Some(Dash::Dotted) => style.push_str("dashed=1;dashPattern=1 3;"),
        Some(Dash::Dashed | Dash::DashDotted) => style.push_str("dashed=1;"),
        _ => {}
    }
    let mut points = String::new();
    if !edge.route.is_empty() {
        points.push_str("<Array as=\"points\">");
        for point in &edge.route {
            let _ = write!(points, "<mxPoint x=\"{}\" y=\"{}\"/>", point.x, point.y);
        }
        points.push_str("</Array>");
    }
    let _ = writeln!(
        out,
        "        <object id=\"e{index}\" label=\"{}\" {}>\n          <mxCell style=\"{style}\" edge=\"1\" parent=\"1\" source=\"n{}\" target=\"n{}\">\n            \
         <mxGeometry relative=\"1\" as=\"geometry\">{points}</mxGeometry>\n          </mxCell>\n        </object>",
        quoted(&edge.label),
        object(graph.edge_columns.list(), &edge.fields, edge.weight),
        edge.from,
        edge.to
    );
}
