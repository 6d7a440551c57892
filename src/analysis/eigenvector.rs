//! Who is tied to those who are well tied themselves. Must not know other measures.
//!
//! Bonacich, Factoring and weighting approaches to status scores and clique identification (1972): the eigenvector of the
//! largest eigenvalue. Direction does not count, since a network whose ties never lead back has no such vector; strengths
//! add up. It belongs to the piece of the network with the largest eigenvalue; who stands in another has 0.

use super::{Arcs, Cancelled, Graph, Watch, pieces};

/// Rounds at most for one piece.
const ROUNDS: usize = 20_000;
/// A round that changes no number by more was the last.
const STILL: f64 = 1e-13;
/// Eigenvalues of two pieces are equal when they differ by less than this part.
const ALIKE: f64 = 1e-9;

/// The eigenvector centrality of each in the order of the graph, all squares together 1; all 0 where there are no ties.
/// `None` where no answer was found to thirteen places: long chains of organisations may keep it from settling.
///
/// # Errors
/// When it was called off.
pub fn eigenvector(graph: &Graph, watch: &dyn Watch) -> Result<Option<Vec<f64>>, Cancelled> {
    let flat = graph.without_direction();
    let found = pieces(&flat);
    let mut members = vec![Vec::new(); found.sizes.len()];
    found.of.iter().enumerate().for_each(|(node, piece)| members[*piece].push(node));
    let mut vector = vec![0.0; flat.len()];
    let mut values: Vec<(f64, usize)> = Vec::new();
    for (piece, members) in members.iter().enumerate().filter(|(_, members)| members.len() > 1) {
        let Some(value) = settle(flat.out(), members, &mut vector, watch)? else { return Ok(None) };
        values.push((value, piece));
        watch.progress((piece + 1) as f64 / found.sizes.len() as f64);
    }
    let largest = values.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    let leads = |piece: usize| {
        values.iter().any(|(value, one)| *one == piece && *value > 0.0 && *value >= largest * (1.0 - ALIKE))
    };
    // Several pieces may lead together: each has its share of a beginning in which all are equal.
    for (piece, members) in members.iter().enumerate() {
        let share: f64 = members.iter().map(|node| vector[*node]).sum();
        let share = if leads(piece) { share } else { 0.0 };
        members.iter().for_each(|node| vector[*node] *= share);
    }
    normalise(&mut vector);
    Ok(Some(vector))
}

/// Powers of the matrix, each organisation keeping its own number as well, so that two halves do not swap for ever.
fn settle(
    arcs: &Arcs,
    members: &[usize],
    vector: &mut [f64],
    watch: &dyn Watch,
) -> Result<Option<f64>, Cancelled> {
    let begin = 1.0 / (members.len() as f64).sqrt();
    members.iter().for_each(|node| vector[*node] = begin);
    let mut next = vec![0.0; members.len()];
    for _ in 0..ROUNDS {
        watch.go_on()?;
        for (sum, node) in next.iter_mut().zip(members) {
            let row = arcs.of(*node).iter().zip(arcs.strengths_of(*node));
            *sum =
                vector[*node] + row.map(|(other, strength)| vector[*other as usize] * strength).sum::<f64>();
        }
        let length = next.iter().map(|number| number * number).sum::<f64>().sqrt();
        let mut moved: f64 = 0.0;
        for (number, node) in next.iter().zip(members) {
            let settled = number / length;
            moved = moved.max((settled - vector[*node]).abs());
            vector[*node] = settled;
        }
        if moved < STILL {
            return Ok(Some(length - 1.0));
        }
    }
    Ok(None)
}

fn normalise(vector: &mut [f64]) {
    let length = vector.iter().map(|number| number * number).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|number| *number /= length);
    }
}
