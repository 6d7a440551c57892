//! The columns of both sheets: their titles, widths and how their cells are written.
//! Must not know how a cell is drawn.

/// A sheet of rows of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A row for each organisation.
    #[default]
    Organisations,
    /// A row for each flow.
    Flows,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What an organisation is called.
    Name,
    /// What a node stands for.
    NodeKind,
    /// Its sector.
    Sector,
    /// Its scale.
    Scale,
    /// Further scales.
    Reach,
    /// Where it is.
    Place,
    /// How many it stands for.
    Count,
    /// Parts that it plays.
    Roles,
    /// Free tags.
    Tags,
    /// There, wanted, absent; of a flow too.
    Status,
    /// Height of its tower.
    Influence,
    /// Flows out of it, counted.
    FlowsOut,
    /// Flows into it, counted.
    FlowsIn,
    /// Pieces of evidence, counted; of a flow too.
    Evidence,
    /// Where a flow comes from.
    From,
    /// What flows.
    FlowKind,
    /// Where it goes.
    To,
    /// Which way.
    Direction,
    /// Formal or informal.
    Formality,
    /// Words on its line.
    Label,
    /// On what condition it flows.
    Condition,
    /// How much.
    Weight,
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// Words or figures.
    Words,
    /// One of a list.
    Choice,
    /// It is counted and can't be written.
    None,
}

impl Sort {
    /// Its columns, from left to right.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Organisations => &[
                C::Name,
                C::NodeKind,
                C::Sector,
                C::Scale,
                C::Reach,
                C::Place,
                C::Count,
                C::Roles,
                C::Tags,
                C::Status,
                C::Influence,
                C::FlowsOut,
                C::FlowsIn,
                C::Evidence,
            ],
            Self::Flows => &[
                C::From,
                C::FlowKind,
                C::To,
                C::Direction,
                C::Formality,
                C::Status,
                C::Label,
                C::Condition,
                C::Weight,
                C::Evidence,
            ],
        }
    }

    /// What its rows are, in the plural.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Organisations => "Organisations",
            Self::Flows => "Flows",
        }
    }

    /// What one of its rows is.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            Self::Organisations => "organisation",
            Self::Flows => "flow",
        }
    }
}

impl Column {
    /// Its title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::NodeKind => "Kind",
            Self::Sector => "Sector",
            Self::Scale => "Scale",
            Self::Reach => "Further scales",
            Self::Place => "Place",
            Self::Count => "Count",
            Self::Roles => "Roles",
            Self::Tags => "Tags",
            Self::Status => "Status",
            Self::Influence => "Influence",
            Self::FlowsOut => "Out",
            Self::FlowsIn => "In",
            Self::Evidence => "Evidence",
            Self::From => "From",
            Self::FlowKind => "What flows",
            Self::To => "To",
            Self::Direction => "Direction",
            Self::Formality => "Formality",
            Self::Label => "Label",
            Self::Condition => "Condition",
            Self::Weight => "Weight",
        }
    }

    /// Its width, points.
    #[must_use]
    pub fn width(self) -> f32 {
        match self {
            Self::Name | Self::From | Self::To => 208.0,
            Self::NodeKind | Self::Direction => 160.0,
            Self::Sector => 260.0,
            Self::FlowKind => 168.0,
            Self::Scale => 140.0,
            Self::Reach | Self::Condition | Self::Label => 168.0,
            Self::Place | Self::Roles | Self::Tags => 132.0,
            Self::Count => 104.0,
            Self::Status | Self::Formality => 104.0,
            Self::Influence => 88.0,
            Self::FlowsOut | Self::FlowsIn => 56.0,
            Self::Evidence | Self::Weight => 84.0,
        }
    }

    /// Whether it holds figures, which stand at the right.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Count | Self::Influence | Self::FlowsOut | Self::FlowsIn | Self::Evidence | Self::Weight
        )
    }

    /// How its cells are written.
    #[must_use]
    pub fn pen(self) -> Pen {
        match self {
            Self::NodeKind
            | Self::Sector
            | Self::Scale
            | Self::Status
            | Self::From
            | Self::FlowKind
            | Self::To
            | Self::Direction
            | Self::Formality => Pen::Choice,
            Self::FlowsOut | Self::FlowsIn | Self::Evidence => Pen::None,
            _ => Pen::Words,
        }
    }

    /// How its cells are to be written, where that may be asked.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Reach => "regional, national",
            Self::Count => "12, 40 to 50, over 1,000",
            Self::Roles => "anchor, broker",
            Self::Tags => "film, arts",
            Self::Influence => "stones",
            _ => "",
        }
    }
}
