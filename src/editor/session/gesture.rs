//! The session and its tools: events in, effects carried out, what to show out.
//! Must not know which tool does what.

use super::{
    super::{
        Boxes, Button, Command, Refused, Target, ToolEvent, ToolKind, ToolResponse,
        edits::{self, Purpose},
        tool::{Context, Effect, Face, PanState, Tool},
    },
    Preview, Session,
};

impl Session {
    /// The tool in the hand.
    #[must_use]
    pub fn tool(&self) -> ToolKind {
        self.tool.kind()
    }

    /// Takes up a tool; a gesture that is under way is left.
    pub fn set_tool(&mut self, kind: ToolKind) {
        self.cancel_gesture();
        self.tool = Tool::new(kind);
    }

    /// Whether a gesture is under way.
    #[must_use]
    pub fn is_gesturing(&self) -> bool {
        !self.tool.is_idle() || self.hand != PanState::Idle || self.ahead
    }

    /// Leaves the gesture that is under way, without a trace; whether there was one.
    pub fn cancel_gesture(&mut self) -> bool {
        let was = self.is_gesturing();
        self.tool = Tool::new(self.tool.kind());
        self.hand = PanState::Idle;
        self.preview = None;
        self.ahead = false;
        was
    }

    /// Tells the tool what happened; says what to show and do.
    pub fn tool_event(&mut self, event: &ToolEvent, boxes: &Boxes) -> ToolResponse {
        let mut response = ToolResponse::default();
        if self.ahead {
            return response;
        }
        let by_hand = self.hand != PanState::Idle || event.presses(Button::Middle);
        let effects = if by_hand && event.cancels() {
            // A view that is being dragged is let go with whatever else is under way.
            self.cancel_gesture();
            Vec::new()
        } else if by_hand {
            let (hand, effects) = std::mem::replace(&mut self.hand, PanState::Idle).handle(event);
            self.hand = hand;
            effects
        } else {
            let tool = self.tool.clone();
            let (tool, effects) = tool.handle(event, &self.context(boxes));
            self.tool = tool;
            effects
        };
        for effect in effects {
            self.follow(effect, &mut response);
        }
        let face = if self.hand == PanState::Idle {
            self.tool.face(event, &self.context(boxes))
        } else {
            self.hand.face()
        };
        self.show(face, &mut response);
        debug_assert!(
            self.preview.is_none() || !self.tool.is_idle(),
            "what is shown may differ from the map only while a tool is not idle"
        );
        response
    }

    /// A new organisation at a place, unnamed, as the palette and the areas there have it.
    #[must_use]
    pub fn new_organisation_at(&self, at: crate::model::Point) -> crate::model::Organisation {
        self.context(&Boxes::default()).organisation_at(at)
    }

    fn context<'a>(&'a self, boxes: &'a Boxes) -> Context<'a> {
        Context {
            document: &self.document,
            selection: &self.selection,
            boxes,
            kind: self.current_kind(),
            sector: self.current_sector(),
            scale: self.current_scale(),
            grid: self.grid,
        }
    }

    fn follow(&mut self, effect: Effect, response: &mut ToolResponse) {
        match effect {
            Effect::Select(selection) => {
                if selection != self.selection {
                    self.select(selection.targets().to_vec());
                }
            }
            Effect::Perform(command) => {
                self.perform_for_tool(command, response);
            }
            Effect::PerformAndName(command) => {
                response.begin_rename = self.perform_for_tool(command, response);
            }
            Effect::Rename(target) => response.begin_rename = Some(target),
            Effect::Pan(by) => response.pan_by = Some(by),
            Effect::Refuse(error) => response.refused = Some(Refused { command: None, error }),
            Effect::TakeUp(kind) => self.set_tool(kind),
        }
    }

    /// The main thing that it made.
    fn perform_for_tool(&mut self, command: Command, response: &mut ToolResponse) -> Option<Target> {
        // A step of the hand's own: neither does it join what keys did before, nor they it.
        self.history.seal();
        let result = self.carry_out(&command);
        self.history.seal();
        match result {
            Ok(done) => {
                response.done = done.changed.then_some(done.name);
                done.targets.into_iter().next()
            }
            Err(error) => {
                response.refused = Some(Refused { command: Some(command), error });
                None
            }
        }
    }

    fn show(&mut self, face: Face, response: &mut ToolResponse) {
        let Face { cursor, hint, overlay, live } = face;
        if self.hand == PanState::Idle {
            self.preview_live(live);
        }
        response.cursor = cursor;
        response.hint = hint;
        response.overlay = overlay;
    }

    fn preview_live(&mut self, live: Option<Command>) {
        if live.as_ref() == self.preview.as_ref().map(|preview| &preview.command) {
            return;
        }
        // What is refused when the button is let go is not shown before.
        self.preview = live.filter(|_| !self.read_only).and_then(|command| {
            // What would be refused is not shown; the release says why.
            let edit = edits::edit(&self.document, &command, Purpose::Preview).ok()?;
            let revision = self.history.fresh_number();
            Some(Preview { command, document: edit.document, revision })
        });
    }
}
