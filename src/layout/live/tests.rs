//! What a live network promises: it comes to rest, nobody lies on anybody, and it is the same every time.

use super::*;
use crate::model::Rect;

fn network(count: usize, ties: &[(usize, usize)], at: impl Fn(usize) -> Point) -> Live {
    let places: Vec<Point> = (0..count).map(at).collect();
    Live::new(&places, &vec![Size::new(150.0, 44.0); count], ties)
}

fn settled(mut live: Live) -> Live {
    live.heat();
    for _ in 0..1000 {
        live.step();
        if live.is_settled() {
            return live;
        }
    }
    panic!("it never comes to rest");
}

fn overlaps(live: &Live) -> usize {
    let boxes: Vec<Rect> =
        live.places.iter().zip(&live.sizes).map(|(at, size)| Rect::from_center(*at, *size)).collect();
    let pairs =
        boxes.iter().enumerate().flat_map(|(at, one)| boxes[at + 1..].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| one.overlaps(**other)).count()
}

#[test]
fn odd_networks_come_to_rest_without_overlaps() {
    let star: Vec<_> = (1..300).map(|leaf| (0, leaf)).collect();
    let clique: Vec<_> = (0..40).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let chain: Vec<_> = (1..60).map(|one| (one - 1, one)).collect();
    let heap = |_: usize| Point::default();
    let far = |one: usize| Point::new(1e12 * one as f64, -1e12);
    let lost = |_: usize| Point::new(f64::NAN, f64::INFINITY);
    for (name, count, ties) in [
        ("nobody", 0, vec![]),
        ("one", 1, vec![(0, 0)]),
        ("isolates", 200, vec![]),
        ("star", 300, star),
        ("clique", 40, clique),
        ("chain", 60, chain),
        ("parallel", 2, vec![(0, 1), (1, 0), (0, 1), (1, 1), (0, 7)]),
    ] {
        for at in [&heap as &dyn Fn(usize) -> Point, &far, &lost] {
            let live = settled(network(count, &ties, at));
            assert!(live.places.iter().all(|place| place.is_finite()), "{name}");
            assert_eq!(overlaps(&live), 0, "{name}");
            let reach = live.places.iter().map(|place| place.distance(Point::default())).fold(0.0, f64::max);
            assert!(reach < 700.0 * (count as f64 + 4.0).sqrt(), "{name} flies apart: {reach}");
        }
    }
}

#[test]
fn the_same_beginning_ends_in_the_same_places() {
    let ties: Vec<_> = (0..150).map(|one| (one, one * 7 % 90)).collect();
    let end = || settled(network(90, &ties, |one| Point::new(one as f64 * 3.0, (one * one % 17) as f64)));
    assert_eq!(end().places, end().places);
}

#[test]
fn the_tree_pushes_as_all_pairs_do() {
    let points: Vec<Point> =
        (0..500).map(|one| seed(one) * 30.0 + Point::new((one % 7) as f64, 0.0)).collect();
    let mut tree = Quadtree::default();
    tree.build(&points);
    for one in (0..points.len()).step_by(9) {
        let others = points.iter().enumerate().filter(|(other, _)| *other != one);
        let exact = others.fold(Point::default(), |sum, (_, other)| {
            let way = points[one] - *other;
            sum + way * (1.0 / way.dot(way))
        });
        let off = tree.push(&points, one).distance(exact);
        assert!(off < 0.06 * exact.distance(Point::default()).max(0.2), "{one}: {off} of {exact:?}");
    }
}

#[test]
fn who_is_held_stays_and_who_is_tied_stands_near() {
    let mut live = network(4, &[(0, 1), (1, 2)], |one| Point::new(one as f64 * 10.0, 0.0));
    live.hold(Some(0));
    let at = live.places()[0];
    live.heat();
    while !live.is_settled() {
        live.step();
    }
    assert_eq!(live.places()[0], at);
    live.hold(None);
    live.put(0, Point::new(900.0, 0.0));
    live.warm();
    while !live.is_settled() {
        live.step();
    }
    let between = |a: usize, b: usize| live.places()[a].distance(live.places()[b]);
    assert!(between(0, 1) < between(0, 2), "{:?}", live.places());
}

#[test]
fn boxes_on_one_heap_are_pushed_apart_and_a_held_one_stays() {
    let sizes = vec![Size::new(150.0, 44.0); 40];
    for held in [None, Some(3)] {
        let mut places: Vec<Point> = (0..40).map(|one| Point::new((one % 5) as f64, one as f64)).collect();
        let pushes = (0..4000).take_while(|_| push_apart(&mut places, &sizes, held, 1.0)).count();
        assert!(pushes < 1500, "{pushes} pushes with {held:?}");
        assert!(held.is_none_or(|held| places[held] == Point::new(3.0, 3.0)));
    }
}

#[test]
fn a_large_network_begins_clustered_and_soon_rests() {
    let (count, silos) = (360, 6);
    let inside = (0..count).flat_map(|one| [1, 5].map(|step| (one, (one + step * silos) % count)));
    let bridges = (0..silos).map(|silo| (silo, silo + 1));
    let ties: Vec<_> = inside.chain(bridges).collect();
    let sizes = vec![Size::new(150.0, 44.0); count];
    let places = rested(&sizes, &ties, &crate::layout::Unwatched).expect("nobody calls it off");
    let mut live = Live::new(&vec![Point::default(); count], &sizes, &ties);
    live.relax_at(&places);
    let steps = (0..1000)
        .take_while(|_| {
            live.step();
            live.is_hot()
        })
        .count();
    assert!(steps < 80, "the springs rest after {steps} steps");
    while !live.is_settled() {
        live.step();
    }
    assert_eq!(overlaps(&live), 0);
    let mean = |same: bool| {
        let pairs = (0..count).flat_map(|a| (0..a).map(move |b| (a, b)));
        let chosen = pairs.filter(|(a, b)| (a % silos == b % silos) == same);
        let lengths: Vec<f64> = chosen.map(|(a, b)| live.places[a].distance(live.places[b])).collect();
        lengths.iter().sum::<f64>() / lengths.len() as f64
    };
    assert!(
        mean(true) * 1.8 < mean(false),
        "silos stand apart: {} inside, {} between",
        mean(true),
        mean(false)
    );
}

#[test]
fn a_beginning_that_nobody_wants_is_given_up() {
    struct Gone;
    impl crate::layout::Watch for Gone {
        fn progress(&self, _done: f64) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    assert!(rested(&[Size::new(150.0, 44.0); 9], &[(0, 1)], &Gone).is_err());
}
