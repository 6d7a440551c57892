//! Who keeps to their own: classes and communities. Must not know other headings.

use super::{
    super::Counting,
    Finding, Heading,
    teller::{Teller, counted, listed, number, percent},
};
use crate::model::grouped;

/// A class of fewer ties is not called a silo.
const FEW: usize = 3;
/// A division of less modularity is no strong one (Newman and Girvan 2004).
const WEAK: f64 = 0.3;
/// So many communities are told.
const TOLD: usize = 6;

pub(super) fn silos(teller: &Teller<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    found.extend(whole(teller));
    found.extend((0..teller.survey.classes.len()).filter_map(|class| of_class(teller, class)));
    found.extend(communities(teller));
    found
}

fn whole(teller: &Teller<'_>) -> Option<Finding> {
    let survey = teller.survey;
    let (ends, by) = (survey.segregation.whole, survey.question.by.plural());
    let index = ends.index().filter(|_| survey.classes.len() > 1)?;
    let chance = survey.segregation.by_chance()?;
    let side = match index - chance {
        gap if gap.abs() < 0.05 => format!("about what the sizes of the {by} alone would give"),
        gap if gap < 0.0 => format!("ties stay within {by} more than their sizes alone would give"),
        _ => format!("ties join different {by} more than their sizes alone would give"),
    };
    let of = |count: usize| format!("{} {}", grouped(count as u64), if count == 1 { "is" } else { "are" });
    let words = format!(
        "Of {} that are tied, {} of one {} and {} of two (E-I index {}; if everybody were tied to everybody it would be {}): {side}.",
        counted(ends.internal + ends.external, "pair"),
        of(ends.internal),
        survey.question.by.name(),
        grouped(ends.external as u64),
        number(index),
        number(chance)
    );
    Some(
        teller
            .finding(Heading::Silos, words, [])
            .number("internal", ends.internal as f64)
            .number("external", ends.external as f64)
            .number("E-I index", index)
            .number("E-I index by chance", chance)
            .caveat(if ends.internal + ends.external < 10 {
                "So few ties that one more or less changes it much."
            } else {
                ""
            }),
    )
}

fn of_class(teller: &Teller<'_>, class: usize) -> Option<Finding> {
    let survey = teller.survey;
    if survey.classes.not_stated == Some(class) || survey.classes.len() < 2 {
        return None;
    }
    let ends = survey.segregation.class(class, Counting::Ties);
    let (name, members) = (teller.class(class), teller.members(class));
    let all = ends.internal + ends.external;
    let by = survey.question.by.name();
    if all == 0 {
        let words = match members.len() {
            1 => format!("{name} has no tie at all: its one organisation stands alone."),
            many => {
                format!("{name} has no tie at all: its {} stand alone.", counted(many, "organisation"))
            }
        };
        return Some(teller.finding(Heading::Silos, words, members));
    }
    let index = ends.index()?;
    let words = if ends.external == 0 {
        format!("{name} is tied to no other {by}: {} within it, none out of it.", is_are(all))
    } else if all >= FEW && index < 0.0 {
        let share = percent(ends.internal as f64 / all as f64);
        format!(
            "{name} keeps to itself: {} of its {all} ties ({share}) stay within it (E-I index {}).",
            ends.internal,
            number(index)
        )
    } else {
        return None;
    };
    Some(
        teller
            .finding(Heading::Silos, words, members)
            .number("internal", ends.internal as f64)
            .number("external", ends.external as f64)
            .number("E-I index", index)
            .caveat("Each tie within counts once; summed over members it would count twice. A large class has more ties within for its size alone."),
    )
}

fn is_are(count: usize) -> String {
    if count == 1 { "1 tie lies".to_owned() } else { format!("{} lie", counted(count, "tie")) }
}

fn communities(teller: &Teller<'_>) -> Vec<Finding> {
    let (survey, found) = (teller.survey, &teller.survey.communities);
    let mut members = vec![Vec::new(); found.count];
    found.of.iter().enumerate().for_each(|(node, community)| members[*community].push(node));
    members.retain(|members| members.len() > 1);
    if members.len() < 2 || found.modularity <= 0.0 {
        return Vec::new();
    }
    let caveat = "Other divisions may be nearly as good; direction does not count.";
    let strength = if found.modularity < WEAK { ", a weak division" } else { "" };
    let words = format!(
        "{} hang together more than chance would have it (modularity {}{strength}).",
        counted(members.len(), "community"),
        number(found.modularity)
    );
    let mut told = vec![
        teller
            .finding(Heading::Silos, words, [])
            .number("communities", members.len() as f64)
            .number("modularity", found.modularity)
            .caveat(caveat),
    ];
    for (at, members) in members.iter().enumerate().take(TOLD) {
        let names = listed(&members.iter().map(|node| teller.name(*node)).collect::<Vec<_>>());
        let class = survey.classes.of[members[0]];
        let is_one = class.is_some()
            && class != survey.classes.not_stated
            && survey.classes.len() > 1
            && members.iter().all(|node| survey.classes.of[*node] == class);
        let only = match class.filter(|_| is_one && members.len() >= FEW) {
            Some(class) => format!(" All are of {}.", teller.class(class)),
            None => String::new(),
        };
        let words =
            format!("Community {}, {}: {names}.{only}", at + 1, counted(members.len(), "organisation"));
        told.push(
            teller
                .finding(Heading::Silos, words, members.iter().copied())
                .number("organisations", members.len() as f64),
        );
    }
    told
}
