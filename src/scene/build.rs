//! The building of a picture: every part asks its own file and is laid over the ones before it.
//! Must not know how a part is made.

use crate::{
    model::{Document, Rect},
    style::{Look, Rgba},
    text::Fonts,
};

use super::{
    areas::{self, Areas},
    bends,
    curve::Walk,
    data::Data,
    describe,
    flows::{self, DrawnFlow},
    footer,
    frame::{self, Surround},
    ground::Ground,
    groups::{self, Hull},
    labels::{self, FlowLabel, Room},
    legend,
    marks::Marks,
    notes::{self, Anchors},
    path::Path,
    strands::{self, Strand},
    types::{FlowPath, Frame, GroupBox, Item, NodeBox, Options, Scene, SceneReport, Target},
    ways, words,
};

/// Makes the picture of a map. Organisations without a position are not drawn, and named in the report.
#[must_use]
pub fn build(document: &Document, options: &Options, look: &Look, fonts: &Fonts) -> Scene {
    let hidden = &options.hidden;
    let shown = options.shown;
    let marks = Marks::new(document, hidden, shown);
    let mut data = Data::new(document, &options.measures);
    let mut ground = Ground::new(document, hidden, &marks, &data, look, fonts);
    let mut report = SceneReport { unplaced: std::mem::take(&mut ground.unplaced), ..SceneReport::default() };
    let areas = areas::draw(document, look, fonts);
    let hulls = groups::hulls(document, hidden, &ground, look, fonts);
    let by_family = strands::by_family(document, hidden, &ground);
    let mut strands = strands::strands(document, hidden, &ground, look, by_family);
    data.widen(&mut strands);
    let within = describe::within(document, hidden, &ground);
    let drawn = draw_flows(document, &strands, &ground, look, &mut report);
    let (label_items, flows) =
        label_flows(document, &strands, &drawn, (&ground, &areas, &hulls), look, fonts, &mut report);

    let mut items: Vec<Item> = areas.items;
    let mut groups: Vec<GroupBox> = Vec::new();
    for hull in hulls {
        items.extend(hull.items);
        groups.push(hull.shown);
    }
    items.extend(drawn.into_iter().flat_map(|flow| flow.items));
    items.extend(label_items);
    let nodes = draw_nodes(&ground, look, &mut items, &mut groups);
    let anchors = Anchors { ground: &ground, flows: &flows, groups: &groups };
    let notes = notes::draw(document, hidden, shown.parked, &anchors, look, fonts, &mut items);
    let map = Rect::around(items.iter().map(|item| item.bounds));
    let bounds = match &options.frame {
        Frame::Canvas => map.unwrap_or_default(),
        Frame::Figure(frame) => {
            let sections = legend::sections(document, &ground, &strands, by_family, &marks, &data, look);
            let footer = footer::footer(document, &ground, &strands, &within, &data, shown, frame);
            let around = Surround { frame, map, sections: &sections, footer: &footer };
            frame::surround(document, &around, &mut items, (look, fonts), &mut report)
        }
    };
    let title = words::clean(&document.map().title);
    Scene {
        bounds,
        map: map.unwrap_or_default(),
        background: look.page(),
        title: if title.is_empty() { "Map without a title".to_owned() } else { title },
        description: describe::description(document, &ground, &strands, &within, &data, shown),
        titles: describe::titles(document, &ground, &strands, &within, shown),
        items,
        nodes,
        flows,
        areas: areas.boxes,
        groups,
        notes,
        report,
    }
}

/// All nodes from back to front; those of collapsed groups are added to the groups.
fn draw_nodes(
    ground: &Ground,
    look: &Look,
    items: &mut Vec<Item>,
    groups: &mut Vec<GroupBox>,
) -> Vec<NodeBox> {
    let mut nodes = Vec::new();
    for station in ground.back_to_front() {
        station.plan.draw(&station.target, station.rect, look, items);
        station.marks.draw(&station.target, look, items);
        match &station.target {
            Target::Organisation(id) => {
                let outline = station.outline.clone();
                let tower = station.marks.tower.as_ref().map(|tower| tower.rect);
                let badges = station.marks.badges.iter().map(|badge| badge.rect).collect();
                nodes.push(NodeBox { id: id.clone(), rect: station.rect, outline, tower, badges });
            }
            Target::Group(id) => groups.push(GroupBox {
                id: id.clone(),
                rect: station.rect,
                outline: station.outline.clone(),
                title: station.rect,
                collapsed: true,
            }),
            _ => {}
        }
    }
    nodes
}

/// The lines of all flows, in the order of the strands; notes which pass over somebody else's box.
fn draw_flows(
    document: &Document,
    strands: &[Strand],
    ground: &Ground,
    look: &Look,
    report: &mut SceneReport,
) -> Vec<DrawnFlow> {
    let obstacles = ways::obstacles(ground);
    let ways = ways::ways(document, strands, ground);
    let mut drawn = Vec::with_capacity(strands.len());
    for (strand, way) in strands.iter().zip(&ways) {
        let own: Vec<usize> =
            [Some(strand.from), Some(strand.to), strand.broker(ground)].into_iter().flatten().collect();
        if bends::foreign_boxes(&way.curve, 0.0, &own, 1, &obstacles) > 0 {
            report.crossing_nodes.push(strand.id().clone());
        }
        drawn.push(flows::draw(strand, way, ground, look));
    }
    flows::part_crossings(strands, &mut drawn);
    drawn
}

/// The labels of all flows, and the flows with their labels' boxes.
fn label_flows(
    document: &Document,
    strands: &[Strand],
    drawn: &[DrawnFlow],
    (ground, areas, hulls): (&Ground, &Areas, &[Hull]),
    look: &Look,
    fonts: &Fonts,
    report: &mut SceneReport,
) -> (Vec<Item>, Vec<FlowPath>) {
    let walks: Vec<Walk> = drawn.iter().map(|flow| Walk::along(&flow.curve)).collect();
    let all: Vec<FlowLabel> = strands
        .iter()
        .enumerate()
        .filter_map(|(number, strand)| labels::label(document, number, strand, fonts))
        .collect();
    let stations = ground.stations.iter().map(|station| station.rect);
    let around = Rect::around(stations.chain(drawn.iter().map(|flow| flow.bounds)));
    let mut room = Room::new(around.unwrap_or_default());
    for station in &ground.stations {
        room.add_node(station.rect);
        station.marks.rects().for_each(|rect| room.add_node(rect));
    }
    for title in areas.boxes.iter().map(|area| area.title).chain(hulls.iter().map(|hull| hull.shown.title)) {
        room.add_title(title);
    }
    for (rect, _) in &areas.fills {
        room.add_area(*rect);
    }
    for (number, (flow, walk)) in drawn.iter().zip(&walks).enumerate() {
        room.add_flow(number, flow, walk);
    }
    let places = labels::place(&all, &walks, &mut room);
    let tints: Vec<(&Path, Rgba)> = hulls.iter().map(|hull| (&hull.shown.outline, hull.fill)).collect();
    let mut items = Vec::new();
    let mut boxes: Vec<Option<Rect>> = vec![None; strands.len()];
    for (label, (rect, is_clear)) in all.iter().zip(places) {
        let strand = &strands[label.strand];
        let plate = labels::ground_colour(look, &areas.fills, &tints, rect.center());
        labels::draw(label, strand, rect, plate, &mut items);
        boxes[label.strand] = Some(rect);
        if !is_clear {
            report.crowded_labels.push(strand.id().clone());
        }
        if label.is_cut {
            report.cut_labels.push(strand.id().clone());
        }
    }
    let paths = strands.iter().zip(drawn).zip(boxes).map(|((strand, flow), label)| FlowPath {
        id: strand.id().clone(),
        sums: strand.sums.clone(),
        from: strand.flow.from.clone(),
        to: strand.flow.to.clone(),
        curve: flow.curve.clone(),
        bounds: flow.bounds,
        label,
    });
    (items, paths.collect())
}
