//! Scales as bands, the largest on top; sectors as columns; what is not stated comes last. Must not know how bands
//! are drawn.

use std::collections::BTreeSet;

use super::{
    Placement, Problem,
    grid::{Cell, Grid},
    order, whole,
};
use crate::model::{Area, AreaId, AreaMeaning, Rect, ScaleId, SectorId};

/// How much lower every second place may be, canvas units: a flow to the next but one then passes a usual box.
const STAGGER: f64 = 44.0;
/// A picture with one crossing less is not yet clearly better.
const CLEARLY: f64 = 2.0;

/// Places everyone.
pub(super) fn place(problem: &Problem<'_>) -> Placement {
    if problem.len() == 0 {
        return Placement::default();
    }
    let scales = scales(problem);
    let sectors = sectors(problem);
    let members = members(problem, &scales, &sectors);
    let cells: Vec<Cell> = members.iter().map(|members| cell(problem, members)).collect();
    let seat = |stagger| order::seat(problem, &Grid::new(&cells, sectors.len(), stagger), &members);
    let (straight, staggered) = (seat(0.0), seat(STAGGER));
    // Rows that stand straight are calmer: they give way only to a picture that is clearly better.
    let seated = if staggered.badness + CLEARLY < straight.badness { staggered } else { straight };
    let named =
        problem.ids.iter().zip(&seated.positions).map(|(id, position)| ((*id).clone(), whole(*position)));
    let areas =
        if problem.document.map().areas.is_empty() { areas(&scales, &seated.grid) } else { Vec::new() };
    Placement { positions: named.collect(), areas, ..Placement::default() }
}

/// The scales that occur, the largest first, not stated last.
fn scales(problem: &Problem<'_>) -> Vec<Option<ScaleId>> {
    let all = problem.document.scales_in_order().into_iter().rev().map(|(id, _)| id);
    let occurring: BTreeSet<_> = (0..problem.len()).map(|node| scale_of(problem, node)).collect();
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

/// Who belongs to each cell, band by band.
fn members(
    problem: &Problem<'_>,
    scales: &[Option<ScaleId>],
    sectors: &[Option<SectorId>],
) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); scales.len() * sectors.len()];
    for node in 0..problem.len() {
        let (scale, sector) = (scale_of(problem, node), sector_of(problem, node));
        let band = scales.iter().position(|one| one.as_ref() == scale).unwrap_or(0);
        let column = sectors.iter().position(|one| one.as_ref() == sector).unwrap_or(0);
        members[band * sectors.len() + column].push(node);
    }
    members
}

fn cell(problem: &Problem<'_>, members: &[usize]) -> Cell {
    let mut cell = Cell { count: members.len(), ..Cell::default() };
    for node in members {
        cell.size.width = cell.size.width.max(problem.sizes[*node].width);
        cell.size.height = cell.size.height.max(problem.sizes[*node].height);
    }
    cell
}

fn areas(scales: &[Option<ScaleId>], grid: &Grid) -> Vec<Area> {
    // One band is no division: it would only be a box round everything.
    if scales.len() < 2 {
        return Vec::new();
    }
    let area = |(band, (scale, extent)): (usize, (&Option<ScaleId>, &Rect))| {
        let corner = whole(extent.corners()[2]);
        let extent = Rect::from_corners(whole(extent.corners()[0]), corner);
        match scale {
            Some(scale) => {
                // A scale's id may be as long as an id can be.
                let id =
                    AreaId::new(&format!("band-{scale}")).or(AreaId::new(&format!("band-of-level-{band}")));
                let id = id.expect("a number makes a short slug");
                Area { id, title: String::new(), extent, meaning: AreaMeaning::Scale(scale.clone()) }
            }
            None => Area {
                id: AreaId::literal("band-not-stated"),
                title: "Scale not stated".into(),
                extent,
                meaning: AreaMeaning::Title,
            },
        }
    };
    scales.iter().zip(grid.bands()).enumerate().map(area).collect()
}
