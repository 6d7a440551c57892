//! What is not there: pairs of classes without a flow, what is wanted or marked absent, what nobody supports. Must not
//! know other headings.

use super::{
    super::{By, Classes, Graph, Mixing, NotStated, mixing},
    Finding, Heading,
    teller::{Teller, counted, listed},
};
use crate::{
    model::{Flow, FlowId, RecordId, Status, grouped},
    topology::Topology,
};

/// So many pairs of classes are told one by one.
const PAIRS: usize = 8;

pub(super) fn missing(teller: &Teller<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let asked = teller.survey.question.by.clone();
    let mut ways = vec![asked];
    for usual in [By::Sector, By::Scale] {
        if !ways.contains(&usual) {
            ways.push(usual);
        }
    }
    for by in &ways {
        found.extend(pairs(teller, by));
    }
    for (status, words) in [
        (Status::Absent, "marked as missing"),
        (Status::Wanted, "wanted and not there yet"),
        (Status::Proposed, "proposed and not there yet"),
    ] {
        found.extend(of_status(teller, status, words));
    }
    found.extend(unsupported(teller));
    found.extend(not_stated(teller));
    found
}

/// The table of ties by these classes, over all that counts, and over what is there already.
fn tables(teller: &Teller<'_>, by: &By) -> (Classes, Mixing, Mixing) {
    let (document, survey) = (teller.document, teller.survey);
    let classes = Classes::new(document, &survey.graph, by, NotStated::LeftOut);
    let mut there = survey.question.conventions.clone();
    there.statuses.retain(|status| *status == Status::Current);
    let now = Graph::new(&Topology::new(document), document, &there);
    let tables = (mixing(&survey.graph, &classes), mixing(&now, &classes));
    (classes, tables.0, tables.1)
}

fn pairs(teller: &Teller<'_>, by: &By) -> Vec<Finding> {
    let (classes, all, now) = tables(teller, by);
    if classes.len() < 2 {
        return Vec::new();
    }
    let of = |class: usize| {
        (0..classes.of.len()).filter(|node| classes.of[*node] == Some(class)).collect::<Vec<_>>()
    };
    let strangers = now.strangers();
    let mut found: Vec<Finding> = (strangers.iter().take(PAIRS))
        .map(|(one, other)| {
            let possible = all.sizes[*one] * all.sizes[*other];
            let wished = all.ties[*one][*other] + all.ties[*other][*one];
            let names = format!("{} and {}", classes.names[*one], classes.names[*other]);
            let words = if wished > 0 {
                format!("{names} are joined only by flows that are wanted or proposed.")
            } else {
                format!(
                    "No flow joins {names} ({} and {}, {} in all).",
                    all.sizes[*one],
                    counted(all.sizes[*other], "organisation"),
                    counted(possible, "pair")
                )
            };
            let finding = teller.finding(Heading::Missing, words, [of(*one), of(*other)].concat());
            finding.number("pairs", possible as f64).number("wished for", wished as f64).caveat(
                match possible {
                    _ if wished > 0 => "",
                    0..4 => "So few pairs that none tied is no surprise.",
                    _ => "Nobody drew one; that is not to say that there is none.",
                },
            )
        })
        .collect();
    if strangers.len() > PAIRS {
        let words = format!(
            "The same holds for {} of {}.",
            counted(strangers.len() - PAIRS, "more pair"),
            by.plural()
        );
        found.push(teller.finding(Heading::Missing, words, []));
    }
    if strangers.is_empty() {
        let words =
            format!("Each two of the {} {} on the map are joined by some flow.", classes.len(), by.plural());
        found.push(teller.finding(Heading::Missing, words, []));
    }
    found
}

fn of_status(teller: &Teller<'_>, status: Status, what: &str) -> Option<Finding> {
    let flows: Vec<(&FlowId, &Flow)> = (teller.document.flows().iter())
        .filter(|(_, flow)| flow.status == status)
        .map(|(id, flow)| (id, &**flow))
        .collect();
    if flows.is_empty() {
        return None;
    }
    let told: Vec<String> = flows
        .iter()
        .map(|(_, flow)| {
            format!(
                "{} – {} ({})",
                teller.name_of(&flow.from),
                teller.name_of(&flow.to),
                teller.kind(&flow.kind)
            )
        })
        .collect();
    let are = if flows.len() == 1 { "is" } else { "are" };
    let words = format!("{} {are} {what}: {}.", counted(flows.len(), "flow"), listed(&told));
    let mut finding = teller.finding(Heading::Missing, words, []);
    finding.shows = flows.into_iter().map(|(id, _)| RecordId::Flow(id.clone())).collect();
    let counts = teller.survey.question.conventions.statuses.contains(&status);
    let count = finding.shows.len() as f64;
    let caveat = match (status, counts) {
        (Status::Absent, false) => "They do not count as ties.",
        (_, true) => "They count as ties in the numbers above.",
        (_, false) => "They do not count as ties in the numbers above.",
    };
    Some(finding.number("flows", count).caveat(caveat))
}

fn unsupported(teller: &Teller<'_>) -> Vec<Finding> {
    let document = teller.document;
    let organisations: Vec<RecordId> = (document.organisations().iter())
        .filter(|(_, one)| one.evidence.is_empty())
        .map(|(id, _)| RecordId::Organisation(id.clone()))
        .collect();
    let flows: Vec<RecordId> = (document.flows().iter())
        .filter(|(_, flow)| flow.evidence.is_empty())
        .map(|(id, _)| RecordId::Flow(id.clone()))
        .collect();
    let mut found = Vec::new();
    for (records, all, noun) in [
        (organisations, document.organisations().len(), "organisation"),
        (flows, document.flows().len(), "flow"),
    ] {
        if records.is_empty() {
            continue;
        }
        let count = records.len();
        let words = match (count == all, count) {
            (true, _) => format!("No {noun} has any evidence."),
            (false, 1) => format!("1 of {} has no evidence.", counted(all, noun)),
            (false, _) => format!("{} of {} have no evidence.", grouped(count as u64), counted(all, noun)),
        };
        let mut finding = teller.finding(Heading::Missing, words, []);
        finding.shows = records;
        found.push(finding.number("without evidence", count as f64).number("all", all as f64));
    }
    found
}

fn not_stated(teller: &Teller<'_>) -> Vec<Finding> {
    let document = teller.document;
    let all = document.organisations().len();
    let mut found = Vec::new();
    for (what, is_missing) in [
        (
            "sector",
            (|one: &crate::model::Organisation| one.sector.is_none())
                as fn(&crate::model::Organisation) -> bool,
        ),
        ("scale", |one| one.scale.is_none()),
    ] {
        let records: Vec<RecordId> = (document.organisations().iter())
            .filter(|(_, one)| is_missing(one))
            .map(|(id, _)| RecordId::Organisation(id.clone()))
            .collect();
        // Where nobody states it, it is no part of the map.
        if records.is_empty() || records.len() == all {
            continue;
        }
        let count = records.len();
        let has = if count == 1 { "has" } else { "have" };
        let mut finding = teller.finding(
            Heading::Missing,
            format!("{} of {} {has} no {what}.", grouped(count as u64), counted(all, "organisation")),
            [],
        );
        finding.shows = records;
        found.push(finding.number("not stated", count as f64).number("all", all as f64));
    }
    found
}
