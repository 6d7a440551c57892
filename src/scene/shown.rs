//! What is shown beside the base picture: switches that a window, a view or the terminal may set.
//! Must not know how any of it is drawn.

/// What is shown beside boxes, names and flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown {
    /// Towers of influence beside organisations.
    pub influence: bool,
    /// Badges for the goals that organisations support or oppose.
    pub goals: bool,
    /// The parts that an organisation plays, under its name.
    pub roles: bool,
    /// How many an organisation stands for, under its name.
    pub counts: bool,
    /// Parked notes, in a column beside the map.
    pub parked: bool,
    /// Flows of one kind between the same two are one line.
    pub one_line_a_kind: bool,
    /// All flows between the same two are one line, whatever their kinds.
    pub one_line_a_pair: bool,
    /// Flows of one organisation that run side by side are one line until they part: those of one kind, or of any kind
    /// where a pair has one line.
    pub shared_stems: bool,
}

impl Default for Shown {
    /// As in a figure: what an organisation says of itself, nothing that a workshop adds.
    fn default() -> Self {
        Self { roles: true, counts: true, ..Self::nothing() }
    }
}

impl Shown {
    /// Nothing but boxes, names and flows, each flow by itself.
    #[must_use]
    pub const fn nothing() -> Self {
        Self {
            influence: false,
            goals: false,
            roles: false,
            counts: false,
            parked: false,
            one_line_a_kind: false,
            one_line_a_pair: false,
            shared_stems: false,
        }
    }

    /// Whether flows of one kind between the same two are one line.
    pub(super) fn is_bundled(self) -> bool {
        self.one_line_a_kind || self.one_line_a_pair || self.shared_stems
    }

    /// As in the window, where what is parked must not be forgotten.
    #[must_use]
    pub fn window() -> Self {
        Self { parked: true, ..Self::default() }
    }
}
