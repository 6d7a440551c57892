//! The picture of the map as it is now. A small one, and a large one of which little has changed, is drawn at once; else
//! a thread makes it, what was shown stays until then, and the window waits for nothing: the view moves, a click selects
//! what it sees, and nothing that goes by boxes is begun. The picture that is left is kept, so that the way back to it
//! takes no time. Must not know why the map changed.

use std::time::{Duration, Instant};

use eframe::egui;

use super::{
    Canvas, CanvasContext, convert,
    derived::{Derived, Wanted},
    paint::Kept,
};
use crate::{
    app::jobs::{Job, Jobs},
    editor::{Overlay, Session, ToolEventKind, ToolKind},
    model::Point,
    scene::{Hit, Options},
    style::Look,
    text::Fonts,
};

/// Nothing is said of what is done sooner.
const SOON: Duration = Duration::from_millis(300);

/// What is made, and what was made before.
#[derive(Default)]
pub(super) struct Making {
    jobs: Jobs<Option<Box<Made>>>,
    /// What is shown is not what is wanted.
    behind: Option<Behind>,
    /// The thread broke down: the next picture is made here, where a fault is dealt with.
    broke: bool,
    /// The large picture that was shown before this one, with its mesh: one, for each takes as much memory as the map.
    former: Option<Former>,
}

/// A picture made by a thread.
struct Made {
    picture: Derived,
    /// It is of a step that was only shown.
    ahead: bool,
}

/// What is waited for.
struct Behind {
    since: Instant,
    options: Options,
}

struct Former {
    picture: Derived,
    mesh: Option<Kept>,
}

impl Making {
    /// Keeps a picture that is shown no more; a small one is soon made again.
    pub(super) fn keep(&mut self, picture: Derived, mesh: Option<Kept>) {
        if picture.is_large() {
            self.former = Some(Former { picture, mesh });
        }
    }

    /// Has a picture made unless one is being made: whatever comes of that, the next frame asks again.
    fn order(&mut self, ctx: &egui::Context, shown: &Derived, wanted: &Wanted<'_>, ahead: bool) {
        let behind = Behind { since: Instant::now(), options: wanted.options.clone() };
        match &mut self.behind {
            Some(before) => before.options = behind.options,
            None => {
                self.behind = Some(behind);
                ctx.request_repaint_after(SOON);
            }
        }
        if self.jobs.is_busy() {
            return;
        }
        let (document, revision, routes) =
            (wanted.document.clone(), wanted.revision, shown.routes_for(wanted));
        let (look, options, fonts) = (wanted.look.clone(), wanted.options.clone(), wanted.fonts.clone());
        self.jobs.run(ctx, Job::Picture, None, move || {
            let document = &document;
            let wanted = Wanted { document, revision, look: &look, options: &options, fonts: &fonts };
            Some(Box::new(Made { picture: Derived::with(&wanted, routes), ahead }))
        });
    }
}

impl Canvas {
    /// With what the map is drawn now, or will be as soon as its picture is there.
    #[must_use]
    pub fn options(&self) -> Options {
        let shown = self.derived.as_ref().map(Derived::options);
        let wanted = self.making.behind.as_ref().map(|behind| &behind.options);
        wanted.or(shown).cloned().unwrap_or_default()
    }

    /// Whether what is shown is not yet the map as it is.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.making.behind.is_some()
    }

    /// The same, once it has lasted so long that it is worth saying.
    pub(super) fn is_long_behind(&self) -> bool {
        self.making.behind.as_ref().is_some_and(|behind| behind.since.elapsed() >= SOON)
    }

    pub(super) fn refresh(&mut self, session: &Session, context: &CanvasContext<'_>) {
        let (look, options, fonts) = (context.look, context.options, context.fonts);
        self.refresh_picture(session, (look, options, fonts), true);
    }

    /// The same for what goes by boxes: it waits for the picture.
    pub(super) fn catch_up(&mut self, session: &Session, context: &CanvasContext<'_>) {
        let (look, options, fonts) = (context.look, context.options, context.fonts);
        self.refresh_picture(session, (look, options, fonts), false);
    }

    pub(super) fn refresh_picture(
        &mut self,
        session: &Session,
        (look, options, fonts): (&Look, &Options, &Fonts),
        may_wait: bool,
    ) {
        self.settle_ahead(session);
        let (document, revision) = (session.preview(), session.preview_revision());
        let wanted = Wanted { document, revision, look, options, fonts };
        self.take_made(&wanted);
        self.take_former(&wanted);
        match &mut self.derived {
            Some(derived) if derived.is_of(&wanted) => {}
            Some(derived) => {
                // What is in the hand is seen at every step.
                let ahead = session.is_looking_ahead();
                let may_wait = may_wait && (ahead || !session.is_gesturing()) && !self.making.broke;
                if let Some(ctx) = self.ctx.as_ref().filter(|_| may_wait && derived.takes_long(&wanted)) {
                    self.making.order(ctx, derived, &wanted, ahead);
                    return;
                }
                derived.refresh(&wanted);
                self.making.broke = false;
            }
            None => self.derived = Some(Derived::new(&wanted)),
        }
        self.making.behind = None;
    }

    /// What the thread has made is shown, though the map may have gone on since: that comes next.
    fn take_made(&mut self, wanted: &Wanted<'_>) {
        for made in self.making.jobs.finished() {
            self.making.broke = made.is_none();
            let Some(made) = made else { continue };
            let is_right = made.picture.is_of(wanted);
            let is_needed = self.derived.as_ref().is_none_or(|derived| !derived.is_of(wanted));
            // One of the map as it was a moment ago is shown while it is waited for; one of what the map would have been
            // is not, nor is anything shown before what it would be now.
            let fits = self.is_behind() && !made.ahead && self.aside.is_none();
            if is_needed && (is_right || fits) {
                self.exchange(made.picture, None);
            }
        }
    }

    /// The way back to the picture that was shown before.
    fn take_former(&mut self, wanted: &Wanted<'_>) {
        if self.derived.as_ref().is_some_and(|derived| derived.is_of(wanted)) {
            return;
        }
        if let Some(former) = self.making.former.take_if(|former| former.picture.is_of(wanted)) {
            self.exchange(former.picture, former.mesh);
        }
    }

    /// Shows this picture, and keeps the one before.
    fn exchange(&mut self, mut picture: Derived, mesh: Option<Kept>) {
        let (revision, generation) = (picture.revision(), self.generation() + 1);
        picture.stand_for(revision, generation);
        let left = self.painter.lay_aside();
        self.painter.take_back(mesh, generation);
        if let Some(before) = self.derived.replace(picture) {
            self.making.keep(before, left);
        }
    }

    /// What a pointer does while another picture is being made: it selects what it sees, and begins nothing.
    pub(super) fn glance(&mut self, kind: ToolEventKind, at: Point, hit: Option<Hit>, session: &mut Session) {
        self.menu_at = at;
        self.response.overlay = Overlay::None;
        if matches!(kind, ToolEventKind::Press { .. }) && session.tool() == ToolKind::Select {
            let scene = self.derived.as_ref().map(|derived| &derived.scene);
            let seen = hit.clone().zip(scene).and_then(|(hit, scene)| convert::hit(hit, scene));
            session.select(seen.map(|hit| hit.all()).unwrap_or_default());
        }
        self.hovered = hit.filter(|hit| convert::editor_target(hit.target.clone()).is_some());
    }
}
