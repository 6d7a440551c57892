//! Flows between the same two organisations as one line: only where that is asked for, no flow is lost, and the line
//! says no more than all of its flows do.

use std::collections::{BTreeMap, BTreeSet};

use ecomap::{
    model::*,
    scene::{self, Options, Role, Scene, Shown, Target},
    style::Look,
    text::Fonts,
};

use crate::{generated, legend, maps, words};

const KIND: Shown = Shown { one_line_a_kind: true, ..Shown::nothing() };
const PAIR: Shown = Shown { one_line_a_pair: true, ..Shown::nothing() };

fn drawn(document: &Document, shown: Shown) -> Scene {
    scene::build(document, &Options { shown, ..Options::figure() }, &Look::default(), &Fonts::bundled())
}

/// Two organisations and flows between them: kind, whether from the first to the second, direction, status.
fn two(flows: &[(&'static str, bool, Direction, Status)]) -> Document {
    let id = OrganisationId::literal;
    let organisation = |name: &'static str, x: f64| {
        let position = Some(Point::new(x, 0.0));
        let record = Organisation { name: name.into(), position, ..Organisation::default() };
        (RecordId::Organisation(id(name)), Record::from(record))
    };
    let flow =
        |(index, (kind, onward, direction, status)): (usize, &(&'static str, bool, Direction, Status))| {
            let (from, to) = if *onward { ("a", "b") } else { ("b", "a") };
            let flow = Flow {
                direction: *direction,
                status: *status,
                ..Flow::new(id(from), id(to), FlowKindId::literal(kind))
            };
            (RecordId::Flow(FlowId::new(&format!("f{index}")).expect("a slug")), Record::from(flow))
        };
    let organisations = [organisation("a", 0.0), organisation("b", 500.0)];
    let flows = flows.iter().enumerate().map(flow);
    Document::from_records(default_scheme().into_iter().chain(organisations).chain(flows))
}

#[test]
fn every_flow_is_in_one_line_and_lines_are_as_few_as_asked_for() {
    let maps = maps::examples().into_iter().chain([("generated".into(), generated::map(60, 3))]);
    for (name, document) in maps {
        let name: String = name;
        let plain = drawn(&document, Shown::nothing());
        assert!(plain.flows.iter().all(|line| line.sums == [line.id.clone()]), "{name}: a line a flow");
        for shown in [KIND, PAIR] {
            let scene = drawn(&document, shown);
            let all: Vec<&FlowId> = scene.flows.iter().flat_map(|line| &line.sums).collect();
            let each: BTreeSet<&FlowId> = all.iter().copied().collect();
            assert_eq!(all.len(), each.len(), "{name}: no flow is in two lines");
            assert_eq!(each, plain.flows.iter().map(|line| &line.id).collect(), "{name}: none is lost");
            let mut lines: BTreeMap<_, usize> = BTreeMap::new();
            for line in &scene.flows {
                let flow = document.flow(&line.id).expect("it is drawn");
                let kind = shown.one_line_a_kind.then(|| flow.kind.clone());
                let formality = match flow.formality {
                    Formality::Formal if shown.one_line_a_pair => Formality::NotStated,
                    formality => formality,
                };
                let unknown = flow.direction == Direction::Unknown;
                let (low, high, _) = flow.between();
                let mark = (low, high, kind, formality, flow.status, unknown, flow.via.clone());
                *lines.entry(mark).or_default() += 1;
            }
            assert!(lines.values().all(|count| *count == 1), "{name}: {lines:?}");
        }
    }
}

#[test]
fn a_line_says_what_all_its_flows_say() {
    use Direction::{Both, Forward, None as Neither};
    use Status::{Current, Wanted};
    let heads = |scene: &Scene| scene.items.iter().filter(|item| item.role == Role::Head).count();
    let labels = |scene: &Scene| {
        let mut labels = words(scene, |item| matches!(item.target, Target::Flow(_)));
        labels.sort();
        labels
    };
    for (flows, shown, said, pointed) in [
        (vec![("funding", true, Forward, Current); 2], KIND, vec!["funding \u{d7} 2"], 1),
        (
            vec![("funding", true, Forward, Current), ("funding", false, Forward, Current)],
            KIND,
            vec!["funding \u{d7} 2"],
            2,
        ),
        (
            vec![("funding", true, Forward, Current), ("knowledge", true, Both, Current)],
            KIND,
            vec!["funding", "knowledge"],
            3,
        ),
        (
            vec![("collaboration", true, Neither, Current), ("funding", false, Forward, Current)],
            PAIR,
            vec!["2 flows"],
            1,
        ),
        (
            vec![
                ("funding", true, Forward, Current),
                ("knowledge", true, Forward, Current),
                ("policy", true, Forward, Wanted),
            ],
            PAIR,
            vec!["2 flows", "policy"],
            2,
        ),
        (vec![("funding", true, Forward, Current); 3], PAIR, vec!["funding \u{d7} 3"], 1),
    ] {
        let scene = drawn(&two(&flows), shown);
        assert_eq!(labels(&scene), said, "{flows:?}");
        assert_eq!(heads(&scene), pointed, "{flows:?}");
        let is_mixed = said.iter().any(|words| words.ends_with("flows"));
        let legend = legend(&scene);
        assert_eq!(legend.iter().any(|words| words.contains("several kinds")), is_mixed, "{legend:?}");
        // A kind that no line shows by itself has no entry.
        assert_eq!(
            legend.iter().any(|words| words == "funding"),
            said.iter().any(|s| s.starts_with("funding"))
        );
    }
}
