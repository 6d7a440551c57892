//! An audit of pictures: for every example and for generated maps, what lies over what, measured on what is drawn and
//! by geometry of its own, so that it can find what the placing of labels got wrong. Prints a table
//! (`cargo test --test audit -- --nocapture`).

#![allow(clippy::print_stdout, reason = "prints the table of what was found")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "common/generated.rs"]
mod generated;
#[path = "figures/outlines.rs"]
mod outlines;

use std::{collections::BTreeMap, path::Path};

use ecomap::{
    model::{Document, FlowId, OrganisationId, Point, Record, RecordId},
    render::{self, PngOptions, Resolution},
    scene::{self, Item, Options, Role, Scene, Shape, Shown, Target},
    style::Look,
    text::Fonts,
};
use outlines::{Outline, Span};

/// What was found in one picture.
#[derive(Clone, Debug, Default)]
struct Findings {
    nodes: usize,
    flows: usize,
    /// Pairs of a label and what it lies over.
    label_node: usize,
    label_label: usize,
    label_head: usize,
    label_mark: usize,
    label_title: usize,
    label_note: usize,
    /// Labels that stand off their own line.
    astray: usize,
    /// Labels beside their line that lie nearer to another flow's line: counted, not forbidden.
    unclear: usize,
    /// Labels that cover another flow's line: counted, not forbidden.
    on_lines: usize,
    /// Labels that found no room.
    dropped: usize,
    /// Flows over nodes that they do not touch.
    crossing: usize,
    title_node: usize,
    details: Vec<String>,
}

impl Findings {
    fn overlaps(&self) -> usize {
        self.label_node
            + self.label_label
            + self.label_head
            + self.label_mark
            + self.label_title
            + self.label_note
    }
}

/// What a record shows, as it is drawn.
#[derive(Default)]
struct Drawn {
    /// By flow: plate and words.
    labels: BTreeMap<FlowId, Vec<Outline>>,
    heads: Vec<(FlowId, Outline)>,
    lines: BTreeMap<FlowId, Vec<Point>>,
    /// Strokes through absent flows, rings at brokers, towers, badges.
    marks: Vec<Outline>,
    titles: Vec<Outline>,
    notes: Vec<Outline>,
    nodes: Vec<(OrganisationId, Outline)>,
}

impl Drawn {
    fn of(scene: &Scene) -> Self {
        let mut drawn = Self::default();
        for item in &scene.items {
            drawn.add(item);
        }
        for node in &scene.nodes {
            drawn.nodes.push((node.id.clone(), Outline::of_path(&node.outline)));
        }
        drawn
    }

    fn add(&mut self, item: &Item) {
        match (&item.target, item.role) {
            (Target::Flow(id), Role::Plate | Role::Label) => {
                self.labels.entry(id.clone()).or_default().extend(outlines_of(item));
            }
            (Target::Flow(id), Role::Head) => {
                self.heads.extend(outlines_of(item).into_iter().map(|it| (id.clone(), it)));
            }
            (Target::Flow(id), Role::Line) => {
                let Shape::Path { path, .. } = &item.shape else { return };
                let points = path.flatten(0.3).into_iter().flat_map(|(points, _)| points);
                self.lines.entry(id.clone()).or_default().extend(points);
            }
            (Target::Flow(_), Role::Strike | Role::Broker)
            | (Target::Organisation(_), Role::Tower | Role::Badge) => self.marks.extend(outlines_of(item)),
            (Target::Area(_) | Target::Group(_), Role::Label) => self.titles.extend(outlines_of(item)),
            (Target::Note(_), Role::Body | Role::Label) => self.notes.extend(outlines_of(item)),
            _ => {}
        }
    }
}

/// The exact outline of a shape, the box of each line of words from the top of its capitals to the foot of its g.
fn outlines_of(item: &Item) -> Vec<Outline> {
    match &item.shape {
        Shape::Path { path, .. } => vec![Outline::of_path(path)],
        Shape::Text(block) => {
            let size = block.style.size;
            let line = |placed: &scene::PlacedLine| {
                let (top, foot) = (placed.baseline - 0.73 * size, placed.baseline + 0.21 * size);
                Outline::of_box(placed.x, top, placed.x + placed.line.width, foot)
            };
            block.lines.iter().map(line).collect()
        }
    }
}

fn count(label: &[Outline], others: &[Outline]) -> usize {
    others.iter().filter(|other| label.iter().any(|part| part.meets(other))).count()
}

fn audit(document: &Document, scene: &Scene) -> Findings {
    let drawn = Drawn::of(scene);
    let mut found = Findings {
        nodes: scene.nodes.len(),
        flows: scene.flows.len(),
        dropped: scene.flows.iter().filter(|flow| !drawn.labels.contains_key(&flow.id)).count(),
        ..Findings::default()
    };
    let nodes: Vec<Outline> = drawn.nodes.iter().map(|(_, outline)| outline.clone()).collect();
    let heads: Vec<Outline> = drawn.heads.iter().map(|(_, outline)| outline.clone()).collect();
    let labels: Vec<(&FlowId, &Vec<Outline>)> = drawn.labels.iter().collect();
    for (index, (id, label)) in labels.iter().enumerate() {
        let others = labels[index + 1..].iter().filter(|(_, other)| count(label, other) > 0);
        let others: Vec<_> = others.map(|(other, _)| other).collect();
        let counts = [
            ("node", count(label, &nodes), &mut found.label_node),
            ("label", others.len(), &mut found.label_label),
            ("head", count(label, &heads), &mut found.label_head),
            ("mark", count(label, &drawn.marks), &mut found.label_mark),
            ("title", count(label, &drawn.titles), &mut found.label_title),
            ("note", count(label, &drawn.notes), &mut found.label_note),
        ];
        for (what, many, sum) in counts {
            *sum += many;
            if many > 0 {
                found.details.push(format!("label of {id} over {many} {what} {others:?}"));
            }
        }
        lines_at(id, label, &drawn, &mut found);
    }
    found.title_node = drawn.titles.iter().map(|title| count(std::slice::from_ref(title), &nodes)).sum();
    for (id, line) in &drawn.lines {
        let flow = document.flow(id).unwrap();
        let touched = [Some(&flow.from), Some(&flow.to), flow.via.as_ref()];
        let foreign = drawn.nodes.iter().filter(|(node, _)| !touched.contains(&Some(node)));
        let over = foreign.filter(|(_, outline)| outline.meets_line(line)).count();
        if over > 0 {
            found.crossing += 1;
            found.details.push(format!("line of {id} over {over} nodes"));
        }
    }
    found
}

/// Whose lines a label covers or stands by.
fn lines_at(id: &FlowId, label: &[Outline], drawn: &Drawn, found: &mut Findings) {
    let distance =
        |line: &[Point]| label.iter().map(|part| part.distance_to_line(line)).fold(f64::INFINITY, f64::min);
    let own = drawn.lines.get(id).map_or(f64::INFINITY, |line| distance(line));
    if own > 6.0 {
        found.astray += 1;
        found.details.push(format!("label of {id} stands {own:.1} off its line"));
    }
    let around = label.iter().map(Outline::span).reduce(Span::union).unwrap();
    let near = drawn.lines.iter().filter(|(other, line)| {
        *other != id && Span::of_points(line).is_near(around, own + 1.0) && distance(line) <= own
    });
    let near: Vec<_> = near.map(|(_, line)| distance(line)).collect();
    found.on_lines += usize::from(near.contains(&0.0));
    found.unclear += usize::from(own > 0.0 && !near.is_empty());
}

fn examples() -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    paths.sort();
    let open = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, ecomap::file::open(&path).unwrap().value)
    };
    paths.into_iter().map(open).collect()
}

/// Everything that a figure can show beside boxes, names and flows.
const ALL_SHOWN: Shown =
    Shown { influence: true, goals: true, roles: true, counts: true, ..Shown::nothing() };

fn picture(document: &Document, shown: Shown, fonts: &Fonts) -> Scene {
    let options = Options { shown, ..Options::figure() };
    scene::build(document, &options, &Look::default(), fonts)
}

fn print(name: &str, found: &Findings) {
    println!(
        "{name:32} {:5} {:5} | {:4} {:5} {:4} {:4} {:5} {:4} | {:6} {:7} {:5} | {:7} {:8} {:10}",
        found.nodes,
        found.flows,
        found.label_node,
        found.label_label,
        found.label_head,
        found.label_mark,
        found.label_title,
        found.label_note,
        found.astray,
        found.unclear,
        found.on_lines,
        found.dropped,
        found.crossing,
        found.title_node,
    );
    found
        .details
        .iter()
        .filter(|_| std::env::var_os("DETAILS").is_some())
        .for_each(|it| println!("    {it}"));
}

/// Leaves the picture in the folder that the variable `FIGURES` names, to be looked at.
fn keep(name: &str, scene: &Scene, fonts: &Fonts) {
    let Some(folder) = std::env::var_os("FIGURES") else { return };
    // Large maps take long to paint: one of each size is enough.
    if name.starts_with(char::is_numeric) && !name.ends_with("seed 1") {
        return;
    }
    let resolution = Resolution::Dpi(if scene.nodes.len() > 50 { 80.0 } else { 130.0 });
    let bytes = render::png(scene, fonts, &PngOptions { resolution, ..PngOptions::default() }).unwrap();
    std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
}

fn print_head() {
    println!(
        "{:32} nodes flows | node label head mark title note | astray unclear lines | dropped crossing title-node",
        "labels over"
    );
}

#[test]
fn nothing_lies_over_anything_in_the_examples() {
    print_head();
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    for (name, document) in examples() {
        let scene = picture(&document, Shown::default(), &fonts);
        let found = audit(&document, &scene);
        print(&name, &found);
        keep(&name, &scene, &fonts);
        if found.overlaps() + found.dropped + found.crossing + found.astray + found.title_node > 0 {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_organisation_that_moves_moves_no_label_elsewhere() {
    let (fonts, look) = (Fonts::bundled(), Look::default());
    let before = generated::map(100, 1);
    let moved = generated::id(0);
    let place = before.organisation(&moved).unwrap().position.unwrap();
    let mut records: Vec<_> = before.records().collect();
    for (id, record) in &mut records {
        if let (RecordId::Organisation(id), Record::Organisation(organisation)) = (id, record)
            && *id == moved
        {
            std::sync::Arc::make_mut(organisation).position = Some(place + Point::new(-2000.0, -3000.0));
        }
    }
    let after = Document::from_records(records);
    let [before, after] = [&before, &after].map(|map| scene::build(map, &Options::default(), &look, &fonts));
    let is_far = |flow: &&scene::FlowPath| flow.curve[0].start.distance(place) > 1200.0 && flow.from != moved;
    let mut compared = 0;
    for flow in before.flows.iter().filter(is_far) {
        let again = after.flow(&flow.id).unwrap();
        if again.curve == flow.curve {
            compared += 1;
            assert_eq!(again.label, flow.label, "the label of {} jumped", flow.id);
        }
    }
    assert!(compared > 130, "{compared} flows are far away and lie as they lay");
}

#[test]
fn generated_maps_keep_their_labels_clear() {
    print_head();
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    // Of a hundred flows, so many may go without their label.
    for (organisations, seeds, most) in [(30, 1..=5, 5), (100, 1..=4, 5), (300, 1..=2, 20)] {
        for seed in seeds {
            for (what, shown) in [("", Shown::default()), (", all shown", ALL_SHOWN)] {
                let document = generated::map(organisations, seed);
                let scene = picture(&document, shown, &fonts);
                let found = audit(&document, &scene);
                let name = format!("{organisations}, seed {seed}{what}");
                print(&name, &found);
                keep(&name, &scene, &fonts);
                assert_eq!(
                    found.dropped,
                    scene.report.dropped_labels.len(),
                    "{name}: all that is left out is told"
                );
                if found.overlaps() + found.astray + found.title_node > 0
                    || found.dropped * 100 > most * found.flows
                {
                    wrong.push(format!("{name}: {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
