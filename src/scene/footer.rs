//! The line under a figure: what carries meaning and what does not, the source, the counts, what was not asked.
//! Must not know where it stands.

use crate::model::{AreaMeaning, Document, MapInfo, Organisation, Point};

use super::{
    data::Data,
    describe::{Counts, Within},
    ground::Ground,
    legend_data, legend_marks,
    page::PageFrame,
    shown::Shown,
    strands::Strand,
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
    }
    if frame.footer.source {
        source(map, frame, &mut text);
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

/// What position and line width say, and what they do not.
fn meaning(document: &Document, ground: &Ground, data: &Data) -> String {
    let drawn = || document.map().areas.iter().filter(|area| area.extent.is_sane());
    let has_bands = drawn().any(|area| matches!(area.meaning, AreaMeaning::Scale(_)));
    let has_columns = drawn().any(|area| matches!(area.meaning, AreaMeaning::Sector(_)));
    let strays = strays(document, ground);
    let has_titled = drawn().any(|area| area.meaning == AreaMeaning::Title);
    let mut meant = Vec::new();
    if has_bands {
        meant.push("bands show scale");
    }
    if has_columns {
        meant.push("columns show sector");
    }
    if has_titled {
        meant.push("areas show what their titles say");
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
    if let Some(date) = frame.as_of.or(map.as_of) {
        sentence(text, &format!("As of {date}"));
    }
}

/// How many organisations stand in a band or column that is not theirs.
fn strays(document: &Document, ground: &Ground) -> usize {
    let is_elsewhere = |organisation: &Organisation, at: Point| {
        let mut areas = document.map().areas.iter().filter(|area| area.extent.contains(at));
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
