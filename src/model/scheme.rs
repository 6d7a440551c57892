//! The scheme's records: sectors, scales, families and kinds of flow. A map's own, edited like everything else.
//! Must not know how a glyph or a dash is drawn; the study's scheme stands in `default_scheme`.

use super::{Carried, Colour, FamilyId};

/// The small sign inside a node that repeats its sector without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Glyph {
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A filled diamond.
    Diamond,
    /// A filled disc.
    #[default]
    Circle,
    /// A filled hexagon.
    Hexagon,
    /// A filled star.
    Star,
    /// A filled pentagon.
    Pentagon,
    /// A thick cross.
    Cross,
}

impl Glyph {
    /// All, in the order in which new sectors take them.
    pub const ALL: [Self; 8] = [
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Circle,
        Self::Hexagon,
        Self::Star,
        Self::Pentagon,
        Self::Cross,
    ];
}

/// How a fill is told apart in grey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// No pattern.
    #[default]
    Plain,
    /// Lines rising to the right.
    Rising,
    /// Lines falling to the right.
    Falling,
    /// Dots.
    Dots,
    /// Upright lines.
    Upright,
    /// Crossed lines.
    Crossed,
}

/// A sector: part of the hue of a node, and its glyph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sector {
    /// Its name in legend and interface.
    pub name: String,
    /// OKLCH hue in degrees, 0 to 360; `None` is grey.
    pub hue: Option<f64>,
    /// The sign that repeats it.
    pub glyph: Glyph,
    /// The pattern that repeats it in grey.
    pub pattern: Pattern,
    /// Place in the legend, small first.
    pub order: i32,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

/// A scale: the tone of a node, and the weight of its outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// Its name in legend and interface.
    pub name: String,
    /// From small to large: local 0, international 3.
    pub level: i32,
    /// OKLCH lightness of the fill, 0 to 1.
    pub lightness: f64,
    /// OKLCH chroma of the fill, 0 to 0.4.
    pub chroma: f64,
    /// Width of the outline, canvas units.
    pub outline: f64,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

/// A family of flow kinds, whose colours are near each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Family {
    /// Its name in legend and interface.
    pub name: String,
    /// Its colour, when kinds are too many to have their own.
    pub colour: Option<Colour>,
    /// Place in the legend, small first.
    pub order: i32,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}

/// A kind of flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowKind {
    /// Its name in legend and on the line, lower case.
    pub name: String,
    /// Its family, if it has one.
    pub family: Option<FamilyId>,
    /// Its colour on a light page; the theme derives the others.
    pub colour: Option<Colour>,
    /// Dashes and gaps in canvas units, for a formal flow; empty is a full line.
    pub dash: Vec<f64>,
    /// Whether a flow of this kind that is drawn anew points somewhere.
    pub undirected: bool,
    /// Place in the legend and among parallel flows, small first.
    pub order: i32,
    /// The question of a round: "Who funds whom?".
    pub question: String,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}
