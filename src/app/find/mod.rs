//! Search, filters and saved views, and the bar that says when something is hidden.
//! Must not know how words and filters are matched: that is `pipeline`.

mod bar;
mod filter;
mod looking;
mod search;
mod views;

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{self, Align2, Id, Key, Modifiers, Rect, vec2};

use super::{
    Intent, Notice, PanelContext,
    canvas::Canvas,
    chrome::{
        parts::{Sign, sign_button_ui},
        tool_strip::STRIP_WIDTH,
    },
    icons,
    widgets::segments_ui,
};
use crate::{
    editor::{Session, Target},
    model::{Document, OrganisationId, RecordId, View, ViewId},
};
use filter::Occurring;
pub use looking::{Counts, Looking, part};
use search::Search;
use views::ViewsPage;
pub use views::views_in_order;

/// Width of the card, points.
const WIDTH: f32 = 360.0;
/// The least room for what says that something is hidden, points.
const NARROWEST: f32 = 200.0;
/// What the card covers of the canvas's right side, points.
const COVERED: f32 = WIDTH + 40.0;

/// A page of the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Words to be found.
    #[default]
    Find,
    /// What is shown.
    Filter,
    /// What was shown before.
    Views,
}

impl Page {
    const ALL: [Self; 3] = [Self::Find, Self::Filter, Self::Views];
    const NAMES: [(&str, &str); 3] = [("Find", "Find"), ("Filter", "Filter"), ("Views", "Views")];
}

/// What is searched for and what is hidden.
#[derive(Default)]
pub struct Find {
    /// Whether the card is shown.
    pub open: bool,
    page: Page,
    wants_keyboard: bool,
    /// The keyboard was in the card in the last frame: egui takes it away from a field at Esc before anybody is asked.
    had_keyboard: bool,
    /// Esc was pressed in it.
    escaped: bool,
    /// Where the card stood in the last frame.
    rect: Option<Rect>,
    /// What is shown is to be brought into view.
    wants_reveal: bool,
    search: Search,
    looking: Looking,
    occurring: Occurring,
    views: ViewsPage,
}

impl Find {
    /// Shows the search and gives it the keyboard.
    pub fn focus(&mut self) {
        self.turn_to(Page::Find);
    }

    /// Shows a page of the card and gives it the keyboard.
    pub fn turn_to(&mut self, page: Page) {
        self.open = true;
        self.page = page;
        self.wants_keyboard = true;
    }

    /// The page that is shown, if any is.
    #[must_use]
    pub fn page(&self) -> Option<Page> {
        self.open.then_some(self.page)
    }

    /// Takes Esc out of the input while the keyboard is in the card: before the canvas, which has the keyboard as soon
    /// as nobody else has it.
    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        self.escaped = self.open
            && self.had_keyboard
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }

    /// The keyboard has gone elsewhere while the card is not drawn: Esc is not the card's own any more.
    pub fn lose_keyboard(&mut self) {
        (self.had_keyboard, self.escaped) = (false, false);
    }

    /// Brings what is hidden up to date with map and selection, once a frame before anything is drawn; what is to be
    /// said about it.
    pub fn settle(&mut self, session: &mut Session) -> Option<Notice> {
        if self.open && self.page == Page::Find {
            self.search.refresh(session.document(), session.revision());
        }
        self.looking.settle(session)
    }

    /// What is shown of the map.
    #[must_use]
    pub fn looking(&self) -> &Looking {
        &self.looking
    }

    /// What is shown of the map, to be changed.
    pub fn looking_mut(&mut self) -> &mut Looking {
        &mut self.looking
    }

    /// What filters and focus hide, as of the last [`Self::settle`].
    #[must_use]
    pub fn hidden(&self) -> &Arc<BTreeSet<RecordId>> {
        self.looking.hidden()
    }

    /// What is found is lit on the canvas; none while nothing is.
    #[must_use]
    pub fn lit(&self) -> Option<Arc<BTreeSet<RecordId>>> {
        let searching = self.open && self.page == Page::Find;
        self.search.lit().filter(|_| searching).cloned()
    }

    /// Where the card is, if it is shown.
    #[must_use]
    pub fn rect(&self) -> Option<Rect> {
        self.rect.filter(|_| self.open)
    }

    /// What the card covers of the canvas's right side, points.
    #[must_use]
    pub fn covered(&self) -> f32 {
        if self.open { COVERED } else { 0.0 }
    }

    /// A view was saved: it is shown, its name to be typed.
    pub fn name_view(&mut self, id: ViewId) {
        self.turn_to(Page::Views);
        self.wants_keyboard = false;
        self.views = ViewsPage { chosen: Some(id), naming: true, row: None };
    }

    /// Shows what a saved view shows.
    pub fn show_view(&mut self, id: &ViewId, view: &View) {
        self.looking.show(view);
        self.views.chosen = Some(id.clone());
    }

    /// Focuses on what is selected, or a step farther if that is the focus; whether there is anything to focus on.
    pub fn focus_on(&mut self, session: &Session, farther: bool) -> bool {
        let selected: Option<OrganisationId> = match session.selection().only() {
            Some(Target::Organisation(id)) => Some(id.clone()),
            _ => None,
        };
        let known = selected.is_some() || self.looking.view().focus.is_some();
        self.looking.step_focus(selected.as_ref(), farther);
        self.wants_reveal = known;
        known
    }

    /// What is to be brought into view, because what is shown has changed.
    pub fn take_reveal(&mut self, document: &Document) -> Option<Vec<RecordId>> {
        let hidden = self.looking.hidden();
        let organisations = document.organisations().keys().cloned().map(RecordId::Organisation);
        std::mem::take(&mut self.wants_reveal)
            .then(|| organisations.filter(|id| !hidden.contains(id)).collect())
    }

    /// Closes the card; the keyboard goes back to the canvas, what was found stays selected.
    fn escape(&mut self, ctx: &egui::Context) -> Vec<Intent> {
        self.open = false;
        self.had_keyboard = false;
        ctx.memory_mut(|memory| memory.request_focus(Canvas::id()));
        ctx.request_repaint();
        let found = self.search.current().filter(|_| self.page == Page::Find);
        let shown = found.filter(|id| !self.looking.hidden().contains(*id));
        shown.map(|id| self.search.show(id)).unwrap_or_default()
    }
}

/// Shows what is hidden in a strip, where no canvas is seen on which it could float.
pub fn hidden_strip_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, find: &mut Find) -> Vec<Intent> {
    if find.looking.counts().any() { bar::strip_ui(ui, context, &mut find.looking) } else { Vec::new() }
}

/// Shows what is hidden, over the canvas.
pub fn hidden_bar_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    find: &mut Find,
    place: Rect,
) -> Vec<Intent> {
    // What a date alone hides is said by the time bar.
    if !find.looking.counts().any() || find.looking.is_all_of_a_date() {
        return Vec::new();
    }
    let right = find.covered();
    let left = place.left() + if find.open { STRIP_WIDTH } else { 0.0 };
    let room = place.with_min_x(left).with_max_x((place.right() - right).max(left + NARROWEST));
    bar::floating_ui(ctx, context, &mut find.looking, room, find.open)
}

/// Shows the card of search, filters and views over the right of `place`.
pub fn find_card_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    find: &mut Find,
    place: Rect,
) -> Vec<Intent> {
    if !find.open {
        return Vec::new();
    }
    let mut intents = Vec::new();
    let focus = std::mem::take(&mut find.wants_keyboard);
    if std::mem::take(&mut find.escaped) {
        return find.escape(ctx);
    }
    let frame = context.theme.floating().inner_margin(12);
    let shown = egui::Area::new(card())
        .order(egui::Order::Middle)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(place.right_top() + vec2(-12.0, 12.0))
        .show(ctx, |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_width(WIDTH.min(place.width() - 48.0));
                    let close = head_ui(ui, context, find);
                    intents.extend(page_ui(ui, context, find, focus));
                    close
                })
                .inner
        });
    find.rect = Some(shown.response.rect);
    find.had_keyboard = keyboard_is_inside(ctx);
    if shown.inner {
        intents.extend(find.escape(ctx));
    }
    intents
}

fn card() -> Id {
    Id::new("find card")
}

fn keyboard_is_inside(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some_and(|id| ctx.read_response(id).is_some_and(|response| response.layer_id.id == card()))
}

/// The pages and a cross; whether the cross was clicked.
fn head_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, find: &mut Find) -> bool {
    ui.horizontal(|ui| {
        let mut rest = ui.available_size();
        rest.x -= 28.0 + 8.0;
        ui.allocate_ui(vec2(rest.x, 28.0), |ui| {
            let now = Page::ALL.iter().position(|page| *page == find.page);
            let id = Id::new("find pages");
            if let Some(index) = segments_ui(ui, id, None, &Page::NAMES, now) {
                find.turn_to(Page::ALL[index]);
            }
        });
        let (name, tip) = ("Close the card", "Close  (Esc)");
        let sign =
            Sign { icon: icons::X, name, tip, tip_beside: false, side: 28.0, on: false, enabled: true };
        sign_button_ui(ui, context.theme, &sign).clicked()
    })
    .inner
}

fn page_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, find: &mut Find, focus: bool) -> Vec<Intent> {
    match find.page {
        Page::Find => {
            let hidden = Arc::clone(find.looking.hidden());
            find.search.page_ui(ui, context, &hidden, focus)
        }
        Page::Filter => filter::page_ui(ui, context, &mut find.looking, &mut find.occurring, focus),
        Page::Views => {
            let keyboard = (focus, keyboard_is_inside(ui.ctx()));
            views::page_ui(ui, context, &mut find.views, keyboard)
        }
    }
}
