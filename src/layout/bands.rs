//! Scales as bands, the largest on top; sectors as columns; what is not stated comes last. Must not know how bands
//! are drawn.

use std::collections::BTreeMap;

use super::{GAP_ACROSS, GAP_DOWN, Placement, Problem, order};
use crate::model::{Area, AreaId, AreaMeaning, OrganisationId, Point, Rect, ScaleId, SectorId};

/// Room between a band's edge and what stands in it, canvas units. The band's title stands in the upper part.
const MARGIN: f64 = 32.0;
const TITLE_ROOM: f64 = 52.0;
/// Room between two bands, canvas units.
const BAND_GAP: f64 = 8.0;

type Cells<'a> = BTreeMap<(usize, usize), Vec<&'a OrganisationId>>;

/// A track of the grid: a column of the picture or a band of it, and how it is divided.
#[derive(Clone, Copy, Debug, Default)]
struct Track {
    /// How many boxes fit side by side (columns) or one above the other (bands).
    slots: usize,
    /// From one slot to the next, canvas units.
    pitch: f64,
    /// Where it begins, canvas units.
    start: f64,
}

impl Track {
    fn length(self) -> f64 {
        self.slots as f64 * self.pitch
    }

    fn center(self, slot: f64) -> f64 {
        self.start + (slot + 0.5) * self.pitch
    }
}

/// Places all of `moving`.
pub(super) fn place(problem: &Problem<'_>, moving: &[&OrganisationId]) -> Placement {
    let scales = scales(problem, moving);
    let sectors = sectors(problem, moving);
    let mut cells = cells(problem, moving, &scales, &sectors);
    order::by_barycentre(&mut cells, |id| problem.topology.neighbours(id).collect());
    let columns = columns(problem, &cells, sectors.len());
    let bands = bands(problem, &cells, &columns, scales.len());
    let mut positions = BTreeMap::new();
    for ((row, column), members) in &cells {
        let (band, column) = (bands[*row], columns[*column]);
        let rows = members.len().div_ceil(column.slots);
        for (index, id) in members.iter().enumerate() {
            let (line, across) = (index / column.slots, index % column.slots);
            // The last line of a cell may be short: it stands in the middle.
            let in_line = (members.len() - line * column.slots).min(column.slots);
            let x = column.center(across as f64 + (column.slots - in_line) as f64 / 2.0);
            let y = band.center(line as f64 + (band.slots - rows) as f64 / 2.0);
            positions.insert((*id).clone(), Point::new(x, y));
        }
    }
    let areas =
        if problem.document.map().areas.is_empty() { areas(&scales, &columns, &bands) } else { Vec::new() };
    Placement { positions, areas }
}

/// The scales that occur, the largest first, not stated last.
fn scales(problem: &Problem<'_>, moving: &[&OrganisationId]) -> Vec<Option<ScaleId>> {
    let occurs = |scale: Option<&ScaleId>| moving.iter().any(|id| scale_of(problem, id) == scale);
    let ordered = problem.document.scales_in_order().into_iter().rev().map(|(id, _)| id);
    let mut scales: Vec<_> = ordered.filter(|id| occurs(Some(id))).map(|id| Some(id.clone())).collect();
    if occurs(None) {
        scales.push(None);
    }
    scales
}

/// The sectors that occur, in the order of the legend, not stated last.
fn sectors(problem: &Problem<'_>, moving: &[&OrganisationId]) -> Vec<Option<SectorId>> {
    let occurs = |sector: Option<&SectorId>| moving.iter().any(|id| sector_of(problem, id) == sector);
    let ordered = problem.document.sectors_in_order().into_iter().map(|(id, _)| id);
    let mut sectors: Vec<_> = ordered.filter(|id| occurs(Some(id))).map(|id| Some(id.clone())).collect();
    if occurs(None) {
        sectors.push(None);
    }
    sectors
}

/// The scale of an organisation, if the scheme has it.
fn scale_of<'a>(problem: &Problem<'a>, id: &OrganisationId) -> Option<&'a ScaleId> {
    let scale = problem.document.organisation(id)?.scale.as_ref()?;
    problem.document.scales().contains_key(scale).then_some(scale)
}

/// The sector of an organisation, if the scheme has it.
fn sector_of<'a>(problem: &Problem<'a>, id: &OrganisationId) -> Option<&'a SectorId> {
    let sector = problem.document.organisation(id)?.sector.as_ref()?;
    problem.document.sectors().contains_key(sector).then_some(sector)
}

fn cells<'a>(
    problem: &Problem<'_>,
    moving: &[&'a OrganisationId],
    scales: &[Option<ScaleId>],
    sectors: &[Option<SectorId>],
) -> Cells<'a> {
    let mut cells = Cells::new();
    for id in moving {
        let (scale, sector) = (scale_of(problem, id), sector_of(problem, id));
        let row = scales.iter().position(|one| one.as_ref() == scale).unwrap_or(0);
        let column = sectors.iter().position(|one| one.as_ref() == sector).unwrap_or(0);
        cells.entry((row, column)).or_default().push(id);
    }
    cells
}

fn columns(problem: &Problem<'_>, cells: &Cells<'_>, count: usize) -> Vec<Track> {
    let mut columns = vec![Track { slots: 1, ..Track::default() }; count];
    for ((_, column), members) in cells {
        let track = &mut columns[*column];
        // Cells about as wide as they are high.
        let slots = (members.len() as f64 / 2.0).sqrt().ceil() as usize;
        track.slots = track.slots.max(slots);
        let widest = members.iter().map(|id| problem.size(id).width).fold(0.0, f64::max);
        track.pitch = track.pitch.max(widest + GAP_ACROSS);
    }
    let mut start = MARGIN;
    for track in &mut columns {
        track.start = start;
        start += track.length();
    }
    columns
}

fn bands(problem: &Problem<'_>, cells: &Cells<'_>, columns: &[Track], count: usize) -> Vec<Track> {
    let mut bands = vec![Track { slots: 1, ..Track::default() }; count];
    for ((row, column), members) in cells {
        let track = &mut bands[*row];
        track.slots = track.slots.max(members.len().div_ceil(columns[*column].slots));
        let highest = members.iter().map(|id| problem.size(id).height).fold(0.0, f64::max);
        track.pitch = track.pitch.max(highest + GAP_DOWN);
    }
    let mut start = 0.0;
    for track in &mut bands {
        track.start = start + TITLE_ROOM - GAP_DOWN / 2.0;
        start = track.start + track.length() - GAP_DOWN / 2.0 + MARGIN + BAND_GAP;
    }
    bands
}

fn areas(scales: &[Option<ScaleId>], columns: &[Track], bands: &[Track]) -> Vec<Area> {
    // One band is no division: it would only be a box round everything.
    if scales.len() < 2 {
        return Vec::new();
    }
    let width = columns.last().map_or(0.0, |last| last.start + last.length()) + MARGIN;
    let area = |(scale, band): (&Option<ScaleId>, &Track)| {
        let top = band.start - TITLE_ROOM + GAP_DOWN / 2.0;
        let bottom = band.start + band.length() - GAP_DOWN / 2.0 + MARGIN;
        let extent = Rect::new(0.0, top, width, bottom - top);
        match scale {
            Some(scale) => {
                let id = AreaId::new(&format!("band-{scale}")).expect("a slug before a slug is a slug");
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
    scales.iter().zip(bands).map(area).collect()
}
