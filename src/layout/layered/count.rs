//! How often links cross, counted with an accumulator tree (Barth, Juenger, Mutzel 2002), and what an exchange of two
//! neighbours changes. Must not know why anyone stands where.

use super::layers::Layers;

/// How often the links between two layers cross; the lists of the first must be sorted.
fn between(layers: &Layers, layer: usize, tree: &mut Vec<u32>) -> u64 {
    let width = layers.layers[layer + 1].len();
    let first = width.next_power_of_two();
    tree.clear();
    tree.resize(2 * first, 0);
    let mut crossings = 0;
    for node in &layers.layers[layer] {
        for other in layers.after.of(*node) {
            let mut leaf = layers.place[*other as usize] as usize + first;
            tree[leaf] += 1;
            while leaf > 1 {
                if leaf.is_multiple_of(2) {
                    crossings += u64::from(tree[leaf + 1]);
                }
                leaf /= 2;
                tree[leaf] += 1;
            }
        }
    }
    crossings
}

/// How often links cross in all, and how many stand between those that are joined within a layer.
pub(super) fn badness(layers: &mut Layers, next: &mut [u32], tree: &mut Vec<u32>) -> u64 {
    let mut sum = 0;
    for layer in 0..layers.layers.len().saturating_sub(1) {
        let Layers { after, before, layers: rows, .. } = layers;
        after.sort(&rows[layer + 1], before, next);
        sum += between(layers, layer, tree);
    }
    let beside = |node: u32| {
        let here = layers.place[node as usize];
        let apart = |other: &u32| u64::from(layers.place[*other as usize].saturating_sub(here + 1));
        layers.beside.of(node).iter().map(apart).sum::<u64>()
    };
    sum + if layers.beside.len() == 0 { 0 } else { (0..layers.real as u32).map(beside).sum::<u64>() }
}

/// How often the links of two lists cross when the first stands before the second, less how often when it stands
/// after. Both lists are sorted by place.
pub(super) fn difference(place: &[u32], first: &[u32], second: &[u32]) -> i64 {
    if let ([one], [other]) = (first, second) {
        return match place[*one as usize].cmp(&place[*other as usize]) {
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 1,
        };
    }
    let (mut below, mut upto, mut sum) = (0_usize, 0_usize, 0_i64);
    for one in first {
        let here = place[*one as usize];
        while below < second.len() && place[second[below] as usize] < here {
            below += 1;
        }
        upto = upto.max(below);
        while upto < second.len() && place[second[upto] as usize] == here {
            upto += 1;
        }
        sum += below as i64 - (second.len() - upto) as i64;
    }
    sum
}
