//! Where flows run: round what they do not touch, spread at their ends, parted where they cross, the same whether
//! remembered or found anew, and sane whatever the map.

use ecomap::{
    model::*,
    scene::{self, Item, Options, Role, Routes, Scene, Segment, Shape, Target},
    style::Look,
    text::Fonts,
};

use crate::{generated, maps, maps::Maker};

fn canvas(document: &Document) -> Scene {
    scene::build(document, &Options::default(), &Look::default(), &Fonts::bundled())
}

/// Items of a role, with the ids of their flows.
fn of_flows<'a>(scene: &'a Scene, role: Role) -> Vec<(&'a FlowId, &'a Item)> {
    let owned = |item: &'a Item| match item {
        Item { target: Target::Flow(id), role: its, .. } if *its == role => Some((id, item)),
        _ => None,
    };
    scene.items.iter().filter_map(owned).collect()
}

/// Into how many parts the line of each flow is drawn.
fn parts(scene: &Scene) -> Vec<usize> {
    let moves = |item: &Item| match &item.shape {
        Shape::Path { path, .. } => path.segments.iter().filter(|s| matches!(s, Segment::Move(_))).count(),
        Shape::Text(_) => 0,
    };
    of_flows(scene, Role::Line).into_iter().map(|(_, item)| moves(item)).collect()
}

fn assert_sane(scene: &Scene, name: &str) {
    for flow in &scene.flows {
        assert!(!flow.curve.is_empty(), "{name}: {:?} has no way", flow.id);
        for cubic in &flow.curve {
            let all = [cubic.start, cubic.first, cubic.second, cubic.end];
            assert!(all.iter().all(|point| point.is_finite()), "{name}: {:?} {cubic:?}", flow.id);
        }
        for pair in flow.curve.windows(2) {
            let gap = pair[0].end.distance(pair[1].start);
            assert!(gap < 1e-6 * (1.0 + pair[0].end.length()), "{name}: {:?} is broken by {gap}", flow.id);
        }
    }
    assert!(scene.bounds.is_sane(), "{name}: {:?}", scene.bounds);
}

#[test]
fn flows_run_round_what_they_do_not_touch() {
    for (organisations, seeds, most) in [(30, 1..6, 0.0), (100, 1..3, 0.01), (300, 1..2, 0.02)] {
        for seed in seeds {
            for (name, document) in [
                ("mixed", generated::map(organisations, seed)),
                ("plain", maps::generated(organisations, 2 * organisations, seed + 6)),
            ] {
                let scene = canvas(&document);
                let share = scene.report.crossing_nodes.len() as f64 / scene.flows.len().max(1) as f64;
                println!("{name} {organisations}, seed {seed}: {:?}", scene.report.crossing_nodes);
                assert!(share <= most, "{name} {organisations}, seed {seed}: {share}");
                assert_sane(&scene, name);
            }
        }
    }
}

/// A map with a box in the straight way of a flow, too wide for a bow.
fn behind_a_wall() -> Maker {
    let wall = |maker: Maker, number: i32| {
        maker.organisation(
            &format!("w{number}"),
            "A part of the wall",
            "- -",
            (300.0, f64::from(number) * 70.0),
        )
    };
    (-5..=4).fold(Maker::new("", ""), wall)
}

#[test]
fn a_broker_is_passed_round_boxes_too() {
    let document = Maker::new("", "")
        .organisation("from", "From", "- -", (0.0, 0.0))
        .organisation("between", "Between both", "- -", (250.0, -90.0))
        .organisation("broker", "The broker", "- -", (500.0, -180.0))
        .organisation("to", "To", "- -", (1000.0, 0.0))
        .flow_with("from", "to", "funding", |flow| flow.via = Some(OrganisationId::literal("broker")))
        .document();
    let scene = canvas(&document);
    assert!(scene.report.crossing_nodes.is_empty());
    let ring = of_flows(&scene, Role::Broker)[0].1.bounds.center();
    let broker = scene.node(&OrganisationId::literal("broker")).unwrap().rect;
    assert!(broker.expanded(14.0).contains(ring) && !broker.contains(ring), "{ring:?} beside {broker:?}");
}

#[test]
fn what_is_remembered_is_what_would_be_found() {
    let (fonts, look, options) = (Fonts::bundled(), Look::default(), Options::default());
    let picture = |scene: &Scene| ecomap::render::svg(scene, &ecomap::render::SvgOptions::default());
    for (seed, (count, flows)) in [(1_u32, (40, 70)), (2, (40, 70)), (3, (40, 70)), (4, (120, 260))] {
        let mut document = maps::generated(count, flows, u64::from(seed) * 77);
        let mut routes = Routes::default();
        for step in 0..10_u32 {
            let number = if step < 6 { seed * 7 } else { (seed * 31 + step * 17) % 40 };
            let id = OrganisationId::new(&format!("o{number}")).unwrap();
            let mut after = Organisation::clone(document.organisation(&id).unwrap());
            let by = if step == 8 {
                Point::new(4000.0, -900.0)
            } else {
                Point::new(23.0, f64::from(step) * 9.0 - 30.0)
            };
            after.position = after.position.map(|position| position + by);
            let records = document.records().map(|(id, record)| (id, record.clone())).collect::<Vec<_>>();
            document = Document::from_records(records.into_iter().map(|(other, record)| {
                if other == RecordId::Organisation(id.clone()) {
                    (other, after.clone().into())
                } else {
                    (other, record)
                }
            }));
            let kept = scene::build_with(&document, &options, &look, &fonts, &mut routes);
            let fresh = scene::build(&document, &options, &look, &fonts);
            for (kept, fresh) in kept.flows.iter().zip(&fresh.flows) {
                assert_eq!(kept.curve, fresh.curve, "seed {seed}, step {step}: {:?}", fresh.id);
                assert_eq!(kept.label, fresh.label, "seed {seed}, step {step}: {:?}", fresh.id);
            }
            assert_eq!(kept.report, fresh.report);
            assert_eq!(picture(&kept), picture(&fresh), "seed {seed}, step {step}");
        }
    }
}

#[test]
fn the_lower_line_is_left_out_where_lines_cross() {
    let cross = |informal: &[&str]| {
        let maker = Maker::new("", "")
            .organisation("west", "West", "- -", (0.0, 0.0))
            .organisation("east", "East", "- -", (500.0, 0.0))
            .organisation("north", "North", "- -", (250.0, -200.0))
            .organisation("south", "South", "- -", (250.0, 200.0));
        let formality =
            |id: &str| if informal.contains(&id) { Formality::Informal } else { Formality::Formal };
        let maker = maker
            .flow_with("north", "south", "funding", |flow| flow.formality = formality("north"))
            .flow_with("west", "east", "talent", |flow| flow.formality = formality("west"));
        canvas(&maker.document())
    };
    for (informal, expected) in [(&[][..], [2, 1]), (&["north"], [1, 2]), (&["north", "west"], [1, 1])] {
        assert_eq!(parts(&cross(informal)), expected, "{informal:?}");
    }
    // The way itself stays whole: labels are set along it and the pointer hits it.
    assert!(cross(&[]).flows.iter().all(|flow| flow.curve.len() == 1));
}

#[test]
fn heads_end_at_every_outline() {
    let kinds = ["organisation", "group", "network", "fund", "event", "person"];
    for kind in kinds {
        for (x, y) in [(400.0, 0.0), (300.0, 190.0), (30.0, 240.0), (-350.0, -120.0), (-60.0, -220.0)] {
            let document = Maker::new("", "")
                .organisation("end", "An organisation", &format!("industry national {kind}"), (0.0, 0.0))
                .organisation("start", "Start", "- -", (x, y))
                .flow("start", "end", "funding")
                .document();
            let scene = canvas(&document);
            let end = scene.node(&OrganisationId::literal("end")).unwrap();
            let tip = scene.flows[0].curve.last().unwrap().end;
            let gap = end.outline.distance(tip);
            assert!(!end.outline.contains(tip) && (1.0..6.0).contains(&gap), "{kind} from {x}, {y}: {gap}");
        }
    }
}

/// A hub and so many organisations round it in rings, half of the flows inward.
fn star(points: usize) -> Document {
    let mut maker =
        Maker::new("", "").organisation("hub", "The hub of the star", "joint national", (0.0, 0.0));
    for number in 0..points {
        let (ring, place) = (number / 60, number % 60);
        let angle = (place as f64 + 0.37) / points.min(60) as f64 * std::f64::consts::TAU;
        let radius = 420.0 + 260.0 * ring as f64 + 40.0 * points.min(60) as f64 / 6.0;
        let id = format!("p{number}");
        let at = (radius * 1.6 * angle.cos(), radius * angle.sin());
        maker = maker.organisation(&id, "Point", "- -", at);
        let (from, to) = if number % 2 == 0 { (id.as_str(), "hub") } else { ("hub", id.as_str()) };
        maker = maker.flow(from, to, "funding");
    }
    maker.document()
}

#[test]
fn heads_at_one_box_do_not_lie_over_each_other() {
    for points in [5, 10, 14] {
        let scene = canvas(&star(points));
        let heads: Vec<Rect> =
            of_flows(&scene, Role::Head).into_iter().map(|(_, head)| head.bounds).collect();
        let hub = scene.node(&OrganisationId::literal("hub")).unwrap().rect.expanded(20.0);
        let at_hub: Vec<&Rect> = heads.iter().filter(|head| hub.contains(head.center())).collect();
        for (index, head) in at_hub.iter().enumerate() {
            let tip_apart = |other: &&&Rect| head.center().distance(other.center()) < 9.0;
            assert_eq!(at_hub[..index].iter().filter(tip_apart).count(), 0, "star of {points}: {at_hub:?}");
        }
    }
}

#[test]
fn hostile_maps_stay_sane() {
    let node = |maker: Maker, id: &str, at: (f64, f64)| maker.organisation(id, "A node", "- -", at);
    let pair = |a: (f64, f64), b: (f64, f64)| node(node(Maker::new("", ""), "a", a), "b", b);
    let many = |maker: Maker, from: &str, to: &str, count: usize| {
        (0..count).fold(maker, |maker, number| {
            maker.flow_with(from, to, "funding", |flow| flow.label = format!("flow {number}"))
        })
    };
    let heap = (0..12).fold(Maker::new("", ""), |maker, number| {
        node(maker, &format!("n{number}"), (f64::from(number) * 9.0, f64::from(number % 3) * 7.0))
    });
    let heap = (0..12).fold(heap, |maker, number| {
        maker.flow(&format!("n{number}"), &format!("n{}", (number * 5 + 3) % 12), "talent")
    });
    let far = node(node(pair((-1e9, 1e9), (1e9, -1e9)), "c", (0.0, 0.0)), "d", (1e9, 1e9));
    let walled = node(node(behind_a_wall(), "a", (0.0, 0.0)), "b", (600.0, 0.0));
    for (name, document) in [
        ("overlapping ends", pair((0.0, 0.0), (20.0, 8.0)).flow("a", "b", "talent").document()),
        ("ends in one place", pair((0.0, 0.0), (0.0, 0.0)).flow("a", "b", "talent").document()),
        ("a heap", heap.document()),
        (
            "far away",
            far.flow("a", "b", "talent").flow("a", "d", "funding").flow("c", "d", "talent").document(),
        ),
        ("a hundred lanes", many(pair((0.0, 0.0), (600.0, 100.0)), "a", "b", 100).document()),
        ("lanes round a wall", many(walled, "a", "b", 7).document()),
        ("loops", many(pair((0.0, 0.0), (300.0, 0.0)), "a", "a", 8).document()),
        ("a star", star(500)),
    ] {
        let scene = canvas(&document);
        assert_sane(&scene, name);
        assert_eq!(scene.flows.len(), document.flows().len(), "{name}");
        println!("{name}: {:?}", scene.report.crossing_nodes.len());
    }
}
