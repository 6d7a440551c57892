//! A crowded picture is spread more evenly, then made larger, before its boxes are pushed apart: both keep who is left of
//! whom and above whom, and little is left to push. Must not know what the boxes stand for.

use crate::{
    layout::{Cancelled, Watch, overlap},
    model::{Point, Rect, Size},
};

/// So many pairs of boxes for each box may still be too near: the last of them cost more room than they are worth.
const LOOSE: f64 = 1.2;
/// A map of more organisations than this is never read as a whole: it is made looser still, which is found sooner.
const HUGE: usize = 20_000;
const LOOSE_IF_HUGE: f64 = 0.7;
/// A picture of no more boxes than this is left as uneven as it is: its shape tells something.
const SMALL: usize = 120;
/// How evenly larger ones are spread along each axis: 0 as they are, 1 quite evenly. Else the whole would have to be as
/// large as its densest place needs, with deserts round it.
const EVEN: f64 = 0.75;
/// Larger by so much at a time.
const STEP: f64 = 1.08;
/// Never by more than this: what lies in one place stays in one place.
const MOST: f64 = 100.0;

/// Makes the picture larger about its middle until it is loose; if it has to be, a large one is spread first.
pub(super) fn make(
    centres: &mut [Point],
    sizes: &[Size],
    gap: Size,
    watch: &dyn Watch,
) -> Result<(), Cancelled> {
    let is_huge = centres.len() > HUGE;
    let most = (if is_huge { LOOSE_IF_HUGE } else { LOOSE } * centres.len() as f64).max(2.0) as usize;
    if overlap::overlaps(centres, sizes, gap) <= most {
        return Ok(());
    }
    if centres.len() > SMALL {
        spread(centres);
    }
    let Some(frame) = Rect::around(centres.iter().map(|at| Rect::new(at.x, at.y, 0.0, 0.0))) else {
        return Ok(());
    };
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

/// Brings each box nearer to where it would stand if as many stood between any two lines down the picture that are
/// equally far apart, then across. Who was first stays first, and the frame stays.
fn spread(centres: &mut [Point]) {
    let mut order: Vec<usize> = (0..centres.len()).collect();
    for across in [true, false] {
        let at = |one: usize| if across { centres[one].x } else { centres[one].y };
        order.sort_by(|&a, &b| at(a).total_cmp(&at(b)).then(a.cmp(&b)));
        let (Some(&first), Some(&last)) = (order.first(), order.last()) else { return };
        let (low, step) = (at(first), (at(last) - at(first)) / (order.len() - 1).max(1) as f64);
        for (place, &one) in order.iter().enumerate() {
            let side = if across { &mut centres[one].x } else { &mut centres[one].y };
            *side += EVEN * (low + step * place as f64 - *side);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Unwatched, overlap::order_kept};

    #[test]
    fn a_crowd_amid_a_desert_needs_no_larger_desert() {
        // Most stand in the middle, the fewer the further out.
        let place = |one: usize| {
            let (turn, far) = (one as f64 * 2.4, (one as f64 / 400.0) * (one as f64 / 400.0) * 3000.0);
            Point::new(far * libm::cos(turn), far * libm::sin(turn))
        };
        let before: Vec<Point> = (0..400).map(place).collect();
        let (sizes, gap) = (vec![Size::new(120.0, 40.0); before.len()], Size::new(36.0, 32.0));
        let mut after = before.clone();
        make(&mut after, &sizes, gap, &Unwatched).expect("nobody calls it off");
        assert!(order_kept(&before, &after) > 0.999_999);
        let frame = Rect::around(after.iter().map(|at| Rect::from_center(*at, sizes[0]))).expect("many");
        let full = 400.0 * 156.0 * 72.0 / (frame.width * frame.height);
        assert!(full > 0.1, "of such a picture made larger alone, boxes fill a three-hundredth: {full}");
        let overlaps = overlap::overlaps(&after, &sizes, gap);
        assert!(overlaps <= 480, "{overlaps}");
    }

    #[test]
    fn who_has_room_stays_put() {
        let before: Vec<Point> = (0..300).map(|one| Point::new(200.0 * (one * one) as f64, 0.0)).collect();
        let mut after = before.clone();
        make(&mut after, &[Size::new(120.0, 40.0); 300], Size::new(36.0, 32.0), &Unwatched)
            .expect("nobody calls it off");
        assert_eq!(after, before);
    }
}
