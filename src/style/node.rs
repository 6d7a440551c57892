//! How an organisation looks: hue from its sector, tone and outline from its scale, shape from its kind.
//! Must not know how large it is or where it stands.

use super::{Look, Rgba, oklch::Oklch, readable_ink};
use crate::model::{
    AppearanceRule, AppearanceTarget, Colour, Document, Glyph, Organisation, OrganisationKind, Pattern,
    Scale, Sector, Status, StyleOverride,
};

/// The outline of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeShape {
    /// A rounded box: an organisation or a part of one.
    #[default]
    Box,
    /// Boxes behind a box: several organisations.
    Stack,
    /// A pill: a network, cluster or partnership.
    Pill,
    /// A box with a cut corner: a programme, fund, policy or idea.
    CutCorner,
    /// A tab: an event or a place.
    Tab,
    /// A circle: a person.
    Circle,
}

impl NodeShape {
    /// The shape that shows this kind.
    #[must_use]
    pub fn of(kind: OrganisationKind) -> Self {
        use OrganisationKind as Kind;
        match kind {
            Kind::Organisation | Kind::Unit => Self::Box,
            Kind::Group => Self::Stack,
            Kind::Network | Kind::Cluster | Kind::JointFormation => Self::Pill,
            Kind::Programme | Kind::Fund | Kind::Policy | Kind::Concept => Self::CutCorner,
            Kind::Event | Kind::Place => Self::Tab,
            Kind::Person => Self::Circle,
        }
    }
}

/// How a node is painted. All colours are opaque.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeStyle {
    /// `None` where the sector is not stated: the page shows.
    pub fill: Option<Rgba>,
    /// Colour of the outline.
    pub outline: Rgba,
    /// Its width, canvas units.
    pub outline_width: f64,
    /// Dashes and gaps, canvas units; empty is a full line.
    pub outline_dash: Vec<f64>,
    /// Colour of the label.
    pub ink: Rgba,
    /// The sector's sign; `None` where the sector is not stated.
    pub glyph: Option<Glyph>,
    /// Its colour.
    pub glyph_colour: Rgba,
    /// Drawn over the fill; plain unless the palette tells sectors apart by patterns.
    pub pattern: Pattern,
    /// Its colour; the label is read on it as well.
    pub pattern_colour: Rgba,
    /// The shape of the outline.
    pub shape: NodeShape,
}

/// What rules of appearance by data make of a node's looks; `None` where no rule acts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByData {
    /// The tone of its fill, 0 the palest to 1 the darkest: it no longer says scale.
    pub tone: Option<f64>,
    /// The width of its outline, canvas units: it no longer says scale.
    pub outline: Option<f64>,
}

/// Outline of what has no scale, canvas units.
const PLAIN_OUTLINE: f64 = 1.2;
/// Dashes of an outline where the scale is not stated, canvas units.
const NOT_STATED_DASH: [f64; 2] = [5.0, 4.0];
/// Dots of an outline of what is wanted or proposed, canvas units; drawn with round ends.
const WANTED_DASH: [f64; 2] = [0.5, 3.5];
/// Lightness and chroma of a fill whose scale is not stated: paler than the palest scale.
const NOT_STATED_TONE: (f64, f64) = (0.955, 0.028);
/// Lightness and chroma of the outline (LOOK: same hue as the fill).
const OUTLINE_TONE: (f64, f64) = (0.42, 0.12);
/// Lightness and chroma of the palest and of the darkest tone by data: dark ink is read on all of them.
const DATA_TONES: [(f64, f64); 2] = [(0.965, 0.02), (0.66, 0.14)];
/// A colour of less chroma than this has no hue that one would see.
const GREY: f64 = 0.02;
/// Contrast of signs and outlines with their ground (WCAG 2.2, 1.4.11).
pub(super) const LINE_CONTRAST: f64 = 3.0;
/// Contrast of a pattern with its fill: seen, and no more.
const PATTERN_CONTRAST: f64 = 1.25;
/// Widest outline that is drawn, canvas units.
const WIDEST_OUTLINE: f64 = 12.0;

impl Look {
    /// How this organisation looks. Sectors and scales that the document lacks count as not stated.
    #[must_use]
    pub fn organisation(&self, document: &Document, organisation: &Organisation) -> NodeStyle {
        self.organisation_by(document, organisation, &ByData::default())
    }

    /// The same where tone or outline follow data: neither then says scale, and what was chosen by hand gives way.
    #[must_use]
    pub fn organisation_by(
        &self,
        document: &Document,
        organisation: &Organisation,
        data: &ByData,
    ) -> NodeStyle {
        let sector = organisation.sector.as_ref().and_then(|id| document.sector(id));
        let scale = organisation.scale.as_ref().and_then(|id| document.scale(id));
        let mut style = self.node_by(sector.map(|s| &**s), scale.map(|s| &**s), data);
        style.shape = NodeShape::of(organisation.kind);
        let hue = sector.and_then(|sector| sector.hue);
        self.show_status(&mut style, organisation.status, hue);
        self.apply_override(&mut style, &organisation.style, data, hue);
        style
    }

    fn node_by(&self, sector: Option<&Sector>, scale: Option<&Scale>, data: &ByData) -> NodeStyle {
        let mut style = match data.tone {
            None => self.node(sector, scale),
            Some(share) => {
                let (lightness, chroma) = data_tone(share);
                let outline = scale.map_or(PLAIN_OUTLINE, |scale| scale.outline);
                let toned = Scale { lightness, chroma, outline, ..Scale::default() };
                let style = self.node(sector, Some(&toned));
                // That no scale is stated is still to be seen.
                let dash = if scale.is_none() { NOT_STATED_DASH.to_vec() } else { Vec::new() };
                NodeStyle { outline_dash: dash, ..style }
            }
        };
        if let Some(width) = data.outline {
            style.outline_width = sane_width(width);
        }
        style
    }

    /// The legend's sign for a tone or an outline by data, of no sector and so without hue.
    #[must_use]
    pub fn data_swatch(&self, data: &ByData) -> NodeStyle {
        let grey = Sector { hue: None, ..Sector::default() };
        let fill = data.tone.is_none().then(|| self.page());
        let plain = Scale { lightness: 0.9, outline: PLAIN_OUTLINE, ..Scale::default() };
        let style = self.node_by(Some(&grey), Some(&plain), data);
        NodeStyle { glyph: None, pattern: Pattern::Plain, fill: fill.or(style.fill), ..style }
    }

    /// The legend's sign for a scale in this map: without the tone or the outline that follow data in it, and nothing
    /// where both do.
    #[must_use]
    pub fn scale_sample(&self, document: &Document, scale: Option<&Scale>) -> NodeStyle {
        let follows =
            |target| document.map().appearance.iter().any(|rule: &AppearanceRule| rule.target == target);
        let mut style = self.scale_swatch(scale);
        if follows(AppearanceTarget::Tone) {
            style.fill = Some(self.page());
        }
        if follows(AppearanceTarget::Outline) {
            style.outline_width = PLAIN_OUTLINE;
        }
        style
    }

    /// How a node of this sector and scale looks; `None` is not stated.
    #[must_use]
    pub fn node(&self, sector: Option<&Sector>, scale: Option<&Scale>) -> NodeStyle {
        let (lightness, chroma) = scale.map_or(NOT_STATED_TONE, |scale| (scale.lightness, scale.chroma));
        let tone = |sector: &Sector| tint(sector, lightness, chroma);
        let fill = sector.map(|sector| self.tone(tone(sector)));
        let hue = sector.and_then(|sector| sector.hue);
        let dash = if scale.is_none() { NOT_STATED_DASH.to_vec() } else { Vec::new() };
        let width = scale.map_or(PLAIN_OUTLINE, |scale| sane_width(scale.outline));
        let mut style = NodeStyle {
            fill,
            outline: self.edge(hue, OUTLINE_TONE.1),
            outline_width: if self.palette.is_high_contrast() { width + 0.6 } else { width },
            outline_dash: dash,
            ink: self.ink(),
            glyph: sector.map(|sector| sector.glyph),
            glyph_colour: self.ink(),
            pattern: sector.filter(|_| self.pattern_fills()).map_or(Pattern::Plain, |sector| sector.pattern),
            pattern_colour: self.hairline(),
            shape: NodeShape::Box,
        };
        self.ink_on(&mut style, hue);
        style
    }

    /// The legend's sign for a sector (`None`: not stated): hue and glyph, of no scale.
    #[must_use]
    pub fn sector_swatch(&self, sector: Option<&Sector>) -> NodeStyle {
        let middle = Scale { lightness: 0.80, chroma: 0.10, outline: PLAIN_OUTLINE, ..Scale::default() };
        self.node(sector, Some(&middle))
    }

    /// The legend's sign for a scale (`None`: not stated): tone and outline, of no sector and so without hue.
    #[must_use]
    pub fn scale_swatch(&self, scale: Option<&Scale>) -> NodeStyle {
        let grey = Sector { hue: None, ..Sector::default() };
        NodeStyle { glyph: None, pattern: Pattern::Plain, ..self.node(Some(&grey), scale) }
    }

    fn tone(&self, colour: Oklch) -> Rgba {
        self.palette.fill(colour, self.is_dark()).to_rgba()
    }

    /// Outlines are seen against the page: 3 to 1 at least.
    fn edge(&self, hue: Option<f64>, chroma: f64) -> Rgba {
        let plain = || {
            let colour =
                Oklch::new(OUTLINE_TONE.0, if hue.is_some() { chroma } else { 0.0 }, hue.unwrap_or(0.0));
            self.palette.node(self.themed(colour))
        };
        let colour = self.palette.sign(hue, self.is_dark()).unwrap_or_else(plain).to_rgba();
        colour.readable_on(self.page(), if self.palette.is_high_contrast() { 7.0 } else { LINE_CONTRAST })
    }

    /// Ink, glyph and pattern for the fill that the style has now.
    fn ink_on(&self, style: &mut NodeStyle, hue: Option<f64>) {
        let ground = style.fill.unwrap_or_else(|| self.page());
        style.ink = match style.fill {
            Some(fill) => readable_ink(fill),
            None => self.ink(),
        };
        // On quiet tones the glyph carries the hue; on strong ones it is as the ink, or the palette's sign for such.
        let signs = [false, true].map(|dark| self.palette.sign(hue, dark).map(Oklch::to_rgba));
        let seen = |colour: &Rgba| colour.contrast(ground) >= LINE_CONTRAST;
        let coloured = std::iter::once(style.outline).chain(signs.into_iter().flatten()).find(seen);
        style.glyph_colour = coloured.unwrap_or(style.ink);
        style.pattern_colour = pattern_on(ground, style.ink);
    }

    fn show_status(&self, style: &mut NodeStyle, status: Status, hue: Option<f64>) {
        let pale = |fill: Rgba| fill.mix(self.page(), 0.6);
        match status {
            Status::Current => return,
            Status::Wanted | Status::Proposed => {
                style.fill = style.fill.map(pale);
                style.outline_dash = WANTED_DASH.to_vec();
            }
            Status::Absent => {
                style.fill = None;
                style.pattern = Pattern::Plain;
                style.outline_width = 0.8;
                style.outline_dash = NOT_STATED_DASH.to_vec();
            }
            Status::Ended => {
                style.fill = style.fill.map(pale);
                style.outline = style.outline.paled(self.page(), self.palette.line_contrast());
            }
        }
        self.ink_on(style, hue);
        // Grey words on a pattern can't be read.
        if matches!(status, Status::Absent | Status::Ended) && style.pattern == Pattern::Plain {
            let ground = style.fill.unwrap_or_else(|| self.page());
            style.ink = self.muted().readable_on(ground, self.palette.text_contrast());
        }
    }

    fn apply_override(
        &self,
        style: &mut NodeStyle,
        changed: &StyleOverride,
        data: &ByData,
        mut hue: Option<f64>,
    ) {
        if changed.is_empty() {
            return;
        }
        if let Some(colour) = changed.colour {
            style.fill = Some(match data.tone {
                None => self.chosen(colour),
                Some(share) => self.tone(Oklch::from(Rgba::from(colour)).with_lightness(data_tone(share).0)),
            });
            let own = Oklch::from(Rgba::from(colour));
            hue = (own.c > GREY).then_some(own.h);
            style.outline = self.edge(hue, own.c.min(OUTLINE_TONE.1));
        }
        if let Some(colour) = changed.outline {
            style.outline = self.chosen(colour);
        }
        if let (Some(width), None) = (changed.width, data.outline) {
            style.outline_width = sane_width(width);
        }
        self.ink_on(style, hue);
    }

    /// A colour that the user chose: kept as chosen, but for a printer without colours.
    pub(super) fn chosen(&self, colour: Colour) -> Rgba {
        let colour = Rgba::from(colour);
        if self.palette.is_grey() { Oklch::new(Oklch::from(colour).l, 0.0, 0.0).to_rgba() } else { colour }
    }
}

/// The shade of a fill that is nearest to it, is seen on it, and leaves the label readable.
fn pattern_on(fill: Rgba, ink: Rgba) -> Rgba {
    let tone = Oklch::from(fill);
    let steps = [-0.13, 0.13, -0.18, 0.18, 0.25, -0.25, 0.35];
    let shades = steps.map(|step| tone.with_lightness(tone.l + step).to_rgba());
    let seen = |shade: &Rgba| ink.contrast(*shade) >= 4.5 && shade.contrast(fill) >= PATTERN_CONTRAST;
    shades.into_iter().find(seen).unwrap_or(fill)
}

/// Lightness and chroma of a tone by data.
fn data_tone(share: f64) -> (f64, f64) {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let [pale, dark] = DATA_TONES;
    (pale.0 + (dark.0 - pale.0) * share, pale.1 + (dark.1 - pale.1) * share)
}

fn tint(sector: &Sector, lightness: f64, chroma: f64) -> Oklch {
    match sector.hue {
        Some(hue) => Oklch::new(lightness, chroma, hue),
        None => Oklch::new(lightness, 0.0, 0.0),
    }
}

fn sane_width(width: f64) -> f64 {
    if width.is_finite() { width.clamp(0.0, WIDEST_OUTLINE) } else { PLAIN_OUTLINE }
}
