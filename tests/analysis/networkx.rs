//! A hundred maps made at random, measured by us, by networkx and by igraph, which read the conventions in their own way.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use ecomap::{
    analysis::{
        Classes, Conventions, Graph, Length, Strength, Unwatched, Way, betweenness, brokerage, cohesion,
        communities, degrees, distances, eigenvector, holes, joints, mixing, modularity, pieces, segregation,
        ways,
    },
    model::{
        Direction, Document, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Record, RecordId, Status,
    },
    topology::Topology,
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Value, json};

const MAPS: usize = 100;
/// How much the two may differ, parts.
const ALIKE: f64 = 1e-6;

type Row = (usize, usize, usize, usize, Option<u8>);

/// Organisations and flows: ends, direction and status by number, weight.
fn maps() -> impl Strategy<Value = (usize, Vec<Row>)> {
    (2..40_usize).prop_flat_map(|count| {
        let flow = (0..count, 0..count, 0..4_usize, 0..5_usize, proptest::option::of(1..6_u8));
        (Just(count), proptest::collection::vec(flow, 0..count * 4))
    })
}

fn document(count: usize, flows: &[Row]) -> Document {
    let id = |number: usize| OrganisationId::new(&format!("o{number:02}")).expect("a slug");
    let nodes = (0..count).map(|node| (RecordId::Organisation(id(node)), Organisation::default().into()));
    let flows = flows.iter().enumerate().map(|(number, (from, to, direction, status, weight))| {
        let flow = Flow {
            direction: Direction::ALL[*direction],
            status: Status::ALL[*status],
            weight: weight.map(f64::from),
            ..Flow::new(id(*from), id(*to), FlowKindId::literal("funding"))
        };
        (RecordId::Flow(FlowId::new(&format!("f{number:03}")).expect("a slug")), Record::from(flow))
    });
    Document::from_records(nodes.chain(flows).collect::<Vec<_>>())
}

/// What we find, and what networkx needs to find the same.
fn measured(count: usize, flows: &[Row]) -> Value {
    let document = document(count, flows);
    let topology = Topology::new(&document);
    let mut found = serde_json::Map::new();
    for directed in [true, false] {
        let study = Conventions { directed, ..Conventions::default() };
        let weighed = Conventions { strength: Strength::Weighed, ..study.clone() };
        let (plain, weighed) =
            (Graph::new(&topology, &document, &study), Graph::new(&topology, &document, &weighed));
        let between = |graph: &Graph, length| {
            betweenness(graph, length, None, &Unwatched).expect("nobody calls it off")
        };
        let division = communities(&plain, 1.0, 1, &Unwatched).expect("nobody calls it off");
        let mut numbers = json!({
            "degree": degrees(&plain).iter().map(|one| one.all).collect::<Vec<_>>(),
            "strength": degrees(&weighed).iter().map(|one| one.strength_out).collect::<Vec<_>>(),
            "steps": between(&plain, Length::Step),
            "distances": between(&weighed, Length::Strength),
            "communities": division.of,
            "modularity": modularity(&weighed, &division.of, 1.0),
        });
        let all = numbers.as_object_mut().expect("it is one");
        let more = [of_ties(&plain, &weighed), of_ways(&plain), of_classes(&plain)];
        more.into_iter().for_each(|more| all.extend(more.as_object().expect("it is one").clone()));
        found.insert(directed.to_string(), numbers);
    }
    json!({ "count": count, "flows": flows, "found": found })
}

fn of_ties(plain: &Graph, weighed: &Graph) -> Value {
    let (holes, joints, cohesion) = (holes(weighed), joints(plain), cohesion(plain));
    json!({
        "eigenvector": eigenvector(weighed, &Unwatched).expect("nobody calls it off").expect("it settles"),
        "pieces": pieces(plain).sizes,
        "cuts": joints.cuts.iter().map(|cut| cut.node).collect::<Vec<_>>(),
        "bridges": joints.bridges.iter().map(|bridge| [bridge.ends.0, bridge.ends.1]).collect::<Vec<_>>(),
        "transitivity": cohesion.transitivity,
        "clustering": cohesion.clustering,
        "density": cohesion.density,
        "reciprocity": cohesion.reciprocity,
        "constraint": holes.iter().map(|hole| hole.constraint).collect::<Vec<_>>(),
        "effective size": holes.iter().map(|hole| hole.effective_size).collect::<Vec<_>>(),
    })
}

fn of_ways(plain: &Graph) -> Value {
    let far = |way, at_most| distances(plain, way, at_most, &Unwatched).expect("nobody calls it off");
    let out = far(Way::Out, None);
    let ways = ways(plain, 0, plain.len() - 1, Way::Out);
    json!({
        // networkx goes the other way: who is close to be reached.
        "closeness": far(Way::Back, None).closeness(),
        "mean": out.mean(),
        "diameter": out.diameter(),
        "reach": far(Way::Out, Some(2)).reached,
        "ways": ways.map(|ways| json!([ways.steps(), ways.count, ways.one])),
    })
}

fn of_classes(plain: &Graph) -> Value {
    let classes = Classes::numbered((0..plain.len()).map(|node| Some(node % 3)).collect());
    let roles = brokerage(plain, &classes, &Unwatched).expect("nobody calls it off").of;
    json!({
        "ei": segregation(plain, &classes).whole.index(),
        "mixing": mixing(plain, &classes).ties,
        "roles": roles,
    })
}

#[test]
fn a_hundred_maps_have_the_numbers_of_networkx() {
    let mut runner = TestRunner::deterministic();
    let mut maps: Vec<Value> = Vec::new();
    for _ in 0..MAPS {
        let (count, flows) = maps_of(&mut runner);
        maps.push(measured(count, &flows));
    }
    let script = include_str!("networkx.py");
    let child = Command::new("python3")
        .args(["-c", script, &ALIKE.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: python3 is not installed");
        return;
    };
    let bytes = serde_json::to_vec(&maps).expect("numbers are JSON");
    let mut pipe = child.stdin.take().expect("it was piped");
    // Without networkx the script ends before it has read all.
    let writer = std::thread::spawn(move || pipe.write_all(&bytes));
    let answer = child.wait_with_output().expect("it ends");
    let _ = writer.join().expect("it writes or fails");
    let (out, errors) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    if answer.status.code() == Some(77) {
        eprintln!("skipped: python3 has no networkx");
        return;
    }
    assert!(answer.status.success(), "{out}{errors}");
    assert!(out.contains(&format!("{MAPS} maps agree")), "{out}{errors}");
    eprint!("{out}");
}

fn maps_of(runner: &mut TestRunner) -> (usize, Vec<Row>) {
    maps().new_tree(runner).expect("a map can be made").current()
}
