//! What is there when: a table of dates, and what always holds.

use std::collections::BTreeSet;

use super::*;
use crate::{
    chance::Chance,
    model::{FlowId, FlowKindId, OrganisationId, Record},
};

type Dates = Option<Date>;

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// "2015..2018", "2015..", "..2018", "..".
fn dates(text: &str) -> (Dates, Dates) {
    let (from, to) = text.split_once("..").expect("two dates");
    (from.parse().ok(), to.parse().ok())
}

/// Organisations `o0`, `o1` ... with these dates, and flows `f0` ... from one to another.
fn map(organisations: &[&str], flows: &[(usize, usize, &str)]) -> Document {
    let organisation = |number: usize| OrganisationId::new(&format!("o{number}")).expect("an id");
    let nodes = organisations.iter().enumerate().map(|(number, text)| {
        let (active_from, active_to) = dates(text);
        let one = Organisation { active_from, active_to, ..Organisation::default() };
        (RecordId::Organisation(organisation(number)), Record::from(one))
    });
    let lines = flows.iter().enumerate().map(|(number, (from, to, text))| {
        let mut flow = Flow::new(organisation(*from), organisation(*to), FlowKindId::literal("funding"));
        (flow.active_from, flow.active_to) = dates(text);
        (RecordId::Flow(FlowId::new(&format!("f{number}")).expect("an id")), Record::from(flow))
    });
    Document::from_records(nodes.chain(lines))
}

#[test]
fn a_map_changes_where_something_begins_or_is_no_more() {
    for (organisations, expected) in [
        (&[][..], ""),
        (&[".."][..], ""),
        (&["2015.."], "2015"),
        // The year before it ends, it is there; the year after, it is gone.
        (&["..2018"], "2018 2019"),
        (&["2015..2018"], "2015 2019"),
        (&["2015..2015"], "2015 2016"),
        (&["2015-12..2015-12"], "2015-12 2016-01"),
        (&["2016-02-29..2016-12-31"], "2016-02-29 2017-01-01"),
        (&["2015..", "2015..", "2012.."], "2012 2015"),
        // One thing is there before another begins.
        (&["..2018", "2015.."], "2014 2015 2019"),
        // Dates of several kinds never overlap.
        (&["2015..", "2015-06.."], "2015-01 2015-06"),
        (&["2015..", "2015-01.."], "2015-01"),
        (&["2015..", "2015-06..", "2015-06-10.."], "2015-01 2015-06-01 2015-06-10"),
        (&["2015..", "2015-01-20.."], "2015-01-01 2015-01-20"),
        (&["2014..2015", "2016-03.."], "2014 2016-01 2016-03"),
        // The end of all years has no year after it.
        (&["..9999"], "9999"),
        (&["0001.."], "0001"),
    ] {
        let found: Vec<String> = moments(&map(organisations, &[])).iter().map(Date::to_string).collect();
        assert_eq!(found.join(" "), expected, "{organisations:?}");
    }
}

#[test]
fn flows_go_with_their_ends_and_the_undated_are_counted_as_such() {
    let map = map(
        &["..", "2015..2018", "2017-06.."],
        &[(0, 1, ".."), (0, 2, "2016.."), (0, 0, ".."), (1, 2, "..2017")],
    );
    for (at, before, words) in [
        (
            "2014",
            None,
            "1 organisation and 1 flow there; without dates: 1 organisation and 1 flow; 1 flow is dated to be there \
             while an end of it is not",
        ),
        (
            "2015",
            Some("2014"),
            "2 organisations and 2 flows there; new: 1 organisation and 1 flow; gone: nothing; without dates: \
             1 organisation and 2 flows; 1 flow is dated to be there while an end of it is not",
        ),
        (
            "2016",
            Some("2015"),
            "2 organisations and 2 flows there; new: nothing; gone: nothing; without dates: 1 organisation and \
             2 flows; 2 flows are dated to be there while an end of them is not",
        ),
        (
            "2019",
            Some("2016"),
            "2 organisations and 2 flows there; new: 1 organisation and 1 flow; gone: 1 organisation and 1 flow; \
             without dates: 1 organisation and 1 flow",
        ),
    ] {
        assert_eq!(state(&map, date(at), before.map(date)).to_string(), words, "{at}");
    }
}

#[test]
fn a_view_holds_a_date_or_two() {
    for (first, second, expected) in [
        (None, None, None),
        (None, Some("2020"), None),
        (Some("2015"), None, Some("2015")),
        (Some("2015"), Some("2020"), Some("2015 to 2020")),
    ] {
        let view = View { date: first.map(date), later_date: second.map(date), ..View::default() };
        let when = When::of(&view);
        assert_eq!(when.map(|when| when.to_string()).as_deref(), expected);
        assert!(when.is_none_or(|when| when.over(&View::default()) == view));
    }
}

/// A map of a few organisations and flows with dates of all kinds; no flow is dated otherwise than its ends allow.
fn random(chance: &mut Chance) -> Document {
    let one = |chance: &mut Chance| {
        let year = 2010 + chance.below(6);
        match chance.below(4) {
            0 => String::new(),
            1 => format!("{year}"),
            2 => format!("{year}-{:02}", 1 + chance.below(12)),
            _ => format!("{year}-{:02}-{:02}", 1 + chance.below(12), 1 + chance.below(28)),
        }
    };
    let both = |chance: &mut Chance| loop {
        let text = format!("{}..{}", one(chance), one(chance));
        let (from, to) = dates(&text);
        if from.zip(to).is_none_or(|(from, to)| from.may_precede(to)) {
            return text;
        }
    };
    let nodes: Vec<String> = (0..1 + chance.below(6)).map(|_| both(chance)).collect();
    let lines: Vec<(usize, usize, String)> = (0..chance.below(8))
        .map(|_| (chance.below(nodes.len()), chance.below(nodes.len()), both(chance)))
        .collect();
    let nodes: Vec<&str> = nodes.iter().map(String::as_str).collect();
    let lines: Vec<(usize, usize, &str)> = lines.iter().map(|(a, b, text)| (*a, *b, &text[..])).collect();
    map(&nodes, &lines)
}

#[test]
fn what_always_holds() {
    for seed in 0..400 {
        let map = random(&mut Chance::new(seed));
        let moments = moments(&map);
        let states: Vec<BTreeSet<RecordId>> = moments.iter().map(|date| there(&map, *date)).collect();
        // In order, and none within another.
        for pair in moments.windows(2) {
            assert!(!pair[1].may_precede(pair[0]), "seed {seed}: {} {}", pair[0], pair[1]);
        }
        // Every organisation is there at some moment.
        if !moments.is_empty() {
            for id in map.organisations().keys() {
                let id = RecordId::Organisation(id.clone());
                assert!(states.iter().any(|state| state.contains(&id)), "seed {seed}: {id} is never there");
            }
        }
        for (index, date) in moments.iter().enumerate() {
            // A flow is there only with both ends.
            for id in &states[index] {
                if let RecordId::Flow(id) = id {
                    let flow = map.flow(id).expect("it is there");
                    for end in [&flow.from, &flow.to] {
                        assert!(states[index].contains(&RecordId::Organisation(end.clone())), "seed {seed}");
                    }
                }
            }
            let Some(before) = index.checked_sub(1) else { continue };
            // What came less what went is the difference, and something is dated to begin or end there.
            let state = state(&map, *date, Some(moments[before]));
            let (came, went) = state.changes.expect("there is a date before");
            let had = Tally::of(states[before].iter());
            assert_eq!(
                state.there.organisations + went.organisations,
                had.organisations + came.organisations
            );
            assert_eq!(state.there.flows + went.flows, had.flows + came.flows, "seed {seed}");
            let changed = changes(&map, moments[before], *date);
            let differs: BTreeSet<RecordId> =
                states[index].symmetric_difference(&states[before]).cloned().collect();
            assert_eq!(changed.keys().cloned().collect::<BTreeSet<_>>(), differs, "seed {seed}");
        }
        // Between two moments nothing changes.
        for (index, date) in moments.iter().enumerate() {
            let mut day = date.finer().finer();
            for _ in 0..40 {
                day = day.next().expect("years are few");
                let next = moments.get(index + 1);
                if next.is_some_and(|next| next.may_precede(day)) {
                    break;
                }
                let span = date.span();
                if span.0 <= day.span().0 && day.span().1 <= span.1 {
                    // Within a date all that may be there is there.
                    continue;
                }
                assert_eq!(there(&map, day), states[index], "seed {seed}: {date} and {day}");
            }
        }
    }
}
