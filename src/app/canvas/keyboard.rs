//! The canvas without a pointer: walking from box to box and along flows, making neighbours, drawing a flow.
//! Must not know which key does what: `input` sorts keys.

use eframe::egui;

use super::{
    Canvas, Wish, convert,
    derived::Derived,
    spoken,
    walk::{self, Way},
    work::perform,
};
use crate::app::words::capital;
use crate::{
    app::{Intent, actions::Action},
    editor::{Button, Command, Hit, HitPart, Overlay, Session, Target, ToolEvent, ToolEventKind, ToolKind},
    model::{Flow, FlowId, OrganisationId, Point, Record, RecordId, Rect, Size},
};

/// The box that a newcomer is given room for, canvas units: nobody knows its name yet.
const NEWCOMER: Size = Size::new(160.0, 52.0);
/// A step of the keys that resize a box, canvas units.
const RESIZE_STEP: f64 = 16.0;
/// No box is made smaller by keys, canvas units.
const SMALLEST: Size = Size::new(48.0, 32.0);
/// A small and a large step of the keys that bend a flow, canvas units.
const BEND_STEPS: (f64, f64) = (8.0, 40.0);

/// What the keyboard is at.
#[derive(Debug, Default)]
pub(super) struct Walker {
    /// The organisation whose flows Tab steps through.
    pivot: Option<OrganisationId>,
    /// The last step: which way, from where, to where. The way back leads back.
    trail: Option<(Way, Target, Target)>,
    /// Where the flow would end that is drawn by keys.
    aim: Option<Target>,
    /// The tool that is in the hand again after that.
    after: ToolKind,
}

impl Walker {
    /// Whether a flow is being drawn by keys.
    pub(super) fn is_aiming(&self) -> bool {
        self.aim.is_some()
    }

    /// A pointer has taken over.
    pub(super) fn rest(&mut self) {
        *self = Self::default();
    }
}

/// What can be walked to, with its box: organisations, notes, collapsed groups.
fn stops(derived: &Derived) -> Vec<(Target, Rect)> {
    let scene = &derived.scene;
    let organisations = derived.boxes().organisations.iter().map(|(id, rect)| (id.clone().into(), *rect));
    let notes = scene.notes.iter().map(|note| (note.id.clone().into(), note.rect));
    let groups = scene.groups.iter().filter(|group| group.collapsed);
    let groups = groups.map(|group| (group.id.clone().into(), group.rect));
    organisations.chain(notes).chain(groups).collect()
}

/// The flows of an organisation as they are drawn, clockwise from above.
fn flows_of(derived: &Derived, id: &OrganisationId) -> Vec<FlowId> {
    let Some(rect) = derived.boxes().organisations.get(id) else { return Vec::new() };
    let ends = derived.scene.flows.iter().filter_map(|flow| {
        let far = match (flow.from == *id, flow.to == *id) {
            (true, _) => flow.curve.last()?.end,
            (false, true) => flow.curve.first()?.start,
            (false, false) => return None,
        };
        Some((flow.id.clone(), far))
    });
    walk::clockwise(rect.center(), ends)
}

impl Canvas {
    /// Walks to the nearest thing that way; with `extend` what was selected stays selected.
    pub(super) fn walk(&mut self, way: Way, extend: bool, session: &mut Session) {
        let Some(derived) = &self.derived else { return };
        let from = match &self.walker.aim {
            Some(aim) => Some(aim.clone()),
            None => session.selection().last().cloned(),
        };
        let place = from.as_ref().and_then(|target| derived.rect(&convert::scene_target(target)));
        let next = match (&from, place) {
            (Some(Target::Flow(id)), _) => end_that_way(derived, session, id, way),
            (Some(here), Some(place)) => {
                let back =
                    self.walker.trail.as_ref().filter(|(gone, _, to)| *gone == way.back() && to == here);
                let others = || stops(derived).into_iter().filter(|(target, _)| target != here);
                let back = back.and_then(|(_, from, _)| others().find(|(target, _)| target == from));
                let aims = |target: &Target| matches!(target, Target::Organisation(_));
                let aiming = self.walker.is_aiming();
                match back {
                    Some((target, _)) => Some(target),
                    None => walk::nearest(place, way, others().filter(|(target, _)| !aiming || aims(target))),
                }
            }
            _ => walk::nearest_to(self.camera.goal().center, stops(derived)),
        };
        let Some(next) = next else {
            self.response.hint = "Nothing more that way".to_owned();
            return;
        };
        self.walker.trail = from.map(|from| (way, from, next.clone()));
        if self.walker.is_aiming() {
            self.aim_at(next, session);
            return;
        }
        let kept: Vec<Target> = if extend { session.selection().targets().to_vec() } else { Vec::new() };
        let others = kept.into_iter().filter(|target| *target != next);
        session.select(others.chain([next.clone()]).collect::<Vec<_>>());
        self.arrived(&next, session);
    }

    /// What Tab goes to: the first, the next or the former flow of the organisation in focus, or that organisation.
    /// None where Tab is to leave the canvas.
    fn tab_stop(&self, session: &Session, back: bool) -> Option<Target> {
        let derived = self.derived.as_ref()?;
        let (pivot, flow) = match session.selection().only()? {
            Target::Organisation(id) => (id.clone(), None),
            Target::Flow(id) => (self.pivot_of(session, id)?, Some(id)),
            _ => return None,
        };
        let flows = flows_of(derived, &pivot);
        let Some(flow) = flow else {
            return flows.into_iter().next().filter(|_| !back).map(Target::Flow);
        };
        let drawn = derived.scene.flow(flow).map_or(flow, |path| &path.id);
        let at = flows.iter().position(|other| other == drawn)?;
        match (back, at) {
            (false, at) => flows.get(at + 1).cloned().map(Target::Flow),
            (true, 0) => Some(Target::Organisation(pivot)),
            (true, at) => flows.get(at - 1).cloned().map(Target::Flow),
        }
    }

    /// Whether the canvas has use for this Tab; otherwise it leaves the canvas.
    pub(super) fn takes_tab(&self, session: &Session, back: bool) -> bool {
        let free = self.rename.is_none() && !self.reading;
        free && (self.walker.is_aiming() || self.tab_stop(session, back).is_some())
    }

    /// Steps along the flows of the organisation in focus.
    pub(super) fn step(&mut self, back: bool, session: &mut Session) {
        if self.walker.is_aiming() {
            self.aim_on(back, session);
            return;
        }
        let Some(next) = self.tab_stop(session, back) else { return };
        if let Some(Target::Organisation(id)) = session.selection().only() {
            self.walker.pivot = Some(id.clone());
        } else if let Some(Target::Flow(id)) = session.selection().only() {
            self.walker.pivot = self.pivot_of(session, id);
        }
        session.select([next.clone()]);
        self.arrived(&next, session);
    }

    /// The end of a flow from which one looks at it: the one come from, or where it begins.
    fn pivot_of(&self, session: &Session, id: &FlowId) -> Option<OrganisationId> {
        let flow = session.document().flow(id)?;
        let come_from = self.walker.pivot.as_ref().filter(|end| **end == flow.from || **end == flow.to);
        Some(come_from.unwrap_or(&flow.from).clone())
    }

    /// The keyboard has come to something: it is brought into view and said.
    fn arrived(&mut self, target: &Target, session: &Session) {
        self.by_keyboard = true;
        if let Target::Organisation(id) = target {
            self.walker.pivot = Some(id.clone());
        }
        let Some(derived) = &self.derived else { return };
        let scene_target = convert::scene_target(target);
        let rect = match target {
            Target::Flow(id) => derived.scene.flow(id).map(|flow| flow.label.unwrap_or(flow.bounds)),
            _ => derived.rect(&scene_target),
        };
        self.wishes.extend(rect.map(Wish::Follow));
        let words = spoken::target(session.document(), target, &derived.counts).unwrap_or_default();
        let keys = match target {
            Target::Organisation(id) if !flows_of(derived, id).is_empty() => "Tab: its flows · Enter: rename",
            Target::Organisation(_) => "Enter: rename · Ctrl+arrow: a new neighbour",
            Target::Flow(_) => "Tab: next flow · Enter or arrow: to its end · K: kind",
            _ => "Enter: rename",
        };
        self.response.hint = format!("{words}  ·  {keys}");
    }

    /// Enter, as far as it is the keyboard's own: ends a flow that is drawn by keys, goes along a flow that one came to by
    /// Tab, places with the tool in hand. False where it is to rename.
    pub(super) fn entered(&mut self, session: &mut Session, intents: &mut Vec<Intent>) -> bool {
        if self.walker.is_aiming() {
            self.end_flow(session, intents);
            return true;
        }
        match (session.tool(), session.selection().only().cloned()) {
            (ToolKind::Connect, Some(Target::Organisation(_))) => self.begin_flow(ToolKind::Connect, session),
            (ToolKind::Place, _) => self.make_beside(None, session, intents),
            (ToolKind::Select, Some(Target::Flow(id))) => {
                let Some(pivot) = self.walker.pivot.clone() else { return false };
                let Some(flow) = session.document().flow(&id) else { return false };
                let other = if flow.from == pivot { flow.to.clone() } else { flow.from.clone() };
                let other = Target::Organisation(other);
                session.select([other.clone()]);
                self.arrived(&other, session);
                true
            }
            _ => false,
        }
    }

    /// Esc, as far as it is the keyboard's own: drops a flow that is drawn by keys; leaves the canvas where there is
    /// nothing else to leave.
    pub(super) fn escaped(&mut self, session: &mut Session, intents: &mut Vec<Intent>) -> bool {
        if self.walker.aim.take().is_some() {
            self.drop_flow(session);
            return true;
        }
        let idle = !session.is_gesturing() && session.tool() == ToolKind::Select;
        if idle && session.selection().is_empty() {
            intents.push(Intent::Act(Action::NextPart));
            return true;
        }
        self.walker.rest();
        false
    }

    /// Makes a neighbour of the organisation in focus on that side and begins to name it; without one, a first
    /// organisation in the middle of the view.
    pub(super) fn make_beside(
        &mut self,
        way: Option<Way>,
        session: &mut Session,
        intents: &mut Vec<Intent>,
    ) -> bool {
        let Some(derived) = &self.derived else { return false };
        let from = match session.selection().last() {
            Some(Target::Organisation(id)) => Some(id.clone()),
            Some(Target::Flow(id)) => self.pivot_of(session, id),
            _ => None,
        };
        let place = from.as_ref().and_then(|id| derived.boxes().organisations.get(id)).copied();
        let standing: Vec<Rect> = stops(derived).into_iter().map(|(_, rect)| rect).collect();
        let joined = way.and_then(|way| Some((way, from?, place?)));
        let (at, joined) = match joined {
            Some((way, from, place)) => (walk::free_beside(place, way, NEWCOMER, &standing), Some(from)),
            None => (free_at(self.camera.goal().center, &standing), None),
        };
        let organisation = session.new_organisation_at(at);
        let command = match (joined, session.current_kind().cloned()) {
            (Some(from), Some(kind)) => Command::AddConnected { from, organisation, kind },
            _ => Command::AddOrganisation(organisation),
        };
        if let Some(done) = perform(session, command, intents) {
            self.wanted_rename = done.targets.first().map(convert::scene_target);
            self.wishes.push(Wish::Follow(Rect::from_center(at, NEWCOMER)));
            self.by_keyboard = true;
        }
        true
    }

    /// Makes the selected box larger or smaller about its middle.
    pub(super) fn resize(&mut self, way: Way, session: &mut Session, intents: &mut Vec<Intent>) {
        let Some(derived) = &self.derived else { return };
        let Some(target) = session.selection().only().cloned() else { return };
        let Some(from) = derived.rect(&convert::scene_target(&target)) else { return };
        let grow = match way {
            Way::Right => Size::new(RESIZE_STEP, 0.0),
            Way::Left => Size::new(-RESIZE_STEP, 0.0),
            Way::Down => Size::new(0.0, RESIZE_STEP),
            Way::Up => Size::new(0.0, -RESIZE_STEP),
        };
        let width = (from.width + grow.width).max(SMALLEST.width);
        let height = (from.height + grow.height).max(SMALLEST.height);
        let to = Rect::from_center(from.center(), Size::new(width, height));
        perform(session, Command::Resize { target, from, to }, intents);
    }

    /// Moves the bends of the one flow that is selected; a straight one gets a bend. False where no flow is.
    pub(super) fn bend(way: Point, large: bool, session: &mut Session, intents: &mut Vec<Intent>) -> bool {
        let Some(Target::Flow(id)) = session.selection().only().cloned() else { return false };
        let document = session.document();
        let Some(flow) = document.flow(&id) else { return false };
        let end = |id: &OrganisationId| document.organisation(id).and_then(|one| one.position);
        let (Some(from), Some(to)) = (end(&flow.from), end(&flow.to)) else { return false };
        let middle = from.lerp(to, 0.5);
        let by = way * if large { BEND_STEPS.1 } else { BEND_STEPS.0 };
        let bends = if flow.route.is_empty() { vec![middle] } else { flow.route.clone() };
        let bends: Vec<Point> = bends.into_iter().map(|bend| bend + by).collect();
        let is_straight = matches!(bends.as_slice(), [bend] if bend.distance(middle) < BEND_STEPS.0 / 2.0);
        let after = Flow { route: if is_straight { Vec::new() } else { bends }, ..Flow::clone(flow) };
        let coalesce = Some(format!("bend {id}"));
        let records = vec![(RecordId::Flow(id), Record::from(after))];
        perform(session, Command::Replace { name: "Bend flow".to_owned(), records, coalesce }, intents);
        true
    }
}

/// Drawing a flow by keys: the flow tool is told what a pointer would tell it.
impl Canvas {
    /// Takes up the flow tool, and begins a flow at the organisation that is selected, if it is one.
    pub fn take_up_flow(&mut self, session: &mut Session) {
        let after = if session.tool() == ToolKind::Connect { ToolKind::Connect } else { ToolKind::Select };
        session.set_tool(ToolKind::Connect);
        self.begin_flow(after, session);
    }

    /// Begins a flow at the one organisation that is selected; whether there is one. `after` is the tool that is in the
    /// hand again when it is drawn or dropped: who draws one flow after the other keeps the flow tool.
    pub fn begin_flow(&mut self, after: ToolKind, session: &mut Session) -> bool {
        let Some(from @ Target::Organisation(_)) = session.selection().only().cloned() else { return false };
        session.set_tool(ToolKind::Connect);
        self.walker.after = after;
        self.by_keyboard = true;
        let mut unheard = Vec::new();
        for kind in [
            ToolEventKind::Press { button: Button::Primary },
            ToolEventKind::Release { button: Button::Primary },
        ] {
            self.tell_tool(kind, &from, session, &mut unheard);
        }
        self.aim_at(from, session);
        true
    }

    fn aim_at(&mut self, target: Target, session: &mut Session) {
        self.tell_tool(ToolEventKind::Move, &target, session, &mut Vec::new());
        let rect = self.derived.as_ref().and_then(|derived| derived.rect(&convert::scene_target(&target)));
        self.wishes.extend(rect.map(Wish::Follow));
        let kind = session.current_kind().and_then(|id| session.document().flow_kind(id));
        let kind = kind.map_or("flow", |kind| kind.name.as_str());
        let name = |target: &Target| match target {
            Target::Organisation(id) => {
                session.document().organisation(id).map(|one| spoken::called(&one.name))
            }
            _ => None,
        };
        let from = session.selection().only().and_then(name).unwrap_or_default();
        let to = name(&target).unwrap_or_default();
        self.response.hint = if session.selection().only() == Some(&target) {
            format!("{} from {from}: arrows choose where to, Enter draws it, Esc drops it", capital(kind))
        } else {
            format!("{} from {from} to {to}: Enter draws it, Esc drops it", capital(kind))
        };
        self.walker.aim = Some(target);
    }

    /// The next organisation in the order of ids, round and round: so each can be aimed at.
    fn aim_on(&mut self, back: bool, session: &mut Session) {
        let Some(derived) = &self.derived else { return };
        let all: Vec<Target> =
            derived.boxes().organisations.keys().cloned().map(Target::Organisation).collect();
        let Some(at) = all.iter().position(|target| Some(target) == self.walker.aim.as_ref()) else { return };
        let next = if back { at + all.len() - 1 } else { at + 1 } % all.len();
        self.aim_at(all[next].clone(), session);
    }

    fn end_flow(&mut self, session: &mut Session, intents: &mut Vec<Intent>) {
        let Some(target) = self.walker.aim.take() else { return };
        if session.selection().only() == Some(&target) {
            // Not gone anywhere yet: Enter in haste is no flow to itself.
            self.walker.aim = Some(target);
            return;
        }
        let from = session.selection().only().cloned();
        for kind in [
            ToolEventKind::Press { button: Button::Primary },
            ToolEventKind::Release { button: Button::Primary },
        ] {
            self.tell_tool(kind, &target, session, intents);
        }
        self.drop_flow(session);
        if let Some(Target::Organisation(from)) = from {
            self.walker.pivot = Some(from);
        }
        if let Some(flow @ Target::Flow(_)) = session.selection().only().cloned() {
            self.arrived(&flow, session);
        }
    }

    /// The tool of before again, no flow on its way.
    fn drop_flow(&mut self, session: &mut Session) {
        self.walker.aim = None;
        session.set_tool(self.walker.after);
        self.response.overlay = Overlay::None;
        self.response.hint.clear();
    }

    /// A pointer comes down while a flow is drawn by keys: that flow is dropped, the tool stays.
    pub(super) fn pointer_takes_over(&mut self, session: &mut Session) {
        if self.walker.is_aiming() {
            session.cancel_gesture();
            self.response.overlay = Overlay::None;
        }
        self.walker.rest();
        self.by_keyboard = false;
    }

    fn tell_tool(
        &mut self,
        kind: ToolEventKind,
        target: &Target,
        session: &mut Session,
        intents: &mut Vec<Intent>,
    ) {
        let Some(derived) = &self.derived else { return };
        let Some(rect) = derived.rect(&convert::scene_target(target)) else { return };
        let (at, zoom) = (rect.center(), self.camera.view().zoom);
        let hit = Some(Hit::new(target.clone(), HitPart::Body));
        let modifiers = convert::modifiers(egui::Modifiers::NONE);
        let event = ToolEvent { kind, at, screen_at: at * zoom, hit, modifiers, zoom };
        let answer = session.tool_event(&event, derived.boxes());
        self.take_answer(answer, session, intents);
    }
}

/// The end of a flow that lies more that way, seen from its middle.
fn end_that_way(derived: &Derived, session: &Session, id: &FlowId, way: Way) -> Option<Target> {
    let flow = session.document().flow(id)?;
    let from = derived.boxes().organisations.get(&flow.from)?.center();
    let to = derived.boxes().organisations.get(&flow.to)?.center();
    let end = if (to - from).dot(way.unit()) > 0.0 { &flow.to } else { &flow.from };
    let leads = (to - from).dot(way.unit()).abs() > 0.0;
    leads.then(|| Target::Organisation(end.clone()))
}

/// A free place at a point or as near below it as may be.
fn free_at(point: Point, standing: &[Rect]) -> Point {
    let at = Point::new(point.x.round() + 0.0, point.y.round() + 0.0);
    let wanted = Rect::from_center(at, NEWCOMER).expanded(16.0);
    if standing.iter().any(|rect| rect.overlaps(wanted)) {
        walk::free_beside(Rect::from_center(at, Size::default()), Way::Down, NEWCOMER, standing)
    } else {
        at
    }
}
