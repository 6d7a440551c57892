//! A crowded picture is made larger before its boxes are pushed apart: that changes nothing else, and little is left to
//! push. Must not know what the boxes stand for.

use crate::{
    layout::{Cancelled, Watch, overlap},
    model::{Point, Rect, Size},
};

/// So many pairs of boxes for each box may still be too near: the last of them cost more room than they are worth.
const LOOSE: f64 = 1.2;
/// A map of more organisations than this is never read as a whole: it is made looser still, which is found sooner.
const HUGE: usize = 20_000;
const LOOSE_IF_HUGE: f64 = 0.7;
/// Larger by so much at a time.
const STEP: f64 = 1.08;
/// Never by more than this: what lies in one place stays in one place.
const MOST: f64 = 100.0;

/// Makes the picture larger about its middle until it is loose.
pub(super) fn make(
    centres: &mut [Point],
    sizes: &[Size],
    gap: Size,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let Some(frame) = Rect::around(centres.iter().map(|at| Rect::new(at.x, at.y, 0.0, 0.0))) else {
        return Ok(());
    };
    let is_huge = centres.len() > HUGE;
    let most = (if is_huge { LOOSE_IF_HUGE } else { LOOSE } * centres.len() as f64).max(2.0) as usize;
    let middle = frame.center();
    let larger = |by: f64| -> Vec<Point> { centres.iter().map(|at| middle + (*at - middle) * by).collect() };
    // Where boxes would fill the whole picture (half of a huge one) there is no need to count.
    let boxes: f64 = sizes.iter().map(|size| (size.width + gap.width) * (size.height + gap.height)).sum();
    let room = frame.width.max(1.0) * frame.height.max(1.0);
    let full = (if is_huge { 2.0 } else { 1.0 } * boxes / room).sqrt();
    let mut by = if centres.len() > 50 { full.clamp(1.0, MOST) } else { 1.0 };
    while by < MOST {
        watch.go_on()?;
        if overlap::overlaps(&larger(by), sizes, gap) <= most {
            break;
        }
        by *= STEP;
    }
    if by > 1.0 && by < MOST {
        let places = larger(by);
        centres.copy_from_slice(&places);
    }
    Ok(())
}
