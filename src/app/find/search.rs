//! The page that finds: a field, how much was found, and the list through which one steps. Must not know how words are
//! matched: that is `pipeline`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use eframe::egui::{self, Key, Modifiers};

use crate::app::words::number;
use crate::{
    app::{
        Intent, PanelContext,
        chrome::parts::{Row, Sign, row_ui, sign_button_ui, words_ui},
        icons, theme,
        widgets::{Name, TextField, text_field_ui},
    },
    model::{Document, GroupId, RecordId},
    pipeline::Index,
};

const ROW: f32 = 30.0;
const ROWS_IN_VIEW: f32 = 8.0;

/// What is looked for, and what was found.
#[derive(Default)]
pub struct Search {
    words: String,
    /// Which of the found is gone to; none until the first step.
    at: Option<usize>,
    moved: bool,
    index: Option<(u64, Index)>,
    /// For which state of the map and which words `found` is.
    asked: Option<(u64, String)>,
    found: Vec<RecordId>,
    lit: Option<Arc<BTreeSet<RecordId>>>,
    /// What is drawn as a collapsed group.
    collapsed: BTreeMap<RecordId, GroupId>,
}

impl Search {
    /// The id of the field.
    pub fn field() -> egui::Id {
        egui::Id::new("find words")
    }

    /// All that was found, to be lit on the canvas; none where nothing is looked for or found.
    #[must_use]
    pub fn lit(&self) -> Option<&Arc<BTreeSet<RecordId>>> {
        self.lit.as_ref()
    }

    /// What is found now: at a step, or the first.
    #[must_use]
    pub fn current(&self) -> Option<&RecordId> {
        self.found.get(self.at.unwrap_or(0))
    }

    /// The collapsed group that is drawn in place of something, if one is.
    fn stand_in(&self, id: &RecordId) -> Option<RecordId> {
        self.collapsed.get(id).cloned().map(RecordId::Group)
    }

    /// Selects something and brings it into view; where a collapsed group stands for it, that group.
    pub fn show(&self, id: &RecordId) -> Vec<Intent> {
        let shown = vec![self.stand_in(id).unwrap_or_else(|| id.clone())];
        vec![Intent::Select(shown.clone()), Intent::Reveal(shown)]
    }

    /// Searches anew where words or map have changed.
    pub fn refresh(&mut self, document: &Document, revision: u64) {
        if self.asked.as_ref().is_some_and(|(of, words)| *of == revision && *words == self.words) {
            return;
        }
        let same_words = self.asked.as_ref().is_some_and(|(_, words)| *words == self.words);
        if self.index.as_ref().is_none_or(|(of, _)| *of != revision) {
            self.index = Some((revision, Index::new(document)));
            self.collapsed = document.collapsed_into();
        }
        let before = self.at.and_then(|at| self.found.get(at).cloned());
        self.found = self.index.as_ref().map(|(_, index)| index.find(&self.words)).unwrap_or_default();
        self.at = before.filter(|_| same_words).and_then(|id| self.found.iter().position(|it| *it == id));
        let lit = self.found.iter().cloned().chain(self.found.iter().filter_map(|id| self.stand_in(id)));
        self.lit = (!self.found.is_empty()).then(|| Arc::new(lit.collect()));
        self.asked = Some((revision, self.words.clone()));
    }

    /// To the next or the one before, round and round; the first step goes to the first or the last.
    pub fn step(&mut self, forward: bool) -> Option<&RecordId> {
        let count = self.found.len();
        let last = count.checked_sub(1)?;
        self.at = Some(match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + last) % count,
        });
        self.moved = true;
        self.current()
    }

    fn go_to(&mut self, at: usize) -> Option<&RecordId> {
        self.at = Some(at);
        self.current()
    }

    /// Shows the page. `hidden` is marked in the list; `focus` gives the field the keyboard.
    pub fn page_ui(
        &mut self,
        ui: &mut egui::Ui,
        context: &PanelContext<'_>,
        hidden: &BTreeSet<RecordId>,
        focus: bool,
    ) -> Vec<Intent> {
        let mut gone = self.keys(ui.ctx());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let look = TextField {
                id: Self::field(),
                name: Name::Words("Find on the map"),
                hint: "Name, place, tag, flow or note",
                rows: 1,
                wrong: false,
                width: Some(ui.available_width() - 2.0 * 32.0 - 16.0),
            };
            let field = text_field_ui(ui, look, &mut self.words);
            if focus {
                field.request_focus();
                select_all(ui.ctx(), Self::field(), &self.words);
            }
            for (forward, icon, tip) in [
                (false, icons::CARET_UP, "Previous  (Shift+Enter)"),
                (true, icons::CARET_DOWN, "Next  (Enter)"),
            ] {
                let name = if forward { "Next found" } else { "Previous found" };
                let enabled = !self.found.is_empty();
                let sign = Sign { icon, name, tip, tip_beside: false, side: 28.0, on: false, enabled };
                if sign_button_ui(ui, context.theme, &sign).clicked() {
                    gone = self.step(forward).cloned();
                }
            }
        });
        let revision = context.session.revision();
        self.refresh(context.session.document(), revision);
        self.count_ui(ui, context, hidden);
        if let Some(clicked) = self.list_ui(ui, context, hidden) {
            gone = self.go_to(clicked).cloned();
        }
        self.moved = false;
        gone.map(|id| self.show(&id)).unwrap_or_default()
    }

    /// Enter and the arrows, before the field can have them.
    fn keys(&mut self, ctx: &egui::Context) -> Option<RecordId> {
        if !ctx.memory(|memory| memory.has_focus(Self::field())) {
            return None;
        }
        let mut gone = None;
        for (modifiers, key, forward) in [
            (Modifiers::SHIFT, Key::Enter, false),
            (Modifiers::NONE, Key::Enter, true),
            (Modifiers::NONE, Key::ArrowDown, true),
            (Modifiers::NONE, Key::ArrowUp, false),
        ] {
            for _ in 0..ctx.input_mut(|input| input.count_and_consume_key(modifiers, key)) {
                gone = self.step(forward).cloned();
            }
        }
        gone
    }

    fn count_ui(&self, ui: &mut egui::Ui, context: &PanelContext<'_>, hidden: &BTreeSet<RecordId>) {
        let theme = context.theme;
        let words = if self.words.trim().is_empty() {
            "Enter goes to what is found, Esc back to the canvas".to_owned()
        } else if self.found.is_empty() {
            "Nothing on this map has these words".to_owned()
        } else {
            let covered = self.found.iter().filter(|id| hidden.contains(*id)).count();
            let also =
                if covered > 0 { format!(", {} of them hidden", number(covered)) } else { String::new() };
            match self.at {
                Some(at) => format!("{} of {}{also}", number(at + 1), number(self.found.len())),
                None => format!("{} found{also}", number(self.found.len())),
            }
        };
        let said = words_ui(ui, &words, theme::regular(12.5), theme.muted);
        // A screen reader says it as one types.
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }

    fn list_ui(
        &self,
        ui: &mut egui::Ui,
        context: &PanelContext<'_>,
        hidden: &BTreeSet<RecordId>,
    ) -> Option<usize> {
        if self.found.is_empty() {
            return None;
        }
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = (ui.ctx().content_rect().height() - 320.0).max(ROW * 3.0);
        let height = (ROW * ROWS_IN_VIEW).min(room).min(ROW * self.found.len() as f32);
        let mut area = egui::ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true]);
        if self.moved {
            let at = self.at.unwrap_or(0) as f32;
            area = area.vertical_scroll_offset(((at - ROWS_IN_VIEW / 2.0).max(0.0)) * ROW);
        }
        let document = context.session.document();
        area.show_rows(ui, ROW, self.found.len(), |ui, range| {
            for index in range {
                let Some(id) = self.found.get(index) else { continue };
                let Some(words) = Words::of(document, id) else { continue };
                let row = Row {
                    icon: words.icon,
                    words: &words.name,
                    beside: &words.beside,
                    keys: match () {
                        () if hidden.contains(id) => "hidden",
                        () if self.collapsed.contains_key(id) => "in a group",
                        () => "",
                    },
                    on: self.at == Some(index),
                    lit: self.at.unwrap_or(0) == index,
                    height: ROW,
                    ..Row::default()
                };
                if row_ui(ui, context.theme, &row).clicked() {
                    clicked = Some(index);
                }
            }
        });
        clicked
    }
}

/// All words of a field are chosen: typing begins anew.
pub(super) fn select_all(ctx: &egui::Context, field: egui::Id, words: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::TextEdit::load_state(ctx, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

/// How something that was found is listed.
struct Words {
    icon: &'static str,
    name: String,
    beside: String,
}

impl Words {
    fn of(document: &Document, id: &RecordId) -> Option<Self> {
        let name_of = |id| document.organisation(id).map_or_else(String::new, |one| one.name.clone());
        match id {
            RecordId::Organisation(id) => {
                let one = document.organisation(id)?;
                Some(Self { icon: icons::ORGANISATION, name: one.name.clone(), beside: one.place.clone() })
            }
            RecordId::Flow(id) => {
                let flow = document.flow(id)?;
                let kind = document.flow_kind(&flow.kind).map_or("", |kind| kind.name.as_str());
                let name = if flow.label.is_empty() { kind.to_owned() } else { flow.label.clone() };
                let beside = format!("{} – {}", name_of(&flow.from), name_of(&flow.to));
                Some(Self { icon: icons::FLOW, name, beside })
            }
            RecordId::Note(id) => {
                let text = document.note(id)?.text.replace('\n', " ");
                Some(Self { icon: icons::NOTE, name: text, beside: String::new() })
            }
            _ => None,
        }
    }
}
