//! A sheet for those who do not see it: a table of rows of cells, each with the title of its column, as far as rows are
//! in view. Must not paint.

use std::ops::Range;

use eframe::egui::{
    Rect, Sense, Ui, UiBuilder, WidgetInfo, WidgetType,
    accesskit::{Action, Role},
};

use super::{
    cell::Facts,
    grid::{Grid, Touched, grid_id},
};
use crate::model::RecordId;

/// Adds the nodes while a screen reader listens; the cell that it pressed.
pub(super) fn speak_ui(
    ui: &mut Ui,
    grid: &Grid<'_, '_>,
    facts: &Facts<'_>,
    touched: &Touched,
    rows: Range<usize>,
    place: &dyn Fn(usize, usize) -> Rect,
) -> Option<(Option<RecordId>, usize)> {
    let columns = grid.sort.columns();
    let cursor = (grid.sheet.place(), grid.sheet.cursor.column);
    let cell_id = |row: usize, column: usize| grid_id().with(("cell", row, column));
    // Nobody listens: nothing to be made.
    ui.ctx().accesskit_node_builder(grid_id(), |node| {
        node.set_role(Role::Grid);
        node.set_row_count(grid.sheet.rows.ids().len());
        node.set_column_count(columns.len());
        if touched.cell.is_some() && cursor.0 < grid.sheet.rows.ids().len() {
            node.set_active_descendant(cell_id(cursor.0, cursor.1).accesskit_id());
        }
    })?;
    let mut pressed = None;
    let seen = touched.rows.unwrap_or(Rect::NOTHING);
    for row in rows {
        let Some(id) = grid.sheet.rows.ids().get(row) else { continue };
        let over = place(row, 0).intersect(seen);
        let builder =
            UiBuilder::new().id(grid_id().with(("row", row))).accessibility_parent(grid_id()).max_rect(over);
        let mut line = ui.new_child(builder);
        let selected = grid.context.session.selection().contains_record(id);
        ui.ctx().accesskit_node_builder(line.unique_id(), |node| {
            node.set_role(Role::Row);
            node.set_row_index(row);
            node.set_selected(selected);
        });
        for (column, which) in columns.iter().enumerate() {
            let rect = place(row, column).intersect(seen);
            let words = facts.words(id, *which);
            let words = if words.is_empty() { "empty".to_owned() } else { words };
            if cell_ui(&mut line, cell_id(row, column), rect, &format!("{}: {words}", which.title()), column)
            {
                pressed = Some((Some(id.clone()), column));
            }
        }
    }
    pressed
}

fn cell_ui(ui: &mut Ui, id: eframe::egui::Id, rect: Rect, name: &str, column: usize) -> bool {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::GridCell);
        node.set_label(name);
        node.set_column_index(column);
        node.add_action(Action::Click);
    });
    ui.input(|input| input.has_accesskit_action_request(id, Action::Click))
}
