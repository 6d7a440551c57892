//! A column that is scrolled follows the keyboard. Must not know what stands in it.

use eframe::egui::{self, Id, Ui};

/// What the keyboard comes to is brought into sight; `last` is what had it in the frame before. To be asked within the
/// column.
pub fn follow_keyboard(ui: &Ui, last: &mut Option<Id>) {
    let focused = ui.memory(egui::Memory::focused);
    if std::mem::replace(last, focused) == focused {
        return;
    }
    let Some(response) = focused.and_then(|id| ui.ctx().read_response(id)) else { return };
    let clip = ui.clip_rect();
    // What is seen outside the column is of another part; what is not seen at all is scrolled out of it.
    let elsewhere = response.interact_rect.is_positive() && !clip.intersects(response.interact_rect);
    let beside = !clip.x_range().contains(response.rect.center().x);
    if !elsewhere && !beside && !clip.contains_rect(response.rect) {
        ui.scroll_to_rect(response.rect.expand(12.0), None);
    }
}
