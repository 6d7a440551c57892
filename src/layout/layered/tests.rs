//! What layers promise, over maps made at random and over odd ones made by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    layout::{self, Method, Restriction, Unwatched, Watch},
    model::{
        Direction, Document, Flow, FlowId, FlowKindId, Group, GroupId, Member, Organisation, OrganisationId,
        Record, RecordId, default_scheme,
    },
    topology::Topology,
};

fn id(index: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{index}")).expect("a slug")
}

/// Who stands fast, and where.
type Fast = BTreeMap<usize, (f64, f64)>;

fn map(count: usize, flows: &[(usize, usize, Direction)], groups: &[Vec<usize>], fast: &Fast) -> Document {
    let nodes = (0..count).map(|index| {
        let position = fast.get(&index).map(|(x, y)| Point::new(*x, *y));
        let organisation = Organisation { pinned: position.is_some(), position, ..Organisation::default() };
        (RecordId::Organisation(id(index)), Record::from(organisation))
    });
    let edges = flows.iter().enumerate().map(|(index, (from, to, direction))| {
        let flow =
            Flow { direction: *direction, ..Flow::new(id(*from), id(*to), FlowKindId::literal("funding")) };
        (RecordId::Flow(FlowId::new(&format!("f{index}")).expect("a slug")), Record::from(flow))
    });
    let groups = groups.iter().enumerate().map(|(index, members)| {
        let members = members.iter().map(|member| Member::Organisation(id(*member))).collect();
        let group = Group { members, ..Group::default() };
        (RecordId::Group(GroupId::new(&format!("g{index}")).expect("a slug")), Record::from(group))
    });
    Document::from_records(default_scheme().into_iter().chain(nodes).chain(edges).chain(groups))
}

fn forward(flows: &[(usize, usize)]) -> Vec<(usize, usize, Direction)> {
    flows.iter().map(|(from, to)| (*from, *to, Direction::Forward)).collect()
}

fn sizes(document: &Document) -> BTreeMap<OrganisationId, Size> {
    let size = |index: usize| Size::new(100.0 + (index % 7) as f64 * 18.0, 38.0 + (index % 3) as f64 * 18.0);
    document.organisations().keys().enumerate().map(|(index, id)| (id.clone(), size(index))).collect()
}

fn request(sideways: bool) -> Request {
    Request { method: Method::Layered, restriction: Restriction::Free, sideways, ..Request::default() }
}

fn laid_out(document: &Document, sideways: bool) -> BTreeMap<OrganisationId, Point> {
    let topology = Topology::new(document);
    layout::run(&topology, document, &sizes(document), &request(sideways), &Unwatched)
        .expect("nobody calls it off")
        .positions
}

/// Pairs of boxes that overlap, of which one moved.
fn overlaps(document: &Document, positions: &BTreeMap<OrganisationId, Point>) -> usize {
    let sizes = sizes(document);
    let mut boxes: Vec<Rect> =
        positions.iter().map(|(id, position)| Rect::from_center(*position, sizes[id])).collect();
    boxes.sort_by(|a, b| a.x.total_cmp(&b.x));
    let near = |index: usize| {
        let a = boxes[index];
        boxes[index + 1..]
            .iter()
            .take_while(move |b| b.left() < a.right())
            .filter(move |b| a.overlaps(**b))
            .count()
    };
    (0..boxes.len()).map(near).sum()
}

/// Everyone has a sane place, and no box lies on another.
#[track_caller]
fn check(document: &Document, what: &str) -> BTreeMap<OrganisationId, Point> {
    let positions = laid_out(document, false);
    assert_eq!(positions.len(), document.organisations().len(), "{what}: everyone has a place");
    assert!(positions.values().all(|position| position.is_within_reach()), "{what}: places are sane");
    assert_eq!(overlaps(document, &positions), 0, "{what}: boxes overlap");
    positions
}

#[test]
fn odd_maps_have_a_sane_picture() {
    let nobody = Fast::new();
    let complete = |count: usize| -> Vec<(usize, usize)> {
        (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect()
    };
    let chain = |count: usize| -> Vec<(usize, usize)> { (1..count).map(|b| (b - 1, b)).collect() };
    let ring = |count: usize| -> Vec<(usize, usize)> { (0..count).map(|a| (a, (a + 1) % count)).collect() };
    let star = |count: usize| -> Vec<(usize, usize)> { (1..count).map(|b| (0, b)).collect() };
    for (what, count, flows) in [
        ("nobody", 0, vec![]),
        ("one", 1, vec![]),
        ("one that trades with itself", 1, vec![(0, 0)]),
        ("isolates", 500, vec![]),
        ("a star", 5_000, star(5_000)),
        ("a clique", 200, complete(200)),
        ("parallel flows", 2, vec![(0, 1); 40]),
        ("a chain", 1_000, chain(1_000)),
        ("a ring", 300, ring(300)),
        ("two rings and isolates", 12, [ring(5), vec![(6, 7), (7, 6)]].concat()),
    ] {
        check(&map(count, &forward(&flows), &[], &nobody), what);
        let loose: Vec<_> = flows.iter().map(|(a, b)| (*a, *b, Direction::None)).collect();
        if count <= 1_000 {
            check(&map(count, &loose, &[], &nobody), what);
        }
    }
}

#[test]
fn a_chain_runs_from_left_to_right_or_downward() {
    let document = map(4, &forward(&[(2, 0), (0, 3), (3, 1)]), &[], &Fast::new());
    let across = laid_out(&document, false);
    let down = laid_out(&document, true);
    for pair in [2, 0, 3, 1].windows(2) {
        let (a, b) = (id(pair[0]), id(pair[1]));
        assert!(across[&a].x < across[&b].x && across[&a].y == across[&b].y, "{a} {b}");
        assert!(down[&a].y < down[&b].y && down[&a].x == down[&b].x, "{a} {b}");
    }
}

#[test]
fn of_a_circle_the_lightest_flow_runs_back() {
    let flows = forward(&[(0, 1), (0, 1), (1, 2), (1, 2), (2, 0)]);
    let positions = laid_out(&map(3, &flows, &[], &Fast::new()), false);
    assert!(positions[&id(0)].x < positions[&id(1)].x && positions[&id(1)].x < positions[&id(2)].x);
}

#[test]
fn who_stands_fast_stays_and_the_others_keep_clear() {
    let flows: Vec<(usize, usize)> = (0..60).map(|index| (index * 7 % 40, (index * 11 + 3) % 40)).collect();
    let fast = Fast::from([(3, (10.0, 20.0)), (9, (30.0, 40.0)), (17, (900.0, -300.0)), (20, (35.0, 900.0))]);
    let document = map(40, &forward(&flows), &[vec![1, 2, 3, 4]], &fast);
    let mut positions = laid_out(&document, false);
    assert_eq!(positions.len(), 36);
    let own: Vec<usize> = [3, 17, 20].to_vec();
    positions.extend(own.iter().map(|index| (id(*index), Point::new(fast[index].0, fast[index].1))));
    assert_eq!(overlaps(&document, &positions), 0);
    // Only some: the others stay, also those that nobody pinned.
    let all = laid_out(&map(40, &forward(&flows), &[], &Fast::new()), false);
    let placed = all.iter().map(|(id, position)| {
        let organisation = Organisation { position: Some(*position), ..Organisation::default() };
        (RecordId::Organisation(id.clone()), Record::from(organisation))
    });
    let document =
        Document::from_records(map(40, &forward(&flows), &[], &Fast::new()).records().chain(placed));
    let these = [0, 1, 2, 5, 8].map(id).into();
    let request = Request { restriction: Restriction::Only(these), ..request(false) };
    let some = layout::run(&Topology::new(&document), &document, &sizes(&document), &request, &Unwatched);
    let some = some.expect("nobody calls it off").positions;
    assert_eq!(some.len(), 5);
    let everyone = all.into_iter().chain(some).collect();
    assert_eq!(overlaps(&document, &everyone), 0);
}

#[test]
fn it_can_be_called_off() {
    struct Impatient;
    impl Watch for Impatient {
        fn progress(&self, _done: f64) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let document = map(3, &forward(&[(0, 1), (1, 2)]), &[], &Fast::new());
    let answer =
        layout::run(&Topology::new(&document), &document, &sizes(&document), &request(false), &Impatient);
    assert_eq!(answer, Err(Cancelled));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn flows_without_circles_all_lead_onward(
        count in 2..30_usize,
        pairs in proptest::collection::vec((0..30_usize, 0..30_usize), 0..60),
        loose in proptest::collection::vec((0..30_usize, 0..30_usize), 0..10),
    ) {
        let ordered = pairs.iter().map(|(a, b)| (a % count, b % count)).filter(|(a, b)| a != b);
        let mut flows = forward(&ordered.map(|(a, b)| (a.min(b), a.max(b))).collect::<Vec<_>>());
        flows.extend(loose.iter().map(|(a, b)| (a % count, b % count, Direction::Both)));
        let document = map(count, &flows, &[], &Fast::new());
        let positions = check(&document, "random");
        prop_assert_eq!(&positions, &laid_out(&document, false), "the same again");
        for (from, to, direction) in flows {
            if direction == Direction::Forward {
                prop_assert!(positions[&id(from)].x < positions[&id(to)].x);
            }
        }
    }

    #[test]
    fn groups_stand_together(
        count in 4..24_usize,
        pairs in proptest::collection::vec((0..24_usize, 0..24_usize), 1..40),
        split in 1..8_usize,
    ) {
        let flows: Vec<_> = pairs.iter().map(|(a, b)| (a % count, b % count)).collect();
        let (one, other): (Vec<usize>, Vec<usize>) = (0..count).filter(|node| node % 3 > 0).partition(|node| node % (split + 1) == 1);
        let document = map(count, &forward(&flows), &[one.clone(), other.clone()], &Fast::new());
        let positions = check(&document, "groups");
        let sizes = sizes(&document);
        for members in [one, other].iter().filter(|members| members.len() > 1) {
            let around = Rect::around(members.iter().map(|m| Rect::from_center(positions[&id(*m)], sizes[&id(*m)])));
            let around = around.expect("it has members");
            for stranger in (0..count).filter(|node| !members.contains(node)) {
                let own = Rect::from_center(positions[&id(stranger)], sizes[&id(stranger)]);
                prop_assert!(!own.overlaps(around), "{stranger} stands in {members:?}");
            }
        }
    }
}

#[test]
fn layers_of_very_many_are_folded() {
    for sideways in [false, true] {
        let flows: Vec<(usize, usize)> = (1..1000).map(|leaf| (0, leaf)).collect();
        let picture = folded(1000, &flows, sideways);
        let shape = picture.width / picture.height;
        assert!((0.25..6.0).contains(&shape), "sideways {sideways}: {picture:?}");
    }
}

/// The bounds of a map that is laid out in layers; nobody overlaps.
fn folded(count: usize, flows: &[(usize, usize)], sideways: bool) -> Rect {
    let flows: Vec<_> = flows.iter().map(|(from, to)| (*from, *to, Direction::Forward)).collect();
    let document = map(count, &flows, &[], &Fast::new());
    let request =
        Request { method: Method::Layered, restriction: Restriction::Free, sideways, ..Request::default() };
    let sizes: BTreeMap<_, _> =
        (0..count).map(|node| (id(node), Size::new(100.0 + (node * 37 % 90) as f64, 48.0))).collect();
    let placement = layout::run(&Topology::new(&document), &document, &sizes, &request, &Unwatched).unwrap();
    let boxes: Vec<Rect> =
        placement.positions.iter().map(|(id, at)| Rect::from_center(*at, sizes[id])).collect();
    for (number, rect) in boxes.iter().enumerate() {
        assert!(boxes[..number].iter().all(|other| !other.overlaps(*rect)), "{rect:?} overlaps");
    }
    Rect::around(boxes).unwrap()
}

#[test]
fn a_clique_is_no_line_across_the_sky() {
    let flows: Vec<(usize, usize)> = (0..120).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let picture = folded(120, &flows, false);
    assert!(picture.width < 60_000.0 && picture.height < 12_000.0, "{picture:?}");
}

#[test]
fn where_all_are_joined_with_all_the_picture_is_no_desert() {
    let count = 200;
    let all: Vec<_> = (0..count).flat_map(|from| (0..from).map(move |to| (from, to))).collect();
    let document = map(count, &forward(&all), &[], &Fast::new());
    let (places, sizes) = (laid_out(&document, false), sizes(&document));
    let boxes: Vec<Rect> = places.iter().map(|(id, at)| Rect::from_center(*at, sizes[id])).collect();
    let around = Rect::around(boxes.iter().copied()).expect("they are there");
    let filled: f64 = boxes.iter().map(|it| it.width * it.height).sum();
    assert!(around.width * around.height < 100.0 * filled, "{around:?}");
    assert!(around.width.max(around.height) < 6.0 * around.width.min(around.height), "{around:?}");
}
