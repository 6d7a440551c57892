//! Bands, columns and titled areas: new ones take the place of old ones, and what no longer holds goes.
//! Must not know how either are drawn.

use std::{collections::BTreeSet, sync::Arc};

use super::{Shift, change, has_meaning};
use crate::{
    layout::{Method, Request, Restriction},
    model::{Area, AreaMeaning, Change, MapInfo, OrganisationId, Point, RecordId},
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
    let titles: Vec<Area> = titles.map(|area| moved(shift, area, told)).collect();
    let areas: Vec<Area> = bands.iter().cloned().chain(titles).collect();
    let after = MapInfo { areas, ..MapInfo::clone(map) };
    (after != **map).then(|| change(RecordId::Map, Arc::clone(map), after))
}

fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

/// Whether everybody is put elsewhere by a rule that knows no bands.
fn breaks_bands(request: &Request) -> bool {
    let free = matches!(request.method, Method::Network | Method::Layered | Method::Rings);
    free && request.restriction == Restriction::Free && !request.keep_bands
}

/// A title with all that stood under it, if that goes together; otherwise it stays.
fn moved(shift: &Shift<'_>, area: &Area, told: &mut Vec<String>) -> Area {
    let standing = shift.boxes_before().into_iter().filter(|(_, rect)| area.contains(rect.center()));
    let members: Vec<&OrganisationId> = standing.map(|(id, _)| id).collect();
    match shift.together(members.iter().copied()) {
        Some(by) => Area { extent: area.extent.translated(by), ..area.clone() },
        None => {
            let left = members.iter().filter(|id| shift.by(id).is_some_and(|by| by != Point::default()));
            let left = left.count();
            if left > 0 && !area.title.trim().is_empty() {
                let title = area.title.trim();
                told.push(format!(
                    "The area “{title}” stays where it is: {left} of the {} that stood in it moved, not together",
                    members.len(),
                ));
            }
            area.clone()
        }
    }
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
