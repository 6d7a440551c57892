//! Layers of very many, folded into several columns side by side: one column of thousands is a line, not a picture.
//! Must not know who is joined to whom.

use super::layers::Layers;

/// Longer layers are folded, canvas units.
const LONGEST: f64 = 6000.0;
/// How wide a picture is for its height.
const SHAPE: f64 = 1.5;
/// Between two columns of a layer, canvas units.
pub(super) const BETWEEN_COLUMNS: f64 = 44.0;

/// How each layer is folded: row by row.
#[derive(Clone, Debug)]
pub(super) struct Folds {
    /// How many columns each layer has.
    columns: Vec<usize>,
    /// The place of each organisation among those of its layer.
    place: Vec<usize>,
    layer_of: Vec<u32>,
}

impl Folds {
    /// For layers of this depth, with boxes of this breadth and this room between two.
    pub(super) fn new(
        layers: &Layers,
        (breadth, between): (&[f64], f64),
        depth: &[f64],
        sideways: bool,
    ) -> Self {
        let mut place = vec![0; layers.real];
        let mut columns = Vec::with_capacity(layers.layers.len());
        for (layer, depth) in layers.layers.iter().zip(depth) {
            let mut length = 0.0;
            for (number, node) in layer.iter().filter(|node| layers.is_real(**node)).enumerate() {
                place[*node as usize] = number;
                length += breadth[*node as usize] + between;
            }
            let shape = if sideways { SHAPE } else { 1.0 / SHAPE };
            let wished = (length * (depth + BETWEEN_COLUMNS) * shape).sqrt().max(LONGEST);
            columns.push(((length / wished).ceil() as usize).max(1));
        }
        Self { columns, place, layer_of: layers.layer_of.clone() }
    }

    /// How many columns a layer has.
    pub(super) fn columns(&self, layer: usize) -> usize {
        self.columns[layer]
    }

    /// Which column of its layer an organisation stands in.
    pub(super) fn column(&self, node: usize) -> usize {
        self.place[node] % self.columns[self.layer_of[node] as usize]
    }

    /// Whether two organisations of a layer stand beside each other in one row of its columns.
    pub(super) fn is_one_row(&self, a: u32, b: u32) -> bool {
        let columns = self.columns[self.layer_of[a as usize] as usize];
        columns > 1 && self.place[a as usize] / columns == self.place[b as usize] / columns
    }
}
