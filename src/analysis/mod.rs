//! What the ties of a map say of its organisations: measures of the network. Headless and exact: the same map gives the
//! same numbers, bit for bit, on any number of threads. Must not know how anything looks, nor where it stands.
//!
//! Ties are made from flows by [`Conventions`], which say what counts: flows both ways, parallel, wanted, absent or to
//! oneself. Then [`Graph`] holds them in rows, and each measure is a file of its own that reads them.
//!
//! A map that people drew is not a census: a number here describes the drawing. Who shows one says so.

mod betweenness;
mod brokerage;
mod classes;
mod cohesion;
mod column;
mod communities;
mod conventions;
mod core_periphery;
mod degree;
mod distances;
mod eigenvector;
mod findings;
mod graph;
mod holes;
mod measure;
mod mixing;
mod neighbours;
mod paths;
mod pieces;
mod segregation;
mod shares;
mod survey;
mod tally;

pub use betweenness::{Length, betweenness, normalised_betweenness};
pub use brokerage::{Brokerage, Chances, Played, Role, brokerage};
pub use classes::{By, Classes, NotStated};
pub use cohesion::{Cohesion, cohesion};
pub use column::{Cell, Column, totals};
pub use communities::{Communities, communities, modularity};
pub use conventions::{Conventions, Reading, Strength};
pub use core_periphery::{Between, Core, FittedCore, core, fitted_core};
pub use degree::{Degree, degrees, degrees_by_kind};
pub use distances::{Distances, Way, distances};
pub use eigenvector::eigenvector;
pub use findings::{CAVEAT, Finding, Heading, findings};
pub use graph::{Arcs, Graph};
pub use holes::{Hole, holes};
pub use measure::{Measure, measured};
pub use mixing::{Mixing, mixing};
pub use paths::{Ways, ways};
pub use pieces::{Bridge, Cut, Joints, Pieces, joints, pieces};
pub use segregation::{Counting, Ends, Segregation, segregation};
pub use survey::{Question, REACH, Survey, survey};
pub use tally::{Tally, tally};

pub use crate::watch::{Cancelled, Unwatched, Watch};

#[cfg(test)]
mod tests;
