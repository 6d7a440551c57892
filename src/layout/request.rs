//! What is asked of a layout, and what it answers. Must not know how any layout works.

use std::{collections::BTreeMap, collections::BTreeSet};

use super::division;
use crate::model::{Area, AreaId, OrganisationId, Point};

/// How organisations are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Scales as bands, the largest on top.
    #[default]
    Bands,
    /// Scales as bands, sectors as columns.
    Grid,
    /// Scales as rings, sectors as slices.
    Rings,
    /// Who is joined stands near: stress majorisation.
    Network,
    /// Flows run one way, layer by layer.
    Layered,
    /// The sketch as it is, with overlaps removed and near-alignments made straight.
    Tidy,
}

impl Method {
    /// All, in the order of the interface.
    pub const ALL: [Self; 6] =
        [Self::Bands, Self::Grid, Self::Rings, Self::Network, Self::Layered, Self::Tidy];

    /// Its name in the terminal.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bands => "bands",
            Self::Grid => "grid",
            Self::Rings => "rings",
            Self::Network => "network",
            Self::Layered => "layered",
            Self::Tidy => "tidy",
        }
    }
}

/// What bands, columns, rings and slices are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axes {
    /// Scales one way, sectors the other.
    #[default]
    Both,
    /// Only scales: a grid without columns, rings without slices.
    Scales,
    /// Only sectors: columns without bands, slices without rings.
    Sectors,
}

/// Which organisations may move. Pinned and locked ones that have a place never do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Restriction {
    /// Only those that have no position yet.
    #[default]
    Unplaced,
    /// All that are neither pinned nor locked.
    Free,
    /// Of these, those that are neither pinned nor locked.
    Only(BTreeSet<OrganisationId>),
}

/// What is asked for. The same request over the same map gives the same answer, bit for bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Which.
    pub restriction: Restriction,
    /// How far from the sketch towards the layout, 0 to 1: at less than 1 everyone goes only that part of the way
    /// (and boxes still do not overlap, and bands, columns and rings are not drawn, for nobody stands in theirs yet); for
    /// [`Method::Tidy`] how near to a line counts as near.
    pub strength: f64,
    /// Where chance begins.
    pub seed: u64,
    /// Bands stand beside each other; layers follow each other downward.
    pub sideways: bool,
    /// What [`Method::Grid`] and [`Method::Rings`] divide the map by; [`Method::Bands`] always draws scales alone.
    pub axes: Axes,
    /// Who stands in the middle of the rings; nobody when not set.
    pub centre: Option<OrganisationId>,
    /// Bands, columns, rings and slices that are drawn already stay, and everyone whom they mean stands in them; only
    /// where there is no room left does somebody stand outside.
    pub keep_bands: bool,
    /// The middle of what moves stays where it was, so that the eye need not follow.
    pub keep_centre: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            method: Method::default(),
            restriction: Restriction::default(),
            strength: 1.0,
            seed: 1,
            sideways: false,
            axes: Axes::default(),
            centre: None,
            keep_bands: false,
            keep_centre: false,
        }
    }
}

impl Request {
    /// What opening a map asks for.
    #[must_use]
    pub fn first_placement() -> Self {
        Self::default()
    }
}

/// Where organisations are to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The centres of those that move, in whole canvas units.
    pub positions: BTreeMap<OrganisationId, Point>,
    /// The bands, columns or rings that were made. They take the place of the map's own that have a meaning; areas
    /// that are only a title stay. Empty: the map's own stay as they are.
    pub areas: Vec<Area>,
    /// What can be said of it.
    pub report: Report,
}

impl Placement {
    /// The map's areas once this is accepted. New ones take the place of those that mean a scale or a sector and of those
    /// that an earlier layout made; those that are only a title stay, as they were, in front. Where none were made, all
    /// stay.
    #[must_use]
    pub fn areas_over(&self, old: &[Area]) -> Vec<Area> {
        if self.areas.is_empty() {
            return old.to_vec();
        }
        let mut areas = self.areas.clone();
        let kept: Vec<Area> = old.iter().filter(|area| !division::gives_way(area)).cloned().collect();
        let taken: BTreeSet<&AreaId> = kept.iter().map(|area| &area.id).collect();
        for (number, area) in areas.iter_mut().enumerate() {
            if taken.contains(&area.id) {
                let mut free = (number..).filter_map(|it| AreaId::new(&format!("laid-out-{it}")).ok());
                area.id = free.find(|id| !taken.contains(id)).unwrap_or_else(|| area.id.clone());
            }
        }
        areas.extend(kept);
        areas
    }
}

/// What can be said of an arrangement; what was not measured is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    /// Of all pairs of organisations, the share whose left-right and above-below order is as it was, 0 to 1.
    pub order_kept: Option<f64>,
    /// Pairs of boxes that still overlap: only such as may not move.
    pub overlaps: Option<usize>,
    /// Normalised stress at the best scale, weights one over distance squared; 0 is a perfect picture of the network.
    pub stress: Option<f64>,
}
