//! What a format holds of a map, as its writer says. Must not know any format's syntax, nor what a map has.

use super::{loss::Of, roles::Role};

/// Which fields a format holds, in columns or in what it draws.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held {
    /// Fields of any name.
    All,
    /// Only these.
    Only {
        /// Of organisations.
        organisations: &'static [Role],
        /// Of flows.
        flows: &'static [Role],
    },
}

/// How a format holds places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// As they are.
    Exact,
    /// Only nearly, or not at all: the exact ones go along as fields.
    AsFields,
    /// Only how they lie to each other.
    Nearly,
    /// Not at all.
    Nowhere,
}

/// How a format holds groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Groups {
    /// Within each other, with fields of their own.
    Whole,
    /// Within each other, as names alone.
    Names,
    /// As a word beside each member, or in the text for the map as a whole.
    AsWords,
    /// Not at all.
    Nowhere,
}

/// What a format holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holds {
    /// Fields of organisations and flows.
    pub(super) fields: Held,
    /// A text for the map as a whole.
    pub(super) map: bool,
    /// The title of the map.
    pub(super) title: bool,
    /// Places of organisations.
    pub(super) places: Places,
    /// Groups.
    pub(super) groups: Groups,
    /// Words on the canvas.
    pub(super) notes: bool,
    /// Ids as we give them.
    pub(super) ids: bool,
    /// Bends of lines, exactly.
    pub(super) routes: bool,
    /// Weights of flows.
    pub(super) weights: bool,
    /// A flow that goes both ways is one flow.
    pub(super) both_ways: bool,
    /// The kind of a flow beside words of its own.
    pub(super) kind_beside_label: bool,
    /// Quotation marks and line breaks in names.
    pub(super) any_words: bool,
    /// A field that is there and says nothing.
    pub(super) blanks: bool,
    /// Of what type a field of the user's own is.
    pub(super) types: bool,
    /// The most signs of a field; any number when `None`.
    pub(super) longest: Option<usize>,
}

impl Holds {
    /// All, exactly.
    pub(super) const ALL: Self = Self {
        fields: Held::All,
        map: true,
        title: true,
        places: Places::Exact,
        groups: Groups::Whole,
        notes: true,
        ids: true,
        routes: true,
        weights: true,
        both_ways: true,
        kind_beside_label: true,
        any_words: true,
        blanks: true,
        types: true,
        longest: None,
    };

    /// Whether a field has a place.
    pub(super) fn field(&self, of: Of, role: Role) -> bool {
        match (of, self.fields) {
            (Of::Groups, _) => self.groups == Groups::Whole,
            (Of::Organisations, Held::Only { organisations, .. }) => organisations.contains(&role),
            (Of::Flows, Held::Only { flows, .. }) => flows.contains(&role),
            (_, Held::All) | (Of::Notes | Of::Map, _) => true,
        }
    }

    /// Whether it is told beside each organisation to which group it belongs.
    pub(super) fn group_words(&self) -> bool {
        self.groups == Groups::AsWords && self.field(Of::Organisations, Role::Group)
    }
}
