//! Who brokers, in which role, and between which classes. Must not know other headings.

use std::collections::BTreeMap;

use super::{
    super::{Cancelled, Role, Watch},
    Finding, Heading,
    teller::{Teller, first, number, times},
};

/// So many pairs of classes are told.
const PAIRS: usize = 6;

pub(super) fn brokers(teller: &Teller<'_>, watch: &dyn Watch) -> Result<Vec<Finding>, Cancelled> {
    let survey = teller.survey;
    let by = survey.question.by.plural();
    if survey.classes.len() < 2 {
        let words = format!(
            "Nobody brokers between {by}: {} of them is on the map.",
            if survey.classes.is_empty() { "none" } else { "only one" }
        );
        return Ok(vec![teller.finding(Heading::Brokers, words, [])]);
    }
    let all: u64 = (0..teller.len()).map(|node| survey.brokerage.total(node)).sum();
    if all == 0 {
        let words = "Nobody brokers: whoever is joined over a third is tied straight, too.";
        return Ok(vec![teller.finding(Heading::Brokers, words, [])]);
    }
    let mut found: Vec<Finding> = Vec::new();
    found.extend(most(teller, all));
    found.extend(Role::ALL.iter().filter_map(|role| of_role(teller, *role)));
    found.extend(between(teller, watch)?);
    Ok(found)
}

fn most(teller: &Teller<'_>, all: u64) -> Option<Finding> {
    let totals: Vec<f64> = (0..teller.len()).map(|node| teller.survey.brokerage.total(node) as f64).collect();
    let most = first(&totals)?;
    let (played, names) = (times(most.value as u64), teller.names(&most.nodes));
    let words = if most.nodes.len() == 1 {
        let next = most.next.filter(|(_, value)| *value > 0.0);
        let next = next.map_or(String::new(), |(node, value)| {
            format!("; next is {}, {}", teller.name(node), times(value as u64))
        });
        format!("{names} brokers most often: {played}, of {all} on the whole map{next}.")
    } else {
        format!("{names} broker most often: each {played}, of {all} on the whole map.")
    };
    Some(
        teller
            .finding(Heading::Brokers, words, most.nodes.iter().copied())
            .number("brokerage", most.value)
            .number("all brokerage", all as f64)
            .caveat(
                "Somebody brokers once for each two whom it joins, one way, and who are not tied straight.",
            ),
    )
}

fn of_role(teller: &Teller<'_>, role: Role) -> Option<Finding> {
    let brokerage = &teller.survey.brokerage;
    let played: Vec<f64> = brokerage.of.iter().map(|played| played[role as usize] as f64).collect();
    let most = first(&played)?;
    let (count, names) = (times(most.value as u64), teller.names(&most.nodes));
    let node = most.nodes[0];
    let class = teller.survey.classes.of[node].filter(|_| most.nodes.len() == 1);
    let stands = stands(teller, role, class);
    let words = match class {
        Some(_) => format!("Most often a {} is {names}: {count} it stands {stands}.", role.name()),
        None => format!("Most often {}s are {names}: each stands {count} {stands}.", role.name()),
    };
    let mut finding =
        teller.finding(Heading::Brokers, words, most.nodes.iter().copied()).number(role.name(), most.value);
    let chances = brokerage.chances(node, Some(role)).filter(|_| class.is_some());
    if let Some(chances) = chances {
        finding.numbers.push(("expected by chance".to_owned(), chances.expected));
        finding.caveat = match brokerage.z(node, Some(role)) {
            Some(z) => {
                finding.numbers.push(("z".to_owned(), z));
                let expected = number(chances.expected);
                format!("By chance {expected} times, z {}: a yardstick, no test.", number(z))
            }
            None => "There is no z: chance leaves nothing open here.".to_owned(),
        };
    }
    Some(finding)
}

/// Between whom a role stands; with the class of its own where there is one to name.
fn stands(teller: &Teller<'_>, role: Role, class: Option<usize>) -> String {
    let (by, many) = (teller.survey.question.by.name(), teller.survey.question.by.plural());
    let named = class.map(|class| teller.class(class));
    let own = named.map_or(String::new(), |class| format!(" ({class})"));
    let of = named.map_or(String::new(), |class| format!("(itself {class}) "));
    match role {
        Role::Coordinator => format!("between two of its own {by}{own}"),
        Role::Consultant => format!("{of}between two of one other {by}"),
        Role::Representative => format!("on the way from its own {by}{own} to another"),
        Role::Gatekeeper => format!("on the way from another {by} into its own{own}"),
        Role::Liaison => format!("{of}between two other {many}"),
    }
}

/// Who stands most often between each two classes, the pairs with the most brokerage first.
fn between(teller: &Teller<'_>, watch: &dyn Watch) -> Result<Vec<Finding>, Cancelled> {
    let pairs = counted_pairs(teller, watch)?;
    let is_stated = |pair: &(usize, usize)| {
        let none = teller.survey.classes.not_stated;
        none != Some(pair.0) && none != Some(pair.1)
    };
    let mut order: Vec<_> = pairs
        .iter()
        .filter(|(pair, _)| is_stated(pair))
        .map(|(pair, brokers)| (brokers.values().sum::<u64>(), *pair))
        .collect();
    order.sort_by_key(|(all, pair)| (std::cmp::Reverse(*all), *pair));
    let told = order.iter().take(PAIRS).map(|(all, pair)| {
        let brokers = &pairs[pair];
        let most = brokers.values().copied().max().unwrap_or(0);
        let nodes: Vec<usize> =
            brokers.iter().filter(|(_, count)| **count == most).map(|(node, _)| *node).collect();
        let (one, other) = (teller.class(pair.0), teller.class(pair.1));
        let names = teller.names(&nodes);
        let words = match (nodes.len(), brokers.len()) {
            (1, 1) => format!("Between {one} and {other} only {names} brokers: {}.", times(*all)),
            (1, _) => {
                format!(
                    "Between {one} and {other} {names} brokers most often: {} of {all} in all.",
                    times(most)
                )
            }
            (all_of_them, brokering) if all_of_them == brokering => {
                format!("Between {one} and {other} {names} broker equally often: each {}.", times(most))
            }
            _ => {
                format!("Between {one} and {other} {names} broker most often: each {} of {all}.", times(most))
            }
        };
        teller
            .finding(Heading::Brokers, words, nodes)
            .number("brokerage", most as f64)
            .number("all", *all as f64)
    });
    Ok(told.collect())
}

type Pairs = BTreeMap<(usize, usize), BTreeMap<usize, u64>>;

fn counted_pairs(teller: &Teller<'_>, watch: &dyn Watch) -> Result<Pairs, Cancelled> {
    let (graph, classes) = (&teller.survey.graph, &teller.survey.classes);
    let mut mark = vec![u32::MAX; graph.len()];
    let mut pairs = Pairs::new();
    for giver in 0..graph.len() {
        if giver % 64 == 0 {
            watch.go_on()?;
        }
        let Some(first) = classes.of[giver] else { continue };
        graph.out().of(giver).iter().for_each(|taker| mark[*taker as usize] = giver as u32);
        for broker in graph.out().of(giver).iter().map(|broker| *broker as usize) {
            if broker == giver || classes.of[broker].is_none() {
                continue;
            }
            for taker in graph.out().of(broker).iter().map(|taker| *taker as usize) {
                let Some(third) = classes.of[taker] else { continue };
                if taker != giver && taker != broker && third != first && mark[taker] != giver as u32 {
                    let pair = (first.min(third), first.max(third));
                    *pairs.entry(pair).or_default().entry(broker).or_default() += 1;
                }
            }
        }
    }
    Ok(pairs)
}
