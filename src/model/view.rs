//! Views: saved ways of looking at the map; story steps and figures are made from them.
//! Must not know how a page is made.

use super::{
    Carried, Colour, Date, FlowKindId, Formality, OrganisationId, OrganisationKind, Point, ScaleId, SectorId,
    Status,
};

/// Looks of one record that differ from the scheme's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StyleOverride {
    /// Fill of a node, line of a flow.
    pub colour: Option<Colour>,
    /// Outline of a node.
    pub outline: Option<Colour>,
    /// Width of outline or line, canvas units.
    pub width: Option<f64>,
}

impl StyleOverride {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is shown. An empty list asks for nothing; a `None` inside a list is *not stated*.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words all of which name, place, roles, tags and description together hold.
    pub text: String,
    /// One of these sectors.
    pub sectors: Vec<Option<SectorId>>,
    /// One of these scales.
    pub scales: Vec<Option<ScaleId>>,
    /// One of these kinds of organisation.
    pub kinds: Vec<OrganisationKind>,
    /// One of these kinds of flow.
    pub flow_kinds: Vec<FlowKindId>,
    /// One of these statuses.
    pub statuses: Vec<Status>,
    /// One of these formalities.
    pub formalities: Vec<Formality>,
    /// All of these tags.
    pub tags: Vec<String>,
    /// With evidence, without, or both.
    pub evidence: Option<bool>,
}

/// One organisation and what is near it.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// In the middle.
    pub organisation: OrganisationId,
    /// Up to so many flows away.
    pub steps: u32,
    /// Follow flows backward.
    pub upstream: bool,
    /// Follow flows forward.
    pub downstream: bool,
}

/// What part of the canvas is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The canvas point in the middle.
    pub center: Point,
    /// Screen points a canvas unit in a picture of 1280 by 720 points; any other shows at least the same part of the
    /// canvas.
    pub zoom: f64,
}

/// Where the legend stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegendPlace {
    /// Under the map.
    #[default]
    Below,
    /// To the right of it.
    Beside,
    /// In a free corner of it.
    Inside,
    /// Not at all.
    Off,
}

/// The page of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSetup {
    /// Width in mm; the map's own size when not set.
    pub width_mm: Option<f64>,
    /// Height in mm, for pages of a fixed form.
    pub height_mm: Option<f64>,
    /// No type smaller than this, in points.
    pub minimum_type_pt: Option<f64>,
    /// Margin on every side, in mm.
    pub margin_mm: Option<f64>,
    /// `svg`, `png`, `pdf` or `html`, as last used.
    pub format: String,
    /// The page by its name in the terminal, such as `single-column`; empty for measures of its own.
    pub preset: String,
    /// Dots an inch, for formats of pixels.
    pub dpi: Option<f64>,
    /// What lies under the figure: `dark` or `transparent`; white when empty.
    pub ground: String,
    /// Words of an SVG are outlines.
    pub outlines: bool,
    /// The map goes along in an SVG.
    pub embed_map: bool,
    /// What is shown that a figure usually leaves out, by name in the terminal: `influence`.
    pub with: Vec<String>,
    /// What is left out that a figure usually shows, by name: `counts`, `title`.
    pub without: Vec<String>,
}

/// A saved way of looking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Its name, by which `render --view` finds it.
    pub name: String,
    /// What is shown.
    pub filter: Filter,
    /// What it centres on.
    pub focus: Option<Focus>,
    /// The layout it was made with, by its name in the terminal; empty for the author's own.
    pub layout: String,
    /// What part of the canvas.
    pub camera: Option<Camera>,
    /// Palette by name; the map's own when empty.
    pub palette: String,
    /// Where the legend stands.
    pub legend: LegendPlace,
    /// Kinds of flow that are not shown.
    pub hidden_kinds: Vec<FlowKindId>,
    /// The state of the map at this date.
    pub date: Option<Date>,
    /// A second date: the view shows the map before and after, what came and what went from `date` to this one. It says
    /// nothing without `date`.
    pub later_date: Option<Date>,
    /// Words under the figure.
    pub caption: String,
    /// Words for the one who speaks.
    pub speaker_notes: String,
    /// Place among the story's steps, small first.
    pub order: i32,
    /// The page it is printed on.
    pub page: PageSetup,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}
