//! The map's own record: title, sources, goals, areas, and what else is said of the whole.
//! Must not know organisations or flows.

use std::collections::BTreeMap;

use super::{Area, Carried, Colour, Date, GoalId, RecordId, Source, Status};

/// Something that organisations support or oppose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// What is wanted.
    pub text: String,
}

/// Where something differs between two versions that a merge could not settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The record.
    pub record: RecordId,
    /// Its field; empty when one side deleted the whole record.
    pub field: String,
    /// Our value, as raw text of the file.
    pub ours: String,
    /// Their value, as raw text of the file.
    pub theirs: String,
}

/// What a rule for appearance by data changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppearanceTarget {
    /// Size of a node.
    Size,
    /// Tone of a node's fill.
    Tone,
    /// Width of a node's outline.
    Outline,
    /// Width of a flow.
    FlowWidth,
}

/// A meaning that the user switched on; the legend states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppearanceRule {
    /// What it changes.
    pub target: AppearanceTarget,
    /// The field or measure it follows, by name.
    pub field: String,
}

/// What is said of the whole map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapInfo {
    /// Its title.
    pub title: String,
    /// A line under the title.
    pub subtitle: String,
    /// The place it maps.
    pub place: String,
    /// Who made it.
    pub author: String,
    /// Under what terms it may be used.
    pub licence: String,
    /// What it is made from.
    pub sources: Vec<Source>,
    /// What was asked and what was not: a snowballed map sees part of a cluster.
    pub coverage: String,
    /// When it was begun.
    pub created: Option<Date>,
    /// The state of affairs it shows.
    pub as_of: Option<Date>,
    /// Background of the canvas, if not the theme's.
    pub background: Option<Colour>,
    /// Palette by name; the default one when empty.
    pub palette: String,
    /// Words for a status other than the program's.
    pub status_names: BTreeMap<Status, String>,
    /// Meanings that the user switched on.
    pub appearance: Vec<AppearanceRule>,
    /// What organisations may support or oppose.
    pub goals: Vec<Goal>,
    /// Bands and columns, back to front.
    pub areas: Vec<Area>,
    /// Left by a merge, until somebody decides.
    pub conflicts: Vec<Conflict>,
    /// Unread parts of its record in the file.
    pub carried: Carried,
}
