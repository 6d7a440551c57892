//! From a map to a page for browsers. Must not know what the page does.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Figure, FigureError, FigureOptions, FontChoice,
    figure::{LANGUAGE, as_told, check_fonts, dated, find_view, look, warnings},
    opened,
    page::{self, MM_AN_INCH, UNITS_AN_INCH},
    page_data::page_data,
    redacted,
    time::moments,
    view::{changes_by, not_shown},
    views_in_order,
};
use crate::{
    diagnostics::{Diagnostic, Warned},
    model::{Document, LegendPlace, ViewId},
    render::{self, Dress},
    scene::{self, Frame, Options, Page, PageFrame},
    style::Look,
    text::Fonts,
};

/// The map as one file for browsers. A page has no paper: width, height, margin and smallest type mean nothing to it.
/// Evidence, respondents, notes and speaker notes go along only as [`FigureOptions::included`] says.
pub(super) fn web_page(document: &Document, options: &FigureOptions) -> Result<Warned<Figure>, FigureError> {
    let fonts = match options.fonts {
        FontChoice::System => Fonts::with_system(),
        FontChoice::Bundled => Fonts::bundled(),
    };
    let view = find_view(document, options)?;
    let look = look(document, view, options)?;
    // Looked at all the same: a script that asks for nonsense should hear of it.
    page::page(view, options)?;
    // What is not asked for is not at hand: the page is made of a copy without it.
    let (copy, _) = redacted(document, &options.included);
    let told = dated(view.map(|view| as_told(document, &copy, view)), options);
    let (told, hiding) = (told.as_deref(), dated(view, options));
    let hidden = not_shown(hiding.as_deref(), document, options.unsaved.as_deref());
    let changes = Arc::new(hiding.as_deref().map(|view| changes_by(view, document)).unwrap_or_default());
    // The page has a heading of its own, and all of the map can be reached on it.
    let frame = PageFrame { title: false, window: None, ..page::frame(told, options, Page::default()) };
    let opened = opened(copy.clone(), &look, &fonts);
    let wanted = Options {
        frame: Frame::Figure(frame.clone()),
        hidden: Arc::clone(&hidden),
        changes,
        shown: options.shown,
        measures: Arc::new(super::measures(&opened.document)),
        // A filter may hide what a line makes room for.
        bridges: true,
        ..Options::figure()
    };
    let scene = scene::build(&opened.document, &wanted, &look, &fonts);
    check_fonts(options, &fonts)?;
    // At one date, or between two, there is nothing to choose.
    let dates = if frame.as_of.is_some() { Vec::new() } else { moments(&opened.document) };
    let (dressed, of_views, unknown) = dresses(document, options, (&frame, &look));
    let data = page_data(&opened.document, document, (&hidden, &dates), (&scene, &look), &of_views);
    let dresses: Vec<Dress> = (dressed.into_iter())
        .map(|(frame, look)| {
            let wanted = Options { frame: Frame::Figure(frame), ..wanted.clone() };
            let scene = scene::build(&opened.document, &wanted, &look, &fonts);
            let told = page_data(&opened.document, document, (&hidden, &dates), (&scene, &look), &of_views);
            Dress { scene, samples: told.samples }
        })
        .collect();
    let bytes = render::html(&render::Page {
        scene: &scene,
        title: &scene.title,
        subtitle: &frame.under_title(copy.map().subtitle.trim()),
        language: LANGUAGE,
        data: &data.json,
        samples: &data.samples,
        dresses: &dresses,
    });
    let mut warnings = warnings(opened.placed, &scene, &fonts);
    warnings.extend(notes_left_out(document, options));
    warnings.extend(unknown);
    let width_mm = scene.bounds.width / UNITS_AN_INCH * MM_AN_INCH;
    let page = page::report(&scene, width_mm, wanted.type_scale);
    Ok(Warned { value: Figure { bytes: bytes.into_bytes(), scene, page, embedded: None }, warnings })
}

/// Other pictures of the page, which of them a view asks for, and what is said of palettes that nobody knows.
type Dresses = (Vec<(PageFrame, Look)>, BTreeMap<ViewId, usize>, Vec<Diagnostic>);

/// What the steps of the story ask for that the picture is not: another palette, or the legend elsewhere. Each once, then
/// which of them a view asks for, and what is said of palettes that nobody knows.
fn dresses(document: &Document, options: &FigureOptions, (frame, look): (&PageFrame, &Look)) -> Dresses {
    let mut found: Vec<(PageFrame, Look)> = Vec::new();
    let mut of_views = BTreeMap::new();
    let mut unknown = Vec::new();
    for (id, view) in views_in_order(document) {
        let own = match self::look(document, Some(view), options) {
            Ok(own) => own,
            Err(problem) => {
                unknown.push(
                    Diagnostic::warning(format!(
                        "{problem}; its step of the story has the colours of the page"
                    ))
                    .hint("give the view a palette that is known, or none"),
                );
                look.clone()
            }
        };
        let legend = options.legend.unwrap_or(view.legend);
        let is_same =
            |(known, other): (&PageFrame, &Look)| known.legend == legend && other.palette == own.palette;
        if is_same((frame, look)) {
            continue;
        }
        let place = found.iter().position(|(frame, look)| is_same((frame, look))).unwrap_or_else(|| {
            let legend_may_move = options.legend.is_none() && legend == LegendPlace::default();
            found.push((PageFrame { legend, legend_may_move, ..frame.clone() }, own.clone()));
            found.len() - 1
        });
        of_views.insert(id.clone(), place);
    }
    (found, of_views, unknown)
}

/// What other figures of the map would show.
fn notes_left_out(document: &Document, options: &FigureOptions) -> Option<Diagnostic> {
    let shown = document.notes().values().filter(|note| options.shown.parked || !note.parked).count();
    let message = match shown {
        _ if options.included.notes => return None,
        0 => return None,
        1 => "1 note was left out of the page".to_owned(),
        many => format!("{many} notes were left out of the page"),
    };
    Some(Diagnostic::warning(message).hint("`ecomap render --include notes` takes them along"))
}
