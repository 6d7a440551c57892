//! What is done on the canvas: events to camera and tool, names to the session. Must not paint.

use eframe::egui::{self, Color32, CursorIcon, Pos2, Rect as ScreenRect};

use super::{
    Canvas, CanvasContext, convert,
    input::{Act, Ground},
    rename::{Outcome, Rename, words_of},
};
use crate::{
    app::{Intent, Notice, theme::colour},
    editor::{
        self, Boxes, Command, Done, Overlay, Session, Target as EditorTarget, ToolEvent, ToolEventKind,
        ToolKind, ToolResponse,
    },
    model::{Flow, OrganisationId, Point},
    scene::{Hit, Target},
    style::Look,
    text::Fonts,
};

/// How near the pointer must come to a line or a rim, screen points.
const REACH: f64 = 6.0;
/// A small and a large step of Alt and an arrow key, canvas units.
const STEPS: (f64, f64) = (1.0, 10.0);
/// With the grid on, a large step goes over so many of its lines.
const LARGE_STEP: f64 = 4.0;

/// The colour that the next flow will have.
#[must_use]
pub fn flow_ink(session: &Session, look: &Look) -> Color32 {
    let end = || OrganisationId::literal("end");
    let style = session
        .current_kind()
        .map(|kind| look.flow(session.document(), &Flow::new(end(), end(), kind.clone()), false));
    colour(style.map_or(look.accent(), |style| style.colour))
}

impl Canvas {
    /// Boxes of the map as it is now, also while the canvas is not shown.
    pub fn boxes(&mut self, session: &Session, look: &Look, fonts: &Fonts) -> Boxes {
        let options = self.options();
        self.refresh_picture(session, (look, &options, fonts), false);
        self.derived.as_ref().map(|derived| derived.boxes().clone()).unwrap_or_default()
    }

    pub(super) fn take_input(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        session: &mut Session,
        context: &CanvasContext<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let tab = ui.input(|input| input.key_pressed(egui::Key::Tab));
        let tab = (tab && self.takes_tab(session, false), tab && self.takes_tab(session, true));
        let ground = Ground {
            ctx: ui.ctx(),
            layer: ui.layer_id(),
            rect: response.rect,
            field: self.field,
            focused: response.has_focus() && self.rename.is_none() && context.is_open(ui),
            tab,
            long_press: response.long_touched(),
        };
        // A frame that egui lays out twice has its events but once.
        let acts = if ui.ctx().current_pass_index() == 0 { self.hands.sort(&ground) } else { Vec::new() };
        for act in acts {
            if self.reading {
                self.read(act, ui, response, session);
            } else {
                self.act(act, ui, response, session, context, intents);
            }
        }
        let over = self.hands.pointer.filter(|at| ground.owns(*at));
        if over.is_none() && !session.is_gesturing() {
            self.hovered = None;
            self.response.overlay = Overlay::None;
        }
        if over.is_some() || self.hands.is_panning() {
            ui.set_cursor_icon(self.cursor());
        }
    }

    /// What is done while nothing can be edited: the view moves, a press selects an organisation or nothing.
    fn read(&mut self, act: Act, ui: &egui::Ui, response: &egui::Response, session: &mut Session) {
        match act {
            Act::Pan(by) => self.camera.pan(by),
            Act::Zoom { at, factor } => self.camera.zoom_about(at, factor, response.rect),
            Act::Tool { kind: ToolEventKind::Move, at, .. } => {
                self.hovered = self.hit(at, ui, response.rect).1;
            }
            Act::Tool { kind: ToolEventKind::Press { .. }, at, .. } if !session.is_looking_ahead() => {
                let hit = self.hit(at, ui, response.rect).1;
                let target = hit.and_then(|hit| convert::editor_target(hit.target));
                session.select(target.filter(|target| matches!(target, EditorTarget::Organisation(_))));
            }
            _ => {}
        }
    }

    fn cursor(&self) -> CursorIcon {
        if self.hands.is_panning() {
            CursorIcon::Grabbing
        } else if self.is_behind() {
            CursorIcon::Progress
        } else if self.hands.would_pan() {
            CursorIcon::Grab
        } else {
            convert::cursor(self.response.cursor)
        }
    }

    fn act(
        &mut self,
        act: Act,
        ui: &egui::Ui,
        response: &egui::Response,
        session: &mut Session,
        context: &CanvasContext<'_>,
        intents: &mut Vec<Intent>,
    ) {
        if act.goes_by_boxes(session.grid().is_some()) {
            self.catch_up(session, context);
        }
        match act {
            Act::Touched => {
                self.pointer_takes_over(session);
                self.fitted = None;
                if self.rename.is_none() {
                    response.request_focus();
                }
            }
            Act::Pan(by) => {
                self.fitted = None;
                self.camera.pan(by);
            }
            Act::Zoom { at, factor } => {
                self.fitted = None;
                self.camera.zoom_about(at, factor, response.rect);
            }
            Act::Tool { kind, at, modifiers } => {
                let taken = match kind {
                    ToolEventKind::Key(editor::Key::Enter) => self.entered(session, intents),
                    ToolEventKind::Key(editor::Key::Escape) => self.escaped(session, intents),
                    // The line goes where the arrows say, not where a pointer happens to lie.
                    ToolEventKind::Move => self.walker.is_aiming(),
                    _ => false,
                };
                if taken {
                    return;
                }
                if kind != ToolEventKind::Move {
                    // What an earlier event of this frame did must be seen by this one.
                    self.refresh(session, context);
                }
                self.tool_event(kind, at, modifiers, ui, response.rect, session, intents);
            }
            Act::Menu(at) => self.prepare_menu(at, ui, response.rect, session),
            Act::LongPress(at) => {
                self.prepare_menu(at, ui, response.rect, session);
                self.menu_opens = Some(at);
            }
            keyed => {
                // What an earlier event of this frame did must be seen by this one.
                self.refresh(session, context);
                self.keyed(keyed, ui, response.rect, session, intents);
            }
        }
    }

    /// What needs no place on the canvas.
    fn keyed(
        &mut self,
        act: Act,
        ui: &egui::Ui,
        viewport: ScreenRect,
        session: &mut Session,
        intents: &mut Vec<Intent>,
    ) {
        match act {
            Act::Walk { way, extend } => self.walk(way, extend, session),
            Act::Step { back } => self.step(back, session),
            Act::Beside(way) => {
                self.make_beside(Some(way), session, intents);
            }
            Act::Resize(way) => self.resize(way, session, intents),
            Act::Nudge { by, large } => {
                let way = Point::new(by.0, by.1);
                let targets = session.selection().targets().to_vec();
                if !targets.is_empty() && !Self::bend(way, large, session, intents) {
                    let by = self.nudged(session, &targets, way, large);
                    perform(session, Command::Nudge { targets, by }, intents);
                }
            }
            Act::MenuByKey => self.menu_opens = Some(self.menu_place(ui, viewport, session)),
            Act::Rename => {
                if let Some(target) = session.selection().only() {
                    self.wanted_rename = Some(convert::scene_target(target));
                }
            }
            Act::Delete => {
                let targets = session.selection().targets().to_vec();
                if !targets.is_empty() {
                    perform(session, Command::DeleteTargets(targets), intents);
                }
            }
            _ => {}
        }
    }

    /// How far a key moves what is selected: from line to line of the grid where it is on.
    fn nudged(&self, session: &Session, targets: &[EditorTarget], way: Point, large: bool) -> Point {
        let grid = session.grid().map(|step| if large { step * LARGE_STEP } else { step });
        let step = if large { STEPS.1 } else { STEPS.0 };
        match &self.derived {
            Some(derived) => editor::nudged(session.document(), targets, derived.boxes(), way, step, grid),
            None => way * step,
        }
    }

    fn hit(&self, at: Pos2, ui: &egui::Ui, viewport: ScreenRect) -> (Point, Option<Hit>) {
        let projection = self.projection(ui, viewport);
        let point = projection.canvas_from_screen(at);
        let hit = self.derived.as_ref().and_then(|derived| derived.scene.hit(point, REACH / projection.zoom));
        (point, hit)
    }

    #[allow(clippy::too_many_arguments)]
    fn tool_event(
        &mut self,
        kind: ToolEventKind,
        at: Pos2,
        modifiers: egui::Modifiers,
        ui: &egui::Ui,
        viewport: ScreenRect,
        session: &mut Session,
        intents: &mut Vec<Intent>,
    ) {
        let (point, hit) = self.hit(at, ui, viewport);
        let by_sight = !matches!(kind, ToolEventKind::Key(_)) && session.tool() != ToolKind::Pan;
        if by_sight && self.is_behind() {
            self.glance(kind, point, hit, session);
            return;
        }
        let seen = self.projection(ui, viewport).visible();
        let Some(derived) = &mut self.derived else { return };
        let event = ToolEvent {
            kind,
            at: point,
            screen_at: convert::point(at),
            hit: hit.clone().and_then(|hit| convert::hit(hit, &derived.scene)),
            modifiers: convert::modifiers(modifiers),
            zoom: self.camera.view().zoom,
        };
        self.menu_at = point;
        self.hovered = hit.filter(|hit| convert::editor_target(hit.target.clone()).is_some());
        let answer = derived.with_boxes_seen(seen, |boxes| session.tool_event(&event, boxes));
        self.take_answer(answer, session, intents);
    }

    /// Does and shows what the tool asks for.
    pub(super) fn take_answer(&mut self, answer: ToolResponse, session: &Session, intents: &mut Vec<Intent>) {
        if let Some(by) = answer.pan_by {
            self.camera.pan(egui::vec2(by.x as f32, by.y as f32));
        }
        if let Some(target) = &answer.begin_rename {
            self.wanted_rename = Some(convert::scene_target(target));
        }
        if let Some(refused) = &answer.refused {
            intents.push(Intent::Say(Notice::refused(&refused.error, session)));
        }
        self.response = answer;
    }

    fn prepare_menu(&mut self, at: Pos2, ui: &egui::Ui, viewport: ScreenRect, session: &mut Session) {
        session.cancel_gesture();
        self.response.overlay = Overlay::None;
        let (point, hit) = self.hit(at, ui, viewport);
        self.menu_at = point;
        let scene = self.derived.as_ref().map(|derived| &derived.scene);
        let hit = hit.zip(scene).and_then(|(hit, scene)| convert::hit(hit, scene));
        match hit {
            Some(hit) if session.selection().contains(&hit.target) => {}
            Some(hit) => session.select(hit.all()),
            None => session.select([]),
        }
    }

    pub(super) fn rename_ui(
        &mut self,
        ui: &mut egui::Ui,
        viewport: ScreenRect,
        session: &mut Session,
        context: &CanvasContext<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let projection = self.projection(ui, viewport);
        if let Some(mut rename) = self.rename.take() {
            let Some(derived) = &self.derived else { return };
            let (outcome, field) = rename.show_ui(ui, &projection, derived, context.look);
            self.field = field;
            match outcome {
                Outcome::Typing => self.rename = Some(rename),
                ended => {
                    self.field = None;
                    end_rename(&rename, ended, session, intents);
                    if self.wanted_rename.is_none() {
                        ui.memory_mut(|memory| memory.request_focus(Self::id()));
                    }
                    ui.ctx().request_repaint();
                }
            }
        }
        // What has no box yet can't be named in place.
        if self.rename.is_none()
            && !self.is_behind()
            && let Some(target) = self.wanted_rename.take()
        {
            self.rename = Rename::begin(session.document(), target);
            ui.ctx().request_repaint();
        }
    }
}

impl Canvas {
    /// What is being typed becomes the name now; a notice when it is refused. For all that takes the map as a whole,
    /// such as saving: words in a field are not yet in it.
    pub fn finish_rename(&mut self, session: &mut Session) -> Option<Notice> {
        let rename = self.rename.take()?;
        self.field = None;
        self.ended_field = Some(rename.id());
        let mut intents = Vec::new();
        end_rename(&rename, rename.committed(), session, &mut intents);
        intents.into_iter().find_map(|intent| match intent {
            Intent::Say(notice) => Some(notice),
            _ => None,
        })
    }
}

/// Carries a command out; says why it was refused.
pub(super) fn perform(session: &mut Session, command: Command, intents: &mut Vec<Intent>) -> Option<Done> {
    match session.perform(command) {
        Ok(done) => Some(done),
        Err(error) => {
            intents.push(Intent::Say(Notice::refused(&error, session)));
            None
        }
    }
}

fn end_rename(rename: &Rename, outcome: Outcome, session: &mut Session, intents: &mut Vec<Intent>) {
    let Some(target) = convert::editor_target(rename.target.clone()) else { return };
    let before = words_of(session.document(), &rename.target);
    let Outcome::Commit(name) = outcome else {
        session.discard_unnamed(&target);
        return;
    };
    if before.as_ref() == Some(&name) {
        return;
    }
    let command = match &rename.target {
        Target::Area(id) => {
            let areas = &session.document().map().areas;
            let Some(area) = areas.iter().find(|area| area.id == *id) else { return };
            Command::EditArea(crate::model::Area { title: name, ..area.clone() })
        }
        _ => {
            let Some(id) = target.record() else { return };
            Command::Rename { id, name }
        }
    };
    perform(session, command, intents);
}
