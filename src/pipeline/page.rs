//! The pages that figures are printed on: presets, what is asked for and by whom, and what came of it.
//! Must not know how a figure is made.

use std::fmt;

use super::{FigureError, FigureOptions, fit};
use crate::{
    diagnostics::Diagnostic,
    model::{LegendPlace, Rect, Size, View},
    scene::{Page, PageFrame, Scene, Shape},
};

/// Pages that are often wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PagePreset {
    /// A column of a journal: 85 mm wide.
    SingleColumn,
    /// Both columns of a journal: 175 mm wide.
    DoubleColumn,
    /// A slide of 16 to 9.
    Slide,
    /// A4, upright.
    A4Portrait,
    /// A4, lying.
    A4Landscape,
    /// A3, upright.
    A3Portrait,
    /// A3, lying.
    A3Landscape,
}

impl PagePreset {
    /// All, in the order of the interface.
    pub const ALL: [Self; 7] = [
        Self::SingleColumn,
        Self::DoubleColumn,
        Self::Slide,
        Self::A4Portrait,
        Self::A4Landscape,
        Self::A3Portrait,
        Self::A3Landscape,
    ];

    /// Its name in the terminal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SingleColumn => "single-column",
            Self::DoubleColumn => "double-column",
            Self::Slide => "slide",
            Self::A4Portrait => "a4-portrait",
            Self::A4Landscape => "a4-landscape",
            Self::A3Portrait => "a3-portrait",
            Self::A3Landscape => "a3-landscape",
        }
    }

    /// Its name in the interface.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SingleColumn => "Single column, 85 mm",
            Self::DoubleColumn => "Double column, 175 mm",
            Self::Slide => "Slide, 16:9",
            Self::A4Portrait => "A4 portrait",
            Self::A4Landscape => "A4 landscape",
            Self::A3Portrait => "A3 portrait",
            Self::A3Landscape => "A3 landscape",
        }
    }

    /// The smallest type that can be read there, in points: what is asked for unless somebody asks for another.
    #[must_use]
    pub fn least_type_pt(self) -> f64 {
        if self == Self::Slide { 9.0 } else { 6.0 }
    }

    /// Its page. It asks for no smallest type by itself: see [`Self::least_type_pt`].
    #[must_use]
    pub fn page(self) -> Page {
        let (width, height, margin, size) = match self {
            Self::SingleColumn => (85.0, None, 2.0, 6.5),
            Self::DoubleColumn => (175.0, None, 2.0, 7.0),
            // 10 by 5.625 inches, as presentations have it.
            Self::Slide => (254.0, Some(142.875), 9.0, 8.5),
            Self::A4Portrait => (210.0, Some(297.0), 15.0, 7.5),
            Self::A4Landscape => (297.0, Some(210.0), 15.0, 8.0),
            Self::A3Portrait => (297.0, Some(420.0), 18.0, 9.0),
            Self::A3Landscape => (420.0, Some(297.0), 18.0, 10.0),
        };
        Page {
            width_mm: Some(width),
            height_mm: height,
            margin_mm: Some(margin),
            minimum_type_pt: None,
            type_pt: Some(size),
        }
    }
}

impl std::str::FromStr for PagePreset {
    type Err = FigureError;

    fn from_str(name: &str) -> Result<Self, FigureError> {
        let known = Self::ALL.into_iter().find(|preset| preset.name() == name);
        known.ok_or_else(|| FigureError::UnknownPage(name.to_owned()))
    }
}

/// What a figure measures on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageReport {
    /// Width in mm.
    pub width_mm: f64,
    /// Height in mm.
    pub height_mm: f64,
    /// Size of the map beside its size on the canvas, where 96 units are an inch: 0.5 is half of it.
    pub map_scale: f64,
    /// How much larger than that type in the map is, so that it can be read; 1 is in proportion.
    pub type_scale: f64,
    /// The smallest type anywhere in the figure, in points; nothing where there are no words.
    pub smallest_type_pt: Option<f64>,
    /// Organisations stand elsewhere than in the map, so that type of that size has room.
    pub places_adapted: bool,
}

impl fmt::Display for PageReport {
    /// "85 × 62 mm, smallest type 6.0 pt".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} \u{d7} {} mm", tenths(self.width_mm), tenths(self.height_mm))?;
        if let Some(size) = self.smallest_type_pt {
            write!(f, ", smallest type {} pt", points(size))?;
        }
        if self.places_adapted { f.write_str(", places adapted to the page") } else { Ok(()) }
    }
}

/// With a decimal only where there is one.
fn tenths(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

pub(super) const MM_AN_INCH: f64 = 25.4;
pub(super) const UNITS_AN_INCH: f64 = 96.0;
const POINTS_AN_INCH: f64 = 72.0;

/// What this picture measures when it is printed so wide.
pub(super) fn report(scene: &Scene, width_mm: f64, type_scale: f64) -> PageReport {
    let unit_mm = width_mm / scene.bounds.width.max(1.0);
    PageReport {
        width_mm,
        height_mm: unit_mm * scene.bounds.height.max(1.0),
        map_scale: unit_mm / MM_AN_INCH * UNITS_AN_INCH / type_scale,
        type_scale,
        smallest_type_pt: smallest_type(scene).map(|size| size * unit_mm / MM_AN_INCH * POINTS_AN_INCH),
        places_adapted: false,
    }
}

/// How wide a picture is in its own size, in mm.
pub(super) fn own_width(scene: &Scene) -> f64 {
    scene.bounds.width / UNITS_AN_INCH * MM_AN_INCH
}

/// Type that is hard to read in print, in points.
const SMALL: f64 = 5.0;

/// What is to be minded: type smaller than was asked for, or so small that nobody can read it.
pub(super) fn warning(asked: &Page, scene: &Scene, report: &PageReport) -> Option<Diagnostic> {
    let has = report.smallest_type_pt?;
    let width = tenths(report.width_mm);
    let small = format!("the smallest type is {} pt at a width of {width} mm", points(has));
    match asked.minimum_type_pt {
        Some(least) if !fit::is_enough(report, least) => {
            let factor = least / has;
            let unit_mm = report.width_mm / scene.bounds.width.max(1.0);
            let more = scene.map.width * unit_mm * (factor - 1.0);
            let wide = (report.width_mm + more).ceil();
            let needed = match asked.height_mm {
                Some(height) => format!("{wide} by {} mm", (height * factor).ceil()),
                None => format!("{wide} mm"),
            };
            let least = tenths(least);
            let words = format!("{small}; {least} pt needs at least {needed}");
            let hint = "larger type would make boxes overlap: move organisations apart, or print wider";
            Some(Diagnostic::warning(words).hint(hint))
        }
        None if asked.width_mm.is_some() && has < SMALL => {
            let hint = "print wider, or ask for larger type in the map: --min-type-pt 6";
            Some(Diagnostic::warning(format!("{small}: hard to read")).hint(hint))
        }
        _ => None,
    }
}

/// That the figure shows organisations elsewhere than the map.
pub(super) fn adapted(report: &PageReport) -> Option<Diagnostic> {
    report.places_adapted.then(|| {
        let words =
            "places adapted to the page: where organisations stand in the map, type would be too small";
        Diagnostic::warning(words)
            .hint("keep places to print the map as it is drawn: --keep-places, or a wider page")
    })
}

/// With one decimal, rounded down: a figure must not promise more than it has.
fn points(size: f64) -> String {
    format!("{:.1}", (size * 10.0 + 0.01).floor() / 10.0)
}

/// The smallest type of a picture, canvas units.
fn smallest_type(scene: &Scene) -> Option<f64> {
    let sizes = scene.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(block) if !block.lines.is_empty() => Some(block.style.size),
        _ => None,
    });
    sizes.min_by(f64::total_cmp)
}

/// What is asked for: each measure by the caller, else by the preset that the caller named, else by the view.
///
/// # Errors
/// When a measure makes no page.
pub(super) fn page(view: Option<&View>, options: &FigureOptions) -> Result<Page, FigureError> {
    let preset = options.page.map(PagePreset::page);
    let of_view = view.filter(|_| preset.is_none());
    let asked = Page {
        width_mm: options.width_mm,
        height_mm: options.height_mm,
        margin_mm: options.margin_mm,
        minimum_type_pt: options.minimum_type_pt,
        type_pt: None,
    };
    checked(&asked)?;
    if let Some(view) = of_view {
        // A width of one's own makes a page of one's own: only its smallest type stays the view's.
        let set = &view.page;
        let own = asked.width_mm.is_some();
        let page = Page {
            width_mm: set.width_mm.filter(|_| !own),
            height_mm: set.height_mm.filter(|_| !own),
            margin_mm: set.margin_mm.filter(|_| !own),
            minimum_type_pt: set.minimum_type_pt,
            type_pt: None,
        };
        checked(&page).map_err(|problem| FigureError::of_view(view, problem))?;
        return Ok(over(asked, page));
    }
    Ok(over(asked, preset.unwrap_or_default()))
}

/// Whether the page is the view's and not the caller's.
pub(super) fn is_of_view(options: &FigureOptions) -> bool {
    options.page.is_none() && options.width_mm.is_none() && options.height_mm.is_none()
}

/// The first, and where it says nothing the second.
fn over(first: Page, second: Page) -> Page {
    Page {
        width_mm: first.width_mm.or(second.width_mm),
        height_mm: first.height_mm.or(second.height_mm),
        margin_mm: first.margin_mm.or(second.margin_mm),
        minimum_type_pt: first.minimum_type_pt.or(second.minimum_type_pt),
        type_pt: first.type_pt.or(second.type_pt),
    }
}

fn checked(page: &Page) -> Result<(), FigureError> {
    for (what, value, low, high) in [
        ("the width in mm", page.width_mm, 10.0, 5000.0),
        ("the height in mm", page.height_mm, 10.0, 5000.0),
        ("the margin in mm", page.margin_mm, 0.0, 500.0),
        ("the smallest type in points", page.minimum_type_pt, 1.0, 72.0),
    ] {
        match value {
            Some(value) if !(low..=high).contains(&value) => {
                return Err(FigureError::OutOfRange { what, low, high, value });
            }
            _ => {}
        }
    }
    Ok(())
}

/// What stands round the map, by the options, else by the view.
pub(super) fn frame(view: Option<&View>, options: &FigureOptions, page: Page) -> PageFrame {
    let of_view = view.map(|view| view.caption.clone()).unwrap_or_default();
    PageFrame {
        legend: options.legend.or(view.map(|view| view.legend)).unwrap_or_default(),
        // A view's legend stands below unless somebody moved it.
        legend_may_move: options.legend.is_none()
            && view.is_none_or(|view| view.legend == LegendPlace::default()),
        title: !options.no_title,
        caption: options.caption.clone().unwrap_or(of_view),
        footer: options.footer,
        as_of: view.and_then(|view| view.date),
        until: view.filter(|view| view.date.is_some()).and_then(|view| view.later_date),
        page,
        page_number: options.page_number,
        window: view.and_then(seen),
    }
}

/// The part of the canvas that a view's camera sees.
fn seen(view: &View) -> Option<Rect> {
    let camera = view.camera.filter(|camera| camera.zoom.is_finite() && camera.zoom > 0.0)?;
    Some(Rect::from_center(camera.center, Size::new(1280.0 / camera.zoom, 720.0 / camera.zoom)))
        .filter(|rect| rect.is_sane())
}
