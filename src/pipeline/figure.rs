//! From a map to the bytes of a figure. Must not know where they go.

use std::{borrow::Cow, collections::BTreeSet, path::Path, str::FromStr, sync::Arc};

use super::{
    Parts,
    alike::alike,
    embedded, fit,
    open::ready,
    page::{self, PagePreset, PageReport},
    redacted,
    time::When,
    view::{Unsaved, changes_by, not_shown},
    web_page::web_page,
};
use crate::{
    diagnostics::{Diagnostic, Warned},
    model::{Document, LegendPlace, Rect, View, grouped},
    render::{self, RenderError},
    scene::{self, Footer, Frame, Options, Page, Scene, Shape, Shown},
    style::{Look, Palette, Theme},
    text::Fonts,
};

/// Formats of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines and real text.
    Svg,
    /// Pixels, with their resolution.
    Png,
    /// Lines and real text in embedded faces.
    Pdf,
    /// A page for browsers: the picture, its records, search, filter and story.
    Html,
}

impl Format {
    /// All that can be made.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Png, Self::Pdf, Self::Html];

    /// Its usual extension, without a point.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }

    /// The format that a file's name asks for.
    ///
    /// # Errors
    /// When the name has no extension, or one that no figure has.
    pub fn of(path: &Path) -> Result<Self, FigureError> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension {
            Some(extension) if extension == "htm" => Ok(Self::Html),
            Some(extension) => extension.parse(),
            None => Err(FigureError::NoFormat),
        }
    }
}

impl FromStr for Format {
    type Err = FigureError;

    fn from_str(name: &str) -> Result<Self, FigureError> {
        let known = Self::ALL.into_iter().find(|format| format.extension() == name);
        known.ok_or_else(|| FigureError::UnknownFormat(name.to_owned()))
    }
}

/// Which faces a figure may be set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FontChoice {
    /// The bundled family; where it lacks a sign, a face of the system, and a warning.
    #[default]
    System,
    /// The bundled family only; a missing sign is an error.
    Bundled,
}

/// How a figure is to be. What is not set is the view's, or else as suits a figure.
#[derive(Clone, Debug, Default)]
pub struct FigureOptions {
    /// The saved view, by name; the whole map when not set.
    pub view: Option<String>,
    /// A view that the map does not keep; it comes before `view`.
    pub unsaved: Option<Arc<Unsaved>>,
    /// A page that is often wanted; measures given beside it win.
    pub page: Option<PagePreset>,
    /// Width in mm; what page or view say or the map's own size (96 canvas units an inch) when not set.
    pub width_mm: Option<f64>,
    /// Height in mm; as high as the figure needs when not set.
    pub height_mm: Option<f64>,
    /// Margin on every side, in mm.
    pub margin_mm: Option<f64>,
    /// No type smaller than this, in points, if it can be had; none asked for when not set.
    pub minimum_type_pt: Option<f64>,
    /// Organisations stand where they stand in the map, also where type then stays smaller than asked for. Else they
    /// may be moved on a narrow page, in the figure alone.
    pub keep_places: bool,
    /// Where the legend stands; what the view says, or below, when not set.
    pub legend: Option<LegendPlace>,
    /// Neither title nor subtitle.
    pub no_title: bool,
    /// Words under the figure; what the view says when not set, none when empty.
    pub caption: Option<String>,
    /// What the line under the figure says.
    pub footer: Footer,
    /// This page's number and how many there are, for figures of several pages.
    pub page_number: Option<(usize, usize)>,
    /// Dots an inch, for formats of pixels; 300 when not set.
    pub dpi: Option<f64>,
    /// Palette by name; what view or map say when not set.
    pub palette: Option<String>,
    /// No ground: what lies under the figure shows through.
    pub transparent: bool,
    /// On what ground.
    pub dark: bool,
    /// Which faces.
    pub fonts: FontChoice,
    /// What is shown beside boxes, names and flows.
    pub shown: Shown,
    /// Words of an SVG as outlines of the faces that measured them, alike everywhere; otherwise as text.
    pub outlines: bool,
    /// The map itself goes along in an SVG, with these parts; the picture shows that map.
    pub embed: Option<Parts>,
    /// What a page for browsers tells beyond the picture.
    pub included: Parts,
    /// The date, or the two dates, that are shown; what the view says when not set.
    pub when: Option<When>,
    /// The map takes at least this part of the canvas, canvas units: so that figures of several dates keep things in
    /// place.
    pub extent: Option<Rect>,
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The name of the file does not say.
    #[error(
        "the file's name does not say which format is wanted: give it the extension .svg, .png, .pdf or .html"
    )]
    NoFormat,
    /// Standard output has no name that could say.
    #[error("standard output does not say which format is wanted: add --format svg, png, pdf or html")]
    NoFormatOfStream,
    /// No such format.
    #[error("no figure can be made as `{0}`: the formats are svg, png, pdf and html")]
    UnknownFormat(String),
    /// No such palette.
    #[error("there is no palette `{0}`: the palettes are {names}", names = Palette::NAMES.join(", "))]
    UnknownPalette(String),
    /// No such page.
    #[error("there is no page `{0}`: the pages are {names}", names = PagePreset::ALL.map(PagePreset::name).join(", "))]
    UnknownPage(String),
    /// No such view.
    #[error("the map has no view `{name}`: {}", if .known.is_empty() { "it has no views at all".into() } else { format!("its views are {}", .known.join(", ")) })]
    UnknownView {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// No view at all.
    #[error("the map has no views to make a story of: save some in the editor, or leave out `--all-views`")]
    NoViews,
    /// No date at all.
    #[error(
        "nothing in the map is dated: give organisations or flows a beginning or an end, or leave out `--each-date`"
    )]
    NoDates,
    /// A measure that makes no figure.
    #[error("{what} must lie between {low} and {high}, not {value}")]
    OutOfRange {
        /// Which.
        what: &'static str,
        /// Smallest.
        low: f64,
        /// Largest.
        high: f64,
        /// What was asked for.
        value: f64,
    },
    /// A page that is too small for what is to stand on it.
    #[error(
        "the page is too small: what is to stand on it needs at least {width} by {height} mm. Choose a larger page, \
         another place for the legend, or leave parts out"
    )]
    NoRoom {
        /// Width needed, in mm.
        width: f64,
        /// Height needed, in mm.
        height: f64,
    },
    /// What the map's own view asks for can't be had.
    #[error("view `{view}` of the map: {problem}")]
    OfView {
        /// The view's name.
        view: String,
        /// What is the matter.
        problem: Box<FigureError>,
    },
    /// A sign that the bundled family lacks, where only that may be used.
    #[error(
        "the bundled family lacks signs of: {0}. Leave out `--fonts bundled` to take a face of the system"
    )]
    NotBundled(String),
    /// The printer gave up.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl FigureError {
    /// What the map's own view asks for, and not the caller.
    pub(super) fn of_view(view: &View, problem: Self) -> Self {
        Self::OfView { view: view.name.clone(), problem: Box::new(problem) }
    }
}

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The picture that was printed.
    pub scene: Scene,
    /// What it measures on paper.
    pub page: PageReport,
    /// What of the map went along in the file, in words.
    pub embedded: Option<String>,
}

/// The language of legends and of what is spoken; the map's own words may be in another.
pub(super) const LANGUAGE: &str = "en-GB";

/// Makes a figure of a map. Organisations without a position are placed first, in a copy. Same input, same bytes.
///
/// # Errors
/// When an option names what is not there or lies out of range, or the picture can't be printed.
pub fn figure(
    document: &Document,
    format: Format,
    options: &FigureOptions,
) -> Result<Warned<Figure>, FigureError> {
    resolution(options)?;
    if format == Format::Html {
        return web_page(document, options);
    }
    let fonts = fonts(options);
    // A figure that may be handed on with its map shows what the map inside has, and no more.
    let map = options.embed.filter(|_| format == Format::Svg).map(|parts| embedded(document, &parts));
    let copy = map.as_ref().map_or(document, |map| &map.document);
    let drawn = draw_copy((document, copy), find_view(document, options)?, options, &fonts)?;
    check_fonts(options, &fonts)?;
    let map_text = map.as_ref().map(|map| map.text.as_str());
    let printing = Printing { document, options, fonts: &fonts, map: map_text };
    let bytes = printing.one(format, &drawn)?;
    let mut warnings = warnings(drawn.placed, &drawn.scene, &fonts);
    let Drawn { scene, page, minded, .. } = drawn;
    warnings.extend(minded);
    Ok(Warned { value: Figure { bytes, scene, page, embedded: map.map(|map| map.words) }, warnings })
}

/// The resolution in dots an inch. Looked at for every format: a script that asks for nonsense should hear of it at
/// once.
pub(super) fn resolution(options: &FigureOptions) -> Result<f64, FigureError> {
    in_range("the resolution in dpi", options.dpi.unwrap_or(300.0), 24.0, 2400.0)
}

pub(super) fn fonts(options: &FigureOptions) -> Fonts {
    match options.fonts {
        FontChoice::System => Fonts::with_system(),
        FontChoice::Bundled => Fonts::bundled(),
    }
}

/// Pictures on their way into files.
#[derive(Clone, Copy)]
pub(super) struct Printing<'a> {
    pub document: &'a Document,
    pub options: &'a FigureOptions,
    pub fonts: &'a Fonts,
    /// The text of the map that goes along in an SVG.
    pub map: Option<&'a str>,
}

impl Printing<'_> {
    /// One picture as a file.
    pub(super) fn one(&self, format: Format, drawn: &Drawn) -> Result<Vec<u8>, FigureError> {
        let Drawn { scene, asked_mm, page, .. } = drawn;
        let transparent = self.options.transparent;
        match format {
            Format::Svg => {
                let text = match self.options.outlines {
                    true => render::SvgText::Outlines(self.fonts),
                    false => render::SvgText::Text,
                };
                let svg = render::SvgOptions {
                    transparent,
                    width_mm: *asked_mm,
                    text,
                    map: self.map,
                    ..render::SvgOptions::default()
                };
                Ok(render::svg(scene, &svg).into_bytes())
            }
            Format::Png => {
                let background =
                    if transparent { render::Background::Transparent } else { render::Background::Page };
                let width = page.width_mm;
                let resolution = render::Resolution::WidthMm { width, dpi: resolution(self.options)? };
                let png = render::PngOptions { resolution, background };
                Ok(render::png(scene, self.fonts, &png)?)
            }
            Format::Pdf => self.pdf(&[("", drawn)]),
            // A page for browsers is drawn in its own way.
            Format::Html => Ok(web_page(self.document, self.options)?.value.bytes),
        }
    }

    /// Pictures as the pages of a PDF, with the names of their bookmarks.
    pub(super) fn pdf(&self, pages: &[(&str, &Drawn)]) -> Result<Vec<u8>, FigureError> {
        let pages: Vec<render::PdfPage<'_>> = pages
            .iter()
            .map(|(name, drawn)| render::PdfPage { scene: &drawn.scene, width_mm: drawn.asked_mm, name })
            .collect();
        let about = render::PdfOptions {
            title: String::new(),
            author: self.document.map().author.clone(),
            language: LANGUAGE.to_owned(),
            transparent: self.options.transparent,
        };
        Ok(render::pdf(&pages, self.fonts, &about)?)
    }
}

/// A figure before it is made: its picture, what it measures, and the faces that it is set in.
#[derive(Clone)]
pub struct Preview {
    /// The picture that is printed.
    pub scene: Scene,
    /// What it measures on paper.
    pub page: PageReport,
    /// Its own faces: those that fell in, fell in for this figure.
    pub fonts: Fonts,
}

/// The picture of a figure and what it measures, without the bytes of a file: what is shown before it is made.
///
/// # Errors
/// As [`figure`], but for what only a printer can find.
pub fn preview(document: &Document, options: &FigureOptions) -> Result<Warned<Preview>, FigureError> {
    let fonts = fonts(options);
    let copy = options.embed.map(|parts| redacted(document, &parts).0);
    let copy = copy.as_ref().unwrap_or(document);
    let drawn = draw_copy((document, copy), find_view(document, options)?, options, &fonts)?;
    let Drawn { scene, page, placed, minded, .. } = drawn;
    let mut warnings = warnings(placed, &scene, &fonts);
    warnings.extend(minded);
    Ok(Warned { value: Preview { scene, page, fonts }, warnings })
}

/// A figure before it is printed.
pub(super) struct Drawn {
    pub scene: Scene,
    /// The width in mm, where one was asked for.
    pub(super) asked_mm: Option<f64>,
    page: PageReport,
    /// How many organisations had no position.
    pub placed: usize,
    /// What else is to be minded: sectors that are not told apart, type that is too small.
    pub minded: Vec<Diagnostic>,
}

impl Drawn {
    /// What of the canvas the map takes, in the places that the document has.
    pub(super) fn extent(&self) -> Rect {
        let Rect { x, y, width, height } = self.scene.map;
        let by = self.page.type_scale;
        Rect::new(x * by, y * by, width * by, height * by)
    }
}

/// Draws the `copy` of a map, which may lack what is not to be told; what a view hides is asked of the whole map.
pub(super) fn draw_copy(
    (document, copy): (&Document, &Document),
    view: Option<&View>,
    options: &FigureOptions,
    fonts: &Fonts,
) -> Result<Drawn, FigureError> {
    let look = look(document, view, options)?;
    let mut asked = page::page(view, options)?;
    // What is hidden is asked of the whole map, what is said of its copy.
    let told = dated(view.map(|view| as_told(document, copy, view)), options);
    let (told, hiding) = (told.as_deref(), dated(view, options));
    let (map, placed) = ready(copy, &look, fonts);
    let mut scene_options = Options {
        frame: Frame::Figure(page::frame(told, options, Page::default())),
        hidden: not_shown(hiding.as_deref(), document, options.unsaved.as_deref()),
        changes: hiding.as_deref().map(|view| Arc::new(changes_by(view, document))).unwrap_or_default(),
        extent: options.extent,
        shown: options.shown,
        measures: Arc::new(super::measures(&map)),
        ..Options::default()
    };
    if asked != Page::default() && asked.width_mm.is_none() {
        // What is asked of a page without a width is asked of the map's own.
        let own = scene::build(&map, &scene_options, &look, fonts);
        let by_height = |height: f64| height * own.bounds.width / own.bounds.height.max(1.0);
        let width = asked.height_mm.map_or_else(|| page::own_width(&own), by_height);
        asked.width_mm = Some(width.clamp(10.0, 5000.0));
    }
    scene_options.frame = Frame::Figure(page::frame(told, options, asked));
    let (scene, page) = fit::fitted(&map, scene_options, (&look, fonts), options.keep_places);
    if let Some(needed) = scene.report.page_needs {
        let problem = FigureError::NoRoom { width: needed.width, height: needed.height };
        return Err(match view.filter(|_| page::is_of_view(options)) {
            Some(view) => FigureError::of_view(view, problem),
            None => problem,
        });
    }
    let mut minded = alike(document, &look);
    minded.extend(page::warning(&asked, &scene, &page));
    minded.extend(page::adapted(&page));
    Ok(Drawn { scene, asked_mm: asked.width_mm, page, placed, minded })
}

pub(super) fn find_view<'a>(
    document: &'a Document,
    options: &'a FigureOptions,
) -> Result<Option<&'a View>, FigureError> {
    if let Some(unsaved) = &options.unsaved {
        return Ok(Some(&unsaved.view));
    }
    options.view.as_deref().map(|name| view_named(document, name)).transpose()
}

/// The view with this name or key.
///
/// # Errors
/// When there is none.
pub fn view_named<'a>(document: &'a Document, name: &str) -> Result<&'a View, FigureError> {
    let view = document.views().iter().find(|(id, view)| view.name == name || id.as_str() == name);
    let known = || document.views().values().map(|view| view.name.clone()).collect();
    match view {
        Some((_, view)) => Ok(view),
        None => Err(FigureError::UnknownView { name: name.to_owned(), known: known() }),
    }
}

/// The view as a copy of the map has it: a caption may quote what the copy lacks.
pub(super) fn as_told<'a>(document: &Document, copy: &'a Document, view: &'a View) -> &'a View {
    let own = document.views().iter().find(|(_, one)| std::ptr::eq(&***one, view));
    own.and_then(|(id, _)| copy.views().get(id)).map_or(view, |told| told)
}

/// The view, or the whole map, at the date that is asked for.
pub(super) fn dated<'a>(view: Option<&'a View>, options: &FigureOptions) -> Option<Cow<'a, View>> {
    match (options.when, view) {
        (None, view) => view.map(Cow::Borrowed),
        (Some(when), Some(view)) => Some(Cow::Owned(when.over(view))),
        (Some(when), None) => Some(Cow::Owned(when.over(&View::default()))),
    }
}

pub(super) fn look(
    document: &Document,
    view: Option<&View>,
    options: &FigureOptions,
) -> Result<Look, FigureError> {
    let theme = if options.dark { Theme::Dark } else { Theme::Light };
    let named = |name: &str| Palette::named(name).ok_or_else(|| FigureError::UnknownPalette(name.to_owned()));
    let palette = match (&options.palette, view) {
        (Some(name), _) => named(name)?,
        (None, Some(view)) if !view.palette.is_empty() => {
            named(&view.palette).map_err(|problem| FigureError::of_view(view, problem))?
        }
        (None, _) => return Ok(Look::of(document, theme)),
    };
    // Another palette is no other ground: that is the map's.
    Ok(Look { palette, ..Look::of(document, theme) })
}

fn in_range(what: &'static str, value: f64, low: f64, high: f64) -> Result<f64, FigureError> {
    if (low..=high).contains(&value) {
        Ok(value)
    } else {
        Err(FigureError::OutOfRange { what, low, high, value })
    }
}

pub(super) fn check_fonts(options: &FigureOptions, fonts: &Fonts) -> Result<(), FigureError> {
    let missing = fonts.missing();
    if options.fonts == FontChoice::Bundled && !missing.is_empty() {
        return Err(FigureError::NotBundled(missing.join(", ")));
    }
    Ok(())
}

/// The texts that are set in pictures instead of outlines.
fn pictures(scene: &Scene, fonts: &Fonts) -> BTreeSet<String> {
    let blocks = scene.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(block) => Some(block),
        Shape::Path { .. } => None,
    });
    let runs = blocks.flat_map(|block| block.lines.iter().flat_map(|placed| &placed.line.runs));
    let without = runs.filter(|run| !run.face.is_bundled() && !fonts.has_outlines(run));
    without.map(|run| run.text.trim().to_owned()).collect()
}

pub(super) fn warnings(placed: usize, scene: &Scene, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    if placed > 0 {
        let message = match placed {
            1 => "1 organisation has no position and was placed where there is room".into(),
            many => {
                let many = grouped(many as u64);
                format!("{many} organisations have no position and were placed by scale and sector")
            }
        };
        warnings.push(Diagnostic::warning(message).hint("open the map and save it to keep an arrangement"));
    }
    for used in fonts.fallbacks_used() {
        warnings
            .push(Diagnostic::warning(format!("`{}` is set in {}", used.text, used.family)).hint(
                "the bundled family lacks some of its signs; on another machine the figure may differ",
            ));
    }
    for text in pictures(scene, fonts) {
        let message = format!("`{text}` is a picture in colours: in PNG and PDF a box stands for it");
        let hint = "take another sign, or install a face with plain emoji";
        warnings.push(Diagnostic::warning(message).hint(hint));
    }
    for text in fonts.missing() {
        let message = format!("no face has all signs of `{text}`");
        warnings.push(Diagnostic::warning(message).hint("install a font that covers its script"));
    }
    let of = |count: usize| format!("{} of {}", grouped(count as u64), grouped(scene.flows.len() as u64));
    let dropped = scene.report.dropped_labels.len();
    if dropped > 0 {
        let rest = match dropped {
            1 => "flow labels found no room and is left out; its flow's title has it",
            _ => "flow labels found no room and are left out; their flows' titles have them",
        };
        let message = format!("{} {rest}", of(dropped));
        warnings.push(Diagnostic::warning(message).hint("move organisations apart, or shorten labels"));
    }
    let crossing = scene.report.crossing_nodes.len();
    if crossing > 0 {
        let rest = match crossing {
            1 => "flows passes over an organisation that it does not touch",
            _ => "flows pass over organisations that they do not touch",
        };
        let message = format!("{} {rest}", of(crossing));
        warnings.push(Diagnostic::warning(message).hint("move organisations apart, or lay the map out anew"));
    }
    if scene.report.legend_moved {
        let message = "the legend stands below: there is no room for it where it was asked for";
        warnings.push(Diagnostic::warning(message));
    }
    warnings
}
