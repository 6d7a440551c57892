//! All views of a map as one story: a page each, in their order. Must not know where the pages go.

use super::{
    FigureError, FigureOptions, Format, embedded,
    figure::{self, Drawn, Printing},
    time::{When, moments},
    views_in_order,
};
use crate::{
    diagnostics::{Diagnostic, Warned},
    model::{Date, Document, View, slug},
};

/// A story as files: one of several pages, or one for each view.
#[derive(Clone, Debug)]
pub struct Story {
    /// The files in the order of the story.
    pub files: Vec<StoryFile>,
    /// How many steps it has.
    pub steps: usize,
    /// What of the map went along in each file, in words.
    pub embedded: Option<String>,
}

/// One file of a story.
#[derive(Clone, Debug)]
pub struct StoryFile {
    /// What its name says after the story's: `1-who-funds-whom`; nothing for a file of all pages.
    pub suffix: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes a figure of every view of a map: a PDF of one page each, with its name as a bookmark; a page for
/// browsers with all steps; of other formats a file each. Every page has its number. What the options say beside the
/// view goes for all pages. Same input, same bytes.
///
/// # Errors
/// When the map has no views; otherwise as [`figure()`](fn@super::figure).
pub fn story(
    document: &Document,
    format: Format,
    options: &FigureOptions,
) -> Result<Warned<Story>, FigureError> {
    story_of(document, format, options, &|_| Ok(options.clone()))
}

/// As [`story()`], with options of its own for each view; those for all say what goes for a file: its faces, what of
/// the map goes along, its ground in a file of several pages.
///
/// # Errors
/// As [`story()`], and what the options of a view fail with.
pub fn story_of(
    document: &Document,
    format: Format,
    options: &FigureOptions,
    of_view: &dyn Fn(&View) -> Result<FigureOptions, FigureError>,
) -> Result<Warned<Story>, FigureError> {
    let views = views_in_order(document);
    if views.is_empty() {
        return Err(FigureError::NoViews);
    }
    if format == Format::Html {
        // The page for browsers has the steps of the story in it.
        let page = figure::figure(document, format, options)?;
        let files = vec![StoryFile { suffix: None, bytes: page.value.bytes }];
        let story = Story { files, steps: views.len(), embedded: page.value.embedded };
        return Ok(Warned { value: story, warnings: page.warnings });
    }
    let steps: Vec<Step<'_>> = (views.iter().enumerate())
        .map(|(index, (_, view))| {
            let page_number = options.page_number.or(Some((index + 1, views.len())));
            let name = view.name.clone();
            Ok(Step { name, view: Some(*view), options: FigureOptions { page_number, ..of_view(view)? } })
        })
        .collect::<Result<_, FigureError>>()?;
    steps_of(document, format, options, steps, "view")
}

/// A figure of the map, or of the view that the options name, at each moment at which the map changes: the pages of one
/// PDF, or a file for each. All show the same part of the canvas, so that things stay in place from one to the next.
///
/// # Errors
/// When nothing in the map is dated, or the format is a page for browsers, which has all dates; otherwise as
/// [`figure()`](fn@super::figure).
pub fn each_date(
    document: &Document,
    format: Format,
    options: &FigureOptions,
) -> Result<Warned<Story>, FigureError> {
    let moments = moments(document);
    if moments.is_empty() {
        return Err(FigureError::NoDates);
    }
    let view = figure::find_view(document, options)?;
    let always = FigureOptions { when: None, ..options.clone() };
    let undated = view.map(|view| View { date: None, later_date: None, ..view.clone() });
    let whole = figure::draw_copy((document, document), undated.as_ref(), &always, &figure::fonts(options))?;
    let extent = Some(whole.extent());
    let pages = moments.len();
    let step = |(index, date): (usize, &Date)| {
        let page_number = options.page_number.or(Some((index + 1, pages)));
        let when = Some(When::At(*date));
        Step {
            name: date.to_string(),
            view,
            options: FigureOptions { page_number, when, extent, ..options.clone() },
        }
    };
    let steps = moments.iter().enumerate().map(step).collect();
    steps_of(document, format, options, steps, "date")
}

/// A page of a story.
struct Step<'a> {
    name: String,
    view: Option<&'a View>,
    options: FigureOptions,
}

/// The pages of a story as files; `nameless` is what a page without a name is called.
fn steps_of(
    document: &Document,
    format: Format,
    options: &FigureOptions,
    steps: Vec<Step<'_>>,
    nameless: &str,
) -> Result<Warned<Story>, FigureError> {
    figure::resolution(options)?;
    let fonts = figure::fonts(options);
    let map = options.embed.filter(|_| format == Format::Svg).map(|parts| embedded(document, &parts));
    let copy = map.as_ref().map_or(document, |map| &map.document);
    let mut warnings: Vec<Diagnostic> = Vec::new();
    let mut pages: Vec<(String, FigureOptions, Drawn)> = Vec::with_capacity(steps.len());
    for Step { name, view, options } in steps {
        figure::resolution(&options)?;
        let drawn = figure::draw_copy((document, copy), view, &options, &fonts)?;
        let found = figure::warnings(drawn.placed, &drawn.scene, &fonts);
        for warning in found.into_iter().chain(drawn.minded.clone()) {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        pages.push((name, options, drawn));
    }
    figure::check_fonts(options, &fonts)?;
    let map_text = map.as_ref().map(|map| map.text.as_str());
    let printing = Printing { document, options, fonts: &fonts, map: map_text };
    let steps = pages.len();
    let files = if format == Format::Pdf {
        let pages: Vec<(&str, &Drawn)> = pages.iter().map(|(name, _, drawn)| (&name[..], drawn)).collect();
        vec![StoryFile { suffix: None, bytes: printing.pdf(&pages)? }]
    } else {
        let digits = pages.len().to_string().len();
        let file = |(index, (name, options, drawn)): (usize, &(String, FigureOptions, Drawn))| {
            let suffix = format!("{:0digits$}-{}", index + 1, slug(name, nameless));
            let printing = Printing { options, ..printing };
            Ok(StoryFile { suffix: Some(suffix), bytes: printing.one(format, drawn)? })
        };
        pages.iter().enumerate().map(file).collect::<Result<_, FigureError>>()?
    };
    let story = Story { files, steps, embedded: map.map(|map| map.words) };
    Ok(Warned { value: story, warnings })
}
