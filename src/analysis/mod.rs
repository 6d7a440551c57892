//! What the ties of a map say of its organisations: measures of the network. Headless and exact: the same map gives the
//! same numbers, bit for bit, on any number of threads. Must not know how anything looks, nor where it stands.
//!
//! Ties are made from flows by [`Conventions`], which say what counts: flows both ways, parallel, wanted, absent or to
//! oneself. Then [`Graph`] holds them in rows, and each measure is a file of its own that reads them.
//!
//! A map that people drew is not a census: a number here describes the drawing. Who shows one says so.

mod betweenness;
mod communities;
mod conventions;
mod degree;
mod graph;
mod measure;
mod shares;

pub use betweenness::{Length, betweenness, normalised_betweenness};
pub use communities::{Communities, communities, modularity};
pub use conventions::{Conventions, Reading, Strength};
pub use degree::{Degree, degrees, degrees_by_kind};
pub use graph::{Arcs, Graph};
pub use measure::{Measure, measured};

pub use crate::watch::{Cancelled, Unwatched, Watch};

#[cfg(test)]
mod tests;
