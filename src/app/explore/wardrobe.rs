//! What all wear, made at once where they are few, on a thread where they are many: the scene draws each of them, and
//! no frame waits for thousands. Must not know the network.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui;

use super::dress::{Costume, Dress, costumes};
use crate::{
    app::{
        intent::PanelContext,
        jobs::{Job, Jobs},
    },
    model::{OrganisationId, RecordId},
    scene::Measures,
    style::Look,
};

/// So many are dressed within a frame.
const FEW: usize = 150;

/// What each wears.
pub(super) type Worn = BTreeMap<OrganisationId, Costume>;

/// For which state of the map, in which look and without whom a network is made ready.
#[derive(Clone, PartialEq)]
struct Occasion {
    revision: u64,
    look: Look,
    left_out: Arc<BTreeSet<RecordId>>,
}

/// What was asked for last, and what has come of it.
#[derive(Default)]
pub(super) struct Wardrobe {
    jobs: Jobs<(u64, Option<Worn>)>,
    asked: u64,
    is_wanted: bool,
    ready: Option<Worn>,
    occasion: Option<Occasion>,
}

impl Wardrobe {
    /// Begins to dress those of a new network, unless that was begun before; whether it was begun now.
    pub fn prepare(
        &mut self,
        ctx: &egui::Context,
        context: &PanelContext<'_>,
        dress: Dress,
        left_out: &Arc<BTreeSet<RecordId>>,
    ) -> bool {
        let (revision, look) = (context.session.revision(), context.look.clone());
        let occasion = Occasion { revision, look, left_out: Arc::clone(left_out) };
        if self.occasion.as_ref() == Some(&occasion) {
            return false;
        }
        self.occasion = Some(occasion);
        self.ask(ctx, context, dress, None, left_out);
        true
    }

    /// Begins to dress all anew. What was asked for before is not wanted any more.
    pub fn ask(
        &mut self,
        ctx: &egui::Context,
        context: &PanelContext<'_>,
        dress: Dress,
        measures: Option<&Arc<Measures>>,
        left_out: &Arc<BTreeSet<RecordId>>,
    ) {
        let document = context.session.document();
        self.asked += 1;
        self.is_wanted = true;
        self.ready = None;
        if document.organisations().len() <= FEW {
            self.ready = Some(costumes(document, context.look, context.fonts, dress, measures, left_out));
            return;
        }
        let (document, look, fonts) = (document.clone(), context.look.clone(), context.fonts.clone());
        let (measures, left_out, number) = (measures.cloned(), Arc::clone(left_out), self.asked);
        self.jobs.run(ctx, Job::Explore, (number, None), move || {
            (number, Some(costumes(&document, &look, &fonts, dress, measures.as_ref(), &left_out)))
        });
    }

    /// Takes what was asked for last, once it is there; of work that broke down nothing is worn.
    pub fn take(&mut self) -> Option<Worn> {
        let found = self.jobs.finished().into_iter().find(|(number, _)| *number == self.asked);
        let worn = self.ready.take().or_else(|| found.map(|(_, worn)| worn.unwrap_or_default()))?;
        self.is_wanted = false;
        Some(worn)
    }

    /// Whether those of a new network are being dressed.
    pub fn is_preparing(&self) -> bool {
        self.occasion.is_some()
    }

    /// A network was made of it: the next one is prepared anew.
    pub fn is_used(&mut self) {
        self.occasion = None;
    }

    /// Nobody waits any more.
    pub fn give_up(&mut self) {
        self.asked += 1;
        (self.is_wanted, self.ready, self.occasion) = (false, None, None);
    }

    /// Whether something is still being made.
    pub fn is_busy(&self) -> bool {
        self.is_wanted
    }
}
