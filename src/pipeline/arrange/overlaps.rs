//! Which boxes lie over each other in the end: by geometry of its own, whatever a layout says of itself.
//! Must not know why they do.

use super::{Shift, is_held};
use crate::model::{OrganisationId, Rect};

/// So many pairs are named; the rest is counted.
const NAMED: usize = 2;

/// Pairs of boxes that lie over each other as they are drawn, in order.
pub(super) fn found(shift: &Shift<'_>) -> Vec<(OrganisationId, OrganisationId)> {
    let mut boxes: Vec<(&OrganisationId, Rect)> = shift.boxes_after();
    boxes.sort_by(|a, b| a.1.left().total_cmp(&b.1.left()).then(a.0.cmp(b.0)));
    let mut found = Vec::new();
    for (place, (id, rect)) in boxes.iter().enumerate() {
        let reaching = boxes[place + 1..].iter().take_while(|(_, other)| other.left() < rect.right());
        for (other, _) in reaching.filter(|(_, other)| other.overlaps(*rect)) {
            let (id, other) = ((*id).clone(), (*other).clone());
            found.push(if id < other { (id, other) } else { (other, id) });
        }
    }
    found.sort();
    found
}

/// What is to be said of them.
pub(super) fn told(shift: &Shift<'_>, found: &[(OrganisationId, OrganisationId)]) -> Option<String> {
    let document = shift.document;
    let named = |id: &OrganisationId| {
        let own = || document.organisation(id).map(|it| it.name.trim().to_owned());
        let name = shift.folded.title(document, id).or_else(own).unwrap_or_default();
        if name.is_empty() { id.to_string() } else { format!("“{name}”") }
    };
    let is_held = |id: &OrganisationId| document.organisation(id).is_some_and(|it| is_held(it));
    let pairs: Vec<String> =
        found.iter().take(NAMED).map(|(a, b)| format!("{} and {}", named(a), named(b))).collect();
    let more = found.len().saturating_sub(NAMED);
    let mut words = match (found.len(), more) {
        (0, _) => return None,
        (1, _) => format!("Two boxes lie over each other: {}", pairs.join("; ")),
        (count, 0) => format!("{count} pairs of boxes lie over each other: {}", pairs.join("; ")),
        (count, more) => {
            format!("{count} pairs of boxes lie over each other: {}; and {more} more", pairs.join("; "))
        }
    };
    if found.iter().all(|(a, b)| is_held(a) && is_held(b)) {
        words.push_str(" (pinned or locked)");
    }
    Some(words)
}
