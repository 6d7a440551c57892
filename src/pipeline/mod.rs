//! What window and terminal both do: open, place, save, export. Headless; must not know either of them.

mod capture;
mod embedded;
mod figure;
mod open;
mod page;
mod redact;
mod search;
mod view;

pub use capture::placed;
pub use embedded::{Embedded, embedded};
pub use figure::{Figure, FigureError, FigureOptions, FontChoice, Format, figure, preview};
pub use open::{Opened, is_figure, open, opened, place, read};
pub use page::{PagePreset, PageReport};
pub use redact::{Parts, Removed, redacted};
pub use search::Index;
pub use view::hidden_by;
