//! What can be chosen of an arrangement, and the request that it comes to. Must not know how it is shown.

use std::collections::BTreeSet;

use crate::{
    editor::Session,
    layout::{Method, Request, Restriction},
    model::{AreaMeaning, Document, GroupId, Member, OrganisationId, RecordId},
};

/// Who may move. Pinned and locked ones never do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// All.
    #[default]
    All,
    /// What is selected.
    Selected,
    /// What was added since the map was opened.
    New,
}

impl Who {
    /// In the order of the panel.
    pub const ALL: [Self; 3] = [Self::All, Self::Selected, Self::New];
    /// A short word and the whole of it.
    pub const NAMES: [(&'static str, &'static str); 3] = [
        ("All", "All may move"),
        ("Selected", "Only what is selected may move"),
        ("New", "Only what was added since the map was opened may move"),
    ];
}

/// What is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// How.
    pub method: Method,
    /// Who may move.
    pub who: Who,
    /// How far to go, in parts of a hundred.
    pub strength: u32,
    /// How tidy, in parts of a hundred: of its own, for it means something else.
    pub tidiness: u32,
    /// Which try.
    pub seed: u64,
    /// Bands side by side, layers downward.
    pub sideways: bool,
    /// Who stands in the middle of the rings.
    pub centre: Option<OrganisationId>,
    /// What is drawn as bands stays.
    pub keep_bands: bool,
    /// The middle stays.
    pub keep_centre: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            method: Method::Tidy,
            who: Who::All,
            strength: 100,
            tidiness: 50,
            seed: 1,
            sideways: false,
            centre: None,
            keep_bands: false,
            keep_centre: true,
        }
    }
}

impl Choices {
    /// What they ask of a layout.
    #[must_use]
    pub fn request(&self, session: &Session) -> Request {
        let document = session.document();
        let strength = if self.method == Method::Tidy { self.tidiness } else { self.strength };
        let centre = self.centre.clone().filter(|id| document.organisation(id).is_some());
        Request {
            method: self.method,
            restriction: match self.who {
                Who::All => Restriction::Free,
                Who::Selected => Restriction::Only(selected(session)),
                Who::New => Restriction::Only(newcomers(session)),
            },
            strength: f64::from(strength.min(100)) / 100.0,
            seed: self.seed,
            sideways: self.sideways && has_direction(self.method),
            axes: crate::layout::Axes::Both,
            centre: centre.filter(|_| self.method == Method::Rings),
            keep_bands: self.keep_bands && has_bands(document),
            keep_centre: self.keep_centre,
        }
    }
}

/// Whether the method can run the other way.
#[must_use]
pub fn has_direction(method: Method) -> bool {
    matches!(method, Method::Bands | Method::Grid | Method::Layered)
}

/// Whether chance has a say in the method.
#[must_use]
pub fn has_chance(method: Method) -> bool {
    matches!(method, Method::Network | Method::Layered)
}

/// Whether bands or columns are drawn.
#[must_use]
pub fn has_bands(document: &Document) -> bool {
    document.map().areas.iter().any(|area| area.meaning != AreaMeaning::Title)
}

/// The organisations that are selected, also by way of their group.
#[must_use]
pub fn selected(session: &Session) -> BTreeSet<OrganisationId> {
    let document = session.document();
    let mut found: BTreeSet<OrganisationId> = session.selection().organisations().into_iter().collect();
    let mut groups: Vec<GroupId> = session.selection().records().into_iter().filter_map(group).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = groups.pop() {
        let Some(group) = document.group(&id).filter(|_| seen.insert(id)) else { continue };
        for member in &group.members {
            match member {
                Member::Organisation(id) => {
                    found.insert(id.clone());
                }
                Member::Group(id) => groups.push(id.clone()),
            }
        }
    }
    found
}

fn group(id: RecordId) -> Option<GroupId> {
    match id {
        RecordId::Group(id) => Some(id),
        _ => None,
    }
}

/// The organisations that were added since the map was opened.
#[must_use]
pub fn newcomers(session: &Session) -> BTreeSet<OrganisationId> {
    let history = session.history();
    let changes = history.steps()[..history.position()].iter().flat_map(|step| step.transaction.changes());
    let added = changes.filter(|change| change.before.is_none()).filter_map(|change| match &change.id {
        RecordId::Organisation(id) => Some(id.clone()),
        _ => None,
    });
    added.filter(|id| session.document().organisation(id).is_some()).collect()
}
