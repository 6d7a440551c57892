//! Aligning and distributing: where each of several boxes goes. What cannot move is what the others come to.
//! Must not know how anything is moved.

use crate::model::{Document, Point, Rect};

use super::super::{Boxes, Command, CommandError, Target, edits};

/// How boxes are arranged among themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrangement {
    /// Left edges in one line.
    Left,
    /// Centres in one upright line.
    Centre,
    /// Right edges in one line.
    Right,
    /// Upper edges in one line.
    Top,
    /// Centres in one level line.
    Middle,
    /// Lower edges in one line.
    Bottom,
    /// Equal gaps from left to right.
    Across,
    /// Equal gaps from top to bottom.
    Down,
}

impl Arrangement {
    /// All, in the order of the interface.
    pub const ALL: [Self; 8] = [
        Self::Left,
        Self::Centre,
        Self::Right,
        Self::Top,
        Self::Middle,
        Self::Bottom,
        Self::Across,
        Self::Down,
    ];

    /// How many things it takes at least.
    #[must_use]
    pub fn least(self) -> usize {
        if self.distributes() { 3 } else { 2 }
    }

    fn distributes(self) -> bool {
        matches!(self, Self::Across | Self::Down)
    }

    /// The name of the step.
    fn name(self) -> &'static str {
        match self {
            Self::Left => "Align left",
            Self::Centre => "Align centres",
            Self::Right => "Align right",
            Self::Top => "Align top",
            Self::Middle => "Align middles",
            Self::Bottom => "Align bottom",
            Self::Across => "Distribute across",
            Self::Down => "Distribute down",
        }
    }
}

/// A box to be arranged.
#[derive(Clone, Copy, Debug)]
struct Item {
    rect: Rect,
    /// It is locked.
    fixed: bool,
}

/// What of the targets can be arranged: organisations, notes and groups as wholes, and areas, in their order. Parked
/// notes stand in the parking lot, and flows between what they join.
#[must_use]
pub fn arrangeable(document: &Document, targets: &[Target]) -> Vec<Target> {
    let stands = |target: &Target| match target {
        Target::Note(id) => document.note(id).is_some_and(|note| !note.parked),
        Target::Flow(_) => false,
        Target::Organisation(_) | Target::Group(_) | Target::Area(_) => true,
    };
    super::outermost(document, targets).into_iter().filter(stands).collect()
}

/// The command that arranges the targets, as one step. They come to the common box of those that are locked, or of
/// all where none is; equal gaps lie between the first and the last, which stay, and what is locked between them.
///
/// # Errors
/// When there are too few boxes among the targets, or all are locked.
pub fn arranged(
    document: &Document,
    targets: &[Target],
    boxes: &Boxes,
    how: Arrangement,
) -> Result<Command, CommandError> {
    let box_of = |target: &Target| match target {
        Target::Area(id) => document.map().areas.iter().find(|area| area.id == *id).map(|area| area.extent),
        other => boxes.of(document, other),
    };
    let (targets, items): (Vec<Target>, Vec<Item>) = arrangeable(document, targets)
        .into_iter()
        .filter_map(|target| {
            let rect = box_of(&target).filter(|rect| rect.is_sane())?;
            let fixed = is_held(document, &target);
            Some((target, Item { rect, fixed }))
        })
        .unzip();
    if items.len() < how.least() {
        return Err(CommandError::Nothing(if how.distributes() {
            "distribute: select three or more organisations, notes or groups"
        } else {
            "align: select two or more organisations, notes or groups"
        }));
    }
    if items.iter().all(|item| item.fixed) {
        return Err(CommandError::AllLocked);
    }
    let ways = if how.distributes() { distributed(&items, how) } else { aligned(&items, how) };
    let moves =
        targets.into_iter().zip(ways).filter(|(_, by)| by.length() > 1e-9 && by.is_finite()).collect();
    Ok(Command::MoveEach { name: how.name().to_owned(), moves })
}

/// Whether moving it would leave it, or a part of it, where it is.
fn is_held(document: &Document, target: &Target) -> bool {
    match target {
        Target::Organisation(id) => document.organisation(id).is_some_and(|it| it.locked),
        Target::Note(id) => document.note(id).is_some_and(|note| note.locked),
        Target::Group(id) => {
            let locked = |id| document.organisation(id).is_some_and(|it| it.locked);
            document.group(id).is_some_and(|group| group.locked)
                || edits::organisations_of(document, id).iter().any(locked)
        }
        Target::Flow(_) => true,
        Target::Area(_) => false,
    }
}

fn aligned(items: &[Item], how: Arrangement) -> Vec<Point> {
    let fixed = Rect::around(items.iter().filter(|item| item.fixed).map(|item| item.rect));
    let Some(frame) = fixed.or_else(|| Rect::around(items.iter().map(|item| item.rect))) else {
        return Vec::new();
    };
    let way = |rect: Rect| match how {
        Arrangement::Left => Point::new(frame.left() - rect.left(), 0.0),
        Arrangement::Centre => Point::new(frame.center().x - rect.center().x, 0.0),
        Arrangement::Right => Point::new(frame.right() - rect.right(), 0.0),
        Arrangement::Top => Point::new(0.0, frame.top() - rect.top()),
        Arrangement::Middle => Point::new(0.0, frame.center().y - rect.center().y),
        Arrangement::Bottom => Point::new(0.0, frame.bottom() - rect.bottom()),
        Arrangement::Across | Arrangement::Down => Point::default(),
    };
    items.iter().map(|item| if item.fixed { Point::default() } else { way(item.rect) }).collect()
}

fn distributed(items: &[Item], how: Arrangement) -> Vec<Point> {
    let across = how == Arrangement::Across;
    let middle = |item: &Item| if across { item.rect.center().x } else { item.rect.center().y };
    let size = |item: &Item| if across { item.rect.width } else { item.rect.height };
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by(|a, b| middle(&items[*a]).total_cmp(&middle(&items[*b])));
    let mut ways = vec![Point::default(); items.len()];
    let stays = |place: usize| place == 0 || place + 1 == order.len() || items[order[place]].fixed;
    let mut first = 0;
    for last in 1..order.len() {
        if !stays(last) {
            continue;
        }
        let part: Vec<&Item> = order[first..=last].iter().map(|index| &items[*index]).collect();
        let spans: Vec<(f64, f64)> = part.iter().map(|item| (middle(item), size(item))).collect();
        for (offset, to) in spread(&spans).into_iter().enumerate() {
            let along = to - spans[offset].0;
            let index = order[first + offset];
            if offset > 0 && first + offset < last {
                ways[index] = if across { Point::new(along, 0.0) } else { Point::new(0.0, along) };
            }
        }
        first = last;
    }
    ways
}

/// Middles of boxes (each given with its size) with equal gaps between the first and the last, which stay. Where there
/// is no room for gaps the middles themselves stand at equal distances, so that none overtakes another.
fn spread(spans: &[(f64, f64)]) -> Vec<f64> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let gaps = (spans.len() - 1).max(1) as f64;
    let taken: f64 = spans.iter().map(|(_, size)| size).sum::<f64>() - (first.1 + last.1) / 2.0;
    let gap = (last.0 - first.0 - taken) / gaps;
    if gap < 0.0 {
        let step = (last.0 - first.0) / gaps;
        return (0..spans.len()).map(|place| first.0 + step * place as f64).collect();
    }
    let mut at = first.0 - first.1 / 2.0;
    let mut middles = Vec::with_capacity(spans.len());
    for (_, size) in spans {
        middles.push(at + size / 2.0);
        at += size + gap;
    }
    middles
}
