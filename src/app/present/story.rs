//! The steps of a story and what of each is seen at a time: a picture whose labels can be read from the back of the
//! room, or several of them one after the other. Plain arithmetic; must not know keys or painting.

use std::collections::BTreeMap;

use eframe::egui::Rect as ScreenRect;

use crate::{
    app::{
        canvas::{MAX_ZOOM, MIN_ZOOM, PICTURE, View, through},
        find::views_in_order,
    },
    model::{self, Document, OrganisationId, Point, Rect},
    pipeline::time::When,
    scene::{Scene, Shape, Target},
};

/// A label's type is at least this part of the picture's height: read from across a room.
pub const READABLE: f64 = 0.03;
/// Small maps are not blown up beyond this part of the picture's height for their labels.
const LARGEST: f64 = 0.055;
/// More stops than this are no walk that a room would follow.
const MOST_STOPS: usize = 12;
/// Two neighbouring stops share at least so much, canvas units: nobody stands in the gutter between them.
const SHARED: (f64, f64) = (180.0, 70.0);
/// What is left free round the map, parts of the picture's height.
const MARGIN: f32 = 0.02;
/// What the small map takes of the foot of a part, a part of the picture's height: as much as a caption of one line.
const FOOT: f32 = 0.0975;

/// A step of the story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What is shown, and from where, if the author said so.
    pub view: model::View,
    /// Words at the foot.
    pub caption: String,
    /// A view of the map, not what was seen when presenting began.
    pub is_saved: bool,
}

/// The views in their order; the whole map as it is shown now where there are none.
#[must_use]
pub fn steps(document: &Document, shown: &model::View) -> Vec<Step> {
    let views = views_in_order(document);
    if views.is_empty() {
        let caption = document.map().title.trim().to_owned();
        return vec![Step { view: shown.clone(), caption, is_saved: false }];
    }
    let step = |(_, view): (_, model::View)| Step { caption: caption(&view), view, is_saved: true };
    views.into_iter().map(step).collect()
}

/// The words at the foot, the date that is shown before them.
fn caption(view: &model::View) -> String {
    let words = view.caption.trim();
    match When::of(view) {
        None => words.to_owned(),
        Some(when) if words.is_empty() => when.to_string(),
        Some(when) => format!("{when}: {words}"),
    }
}

/// What of a step is seen, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// All that the step shows, canvas units.
    pub frame: Option<Rect>,
    /// Where the camera goes; at least one.
    pub stops: Vec<View>,
}

/// The zoom at which the smallest label of an organisation is readable on a screen of this height (points).
#[must_use]
pub fn reading_zoom(scene: &Scene, height: f32) -> f64 {
    READABLE * f64::from(height) / label_size(scene)
}

/// The type of the smallest name of an organisation, canvas units.
#[must_use]
pub fn label_size(scene: &Scene) -> f64 {
    let mut names: BTreeMap<&OrganisationId, f64> = BTreeMap::new();
    for item in &scene.items {
        if let (Target::Organisation(id), Shape::Text(block)) = (&item.target, &item.shape) {
            let size = names.entry(id).or_default();
            *size = size.max(block.style.size);
        }
    }
    names.into_values().reduce(f64::min).unwrap_or(14.0)
}

/// How high the foot of a part is, points: it is kept for the caption and the small map.
#[must_use]
pub fn foot_of_part(height: f32, caption: f32) -> f32 {
    MARGIN * height + caption.max(FOOT * height)
}

/// How a step is seen in a picture of which `caption` points at the foot are taken. As a whole where its labels are
/// readable then, or where `whole` is asked for; otherwise in stops, row by row, each at the reading zoom.
#[must_use]
pub fn plan(step: &Step, scene: &Scene, viewport: ScreenRect, caption: f32, whole: bool) -> Plan {
    let margin = MARGIN * viewport.height();
    let free = viewport.shrink(margin).with_max_y(viewport.bottom() - margin - caption);
    let reading = reading_zoom(scene, viewport.height());
    let Some(all) = content(scene) else {
        return Plan { frame: None, stops: vec![View { center: Point::default(), zoom: 1.0 }] };
    };
    let (mut frame, mut fitted) = match step.view.camera {
        Some(camera) => (framed(camera), through(camera, viewport)),
        None => (all, fitting(all, viewport, free, reading * LARGEST / READABLE)),
    };
    if fitted.zoom < reading && step.view.camera.is_some() {
        // Its author saw much ground round what is shown: that need not be walked through.
        frame = common(frame, all).unwrap_or(frame);
        fitted = fitting(frame, viewport, free, reading * LARGEST / READABLE);
    }
    let plan = |stops| Plan { frame: Some(frame), stops };
    if whole || fitted.zoom >= reading {
        return plan(vec![fitted]);
    }
    // The small map stands at the foot of every part, beside the caption.
    let free = free.with_max_y(viewport.bottom() - foot_of_part(viewport.height(), caption));
    let stops = stops(frame, scene, free, reading);
    if stops.is_empty() || stops.len() > MOST_STOPS {
        return plan(vec![fitted]);
    }
    let aside = viewport.center() - free.center();
    let aside = Point::new(f64::from(aside.x), f64::from(aside.y)) * (1.0 / reading);
    plan(stops.into_iter().map(|rect| View { center: rect.center() + aside, zoom: reading }).collect())
}

/// The part of the canvas that a kept camera shows.
fn framed(camera: model::Camera) -> Rect {
    let size = model::Size::new(f64::from(PICTURE.x) / camera.zoom, f64::from(PICTURE.y) / camera.zoom);
    Rect::from_center(camera.center, size)
}

/// Round all that is drawn.
fn content(scene: &Scene) -> Option<Rect> {
    Rect::around(scene.items.iter().filter(|item| item.target != Target::Page).map(|item| item.bounds))
}

/// What lies in both.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    let (left, top) = (a.left().max(b.left()), a.top().max(b.top()));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    (right > left && bottom > top).then(|| Rect::new(left, top, right - left, bottom - top))
}

fn fitting(frame: Rect, viewport: ScreenRect, free: ScreenRect, most: f64) -> View {
    let across = f64::from(free.width()) / frame.width.max(1.0);
    let down = f64::from(free.height()) / frame.height.max(1.0);
    let zoom = across.min(down).min(most).clamp(MIN_ZOOM, MAX_ZOOM);
    let aside = viewport.center() - free.center();
    let aside = Point::new(f64::from(aside.x), f64::from(aside.y)) * (1.0 / zoom);
    View { center: frame.center() + aside, zoom }
}

/// Parts of the frame that together show every organisation whole, row by row; none where nothing is to be read.
fn stops(frame: Rect, scene: &Scene, free: ScreenRect, zoom: f64) -> Vec<Rect> {
    let size = model::Size::new(f64::from(free.width()) / zoom, f64::from(free.height()) / zoom);
    let (lefts, tops) = (
        along(frame.left(), frame.width, size.width, SHARED.0),
        along(frame.top(), frame.height, size.height, SHARED.1),
    );
    if lefts.len() * tops.len() > 40 * MOST_STOPS {
        return Vec::new();
    }
    let seen = |rect: Rect| -> Vec<usize> {
        let nodes = scene.nodes.iter().enumerate();
        nodes.filter(|(_, node)| rect.contains_rect(node.rect)).map(|(index, _)| index).collect()
    };
    let all = tops.iter().flat_map(|top| lefts.iter().map(|left| (*left, *top)));
    let mut stops: Vec<(Rect, Vec<usize>)> = all
        .map(|(left, top)| Rect::new(left, top, size.width, size.height))
        .map(|rect| (rect, seen(rect)))
        .filter(|(_, nodes)| !nodes.is_empty())
        .collect();
    // A stop that shows nothing of its own is none.
    let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
    for node in stops.iter().flat_map(|(_, nodes)| nodes) {
        *shown.entry(*node).or_default() += 1;
    }
    let mut order: Vec<usize> = (0..stops.len()).collect();
    order.sort_by_key(|index| stops[*index].1.len());
    for index in order {
        if stops[index].1.iter().all(|node| shown[node] > 1) {
            for node in std::mem::take(&mut stops[index].1) {
                shown.entry(node).and_modify(|count| *count -= 1);
            }
        }
    }
    stops.into_iter().filter(|(_, nodes)| !nodes.is_empty()).map(|(rect, _)| rect).collect()
}

/// Where pieces of a length begin that cover a way, each sharing something with the next.
fn along(start: f64, way: f64, piece: f64, shared: f64) -> Vec<f64> {
    if way <= piece {
        return vec![start + (way - piece) / 2.0];
    }
    let step = (piece - shared).max(piece / 4.0);
    let count = ((way - piece) / step).ceil().min(1_000.0) as usize;
    (0..=count).map(|index| start + (way - piece) * index as f64 / count as f64).collect()
}

/// The view in which all of `rect` is seen and read, no farther off than need be.
#[must_use]
pub fn following(view: View, rect: Rect, viewport: ScreenRect, reading: f64) -> View {
    let zoom = view.zoom.max(reading);
    let size = model::Size::new(f64::from(viewport.width()) / zoom, f64::from(viewport.height()) / zoom);
    let seen = Rect::from_center(view.center, size).expanded(-f64::from(viewport.height()) * 0.08 / zoom);
    let inside = seen.contains_rect(rect);
    View { center: if inside { view.center } else { rect.center() }, zoom }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use eframe::egui::{pos2, vec2};

    use super::*;
    use crate::{
        app::canvas::Projection,
        file,
        scene::{self, Options},
        style::{Look, Palette, Theme},
        text::Fonts,
    };

    fn picture() -> ScreenRect {
        ScreenRect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 720.0))
    }

    fn drawn(name: &str) -> (Document, Scene) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let document = file::open(&path).expect("examples are sound").value;
        let look = Look::new(Theme::Light, Palette::default());
        let scene = scene::build(&document, &Options::default(), &look, &Fonts::bundled());
        (document, scene)
    }

    const EXAMPLES: [&str; 10] = [
        "fig1_types_of_connections.ron",
        "fig2_government_scales.ron",
        "fig3_bristol.ron",
        "fig4_cardiff_informal.ron",
        "fig5_cardiff_government.ron",
        "fig6_mediacity_anchors.ron",
        "fig7_mediacity_networks.ron",
        "national_software_academy.ron",
        "platform1_orchestrator.ron",
        "platform2_international.ron",
    ];

    #[test]
    fn labels_of_every_stop_can_be_read_across_a_room_and_every_organisation_has_one() {
        for name in EXAMPLES {
            let (document, scene) = drawn(name);
            let step = &steps(&document, &model::View::default())[0];
            let plan = plan(step, &scene, picture(), 60.0, false);
            let mut seen = vec![false; scene.nodes.len()];
            for stop in &plan.stops {
                let share = stop.zoom * label_size(&scene) / 720.0;
                assert!(share >= READABLE - 1e-9, "{name}: {share}");
                let visible = Projection::new(*stop, picture()).visible();
                for (seen, node) in seen.iter_mut().zip(&scene.nodes) {
                    *seen |= visible.contains_rect(node.rect);
                }
            }
            assert!(seen.iter().all(|seen| *seen), "{name}: {} stops", plan.stops.len());
            assert!(plan.stops.len() <= 6, "{name}: {} stops", plan.stops.len());
        }
    }

    #[test]
    fn the_whole_is_one_stop_when_asked_for() {
        let (document, scene) = drawn("fig5_cardiff_government.ron");
        let step = &steps(&document, &model::View::default())[0];
        let plan = plan(step, &scene, picture(), 0.0, true);
        let [stop] = plan.stops[..] else { panic!("one stop") };
        let visible = Projection::new(stop, picture()).visible();
        assert!(visible.contains_rect(plan.frame.expect("a frame")));
    }

    #[test]
    fn an_author_s_place_that_can_be_read_is_kept_as_it_is() {
        let (document, scene) = drawn("fig5_cardiff_government.ron");
        let node = scene.nodes[0].rect.center();
        for (zoom, whole) in [(2.0, true), (1.6, true), (0.9, false)] {
            let view =
                model::View { camera: Some(model::Camera { center: node, zoom }), ..model::View::default() };
            let step = Step { view, ..Step::default() };
            let plan = plan(&step, &scene, picture(), 0.0, false);
            let kept = plan.stops == [View { center: node, zoom }];
            assert_eq!(kept, whole, "{zoom}");
        }
        drop(document);
    }

    #[test]
    fn a_map_too_large_to_be_walked_through_is_shown_as_a_whole() {
        let (document, mut scene) = drawn("fig5_cardiff_government.ron");
        let (nodes, items) = (scene.nodes.clone(), scene.items.clone());
        for copy in 1..8 {
            let aside = 3_000.0 * f64::from(copy);
            scene.nodes.extend(nodes.iter().cloned().map(|mut node| {
                node.rect.x += aside;
                node
            }));
            scene.items.extend(items.iter().cloned().map(|mut item| {
                item.bounds.x += aside;
                item
            }));
        }
        let step = &steps(&document, &model::View::default())[0];
        assert_eq!(plan(step, &scene, picture(), 0.0, false).stops.len(), 1);
    }

    #[test]
    fn pieces_cover_the_way_and_share_with_their_neighbours() {
        for (way, piece) in [(100.0, 200.0), (1000.0, 400.0), (401.0, 400.0), (9000.0, 810.0)] {
            let starts = along(50.0, way, piece, 90.0);
            assert!(starts[0] <= 50.0 + 1e-9 && starts[starts.len() - 1] + piece >= 50.0 + way - 1e-9);
            for pair in starts.windows(2) {
                assert!(pair[1] - pair[0] <= piece - 90.0 + 1e-9, "{way} {piece}");
            }
        }
    }
}
