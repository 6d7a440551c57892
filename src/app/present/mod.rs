//! Presenting: the map alone on the screen, step by step, in type that the last row can read.
//! Must not edit anything: it selects, looks and lights, and puts all back when it ends.

mod keys;
mod over;
mod spot;
mod story;

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{self, Rect as ScreenRect};

use super::{
    PanelContext,
    canvas::{Canvas, View},
    find::{Counts, part},
};
use crate::{
    editor::{Session, Target},
    model::{self, Member, OrganisationId, RecordId},
    pipeline::{bundled_as, changes_by, hidden_by},
    scene::{Changes, Shown},
};
pub use keys::Wish;
pub use story::{Plan, READABLE, Step, label_size, reading_zoom};

/// How long the camera glides from step to step, seconds.
const GLIDE: f64 = 0.4;
/// How long the keys are shown at first, seconds.
const HINT: f64 = 3.0;

/// How the window was before.
struct Before {
    view: View,
    selection: Vec<Target>,
    full_screen: bool,
}

/// What a step hides and marks.
struct Hidden {
    /// Of which step.
    of: usize,
    ids: Arc<BTreeSet<RecordId>>,
    counts: Counts,
    /// Come or gone between its two dates.
    changes: Arc<Changes>,
}

/// For what a plan was made.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Planned {
    step: usize,
    generation: u64,
    viewport: ScreenRect,
    whole: bool,
}

/// A presentation that is going on.
pub struct Presenting {
    before: Before,
    steps: Vec<Step>,
    step: usize,
    /// Where in the step; clamped to its last.
    stop: usize,
    plan: Plan,
    planned: Option<Planned>,
    /// Where the camera was last sent.
    sent: Option<(usize, usize, Planned)>,
    hidden: Option<Hidden>,
    lit: Option<(OrganisationId, Arc<BTreeSet<RecordId>>)>,
    /// The step is seen as a whole, however small its labels are.
    whole: bool,
    /// All but the organisation under the pointer and its neighbours fade.
    dim: bool,
    spot: bool,
    black: bool,
    notes: bool,
    /// The number of a step, being typed.
    typed: String,
    /// When the keys go, in egui's time; none before the first frame.
    hint_until: Option<f64>,
    /// To be brought into view: an organisation reached by key.
    follow: bool,
}

impl Presenting {
    /// Begins: what is shown now is shown where the map has no views of its own.
    #[must_use]
    pub fn begin(session: &mut Session, canvas: &mut Canvas, shown: &model::View, full_screen: bool) -> Self {
        let selection = session.selection().targets().to_vec();
        session.select([]);
        canvas.set_reading(true);
        Self {
            before: Before { view: canvas.view(), selection, full_screen },
            steps: story::steps(session.document(), shown),
            step: 0,
            stop: 0,
            plan: Plan::default(),
            planned: None,
            sent: None,
            hidden: None,
            lit: None,
            whole: false,
            dim: false,
            spot: false,
            black: false,
            notes: false,
            typed: String::new(),
            hint_until: None,
            follow: false,
        }
    }

    /// Puts canvas and selection back.
    pub fn leave(self, session: &mut Session, canvas: &mut Canvas) {
        canvas.set_reading(false);
        canvas.set_lit(None);
        canvas.look(self.before.view, 0.0);
        session.select(self.before.selection);
    }

    /// Whether the window filled the screen before.
    #[must_use]
    pub fn was_full_screen(&self) -> bool {
        self.before.full_screen
    }

    /// Which step is shown, from 0, and which stop of it.
    #[must_use]
    pub fn at(&self) -> (usize, usize) {
        (self.step, self.stop.min(self.plan.stops.len().saturating_sub(1)))
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether the screen is black.
    #[must_use]
    pub fn is_black(&self) -> bool {
        self.black
    }

    /// Whether the speaker's notes are shown.
    #[must_use]
    pub fn shows_notes(&self) -> bool {
        self.notes
    }

    /// Whether the pointer is a spot of light.
    #[must_use]
    pub fn is_spot(&self) -> bool {
        self.spot
    }

    fn current(&self) -> &Step {
        // There is always one: a map without views has the whole map.
        &self.steps[self.step.min(self.steps.len() - 1)]
    }

    /// What of the map is shown beside boxes, names and flows: as it is now, with flows drawn as the step keeps it.
    #[must_use]
    pub fn shown(&self, now: Shown) -> Shown {
        let step = self.current();
        if step.is_saved { bundled_as(&step.view, now) } else { now }
    }

    /// What the step hides.
    pub fn hidden(&mut self, session: &Session) -> Arc<BTreeSet<RecordId>> {
        if self.hidden.as_ref().is_none_or(|hidden| hidden.of != self.step) {
            let view = part(&self.current().view);
            let hidden = hidden_by(&view, session.document());
            let counts = Counts::of(session.document(), &hidden);
            let changes = Arc::new(changes_by(&view, session.document()));
            self.hidden = Some(Hidden { of: self.step, ids: Arc::new(hidden), counts, changes });
        }
        self.hidden.as_ref().map(|hidden| Arc::clone(&hidden.ids)).unwrap_or_default()
    }

    /// What the step marks as come or gone between its two dates.
    #[must_use]
    pub fn changes(&self) -> Arc<Changes> {
        self.hidden.as_ref().map(|hidden| Arc::clone(&hidden.changes)).unwrap_or_default()
    }

    fn counts(&self) -> Counts {
        self.hidden.as_ref().map(|hidden| hidden.counts).unwrap_or_default()
    }

    /// What is lit: the selected organisation, or the one under the pointer, with all that is joined to it.
    pub fn lit(&mut self, session: &Session, canvas: &Canvas) -> Option<Arc<BTreeSet<RecordId>>> {
        let hovered = || canvas.hovered_organisation().filter(|_| self.dim).cloned();
        let id = focus(session).or_else(hovered)?;
        if self.lit.as_ref().is_none_or(|(of, _)| *of != id) {
            self.lit = Some((id.clone(), Arc::new(around(session.document(), &id))));
        }
        self.lit.as_ref().map(|(_, lit)| Arc::clone(lit))
    }

    /// Shows what stands over the canvas, and sends the camera where the step wants it.
    pub fn over_ui(&mut self, ctx: &egui::Context, context: &PanelContext<'_>, canvas: &mut Canvas) {
        let place = ctx.content_rect();
        self.direct(context.session, canvas);
        if self.black {
            spot::black_out(ctx, context.theme, place);
            return;
        }
        over::plates_ui(ctx, context, self, canvas, place);
        if self.spot {
            spot::spot_ui(ctx, context.theme);
        }
    }

    /// Plans the step once its picture is drawn, and sends the camera there.
    fn direct(&mut self, session: &Session, canvas: &mut Canvas) {
        let (Some(scene), Some(viewport)) = (canvas.scene(), canvas.viewport()) else { return };
        let wanted =
            Planned { step: self.step, generation: canvas.generation(), viewport, whole: self.whole };
        if self.planned != Some(wanted) {
            let step = self.current().clone();
            let caption = over::caption_height(&step.caption, viewport);
            self.plan = story::plan(&step, scene, viewport, caption, self.whole);
            self.planned = Some(wanted);
        }
        let follow = std::mem::take(&mut self.follow).then(|| focus(session)).flatten();
        let followed = follow.and_then(|id| scene.node(&id).map(|node| node.rect)).map(|rect| {
            let reading = if self.whole { 0.0 } else { reading_zoom(scene, viewport.height()) };
            story::following(canvas.view(), rect, viewport, reading)
        });
        let stop = self.stop.min(self.plan.stops.len().saturating_sub(1));
        self.stop = stop;
        let sent = (self.step, stop, wanted);
        if self.sent != Some(sent) {
            // What comes first does not come flying.
            let seconds = if self.sent.is_none() { 0.0 } else { GLIDE };
            self.sent = Some(sent);
            if let Some(view) = self.plan.stops.get(stop) {
                canvas.look(*view, seconds);
            }
        }
        if let Some(view) = followed {
            canvas.look(view, GLIDE);
        }
    }
}

/// The organisation that is selected.
fn focus(session: &Session) -> Option<OrganisationId> {
    match session.selection().only() {
        Some(Target::Organisation(id)) => Some(id.clone()),
        _ => None,
    }
}

/// An organisation, its flows, whom they join it to, and the groups and notes of these.
fn around(document: &model::Document, id: &OrganisationId) -> BTreeSet<RecordId> {
    let mut lit = BTreeSet::from([RecordId::Organisation(id.clone())]);
    for (flow_id, flow) in document.flows() {
        if flow.from == *id || flow.to == *id || flow.via.as_ref() == Some(id) {
            lit.insert(RecordId::Flow(flow_id.clone()));
            let ends = [Some(&flow.from), Some(&flow.to), flow.via.as_ref()];
            lit.extend(ends.into_iter().flatten().cloned().map(RecordId::Organisation));
        }
    }
    let mut groups: Vec<RecordId> = Vec::new();
    for (group_id, group) in document.groups() {
        let holds = |member: &Member| match member {
            Member::Organisation(one) => lit.contains(&RecordId::Organisation(one.clone())),
            Member::Group(_) => false,
        };
        if group.members.iter().any(holds) {
            groups.push(RecordId::Group(group_id.clone()));
        }
    }
    lit.extend(groups);
    let notes = document.notes().iter().filter(|(_, note)| {
        note.attached_to.as_ref().is_some_and(|target| *target == RecordId::Organisation(id.clone()))
    });
    lit.extend(notes.map(|(id, _)| RecordId::Note(id.clone())).collect::<Vec<_>>());
    lit
}
