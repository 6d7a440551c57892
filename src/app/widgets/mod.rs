//! The small shared parts of forms: label above field, segments, chips, combo with swatch, folding section, icon
//! button. Colours come from egui's style, which the theme sets. Must not know documents, commands or panels.

mod button;
mod chips;
mod combo;
mod field;
mod glyphs;
mod measures;
mod section;
mod segments;
mod sight;
mod swatch;
mod switch;
mod text;

pub use button::{icon_button_ui, quiet_button_ui};
pub use chips::{chip_ui, removable_chip_ui};
pub use combo::{Choice, combo_is_open, combo_ui, menu_row_ui, submenu_row_ui};
pub use field::{error_ui, field_ui, hint_ui, pair_ui};
pub use glyphs::Icon;
pub use measures::{
    CONTROL, GAP, INNER, LABEL_SIZE, RADIUS, TEXT_SIZE, accent, control_fill, focus_ring, hairline,
    hover_fill, muted, row_fill, strong,
};
pub use section::{caption_ui, fold_row_ui, hairline_ui, section_ui};
pub use segments::segments_ui;
pub use sight::follow_keyboard;
pub use swatch::{Swatch, paint_swatch};
pub use switch::switch_ui;
pub use text::{Name, TextField, name_text_field, text_field_ui};
