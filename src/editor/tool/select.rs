//! The select tool: click, shift-click, marquee; drag what is selected, resize it by a corner, bend a flow; draw a
//! flow from a node's rim; double-click to make an organisation or to rename.
//! Must not know what its commands do.

mod face;

use crate::model::{OrganisationId, Point, Rect};

use super::{
    super::Target, Button, Command, Context, Corner, Cursor, Effect, Face, Guide, Hit, HitPart, Key, Overlay,
    Selection, ToolEvent, ToolEventKind, bend::Bending, connect::Reach, event::CLICK_SLACK, fetch::Fetching,
    handle, load::Load,
};

/// A press this near a corner takes hold of it, screen points.
const CORNER_REACH: f64 = 7.0;

/// What was pressed.
#[derive(Clone, Debug, PartialEq)]
enum On {
    /// Nothing that can be dragged: a drag spans a marquee; a click selects the things, if there are any.
    Ground(Vec<Target>),
    /// Something that is dragged.
    Thing(Target),
    /// The outline of a node: a drag draws a flow.
    Rim(OrganisationId),
    /// The line of the selected flow: a drag bends it.
    Line(crate::model::FlowId),
    /// A corner of the selected box.
    Corner(Target, Corner, Rect),
}

/// The button is down, and the pointer has not gone far.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) struct Press {
    on: On,
    at: Point,
    screen_at: Point,
    /// What was selected before.
    before: Selection,
}

/// What the tool is at. Points are canvas units.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::editor) enum State {
    Idle,
    Pressed(Press),
    /// Things in the hand.
    Dragging {
        targets: Vec<Target>,
        load: Load,
        from: Point,
        /// As far as they go: snapped.
        by: Point,
        guides: Vec<Guide>,
        copies: bool,
    },
    /// A rectangle being spanned; `before` stays selected with shift.
    Marquee {
        from: Point,
        to: Point,
        before: Selection,
    },
    /// A corner in the hand.
    Resizing {
        target: Target,
        corner: Corner,
        rect: Rect,
        load: Load,
        /// Where the corner goes: snapped.
        to: Point,
        guides: Vec<Guide>,
    },
    /// A flow on its way.
    Connecting(Reach),
    /// A bend in the hand.
    Bending(Bending),
    /// A parked note in the hand: letting go brings it back here.
    Fetching(Box<Fetching>),
}

type Step = (State, Vec<Effect>);

impl State {
    pub(in crate::editor) fn handle(self, event: &ToolEvent, context: &Context) -> Step {
        if event.cancels() {
            return self.cancelled(event);
        }
        if event.kind == ToolEventKind::DoubleClick {
            return double_clicked(self, event, context);
        }
        match self {
            Self::Idle => idle(event, context),
            Self::Pressed(press) => pressed(press, event, context),
            state if event.releases(Button::Primary) => {
                let state = state.followed(event, context);
                (Self::Idle, state.released(event, context))
            }
            Self::Marquee { .. } if event.kind == ToolEventKind::Move => {
                let state = self.followed(event, context);
                let effects = state.spanned(event, context);
                (state, effects)
            }
            state => (state.followed(event, context), vec![]),
        }
    }

    fn cancelled(self, event: &ToolEvent) -> Step {
        match self {
            Self::Idle if event.kind == ToolEventKind::Key(Key::Escape) => {
                (Self::Idle, vec![Effect::Select(Selection::default())])
            }
            Self::Marquee { before, .. } => (Self::Idle, vec![Effect::Select(before)]),
            _ => (Self::Idle, vec![]),
        }
    }

    /// The same gesture with the pointer where it is now.
    fn followed(self, event: &ToolEvent, context: &Context) -> Self {
        match self {
            Self::Dragging { targets, load, from, .. } => dragged(targets, load, from, event, context),
            Self::Marquee { from, before, .. } => Self::Marquee { from, to: event.at, before },
            Self::Resizing { target, corner, rect, load, .. } => {
                resizing(target, corner, rect, load, event, context)
            }
            Self::Connecting(reach) => Self::Connecting(reach.followed(event, context)),
            Self::Bending(bending) => Self::Bending(bending.dragged(event.at)),
            Self::Fetching(fetching) => Self::Fetching(Box::new(fetching.dragged(event.at, context))),
            state @ (Self::Idle | Self::Pressed(_)) => state,
        }
    }

    fn released(&self, event: &ToolEvent, context: &Context) -> Vec<Effect> {
        match self {
            Self::Connecting(reach) => reach.effects(context),
            Self::Marquee { .. } => self.spanned(event, context),
            state => state.live().map(Effect::Perform).into_iter().collect(),
        }
    }

    /// What the marquee selects.
    fn spanned(&self, event: &ToolEvent, context: &Context) -> Vec<Effect> {
        let Self::Marquee { from, to, before } = self else { return vec![] };
        let marquee = Rect::from_corners(*from, *to);
        let mut selection = if event.modifiers.shift { before.clone() } else { Selection::default() };
        let organisations =
            context.boxes.organisations.iter().map(|(id, rect)| (Target::from(id.clone()), rect));
        let notes = context.boxes.notes.iter().map(|(id, rect)| (Target::from(id.clone()), rect));
        let groups = context.boxes.groups.iter().map(|(id, rect)| (Target::from(id.clone()), rect));
        for (target, rect) in organisations.chain(notes).chain(groups) {
            if marquee.contains_rect(*rect) && target.exists_in(context.document) {
                selection.add(target);
            }
        }
        vec![Effect::Select(selection)]
    }

    /// What letting go now would do.
    fn live(&self) -> Option<Command> {
        match self {
            Self::Dragging { targets, by, copies, .. } => {
                let (targets, by) = (targets.clone(), *by);
                match (by == Point::default(), copies) {
                    (true, _) => None,
                    (false, true) => Some(Command::Duplicate { targets, by }),
                    (false, false) => Some(Command::Move { targets, by }),
                }
            }
            Self::Resizing { target, corner, rect, to, .. } => {
                let to = handle::resized(*rect, *corner, *to);
                Some(Command::Resize { target: target.clone(), from: *rect, to })
            }
            Self::Bending(bending) => Some(bending.command()),
            Self::Fetching(fetching) => fetching.command(),
            Self::Idle | Self::Pressed(_) | Self::Marquee { .. } | Self::Connecting(_) => None,
        }
    }

    pub(in crate::editor) fn face(&self, event: &ToolEvent, context: &Context) -> Face {
        let (cursor, hint) = match self {
            Self::Idle => return face::hovering(event, context),
            Self::Pressed(press) => return face::pressed_face(press),
            Self::Connecting(reach) => return reach.face(context),
            Self::Dragging { copies: true, .. } => {
                (Cursor::Copy, "Let go to copy here; Ctrl holds off snapping; Esc to leave it")
            }
            Self::Dragging { .. } => {
                (Cursor::Move, "Let go to move here; Alt copies; Ctrl holds off snapping; Esc to leave it")
            }
            Self::Marquee { .. } => (Cursor::Crosshair, "Selects what lies wholly inside; Shift adds"),
            Self::Resizing { corner, .. } => {
                (corner.cursor(), "Let go for this size; Ctrl holds off snapping; Esc to leave it")
            }
            Self::Bending(_) => (Cursor::Grabbing, "Let go to bend here; straight takes the bend out"),
            Self::Fetching(_) => (Cursor::Grabbing, "Let go to bring the note back here; Esc to leave it"),
        };
        let overlay = match self {
            Self::Marquee { from, to, .. } => Overlay::Marquee(Rect::from_corners(*from, *to)),
            Self::Dragging { guides, .. } | Self::Resizing { guides, .. } if !guides.is_empty() => {
                Overlay::Guides(guides.clone())
            }
            _ => Overlay::None,
        };
        Face { cursor, hint: hint.into(), overlay, live: self.live() }
    }
}

fn corner_at(event: &ToolEvent, context: &Context) -> Option<(Target, Corner, Rect)> {
    let target = context.selection.only()?;
    let reach = event.reach(CORNER_REACH);
    let (corner, _) = handle::handles(context.document, context.selection, context.boxes)
        .into_iter()
        .find(|(_, at)| at.distance(event.at) <= reach)?;
    Some((target.clone(), corner, handle::resizable(context.document, target, context.boxes)?))
}

/// What a press here takes hold of.
fn thing_at(event: &ToolEvent, context: &Context) -> On {
    if let Some((target, corner, rect)) = corner_at(event, context) {
        return On::Corner(target, corner, rect);
    }
    let Some(hit) = &event.hit else { return On::Ground(vec![]) };
    let is_selected = context.selection.contains(&hit.target);
    match (&hit.target, hit.part) {
        (Target::Organisation(id), HitPart::Rim) => On::Rim(id.clone()),
        (Target::Area(_), HitPart::Title) => On::Thing(hit.target.clone()),
        // The ground of an area is ground, unless the area itself was selected by its title.
        (Target::Area(_), _) if is_selected => On::Thing(hit.target.clone()),
        (Target::Area(_), _) => On::Ground(vec![]),
        (Target::Group(_), HitPart::Body) if !is_selected && !context.is_solid(&hit.target) => {
            On::Ground(hit.all())
        }
        (Target::Flow(id), _) if context.selection.only() == Some(&hit.target) && hit.with.is_empty() => {
            On::Line(id.clone())
        }
        (Target::Flow(_), _) if !is_selected || !hit.with.is_empty() => On::Ground(hit.all()),
        (target, _) => On::Thing(target.clone()),
    }
}

impl On {
    fn targets(&self) -> Vec<Target> {
        match self {
            Self::Ground(targets) => targets.clone(),
            Self::Thing(target) | Self::Corner(target, ..) => vec![target.clone()],
            Self::Rim(id) => vec![id.clone().into()],
            Self::Line(id) => vec![id.clone().into()],
        }
    }
}

fn idle(event: &ToolEvent, context: &Context) -> Step {
    match event.kind {
        ToolEventKind::Press { button: Button::Primary } => {
            let on = thing_at(event, context);
            let before = context.selection.clone();
            let targets = on.targets();
            let is_new = targets.iter().any(|target| !before.contains(target));
            let effects = if is_new && !event.modifiers.shift {
                vec![Effect::Select(targets.into_iter().collect())]
            } else {
                vec![]
            };
            (State::Pressed(Press { on, at: event.at, screen_at: event.screen_at, before }), effects)
        }
        // A context menu speaks of what was clicked.
        ToolEventKind::Press { button: Button::Secondary } => {
            let targets = event.hit.as_ref().map(Hit::all).unwrap_or_default();
            let effects = match targets.first() {
                Some(target) if context.selection.contains(target) => vec![],
                _ => vec![Effect::Select(targets.into_iter().collect())],
            };
            (State::Idle, effects)
        }
        ToolEventKind::Key(Key::Enter) => {
            (State::Idle, context.selection.only().cloned().map(Effect::Rename).into_iter().collect())
        }
        _ => (State::Idle, vec![]),
    }
}

fn pressed(press: Press, event: &ToolEvent, context: &Context) -> Step {
    match event.kind {
        ToolEventKind::Release { button: Button::Primary } => (State::Idle, clicked(&press, event)),
        ToolEventKind::Move if event.screen_at.distance(press.screen_at) >= CLICK_SLACK => {
            begun(press, event, context)
        }
        _ => (State::Pressed(press), vec![]),
    }
}

fn clicked(press: &Press, event: &ToolEvent) -> Vec<Effect> {
    let shift = event.modifiers.shift;
    let targets = press.on.targets();
    if matches!(press.on, On::Corner(..)) || (shift && targets.is_empty()) {
        return vec![];
    }
    if !shift {
        return vec![Effect::Select(targets.into_iter().collect())];
    }
    let mut selection = press.before.clone();
    let is_in = targets.iter().all(|target| selection.contains(target));
    for target in targets {
        if is_in || !selection.contains(&target) {
            selection.toggle(target);
        }
    }
    vec![Effect::Select(selection)]
}

/// The pointer has gone far enough: the press becomes a gesture.
fn begun(press: Press, event: &ToolEvent, context: &Context) -> Step {
    let Press { on, at, before, .. } = press;
    match on {
        On::Ground(_) => {
            let state = State::Marquee { from: at, to: event.at, before };
            let effects = state.spanned(event, context);
            (state, effects)
        }
        On::Thing(target) => {
            if let Some(fetching) = Fetching::start(context, &target, at, event) {
                return (State::Fetching(Box::new(fetching)), vec![]);
            }
            let mut selection = context.selection.clone();
            selection.add(target.clone());
            let targets = selection.targets().to_vec();
            let load = Load::new(&targets, &target, context);
            (dragged(targets, load, at, event, context), vec![Effect::Select(selection)])
        }
        On::Rim(from) => (State::Connecting(Reach::new(from, event, context)), vec![]),
        On::Line(flow) => match Bending::start(context, &flow, at, event) {
            Some(bending) => (State::Bending(bending), vec![]),
            None => (State::Idle, vec![]),
        },
        On::Corner(target, corner, rect) => {
            let load = Load::new(std::slice::from_ref(&target), &target, context);
            (resizing(target, corner, rect, load, event, context), vec![])
        }
    }
}

fn dragged(targets: Vec<Target>, load: Load, from: Point, event: &ToolEvent, context: &Context) -> State {
    let copies = event.modifiers.alt;
    let snap = load.moved(event.at - from, copies, event, context);
    State::Dragging { targets, load, from, by: snap.by, guides: snap.guides, copies }
}

fn resizing(
    target: Target,
    corner: Corner,
    rect: Rect,
    load: Load,
    event: &ToolEvent,
    context: &Context,
) -> State {
    let (to, guides) = load.corner(event.at, |at| handle::resized(rect, corner, at), event, context);
    State::Resizing { target, corner, rect, load, to, guides }
}

fn double_clicked(state: State, event: &ToolEvent, context: &Context) -> Step {
    // In the middle of a gesture a second click means nothing.
    if !matches!(state, State::Idle | State::Pressed(_)) {
        return (state, vec![]);
    }
    let is_ground = |hit: &Hit| {
        let can_be = matches!((&hit.target, hit.part), (Target::Area(_) | Target::Group(_), HitPart::Body));
        can_be && !context.is_solid(&hit.target)
    };
    let effect = match &event.hit {
        Some(Hit { target: target @ Target::Group(id), .. }) if context.is_solid(target) => {
            let expand = Command::fold(context.document, std::slice::from_ref(id));
            return (State::Idle, expand.map(Effect::Perform).into_iter().collect());
        }
        Some(hit) if !hit.with.is_empty() => vec![Effect::Select(hit.all().into_iter().collect())],
        Some(hit) if !is_ground(hit) => {
            vec![Effect::Select(Selection::one(hit.target.clone())), Effect::Rename(hit.target.clone())]
        }
        _ => vec![Effect::PerformAndName(Command::AddOrganisation(context.organisation_at(event.at)))],
    };
    (State::Idle, effect)
}
