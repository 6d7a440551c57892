//! What a picture of the network promises, over maps made at random and over odd ones made by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicUsize, Ordering},
};

use proptest::prelude::*;

use crate::{
    layout::{Cancelled, Method, Placement, Request, Restriction, Unwatched, Watch, run},
    model::{
        Document, Flow, FlowId, FlowKindId, Group, GroupId, Member, Organisation, OrganisationId, Point,
        Record, RecordId, Rect, Size,
    },
    topology::Topology,
};

/// A map in numbers.
#[derive(Clone, Debug, Default)]
struct Map {
    places: Vec<Option<Point>>,
    pinned: BTreeSet<usize>,
    flows: Vec<(usize, usize)>,
    /// Members of each group, and the group round it.
    groups: Vec<(Vec<usize>, Option<usize>)>,
}

impl Map {
    fn new(count: usize, flows: &[(usize, usize)]) -> Self {
        Self { places: vec![None; count], flows: flows.to_vec(), ..Self::default() }
    }

    fn document(&self) -> Document {
        let mut records: Vec<(RecordId, Record)> = Vec::new();
        for (index, position) in self.places.iter().enumerate() {
            let pinned = self.pinned.contains(&index);
            let organisation = Organisation { position: *position, pinned, ..Organisation::default() };
            records.push((RecordId::Organisation(id(index)), Record::from(organisation)));
        }
        for (index, (from, to)) in self.flows.iter().enumerate() {
            let flow = Flow::new(id(*from), id(*to), FlowKindId::literal("funding"));
            let name = FlowId::new(&format!("f{index}")).expect("a slug");
            records.push((RecordId::Flow(name), Record::from(flow)));
        }
        for (index, (members, _)) in self.groups.iter().enumerate() {
            let own = members.iter().map(|member| Member::Organisation(id(*member)));
            let nested = self.groups.iter().enumerate().filter(|(_, (_, parent))| *parent == Some(index));
            let nested = nested.map(|(child, _)| Member::Group(group(child)));
            let members = own.chain(nested).collect();
            let record = Record::from(Group { members, label: "Together".into(), ..Group::default() });
            records.push((RecordId::Group(group(index)), record));
        }
        Document::from_records(records)
    }

    fn size(index: usize) -> Size {
        Size::new(100.0 + (index % 7) as f64 * 18.0, 38.0 + (index % 3) as f64 * 18.0)
    }

    fn laid_out(&self, request: &Request, watch: &dyn Watch) -> Result<Placement, Cancelled> {
        let document = self.document();
        let boxes: BTreeMap<OrganisationId, Size> =
            (0..self.places.len()).map(|index| (id(index), Self::size(index))).collect();
        run(&Topology::new(&document), &document, &boxes, request, watch)
    }

    /// Laid out whole; sane whatever it is.
    fn sane(&self) -> Placement {
        let placement = self.laid_out(&everyone(), &Unwatched).expect("nobody calls it off");
        let free = (0..self.places.len()).filter(|index| !self.stays(*index)).count();
        assert_eq!(placement.positions.len(), free);
        assert!(placement.positions.values().all(|at| at.is_within_reach() && *at == at_whole(*at)));
        assert_eq!(self.overlaps(&placement), 0);
        placement
    }

    fn stays(&self, index: usize) -> bool {
        self.pinned.contains(&index) && self.places[index].is_some()
    }

    fn place(&self, placement: &Placement, index: usize) -> Point {
        placement.positions.get(&id(index)).copied().or(self.places[index]).expect("one of both")
    }

    fn box_of(&self, placement: &Placement, index: usize) -> Rect {
        Rect::from_center(self.place(placement, index), Self::size(index))
    }

    /// Pairs that overlap and of which at least one was free to move.
    fn overlaps(&self, placement: &Placement) -> usize {
        let mut boxes: Vec<(Rect, bool)> =
            (0..self.places.len()).map(|index| (self.box_of(placement, index), self.stays(index))).collect();
        boxes.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
        let mut count = 0;
        for (index, (a, a_stays)) in boxes.iter().enumerate() {
            let near = boxes[index + 1..].iter().take_while(|(b, _)| b.left() < a.right());
            count += near.filter(|(b, b_stays)| !(*a_stays && *b_stays) && a.overlaps(*b)).count();
        }
        count
    }

    /// Everyone in a group, also in the groups within it.
    fn members(&self, group: usize) -> BTreeSet<usize> {
        let mut members: BTreeSet<usize> = self.groups[group].0.iter().copied().collect();
        for (child, (_, parent)) in self.groups.iter().enumerate() {
            if *parent == Some(group) {
                members.extend(self.members(child));
            }
        }
        members
    }
}

fn id(index: usize) -> OrganisationId {
    OrganisationId::new(&format!("o{index:05}")).expect("a slug")
}

fn group(index: usize) -> GroupId {
    GroupId::new(&format!("g{index}")).expect("a slug")
}

fn at_whole(at: Point) -> Point {
    Point::new(at.x.round(), at.y.round())
}

fn everyone() -> Request {
    Request { method: Method::Network, restriction: Restriction::Free, ..Request::default() }
}

#[test]
fn a_map_of_nobody_and_of_one() {
    assert!(Map::new(0, &[]).sane().positions.is_empty());
    assert_eq!(Map::new(1, &[]).sane().positions[&id(0)], Point::default());
}

#[test]
fn five_hundred_isolates_stand_in_rows_like_a_page() {
    let placement = Map::new(500, &[]).sane();
    let rows: BTreeSet<i64> = placement.positions.values().map(|at| at.y as i64).collect();
    assert!((10..=40).contains(&rows.len()), "{} rows", rows.len());
    assert_eq!(placement.report.stress, None);
}

#[test]
fn a_star_of_five_thousand_stands_round_its_middle() {
    let star: Vec<_> = (1..5000).map(|leaf| (0, leaf)).collect();
    let map = Map::new(5000, &star);
    let placement = map.sane();
    let all = Rect::around((0..5000).map(|index| map.box_of(&placement, index))).expect("many");
    let hub = placement.positions[&id(0)];
    assert!(hub.distance(all.center()) < 0.1 * all.width.max(all.height), "{hub:?} in {all:?}");
}

#[test]
fn a_clique_of_two_hundred_is_round() {
    let clique: Vec<_> = (0..200).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let map = Map::new(200, &clique);
    let placement = map.sane();
    let all = Rect::around((0..200).map(|index| map.box_of(&placement, index))).expect("many");
    assert!((0.5..4.0).contains(&(all.width / all.height)), "{all:?}");
}

#[test]
fn loops_and_parallel_flows_change_nothing() {
    let plain = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)];
    let many = [(0, 0), (0, 1), (1, 0), (0, 1), (1, 2), (2, 3), (3, 0), (3, 4), (4, 4), (3, 4)];
    assert_eq!(Map::new(5, &plain).sane().positions, Map::new(5, &many).sane().positions);
}

#[test]
fn all_at_one_point_come_apart() {
    let mut map = Map::new(60, &(1..60).map(|index| (index / 2, index)).collect::<Vec<_>>());
    map.places = vec![Some(Point::new(3.0, 4.0)); 60];
    map.sane();
    let half = Request { strength: 0.5, ..everyone() };
    let placement = map.laid_out(&half, &Unwatched).expect("nobody calls it off");
    assert_eq!(map.overlaps(&placement), 0);
}

#[test]
fn places_beyond_all_reckoning_do_no_harm() {
    let mut map = Map::new(12, &(1..12).map(|index| (index - 1, index)).collect::<Vec<_>>());
    map.places = (0..12).map(|index| Some(Point::new(1e12 * index as f64, -1e12))).collect();
    map.sane();
    map.pinned = BTreeSet::from([3, 4]);
    map.sane();
    map.places[5] = Some(Point::new(f64::NAN, f64::INFINITY));
    map.pinned.clear();
    map.sane();
}

#[test]
fn what_is_not_joined_is_packed_like_a_page() {
    let flows: Vec<_> = (0..90).filter(|index| index % 6 != 5).map(|index| (index, index + 1)).collect();
    let map = Map::new(100, &flows);
    let placement = map.sane();
    let all = Rect::around((0..100).map(|index| map.box_of(&placement, index))).expect("many");
    assert!((0.8..3.2).contains(&(all.width / all.height)), "{all:?}");
}

#[test]
fn a_path_is_almost_straight_and_lies_across() {
    let placement = Map::new(12, &(1..12).map(|index| (index - 1, index)).collect::<Vec<_>>()).sane();
    assert!(placement.report.stress.expect("joined") < 0.02, "{:?}", placement.report);
    let across: Vec<f64> = (0..12).map(|index| placement.positions[&id(index)].x).collect();
    assert!(across.is_sorted() || across.iter().rev().is_sorted(), "{across:?}");
}

#[test]
fn a_selection_is_arranged_among_what_stays() {
    let mut map = Map::new(9, &(1..9).map(|index| (0, index)).collect::<Vec<_>>());
    map.places = (0..9).map(|index| Some(Point::new(index as f64 * 300.0, 0.0))).collect();
    let only = Restriction::Only(BTreeSet::from([id(2), id(3)]));
    let request = Request { restriction: only, ..everyone() };
    let placement = map.laid_out(&request, &Unwatched).expect("nobody calls it off");
    assert_eq!(placement.positions.keys().cloned().collect::<Vec<_>>(), [id(2), id(3)]);
    assert_eq!(map.overlaps(&placement), 0);
}

#[test]
fn no_strength_moves_nobody_and_the_centre_may_be_kept() {
    let mut map = Map::new(9, &(1..9).map(|index| (index / 2, index)).collect::<Vec<_>>());
    map.places = (0..9).map(|index| Some(Point::new(index as f64 * 300.0, 5000.0))).collect();
    let none = Request { strength: 0.0, ..everyone() };
    let placement = map.laid_out(&none, &Unwatched).expect("nobody calls it off");
    assert!(placement.positions.iter().zip(&map.places).all(|((_, at), was)| Some(*at) == *was));
    let kept = Request { keep_centre: true, ..everyone() };
    let placement = map.laid_out(&kept, &Unwatched).expect("nobody calls it off");
    let middle = crate::layout::mean(placement.positions.values().copied()).expect("nine");
    assert!(middle.distance(Point::new(1200.0, 5000.0)) < 2.0, "{middle:?}");
}

/// Is called off when asked for the so-many-th time.
struct Impatient(AtomicUsize);

impl Watch for Impatient {
    fn progress(&self, done: f64) {
        assert!((0.0..=1.0).contains(&done));
    }

    fn is_cancelled(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

#[test]
fn it_can_be_called_off_at_any_moment() {
    let map = Map::new(400, &(1..400).map(|index| (index / 3, index)).collect::<Vec<_>>());
    for patience in [0, 1, 2, 5, 10, 20, 40] {
        let watch = Impatient(AtomicUsize::new(patience));
        assert_eq!(map.laid_out(&everyone(), &watch), Err(Cancelled), "{patience}");
    }
}

fn maps() -> impl Strategy<Value = Map> {
    let place = prop::option::of((-2000.0..2000.0, -2000.0..2000.0).prop_map(|(x, y)| Point::new(x, y)));
    let organisation = (place, prop::bool::weighted(0.15), 0..8_usize);
    let flows = prop::collection::vec((0..40_usize, 0..40_usize), 0..60);
    (prop::collection::vec(organisation, 0..40), flows).prop_map(|(organisations, flows)| {
        let count = organisations.len();
        let flows: Vec<_> = flows.into_iter().filter(|(a, b)| *a < count && *b < count).collect();
        let mut map = Map::new(count, &flows);
        map.groups = vec![(vec![], None), (vec![], None), (vec![], Some(0)), (vec![], Some(2))];
        for (index, (place, pinned, group)) in organisations.into_iter().enumerate() {
            map.places[index] = place;
            if pinned {
                map.pinned.insert(index);
            }
            if let Some((members, _)) = map.groups.get_mut(group) {
                members.push(index);
            }
        }
        map
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn nobody_overlaps_the_pinned_stay_and_the_same_seed_gives_the_same_bytes(
        map in maps(),
        seed in 0..4_u64,
        strength in prop::sample::select(vec![0.3, 1.0]),
    ) {
        let request = Request { seed, strength, ..everyone() };
        let placement = map.laid_out(&request, &Unwatched).expect("nobody calls it off");
        for index in 0..map.places.len() {
            prop_assert_eq!(placement.positions.contains_key(&id(index)), !map.stays(index));
        }
        prop_assert!(placement.positions.values().all(|at| at.is_within_reach()));
        prop_assert_eq!(map.overlaps(&placement), 0);
        prop_assert_eq!(&placement, &map.laid_out(&request, &Unwatched).expect("nobody calls it off"));
    }

    #[test]
    fn nobody_stands_in_a_group_that_is_not_theirs(map in maps()) {
        let map = Map { pinned: BTreeSet::new(), ..map };
        let placement = map.sane();
        for number in 0..map.groups.len() {
            let members = map.members(number);
            let frame = Rect::around(members.iter().map(|member| map.box_of(&placement, *member)));
            let Some(frame) = frame else { continue };
            for other in (0..map.places.len()).filter(|other| !members.contains(other)) {
                prop_assert!(!frame.overlaps(map.box_of(&placement, other)), "{} in {}", other, number);
            }
        }
    }
}
