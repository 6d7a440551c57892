//! Bends of flows: those whose ends go together go along, others no longer lead anywhere. Must not know how places
//! are found.

use super::{Shift, change};
use crate::{
    model::{Change, Flow, Point, RecordId},
    pipeline::redact::counted,
};

/// The bends that change.
pub(super) fn changed(shift: &Shift<'_>, told: &mut Vec<String>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut straightened = 0;
    for (id, flow) in shift.document.flows().iter().filter(|(_, flow)| !flow.route.is_empty()) {
        let by = shift.together([&flow.from, &flow.to]);
        if by == Some(Point::default()) {
            continue;
        }
        let route = match by {
            Some(by) => flow.route.iter().map(|bend| *bend + by).collect(),
            None => Vec::new(),
        };
        straightened += usize::from(route.is_empty());
        let after = Flow { route, ..Flow::clone(flow) };
        changes.push(change(RecordId::Flow(id.clone()), flow.clone(), after));
    }
    if straightened > 0 {
        let flows = counted(straightened, "flow", "flows");
        told.push(format!(
            "Bends of {flows} were taken away: their ends no longer stand as when they were drawn"
        ));
    }
    changes
}
