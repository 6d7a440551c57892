//! How far an arrangement keeps who is left of whom and who is above whom. Must not know how it was made.

use crate::model::Point;

/// More pairs than this are not compared one by one.
const PAIRS: usize = 4_000_000;

/// Of all pairs, the share that still is in order, left to right and top to bottom: no pair that was apart along an
/// axis has swapped there. 0 to 1; of large maps (beyond some 2,800 boxes) evenly picked pairs count, always the same.
pub(crate) fn kept(before: &[Point], after: &[Point]) -> f64 {
    let count = before.len().min(after.len());
    let step = (count * count / 2 / PAIRS).max(1);
    let (mut all, mut good) = (0_u64, 0_u64);
    let in_order = |before: f64, after: f64| before * after >= 0.0;
    for low in 0..count {
        for high in (low + 1 + low % step..count).step_by(step) {
            let (old, new) = (before[high] - before[low], after[high] - after[low]);
            all += 1;
            good += u64::from(in_order(old.x, new.x) && in_order(old.y, new.y));
        }
    }
    if all == 0 { 1.0 } else { good as f64 / all as f64 }
}
