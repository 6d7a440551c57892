//! What can be said of an arrangement, in words. Must not know how it was made.

use super::{Arranged, has_meaning};
use crate::{
    layout::{Method, Request, Restriction},
    model::Document,
    pipeline::redact::counted,
};

/// How a method is spoken of after "arranged" or "laid out".
fn how(method: Method) -> &'static str {
    match method {
        Method::Bands => "laid out in bands",
        Method::Grid => "laid out in a grid",
        Method::Rings => "laid out in rings",
        Method::Network => "laid out as a network",
        Method::Layered => "laid out in layers",
        Method::Tidy => "tidied",
    }
}

/// What was asked for and can't be had of this method.
pub(super) fn given_up(document: &Document, request: &Request) -> Option<String> {
    let divides = matches!(request.method, Method::Bands | Method::Grid | Method::Rings);
    let keeps = request.keep_bands && document.map().areas.iter().any(has_meaning);
    (divides && request.strength < 1.0 && !keeps && request.restriction == Restriction::Free).then(|| {
        let what = if request.method == Method::Rings { "ring" } else { "band" };
        format!("Part of the way nobody stands in a {what} yet: no {what}s are drawn below full strength")
    })
}

impl Arranged {
    /// One line: who moved, who stayed, what was measured.
    #[must_use]
    pub fn summary(&self, method: Method) -> String {
        let moved = counted(self.moved, "organisation", "organisations");
        let mut words = vec![match self.moved {
            0 => format!("{}: nobody moves", how(method)),
            _ => format!("{}: {moved} moved", how(method)),
        }];
        if self.held > 0 {
            words.push(format!("{} pinned or locked and stayed", self.held));
        }
        words.extend(self.measures());
        // For those who compare methods; a room has no use for the number.
        words.extend(self.report.stress.map(|stress| format!("stress {stress:.3}")));
        words.join(", ")
    }

    /// What was measured and anybody understands, each in a few words.
    #[must_use]
    pub fn measures(&self) -> Vec<String> {
        let report = &self.report;
        let order = report.order_kept.map(|share| match percent(share) {
            100.0 => "order kept".to_owned(),
            share => format!("order kept for {share} % of pairs"),
        });
        let overlaps = report.overlaps.map(|count| match count {
            0 => "no overlaps".to_owned(),
            count => counted(count, "overlap", "overlaps"),
        });
        order.into_iter().chain(overlaps).collect()
    }
}

/// To a tenth, and never 100 where anything differs.
fn percent(share: f64) -> f64 {
    if share >= 1.0 { 100.0 } else { ((share * 1000.0).floor() / 10.0).clamp(0.0, 99.9) }
}
