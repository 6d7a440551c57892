//! Pairs that are probably one organisation, side by side with what differs: keep one, keep the other, or neither.
//! Must not know how two are merged.

use std::collections::BTreeSet;

use eframe::egui::{
    self, Align, Align2, CursorIcon, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    Page, Sort, Table,
    cell::{Counts, Facts},
    column::Column,
};
use crate::{
    app::{
        Intent, PanelContext,
        chrome::{
            parts::{Weight, cell_ui, cut, words_button_ui, words_ui},
            status_line::counted,
        },
        panels::called,
        theme::{self, CONTROL_HEIGHT, Theme, UNIT},
    },
    editor::{
        Command,
        names::{Likeness, probable_duplicates},
    },
    model::{Document, OrganisationId, RecordId},
};

/// Height of a pair in the list, points.
const PAIR: f32 = 48.0;
/// Width of the list, points.
const LIST: f32 = 288.0;
/// Height of a line of what differs, points.
const LINE: f32 = 28.0;
/// Width of what the line is about, points.
const ABOUT: f32 = 128.0;

type Pair = (OrganisationId, OrganisationId, Likeness);

/// The pairs of one map.
#[derive(Default)]
pub(super) struct Duplicates {
    made: Option<u64>,
    pairs: Vec<Pair>,
    counts: Counts,
    /// Said not to be the same, until the map is closed.
    dismissed: BTreeSet<(OrganisationId, OrganisationId)>,
    at: usize,
    /// The pair is to be selected on the map.
    show: bool,
}

/// What is decided about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    KeepLeft,
    KeepRight,
    NotTheSame,
}

impl Duplicates {
    /// How many pairs there are, if they have been looked for in this state of the map.
    pub(super) fn known(&self, revision: u64) -> Option<usize> {
        (self.made == Some(revision)).then_some(self.pairs.len())
    }

    fn refresh(&mut self, document: &Document, revision: u64) {
        if self.made == Some(revision) {
            return;
        }
        let mut pairs = probable_duplicates(document);
        pairs.retain(|(a, b, _)| !self.dismissed.contains(&(a.clone(), b.clone())));
        // The surest first.
        pairs.sort_by_key(|(_, _, likeness)| *likeness);
        self.counts = Counts::of(document);
        let is_pair = |(a, b, _): &Pair, (c, d, _): &Pair| a == c && b == d;
        let before = self.pairs.get(self.at).cloned();
        let at = before.and_then(|before| pairs.iter().position(|pair| is_pair(pair, &before)));
        // An edit elsewhere leaves the selection to those who made it.
        self.show |= at.is_none();
        self.at = at.unwrap_or(self.at).min(pairs.len().saturating_sub(1));
        (self.pairs, self.made) = (pairs, Some(revision));
    }

    fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.pairs.len().saturating_sub(1));
        self.show = true;
    }

    fn decide(&mut self, verdict: Verdict) -> Option<Intent> {
        let (left, right, _) = self.pairs.get(self.at).cloned()?;
        let merge = |from, into| Some(Intent::Do(Command::MergeOrganisations { from, into }));
        match verdict {
            Verdict::KeepLeft => merge(right, left),
            Verdict::KeepRight => merge(left, right),
            Verdict::NotTheSame => {
                self.dismissed.insert((left, right));
                self.pairs.remove(self.at);
                self.go(0);
                None
            }
        }
    }
}

pub(super) fn duplicates_ui(ui: &mut Ui, context: &PanelContext<'_>, table: &mut Table) -> Vec<Intent> {
    let document = context.session.document();
    let duplicates = &mut table.duplicates;
    duplicates.refresh(document, context.session.revision());
    let list_id = Id::new("table duplicates");
    if duplicates.pairs.is_empty() {
        table.wants_keyboard = false;
        return nothing_ui(ui, context.theme, duplicates);
    }
    let mut intents = Vec::new();
    // Letters while any part of the page has the keyboard.
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_some() && focused == table.holder_before {
        intents.extend(keys(ui, duplicates));
    }
    if duplicates.pairs.is_empty() {
        ui.ctx().request_repaint();
        return intents;
    }
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, Sense::hover());
    let list = Rect::from_min_max(room.min, pos2((room.left() + LIST).min(room.center().x), room.bottom()));
    let mut left = ui.new_child(egui::UiBuilder::new().max_rect(list));
    let response = list_ui(&mut left, context, duplicates, list_id);
    if std::mem::take(&mut table.wants_keyboard) {
        response.request_focus();
    }
    let mut holder = ui.memory(|memory| memory.has_focus(list_id)).then_some(list_id);
    ui.painter().vline(list.right() - 0.5, room.y_range(), context.theme.hairline_stroke());
    let beside = Rect::from_min_max(pos2(list.right() + 16.0, room.top() + 8.0), room.max - vec2(16.0, 8.0));
    let mut right =
        ui.new_child(egui::UiBuilder::new().max_rect(beside).layout(Layout::top_down(Align::Min)));
    if let Some(pair) = duplicates.pairs.get(duplicates.at).cloned() {
        let verdict = pair_ui(&mut right, context, duplicates, &pair, &mut holder, &mut intents);
        intents.extend(verdict.and_then(|verdict| duplicates.decide(verdict)));
    }
    if std::mem::take(&mut duplicates.show)
        && let Some((a, b, _)) = duplicates.pairs.get(duplicates.at)
    {
        intents.push(Intent::Select([a, b].map(|id| RecordId::Organisation(id.clone())).into()));
    }
    table.holder = holder;
    intents
}

/// What the keyboard asks.
fn keys(ui: &Ui, duplicates: &mut Duplicates) -> Option<Intent> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, by) in
        [(Key::ArrowUp, -1), (Key::ArrowDown, 1), (Key::Home, isize::MIN), (Key::End, isize::MAX)]
    {
        if pressed(key) {
            duplicates.go(by);
        }
    }
    for (key, verdict) in
        [(Key::L, Verdict::KeepLeft), (Key::R, Verdict::KeepRight), (Key::N, Verdict::NotTheSame)]
    {
        if pressed(key) {
            return duplicates.decide(verdict);
        }
    }
    None
}

/// Nothing looks alike, or what did was put aside.
fn nothing_ui(ui: &mut Ui, theme: &Theme, duplicates: &mut Duplicates) -> Vec<Intent> {
    ui.set_min_height(ui.available_height());
    ui.add_space(32.0);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = UNIT;
        words_ui(ui, "No two organisations look alike", theme::medium(15.0), theme.ink);
        let aside = duplicates.dismissed.len();
        if aside > 0 {
            words_ui(ui, &format!("{} put aside", counted(aside, "pair")), theme::regular(13.0), theme.muted);
            if words_button_ui(ui, theme, "Show them again", Weight::Quiet).clicked() {
                duplicates.dismissed.clear();
                (duplicates.made, duplicates.show) = (None, true);
            }
        }
    });
    Vec::new()
}

fn words_of(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "The same but for spelling",
        Likeness::Abbreviation => "One is short for the other",
        Likeness::Typing => "Perhaps a typing error",
    }
}

fn name(document: &Document, id: &OrganisationId) -> String {
    document.organisation(id).map_or_else(String::new, |it| called(&it.name))
}

/// The pairs; one widget for the keyboard.
fn list_ui(ui: &mut Ui, context: &PanelContext<'_>, duplicates: &mut Duplicates, id: Id) -> Response {
    let (theme, document) = (context.theme, context.session.document());
    let rect = ui.max_rect();
    let response = ui.interact(rect, id, Sense::click());
    let focused = response.has_focus();
    ui.memory_mut(|memory| {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(id, filter);
    });
    let mut chosen = None;
    let count = duplicates.pairs.len();
    ScrollArea::vertical().id_salt("pairs").auto_shrink(false).show_rows(ui, PAIR, count, |ui, range| {
        for index in range {
            let Some((a, b, likeness)) = duplicates.pairs.get(index) else { continue };
            let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), PAIR), Sense::CLICK);
            let on = index == duplicates.at;
            let fill = match (on, row.hovered()) {
                (true, _) => theme.accent_soft,
                (false, true) => theme.hover,
                (false, false) => theme.surface,
            };
            ui.painter().rect_filled(rect, 0.0, fill);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline_stroke());
            if on && focused {
                let ring = Stroke::new(2.0, theme.accent);
                ui.painter().rect_stroke(rect.shrink(1.0), 3.0, ring, StrokeKind::Inside);
            }
            let words = format!("{} · {}", name(document, a), name(document, b));
            let lines = [
                (words.as_str(), theme::medium(13.0), theme.ink, -9.0),
                (words_of(*likeness), theme::regular(12.0), theme.muted, 9.0),
            ];
            for (words, font, ink, down) in lines {
                let galley = ui.painter().layout_job(cut(words, font, ink, rect.width() - 32.0));
                let at =
                    Align2::LEFT_CENTER.anchor_size(rect.left_center() + vec2(16.0, down), galley.size());
                ui.painter().galley(at.min, galley, ink);
            }
            row.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, on, words.as_str()));
            if row.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                chosen = Some(index);
            }
        }
    });
    if let Some(index) = chosen {
        (duplicates.at, duplicates.show) = (index, true);
        response.request_focus();
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, "Probable duplicates"));
    response
}

/// Both, column by column, and what can be decided.
fn pair_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    duplicates: &Duplicates,
    (a, b, _): &Pair,
    holder: &mut Option<Id>,
    intents: &mut Vec<Intent>,
) -> Option<Verdict> {
    let mut verdict = None;
    let theme = context.theme;
    let ids = [a, b].map(|id| RecordId::Organisation(id.clone()));
    let foot = CONTROL_HEIGHT + UNIT;
    let height = (ui.available_height() - foot).max(LINE * 2.0);
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ScrollArea::vertical().id_salt("differs").auto_shrink(false).show(ui, |ui| {
            differences_ui(ui, theme, context.session.document(), &duplicates.counts, &ids);
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = UNIT;
        let buttons = [
            ("Keep left  (L)", Weight::Plain, Verdict::KeepLeft),
            ("Keep right  (R)", Weight::Plain, Verdict::KeepRight),
            ("Not the same  (N)", Weight::Plain, Verdict::NotTheSame),
        ];
        for (words, weight, meant) in buttons {
            let button = words_button_ui(ui, theme, words, weight);
            if button.clicked() {
                verdict = Some(meant);
            }
            if button.has_focus() {
                *holder = Some(button.id);
            }
        }
        if words_button_ui(ui, theme, "Show on the map", Weight::Quiet).clicked() {
            intents.push(Intent::ZoomTo(ids.to_vec()));
        }
    });
    verdict
}

/// A line for each column in which they differ, and a word on what is the same.
fn differences_ui(ui: &mut Ui, theme: &Theme, document: &Document, counts: &Counts, ids: &[RecordId; 2]) {
    let facts = Facts { document, counts };
    let width = ((ui.available_width() - ABOUT - 2.0 * UNIT) / 2.0).max(80.0);
    let mut line = |about: &str, cells: [String; 2], strong: bool| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = UNIT;
            cell_ui(ui, ABOUT, LINE, about, theme::regular(12.5), theme.muted);
            for words in &cells {
                let font = if strong { theme::medium(14.0) } else { theme::regular(13.0) };
                let (shown, ink) =
                    if words.is_empty() { ("–", theme.muted) } else { (words.as_str(), theme.ink) };
                cell_ui(ui, width, LINE, shown, font, ink);
            }
        });
        let rect = ui.min_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline_stroke());
    };
    let both = |column| [facts.words(&ids[0], column), facts.words(&ids[1], column)];
    line("", both(Column::Name), true);
    let mut same = Vec::new();
    for column in Sort::Organisations.columns().iter().filter(|column| **column != Column::Name) {
        let cells = both(*column);
        if cells[0] == cells[1] {
            same.push(about(*column).to_lowercase());
        } else {
            line(about(*column), cells, false);
        }
    }
    let described = |id: &RecordId| match id {
        RecordId::Organisation(id) => {
            document.organisation(id).map_or_else(String::new, |it| it.description.replace('\n', " "))
        }
        _ => String::new(),
    };
    let descriptions = [described(&ids[0]), described(&ids[1])];
    if descriptions[0] != descriptions[1] {
        line("Description", descriptions, false);
    }
    ui.add_space(UNIT);
    words_ui(ui, &format!("The same: {}", same.join(", ")), theme::regular(12.0), theme.muted);
}

/// What a line is about: `Out` alone says too little here.
fn about(column: Column) -> &'static str {
    match column {
        Column::FlowsOut => "Flows out",
        Column::FlowsIn => "Flows in",
        other => other.title(),
    }
}

impl Table {
    /// Whether the pairs are shown.
    #[must_use]
    pub fn shows_duplicates(&self) -> bool {
        self.open && self.page == Page::Duplicates
    }
}
