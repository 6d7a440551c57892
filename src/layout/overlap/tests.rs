//! Whatever lies in a heap comes apart, and nothing else changes.

use proptest::prelude::*;

use super::*;
use crate::layout::Unwatched;

fn removed(centres: &[Point], sizes: &[Size], fixed: &[bool], gap: Size) -> (Vec<Point>, Removed) {
    let mut places = centres.to_vec();
    let removed = remove(&mut places, sizes, fixed, gap, &Unwatched).unwrap();
    (places, removed)
}

/// Pairs that overlap though one of them might move, the slow and certain way.
fn bad_pairs(centres: &[Point], sizes: &[Size], fixed: &[bool], gap: Size) -> usize {
    let mut bad = 0;
    for a in 0..centres.len() {
        for b in a + 1..centres.len() {
            let across = (centres[a].x - centres[b].x).abs();
            let down = (centres[a].y - centres[b].y).abs();
            let meets = across < f64::midpoint(sizes[a].width, sizes[b].width) + gap.width - 2e-6
                && down < f64::midpoint(sizes[a].height, sizes[b].height) + gap.height - 2e-6;
            bad += usize::from(meets && !(fixed[a] && fixed[b]));
        }
    }
    bad
}

fn check(centres: &[Point], sizes: &[Size], fixed: &[bool], gap: Size) -> Vec<Point> {
    let (places, report) = removed(centres, sizes, fixed, gap);
    assert_eq!(bad_pairs(&places, sizes, fixed, gap), 0);
    for one in 0..centres.len() {
        assert!(places[one].is_finite());
        assert!(!fixed[one] || places[one] == centres[one], "fixed box {one} moved");
    }
    assert_eq!((places.clone(), report), removed(centres, sizes, fixed, gap), "the same again");
    let (again, second) = removed(&places, sizes, fixed, gap);
    assert_eq!((again, second.moved), (places.clone(), 0), "nothing overlaps, nothing moves");
    places
}

const BOX: Size = Size::new(120.0, 40.0);
const GAP: Size = Size::new(8.0, 8.0);

#[test]
fn all_at_one_point() {
    for count in [2_usize, 3, 10, 500] {
        for at in [Point::default(), Point::new(1e9, -1e9)] {
            check(&vec![at; count], &vec![BOX; count], &vec![false; count], GAP);
        }
    }
}

#[test]
fn a_row_a_column_and_a_star() {
    let rows = (0..60).map(|n| Point::new(f64::from(n), 0.0));
    check(&rows.clone().collect::<Vec<_>>(), &[BOX; 60], &[false; 60], GAP);
    check(&rows.map(|p| Point::new(p.y, p.x)).collect::<Vec<_>>(), &[BOX; 60], &[false; 60], GAP);
    let star: Vec<Point> = (0..300)
        .map(|n| {
            let angle = f64::from(n) * 0.021;
            Point::new(libm::cos(angle), libm::sin(angle)) * 40.0
        })
        .collect();
    let mut star_and_hub = vec![Point::default()];
    star_and_hub.extend(star);
    let mut fixed = vec![false; 301];
    check(&star_and_hub, &[BOX; 301], &fixed, GAP);
    fixed[0] = true;
    check(&star_and_hub, &[BOX; 301], &fixed, GAP);
}

#[test]
fn what_is_fixed_stays_and_is_counted() {
    let centres = [0.0, 10.0, 20.0].map(|x| Point::new(x, 0.0));
    let (places, report) = removed(&centres, &[BOX; 3], &[true, true, false], GAP);
    assert_eq!((&places[..2], report.left, report.moved), (&centres[..2], 1, 1));
}

#[test]
fn what_is_no_number_is_refused_and_in_nobodys_way() {
    let centres =
        [Point::new(f64::NAN, 0.0), Point::new(0.0, f64::INFINITY), Point::default(), Point::default()];
    let (places, report) = removed(&centres, &[BOX; 4], &[false; 4], GAP);
    assert!(places[0].x.is_nan() && places[1] == centres[1]);
    assert!(places[2].is_finite() && places[2].distance(places[3]) >= 40.0);
    assert_eq!(report.refused, 2);
    let sizes = [Size::new(f64::NAN, 1.0), Size::new(-1.0, 1.0), BOX];
    assert_eq!(removed(&[Point::default(); 3], &sizes, &[false; 3], GAP).1.refused, 2);
}

#[test]
fn two_that_overlap_a_little_move_a_little() {
    let centres = [Point::new(0.0, 0.0), Point::new(5.0, 30.0), Point::new(400.0, 7.25)];
    let places = check(&centres, &[BOX; 3], &[false; 3], Size::default());
    assert!(places[1].y - places[0].y <= 42.0 && places[0].x == 0.0 && places[1].x == 5.0);
    assert_eq!(places[2], centres[2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 600 }))]

    #[test]
    fn no_overlap_is_left(
        boxes in prop::collection::vec(
            ((-1.0_f64..1.0, -1.0_f64..1.0), (1.0_f64..300.0, 1.0_f64..120.0), prop::bool::weighted(0.15)), 1..80),
        spread in prop::sample::select(vec![0.0, 1e-9, 1.0, 50.0, 300.0, 1_000.0, 1e6, 1e9]),
        far in prop::sample::select(vec![0.0, 1e6, 1e9]),
        gap in 0.0_f64..30.0,
    ) {
        let centres: Vec<Point> =
            boxes.iter().map(|one| Point::new(one.0.0 * spread + far, one.0.1 * spread - far)).collect();
        let sizes: Vec<Size> = boxes.iter().map(|one| Size::new(one.1.0, one.1.1)).collect();
        let fixed: Vec<bool> = boxes.iter().map(|one| one.2).collect();
        check(&centres, &sizes, &fixed, Size::new(gap, gap / 2.0));
        check(&centres, &sizes, &vec![false; boxes.len()], Size::new(gap, gap / 2.0));
    }
}
