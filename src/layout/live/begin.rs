//! Where a large network begins: from afar springs find only a heap, so stress finds who belongs where and springs draw
//! together what hangs together. Takes its time: meant for a thread. Must not know how anything looks.

use super::Live;
use crate::{
    layout::{Cancelled, Problem, Request, Watch, network},
    model::{Document, Organisation, OrganisationId, Point, Size},
};

/// Places at which a network rests: about a second for 2,000. As [`Live::new`] reads sizes and ties.
///
/// # Errors
/// When `watch` calls it off.
pub fn rested(sizes: &[Size], ties: &[(usize, usize)], watch: &dyn Watch) -> Result<Vec<Point>, Cancelled> {
    let mut live = Live::new(&vec![Point::default(); sizes.len()], sizes, ties);
    let mut neighbours = vec![Vec::new(); sizes.len()];
    for (a, b) in &live.ties {
        neighbours[*a as usize].push(*b as usize);
        neighbours[*b as usize].push(*a as usize);
    }
    neighbours.iter_mut().for_each(|around| around.sort_unstable());
    // Only ties count here: nobody has a name, a group or a place.
    let (document, nobody, no_name) =
        (Document::default(), Organisation::default(), OrganisationId::literal("nobody"));
    let problem = Problem {
        document: &document,
        ids: vec![&no_name; sizes.len()],
        organisations: vec![&nobody; sizes.len()],
        sizes: sizes.iter().map(|size| crate::layout::sane(Some(size))).collect(),
        stays_at: vec![None; sizes.len()],
        neighbours,
        before: vec![None; sizes.len()],
        in_the_way: Vec::new(),
        titled: None,
    };
    let spread = network::spread(&problem, Request::default().seed, watch)?;
    live = Live::new(&spread, sizes, ties);
    live.heat();
    while !live.is_settled() {
        watch.go_on()?;
        live.step();
    }
    Ok(live.places)
}
