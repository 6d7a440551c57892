//! What is shown of the map: filter, focus and kinds that are switched off, and what these hide. What comes to the map
//! or is selected while it is hidden is shown all the same, and that is said. Must not draw.

use std::{collections::BTreeSet, sync::Arc};

use crate::app::words::number;
use crate::{
    app::{actions::Action, chrome::status_line::counted, intent::Notice},
    editor::{Session, Target},
    model::{Document, Filter, Focus, OrganisationId, RecordId, View},
    pipeline::{hidden_by, time::When},
};

/// How many of what are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Organisations on the map.
    pub organisations: usize,
    /// Flows on the map.
    pub flows: usize,
    /// Hidden organisations.
    pub hidden_organisations: usize,
    /// Hidden flows.
    pub hidden_flows: usize,
    /// Hidden notes, which are not among the numbers above.
    pub hidden_notes: usize,
}

impl Counts {
    /// Of these.
    #[must_use]
    pub fn of(document: &Document, hidden: &BTreeSet<RecordId>) -> Self {
        let mut counts = Self {
            organisations: document.organisations().len(),
            flows: document.flows().len(),
            ..Self::default()
        };
        for id in hidden {
            match id {
                RecordId::Organisation(_) => counts.hidden_organisations += 1,
                RecordId::Flow(_) => counts.hidden_flows += 1,
                RecordId::Note(_) => counts.hidden_notes += 1,
                _ => {}
            }
        }
        counts
    }

    /// Whether anything is hidden.
    #[must_use]
    pub fn any(self) -> bool {
        self.hidden_organisations + self.hidden_flows + self.hidden_notes > 0
    }

    /// `63 of 210 hidden`: organisations and flows together.
    #[must_use]
    pub fn words(self) -> String {
        let hidden = self.hidden_organisations + self.hidden_flows;
        format!("{} of {} hidden", number(hidden), number(self.organisations + self.flows))
    }

    /// `12 organisations and 51 flows`.
    #[must_use]
    pub fn parts(self) -> String {
        let parts = [
            (self.hidden_organisations, "organisation"),
            (self.hidden_flows, "flow"),
            (self.hidden_notes, "note"),
        ];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> = parts.map(|(number, one)| counted(*number, one)).collect();
        match words.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => words.join(""),
        }
    }
}

/// What was worked out, and for what.
#[derive(Default)]
struct Made {
    revision: u64,
    view: View,
    hidden: Arc<BTreeSet<RecordId>>,
    counts: Counts,
    /// What was on the map.
    known: BTreeSet<RecordId>,
}

/// What is shown of a map.
#[derive(Default)]
pub struct Looking {
    /// Filter, focus and kinds that are off; the rest of the view is not used.
    view: View,
    /// Shown although the filter hides them.
    spared: BTreeSet<RecordId>,
    made: Made,
}

impl Looking {
    /// What is asked for.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What is shown although the filter hides it.
    #[must_use]
    pub fn spared(&self) -> &BTreeSet<RecordId> {
        &self.spared
    }

    /// The filter, to be changed.
    pub fn filter_mut(&mut self) -> &mut Filter {
        &mut self.view.filter
    }

    /// The focus, to be changed.
    pub fn focus_mut(&mut self) -> &mut Option<Focus> {
        &mut self.view.focus
    }

    /// Shows what a saved view shows.
    pub fn show(&mut self, view: &View) {
        self.view = part(view);
    }

    /// Shows the map at a date, or between two.
    pub fn set_when(&mut self, when: Option<When>) {
        let dates = when.map_or((None, None), |when| {
            let view = when.over(&View::default());
            (view.date, view.later_date)
        });
        (self.view.date, self.view.later_date) = dates;
    }

    /// Whether nothing is asked for but a date.
    #[must_use]
    pub fn is_all_of_a_date(&self) -> bool {
        View { date: None, later_date: None, ..self.view.clone() } == View::default()
    }

    /// Shows all.
    pub fn show_all(&mut self) {
        self.view = View::default();
    }

    /// Whether anything is asked for.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.view == View::default()
    }

    /// What is hidden; the same `Arc` while it is the same.
    #[must_use]
    pub fn hidden(&self) -> &Arc<BTreeSet<RecordId>> {
        &self.made.hidden
    }

    /// How many of what are hidden.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.made.counts
    }

    /// Nearer (`false`) or farther by a step; the last step nearer leaves the focus. A focus on one organisation is
    /// begun with one step, both ways.
    pub fn step_focus(&mut self, on: Option<&OrganisationId>, farther: bool) {
        match (&mut self.view.focus, on) {
            (Some(focus), on) if on.is_none_or(|on| *on == focus.organisation) => {
                if farther {
                    focus.steps = focus.steps.saturating_add(1).min(MOST_STEPS);
                } else if focus.steps > 1 {
                    focus.steps -= 1;
                } else {
                    self.view.focus = None;
                }
            }
            (focus, Some(on)) if farther => {
                *focus = Some(Focus { organisation: on.clone(), steps: 1, upstream: true, downstream: true });
            }
            _ => {}
        }
    }

    /// Brings all up to date with the map and what is selected: to be called once a frame, before anything is drawn.
    /// What is to be said about what would have vanished.
    pub fn settle(&mut self, session: &mut Session) -> Option<Notice> {
        self.forget_vanished(session.document());
        if self.is_all() {
            self.spared.clear();
            if self.made.view != View::default() {
                self.made = Made::default();
            }
            return None;
        }
        if self.made.view != self.view {
            self.spared.clear();
            self.make(session);
            deselect_hidden(session, &self.made.hidden);
            return None;
        }
        let mut appeared = Vec::new();
        if self.made.revision != session.revision() {
            let known = std::mem::take(&mut self.made.known);
            self.make(session);
            let new = self.made.hidden.iter().filter(|id| !known.contains(*id));
            appeared.extend(new.cloned());
        }
        let selected = session.selection().records().into_iter();
        appeared.extend(selected.filter(|id| self.made.hidden.contains(id)));
        if appeared.is_empty() {
            return None;
        }
        self.spare(&appeared, session.document());
        self.make(session);
        Some(told(&appeared, session.document()))
    }

    fn make(&mut self, session: &Session) {
        let document = session.document();
        let mut hidden = hidden_by(&self.view, document);
        hidden.retain(|id| !self.spared.contains(id));
        let counts = Counts::of(document, &hidden);
        let organisations = document.organisations().keys().cloned().map(RecordId::Organisation);
        let flows = document.flows().keys().cloned().map(RecordId::Flow);
        let notes = document.notes().keys().cloned().map(RecordId::Note);
        let known = organisations.chain(flows).chain(notes).collect();
        let (revision, view) = (session.revision(), self.view.clone());
        self.made = Made { revision, view, hidden: Arc::new(hidden), counts, known };
    }

    /// Shown all the same; a flow with its ends, without which it is not drawn.
    fn spare(&mut self, ids: &[RecordId], document: &Document) {
        for id in ids {
            if let RecordId::Flow(flow) = id
                && let Some(flow) = document.flow(flow)
            {
                self.spared.insert(RecordId::Organisation(flow.from.clone()));
                self.spared.insert(RecordId::Organisation(flow.to.clone()));
            }
            self.spared.insert(id.clone());
        }
    }

    /// A focus on what is gone, a kind that is no more: without them, or nothing would be shown.
    fn forget_vanished(&mut self, document: &Document) {
        let View { filter, focus, hidden_kinds, .. } = &mut self.view;
        if focus.as_ref().is_some_and(|focus| document.organisation(&focus.organisation).is_none()) {
            *focus = None;
        }
        filter.sectors.retain(|id| id.as_ref().is_none_or(|id| document.sector(id).is_some()));
        filter.scales.retain(|id| id.as_ref().is_none_or(|id| document.scale(id).is_some()));
        filter.flow_kinds.retain(|id| document.flow_kind(id).is_some());
        hidden_kinds.retain(|id| document.flow_kind(id).is_some());
    }
}

/// No map is wider.
const MOST_STEPS: u32 = 9;

/// What of a view says what is shown.
#[must_use]
pub fn part(view: &View) -> View {
    View {
        filter: view.filter.clone(),
        focus: view.focus.clone(),
        hidden_kinds: view.hidden_kinds.clone(),
        date: view.date,
        later_date: view.later_date,
        ..View::default()
    }
}

fn deselect_hidden(session: &mut Session, hidden: &BTreeSet<RecordId>) {
    let is_hidden = |target: &Target| target.record().is_some_and(|id| hidden.contains(&id));
    let targets = session.selection().targets();
    if targets.iter().any(is_hidden) {
        let shown: Vec<Target> = targets.iter().filter(|target| !is_hidden(target)).cloned().collect();
        session.select(shown);
    }
}

/// Says that these are shown although they do not belong to what is asked for.
fn told(ids: &[RecordId], document: &Document) -> Notice {
    let unique: BTreeSet<&RecordId> = ids.iter().collect();
    let only = match unique.iter().next() {
        Some(RecordId::Organisation(id)) if unique.len() == 1 => document.organisation(id),
        _ => None,
    };
    let what = match (only, unique.len()) {
        (Some(one), _) if !one.name.is_empty() => {
            format!("“{}” is shown although the filter hides it", one.name)
        }
        (_, 1) => "What is new or selected is shown although the filter hides it".to_owned(),
        (_, many) => {
            format!("{} new or selected things are shown although the filter hides them", number(many))
        }
    };
    let notice = Notice::warning(what);
    let detail = "Hidden again when the filter changes.";
    Notice { offer: Some(Action::ShowAll), ..notice.detail(detail) }
}
