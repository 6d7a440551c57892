//! All measures of a map at once: what tables, findings and reports read. Must not know words.

use super::{
    Brokerage, By, Cancelled, Classes, Cohesion, Communities, Conventions, Core, Degree, Distances, Graph,
    Hole, Joints, Length, Mixing, NotStated, Pieces, Segregation, Tally, Watch, Way, betweenness, brokerage,
    cohesion, communities, core, degrees, distances, eigenvector, holes, joints, mixing,
    normalised_betweenness, pieces, segregation, tally,
};
use crate::{model::Document, topology::Topology};

/// Reach is counted in so many steps.
pub const REACH: usize = 2;
/// The seed of communities.
const SEED: u64 = 1;

/// What is asked of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What counts as a tie.
    pub conventions: Conventions,
    /// What organisations are classed by.
    pub by: By,
    /// What becomes of those without a class.
    pub not_stated: NotStated,
}

/// All measures of a map.
#[derive(Clone, Debug)]
pub struct Survey {
    /// What was asked.
    pub question: Question,
    /// The ties.
    pub graph: Graph,
    /// Who is in which class.
    pub classes: Classes,
    /// Flows counted.
    pub tally: Tally,
    /// The network as a whole.
    pub cohesion: Cohesion,
    /// How far others are, along the ties.
    pub distances: Distances,
    /// How close each is to others, along the ties.
    pub closeness: Vec<f64>,
    /// How many others each reaches in [`REACH`] steps, along the ties.
    pub reach: Vec<usize>,
    /// Ties of each.
    pub degrees: Vec<Degree>,
    /// The share of shortest ways between others on which each lies, 0 to 1.
    pub betweenness: Vec<f64>,
    /// Eigenvector centrality; `None` where it did not settle.
    pub eigenvector: Option<Vec<f64>>,
    /// Constraint and effective size.
    pub holes: Vec<Hole>,
    /// Who hangs together.
    pub communities: Communities,
    /// Who is joined at all.
    pub pieces: Pieces,
    /// Whose loss parts others.
    pub joints: Joints,
    /// The core of fewest exceptions.
    pub core: Core,
    /// Roles between classes.
    pub brokerage: Brokerage,
    /// Ties within and between classes.
    pub segregation: Segregation,
    /// Ties from class to class.
    pub mixing: Mixing,
}

/// Measures all of a map. Betweenness takes nearly all of the time: about a second for 10,000 organisations.
///
/// # Errors
/// When it was called off.
pub fn survey(document: &Document, question: &Question, watch: &dyn Watch) -> Result<Survey, Cancelled> {
    let graph = Graph::new(&Topology::new(document), document, &question.conventions);
    let classes = Classes::new(document, &graph, &question.by, question.not_stated);
    let part = |from: f64, to: f64| Part { watch, from, to };
    let distances_out = distances(&graph, Way::Out, None, &part(0.0, 0.08))?;
    let reach = distances(&graph, Way::Out, Some(REACH), &part(0.08, 0.1))?.reached;
    let eigenvector = eigenvector(&graph, &part(0.1, 0.14))?;
    let communities = communities(&graph, 1.0, SEED, &part(0.14, 0.16))?;
    let brokerage = brokerage(&graph, &classes, &part(0.16, 0.2))?;
    let raw = betweenness(&graph, Length::Step, None, &part(0.2, 1.0))?;
    Ok(Survey {
        question: question.clone(),
        tally: tally(document),
        cohesion: cohesion(&graph),
        closeness: distances_out.closeness(),
        distances: distances_out,
        reach,
        degrees: degrees(&graph),
        betweenness: normalised_betweenness(&graph, &raw),
        eigenvector,
        holes: holes(&graph),
        communities,
        pieces: pieces(&graph),
        joints: joints(&graph),
        core: core(&graph),
        brokerage,
        segregation: segregation(&graph, &classes),
        mixing: mixing(&graph, &classes),
        classes,
        graph,
    })
}

/// One piece of work among several: its progress is a part of the whole.
struct Part<'a> {
    watch: &'a dyn Watch,
    from: f64,
    to: f64,
}

impl Watch for Part<'_> {
    fn progress(&self, done: f64) {
        self.watch.progress(self.from + (self.to - self.from) * done);
    }

    fn is_cancelled(&self) -> bool {
        self.watch.is_cancelled()
    }
}
