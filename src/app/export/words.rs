//! What is said about a figure: beside its preview, and when it has been written. Must not draw.

use crate::app::words::number;
use crate::{
    app::chrome::status_line::counted,
    model::View,
    pipeline::{Format, PageReport, Parts, Preview, time::When},
    scene::Scene,
};

/// Below this many points print is hard to read, whatever was asked for.
const HARD_TO_READ: f64 = 5.0;
/// Rounding must not make a warning.
const SLACK: f64 = 0.05;

/// What a web page is, where others have a size.
pub const WEB_PAGE: &str = "The picture of one page for any browser, which fits its window";

/// The size of the page, and whether its type is too small: "85 × 62 mm, smallest type 6.0 pt".
#[must_use]
pub fn size(page: &PageReport, minimum: Option<f64>) -> (String, bool) {
    let words = page.to_string();
    let Some(smallest) = page.smallest_type_pt else { return (words, false) };
    match minimum {
        Some(least) if smallest < least - SLACK => {
            (format!("{words}: below the {least} pt you asked for"), true)
        }
        None if smallest < HARD_TO_READ - SLACK => {
            (format!("{words}: small for print, journals ask for 5 to 7 pt"), true)
        }
        _ => (words, false),
    }
}

/// What did not come out as one would wish, a sentence each.
#[must_use]
pub fn findings(preview: &Preview) -> Vec<String> {
    let mut found = pictured(&preview.scene);
    let mut families: Vec<String> =
        preview.fonts.fallbacks_used().into_iter().map(|used| used.family).collect();
    families.sort();
    families.dedup();
    if !families.is_empty() {
        let words = format!("Some signs are set in {}: the bundled family lacks them", families.join(", "));
        found.push(words);
    }
    let missing = preview.fonts.missing();
    if !missing.is_empty() {
        found.push(format!("No typeface here has the signs of {}", counted(missing.len(), "text")));
    }
    found
}

fn pictured(scene: &Scene) -> Vec<String> {
    let report = &scene.report;
    let dropped = report.dropped_labels.len();
    let mut found = Vec::new();
    if dropped > 0 {
        let labels = scene.flows.iter().filter(|flow| flow.label.is_some()).count() + dropped;
        found.push(format!("{} of {} found no room", number(dropped), counted(labels, "flow label")));
    }
    if report.legend_moved {
        found.push("The legend stands below: there was no room for it where it was asked for".to_owned());
    }
    let cut = report.cut_labels.len();
    if cut > 0 {
        found.push(format!("{} too long for a line and cut", was(cut, "flow label")));
    }
    match report.crossing_nodes.len() {
        0 => {}
        1 => found.push("1 flow passes over an organisation that it does not touch".to_owned()),
        many => found.push(format!("{} flows pass over organisations that they do not touch", number(many))),
    }
    found
}

/// "1 flow label was", "3 flow labels were".
fn was(count: usize, one: &str) -> String {
    format!("{} {}", counted(count, one), if count == 1 { "was" } else { "were" })
}

/// "2008 × 1465 pixels".
#[must_use]
pub fn pixels(page: &PageReport, dpi: f64) -> String {
    let side = |mm: f64| (mm / 25.4 * dpi).round().max(1.0);
    format!("{} × {} pixels", side(page.width_mm), side(page.height_mm))
}

/// "Left out: evidence, respondents, notes, speaker notes".
#[must_use]
pub fn left_out(along: &Parts) -> String {
    let parts = [
        (along.evidence, "evidence"),
        (along.respondents, "respondents"),
        (along.notes, "notes and comments"),
        (along.speaker_notes, "speaker notes"),
    ];
    let left: Vec<&str> = parts.iter().filter(|(on, _)| !on).map(|(_, name)| *name).collect();
    match left.len() {
        0 => "Everything goes along, also what was said in confidence".to_owned(),
        _ => format!("Left out: {}", left.join(", ")),
    }
}

/// A format as people say it.
#[must_use]
pub fn format(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Svg => ("SVG", "SVG: lines and words, for Word, Inkscape or a web page"),
        Format::Pdf => ("PDF", "PDF: lines, and text that can be searched"),
        Format::Png => ("PNG", "PNG: a picture made of pixels"),
        Format::Html => {
            ("Web page", "Web page: one file for any browser, with search, filter, tables and story")
        }
    }
}

/// What the window shows now: at which date, and whether all that was there then.
#[must_use]
pub fn seen(view: &View) -> String {
    let when = When::of(view).map(|when| when.to_string());
    let is_part = View { date: None, later_date: None, ..view.clone() } != View::default();
    let parts: Vec<String> = when.into_iter().chain(is_part.then(|| "part of the map".to_owned())).collect();
    format!("As shown now: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Filter;

    #[test]
    fn the_size_is_said_and_small_type_is_minded() {
        let page = |smallest_type_pt| PageReport {
            width_mm: 85.0,
            height_mm: 62.0,
            map_scale: 0.5,
            type_scale: 1.0,
            smallest_type_pt,
            places_adapted: false,
        };
        for (smallest, minimum, words, minded) in [
            (Some(6.0), Some(6.0), "85 × 62 mm, smallest type 6.0 pt", false),
            (Some(4.9), Some(6.0), "85 × 62 mm, smallest type 4.9 pt: below the 6 pt you asked for", true),
            (
                Some(4.0),
                None,
                "85 × 62 mm, smallest type 4.0 pt: small for print, journals ask for 5 to 7 pt",
                true,
            ),
            (None, Some(6.0), "85 × 62 mm", false),
        ] {
            assert_eq!(size(&page(smallest), minimum), (words.to_owned(), minded));
        }
        let along = Parts { notes: true, ..Parts::default() };
        assert_eq!(left_out(&along), "Left out: evidence, respondents, speaker notes");
        assert_eq!(pixels(&page(None), 300.0), "1004 × 732 pixels");
    }

    #[test]
    fn what_is_shown_now_is_told_by_its_dates_and_by_what_is_hidden() {
        let filter = Filter { text: "bbc".to_owned(), ..Filter::default() };
        let date = |text: &str| Some(text.parse().expect("a date"));
        for (view, words) in [
            (View { date: date("2016"), ..View::default() }, "As shown now: 2016"),
            (
                View { date: date("2016"), later_date: date("2018-05"), ..View::default() },
                "As shown now: 2016 to 2018-05",
            ),
            (View { filter: filter.clone(), ..View::default() }, "As shown now: part of the map"),
            (View { filter, date: date("2016"), ..View::default() }, "As shown now: 2016, part of the map"),
        ] {
            assert_eq!(seen(&view), words);
        }
    }
}
