//! Arranging: a panel in which a layout is chosen, shown on the canvas before it is kept. It edits nothing: while it
//! is open the session looks ahead, and what is kept is one step. Must not know how a layout works.

pub mod choices;
mod job;
mod panel;
mod tiles;

use eframe::egui::{self, Event, Key};

use super::{canvas::Canvas, intent::Intent};
use crate::app::words::number;
use crate::{
    editor::{Command, Session},
    layout::{Method, Report, Request},
    pipeline::Arranged,
    style::Look,
    text::Fonts,
};
use choices::{Choices, Who};
use job::{Ground, Ready, Trouble, Work};
pub use panel::{WIDTH, arrange_ui};

/// What is wished of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The arrangement that is shown becomes the map's.
    Keep,
    /// The map stays as it was.
    Close,
}

/// What is shown of the map as it would be.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What was asked for.
    pub request: Request,
    /// How many organisations move.
    pub moved: usize,
    /// How many stay although they were asked.
    pub held: usize,
    /// What was measured.
    pub report: Report,
    /// Its measures in a few words each.
    pub measures: Vec<String>,
    /// What could not be done.
    pub told: Vec<String>,
}

impl Shown {
    fn of(arranged: &Arranged, request: Request) -> Self {
        let (moved, held, report) = (arranged.moved, arranged.held, arranged.report);
        Self { request, moved, held, report, measures: arranged.measures(), told: arranged.told.clone() }
    }
}

/// The panel while it is open.
pub struct Arranging {
    /// What is chosen.
    pub choices: Choices,
    work: Work,
    shown: Option<Shown>,
    /// The keyboard has been given to the method that is chosen.
    opened: bool,
    /// The tile that is chosen comes into view.
    follows: bool,
    /// The keyboard is on a tile.
    on_tile: bool,
    /// The keyboard is on a button, which Enter presses.
    on_button: bool,
    rect: Option<egui::Rect>,
    /// How high its foot was when it was last drawn, points.
    foot: f32,
}

impl Arranging {
    /// Opens the panel: from now on the session looks ahead. Where several are selected, only they move at first.
    #[must_use]
    pub fn begin(
        mut choices: Choices,
        method: Option<Method>,
        session: &mut Session,
        canvas: &mut Canvas,
    ) -> Self {
        choices.method = method.unwrap_or(choices.method);
        choices.who = if choices::selected(session).len() > 1 { Who::Selected } else { Who::All };
        session.look_ahead();
        canvas.set_reading(true);
        canvas.hold_view();
        Self {
            choices,
            work: Work::default(),
            shown: None,
            opened: false,
            follows: false,
            on_tile: false,
            on_button: false,
            rect: None,
            foot: 64.0,
        }
    }

    /// Where the panel stands.
    #[must_use]
    pub fn rect(&self) -> Option<egui::Rect> {
        self.rect
    }

    /// What is shown, if it is what is chosen.
    #[must_use]
    pub fn ready(&self) -> Option<&Shown> {
        self.shown.as_ref().filter(|_| !self.work.is_busy() && self.work.trouble().is_none())
    }

    /// Whether an arrangement is being worked out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.work.is_busy()
    }

    /// Another method; another try where it is that already.
    pub fn choose(&mut self, method: Method) {
        if self.choices.method == method && choices::has_chance(method) {
            self.choices.seed += 1;
        }
        self.choices.method = method;
        self.opened = false;
        self.work.again();
    }

    /// Begins what is to be worked out and shows what has been, once a frame.
    pub fn follow(
        &mut self,
        ctx: &egui::Context,
        session: &mut Session,
        canvas: &mut Canvas,
        (look, fonts): (&Look, &Fonts),
    ) -> Vec<Intent> {
        let request = self.choices.request(session);
        let options = canvas.options();
        let ground = Ground { document: session.document(), look, fonts, options: &options };
        let before = self.work.trouble();
        let ready = self.work.follow(ctx, &request, &ground);
        let mut intents = Vec::new();
        if let Some(Ready { arranged, request, picture }) = ready {
            let words = match arranged.moved {
                0 => "nothing moves".to_owned(),
                1 => "1 organisation moves".to_owned(),
                many => format!("{} organisations move", number(many)),
            };
            let words = format!("{}, {words}, {}", arranged.name, arranged.measures().join(", "));
            self.shown = Some(Shown::of(&arranged, request));
            let command =
                Command::Transaction { name: arranged.name.to_owned(), transaction: arranged.transaction };
            if let Some(revision) = session.show_ahead(command, arranged.document) {
                canvas.show_ahead(picture, revision);
            }
            intents.push(Intent::Announce(format!(
                "Preview: {words}. Enter keeps it, Escape leaves the map as it was"
            )));
        } else if let Some(trouble) = self.work.trouble().filter(|now| before != Some(*now)) {
            intents.push(Intent::Announce(trouble_words(trouble).to_owned()));
        }
        intents
    }

    /// Takes its keys out of the frame's input: Enter keeps, Esc stops or leaves, digits choose a method.
    pub fn take_keys(&mut self, ctx: &egui::Context) -> Option<Wish> {
        if egui::Popup::is_any_open(ctx) {
            return None;
        }
        let mut wish = None;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                if modifiers.any() {
                    return true;
                }
                let number = key.name().parse::<usize>().ok();
                match (key, number.and_then(|number| Method::ALL.get(number.wrapping_sub(1)))) {
                    (Key::Escape, _) if self.work.is_busy() => self.work.stop(),
                    (Key::Escape, _) => wish = Some(Wish::Close),
                    (Key::Enter, _) if !self.on_button => {
                        wish = self.ready().map(|_| Wish::Keep).or(wish);
                    }
                    (_, Some(method)) => self.choose(*method),
                    _ => return true,
                }
                false
            });
        });
        wish
    }

    /// What can be done now, for the status line.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        if self.work.is_busy() {
            "Working out the arrangement: Esc stops it"
        } else if self.ready().is_some() {
            "Preview: Enter keeps this arrangement, Esc leaves the map as it was"
        } else {
            "Choose how to arrange the map; Esc leaves it as it was"
        }
    }
}

fn trouble_words(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Stopped => "Stopped: nothing has moved",
        Trouble::Fault => "A fault in ecomap: this arrangement could not be worked out. The map is as it was",
    }
}

#[cfg(test)]
mod tests;
