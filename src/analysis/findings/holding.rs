//! How large the map is, and who holds it together. Must not know other headings.

use super::{
    Finding, Heading,
    teller::{Teller, counted, first, listed, number, percent},
};
use crate::model::grouped;

/// So many cuts and bridges are told one by one.
const TOLD: usize = 4;

pub(super) fn glance(teller: &Teller<'_>) -> Vec<Finding> {
    let (survey, whole) = (teller.survey, &teller.survey.cohesion);
    if teller.len() == 0 {
        return vec![teller.finding(Heading::Glance, "The map has no organisations yet.", [])];
    }
    let (organisations, flows) = (counted(teller.len(), "organisation"), counted(survey.tally.flows, "flow"));
    let mut sentence = format!("The map has {organisations} and {flows}");
    if let Some(density) = whole.density.filter(|_| whole.ties > 0) {
        let share = percent(density);
        sentence += &format!("; {}, {share} of those that there could be", is_are(whole.ties, "tie"));
    }
    let mut found = vec![
        teller
            .finding(Heading::Glance, sentence + ".", [])
            .number("organisations", teller.len() as f64)
            .number("flows", survey.tally.flows as f64)
            .number("ties", whole.ties as f64)
            .caveat(if teller.len() < 10 {
                "So few organisations that one tie more or less changes every number below."
            } else {
                ""
            }),
    ];
    found.extend(joined(teller));
    found.extend(far(teller));
    found
}

fn joined(teller: &Teller<'_>) -> Option<Finding> {
    let (survey, sizes) = (teller.survey, &teller.survey.pieces.sizes);
    let alone: Vec<usize> = (0..teller.len()).filter(|node| survey.degrees[*node].others == 0).collect();
    if teller.len() > 1 && sizes.len() == 1 {
        let words = format!("All {} are joined, whichever way ties lead.", counted(sizes[0], "organisation"));
        return Some(teller.finding(Heading::Glance, words, []).number("pieces", 1.0));
    }
    if survey.cohesion.pairs == 0 {
        return None;
    }
    let joined = sizes.iter().filter(|size| **size > 1).count();
    let mut words = format!(
        "The map falls into {}: the largest joins {} of {}",
        counted(sizes.len(), "piece"),
        grouped(sizes[0] as u64),
        grouped(teller.len() as u64)
    );
    match alone.len() {
        0 => {}
        1 => words += ", and one organisation has no tie at all",
        many => words += &format!(", and {} have no tie at all", counted(many, "organisation")),
    }
    let finding = teller.finding(Heading::Glance, words + ".", alone);
    Some(finding.number("pieces", sizes.len() as f64).number("pieces of two or more", joined as f64))
}

fn far(teller: &Teller<'_>) -> Option<Finding> {
    let distances = &teller.survey.distances;
    let (mean, most) = (distances.mean()?, distances.diameter()?);
    let words = format!(
        "Where one organisation reaches another along ties, it takes {} steps on average and {most} at most.",
        number(mean)
    );
    let (pairs, reaching) = (teller.len() * (teller.len() - 1), distances.reaching());
    let [of, all] = [reaching as u64, pairs as u64].map(grouped);
    let caveat = format!("{of} of {all} ordered pairs reach each other at all; the rest have no distance.");
    Some(
        teller
            .finding(Heading::Glance, words, [])
            .number("mean distance", mean)
            .number("diameter", most as f64)
            .caveat(if reaching < pairs { &caveat } else { "" }),
    )
}

fn is_are(count: usize, noun: &str) -> String {
    format!("they make {}", counted(count, noun))
}

pub(super) fn holding(teller: &Teller<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    found.extend(between(teller));
    found.extend(cuts(teller));
    found.extend(bridges(teller));
    found.extend(spanning(teller));
    found.extend(core(teller));
    found
}

fn between(teller: &Teller<'_>) -> Option<Finding> {
    if teller.len() < 3 {
        return None;
    }
    let Some(most) = first(&teller.survey.betweenness) else {
        let words = "Nobody lies on more shortest ways between others than anybody else.";
        return Some(teller.finding(Heading::HoldsTogether, words, []));
    };
    let share = percent(most.value);
    let names = teller.names(&most.nodes);
    let mut words = if most.nodes.len() == 1 {
        format!("{names} lies on {share} of the shortest ways between others, more than anybody else")
    } else {
        format!("{names} share the first place: each lies on {share} of the shortest ways between others")
    };
    match most.next {
        Some((node, value)) if value > 0.0 && most.nodes.len() == 1 => {
            words += &format!("; next is {} with {}", teller.name(node), percent(value));
        }
        Some((_, value)) if value <= 0.0 => words += "; nobody else lies on any",
        _ => {}
    }
    Some(
        teller
            .finding(Heading::HoldsTogether, words + ".", most.nodes.iter().copied())
            .number("betweenness", most.value)
            .caveat("Shortest ways on the drawing: people also find longer ones."),
    )
}

fn cuts(teller: &Teller<'_>) -> Vec<Finding> {
    let survey = teller.survey;
    let mut cuts: Vec<_> = survey.joints.cuts.iter().collect();
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.parted()));
    if cuts.is_empty() {
        let joined = survey.pieces.sizes.first().copied().unwrap_or(0);
        let words = "No single organisation holds the map together: whoever left, the rest of those who are joined would stay so.";
        return (joined > 2).then(|| teller.finding(Heading::HoldsTogether, words, [])).into_iter().collect();
    }
    let mut found: Vec<Finding> = (cuts.iter().take(TOLD))
        .map(|cut| {
            let words = format!(
                "Without {}, the {} others joined with it would fall into {} parts; the largest keeps {}.",
                teller.name(cut.node),
                cut.parts.iter().sum::<usize>(),
                cut.parts.len(),
                cut.parts[0]
            );
            teller
                .finding(Heading::HoldsTogether, words, [cut.node])
                .number("parts", cut.parts.len() as f64)
                .number("parted", cut.parted() as f64)
                .caveat("On the drawing: a tie that nobody drew would keep them joined.")
        })
        .collect();
    if cuts.len() > TOLD {
        let rest: Vec<usize> = cuts[TOLD..].iter().map(|cut| cut.node).collect();
        let words = format!(
            "{} more would part fewer or as many: {}.",
            counted(rest.len(), "organisation"),
            teller.names(&rest)
        );
        found.push(teller.finding(Heading::HoldsTogether, words, rest));
    }
    found
}

/// Bridges with more than one organisation on either side: every tie to somebody who has no other is one.
fn bridges(teller: &Teller<'_>) -> Vec<Finding> {
    let mut bridges: Vec<_> = teller.survey.joints.bridges.iter().filter(|it| it.parted > 1).collect();
    bridges.sort_by_key(|bridge| std::cmp::Reverse(bridge.parted));
    bridges
        .iter()
        .take(TOLD)
        .map(|bridge| {
            let (one, other) = bridge.ends;
            let words = format!(
                "The tie between {} and {} is all that joins {} to the rest.",
                teller.name(one),
                teller.name(other),
                counted(bridge.parted, "organisation")
            );
            teller
                .finding(Heading::HoldsTogether, words, [one, other])
                .number("parted", bridge.parted as f64)
                .caveat("It may be several flows.")
        })
        .collect()
}

fn spanning(teller: &Teller<'_>) -> Option<Finding> {
    // One contact leaves no hole to span.
    let open = |node: usize| {
        let hole = teller.survey.holes[node];
        hole.constraint.filter(|constraint| hole.contacts > 1 && *constraint > 0.0).map_or(0.0, f64::recip)
    };
    let free: Vec<f64> = (0..teller.len()).map(open).collect();
    let most = first(&free)?;
    let (hole, value) = (teller.survey.holes[most.nodes[0]], most.value.recip());
    let words = if most.nodes.len() == 1 {
        format!(
            "{} is the least hemmed in: its constraint is {}, and of its {} contacts {} count as different (effective size).",
            teller.name(most.nodes[0]),
            number(value),
            hole.contacts,
            number(hole.effective_size.unwrap_or(0.0))
        )
    } else {
        let names = teller.names(&most.nodes);
        format!("{names} are the least hemmed in: the constraint of each is {}.", number(value))
    };
    Some(
        teller
            .finding(Heading::HoldsTogether, words, most.nodes.iter().copied())
            .number("constraint", value)
            .caveat("Constraint falls with the number of contacts: compare it among organisations that have about as many."),
    )
}

fn core(teller: &Teller<'_>) -> Option<Finding> {
    let core = &teller.survey.core;
    let rest = teller.len() - core.members.len();
    if core.members.len() < 2 || rest == 0 {
        return None;
    }
    let words = format!(
        "The core of fewest exceptions is {}, with {} around it and {}.",
        listed(&core.members.iter().map(|node| teller.name(*node)).collect::<Vec<_>>()),
        counted(rest, "organisation"),
        if core.exceptions == 0 { "no exception".to_owned() } else { counted(core.exceptions, "exception") }
    );
    let doubt = match (core.is_arbitrary, core.sizes.len() > 1) {
        (true, _) => " Others have as many ties as some of the core: who of them belongs to it is arbitrary.",
        (false, true) => " A larger core would be as good.",
        (false, false) => "",
    };
    let caveat =
        format!("An exception is a pair of the core that is not tied, or a pair around it that is.{doubt}");
    Some(
        teller
            .finding(Heading::HoldsTogether, words, core.members.iter().copied())
            .number("core", core.members.len() as f64)
            .number("exceptions", core.exceptions as f64)
            .caveat(&caveat),
    )
}
