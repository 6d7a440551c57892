//! Bands, columns and titled areas: new ones take the place of old ones, and what no longer holds goes.
//! Must not know how either are drawn.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Shift, change, has_meaning};
use crate::{
    layout::{Method, Request, Restriction},
    model::{
        Area, AreaMeaning, Change, Document, Group, GroupId, MapInfo, Member, OrganisationId, Point,
        RecordId, Rect, Transaction,
    },
    pipeline::redact::counted,
};

/// The map's own record with its areas as they will be; none where they stay.
pub(super) fn changed(
    shift: &Shift<'_>,
    made: &[Area],
    request: &Request,
    told: &mut Vec<String>,
) -> Option<Change> {
    let map = shift.document.map();
    let (old, titles): (Vec<&Area>, Vec<&Area>) = map.areas.iter().partition(|area| has_meaning(area));
    let bands: Vec<Area> = if !made.is_empty() {
        made.to_vec()
    } else if old.is_empty() || !breaks_bands(request) {
        told.extend(strayed(shift, &old));
        old.into_iter().cloned().collect()
    } else {
        let bands = counted(old.len(), "band or column", "bands and columns");
        told.push(format!("{bands} went: this arrangement does not follow {}", them(old.len())));
        Vec::new()
    };
    let taken: BTreeSet<_> = bands.iter().map(|area| &area.id).collect();
    let titles = titles.into_iter().filter(|area| !taken.contains(&area.id));
    let titles: Vec<Area> = if request.restriction == Restriction::Unplaced {
        titles.inspect(|area| told.extend(joined(shift, area))).cloned().collect()
    } else {
        titles.filter_map(|area| moved(shift, area, told)).collect()
    };
    let areas: Vec<Area> = bands.iter().cloned().chain(titles).collect();
    let after = MapInfo { areas, ..MapInfo::clone(map) };
    (after != **map).then(|| change(RecordId::Map, Arc::clone(map), after))
}

fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

/// Whether everybody is put elsewhere by a rule that knows no bands.
fn breaks_bands(request: &Request) -> bool {
    let divides = matches!(request.method, Method::Bands | Method::Grid | Method::Rings);
    // Part of the way nobody stands in a band yet: what was drawn would say something that is not so.
    let free = request.method != Method::Tidy && (!divides || request.strength < 1.0);
    free && request.restriction == Restriction::Free && !request.keep_bands
}

/// How much of an area's margins is kept, in this order, until nobody else stands within: at the sides and below, and
/// above, where the title stands, canvas units.
const MARGINS: [(f64, f64); 3] = [(f64::INFINITY, f64::INFINITY), (48.0, 52.0), (16.0, 28.0)];

/// A title goes along with those who stood under it and encloses them; none where others would stand among them, for
/// then it says something that is not so.
fn moved(shift: &Shift<'_>, area: &Area, told: &mut Vec<String>) -> Option<Area> {
    let boxes = shift.boxes_before();
    let is_member = |id: &OrganisationId| shift.before(id).is_some_and(|at| area.contains(at));
    let members: BTreeSet<&OrganisationId> =
        boxes.iter().map(|(id, _)| *id).filter(|id| is_member(id)).collect();
    let around = |boxes: &[(&OrganisationId, Rect)]| {
        Rect::around(boxes.iter().filter(|(id, _)| members.contains(id)).map(|(_, rect)| *rect))
    };
    let after = shift.boxes_after();
    let both = around(&boxes).zip(around(&after));
    let was: BTreeMap<&OrganisationId, Rect> = boxes.into_iter().collect();
    // Who stood half under the title before, and stays, was the author's choice.
    let stood = |id: &OrganisationId, now: Rect| was.get(id) == Some(&now) && now.overlaps(area.extent);
    let others = after.iter().filter(|(id, now)| !members.contains(id) && !stood(id, *now));
    let others: Vec<Rect> = others.map(|(_, now)| *now).collect();
    let along = shift.together(members.iter().copied()).map(|by| area.extent.translated(by));
    let enclosing = both.into_iter().flat_map(|(before, now)| {
        MARGINS.map(|(side, above)| enclosed(area.extent, before, now, (side, above)))
    });
    let stays = members.is_empty().then_some(area.extent);
    let mut wishes = along.into_iter().chain(enclosing).chain(stays);
    let is_free = |extent: &Rect| extent.is_sane() && !others.iter().any(|other| other.overlaps(*extent));
    let found = wishes.find(is_free).map(|extent| Area { extent, ..area.clone() });
    if found.is_none() {
        let title = named(area);
        told.push(match members.len() {
            0 => {
                format!("The area {title} was taken away: organisations stand in it now; undo brings it back")
            }
            _ => format!(
                "The area {title} was taken away: others stand among its organisations; undo brings it back"
            ),
        });
    }
    found
}

/// How an area is spoken of.
fn named(area: &Area) -> String {
    let title = area.title.trim();
    if title.is_empty() { "without a title".to_owned() } else { format!("“{title}”") }
}

/// Who found a first place under a title: whether they belong there only the author knows.
fn joined(shift: &Shift<'_>, area: &Area) -> Option<String> {
    let places = shift.positions.iter();
    let new = places.filter(|(id, at)| shift.before(id).is_none() && area.contains(**at)).count();
    (new > 0).then(|| {
        let organisations = counted(new, "organisation", "organisations");
        format!("{organisations} found a place in the area {}: see whether they belong there", named(area))
    })
}

/// The map with a group of those who stand under each title, so that a layout that keeps groups keeps them together.
/// Only for those layouts, and only where nobody of them is in a group.
pub(super) fn with_groups(document: &Document, request: &Request) -> Option<Document> {
    let keeps_groups = matches!(request.method, Method::Network | Method::Layered);
    if !keeps_groups || request.restriction != Restriction::Free {
        return None;
    }
    let members = document.groups().values().flat_map(|group| &group.members);
    let mut taken: BTreeSet<&OrganisationId> = members
        .filter_map(|member| match member {
            Member::Organisation(id) => Some(id),
            Member::Group(_) => None,
        })
        .collect();
    let mut changes = Vec::new();
    for area in document.map().areas.iter().filter(|area| !has_meaning(area)) {
        let places = document.organisations().iter().filter_map(|(id, it)| Some((id, it.position?)));
        let ids: Vec<&OrganisationId> =
            places.filter(|(_, at)| area.contains(*at)).map(|(id, _)| id).collect();
        let Ok(id) = GroupId::new(&format!("area-{}", area.id)) else { continue };
        if ids.len() < 2 || ids.iter().any(|id| taken.contains(id)) || document.group(&id).is_some() {
            continue;
        }
        taken.extend(&ids);
        let members = ids.into_iter().cloned().map(Member::Organisation).collect();
        let group = Group { label: area.title.clone(), members, ..Group::default() };
        changes.push(Change { id: RecordId::Group(id), before: None, after: Some(group.into()) });
    }
    let mut grouped = document.clone();
    (!changes.is_empty() && grouped.apply(&Transaction::new(changes)).is_ok()).then_some(grouped)
}

/// Round `now` as `extent` was round `before`, with margins of no more than so much.
fn enclosed(extent: Rect, before: Rect, now: Rect, (side, above): (f64, f64)) -> Rect {
    let margin = |room: f64, most: f64| room.clamp(0.0, most).round();
    let left = now.left() - margin(before.left() - extent.left(), side);
    let top = now.top() - margin(before.top() - extent.top(), above);
    let right = now.right() + margin(extent.right() - before.right(), side);
    let bottom = now.bottom() + margin(extent.bottom() - before.bottom(), side);
    let corners = (Point::new(left.floor(), top.floor()), Point::new(right.ceil(), bottom.ceil()));
    Rect::from_corners(corners.0, corners.1)
}

/// Who has left the band of its scale or the column of its sector.
fn strayed(shift: &Shift<'_>, areas: &[&Area]) -> Option<String> {
    let belongs = |area: &Area, id: &OrganisationId| {
        let organisation = shift.document.organisation(id);
        match &area.meaning {
            AreaMeaning::Title => false,
            AreaMeaning::Scale(scale) => organisation.is_some_and(|it| it.scale.as_ref() == Some(scale)),
            AreaMeaning::Sector(sector) => organisation.is_some_and(|it| it.sector.as_ref() == Some(sector)),
        }
    };
    let has_left = |id: &&OrganisationId| {
        let (before, after) = (shift.before(id), shift.after(id));
        let holds = |area: &Area, at: Option<Point>| at.is_some_and(|at| area.contains(at));
        areas.iter().any(|area| belongs(area, id) && holds(area, before) && !holds(area, after))
    };
    let left = shift.positions.keys().filter(has_left).count();
    (left > 0).then(|| {
        let organisations = counted(left, "organisation", "organisations");
        format!("{organisations} no longer stand in their band or column")
    })
}
