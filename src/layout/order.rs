//! Order within the cells of a grid, so that few flows cross: the barycentre heuristic (Sugiyama, Tagawa, Toda 1981).
//! Must not know how large anything is.

use std::collections::BTreeMap;

use crate::model::OrganisationId;

/// How often the cells are looked through; more changes little.
const SWEEPS: usize = 6;

/// Orders the members of every cell. `cells` are (row, column) to members; `neighbours` gives the other ends of flows.
pub(super) fn by_barycentre<'a>(
    cells: &mut BTreeMap<(usize, usize), Vec<&'a OrganisationId>>,
    neighbours: impl Fn(&OrganisationId) -> Vec<&'a OrganisationId>,
) {
    let mut around: BTreeMap<&OrganisationId, Vec<&OrganisationId>> = BTreeMap::new();
    for id in cells.values().flatten() {
        around.insert(id, neighbours(id));
    }
    for _ in 0..SWEEPS {
        let places = places(cells);
        for (cell, members) in cells.iter_mut() {
            let mut weighed: Vec<(f64, &OrganisationId)> =
                members.iter().map(|id| (barycentre(id, *cell, &around, &places), *id)).collect();
            weighed.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
            *members = weighed.into_iter().map(|(_, id)| id).collect();
        }
    }
}

/// Where everybody stands across the picture: column, and within it from 0 to 1.
fn places<'a>(
    cells: &BTreeMap<(usize, usize), Vec<&'a OrganisationId>>,
) -> BTreeMap<&'a OrganisationId, f64> {
    let mut places = BTreeMap::new();
    for ((_, column), members) in cells {
        for (index, id) in members.iter().enumerate() {
            let within = (index as f64 + 0.5) / members.len() as f64;
            places.insert(*id, *column as f64 + within);
        }
    }
    places
}

fn barycentre(
    id: &OrganisationId,
    cell: (usize, usize),
    around: &BTreeMap<&OrganisationId, Vec<&OrganisationId>>,
    places: &BTreeMap<&OrganisationId, f64>,
) -> f64 {
    let others = around.get(id).into_iter().flatten().filter_map(|other| places.get(other));
    let (sum, count) = others.fold((0.0, 0_u32), |(sum, count), place| (sum + place, count + 1));
    if count == 0 { places.get(id).copied().unwrap_or(cell.1 as f64) } else { sum / f64::from(count) }
}
