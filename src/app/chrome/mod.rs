//! What stands round the canvas: bars, strips, pages, questions. Each is given what it shows and hands back what was
//! asked for. Must not know the shell.

pub mod about;
pub mod command_palette;
pub mod corner_card;
pub mod findings_page;
pub mod foot;
pub mod key_card;
pub mod menu_bar;
pub mod notices;
pub mod parts;
pub mod question;
pub mod shortcuts_page;
pub mod start_page;
pub mod status_line;
pub mod tool_strip;
pub mod underneath_page;
