//! What window and terminal both do: open, place, save, export. Headless; must not know either of them.

mod capture;
mod figure;
mod open;
mod page;
mod search;
mod view;

pub use capture::placed;
pub use figure::{Figure, FigureError, FigureOptions, FontChoice, Format, figure, preview};
pub use open::{Opened, open, opened, place, read};
pub use page::{PagePreset, PageReport};
pub use search::Index;
pub use view::hidden_by;
