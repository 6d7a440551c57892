//! Which flows share a stem: those of one organisation that look alike and run side by side for a long way are one line
//! until they part. Only flows with a common end are joined: of lines that cross in a knot, nobody could tell who is
//! joined to whom. Must not know how a stem is painted; the shape of one is asked of the fans.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::{
    model::{Direction, FlowKindId, Status},
    style::Look,
};

use super::{
    curve::reverse,
    fans::{Fan, Field, Twig},
    grid::Grid,
    ground::Ground,
    partings::{Spoke, partings},
    strands::{Part, Strand},
    ways::Way,
};

/// Flows of one look are looked at in rows of so many, by their direction.
const ROW: usize = 48;
/// So many of the stems that save most are tried in a row.
const TRIED: usize = 80;

/// Lines that are one until they part.
pub(super) struct Stem {
    /// Numbers of the strands, the smallest first.
    pub members: Vec<usize>,
    /// The station that they share.
    pub hub: usize,
}

/// What flows have in common that may share a stem at a station, beside their style.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kin {
    hub: usize,
    /// Not set where a stem may hold several kinds.
    kind: Option<FlowKindId>,
    status: Status,
    direction: Direction,
    /// Whether they come from the station; not set where that says nothing.
    outward: Option<bool>,
}

/// Flows of one look at a station, in the order of their directions.
struct Row {
    hub: usize,
    spokes: Vec<Spoke>,
    best: Option<Fan>,
    /// How many stems there were when that was found.
    found_at: usize,
}

/// Finds the stems and adds them as strands with ways of their own. What is left of a member's way is its twig, open at
/// the hub. `summed`: flows of several kinds may share a stem, too.
pub(super) fn gather(
    strands: &mut Vec<Strand>,
    ways: &mut Vec<Way>,
    around: (&Ground, &Grid),
    look: &Look,
    summed: bool,
) -> Vec<Stem> {
    let found = found(strands, ways, around, summed);
    let mut stems = Vec::with_capacity(found.len());
    for (stem, way) in found {
        let members: Vec<&Strand> = stem.members.iter().map(|number| &strands[*number]).collect();
        let shared = Strand::stem(&members, look);
        for number in &stem.members {
            let member = &mut strands[*number];
            member.part = Part::Twig { said: member.is_said_by(&shared) };
        }
        strands.push(shared);
        ways.push(way);
        stems.push(stem);
    }
    stems
}

/// The stems with their ways.
fn found(
    strands: &[Strand],
    ways: &mut [Way],
    (ground, obstacles): (&Ground, &Grid),
    summed: bool,
) -> Vec<(Stem, Way)> {
    let mut field = Field::new(strands, ways, ground, obstacles);
    let mut rows = rows(strands, ways, ground, summed);
    for row in &mut rows {
        row.search(&field);
    }
    let mut is_taken = vec![false; strands.len()];
    let mut stems = Vec::new();
    while let Some(number) = best(&rows) {
        let row = &mut rows[number];
        let free = |spoke: &Spoke| !is_taken[spoke.strand];
        let is_whole = row.spokes.iter().all(free);
        if !is_whole || row.found_at < stems.len() {
            row.spokes.retain(free);
            let holds = is_whole && row.best.as_ref().is_some_and(|fan| field.is_free(fan));
            row.found_at = stems.len();
            if !holds {
                row.search(&field);
            }
            continue;
        }
        let Some(fan) = row.best.take() else { continue };
        fan.strands().for_each(|strand| is_taken[strand] = true);
        field.lay(&fan);
        stems.push(laid(fan, row.hub, strands, ways));
        row.spokes.retain(|spoke| !is_taken[spoke.strand]);
        row.found_at = stems.len();
        row.search(&field);
    }
    stems
}

/// The row whose fan saves most; of equals the first.
fn best(rows: &[Row]) -> Option<usize> {
    let saved = |row: &Row| row.best.as_ref().map(|fan| fan.saved);
    let found = rows.iter().enumerate().filter_map(|(number, row)| Some((saved(row)?, number)));
    found.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, number)| number)
}

/// Writes a fan into the ways of its flows; the stem, and its own way.
fn laid(fan: Fan, hub: usize, strands: &[Strand], ways: &mut [Way]) -> (Stem, Way) {
    let mut members: Vec<usize> = fan.strands().collect();
    members.sort_unstable();
    for Twig { strand, mut curve, .. } in fan.twigs {
        let at_start = strands[strand].from == hub;
        if !at_start {
            reverse(&mut curve);
        }
        ways[strand] = Way { curve, open: (at_start, !at_start), ..Way::default() };
    }
    let at_start = strands[members[0]].from == hub;
    let mut curve = fan.stem;
    if !at_start {
        reverse(&mut curve);
    }
    (Stem { members, hub }, Way { curve, open: (!at_start, at_start), ..Way::default() })
}

/// All flows that could share a stem, at either of their ends.
fn rows(strands: &[Strand], ways: &[Way], ground: &Ground, summed: bool) -> Vec<Row> {
    let mut kin: BTreeMap<Kin, Vec<Vec<Spoke>>> = BTreeMap::new();
    for (number, strand) in strands.iter().enumerate() {
        if strand.is_loop() || strand.is_led(ground) || strand.style.struck {
            continue;
        }
        for hub in [strand.from, strand.to] {
            let (is_out, center) = (strand.from == hub, ground.stations[hub].rect.center());
            let ends = (hub, if is_out { strand.to } else { strand.from });
            let Some(spoke) = Spoke::new(number, ends, &ways[number].curve, is_out, center) else { continue };
            let alike = kin.entry(Kin::of(strand, hub, summed)).or_default();
            match alike.iter_mut().find(|like| is_like(&strands[like[0].strand], strand, summed)) {
                Some(like) => like.push(spoke),
                None => alike.push(vec![spoke]),
            }
        }
    }
    let mut rows = Vec::new();
    for (kin, alike) in kin {
        for mut spokes in alike {
            spokes.sort_by(|a, b| a.angle.total_cmp(&b.angle).then(a.strand.cmp(&b.strand)));
            turn_to_widest_gap(&mut spokes);
            for part in spokes.chunks(ROW).filter(|part| part.len() > 1) {
                rows.push(Row { hub: kin.hub, spokes: part.to_vec(), best: None, found_at: 0 });
            }
        }
    }
    rows
}

impl Kin {
    fn of(strand: &Strand, hub: usize, summed: bool) -> Self {
        let direction = strand.flow.direction;
        Self {
            hub,
            kind: (!summed).then(|| strand.flow.kind.clone()),
            status: strand.flow.status,
            direction,
            outward: (direction == Direction::Forward).then_some(strand.from == hub),
        }
    }
}

/// Whether one stem can stand for both: its look is true of either.
fn is_like(one: &Strand, other: &Strand, summed: bool) -> bool {
    let (a, b) = (&one.style, &other.style);
    if summed {
        return a.dash == b.dash && a.open_head == b.open_head;
    }
    one.is_mixed == other.is_mixed
        && a.colour == b.colour
        && a.dash == b.dash
        && a.width.total_cmp(&b.width) == Ordering::Equal
        && a.open_head == b.open_head
}

/// Begins the round after the widest gap, so that no set of neighbours is cut in two.
fn turn_to_widest_gap(spokes: &mut [Spoke]) {
    let count = spokes.len();
    let gap = |index: usize| {
        let before = if index == 0 {
            spokes[count - 1].angle - std::f64::consts::TAU
        } else {
            spokes[index - 1].angle
        };
        spokes[index].angle - before
    };
    let first = (0..count).max_by(|a, b| gap(*a).total_cmp(&gap(*b)).then(b.cmp(a))).unwrap_or(0);
    for spoke in &mut spokes[..first] {
        spoke.angle += std::f64::consts::TAU;
    }
    spokes.rotate_left(first);
}

impl Row {
    /// Looks for the flows that are best drawn as one line.
    fn search(&mut self, field: &Field<'_>) {
        self.best = None;
        if self.spokes.len() > 1 {
            let partings = partings(&self.spokes, field.center(self.hub));
            let tried = partings.iter().take(TRIED);
            self.best = tried.filter_map(|parting| field.fan(&self.spokes, parting)).next();
        }
    }
}
