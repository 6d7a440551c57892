//! How a flow looks: colour from its kind, dash from formality and status, heads from its direction.
//! Must not know its path.

use super::{Look, Rgba, oklch::Oklch};
use crate::model::{Colour, Direction, Document, Family, Flow, FlowKind, Formality, Status};

/// Width of a flow's line, canvas units.
pub const FLOW_WIDTH: f64 = 2.0;
/// Width of an absent flow's line, canvas units.
const HAIRLINE: f64 = 0.8;
/// How much wider a line is that sums up flows of several kinds, canvas units.
const SUM_WIDER: f64 = 1.0;
/// Widest line that is drawn, canvas units.
const WIDEST_LINE: f64 = 24.0;
/// Dashes of an informal flow, canvas units.
const INFORMAL_DASH: [f64; 2] = [8.0, 5.0];
/// Dots of a wanted or proposed flow, canvas units; drawn with round ends.
const WANTED_DASH: [f64; 2] = [0.5, 5.0];
/// Lightness of the first family on a printer without colours, and how many tones there are.
const GREY_TONES: (f64, i32) = (0.22, 4);

/// How a flow is painted. All colours are opaque.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowStyle {
    /// Colour of line and heads.
    pub colour: Rgba,
    /// Width of the line, canvas units.
    pub width: f64,
    /// Dashes and gaps, canvas units; empty is a full line. Drawn with round ends.
    pub dash: Vec<f64>,
    /// A stroke through the line: the flow is missing, and that is a finding.
    pub struck: bool,
    /// An arrow head where it comes from.
    pub head_at_start: bool,
    /// An arrow head where it goes.
    pub head_at_end: bool,
    /// Heads are outlines only: it has a direction, but nobody said which.
    pub open_head: bool,
    /// Colour of the label, which is read on the page whatever the line's.
    pub label_colour: Rgba,
}

impl Look {
    /// How this flow looks. `by_family` where more kinds are in view than colours can tell apart; some palettes always
    /// colour so.
    #[must_use]
    pub fn flow(&self, document: &Document, flow: &Flow, by_family: bool) -> FlowStyle {
        let kind = document.flow_kind(&flow.kind);
        let own = flow.style.colour.map(|colour| self.chosen(colour));
        let colour = own.unwrap_or_else(|| self.kind_colour(document, kind.map(|kind| &**kind), by_family));
        let dash = kind.map_or(&[][..], |kind| &kind.dash);
        let mut style = self.line(colour, dash);
        if flow.formality == Formality::Informal {
            style.dash = INFORMAL_DASH.to_vec();
        }
        point(&mut style, flow.direction);
        self.show_flow_status(&mut style, flow.status);
        if let Some(width) = flow.style.width.filter(|width| width.is_finite()) {
            style.width = width.clamp(0.0, WIDEST_LINE);
        }
        style
    }

    /// The legend's sign for a kind of flow.
    #[must_use]
    pub fn flow_swatch(&self, document: &Document, kind: &FlowKind, by_family: bool) -> FlowStyle {
        let mut style = self.line(self.kind_colour(document, Some(kind), by_family), &kind.dash);
        style.head_at_end = !kind.undirected;
        style
    }

    /// The legend's sign for a family of flow kinds.
    #[must_use]
    pub fn family_swatch(&self, family: &Family) -> FlowStyle {
        self.line(self.line_colour(family.colour, Some(family)), &[])
    }

    /// The legend's sign for a formality, in no kind's colour.
    #[must_use]
    pub fn formality_swatch(&self, formality: Formality) -> FlowStyle {
        let mut style = self.line(self.muted(), &[]);
        if formality == Formality::Informal {
            style.dash = INFORMAL_DASH.to_vec();
        }
        style
    }

    /// How a line looks that sums up flows of several kinds, such as this one: in no kind's colour, a little wider.
    #[must_use]
    pub fn sum_line(&self, flow: &Flow) -> FlowStyle {
        let mut style = self.formality_swatch(flow.formality);
        style.width += SUM_WIDER;
        point(&mut style, flow.direction);
        self.show_flow_status(&mut style, flow.status);
        style
    }

    /// The legend's sign for such a line.
    #[must_use]
    pub fn sum_swatch(&self) -> FlowStyle {
        let plain = self.formality_swatch(Formality::Formal);
        FlowStyle { width: plain.width + SUM_WIDER, ..plain }
    }

    /// The legend's sign for a width by data, in no kind's colour and without heads.
    #[must_use]
    pub fn data_line(&self) -> FlowStyle {
        FlowStyle { head_at_end: false, ..self.line(self.muted(), &[]) }
    }

    /// The legend's sign for a status, in no kind's colour.
    #[must_use]
    pub fn status_swatch(&self, status: Status) -> FlowStyle {
        let mut style = self.line(self.muted(), &[]);
        self.show_flow_status(&mut style, status);
        style
    }

    fn line(&self, colour: Rgba, dash: &[f64]) -> FlowStyle {
        FlowStyle {
            colour,
            width: if self.palette.is_high_contrast() { FLOW_WIDTH + 0.5 } else { FLOW_WIDTH },
            dash: sane_dash(dash),
            struck: false,
            head_at_start: false,
            head_at_end: true,
            open_head: false,
            label_colour: self.label_on_bands(colour),
        }
    }

    /// The colour as words of it are read, on the page as on the deepest tint that they may stand on: a group in a group
    /// in a band.
    fn label_on_bands(&self, colour: Rgba) -> Rgba {
        let group = |ground| self.group_fill().over(ground);
        let deepest = group(group(self.area_fill(0)));
        let read = colour.readable_on(self.page(), self.palette.text_contrast());
        read.readable_on(deepest, 4.5)
    }

    fn kind_colour(&self, document: &Document, kind: Option<&FlowKind>, by_family: bool) -> Rgba {
        let family = kind.and_then(|kind| kind.family.as_ref()).and_then(|id| document.family(id));
        let family_colour = family.and_then(|family| family.colour);
        let own = kind.and_then(|kind| kind.colour);
        let by_family = by_family || self.palette.colours_families_only();
        let chosen = if by_family { family_colour.or(own) } else { own.or(family_colour) };
        self.line_colour(chosen, family.map(|family| &**family))
    }

    /// The scheme's colours are made for a light page; the theme and the palette derive theirs. Grey where none is set.
    fn line_colour(&self, colour: Option<Colour>, family: Option<&Family>) -> Rgba {
        let made = match (colour, family) {
            // Without hue, a family is a tone.
            (_, Some(family)) if self.palette.is_grey() => {
                let step = family.order.rem_euclid(GREY_TONES.1);
                Oklch::new(GREY_TONES.0 + 0.1 * f64::from(step), 0.0, 0.0)
            }
            (Some(colour), _) => self.palette.flow(Oklch::from(Rgba::from(colour))),
            (None, _) => return self.muted(),
        };
        self.themed(made).to_rgba().readable_on(self.page(), self.palette.text_contrast())
    }

    fn show_flow_status(&self, style: &mut FlowStyle, status: Status) {
        match status {
            Status::Current => {}
            Status::Wanted | Status::Proposed => {
                style.colour = style.colour.paled(self.page(), self.palette.line_contrast());
                style.dash = WANTED_DASH.to_vec();
            }
            Status::Absent => {
                style.width = HAIRLINE;
                style.dash = Vec::new();
                style.struck = true;
            }
            Status::Ended => style.colour = style.colour.paled(self.page(), self.palette.line_contrast()),
        }
    }
}

fn point(style: &mut FlowStyle, direction: Direction) {
    let (start, end) = match direction {
        Direction::Forward => (false, true),
        Direction::None => (false, false),
        // Which of the two ends it points to is not known: both are marked, neither is filled.
        Direction::Both | Direction::Unknown => (true, true),
    };
    style.head_at_start = start;
    style.head_at_end = end;
    style.open_head = direction == Direction::Unknown;
}

/// Dashes that a painter can follow: finite, not negative, not all gaps of nothing.
fn sane_dash(dash: &[f64]) -> Vec<f64> {
    let usable = dash.iter().all(|length| length.is_finite() && *length >= 0.0);
    if usable && dash.iter().sum::<f64>() >= 0.5 { dash.to_vec() } else { Vec::new() }
}
