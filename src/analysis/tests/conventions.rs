//! What counts as a tie, flow by flow.

use std::collections::BTreeSet;

use crate::{
    analysis::{Conventions, Graph, Reading, Strength, degrees, degrees_by_kind},
    model::{
        Direction, Document, Flow, FlowId, FlowKindId, Organisation, OrganisationId, Record, RecordId, Status,
    },
    topology::Topology,
};

/// Flows from a to b unless said otherwise.
fn map(flows: &[Flow]) -> Document {
    let nodes = ["a", "b", "c"].map(|name| {
        (RecordId::Organisation(OrganisationId::literal(name)), Record::from(Organisation::default()))
    });
    let flows = flows.iter().enumerate().map(|(number, flow)| {
        (RecordId::Flow(FlowId::new(&format!("f{number}")).expect("a slug")), Record::from(flow.clone()))
    });
    Document::from_records(nodes.into_iter().chain(flows).collect::<Vec<_>>())
}

fn flow(from: &str, to: &str) -> Flow {
    let (from, to) = (OrganisationId::new(from).expect("a slug"), OrganisationId::new(to).expect("a slug"));
    Flow::new(from, to, FlowKindId::literal("funding"))
}

/// The ties as words: "a>b 2".
fn ties(document: &Document, conventions: &Conventions) -> String {
    let graph = Graph::new(&Topology::new(document), document, conventions);
    let mut words = Vec::new();
    for from in 0..graph.len() {
        for (to, strength) in graph.out().of(from).iter().zip(graph.out().strengths_of(from)) {
            words.push(format!("{}>{} {strength}", graph.ids()[from], graph.ids()[*to as usize]));
        }
    }
    words.join(", ")
}

#[test]
fn each_way_status_and_self_flow_counts_as_the_conventions_say() {
    let one = |change: &dyn Fn(&mut Flow)| {
        let mut flow = flow("a", "b");
        change(&mut flow);
        map(&[flow])
    };
    let way = |direction| one(&|flow| flow.direction = direction);
    let status = |status| one(&|flow| flow.status = status);
    let study = Conventions::default();
    let drawn = Conventions { no_direction: Reading::AsDrawn, ..study.clone() };
    let left_out = Conventions { not_known: Reading::LeftOut, ..Conventions::undirected() };
    let all = Conventions { statuses: BTreeSet::from(Status::ALL), self_flows: true, ..study.clone() };
    for (document, conventions, expected) in [
        (way(Direction::Forward), &study, "a>b 1"),
        (way(Direction::Both), &study, "a>b 1, b>a 1"),
        (way(Direction::None), &study, "a>b 1, b>a 1"),
        (way(Direction::None), &drawn, "a>b 1"),
        (way(Direction::Unknown), &study, "a>b 1, b>a 1"),
        (way(Direction::Unknown), &left_out, ""),
        (way(Direction::Forward), &left_out, "a>b 1, b>a 1"),
        (status(Status::Wanted), &study, "a>b 1"),
        (status(Status::Proposed), &study, "a>b 1"),
        (status(Status::Absent), &study, ""),
        (status(Status::Ended), &study, ""),
        (status(Status::Absent), &all, "a>b 1"),
        (map(&[flow("a", "a")]), &study, ""),
        (map(&[flow("a", "a")]), &all, "a>a 1"),
        (map(&[flow("a", "b"), flow("a", "b")]), &study, "a>b 1"),
        (map(&[flow("a", "b"), flow("b", "a")]), &study, "a>b 1, b>a 1"),
    ] {
        assert_eq!(ties(&document, conventions), expected, "{}", conventions.words());
    }
}

#[test]
fn parallel_flows_add_up_when_asked() {
    let weighed = |from, to, weight| Flow { weight, ..flow(from, to) };
    let document = map(&[
        weighed("a", "b", Some(2.5)),
        weighed("a", "b", None),
        weighed("b", "a", Some(0.0)),
        weighed("b", "c", Some(0.0)),
    ]);
    for (directed, strength, expected) in [
        (true, Strength::Once, "a>b 1, b>a 1, b>c 1"),
        (true, Strength::Counted, "a>b 2, b>a 1, b>c 1"),
        (true, Strength::Weighed, "a>b 3.5, b>a 0, b>c 0"),
        (false, Strength::Once, "a>b 1, b>a 1, b>c 1, c>b 1"),
        (false, Strength::Counted, "a>b 3, b>a 3, b>c 1, c>b 1"),
        (false, Strength::Weighed, "a>b 3.5, b>a 3.5, b>c 0, c>b 0"),
    ] {
        let conventions = Conventions { directed, strength, ..Conventions::default() };
        assert_eq!(ties(&document, &conventions), expected, "{strength:?}");
    }
}

#[test]
fn degree_is_told_by_direction_and_by_kind() {
    let of_kind = |from, to, kind| Flow { kind: FlowKindId::literal(kind), ..flow(from, to) };
    let both = Flow { direction: Direction::Both, ..of_kind("a", "c", "advice") };
    let document = map(&[of_kind("a", "b", "funding"), of_kind("c", "b", "funding"), both]);
    let topology = Topology::new(&document);
    let conventions = Conventions::default();
    let told = |graph: &Graph| {
        let row = degrees(graph).into_iter().map(|one| (one.all, one.incoming, one.outgoing, one.others));
        row.collect::<Vec<_>>()
    };
    let graph = Graph::new(&topology, &document, &conventions);
    assert_eq!(told(&graph), [(3, 1, 2, 2), (2, 2, 0, 2), (3, 1, 2, 2)]);
    let by_kind = degrees_by_kind(&topology, &document, &conventions);
    let kinds: Vec<(&str, Vec<usize>)> =
        by_kind.iter().map(|(kind, row)| (kind.as_str(), row.iter().map(|one| one.all).collect())).collect();
    assert_eq!(kinds, [("advice", vec![2, 0, 2]), ("funding", vec![1, 2, 1])]);
}
