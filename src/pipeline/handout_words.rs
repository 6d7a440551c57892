//! The words of a hand-out: organisations as a table, flows with what supports them, what is said of the whole.
//! Must not know pages.

use super::{listed::Listed, redact::counted};
use crate::{
    model::{Date, Direction, Evidence, Flow, Formality, Organisation, Point, RecordId, Source, Status},
    scene::{self, Item, Passage, TextCell, TextColumn, TextPart, Voice},
    style::{Look, NodeShape, NodeStyle},
};

/// How wide the sample of an organisation is, canvas units.
const SAMPLE: f64 = 20.0;

/// What the hand-out says beside its lists.
pub(super) struct About {
    /// The view that is shown, if any, and how many organisations and flows the whole map has.
    pub view: Option<(String, usize, usize)>,
    /// Evidence is told.
    pub evidence: bool,
    /// Notes are told.
    pub notes: bool,
    /// Title, subtitle and caption, where the page of the figure has no room for them.
    pub beside_the_figure: Option<Vec<String>>,
}

/// All parts of the text.
pub(super) fn parts(listed: &Listed<'_>, about: &About, look: &Look) -> Vec<TextPart> {
    let mut parts = Vec::new();
    organisations(listed, about, look, &mut parts);
    flows(listed, about, &mut parts);
    said(listed, about, &mut parts);
    notes(listed, about, &mut parts);
    closing(listed, about, &mut parts);
    parts
}

fn lead(words: String) -> TextPart {
    TextPart::Words(vec![Passage::new(Voice::Muted, words)])
}

fn column(title: &str) -> TextColumn {
    TextColumn { title: title.to_owned(), ..TextColumn::default() }
}

fn organisations(listed: &Listed<'_>, about: &About, look: &Look, parts: &mut Vec<TextPart>) {
    parts.push(TextPart::Heading("Organisations".to_owned()));
    let count = listed.organisations.len();
    if count == 0 {
        parts.push(lead("There are none.".to_owned()));
        return;
    }
    let mut words = format!("{}, by name.", counted(count, "organisation", "organisations"));
    if let Some((view, organisations, flows)) = &about.view {
        words = format!(
            "What the view \u{201c}{view}\u{201d} shows, by name: {count} of {}, {} of {}.",
            counted(*organisations, "organisation", "organisations"),
            listed.flows.len(),
            counted(*flows, "flow", "flows"),
        );
    }
    parts.push(lead(format!(
        "{words} In and out: how many of the flows listed below end and begin there. The sign before each name is that of the figure."
    )));
    let has = |told: &dyn Fn(&Organisation) -> bool| listed.organisations.iter().any(|(_, one)| told(one));
    let (places, roles) = (has(&|one| !one.place.trim().is_empty()), has(&|one| !one.roles.is_empty()));
    let mut columns = vec![column("Organisation"), column("Sector"), column("Scale"), column("Kind")];
    columns.extend(places.then(|| column("Place")));
    columns.extend(roles.then(|| column("Roles")));
    columns.extend(["In", "Out"].map(|title| TextColumn { is_figures: true, ..column(title) }));
    let counts = listed.in_and_out();
    let rows = listed.organisations.iter().map(|(id, one)| {
        let mut cells = vec![
            TextCell { passages: name(listed, one), mark: sample(listed, one, look) },
            stated(listed.sector(one)),
            scale(listed, one),
            TextCell::plain(one.kind.name()),
        ];
        cells.extend(places.then(|| TextCell::plain(one.place.as_str())));
        cells.extend(roles.then(|| TextCell::plain(one.roles.join(", "))));
        let (into, out) = counts.get(id).copied().unwrap_or_default();
        cells.extend([into, out].map(|count| TextCell::plain(count.to_string())));
        cells
    });
    parts.push(TextPart::Table { columns, rows: rows.collect() });
}

/// The name, and under it what else tells who that is.
fn name(listed: &Listed<'_>, one: &Organisation) -> Vec<Passage> {
    let mut passages = vec![Passage::new(Voice::Strong, one.name.as_str())];
    let mut beside = Vec::new();
    let count = one.count.to_string();
    if !count.is_empty() {
        beside.push(count);
    }
    if one.status != Status::Current {
        beside.push(listed.status(one.status).to_owned());
    }
    beside.extend(span(one.active_from, one.active_to));
    if !beside.is_empty() {
        passages.push(Passage::new(Voice::Muted, beside.join("; ")));
    }
    passages
}

fn stated(words: &str) -> TextCell {
    if words.trim().is_empty() {
        return TextCell { passages: vec![Passage::new(Voice::Muted, "not stated")], mark: Vec::new() };
    }
    TextCell::plain(words)
}

fn scale(listed: &Listed<'_>, one: &Organisation) -> TextCell {
    let mut cell = stated(listed.scale(one));
    let reach = listed.reach(one);
    if !reach.is_empty() {
        cell.passages.push(Passage::new(Voice::Muted, format!("reaches {}", reach.join(", "))));
    }
    cell
}

/// The organisation's sector and scale as in the figure.
fn sample(listed: &Listed<'_>, one: &Organisation, look: &Look) -> Vec<Item> {
    // Without its shape, which says the kind: that stands in a column of its own, and a stack is too small to be seen.
    let style = NodeStyle { shape: NodeShape::default(), ..look.organisation(listed.document, one) };
    scene::node_sample(&style, look.page(), Point::default(), SAMPLE)
}

/// "2010 to 2015", if anything is known.
fn span(from: Option<Date>, to: Option<Date>) -> Option<String> {
    match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
    }
}

fn flows(listed: &Listed<'_>, about: &About, parts: &mut Vec<TextPart>) {
    parts.push(TextPart::Heading("Flows".to_owned()));
    let count = listed.flows.len();
    if count == 0 {
        parts.push(lead("There are none.".to_owned()));
        return;
    }
    let mut words = format!("{}, by the organisation that they come from.", counted(count, "flow", "flows"));
    if about.evidence {
        words.push_str(
            " Beside each, what supports it: where it is from (sources are listed at the end), by which method, when, and \
             whether the source states it, we infer it or sources contest it.",
        );
    }
    parts.push(lead(words));
    let share = |title: &str, share| TextColumn { share: Some(share), ..column(title) };
    let columns = if about.evidence {
        vec![share("Flow", 0.37), share("Evidence", 0.63)]
    } else {
        vec![share("Flow", 1.0)]
    };
    let rows = listed.flows.iter().map(|(_, flow)| {
        let mut cells = vec![TextCell { passages: flow_words(listed, flow), mark: Vec::new() }];
        if about.evidence {
            cells.push(evidence_cell(listed, &flow.evidence, Vec::new()));
        }
        cells
    });
    parts.push(TextPart::Table { columns, rows: rows.collect() });
}

/// "Welsh Government \u{2192} Finance Wales: funding (formal, current)".
fn flow_words(listed: &Listed<'_>, flow: &Flow) -> Vec<Passage> {
    let arrow = match flow.direction {
        Direction::Forward => "\u{2192}",
        Direction::Both => "\u{2194}",
        Direction::None | Direction::Unknown => "\u{2013}",
    };
    let ends = format!("{} {arrow} {}:", listed.name(&flow.from), listed.name(&flow.to));
    let mut how = Vec::new();
    if flow.formality != Formality::NotStated {
        how.push(flow.formality.name());
    }
    how.push(listed.status(flow.status));
    if flow.direction == Direction::Unknown {
        how.push(flow.direction.name());
    }
    let label = flow.label.trim();
    let label = if label.is_empty() || label == listed.kind(flow) {
        String::new()
    } else {
        format!(", \u{201c}{label}\u{201d}")
    };
    let kind = format!("{}{label} ({})", listed.kind(flow), how.join(", "));
    let mut passages = vec![Passage::new(Voice::Strong, ends), Passage::new(Voice::Plain, kind)];
    let mut beside = Vec::new();
    beside.extend(flow.via.as_ref().map(|id| format!("by way of {}", listed.name(id))));
    if !flow.condition.trim().is_empty() {
        beside.push(format!("on condition: {}", flow.condition.trim()));
    }
    beside.extend(flow.weight.map(|weight| format!("weight {weight}")));
    beside.extend(span(flow.active_from, flow.active_to));
    if !beside.is_empty() {
        passages.push(Passage::new(Voice::Muted, beside.join("; ")));
    }
    passages
}

fn evidence_cell(
    listed: &Listed<'_>,
    ids: &[crate::model::EvidenceId],
    mut passages: Vec<Passage>,
) -> TextCell {
    let before = passages.len();
    for item in listed.evidence(ids) {
        let text = item.text.trim();
        let words = if item.quote { format!("\u{201c}{text}\u{201d}") } else { text.to_owned() };
        passages.push(Passage::new(Voice::Plain, words));
        passages.push(Passage::new(Voice::Muted, provenance(listed, item)));
    }
    if passages.len() == before && before == 0 {
        passages.push(Passage::new(Voice::Muted, "No evidence is recorded."));
    }
    TextCell { passages, mark: Vec::new() }
}

/// "Source 1, p. 12; interview; 2019-05; stated".
fn provenance(listed: &Listed<'_>, item: &Evidence) -> String {
    let mut told = Vec::new();
    let page = item.source.page.trim();
    match (listed.number_of(&item.source), page.is_empty()) {
        (Some(number), true) => told.push(format!("Source {number}")),
        (Some(number), false) => told.push(format!("Source {number}, {}", page_words(page))),
        (None, false) => told.push(page_words(page)),
        (None, true) => {}
    }
    told.push(item.method.trim().to_owned());
    told.extend(item.date.map(|date| date.to_string()));
    told.push(item.confidence.name().to_owned());
    if !item.respondent.trim().is_empty() {
        told.push(format!("said by: {}", item.respondent.trim()));
    }
    if !item.recorded_by.trim().is_empty() {
        told.push(format!("recorded by: {}", item.recorded_by.trim()));
    }
    told.retain(|words| !words.is_empty());
    told.join("; ")
}

/// A bare number is a page.
fn page_words(page: &str) -> String {
    if page.chars().all(|sign| sign.is_ascii_digit()) { format!("p. {page}") } else { page.to_owned() }
}

/// What is said of organisations and groups themselves.
fn said(listed: &Listed<'_>, about: &About, parts: &mut Vec<TextPart>) {
    let mut rows = Vec::new();
    let mut tell = |of: Vec<Passage>, description: &str, evidence: &[crate::model::EvidenceId]| {
        let mut passages = Vec::new();
        if !description.trim().is_empty() {
            passages.push(Passage::new(Voice::Plain, description));
        }
        let supported = if about.evidence { evidence } else { &[] };
        if passages.is_empty() && listed.evidence(supported).next().is_none() {
            return false;
        }
        rows.push(vec![
            TextCell { passages: of, mark: Vec::new() },
            evidence_cell(listed, supported, passages),
        ]);
        true
    };
    for (_, one) in &listed.organisations {
        let of = vec![Passage::new(Voice::Strong, one.name.as_str())];
        tell(of, &one.description, &one.evidence);
    }
    for (_, group) in &listed.groups {
        let members = listed.members(group);
        let label = if group.label.trim().is_empty() { "Group" } else { group.label.trim() };
        let holds = format!("Group of {}", members.join(", "));
        tell(vec![Passage::new(Voice::Strong, label)], &holds, &group.evidence);
    }
    if rows.is_empty() {
        return;
    }
    let title = if about.evidence { "Descriptions and evidence" } else { "Descriptions" };
    parts.push(TextPart::Heading(title.to_owned()));
    let whom = if listed.groups.is_empty() { "organisations" } else { "organisations and groups" };
    parts.push(lead(format!("What is said of the {whom} themselves, by name.")));
    let columns = [("Organisation", 0.37), (title, 0.63)];
    let columns = columns.map(|(title, share)| TextColumn { share: Some(share), ..column(title) });
    parts.push(TextPart::Table { columns: columns.to_vec(), rows });
}

fn notes(listed: &Listed<'_>, about: &About, parts: &mut Vec<TextPart>) {
    let told = listed.notes.iter().filter(|note| !note.text.trim().is_empty());
    let rows: Vec<Vec<TextCell>> = told
        .map(|note| {
            let of = match &note.attached_to {
                Some(RecordId::Organisation(id)) => listed.name(id).to_owned(),
                Some(RecordId::Flow(id)) => listed.document.flow(id).map_or_else(String::new, |flow| {
                    format!("{} \u{2192} {}", listed.name(&flow.from), listed.name(&flow.to))
                }),
                Some(RecordId::Group(id)) => {
                    listed.document.group(id).map_or_else(String::new, |group| group.label.clone())
                }
                _ => String::new(),
            };
            let of = if of.trim().is_empty() { "The map".to_owned() } else { of };
            let lines = note.text.lines().map(|line| Passage::new(Voice::Plain, line));
            let of = TextCell { passages: vec![Passage::new(Voice::Strong, of)], mark: Vec::new() };
            vec![of, TextCell { passages: lines.collect(), mark: Vec::new() }]
        })
        .collect();
    if !about.notes || rows.is_empty() {
        return;
    }
    parts.push(TextPart::Heading("Notes".to_owned()));
    let columns = [("On", 0.37), ("Note", 0.63)];
    let columns = columns.map(|(title, share)| TextColumn { share: Some(share), ..column(title) });
    parts.push(TextPart::Table { columns: columns.to_vec(), rows });
}

/// What was asked and what was not, where it is from, whose it is.
fn closing(listed: &Listed<'_>, about: &About, parts: &mut Vec<TextPart>) {
    let map = listed.document.map();
    let mut rows = Vec::new();
    let mut tell = |what: &str, lines: Vec<String>| {
        let lines: Vec<Passage> = (lines.into_iter())
            .filter(|words| !words.trim().is_empty())
            .map(|words| Passage::new(Voice::Plain, words))
            .collect();
        if !lines.is_empty() {
            let what = vec![Passage::new(Voice::Strong, what)];
            let cells = [what, lines].map(|passages| TextCell { passages, mark: Vec::new() });
            rows.push(cells.to_vec());
        }
    };
    tell("Title", about.beside_the_figure.clone().unwrap_or_default());
    tell("Coverage", vec![map.coverage.clone()]);
    let sources = listed.sources.iter().enumerate();
    tell(
        "Sources",
        sources.map(|(index, source)| format!("{}. {}", index + 1, source_words(source))).collect(),
    );
    tell("Place", vec![map.place.clone()]);
    tell("As of", vec![map.as_of.map(|date| date.to_string()).unwrap_or_default()]);
    tell("Author", vec![map.author.clone()]);
    tell("Licence", vec![map.licence.clone()]);
    if !about.evidence {
        tell(
            "Left out",
            vec!["The evidence for flows and organisations is not part of this hand-out.".to_owned()],
        );
    }
    if rows.is_empty() {
        return;
    }
    parts.push(TextPart::Heading("About this map".to_owned()));
    let columns = [0.16, 0.84].map(|share| TextColumn { share: Some(share), ..TextColumn::default() });
    parts.push(TextPart::Table { columns: columns.to_vec(), rows });
}

fn source_words(source: &Source) -> String {
    let told = [source.title.trim(), source.url.trim()].into_iter().filter(|words| !words.is_empty());
    told.collect::<Vec<_>>().join(", ")
}
