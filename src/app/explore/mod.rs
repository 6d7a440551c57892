//! The Explore view: the live network of the map. The only room that knows `egui_graphs`.
//!
//! It shows structure where the drawn map shows the author's arrangement. Derived from the document and thrown away
//! when the view is closed; only *Keep this arrangement* writes anything, and that is a command as any other.
//! The library paints and repaints without end, so it is shown only while something moves or the hands are at work;
//! what rests is painted here with the same displays, and asks for no frame.

mod arrival;
mod beginning;
mod crowd;
mod dress;
mod edge;
mod flight;
mod hands;
mod keep;
mod labels;
mod legend;
mod network;
mod node;
mod numbers;
mod scope;
mod sketch;
mod still;
mod toolbar;
mod view_fit;
mod wardrobe;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use eframe::egui::{self, Pos2, Rect, Response, Sense, WidgetInfo, WidgetType};
use egui_graphs::{
    DrawContext, GraphView, MetadataFrame, SettingsInteraction, SettingsNavigation, SettingsStyle,
};

use super::{
    actions::Action,
    intent::{Intent, PanelContext},
};
use crate::{
    editor::Command,
    model::{OrganisationId, Point, RecordId},
    style::Look,
};
use arrival::Arrival;
use beginning::{Beginning, LARGE};
use dress::Dress;
use flight::Flight;
use legend::Legend;
use network::{Hit, Network};
use numbers::Numbers;
use scope::{MOST, Span};
use still::{Still, StillState};
use toolbar::{Bar, Wish};
use wardrobe::{Wardrobe, Worn};

/// What the undo list calls a kept arrangement.
const KEPT: &str = "Keep the arrangement of Explore";

/// At which revision, for what the map hides and for which span it was found, and what both leave out.
type LeftOut = (u64, Arc<BTreeSet<RecordId>>, Span, Arc<BTreeSet<RecordId>>);

/// The live network of one map.
pub struct Explore {
    /// The library keeps pan and zoom under it: one for each map.
    id: String,
    network: Option<Network>,
    beginning: Beginning,
    /// On the way to where it was found to rest.
    arrival: Option<Arrival>,
    numbers: Numbers,
    wardrobe: Wardrobe,
    legend: Legend,
    span: Span,
    dress: Dress,
    /// The dress has changed since the network put it on.
    undressed: bool,
    beside: bool,
    /// What the map hides, and what that and the span leave out together.
    hidden: Arc<BTreeSet<RecordId>>,
    left_out: Option<LeftOut>,
    /// The whole network is kept in view until the hands take over.
    fit: bool,
    /// Nobody has moved the view since all of it was shown: it is shown again when the room changes.
    whole: bool,
    seen: Option<Rect>,
    held: Option<Hit>,
    /// Whom the view is to fly to, and the way there.
    goal: Option<Vec<RecordId>>,
    flight: Option<Flight>,
}

impl Default for Explore {
    fn default() -> Self {
        Self::new()
    }
}

impl Explore {
    /// A view that has not been opened yet.
    #[must_use]
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = format!("explore {}", NEXT.fetch_add(1, Ordering::Relaxed));
        Self {
            id,
            network: None,
            beginning: Beginning::default(),
            arrival: None,
            numbers: Numbers::default(),
            wardrobe: Wardrobe::default(),
            legend: Legend::default(),
            span: Span::default(),
            dress: Dress::default(),
            undressed: false,
            beside: false,
            hidden: Arc::default(),
            left_out: None,
            fit: true,
            whole: true,
            seen: None,
            held: None,
            goal: None,
            flight: None,
        }
    }

    /// What is hidden on the map is hidden here, too.
    pub fn set_hidden(&mut self, hidden: &Arc<BTreeSet<RecordId>>) {
        self.hidden = Arc::clone(hidden);
    }

    /// Whether it stands beside the map rather than in its place.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        self.beside
    }

    /// Whether nothing moves any more, and all is measured.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let working = self.beginning.is_busy() || self.numbers.is_busy() || self.wardrobe.is_busy();
        self.is_still() && !working && self.flight.is_none()
    }

    /// Whether nobody moves.
    fn is_still(&self) -> bool {
        self.arrival.is_none() && self.network.as_ref().is_none_or(Network::is_settled)
    }

    /// Brings these into view in the next frame.
    pub fn fly_to(&mut self, ids: &[RecordId]) {
        self.goal = Some(ids.to_vec());
    }

    /// Where each organisation stands in the network, canvas units.
    #[must_use]
    pub fn positions(&self) -> Vec<(OrganisationId, Point)> {
        self.network.as_ref().map(Network::positions).unwrap_or_default()
    }

    /// Shows the network in all the room there is.
    pub fn explore_ui(&mut self, ui: &mut egui::Ui, context: &PanelContext<'_>) -> Vec<Intent> {
        let mut intents = Vec::new();
        let crowd = self.refresh(ui.ctx(), context);
        self.bar_ui(ui, context, &mut intents);
        let place = ui.available_rect_before_wrap();
        ui.painter().rect_filled(place, 0.0, context.theme.page);
        if let Some(count) = crowd {
            if let Some(scope) = crowd::crowd_ui(ui, context, count) {
                self.turn_to(context, scope);
            }
            intents.extend(hands::escape(ui, context));
            return intents;
        }
        self.move_on(ui);
        self.wheel(ui, place);
        self.fly(ui, place);
        let response = self.network_ui(ui, context);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Network"));
        if response.clicked() {
            response.request_focus();
            let several = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            let chosen = self.at(ui, &response, response.interact_pointer_pos());
            intents.push(Intent::Select(self.selection(context, chosen, several)));
        }
        self.pull(ui, &response);
        intents.extend(self.walk(ui, context, &response));
        self.speak_ui(ui, &response);
        legend::legend_ui(ui, context, &self.legend, place);
        intents.extend(hands::escape(ui, context));
        intents
    }

    fn bar_ui(&mut self, ui: &mut egui::Ui, context: &PanelContext<'_>, intents: &mut Vec<Intent>) {
        let document = context.session.document();
        // Before there is a network, what it will be of.
        let left_out = self.left_out(context);
        let count_out = |is: fn(&RecordId) -> bool| left_out.iter().filter(|id| is(id)).count();
        let awaited = || {
            let organisations = count_out(|id| matches!(id, RecordId::Organisation(_)));
            (document.organisations().len() - organisations, 0)
        };
        let (organisations, flows) =
            self.network.as_ref().map_or_else(awaited, |network| (network.len(), network.flow_count()));
        let bar = Bar {
            settled: self.is_settled(),
            organisations,
            flows,
            span: &self.span,
            around: self.around(context),
            dress: self.dress,
            beside: self.beside,
        };
        match toolbar::toolbar_ui(ui, context, &bar) {
            Some(Wish::Keep) => {
                intents.extend(self.kept(context).map(Intent::Do));
                intents.extend([Action::ToggleExplore, Action::ZoomFit].map(Intent::Act));
            }
            Some(Wish::Fit) => (self.fit, self.whole) = (true, true),
            Some(Wish::Shake) => self.network.iter_mut().for_each(Network::heat),
            Some(Wish::Beside) => self.beside = !self.beside,
            Some(Wish::Close) => intents.push(Intent::Act(Action::ToggleExplore)),
            Some(Wish::Look(scope)) => self.turn_to(context, scope),
            Some(Wish::Steps(steps)) => self.span.steps = steps,
            Some(Wish::Wear(dress)) => (self.dress, self.undressed) = (dress, true),
            None => return,
        }
        ui.ctx().request_repaint();
    }

    fn turn_to(&mut self, context: &PanelContext<'_>, scope: scope::Scope) {
        let selected = context.session.selection().organisations().into_iter().collect();
        self.span.turn_to(scope, selected, context.session.document());
        (self.fit, self.whole) = (true, true);
    }

    /// Around whom it is, in words.
    fn around(&self, context: &PanelContext<'_>) -> String {
        let names = self.span.chosen.iter().filter_map(|id| context.session.document().organisation(id));
        let first = names.map(|one| one.name.replace('\n', " ")).next().unwrap_or_default();
        match self.span.chosen.len() {
            0 | 1 => first,
            count => format!("{first} and {} more", count - 1),
        }
    }

    /// What is not shown, worked out when something it follows from has changed.
    fn left_out(&mut self, context: &PanelContext<'_>) -> Arc<BTreeSet<RecordId>> {
        let revision = context.session.revision();
        if let Some((of, hidden, span, out)) = &self.left_out
            && *of == revision
            && Arc::ptr_eq(hidden, &self.hidden)
            && *span == self.span
        {
            return Arc::clone(out);
        }
        let out = self.span.left_out(context.session.document(), &self.hidden);
        self.left_out = Some((revision, Arc::clone(&self.hidden), self.span.clone(), Arc::clone(&out)));
        out
    }

    /// Brings the network up to date with the map, its look, its measures and what is selected; how many there are
    /// where they are too many.
    fn refresh(&mut self, ctx: &egui::Context, context: &PanelContext<'_>) -> Option<usize> {
        let (session, document) = (context.session, context.session.document());
        let left_out = self.left_out(context);
        let is_out = |id: &&RecordId| matches!(id, RecordId::Organisation(_));
        let count = document.organisations().len() - left_out.iter().filter(is_out).count();
        if count > MOST {
            self.network = None;
            self.beginning.give_up();
            self.wardrobe.give_up();
            return Some(count);
        }
        let stale =
            self.network.as_ref().is_none_or(|network| !network.is_of(session, context.look, &left_out));
        if stale {
            if self.wardrobe.prepare(ctx, context, self.dress, &left_out) {
                self.numbers.ask(ctx, document, &left_out);
                self.undressed = false;
            }
        } else if self.wardrobe.is_preparing() {
            // The map has turned back to what is shown.
            self.wardrobe.give_up();
            self.numbers.ask(ctx, document, &left_out);
        } else if self.numbers.take() || std::mem::take(&mut self.undressed) {
            self.wardrobe.ask(ctx, context, self.dress, self.numbers.measures(), &left_out);
        }
        if let Some(worn) = self.wardrobe.take() {
            if stale { self.make(ctx, context, &left_out, &worn) } else { self.wear(context, &worn) }
        }
        if let Some(network) = &mut self.network {
            network.select(session.selection());
        }
        None
    }

    /// Makes the network of the map as it is now, with those who were known where they were.
    fn make(
        &mut self,
        ctx: &egui::Context,
        context: &PanelContext<'_>,
        left_out: &Arc<BTreeSet<RecordId>>,
        worn: &Worn,
    ) {
        let before = self.network.take();
        let known = before.as_ref().map(Network::places).unwrap_or_default();
        let mut network = Network::new(context.session, context.look, worn, &known, left_out);
        self.begin(ctx, before.as_ref(), known.len(), &mut network);
        self.legend = self.legend_of(context, context.look, &network);
        self.network = Some(network);
        self.wardrobe.is_used();
    }

    /// Puts on what was made ready.
    fn wear(&mut self, context: &PanelContext<'_>, worn: &Worn) {
        if let Some(mut network) = self.network.take() {
            network.wear(worn);
            self.legend = self.legend_of(context, context.look, &network);
            self.network = Some(network);
        }
        self.seen = None;
    }

    /// Sets a network in motion that is not as the one `before`, of whom so many were `known`.
    fn begin(&mut self, ctx: &egui::Context, before: Option<&Network>, known: usize, network: &mut Network) {
        if before.is_some_and(|before| before.has_same_ends(network)) {
            return;
        }
        self.beginning.give_up();
        self.arrival = None;
        if network.len() <= LARGE {
            network.heat();
        } else if known * 2 > network.len() {
            network.relax();
        } else {
            let (sizes, ties) = network.measure();
            self.beginning.ask(ctx, sizes, ties);
        }
    }

    fn legend_of(&self, context: &PanelContext<'_>, look: &Look, network: &Network) -> Legend {
        let document = context.session.document();
        Legend::new(document, network.organisations(), look, self.dress, self.numbers.measures())
    }

    fn move_on(&mut self, ui: &egui::Ui) {
        let Some(network) = &mut self.network else { return };
        match self.beginning.take() {
            Some(Some(places)) => self.arrival = Some(Arrival::new(network.spots(), places)),
            Some(None) => network.heat(),
            None => {}
        }
        if let Some(arrival) = &mut self.arrival {
            let has_arrived = arrival.go_on(seconds(ui));
            network.show_at(&arrival.places());
            if has_arrived {
                network.stand_at(arrival.goal());
                self.arrival = None;
            }
            ui.ctx().request_repaint();
        } else if !network.is_settled() {
            network.advance();
            ui.ctx().request_repaint();
        }
    }

    /// Takes the view nearer to whom it flies to.
    fn fly(&mut self, ui: &mut egui::Ui, room: Rect) {
        let frame = || MetadataFrame::new(Some(self.id.clone()));
        // As long as they are on their way it is not known where they will be.
        let stands = self.network.is_some() && self.arrival.is_none() && !self.beginning.is_busy();
        if stands
            && let Some(goal) = self.goal.take()
            && let Some(goal) = self.network.as_ref().and_then(|network| network.extent(&goal))
        {
            self.flight = Some(Flight::new(&frame().load(ui), room.size(), goal));
            (self.fit, self.whole) = (false, false);
        }
        let Some(flight) = &mut self.flight else { return };
        let mut moved = frame().load(ui);
        if flight.go_on(&mut moved, room.size(), seconds(ui)) {
            self.flight = None;
        }
        moved.save(ui);
        ui.ctx().request_repaint();
    }

    /// Shows the network by the library while something goes on, and as a picture while nothing does.
    fn network_ui(&mut self, ui: &mut egui::Ui, context: &PanelContext<'_>) -> Response {
        let room = ui.available_rect_before_wrap();
        let over = ui.rect_contains_pointer(room);
        let (pressed, zoomed, busy) = ui.input(|input| {
            let zoomed = input.zoom_delta() != 1.0;
            (input.pointer.any_pressed(), zoomed, !input.events.is_empty() || input.pointer.any_down())
        });
        if over && (pressed || zoomed) {
            (self.fit, self.whole) = (false, false);
        }
        self.fit |= self.whole && self.seen.is_some_and(|seen| seen != room);
        let still = self.is_still();
        let settled = still && !self.beginning.is_busy();
        if let Some(network) = self.network.as_ref().filter(|_| self.fit) {
            let mut frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
            view_fit::show_all(&mut frame, &network.boxes(), room, legend::place(ui.ctx(), room));
            frame.save(ui);
        }
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|_| over);
        // While it is being found where all begin nothing moves, and the search has the machine for itself.
        let live = self.seen != Some(room) || busy || self.fit && !still;
        let Some(network) = &mut self.network else {
            return ui.allocate_rect(room, Sense::hover());
        };
        network.set_zoom(frame.zoom);
        let local = pointer.map(|at| (at - room.left_top()).to_pos2());
        network.light(self.held.or_else(|| network.hit(&frame, local?)));
        let response = if !live && (!self.fit || self.beginning.is_busy()) {
            rest_ui(ui, network, &self.id)
        } else {
            self.seen = Some(room);
            // Once all rests it need not be fitted again.
            self.fit &= !settled;
            let interaction =
                SettingsInteraction::new().with_dragging_enabled(false).with_hover_enabled(true);
            let navigation = SettingsNavigation::new()
                .with_fit_to_screen_enabled(false)
                .with_zoom_and_pan_enabled(true)
                .with_zoom_speed(0.03);
            let view = GraphView::<StillState, Still>::new().with_id(Some(self.id.clone()));
            view.with_interactions(&interaction)
                .with_navigations(&navigation)
                .show(ui, network.graph_mut())
                .response
        };
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        network.set_zoom(frame.zoom);
        let painter = ui.painter().with_clip_rect(response.rect);
        let lit = network.neighbourhood();
        labels::paint(&painter, context.theme, network, &frame, lit.as_ref());
        response
    }

    /// The hands have taken the view over.
    fn let_go_of_view(&mut self) {
        (self.fit, self.whole) = (false, false);
        self.flight = None;
    }

    /// What is seen at a place of the screen.
    fn at(&self, ui: &egui::Ui, response: &Response, at: Option<Pos2>) -> Option<Hit> {
        let frame = MetadataFrame::new(Some(self.id.clone())).load(ui);
        let local = (at? - response.rect.left_top()).to_pos2();
        self.network.as_ref()?.hit(&frame, local)
    }

    fn selection(&self, context: &PanelContext<'_>, chosen: Option<Hit>, several: bool) -> Vec<RecordId> {
        let mut selected = if several { context.session.selection().records() } else { Vec::new() };
        let Some(id) = chosen.and_then(|hit| self.network.as_ref()?.record(hit)) else { return selected };
        if let Some(place) = selected.iter().position(|one| *one == id) {
            selected.remove(place);
        } else {
            selected.push(id);
        }
        selected
    }

    /// Pulls a node about. The library's own dragging lets a node jump to the pointer at the first touch.
    fn pull(&mut self, ui: &egui::Ui, response: &Response) {
        let held = self.held;
        if response.is_pointer_button_down_on() && held.is_none() {
            self.held = self.at(ui, response, response.interact_pointer_pos());
        } else if !response.is_pointer_button_down_on() {
            self.held = None;
        }
        let zoom = MetadataFrame::new(Some(self.id.clone())).load(ui).zoom;
        let Some(network) = &mut self.network else { return };
        if held != self.held {
            network.hold(self.held);
        }
        if response.dragged() && matches!(self.held, Some(Hit::Node(_))) {
            network.pull(response.drag_delta() / zoom.max(f32::MIN_POSITIVE));
            ui.ctx().request_repaint();
        }
    }

    fn kept(&self, context: &PanelContext<'_>) -> Option<Command> {
        let network = self.network.as_ref()?;
        let positions = keep::arrangement(network, context.session.document());
        Some(Command::Place { name: KEPT.to_owned(), positions })
    }
}

/// How long the last frame took, as far as motion goes; nothing where motion is not wanted.
fn seconds(ui: &egui::Ui) -> Option<f32> {
    (ui.style().animation_time != 0.0).then(|| ui.input(|input| input.stable_dt).min(0.05))
}

/// The network as it is, without a step and without asking for another frame.
fn rest_ui(ui: &mut egui::Ui, network: &mut Network, id: &str) -> Response {
    let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click_and_drag());
    let mut frame = MetadataFrame::new(Some(id.to_owned())).load(ui);
    frame.pan += response.rect.left_top().to_vec2();
    let style = SettingsStyle::new();
    let drawing =
        DrawContext { ctx: ui.ctx(), painter: &painter, style: &style, is_directed: true, meta: &frame };
    painter.extend(network.shapes(&drawing));
    response
}
