//! Who could introduce whom: those who want to be joined, and classes that are not. Over ties that are there, whichever
//! way they lead. Must not know other headings.

use std::collections::BTreeSet;

use super::{
    super::{Cancelled, Classes, Graph, NotStated, Watch, Way, Ways, mixing, pieces, ways},
    Finding, Heading,
    teller::{Teller, counted, listed},
};
use crate::{
    model::{Flow, FlowId, RecordId, Status},
    topology::Topology,
};

/// So many introductions are told of each sort.
const TOLD: usize = 8;

pub(super) fn introductions(teller: &Teller<'_>, watch: &dyn Watch) -> Result<Vec<Finding>, Cancelled> {
    let document = teller.document;
    let mut there = teller.survey.question.conventions.clone();
    there.directed = false;
    there.statuses = BTreeSet::from([Status::Current]);
    let graph = Graph::new(&Topology::new(document), document, &there);
    let wished: Vec<(&FlowId, &Flow)> = (document.flows().iter())
        .filter(|(_, flow)| matches!(flow.status, Status::Wanted | Status::Proposed | Status::Absent))
        .filter(|(_, flow)| flow.from != flow.to)
        .map(|(id, flow)| (id, &**flow))
        .collect();
    let piece = pieces(&graph).of;
    let (mut found, mut strangers) = (Vec::new(), Vec::new());
    for (id, flow) in wished {
        let place = |id| graph.ids().binary_search(id).ok();
        let (Some(from), Some(to)) = (place(&flow.from), place(&flow.to)) else { continue };
        if piece[from] != piece[to] {
            strangers.push((id, flow));
        } else if found.len() < TOLD {
            watch.go_on()?;
            found.extend(wanted(teller, &graph, (id, flow), (from, to)));
        }
    }
    found.extend(hopeless(teller, &strangers));
    found.extend(classes(teller, &graph));
    Ok(found)
}

fn hopeless(teller: &Teller<'_>, flows: &[(&FlowId, &Flow)]) -> Option<Finding> {
    let told: Vec<String> = flows
        .iter()
        .map(|(_, flow)| {
            let (from, to) = (teller.name_of(&flow.from), teller.name_of(&flow.to));
            format!("{from} to {to} ({}, {})", teller.kind(&flow.kind), flow.status.name())
        })
        .collect();
    let words = format!("Nobody on the map could introduce {}.", listed(&told));
    let mut finding = teller.finding(Heading::Introductions, words, []);
    finding.shows = flows.iter().map(|(id, _)| RecordId::Flow((*id).clone())).collect();
    let caveat = "No flow that is there leads from one to the other, whichever way.";
    (!flows.is_empty()).then(|| finding.number("flows", flows.len() as f64).caveat(caveat))
}

/// Who could introduce two of one piece; nobody needs to where they are tied already.
fn wanted(
    teller: &Teller<'_>,
    graph: &Graph,
    (id, flow): (&FlowId, &Flow),
    (from, to): (usize, usize),
) -> Option<Finding> {
    let found = ways(graph, from, to, Way::Out).filter(|ways| ways.steps() > 1)?;
    let (one, other, kind) = (teller.name(from), teller.name(to), teller.kind(&flow.kind));
    let ends = format!("{one} to {other} ({kind}, {})", flow.status.name());
    let mut shows = vec![RecordId::Flow(id.clone())];
    shows.extend(teller.records(found.one.iter().copied()));
    let mut finding = teller.finding(Heading::Introductions, sentence(teller, graph, &found, &ends), []);
    finding.shows = shows;
    Some(
        finding
            .number("steps", found.steps() as f64)
            .number("ways", found.count)
            .caveat("Over flows that are there, whichever way they lead: whether a tie would serve, the map does not say."),
    )
}

fn sentence(teller: &Teller<'_>, graph: &Graph, found: &Ways, ends: &str) -> String {
    let (from, to) = (found.one[0], found.one[found.one.len() - 1]);
    if found.steps() == 2 {
        let both: Vec<usize> = graph
            .out()
            .of(from)
            .iter()
            .map(|node| *node as usize)
            .filter(|node| graph.out().of(*node).binary_search(&(to as u32)).is_ok())
            .collect();
        return format!("{} could introduce {ends}: tied to both.", teller.names(&both));
    }
    let over: Vec<String> = found.one[1..found.one.len() - 1].iter().map(|node| teller.name(*node)).collect();
    let more = match found.count {
        count if count <= 1.0 => "the only shortest way",
        _ => "one of the shortest ways",
    };
    let gates = if found.gates.is_empty() || found.count <= 1.0 {
        String::new()
    } else {
        format!("; all of them lead over {}", teller.names(&found.gates))
    };
    format!(
        "{} leads from {ends}: {more}, over {}{gates}.",
        capital(&counted_way(found.steps())),
        over.join(", then ")
    )
}

fn counted_way(steps: usize) -> String {
    format!("a way of {}", counted(steps, "step"))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// For two classes without a tie: whoever is tied to both.
fn classes(teller: &Teller<'_>, graph: &Graph) -> Vec<Finding> {
    let survey = teller.survey;
    let classes = Classes::new(teller.document, graph, &survey.question.by, NotStated::LeftOut);
    let strangers = mixing(graph, &classes).strangers();
    let tied = |node: usize, class: usize| {
        graph.out().of(node).iter().filter(|other| classes.of[**other as usize] == Some(class)).count()
    };
    strangers
        .iter()
        .filter_map(|(one, other)| {
            let both: Vec<(usize, usize, usize)> = (0..graph.len())
                .map(|node| (node, tied(node, *one), tied(node, *other)))
                .filter(|(_, here, there)| *here > 0 && *there > 0)
                .collect();
            let names: Vec<String> = (both.iter())
                .map(|(node, here, there)| format!("{} (tied to {here} and {there})", teller.name(*node)))
                .collect();
            let (one, other) = (&classes.names[*one], &classes.names[*other]);
            let words =
                format!("{one} and {other}, which no flow joins, could meet through {}.", listed(&names));
            let finding = teller.finding(Heading::Introductions, words, both.iter().map(|(node, ..)| *node));
            (!both.is_empty()).then(|| {
                finding
                    .number("organisations", both.len() as f64)
                    .caveat("In brackets, how many of the one and of the other.")
            })
        })
        .take(TOLD)
        .collect()
}
