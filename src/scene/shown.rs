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
}

impl Default for Shown {
    /// As in a figure: what an organisation says of itself, nothing that a workshop adds.
    fn default() -> Self {
        Self { influence: false, goals: false, roles: true, counts: true, parked: false }
    }
}

impl Shown {
    /// As in the window, where what is parked must not be forgotten.
    #[must_use]
    pub fn window() -> Self {
        Self { parked: true, ..Self::default() }
    }
}
