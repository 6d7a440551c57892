//! Titles of areas and groups that flows run through: laid over the flows on a plate of the ground, as labels are.
//! Must not know areas or groups: their items are all.

use crate::{
    model::{Point, Rect},
    style::Rgba,
};

use super::{
    flows::DrawnFlow,
    path::{Path, segment_meets_rect},
    types::{Item, Role},
};

/// The plate's rim round the words, across and down.
const RIM: (f64, f64) = (4.0, 1.0);

/// Takes out of `items` the titles that a flow runs through and returns them with their plates, to be laid over the
/// flows. A title that would hide a flow's head, stroke or ring stays.
pub(super) fn raised(
    items: &mut Vec<Item>,
    drawn: &[DrawnFlow],
    ground: impl Fn(Point) -> Rgba,
) -> Vec<Item> {
    let mut raised = Vec::new();
    items.retain(|item| {
        let words = item.bounds;
        let plate = Rect::new(
            words.x - RIM.0,
            words.y - RIM.1,
            words.width + 2.0 * RIM.0,
            words.height + 2.0 * RIM.1,
        );
        if item.role != Role::Label || !is_crossed(plate, drawn) {
            return true;
        }
        let path = Path::rounded_rect(plate, 4.0);
        let colour = ground(plate.center());
        raised.push(Item::path(item.target.clone(), Role::Plate, path, Some(colour), None));
        raised.push(item.clone());
        false
    });
    raised
}

/// Whether a flow's line, head, stroke or ring comes here.
pub(super) fn meets_flow(rect: Rect, drawn: &[DrawnFlow]) -> bool {
    let mut near = drawn.iter().filter(|flow| flow.bounds.overlaps(rect));
    near.any(|flow| flow.marks.iter().any(|mark| mark.overlaps(rect)) || crosses(flow, rect))
}

fn crosses(flow: &DrawnFlow, rect: Rect) -> bool {
    flow.walk.points().windows(2).any(|ends| segment_meets_rect(ends[0], ends[1], rect))
}

fn is_crossed(plate: Rect, drawn: &[DrawnFlow]) -> bool {
    let near = || drawn.iter().filter(|flow| flow.bounds.overlaps(plate));
    let hides_mark = near().any(|flow| flow.marks.iter().any(|mark| mark.overlaps(plate)));
    !hides_mark && near().any(|flow| crosses(flow, plate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::AreaId,
        scene::{
            curve::{Cubic, Walk},
            types::Target,
        },
    };

    fn flow(from: (f64, f64), to: (f64, f64), marks: Vec<Rect>) -> DrawnFlow {
        let curve = vec![Cubic::straight(Point::new(from.0, from.1), Point::new(to.0, to.1))];
        let bounds = Rect::from_corners(curve[0].start, curve[0].end).expanded(1.0);
        let (items, walk, line) = (Vec::new(), Walk::along(&curve), curve.clone());
        DrawnFlow { items, curve, walk, line, bounds, marks, gaps: Vec::new() }
    }

    #[test]
    fn a_title_lies_over_the_flow_that_crosses_it_unless_it_hides_a_head() {
        let title = Rect::new(0.0, 0.0, 80.0, 14.0);
        for (flow, expected) in [
            (flow((40.0, -50.0), (40.0, 50.0), Vec::new()), 2),
            (flow((140.0, -50.0), (140.0, 50.0), Vec::new()), 0),
            (flow((40.0, -50.0), (40.0, 50.0), vec![Rect::new(35.0, 5.0, 10.0, 10.0)]), 0),
        ] {
            let target = Target::Area(AreaId::literal("a"));
            let mut items = vec![Item::path(target, Role::Label, Path::rounded_rect(title, 0.0), None, None)];
            let raised = raised(&mut items, &[flow], |_| Rgba::WHITE);
            assert_eq!((raised.len(), items.len()), (expected, 1 - expected / 2));
        }
    }
}
