//! The building of a picture: every part asks its own file and is laid over the ones before it.
//! Must not know how a part is made.

use crate::{
    model::{Document, LegendPlace, Rect},
    style::{Look, Rgba},
    text::Fonts,
};

use super::{
    areas::{self, Areas},
    bends,
    change::{self, NodeSign},
    curve::{Walk, reverse},
    data::Data,
    describe,
    flows::{self, DrawnFlow},
    footer,
    frame::{self, Surround},
    ground::Ground,
    groups::{self, Hull},
    label_places,
    label_room::{Clutter, Room},
    labels::{self, Labels},
    legend::{self, Section},
    marks::Marks,
    memo::Routes,
    notes::{self, Anchors},
    path::Path,
    seen::Squares,
    shown::Shown,
    stage,
    stems::{self, Stem},
    strands::{self, Part, Strand},
    titles,
    types::{FlowPath, Frame, GroupBox, Item, NodeBox, NoteBox, Options, Scene, SceneReport, Target},
    ways, words,
};

/// Makes the picture of a map. Organisations without a position are not drawn, and named in the report.
#[must_use]
pub fn build(document: &Document, options: &Options, look: &Look, fonts: &Fonts) -> Scene {
    build_with(document, options, look, fonts, &mut Routes::forgetful())
}

/// The same picture, sooner where `routes` comes from the picture before and little has changed: for pictures made anew
/// while something is dragged.
#[must_use]
pub fn build_with(
    document: &Document,
    options: &Options,
    look: &Look,
    fonts: &Fonts,
    routes: &mut Routes,
) -> Scene {
    let stage = stage::stage(document, options, look, fonts);
    let (document, hidden) = (&*stage.document, &*stage.hidden);
    let shown = options.shown;
    let marks = Marks::new(document, hidden, shown);
    let mut data = Data::new(document, &options.measures);
    let mut ground = Ground::new(document, (hidden, options.name_width), &marks, &data, look, fonts);
    let mut report = SceneReport { unplaced: std::mem::take(&mut ground.unplaced), ..SceneReport::default() };
    let areas = areas::draw(document, &ground, look, fonts);
    let (mut strands, by_family) =
        strands::strands(document, hidden, &ground, look, (shown, &*options.changes));
    data.widen(&mut strands);
    let within = describe::within(document, hidden, &ground);
    let lines = strands.len();
    let looks = (look, summed(shown, &data));
    let (mut drawn, mut flows) = draw_flows(document, &mut strands, (&ground, routes), looks, &mut report);
    let hulls = groups::hulls(document, hidden, (&ground, &drawn), look, fonts);
    let groups = group_boxes(&ground, &hulls);
    let mut note_items = Vec::new();
    let anchors = Anchors { ground: &ground, flows: &flows, groups: &groups };
    let mut notes = notes::draw(document, hidden, &anchors, look, fonts, &mut note_items);
    let labels = Labels::of(document, &strands, by_family, fonts);
    let signs = change::node_signs(&ground, (&strands, &drawn), &options.changes, fonts);
    let around = Around { ground: &ground, areas: &areas, hulls: &hulls, notes: &notes, signs: &signs };
    let label_items = label_flows(labels, &strands, &mut drawn, &around, look, &mut flows, &mut report);
    let bridges = if options.bridges { flows::bridges(&strands, &drawn) } else { Vec::new() };
    // A node is its shape, its sign and its words.
    let more = label_items.len() + note_items.len() + 4 * ground.stations.len();
    let mut items = grounds_and_flows(&areas, &hulls, drawn, look, more);
    items.extend(label_items);
    let nodes = draw_nodes(&ground, look, &mut items);
    signs.iter().for_each(|sign| sign.draw(look, &mut items));
    change::pale(&mut items, &options.changes, look);
    items.extend(note_items);
    let parked = shown.parked.then(|| notes::park(document, hidden, look, fonts, &mut items));
    notes.extend(parked.into_iter().flatten());
    let map = Rect::around(items.iter().map(|item| item.bounds).chain(stage.extent));
    let told =
        Told { standing: (&ground, &strands, lines), within: &within, by_family, marks: &marks, data: &data };
    let bounds = framed(document, (options, map), &told, &mut items, (look, fonts), &mut report);
    let mut titles = describe::titles(document, &ground, &strands, &within, shown);
    change::tell(&mut titles, &options.changes);
    Scene {
        bounds,
        map: map.unwrap_or_default(),
        background: look.page(),
        title: title(document),
        description: describe::description(document, &ground, &strands[..lines], &within, &data, shown),
        titles,
        items,
        nodes,
        stems: flows.split_off(lines),
        flows,
        bridges,
        areas: areas.boxes,
        groups,
        notes,
        report,
    }
}

/// What is told of a picture round it, beside what stands in it.
struct Told<'a> {
    /// What stands on the map, and the strands; so many of them, the first, are no stems.
    standing: (&'a Ground, &'a [Strand], usize),
    within: &'a describe::Within,
    by_family: bool,
    marks: &'a Marks<'a>,
    data: &'a Data,
}

/// Draws what stands round the map in a figure; round all of it.
fn framed(
    document: &Document,
    (options, map): (&Options, Option<Rect>),
    told: &Told<'_>,
    items: &mut Vec<Item>,
    (look, fonts): (&Look, &Fonts),
    report: &mut SceneReport,
) -> Rect {
    let Frame::Figure(frame) = &options.frame else { return map.unwrap_or_default() };
    let Told { standing: (ground, strands, lines), within, by_family, marks, data } = *told;
    let sections = match frame.legend {
        LegendPlace::Off => Vec::new(),
        _ => legend::sections(document, ground, strands, by_family, marks, data, look),
    };
    let sections: Vec<Section> =
        sections.into_iter().chain(legend::changes(ground, strands, (frame, &*options.changes))).collect();
    let footer = footer::footer(document, ground, &strands[..lines], within, data, options.shown, frame);
    let around = Surround { frame, map, sections: &sections, footer: &footer };
    frame::surround(document, &around, items, (look, fonts), report)
}

/// Where flows may share stems: whether those of several kinds may. Where the width of a line says a number, each keeps
/// its own.
fn summed(shown: Shown, data: &Data) -> Option<bool> {
    (shown.shared_stems && data.width.is_none()).then_some(shown.one_line_a_pair)
}

fn title(document: &Document) -> String {
    let title = words::clean(&document.map().title);
    if title.is_empty() { "Map without a title".to_owned() } else { title }
}

/// Areas and groups, flows over them, and over these the titles that they run through; with room for so many `more`.
fn grounds_and_flows(
    areas: &Areas,
    hulls: &[Hull],
    drawn: Vec<DrawnFlow>,
    look: &Look,
    more: usize,
) -> Vec<Item> {
    let tints = tints(hulls);
    let of_flows = drawn.iter().map(|flow| flow.items.len()).sum::<usize>();
    let mut items = Vec::with_capacity(areas.items.len() + of_flows + more);
    items.extend(areas.items.iter().cloned());
    items.extend(hulls.iter().flat_map(|hull| hull.items.iter().cloned()));
    let on_ground = |at| labels::ground_colour(look, &areas.fills, &tints, at);
    let titles = titles::raised(&mut items, &drawn, on_ground);
    items.extend(drawn.into_iter().flat_map(|flow| flow.items));
    items.extend(titles);
    items
}

/// All nodes from back to front.
fn draw_nodes(ground: &Ground, look: &Look, items: &mut Vec<Item>) -> Vec<NodeBox> {
    let mut nodes = Vec::new();
    for station in ground.back_to_front() {
        station.plan.draw(&station.target, station.rect, look, items);
        station.marks.draw(&station.target, look, items);
        if let Target::Organisation(id) = &station.target {
            let outline = station.outline.clone();
            let tower = station.marks.tower.as_ref().map(|tower| tower.rect);
            let badges = station.marks.badges.iter().map(|badge| badge.rect).collect();
            nodes.push(NodeBox { id: id.clone(), rect: station.rect, outline, tower, badges });
        }
    }
    nodes
}

/// Open groups, then collapsed ones, each back to front.
fn group_boxes(ground: &Ground, hulls: &[Hull]) -> Vec<GroupBox> {
    let collapsed = ground.back_to_front().into_iter().filter_map(|station| match &station.target {
        Target::Group(id) => Some(GroupBox {
            id: id.clone(),
            rect: station.rect,
            outline: station.outline.clone(),
            title: station.rect,
            collapsed: true,
        }),
        _ => None,
    });
    hulls.iter().map(|hull| hull.shown.clone()).chain(collapsed).collect()
}

/// The lines of all flows, in the order of the strands; notes which pass over somebody else's box. `summed` where flows
/// may share stems: whether those of several kinds may. The stems are strands of their own, after all others. Beside
/// the lines, the flows as they can be asked for.
fn draw_flows(
    document: &Document,
    strands: &mut Vec<Strand>,
    (ground, routes): (&Ground, &mut Routes),
    (look, summed): (&Look, Option<bool>),
    report: &mut SceneReport,
) -> (Vec<DrawnFlow>, Vec<FlowPath>) {
    let obstacles = ways::obstacles(ground);
    let mut ways = ways::ways(document, strands, ground, &obstacles, routes);
    let gather = |summed| stems::gather(strands, &mut ways, (ground, &obstacles), look, summed);
    let stems = summed.map(gather).unwrap_or_default();
    let mut drawn = Vec::with_capacity(strands.len());
    for (strand, way) in strands.iter().zip(&ways) {
        let own: Vec<usize> =
            [Some(strand.from), Some(strand.to), strand.broker(ground)].into_iter().flatten().collect();
        let is_foreign = strand.part != Part::Stem;
        if is_foreign && bends::foreign_boxes(&way.curve, 0.0, &own, 1, &obstacles, &Squares::default()) > 0 {
            report.crossing_nodes.push(strand.id().clone());
        }
        drawn.push(flows::draw(strand, way, ground, look));
    }
    let paths = paths(strands, &drawn, &stems);
    (drawn, paths)
}

/// The flows as they can be asked for, without labels; stems after all others.
fn paths(strands: &[Strand], drawn: &[DrawnFlow], stems: &[Stem]) -> Vec<FlowPath> {
    let path = |(strand, flow): (&Strand, &DrawnFlow)| FlowPath {
        id: strand.id().clone(),
        sums: strand.sums.clone(),
        from: strand.flow.from.clone(),
        to: strand.flow.to.clone(),
        curve: flow.curve.clone(),
        shared: (0, 0),
        bounds: flow.bounds,
        label: None,
        words: String::new(),
    };
    let mut paths: Vec<FlowPath> = strands.iter().zip(drawn).map(path).collect();
    let (lines, shared) = paths.split_at_mut(strands.len() - stems.len());
    for (stem, shared) in stems.iter().zip(shared) {
        let is_from_hub = |number: usize| strands[number].from == stem.hub;
        for &number in &stem.members {
            let line = &mut lines[number];
            let mut way = shared.curve.clone();
            if is_from_hub(number) != is_from_hub(stem.members[0]) {
                reverse(&mut way);
            }
            line.bounds = line.bounds.union(shared.bounds);
            if is_from_hub(number) {
                line.shared.0 = way.len();
                line.curve.splice(0..0, way);
            } else {
                line.shared.1 = way.len();
                line.curve.extend(way);
            }
        }
    }
    paths
}

/// What labels stand among.
struct Around<'a> {
    ground: &'a Ground,
    areas: &'a Areas,
    hulls: &'a [Hull],
    notes: &'a [NoteBox],
    signs: &'a [NodeSign],
}

impl Around<'_> {
    /// All of it, and the flows, by place.
    fn room(&self, drawn: &[DrawnFlow], bounds: Rect) -> Room {
        let mut clutter = Clutter::new(bounds);
        for station in &self.ground.stations {
            clutter.add_node(station.rect);
            station.marks.rects().for_each(|rect| clutter.add_node(rect));
        }
        self.notes.iter().for_each(|note| clutter.add_node(note.rect));
        self.signs.iter().for_each(|sign| clutter.add_node(sign.rect));
        let titles = self.areas.boxes.iter().map(|area| area.title);
        for title in titles.chain(self.hulls.iter().map(|hull| hull.shown.title)) {
            clutter.add_title(title);
        }
        for points in self.areas.fills.iter().flat_map(super::areas::Tint::edges) {
            clutter.add_edge(&points);
        }
        for (points, _) in self.hulls.iter().flat_map(|hull| hull.shown.outline.flatten(1.0)) {
            clutter.add_edge(&points);
        }
        clutter.add_flows(drawn);
        clutter.sorted()
    }
}

/// Where groups tint the ground, and how.
fn tints(hulls: &[Hull]) -> Vec<(Rect, &Path, Rgba)> {
    hulls.iter().map(|hull| (hull.shown.rect, &hull.shown.outline, hull.fill)).collect()
}

/// Finds a place for each label and draws it there, and cuts lines where others cross over them; labels that find no
/// place are noted.
fn label_flows(
    mut labels: Labels<'_>,
    strands: &[Strand],
    drawn: &mut [DrawnFlow],
    around: &Around<'_>,
    look: &Look,
    flows: &mut [FlowPath],
    report: &mut SceneReport,
) -> Vec<Item> {
    let walks: Vec<&Walk> = drawn.iter().map(|flow| &flow.walk).collect();
    let stations = around.ground.stations.iter().map(|station| station.rect);
    let bounds = Rect::around(stations.chain(drawn.iter().map(|flow| flow.bounds))).unwrap_or_default();
    let room = around.room(drawn, bounds);
    let places = label_places::place(&mut labels, &walks, &room, bounds);
    let tints = tints(around.hulls);
    // A label is a plate and words.
    let mut items = Vec::with_capacity(2 * places.len());
    for (label, place) in labels.all.into_iter().zip(places) {
        let (strand, flow) = (&strands[label.strand], &mut flows[label.strand]);
        if let Some(place) = place {
            let plate = labels::ground_colour(look, &around.areas.fills, &tints, place.rect.center());
            labels::draw(&label, strand, &place, plate, &mut items);
            flow.label = Some(place.rect);
            if label.is_cut {
                report.cut_labels.push(strand.id().clone());
            }
        } else {
            report.dropped_labels.push(strand.id().clone());
        }
        flow.words = label.words;
    }
    // Where a label stands, no gap is needed.
    let places: Vec<Option<Rect>> = flows.iter().map(|flow| flow.label).collect();
    flows::part_crossings(strands, drawn, &places);
    items
}
