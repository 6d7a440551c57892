//! Flows of one organisation that run side by side as one line until they part: only where that is asked for, no flow
//! is lost, every line still reaches whom it joins, and nobody's box is crossed for it.

use std::collections::{BTreeMap, BTreeSet};

use ecomap::{
    model::*,
    scene::{self, FlowPath, Options, Role, Scene, Shown, Target},
    style::Look,
    text::Fonts,
};

use crate::{generated, legend, maps, words};

const KIND: Shown = Shown { one_line_a_kind: true, ..Shown::nothing() };
const NEAR: Shown = Shown { shared_stems: true, ..Shown::nothing() };
const SUM: Shown = Shown { one_line_a_pair: true, ..NEAR };

fn drawn(document: &Document, shown: Shown) -> Scene {
    scene::build(document, &Options { shown, ..Options::figure() }, &Look::default(), &Fonts::bundled())
}

/// A hub and others at these places, with a flow between it and each of them: kind, and whether it goes out.
fn star(others: &[(f64, f64, &'static str, bool)]) -> Document {
    let hub = OrganisationId::literal("hub");
    let place = |name: String, x: f64, y: f64| {
        let id = OrganisationId::new(&name).expect("a slug");
        let record = Organisation { name, position: Some(Point::new(x, y)), ..Organisation::default() };
        (RecordId::Organisation(id), Record::from(record))
    };
    let mut records = default_scheme();
    records.push(place("hub".into(), 0.0, 0.0));
    for (number, (x, y, kind, is_out)) in others.iter().enumerate() {
        records.push(place(format!("o{number}"), *x, *y));
        let other = OrganisationId::new(&format!("o{number}")).expect("a slug");
        let (from, to) = if *is_out { (hub.clone(), other) } else { (other, hub.clone()) };
        let flow = Flow::new(from, to, FlowKindId::literal(kind));
        let id = FlowId::new(&format!("f{number}")).expect("a slug");
        records.push((RecordId::Flow(id), Record::from(flow)));
    }
    Document::from_records(records)
}

const FAN: [(f64, f64); 4] = [(600.0, -150.0), (620.0, -50.0), (620.0, 50.0), (600.0, 150.0)];

fn fan(kinds: [&'static str; 4], is_out: bool) -> Document {
    let mut number = 0;
    star(&FAN.map(|(x, y)| {
        number += 1;
        (x, y, kinds[number - 1], is_out)
    }))
}

fn heads(scene: &Scene, is_stem: bool) -> usize {
    let of = |target: &Target| matches!(target, Target::Stem(_)) == is_stem;
    scene.items.iter().filter(|item| item.role == Role::Head && of(&item.target)).count()
}

fn labels(scene: &Scene) -> Vec<String> {
    let mut labels = words(scene, |item| matches!(item.target, Target::Flow(_) | Target::Stem(_)));
    labels.sort();
    labels
}

#[test]
fn a_fan_is_one_line_with_its_number_until_it_parts() {
    for (is_out, at_stem) in [(true, 0), (false, 1)] {
        let document = fan(["funding"; 4], is_out);
        assert!(drawn(&document, KIND).stems.is_empty(), "only where that is asked for");
        let scene = drawn(&document, NEAR);
        assert_eq!(scene.stems.len(), 1);
        assert_eq!((scene.stems[0].sums.len(), scene.flows.len()), (4, 4));
        assert_eq!(labels(&scene), ["funding \u{d7} 4"]);
        // Heads stand where flows end: at each of four, or once for all at the hub.
        assert_eq!((heads(&scene, true), heads(&scene, false)), (at_stem, 4 * (1 - at_stem)));
        let title = &scene.titles[&Target::Stem(scene.stems[0].id.clone())];
        assert_eq!(title.lines().count(), 4, "{title}");
        let footer = legend(&scene).concat();
        assert!(footer.contains("Flows that run together share a line"), "{footer}");
    }
}

#[test]
fn kinds_share_a_stem_only_where_they_are_summed_up() {
    let document = fan(["funding", "knowledge", "funding", "policy"], true);
    let kept: BTreeSet<String> = labels(&drawn(&document, NEAR)).into_iter().collect();
    assert!(!kept.iter().any(|words| words.ends_with("flows")), "{kept:?}");
    let scene = drawn(&document, SUM);
    assert_eq!(labels(&scene), ["4 flows", "funding", "funding", "knowledge", "policy"]);
    let colours = |is_stem: bool| -> BTreeSet<String> {
        let of = |item: &&scene::Item| {
            matches!(item.target, Target::Stem(_)) == is_stem && item.role == Role::Line
        };
        let lines = scene.items.iter().filter(of).filter_map(|item| match &item.shape {
            scene::Shape::Path { stroke, .. } => stroke.as_ref().map(|stroke| format!("{:?}", stroke.colour)),
            scene::Shape::Text(_) => None,
        });
        lines.collect()
    };
    assert_eq!(colours(false).len(), 3, "each in the colour of its kind");
    assert!(colours(true).is_disjoint(&colours(false)), "the stem in none of them");
    assert!(legend(&scene).iter().any(|words| words.contains("several kinds")));
}

#[test]
fn what_differs_or_lies_elsewhere_keeps_its_line() {
    let mut apart = FAN.map(|(x, y)| (x, y, "funding", true));
    // To all sides, there is nothing to be shared.
    for (place, at) in apart.iter_mut().zip([(0.0, -400.0), (500.0, 0.0), (0.0, 400.0), (-500.0, 0.0)]) {
        (place.0, place.1) = at;
    }
    assert!(drawn(&star(&apart), NEAR).stems.is_empty());
    // In and out are not one line.
    let ways = [(600.0, -40.0, "funding", true), (600.0, 40.0, "funding", false)];
    assert!(drawn(&star(&ways), SUM).stems.is_empty());
    // Somebody stands where the stem would lie: round them, or not at all.
    let mut blocked = FAN.map(|(x, y)| (x, y, "funding", true)).to_vec();
    blocked.push((200.0, 0.0, "knowledge", true));
    let scene = drawn(&star(&blocked), NEAR);
    assert!(scene.report.crossing_nodes.is_empty());
}

/// How far a point is from a box.
fn away(rect: Rect, at: Point) -> f64 {
    let x = (rect.left() - at.x).max(at.x - rect.right()).max(0.0);
    let y = (rect.top() - at.y).max(at.y - rect.bottom()).max(0.0);
    x.hypot(y)
}

fn is_joined(line: &FlowPath) -> bool {
    line.curve.windows(2).all(|pair| pair[0].end.distance(pair[1].start) < 1e-6)
}

#[test]
fn every_flow_is_in_one_line_that_reaches_both_its_ends() {
    let (mut shared, mut stems) = (0, 0);
    let made =
        [(30, 5), (60, 3), (120, 1)].map(|(size, seed)| (format!("{size}"), generated::map(size, seed)));
    let examples = maps::examples().into_iter().map(|(name, document)| (name.to_string(), document));
    for (name, document) in examples.chain(made) {
        let plain = drawn(&document, KIND);
        for shown in [NEAR, SUM] {
            let scene = drawn(&document, shown);
            let all: Vec<&FlowId> = scene.flows.iter().flat_map(|line| &line.sums).collect();
            let each: BTreeSet<&FlowId> = all.iter().copied().collect();
            assert_eq!(all.len(), each.len(), "{name}: no flow is in two lines");
            assert_eq!(
                each,
                plain.flows.iter().flat_map(|line| &line.sums).collect(),
                "{name}: none is lost"
            );
            let sharing: Vec<&FlowId> = scene.stems.iter().flat_map(|stem| &stem.sums).collect();
            let once: BTreeSet<&FlowId> = sharing.iter().copied().collect();
            assert_eq!(sharing.len(), once.len(), "{name}: no flow is in two stems");
            let before: BTreeSet<_> = plain.report.crossing_nodes.iter().collect();
            for stem in &scene.stems {
                let records: Vec<_> = stem.sums.iter().filter_map(|id| document.flow(id)).collect();
                let alike: BTreeSet<_> = records.iter().map(|flow| flow.status).collect();
                let kinds: BTreeSet<_> = records.iter().map(|flow| &flow.kind).collect();
                assert_eq!(alike.len(), 1, "{name}: {}", stem.id);
                assert!(shown == SUM || kinds.len() == 1, "{name}: {}", stem.id);
                assert!(stem.sums.len() > 1);
            }
            for line in &scene.flows {
                let is_twig = line.shared != (0, 0);
                assert_eq!(is_twig, scene.stem(&line.id).is_some(), "{name}: {}", line.id);
                for (id, at) in
                    [(&line.from, line.curve[0].start), (&line.to, line.curve[line.curve.len() - 1].end)]
                {
                    if let Some(node) = scene.node(id).filter(|_| is_twig) {
                        assert!(away(node.rect, at) < 14.0, "{name}: {} ends at {id}", line.id);
                    }
                }
                assert!(is_joined(line), "{name}: {}", line.id);
            }
            if shown == NEAR {
                let crossing: BTreeSet<_> = scene.report.crossing_nodes.iter().collect();
                assert!(crossing.is_subset(&before), "{name}: {crossing:?} {before:?}");
            }
            let marks: Vec<Rect> =
                scene.flows.iter().chain(&scene.stems).filter_map(|line| line.label).collect();
            for (number, one) in marks.iter().enumerate() {
                assert!(!marks[number + 1..].iter().any(|other| one.overlaps(*other)), "{name}: labels meet");
            }
            shared += sharing.len();
            stems += scene.stems.len();
        }
    }
    assert!(stems > 20 && shared > 2 * stems, "{stems} stems of {shared} flows");
}

#[test]
fn the_same_map_gives_the_same_stems() {
    let document = generated::map(60, 3);
    let picture = |shown| {
        let scene = drawn(&document, shown);
        let stems: BTreeMap<_, _> =
            scene.stems.iter().map(|stem| (stem.id.clone(), stem.sums.clone())).collect();
        (stems, format!("{:?}", scene.items))
    };
    assert!(picture(NEAR) == picture(NEAR));
    let (none, plain) = picture(KIND);
    assert!(none.is_empty() && plain != picture(NEAR).1);
}

#[test]
fn a_point_on_a_stem_hits_all_its_flows_and_one_on_a_twig_its_own() {
    let scene = drawn(&fan(["funding"; 4], true), NEAR);
    let stem = &scene.stems[0];
    let hit = scene.hit(stem.curve[0].point(0.3), 3.0).expect("the line");
    assert_eq!(hit.target, Target::Stem(stem.id.clone()));
    assert_eq!(scene.flows_of(&hit.target).len(), 4);
    for line in &scene.flows {
        let own = line.own();
        let at = own[own.len() - 1].point(0.8);
        let hit = scene.hit(at, 3.0).expect("the twig");
        assert_eq!(scene.flows_of(&hit.target), std::slice::from_ref(&line.id));
    }
}
