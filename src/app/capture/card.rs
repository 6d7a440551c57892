//! What stands over the line while one types: completions, a pasted list, what can't be read, what may be there
//! already. It floats over the map, so that the map does not move. Must not know how words are read.

use eframe::egui::{self, Align2, Id, Rect, ScrollArea, Ui, pos2, vec2};

use super::{
    field::{self, Shown},
    list::{List, Offer, key_cap, list_ui},
    understand::{Doubt, Understood},
};
use crate::app::{
    chrome::parts::{Weight, words_button_ui},
    icons,
    theme::{self, HALF, Theme, UNIT},
};

/// No more than so many problems are told at once.
const TOLD: usize = 2;
/// Width of a list of completions and of messages, points.
const WIDTH: f32 = 540.0;
/// Width while a list is written, points.
const WIDE: f32 = 820.0;
/// Room for the key top of Ctrl+Enter, points.
const CTRL_ENTER: f32 = 70.0;
/// So many rows of a list are seen at once.
const LIST_ROWS: f32 = 6.0;

/// What the card shows.
pub(super) struct Card<'a> {
    /// The window's looks.
    pub(super) theme: &'a Theme,
    /// The completions.
    pub(super) list: &'a List,
    /// What was understood of the line, where it is of these very words.
    pub(super) understood: Option<&'a Understood>,
    /// What was refused by the map.
    pub(super) refused: &'a str,
    /// What Enter does is said here: there is no room beside the line.
    pub(super) does: bool,
    /// Problems are told, not only marked.
    pub(super) tells: bool,
    /// The text, where it is edited in the card.
    pub(super) lines: Option<(&'a mut String, field::Look<'a>)>,
}

/// What was done in it.
#[derive(Default)]
pub(super) struct Answer {
    /// The completion that was clicked.
    pub(super) offer: Option<Offer>,
    /// What is there already shall be taken.
    pub(super) takes_existing: bool,
    /// The field, where it is here.
    pub(super) shown: Option<Shown>,
    /// Where it stood, if it did.
    pub(super) rect: Option<Rect>,
}

impl Card<'_> {
    fn is_needed(&self) -> bool {
        let spoken = self.understood.is_some_and(|understood| {
            !understood.doubts.is_empty()
                || (self.tells && !understood.problems.is_empty())
                || (self.does && !understood.words.is_empty())
        });
        self.lines.is_some() || self.list.is_open() || spoken || !self.refused.is_empty()
    }
}

/// Shows the card over the line's box; `before` is where it stood.
pub(super) fn card_ui(ctx: &egui::Context, mut card: Card<'_>, line: Rect, before: Option<Rect>) -> Answer {
    let mut answer = Answer::default();
    if !card.is_needed() {
        return answer;
    }
    let widest = if card.lines.is_some() { WIDE } else { WIDTH };
    let theme = card.theme;
    let area = egui::Area::new(Id::new("capture card"))
        .order(egui::Order::Foreground)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(pos2(line.left(), line.top() - UNIT))
        .constrain(true)
        .fade_in(false);
    let shown = area.show(ctx, |ui| {
        theme.floating().inner_margin(6).show(ui, |ui| {
            ui.set_width(widest.min(line.width() - 12.0));
            ui.spacing_mut().item_spacing = vec2(UNIT, HALF);
            answer.offer = list_ui(ui, theme, card.list);
            if let Some((text, look)) = card.lines.take() {
                answer.shown = Some(lines_ui(ui, card.understood, card.tells, text, &look));
            }
            answer.takes_existing = messages_ui(ui, &card);
        });
    });
    let rect = shown.response.rect;
    // It has grown or shrunk, and stands on its lower edge. One that stands so because there is no room for it stays as
    // it is.
    if (rect.bottom() - (line.top() - UNIT)).abs() > 0.5 && before != Some(rect) {
        ctx.request_discard("the card of the capture bar has another size");
        // When the passes of this frame are used up it is put right in the next.
        ctx.request_repaint();
    }
    answer.rect = Some(rect);
    answer
}

fn lines_ui(
    ui: &mut Ui,
    understood: Option<&Understood>,
    tells: bool,
    text: &mut String,
    look: &field::Look<'_>,
) -> Shown {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 6));
    frame
        .show(ui, |ui| {
            // Whole rows: none is cut through while the last stands at the foot.
            let row = ui.painter().layout_no_wrap("M".to_owned(), look.font.clone(), look.theme.ink);
            let area = ScrollArea::vertical().id_salt("captured lines").max_height(LIST_ROWS * row.size().y);
            area.show(ui, |ui| {
                let shown = field::field_ui(ui, look, text);
                if look.caret.is_some() {
                    // Of a caret that it did not move itself the field knows nothing.
                    let caret = shown.caret_rect(text);
                    ui.scroll_to_rect_animation(caret, None, egui::style::ScrollAnimation::none());
                }
                marks(
                    ui,
                    look.theme,
                    understood.filter(|understood| understood.text == *text),
                    tells,
                    &shown,
                );
                shown
            })
            .inner
        })
        .inner
}

/// Waves under what can't be read and under what may be there already.
pub(super) fn marks(ui: &Ui, theme: &Theme, understood: Option<&Understood>, tells: bool, shown: &Shown) {
    let Some(understood) = understood else { return };
    for doubt in &understood.doubts {
        shown.wave(ui, &understood.text, &doubt.span, theme.warning);
    }
    // What is still being typed is not yet wrong.
    for problem in understood.problems.iter().filter(|_| tells) {
        shown.wave(ui, &understood.text, &problem.span, theme.danger);
    }
}

fn messages_ui(ui: &mut Ui, card: &Card<'_>) -> bool {
    let theme = card.theme;
    let mut takes_existing = false;
    if !card.refused.is_empty() {
        message_ui(ui, theme, icons::WARNING_CIRCLE, theme.danger, card.refused, "");
    }
    let Some(understood) = card.understood else { return false };
    if card.tells {
        for problem in understood.problems.iter().take(TOLD) {
            let words = in_line(&understood.text, problem.span.start, &problem.words);
            message_ui(ui, theme, icons::WARNING_CIRCLE, theme.danger, &words, &problem.hint);
        }
        if understood.problems.len() > TOLD {
            let words = format!("and {} more, underlined", understood.problems.len() - TOLD);
            message_ui(ui, theme, "", theme.muted, &words, "");
        }
    }
    for doubt in understood.doubts.iter().take(TOLD) {
        takes_existing |= doubt_ui(ui, theme, doubt);
    }
    if card.does && !understood.words.is_empty() {
        keyed_ui(ui, theme, "Enter", &understood.words);
    }
    takes_existing
}

/// A key top and what it does.
fn keyed_ui(ui: &mut Ui, theme: &Theme, key: &str, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(2.0);
        let (rect, _) = ui.allocate_exact_size(vec2(48.0, 26.0), egui::Sense::hover());
        key_cap(ui, theme, rect.right_center(), key);
        let words = egui::RichText::new(words).font(theme::regular(13.5)).color(theme.muted);
        ui.add(egui::Label::new(words).truncate());
    });
}

/// With the number of its line, where there are several.
fn in_line(text: &str, at: usize, words: &str) -> String {
    if text.trim_end().contains('\n') {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        format!("Line {line}: {words}")
    } else {
        words.to_owned()
    }
}

fn message_ui(ui: &mut Ui, theme: &Theme, icon: &str, ink: egui::Color32, words: &str, hint: &str) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 26.0), egui::Sense::hover());
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, theme::icon(17.0), ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(4.0);
            let words = egui::RichText::new(words).font(theme::medium(14.0)).color(theme.ink);
            ui.add(egui::Label::new(words).wrap());
            if !hint.is_empty() {
                let words = egui::RichText::new(hint).font(theme::regular(13.0)).color(theme.muted);
                ui.add(egui::Label::new(words).wrap());
            }
            ui.add_space(4.0);
        });
    });
}

fn doubt_ui(ui: &mut Ui, theme: &Theme, doubt: &Doubt) -> bool {
    message_ui(ui, theme, icons::WARNING, theme.warning, &doubt.words, "Enter adds it as another.");
    ui.horizontal(|ui| {
        ui.add_space(38.0 - UNIT);
        let clicked = words_button_ui(ui, theme, &format!("Use {}", doubt.there), Weight::Plain).clicked();
        let (rect, _) = ui.allocate_exact_size(vec2(CTRL_ENTER, 28.0), egui::Sense::hover());
        key_cap(ui, theme, rect.right_center(), "Ctrl+Enter");
        clicked
    })
    .inner
}
