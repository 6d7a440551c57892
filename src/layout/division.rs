//! Who belongs where: scales as bands, sectors as columns or slices, in the order of the legend; what is not stated
//! comes last. Must not know where bands and columns are put.

use std::collections::BTreeSet;

use super::{Axes, Problem};
use crate::model::{Area, AreaId, AreaMeaning, AreaShape, Rect, ScaleId, SectorId};

/// The cells of a division, band by band, with those who belong to each.
pub(super) struct Division {
    /// Scales, the largest first; one that stands for all when the map is not divided by scale.
    pub(super) scales: Vec<Option<ScaleId>>,
    /// Sectors; one that stands for all when the map is not divided by sector.
    pub(super) sectors: Vec<Option<SectorId>>,
    /// Whether scale divides at all, and sector.
    pub(super) by_scale: bool,
    pub(super) by_sector: bool,
    /// Nodes of each cell: of one sector side by side, in the order of ids.
    pub(super) members: Vec<Vec<usize>>,
}

impl Division {
    pub(super) fn new(problem: &Problem<'_>, axes: Axes) -> Self {
        let (by_scale, by_sector) = (axes != Axes::Sectors, axes != Axes::Scales);
        let all_sectors = sectors(problem);
        let scales = if by_scale { scales(problem) } else { vec![None] };
        let sectors = if by_sector { all_sectors.clone() } else { vec![None] };
        let mut division = Self { scales, sectors, by_scale, by_sector, members: Vec::new() };
        division.members = vec![Vec::new(); division.scales.len() * division.sectors.len()];
        for node in 0..problem.len() {
            let cell = division.cell_of(problem, node);
            division.members[cell].push(node);
        }
        let rank = |node: &usize| all_sectors.iter().position(|it| it.as_ref() == sector_of(problem, *node));
        for members in &mut division.members {
            members.sort_by_key(|node| (rank(node), *node));
        }
        division
    }

    /// The band of a node, 0 for the largest scale.
    pub(super) fn band_of(&self, problem: &Problem<'_>, node: usize) -> usize {
        let scale = scale_of(problem, node);
        self.scales.iter().position(|one| one.as_ref() == scale).unwrap_or(0)
    }

    /// The column of a node.
    pub(super) fn column_of(&self, problem: &Problem<'_>, node: usize) -> usize {
        let sector = sector_of(problem, node);
        self.sectors.iter().position(|one| one.as_ref() == sector).unwrap_or(0)
    }

    fn cell_of(&self, problem: &Problem<'_>, node: usize) -> usize {
        self.band_of(problem, node) * self.sectors.len() + self.column_of(problem, node)
    }

    /// Band of the largest and of the smallest scale that a node has or reaches, as far as they are bands here.
    pub(super) fn span_of(&self, problem: &Problem<'_>, node: usize) -> (usize, usize) {
        let home = self.band_of(problem, node);
        if !self.by_scale {
            return (home, home);
        }
        let reach = &problem.organisations[node].reach;
        let reached = self.scales.iter().enumerate();
        let reached = reached.filter(|(_, scale)| scale.as_ref().is_some_and(|scale| reach.contains(scale)));
        reached.map(|(band, _)| band).fold((home, home), |(first, last), it| (first.min(it), last.max(it)))
    }

    /// The area of a band. A lone scale that nobody states is no division and has none.
    pub(super) fn band_area(&self, band: usize, extent: Rect, shape: AreaShape) -> Option<Area> {
        let scale = &self.scales[band];
        if !self.by_scale || (self.scales.len() < 2 && scale.is_none()) {
            return None;
        }
        Some(match scale {
            Some(scale) => {
                // A scale's id may be as long as an id can be.
                let id = AreaId::new(&format!("band-{scale}"))
                    .or(AreaId::new(&format!("band-of-level-{band}")))
                    .expect("a number makes a short slug");
                Area { id, title: String::new(), extent, meaning: AreaMeaning::Scale(scale.clone()), shape }
            }
            None => Area {
                id: AreaId::literal(Area::SCALE_NOT_STATED),
                title: "Scale not stated".into(),
                extent,
                meaning: AreaMeaning::Title,
                shape,
            },
        })
    }

    /// The area of a column or slice, as for bands.
    pub(super) fn column_area(&self, column: usize, extent: Rect, shape: AreaShape) -> Option<Area> {
        let sector = &self.sectors[column];
        if !self.by_sector || (self.sectors.len() < 2 && sector.is_none()) {
            return None;
        }
        Some(match sector {
            Some(sector) => {
                let id = AreaId::new(&format!("column-{sector}"))
                    .or(AreaId::new(&format!("column-of-number-{column}")))
                    .expect("a number makes a short slug");
                Area { id, title: String::new(), extent, meaning: AreaMeaning::Sector(sector.clone()), shape }
            }
            None => Area {
                id: AreaId::literal(Area::SECTOR_NOT_STATED),
                title: "Sector not stated".into(),
                extent,
                meaning: AreaMeaning::Title,
                shape,
            },
        })
    }
}

/// Whether a layout made this area, or it means a scale or a sector: it gives way to a new division.
pub(super) fn gives_way(area: &Area) -> bool {
    area.meaning != AreaMeaning::Title || area.is_of_not_stated()
}

/// The scales that occur, the largest first, not stated last.
pub(super) fn scales(problem: &Problem<'_>) -> Vec<Option<ScaleId>> {
    let all = problem.document.scales_in_order().into_iter().rev().map(|(id, _)| id);
    let occurring: BTreeSet<_> = (0..problem.len()).map(|node| scale_of(problem, node)).collect();
    // A scale that is only reached is a band too: else there would be nothing to reach into.
    let reached: BTreeSet<_> = problem.organisations.iter().flat_map(|it| &it.reach).collect();
    let occurring = occurring.into_iter().chain(reached.into_iter().map(Some)).collect();
    in_order(all, &occurring)
}

/// The sectors that occur, in the order of the legend, not stated last.
pub(super) fn sectors(problem: &Problem<'_>) -> Vec<Option<SectorId>> {
    let all = problem.document.sectors_in_order().into_iter().map(|(id, _)| id);
    let occurring: BTreeSet<_> = (0..problem.len()).map(|node| sector_of(problem, node)).collect();
    in_order(all, &occurring)
}

fn in_order<'a, Id: Ord + Clone + 'a>(
    all: impl Iterator<Item = &'a Id>,
    occurring: &BTreeSet<Option<&Id>>,
) -> Vec<Option<Id>> {
    let stated = all.filter(|id| occurring.contains(&Some(*id))).cloned().map(Some);
    stated.chain(occurring.contains(&None).then_some(None)).collect()
}

/// The scale of an organisation, if the scheme has it.
pub(super) fn scale_of<'a>(problem: &Problem<'a>, node: usize) -> Option<&'a ScaleId> {
    let scale = problem.organisations[node].scale.as_ref()?;
    problem.document.scales().contains_key(scale).then_some(scale)
}

/// The sector of an organisation, if the scheme has it.
pub(super) fn sector_of<'a>(problem: &Problem<'a>, node: usize) -> Option<&'a SectorId> {
    let sector = problem.organisations[node].sector.as_ref()?;
    problem.document.sectors().contains_key(sector).then_some(sector)
}
