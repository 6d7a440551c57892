//! Who has the most ties: in all, by kind of flow and direction, and in two steps. Must not know other headings.

use std::collections::BTreeSet;

use super::{
    super::{REACH, degrees_by_kind},
    Finding, Heading,
    teller::{Teller, counted, first},
};
use crate::topology::Topology;

/// A kind of fewer ties has no anchor.
const FEW: usize = 3;

pub(super) fn anchors(teller: &Teller<'_>) -> Vec<Finding> {
    let survey = teller.survey;
    let mut found: Vec<Finding> = Vec::new();
    let others: Vec<f64> = survey.degrees.iter().map(|degree| degree.others as f64).collect();
    if let Some(most) = first(&others) {
        let rest = teller.len() - 1;
        let (names, is_one) = (teller.names(&most.nodes), most.nodes.len() == 1);
        let next = most.next.filter(|(_, value)| is_one && *value > 0.0);
        let next = next
            .map_or(String::new(), |(node, value)| format!("; next is {} with {value}", teller.name(node)));
        let words = if is_one {
            format!("{names} is tied to the most others: {} of {rest}{next}.", most.value)
        } else {
            format!("{names} are tied to the most others: {} of {rest} each.", most.value)
        };
        let finding = teller.finding(Heading::Anchors, words, most.nodes.iter().copied());
        found.push(
            finding
                .number("others", most.value)
                .caveat("Who was asked, and who drew, has more ties on a map."),
        );
    } else if survey.cohesion.pairs > 0 {
        let words = "All organisations are tied to equally many others: there is no anchor.";
        found.push(teller.finding(Heading::Anchors, words, []));
    }
    let reach: Vec<f64> = survey.reach.iter().map(|reach| *reach as f64).collect();
    if let Some(most) = first(&reach) {
        let names = teller.names(&most.nodes);
        let verb = if most.nodes.len() == 1 { "reaches" } else { "reach" };
        let each = if most.nodes.len() == 1 { "" } else { " each" };
        let words = format!(
            "In {REACH} steps along ties {names} {verb} {} of {} others{each}, the most.",
            most.value,
            teller.len() - 1
        );
        found.push(
            teller.finding(Heading::Anchors, words, most.nodes.iter().copied()).number("reach", most.value),
        );
    }
    found.extend(by_kind(teller));
    found
}

fn by_kind(teller: &Teller<'_>) -> Vec<Finding> {
    let topology = Topology::new(teller.document);
    let by_kind = degrees_by_kind(&topology, teller.document, &teller.survey.question.conventions);
    let mut found = Vec::new();
    for (kind, _) in teller.document.flow_kinds_in_order() {
        let Some(degrees) = by_kind.get(kind) else { continue };
        let ties: usize = degrees.iter().map(|degree| degree.outgoing).sum();
        if ties < FEW {
            continue;
        }
        let values = |side: fn(&super::super::Degree) -> usize| -> Vec<f64> {
            degrees.iter().map(|degree| side(degree) as f64).collect()
        };
        let (out, back) = (values(|degree| degree.outgoing), values(|degree| degree.incoming));
        let mut parts: Vec<String> = Vec::new();
        let mut shows = BTreeSet::new();
        let name = teller.kind(kind);
        // Ties each way are one to whoever has them.
        let is_mutual = out == back;
        let ties = if is_mutual { ties / 2 } else { ties };
        let sides: &[(&[f64], &str)] =
            if is_mutual { &[(&out, "has")] } else { &[(&out, "gives"), (&back, "gets")] };
        for (values, verb) in sides {
            // Among many who share the first place nobody is an anchor.
            let Some(most) = first(values).filter(|most| most.nodes.len() < 4 && most.value > 1.0) else {
                continue;
            };
            let is_one = most.nodes.len() == 1;
            let plural = match *verb {
                "has" => "have",
                "gives" => "give",
                _ => "get",
            };
            let each = if is_one { "" } else { " each" };
            parts.push(format!(
                "{} {} the most, {} of {}{each}",
                teller.names(&most.nodes),
                if is_one { verb } else { plural },
                most.value,
                counted(ties, "tie")
            ));
            shows.extend(most.nodes);
        }
        if !parts.is_empty() {
            let mut letters = name.chars();
            let name: String =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            found.push(
                teller
                    .finding(Heading::Anchors, format!("{name}: {}.", parts.join("; ")), shows)
                    .number("ties", ties as f64),
            );
        }
    }
    found
}
