//! What lies in front of what. Nodes (collapsed groups are nodes), open groups, flows and notes are drawn one layer
//! over the other; in front and behind is said within a layer.
//! Must not know how layers are drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, Flow, Group, Note, Organisation, Record, RecordId};

use super::super::{Command, CommandError, Target};

/// Which way through the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stacking {
    /// Before all others.
    Front,
    /// Before the next.
    Forward,
    /// Behind the next.
    Backward,
    /// Behind all others.
    Back,
}

impl Stacking {
    /// All, from front to back.
    pub const ALL: [Self; 4] = [Self::Front, Self::Forward, Self::Backward, Self::Back];

    fn name(self) -> &'static str {
        match self {
            Self::Front => "Bring to front",
            Self::Forward => "Bring forward",
            Self::Backward => "Send backward",
            Self::Back => "Send to back",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Groups,
    Flows,
    Nodes,
    Notes,
}

/// The command that moves the targets through the stack, as one step; among themselves they keep their order. Areas
/// have no place in it. What is locked stays where it is.
///
/// # Errors
/// When nothing of it can be moved so, or all of it is locked.
pub fn stacked(document: &Document, targets: &[Target], how: Stacking) -> Result<Command, CommandError> {
    let ids: BTreeSet<RecordId> =
        targets.iter().filter_map(Target::record).filter(|id| document.contains(id)).collect();
    let mut chosen: BTreeMap<Layer, Vec<(RecordId, Record, i32)>> = BTreeMap::new();
    let mut others: BTreeMap<Layer, Vec<i32>> = BTreeMap::new();
    let mut locked = 0;
    for id in document.record_ids() {
        let Some(record) = document.get(&id) else { continue };
        let Some((layer, z, is_locked)) = place(&record) else { continue };
        let is_chosen = ids.contains(&id);
        if is_chosen && !is_locked {
            chosen.entry(layer).or_default().push((id, record, z));
        } else {
            locked += usize::from(is_chosen);
            others.entry(layer).or_default().push(z);
        }
    }
    if chosen.is_empty() {
        let nothing = CommandError::Nothing("bring forward or send back: select something first");
        return Err(if locked > 0 { CommandError::AllLocked } else { nothing });
    }
    let mut records = Vec::new();
    for (layer, mut moving) in chosen {
        let Some(others) = others.get(&layer) else { continue };
        moving.sort_by_key(|(_, _, z)| *z);
        let (Some(low), Some(high)) = (moving.first(), moving.last()) else { continue };
        let by = way(low.2, high.2, others, how);
        let shifted = moving.into_iter().filter(|_| by != 0);
        records.extend(shifted.map(|(id, record, z)| (id, with(&record, z.saturating_add(by)))));
    }
    Ok(Command::Replace { name: how.name().to_owned(), records, coalesce: None })
}

/// By how much the moving ones, from the lowest to the highest of them, go up or down among the others.
fn way(low: i32, high: i32, others: &[i32], how: Stacking) -> i32 {
    let (least, most) =
        (others.iter().copied().min().unwrap_or(low), others.iter().copied().max().unwrap_or(high));
    match how {
        Stacking::Front => most.saturating_add(1).saturating_sub(low).max(0),
        Stacking::Back => least.saturating_sub(1).saturating_sub(high).min(0),
        // Past the next that is not behind already; those on its level are passed with it.
        Stacking::Forward => {
            let next = others.iter().copied().filter(|z| *z >= low).min();
            next.map_or(0, |next| next.saturating_add(1).saturating_sub(low))
        }
        Stacking::Backward => {
            let next = others.iter().copied().filter(|z| *z <= high).max();
            next.map_or(0, |next| next.saturating_sub(1).saturating_sub(high))
        }
    }
}

/// In which layer a record is, how high, and whether it is locked; none for what is not in the stack.
fn place(record: &Record) -> Option<(Layer, i32, bool)> {
    match record {
        Record::Organisation(it) => Some((Layer::Nodes, it.z_order, it.locked)),
        Record::Group(it) => {
            Some((if it.collapsed { Layer::Nodes } else { Layer::Groups }, it.z_order, it.locked))
        }
        Record::Flow(it) => Some((Layer::Flows, it.z_order, false)),
        Record::Note(it) => Some((Layer::Notes, it.z_order, it.locked)),
        _ => None,
    }
}

fn with(record: &Record, z_order: i32) -> Record {
    match record {
        Record::Organisation(it) => Organisation { z_order, ..Organisation::clone(it) }.into(),
        Record::Group(it) => Group { z_order, ..Group::clone(it) }.into(),
        Record::Flow(it) => Flow { z_order, ..Flow::clone(it) }.into(),
        Record::Note(it) => Note { z_order, ..Note::clone(it) }.into(),
        other => other.clone(),
    }
}
