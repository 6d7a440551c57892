//! From a map to a hand-out: the figure, what it shows as tables, what supports it, on pages of one PDF.
//! Must not know where it goes.

use super::{
    FigureError, FigureOptions, PagePreset, Parts, Removed,
    figure::{Drawn, LANGUAGE, as_told, check_fonts, draw_copy, find_view, fonts, look, warnings},
    handout_words::{About, parts},
    listed::Listed,
    opened, page, redacted,
    tables::{self, Tables},
};
use crate::{
    diagnostics::Warned,
    model::{Document, View},
    render::{self, PdfOptions, PdfPage},
    scene::{self, Page, Scene, TextMatter, TextPaper},
};

/// Canvas units to the mm, where 96 units are an inch.
const UNITS_PER_MM: f64 = page::UNITS_AN_INCH / page::MM_AN_INCH;
/// A map less wide than this, for its height, stands on an upright page.
const UPRIGHT: f64 = 1.0;

/// A hand-out.
#[derive(Clone, Debug)]
pub struct Handout {
    /// The bytes of the PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What it lists, as tables for spreadsheets.
    pub tables: Tables,
    /// What the map has and the hand-out has not.
    pub removed: Removed,
}

/// What goes along in a hand-out unless more or less is asked for: the evidence, without those who spoke.
pub const HANDED_OUT: Parts =
    Parts { evidence: true, respondents: false, notes: false, speaker_notes: false };

/// Makes a hand-out of a map, or of the view that the options name. A page that is asked for is that of the whole
/// hand-out; else the figure lies or stands on A4 as suits the map, and the lists stand. What it tells beyond the map
/// itself is what [`FigureOptions::included`] says: see [`HANDED_OUT`]. Same input, same bytes.
///
/// # Errors
/// As [`figure()`](fn@super::figure).
pub fn handout(document: &Document, options: &FigureOptions) -> Result<Warned<Handout>, FigureError> {
    let view = find_view(document, options)?;
    // What is not asked for is not at hand: the pages are made of a copy without it. What a view hides is asked of the
    // whole map: it may ask for evidence.
    let (copy, removed) = redacted(document, &options.included);
    let look = look(document, view, options)?;
    let mut wanted =
        FigureOptions { page: Some(options.page.unwrap_or(PagePreset::A4Landscape)), ..options.clone() };
    let fonts = fonts(options);
    let mut drawn = draw_copy((document, &copy), view, &wanted, &fonts);
    let shortened = matches!(drawn, Err(FigureError::NoRoom { .. }));
    if shortened {
        // Words that leave no room for the map stand on the pages behind it.
        (wanted.no_title, wanted.caption) = (true, Some(String::new()));
        (wanted.footer.source, wanted.footer.coverage) = (false, false);
        drawn = draw_copy((document, &copy), view, &wanted, &fonts);
    }
    let mut drawn = drawn?;
    if options.page.is_none() && drawn.scene.map.width < drawn.scene.map.height * UPRIGHT {
        wanted.page = Some(PagePreset::A4Portrait);
        drawn = draw_copy((document, &copy), view, &wanted, &fonts)?;
    }
    let told = opened(copy.clone(), &look, &fonts).document;
    let listed = Listed::of(&told, &drawn.scene);
    let about = About {
        view: view.map(|view| (view.name.clone(), document.organisations().len(), document.flows().len())),
        evidence: options.included.evidence,
        notes: options.included.notes,
        beside_the_figure: shortened
            .then(|| beside(&copy, view.map(|view| as_told(document, &copy, view)), options)),
    };
    let matter =
        TextMatter { title: running_title(&drawn.scene, view), parts: parts(&listed, &about, &look) };
    let text = scene::text_pages(&matter, paper(options), 1, &look, &fonts);
    let pages = 1 + text.pages.len();
    // Only now it is known how many pages there are.
    wanted.page_number = Some((1, pages));
    let Drawn { scene, asked_mm, placed, .. } = draw_copy((document, &copy), view, &wanted, &fonts)?;
    check_fonts(options, &fonts)?;
    let about = PdfOptions {
        title: matter.title.clone(),
        author: document.map().author.clone(),
        language: LANGUAGE.to_owned(),
        transparent: options.transparent,
    };
    let figure = PdfPage { scene: &scene, width_mm: asked_mm, name: &scene.title };
    let bytes = render::pdf_with_text(&[figure], &text, &fonts, &about)?;
    let warnings = warnings(placed, &scene, &fonts);
    let tables = tables::tables(&listed, &options.included);
    Ok(Warned { value: Handout { bytes, pages, tables, removed }, warnings })
}

/// Title, subtitle and caption of the figure.
fn beside(copy: &Document, told: Option<&View>, options: &FigureOptions) -> Vec<String> {
    let caption = options.caption.clone().or(told.map(|view| view.caption.clone()));
    let map = copy.map();
    [map.title.clone(), map.subtitle.clone()].into_iter().chain(caption).collect()
}

fn running_title(scene: &Scene, view: Option<&View>) -> String {
    match view {
        Some(view) if !view.name.trim().is_empty() => format!("{}: {}", scene.title, view.name.trim()),
        _ => scene.title.clone(),
    }
}

/// The paper of the lists: what is asked for where that has a height, else A4, upright.
fn paper(options: &FigureOptions) -> TextPaper {
    let asked = options.page.map(PagePreset::page).filter(|page| page.height_mm.is_some());
    let Page { width_mm, height_mm, margin_mm, .. } = asked.unwrap_or_else(|| PagePreset::A4Portrait.page());
    let units = |mm: Option<f64>, else_mm: f64| mm.unwrap_or(else_mm) * UNITS_PER_MM;
    TextPaper {
        width: units(width_mm, 210.0),
        height: units(height_mm, 297.0),
        margin: units(margin_mm, 15.0),
    }
}
