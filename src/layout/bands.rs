//! Scales as bands, the largest on top or on the left; sectors as columns. Must not know how bands are drawn.

use super::{
    Axes, Cancelled, Method, Placement, Problem, Request, Restriction, Watch,
    crossings::Drawing,
    division::Division,
    grid::{Cell, Grid, Pitch},
    lines::{Lines, Room, Stretch},
    order, part_way, settle,
};
use crate::model::{Area, AreaShape, Point, Rect};

/// How much further across every second place may be, canvas units: a flow to the next but one then passes a usual
/// box.
const STAGGER: f64 = 44.0;
/// A picture with one crossing less is not yet clearly better.
const CLEARLY: f64 = 2.0;
/// The strip above bands in which the titles of columns stand, canvas units.
const HEAD: f64 = 40.0;

/// Upright or turned: the room that words and labels need differs, for words run across the page.
pub(super) fn room(sideways: bool) -> Room {
    // From an edge with a title on it to the first box, and from one without.
    let (title, plain) = (52.0, 36.0);
    if sideways {
        Room {
            joined: 64.0,
            apart: 32.0,
            across: 104.0,
            stagger: 0.0,
            along_edge: (title, plain),
            across_edge: (plain, plain),
            gap: 8.0,
            least: (120.0, 180.0),
            proportion: 0.64,
        }
    } else {
        Room {
            joined: 104.0,
            apart: 48.0,
            across: 64.0,
            stagger: 0.0,
            along_edge: (plain, plain),
            across_edge: (title, plain),
            gap: 8.0,
            least: (200.0, 96.0),
            proportion: 1.5,
        }
    }
}

/// Places everyone.
pub(super) fn place(
    problem: &Problem<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Placement, Cancelled> {
    let alone = matches!(request.restriction, Restriction::Only(_)).then(|| problem.of_those_who_move());
    let is_part = alone.is_some();
    let problem = alone.as_ref().unwrap_or(problem);
    if problem.len() == 0 {
        return Ok(Placement::default());
    }
    let axes = if request.method == Method::Grid { request.axes } else { Axes::Scales };
    let division = Division::new(problem, axes);
    let room = room(request.sideways);
    let turned = if request.sideways { problem.turned() } else { problem.clone() };
    let mut lines = arrange(&turned, &division, room, request.sideways, watch)?;
    settle::settle(&turned, &division, &mut lines, &room, request);
    watch.go_on()?;
    let positions = lines.positions.iter().map(|at| if request.sideways { at.turned() } else { *at });
    let positions: Vec<Point> = positions.collect();
    // Bands of a few would claim what stands about them.
    let areas = if is_part { Vec::new() } else { areas(&division, &lines, request.sideways) };
    part_way::placed(problem, positions, areas, request, watch)
}

/// Seats everyone in lines, straight or staggered, whichever is the better picture.
fn arrange(
    problem: &Problem<'_>,
    division: &Division,
    room: Room,
    sideways: bool,
    watch: &dyn Watch,
) -> Result<Lines, Cancelled> {
    let cells: Vec<Cell> = division.members.iter().map(|members| cell(problem, members)).collect();
    let mut best: Option<(f64, Lines)> = None;
    let staggers: &[f64] = if sideways { &[0.0] } else { &[0.0, STAGGER] };
    for stagger in staggers {
        let room = Room { stagger: *stagger, ..room };
        let along = (room.joined + room.apart) / 2.0;
        let pitch = Pitch { along, across: room.across, proportion: room.proportion, stagger: *stagger };
        let grid = Grid::new(&cells, division.sectors.len(), pitch);
        let seats = order::seat(problem, &grid, &division.members, watch)?.seats;
        let mut lines = Lines::new(problem, &seats, (division.scales.len(), division.sectors.len()), &room);
        lines.relax(problem, &room, watch)?;
        let badness = Drawing::new(problem, lines.positions.clone()).badness();
        // Lines that stand straight are calmer: they give way only to a picture that is clearly better.
        if best.as_ref().is_none_or(|(least, _)| badness + CLEARLY < *least) {
            best = Some((badness, lines));
        }
    }
    Ok(best.expect("one of at least one is the best").1)
}

fn cell(problem: &Problem<'_>, members: &[usize]) -> Cell {
    let mut cell = Cell { count: members.len(), ..Cell::default() };
    for node in members {
        cell.size.width = cell.size.width.max(problem.sizes[*node].width);
        cell.size.height = cell.size.height.max(problem.sizes[*node].height);
    }
    cell
}

/// Columns behind bands: they are seen above and between them.
fn areas(division: &Division, lines: &Lines, sideways: bool) -> Vec<Area> {
    let whole = |stretches: &[Stretch]| {
        (
            stretches.iter().map(|it| it.0).fold(f64::INFINITY, f64::min),
            stretches.iter().map(|it| it.1).fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let (along, across) = (whole(&lines.columns), whole(&lines.bands));
    // Both together cross each other; the upright ones stick out, and there their titles stand.
    let both = division.by_scale && division.by_sector;
    let head = |(start, end): Stretch| if both { (start - HEAD, end) } else { (start, end) };
    let extent = |along: Stretch, across: Stretch| {
        let rect = Rect::from_corners(
            super::whole(Point::new(along.0, across.0)),
            super::whole(Point::new(along.1, across.1)),
        );
        if sideways { rect.turned() } else { rect }
    };
    let bands = (0..lines.bands.len()).filter_map(|band| {
        let along = if sideways { head(along) } else { along };
        division.band_area(band, extent(along, lines.bands[band]), AreaShape::Rect)
    });
    let columns = (0..lines.columns.len()).filter_map(|column| {
        let across = if sideways { across } else { head(across) };
        division.column_area(column, extent(lines.columns[column], across), AreaShape::Rect)
    });
    if sideways { bands.chain(columns).collect() } else { columns.chain(bands).collect() }
}
