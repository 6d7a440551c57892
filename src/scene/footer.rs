//! The line under a figure: what carries meaning and what does not, the source, the counts, what was not asked.
//! Must not know where it stands.

use crate::model::{Area, AreaMeaning, AreaShape, Document, MapInfo, Organisation, Point};

use super::{
    data::Data,
    describe::{self, Counts, Within},
    ground::Ground,
    legend_data, legend_marks, outlines,
    page::PageFrame,
    shown::Shown,
    strands::{Part, Strand},
    words::clean,
};

/// The line under the legend, as much of it as is asked for.
pub(super) fn footer(
    document: &Document,
    ground: &Ground,
    strands: &[Strand],
    within: &Within,
    data: &Data,
    shown: Shown,
    frame: &PageFrame,
) -> String {
    let map = document.map();
    let mut text = String::new();
    if frame.footer.meaning {
        text.push_str(&meaning(document, ground, data));
        if let Some(words) = legend_marks::under_names(document, ground, shown) {
            sentence(&mut text, words);
        }
        if let Some(words) = bundling(strands, shown) {
            sentence(&mut text, words);
        }
    }
    if frame.footer.source {
        source(map, frame, &mut text);
        if frame.as_of.is_some() {
            undated(document, ground, strands, &mut text);
        }
    }
    if frame.footer.totals {
        let counts = Counts::new(ground, strands, within);
        sentence(&mut text, &counts.to_string());
        if let Some(words) = counts.inside() {
            sentence(&mut text, &words);
        }
    }
    let coverage = clean(&map.coverage);
    if frame.footer.coverage && !coverage.is_empty() {
        sentence(&mut text, &coverage);
    }
    text
}

/// What lines say that stand for several flows, where flows are bundled.
fn bundling(strands: &[Strand], shown: Shown) -> Option<&'static str> {
    if strands.iter().any(|strand| strand.part != Part::Whole) {
        return Some("Flows that run together share a line; a number on a line says how many it stands for.");
    }
    let is_sum = |strand: &Strand| strand.sums.len() > 1;
    let has_sums = shown.is_bundled() && strands.iter().any(is_sum);
    has_sums.then_some("A number on a line: how many flows it stands for.")
}

/// What position and line width say, and what they do not.
fn meaning(document: &Document, ground: &Ground, data: &Data) -> String {
    let drawn = || document.map().areas.iter().filter(|area| area.is_sane());
    let is_ring = |area: &&Area| matches!(area.shape, AreaShape::Ring { .. });
    let is_slice = |area: &&Area| matches!(area.shape, AreaShape::Slice { .. });
    let by_scale = || drawn().filter(|area| matches!(area.meaning, AreaMeaning::Scale(_)));
    let by_sector = || drawn().filter(|area| matches!(area.meaning, AreaMeaning::Sector(_)));
    let strays = strays(document, ground);
    // What a layout titled as not stated is one of its bands and columns.
    let has_titled = drawn().any(|area| area.meaning == AreaMeaning::Title && !area.is_of_not_stated());
    let mut meant = Vec::new();
    for (occurs, words) in [
        (by_scale().any(|area| !is_ring(&area)), "bands show scale"),
        (by_scale().any(|area| is_ring(&area)), "rings show scale"),
        (by_sector().any(|area| !is_slice(&area)), "columns show sector"),
        (by_sector().any(|area| is_slice(&area)), "slices show sector"),
        (
            outlines::has_pillars(document, ground),
            "a pale pillar from a box covers the other scales it reaches",
        ),
        (has_titled, "areas show what their titles say"),
    ] {
        if occurs {
            meant.push(words);
        }
    }
    if strays > 0 {
        // Said rather than hidden: a reader would take an organisation's place for its scale or sector.
        meant.push(if strays == 1 {
            "but one organisation stands elsewhere"
        } else {
            "but some organisations stand elsewhere"
        });
    }
    let meant = std::iter::once(meant.join(", ")).chain(legend_data::meanings(data));
    let meant: Vec<String> = meant.filter(|words| !words.is_empty()).collect();
    let rest =
        if data.width.is_some() { "position and distance" } else { "position, distance and line width" };
    if meant.is_empty() {
        format!("Conceptual: {rest} carry no measure.")
    } else {
        format!("Conceptual: {}; otherwise {rest} carry no measure.", meant.join("; "))
    }
}

/// Where it is from, and what date it shows.
fn source(map: &MapInfo, frame: &PageFrame, text: &mut String) {
    let sources: Vec<String> = map
        .sources
        .iter()
        .map(|source| clean(if source.title.trim().is_empty() { &source.url } else { &source.title }))
        .filter(|title| !title.is_empty())
        .collect();
    if !sources.is_empty() {
        let word = if sources.len() == 1 { "Source" } else { "Sources" };
        sentence(text, &format!("{word}: {}", sources.join("; ")));
    }
    match (frame.as_of, frame.until) {
        (Some(date), Some(until)) => sentence(text, &format!("Before and after: {date} and {until}")),
        (date, _) => {
            if let Some(date) = date.or(map.as_of) {
                sentence(text, &format!("As of {date}"));
            }
        }
    }
}

/// How much of what is shown has no dates: it is shown whatever the date, and that is no finding.
fn undated(document: &Document, ground: &Ground, strands: &[Strand], text: &mut String) {
    let organisations = ground.by_organisation.keys().filter_map(|id| document.organisation(id));
    let organisations = organisations.filter(|one| one.active_from.is_none() && one.active_to.is_none());
    let flows = strands.iter().flat_map(|strand| &strand.sums).filter_map(|id| document.flow(id));
    let flows = flows.filter(|flow| flow.active_from.is_none() && flow.active_to.is_none());
    let (organisations, flows) = (organisations.count(), flows.count());
    let told = [
        describe::tally(organisations, 0).map(|words| format!("{words}, shown at any date")),
        describe::tally(0, flows).map(|words| {
            format!("{words}, shown whenever both {} ends are", if flows == 1 { "its" } else { "their" })
        }),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if !told.is_empty() {
        sentence(text, &format!("Without dates: {}", told.join("; ")));
    }
}

/// How many organisations stand in a band or column that is not theirs.
fn strays(document: &Document, ground: &Ground) -> usize {
    let is_elsewhere = |organisation: &Organisation, at: Point| {
        let mut areas = document.map().areas.iter().filter(|area| area.contains(at));
        areas.any(|area| match &area.meaning {
            AreaMeaning::Title => false,
            AreaMeaning::Scale(id) => {
                organisation.scale.as_ref() != Some(id) && !organisation.reach.contains(id)
            }
            AreaMeaning::Sector(id) => organisation.sector.as_ref() != Some(id),
        })
    };
    let shown = ground.by_organisation.keys().filter_map(|id| document.organisation(id));
    shown.filter(|one| one.position.is_some_and(|at| is_elsewhere(one, at))).count()
}

fn sentence(text: &mut String, words: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
    if !words.ends_with(['.', '!', '?']) {
        text.push('.');
    }
}
