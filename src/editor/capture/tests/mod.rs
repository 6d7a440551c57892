//! What the language of capture promises, told line by line on one small map.
//! Must not know how lines are read.

mod completing;
mod lines;
mod lists;
mod properties;

use super::*;
use crate::model::{
    Direction, Flow, FlowId, Formality, Organisation, OrganisationId, OrganisationKind, Record, RecordId,
    Status, default_scheme,
};

/// Watershed (third sector, local), UWE Bristol, "Culture, Media & Sport", Stone (locked); Watershed passes knowledge
/// to UWE Bristol.
fn map() -> Document {
    let mut records = default_scheme();
    let mut put = |id: &'static str, organisation: Organisation| {
        records.push((RecordId::Organisation(OrganisationId::literal(id)), Record::from(organisation)));
    };
    let named = |name: &str| Organisation { name: name.into(), ..Organisation::default() };
    let third = Some(SectorId::literal("third-sector"));
    put(
        "watershed",
        Organisation { sector: third, scale: Some(ScaleId::literal("local")), ..named("Watershed") },
    );
    put("uwe-bristol", named("UWE Bristol"));
    put("culture", named("Culture, Media & Sport"));
    put("stone", Organisation { locked: true, ..named("Stone") });
    let ends = (OrganisationId::literal("watershed"), OrganisationId::literal("uwe-bristol"));
    let flow = Flow::new(ends.0, ends.1, FlowKindId::literal("knowledge"));
    let id = FlowId::literal("watershed--uwe-bristol--knowledge");
    records.push((RecordId::Flow(id), Record::from(flow)));
    Document::from_records(records)
}

fn setting(document: &Document) -> Setting<'_> {
    Setting { document, kind: None, sector: None, scale: None }
}

/// What a text makes of a map, in words: `+` is new, `*` changed, `=` there already, `!` can't be read.
fn told(text: &str, document: &Document) -> String {
    let setting = setting(document);
    let reading = read(text, &setting);
    let captured = records(&reading, &setting);
    let mut after = document.clone();
    after.apply(&captured.transaction(document)).expect("made for this very map");
    let mut parts: Vec<String> = Vec::new();
    parts.extend(captured.organisations.iter().map(|(_, it)| format!("+ {}", organisation(it))));
    parts.extend(captured.changed.iter().map(|(_, it)| format!("* {}", organisation(it))));
    parts.extend(captured.flows.iter().map(|(_, it)| format!("+ {}", flow(it, &after))));
    parts.extend(
        captured.already.iter().map(|id| format!("= {}", flow(after.flow(id).expect("it is there"), &after))),
    );
    for (_, group) in &captured.groups {
        let members = group.members.iter().map(|member| match member {
            crate::model::Member::Organisation(id) => name(&after, id),
            crate::model::Member::Group(id) => id.to_string(),
        });
        parts.push(format!("group {}: {}", group.label, members.collect::<Vec<_>>().join(", ")));
    }
    if parts.is_empty() {
        parts.extend(captured.focus.iter().filter_map(|target| match target {
            crate::editor::Target::Organisation(id) => Some(format!("= {}", name(&after, id))),
            _ => None,
        }));
    }
    parts.extend(reading.problems().map(|(line, problem)| {
        assert!(
            line.span.start <= problem.span.start && problem.span.end <= line.span.end,
            "{text:?}: {problem:?}"
        );
        assert!(!problem.hint.is_empty(), "{text:?}");
        format!("! {} @ {}", problem.message, &text[problem.span.clone()])
    }));
    parts.join(" | ")
}

fn name(document: &Document, id: &OrganisationId) -> String {
    document.organisation(id).expect("it is there").name.clone()
}

fn organisation(it: &Organisation) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(it.sector.as_ref().map(ToString::to_string));
    said.extend(it.scale.as_ref().map(ToString::to_string));
    said.extend((it.kind != OrganisationKind::Organisation).then(|| it.kind.name().to_owned()));
    said.extend(Some(it.place.clone()).filter(|place| !place.is_empty()));
    said.extend(it.roles.iter().map(|role| format!("role {role}")));
    said.extend(it.tags.iter().map(|tag| format!("#{tag}")));
    said.extend(it.extra.iter().map(|(name, value)| format!("{name} = {value:?}")));
    if said.is_empty() { it.name.clone() } else { format!("{} [{}]", it.name, said.join(", ")) }
}

fn flow(it: &Flow, document: &Document) -> String {
    let sign = match it.direction {
        Direction::Forward => ">",
        Direction::Both => "<>",
        Direction::None => "--",
        Direction::Unknown => "?",
    };
    let mut said = vec![it.kind.to_string()];
    said.extend((it.formality != Formality::NotStated).then(|| it.formality.name().to_owned()));
    said.extend((it.status != Status::Current).then(|| it.status.name().to_owned()));
    said.extend(Some(format!("({})", it.condition)).filter(|_| !it.condition.is_empty()));
    said.extend(Some(format!("\"{}\"", it.label)).filter(|_| !it.label.is_empty()));
    said.extend(it.via.as_ref().map(|via| format!("via {}", name(document, via))));
    said.extend(it.extra.iter().map(|(name, value)| format!("{name} = {value:?}")));
    format!("{} {sign} {} : {}", name(document, &it.from), name(document, &it.to), said.join(" "))
}

/// Checks a table of texts and what they mean.
fn check(table: &[(&str, &str)]) {
    let document = map();
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, told(text, &document)))
        .filter(|(_, expected, told)| *expected != told)
        .map(|(text, expected, told)| format!("{text:?}\n  expected {expected}\n  told     {told}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
