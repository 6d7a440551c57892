//! Measures of two maps beside each other, and on how many maps is what. Must not know how anything is measured.

use eframe::egui::{self, Align2, CornerRadius, Id, ScrollArea, Sense, WidgetInfo, WidgetType, pos2, vec2};

use super::CompareCard;
use crate::{
    analysis::{Cell, Column},
    app::{
        PanelContext,
        chrome::parts::{caption_ui, cut, focus_ring, words_ui},
        theme::{self, RADIUS_SMALL, Theme, UNIT},
        widgets::{Choice, combo_ui, field_ui},
    },
    model::{RecordId, grouped},
    pipeline::{Agreed, Agreement, Beside},
};

const ROW: f32 = 26.0;
/// Width of a column of numbers, points.
const NUMBER: f32 = 76.0;

/// A row of a table: words at the left, cells at the right.
struct Row<'a> {
    words: &'a str,
    cells: [String; 2],
    id: Option<RecordId>,
    head: bool,
}

fn row_ui(ui: &mut egui::Ui, theme: &Theme, row: &Row<'_>) -> bool {
    let sense = if row.id.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    if ui.is_rect_visible(rect) {
        let lit = row.id.is_some() && (response.hovered() || response.has_focus());
        if lit {
            ui.painter().rect_filled(rect, CornerRadius::same(RADIUS_SMALL), theme.hover);
        }
        let middle = rect.center().y;
        let (font, ink) =
            if row.head { (theme::medium(12.0), theme.muted) } else { (theme::regular(13.0), theme.ink) };
        let mut right = rect.right() - 8.0;
        for cell in row.cells.iter().rev().filter(|cell| !cell.is_empty()) {
            ui.painter().text(pos2(right, middle), Align2::RIGHT_CENTER, cell, font.clone(), ink);
            right -= NUMBER;
        }
        let left = rect.left() + 8.0;
        let galley = ui.painter().layout_job(cut(row.words, font, ink, (right - left).max(24.0)));
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), galley.size());
        ui.painter().galley(at.min, galley, ink);
        if response.has_focus() {
            focus_ring(ui, rect.shrink(1.0), RADIUS_SMALL, theme);
        }
    }
    let words = format!("{}: {}", row.words, row.cells.join(", "));
    let kind = if row.id.is_some() { WidgetType::Button } else { WidgetType::Label };
    response.widget_info(|| WidgetInfo::labeled(kind, true, &words));
    response.clicked()
}

fn spelt(cell: Option<&Cell>) -> String {
    match cell {
        None => "not there".to_owned(),
        Some(Cell::Count(count)) => grouped(*count),
        Some(Cell::Number(number)) => decimals(*number),
        Some(Cell::Words(words)) => words.clone(),
        Some(Cell::None) => "–".to_owned(),
    }
}

fn decimals(number: f64) -> String {
    let sign = if number < 0.0 { "\u{2212}" } else { "" };
    let number = number.abs();
    let text = if number == number.trunc() { format!("{number:.0}") } else { format!("{number:.3}") };
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    format!("{sign}{whole}{rest}")
}

/// The measures of both maps: of the whole, and one of each organisation. The organisation that was clicked.
pub(super) fn measures_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    card: &mut CompareCard,
    beside: &Beside,
) -> Option<RecordId> {
    let theme = context.theme;
    let mut clicked = None;
    let scroll = ScrollArea::vertical().id_salt("measures").auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let head = |words| Row { words, cells: ["there", "here"].map(str::to_owned), id: None, head: true };
        row_ui(ui, theme, &head("The whole map"));
        for (name, old, new) in &beside.whole {
            let cells = [old, new].map(|number| number.map_or_else(|| "–".to_owned(), decimals));
            row_ui(ui, theme, &Row { words: name, cells, id: None, head: false });
        }
        ui.add_space(1.5 * UNIT);
        ui.spacing_mut().item_spacing.y = 4.0;
        let choices: Vec<Choice<Column>> =
            beside.columns.iter().map(|column| Choice::new(*column, column.name())).collect();
        let current = beside.columns.iter().position(|column| *column == card.column);
        field_ui(ui, "A measure of each organisation", |ui, label| {
            if let Some(column) = combo_ui(ui, Id::new("compared measure"), label, &choices, current, "") {
                card.column = *column;
            }
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        row_ui(ui, theme, &head("Organisation"));
        let at = current.unwrap_or(0);
        for (id, name, sides) in &beside.organisations {
            let [old, new] = sides.each_ref().map(|side| side.as_ref().and_then(|cells| cells.get(at)));
            let cells = [spelt(old), spelt(new)];
            let row = Row { words: name, cells, id: Some(RecordId::Organisation(id.clone())), head: false };
            if row_ui(ui, theme, &row) {
                clicked = row.id;
            }
        }
        words_ui(
            ui,
            "Counted as usual: flows without a direction each way, parallel ones once, absent and ended ones not.",
            theme::regular(12.0),
            theme.muted,
        );
    });
    clicked
}

/// On how many of the maps each organisation and each flow is. What was clicked, with its name.
pub(super) fn agreement_ui(
    ui: &mut egui::Ui,
    context: &PanelContext<'_>,
    agreement: &Agreement,
) -> Option<RecordId> {
    let theme = context.theme;
    let of = agreement.maps.len();
    words_ui(ui, &format!("{}.", agreement.summary()), theme::medium(13.0), theme.ink);
    if agreement.by_name > 0 {
        let words = "Organisations of one name are taken for one here, whatever their ids.";
        words_ui(ui, words, theme::regular(12.0), theme.muted);
    }
    let lists = [("Organisations", &agreement.organisations), ("Flows", &agreement.flows)];
    let lines: Vec<Result<&Agreed, &str>> = lists
        .into_iter()
        .flat_map(|(caption, list)| std::iter::once(Err(caption)).chain(list.iter().map(Ok)))
        .collect();
    let mut clicked = None;
    let scroll = ScrollArea::vertical().id_salt("agreement").auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW, lines.len(), |ui, range| {
        for line in &lines[range] {
            match line {
                Err(caption) => {
                    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
                        ui.set_min_height(ROW);
                        caption_ui(ui, theme, caption);
                    });
                }
                Ok(one) => {
                    let there = context.session.document().contains(&one.id);
                    let cells = [bar(&one.on), format!("{} of {of}", one.count())];
                    let id = there.then(|| one.id.clone());
                    if row_ui(ui, theme, &Row { words: &one.name, cells, id, head: false }) {
                        clicked = Some(one.id.clone());
                    }
                }
            }
        }
    });
    clicked
}

/// A sign for each map: full where it has it.
fn bar(on: &[bool]) -> String {
    if on.len() > 8 {
        return String::new();
    }
    on.iter().map(|has| if *has { '●' } else { '○' }).collect()
}
