//! What window and terminal both do: open, place, save, export. Headless; must not know either of them.

mod adapt;
mod addition;
mod alike;
mod arrange;
mod bundling;
mod capture;
mod comparison;
mod difference;
mod embedded;
mod exchange;
mod figure;
mod fit;
mod handout;
mod handout_words;
pub mod keeping;
mod kept;
mod listed;
mod measures;
mod merge;
mod open;
mod page;
mod page_data;
mod quoted;
mod redact;
mod report;
mod search;
mod story;
mod tables;
pub mod time;
mod view;
mod web_page;

pub use addition::{Key, Likely, Matched, addition, matched};
pub use arrange::{Arranged, arrange, step_name};
pub use bundling::{bundled_as, keep_bundling};
pub use capture::placed;
pub use comparison::{Agreed, Agreement, Comparison, Namesake, agreement, compared, namesakes};
pub use difference::{
    Difference, Fate, FieldDifference, RecordDifference, conflict_in_words, counted, difference, label,
    name_of, value_in_words,
};
pub use embedded::{Embedded, embedded};
pub use exchange::{Looked, export, foreign, import, look, read_foreign};
pub use figure::{
    Figure, FigureError, FigureOptions, FontChoice, Format, Preview, figure, preview, view_named,
};
pub use handout::{HANDED_OUT, Handout, handout};
pub use kept::kept;
pub use measures::{measures, named_measures};
pub use merge::{GROUP_FIELD, MergeError, Merged, Take, home_of, merge, same_text, settle, settle_all};
pub use open::{Opened, bytes, first_method, is_foreign, open, opened, opened_watched, place, read};
pub use page::{PagePreset, PageReport};
pub use redact::{Parts, Removed, redacted};
pub use report::{Analysis, Beside, ReportFormat, analyse, beside};
pub use search::Index;
pub use story::{Story, StoryFile, each_date, story, story_of};
pub use tables::Tables;
pub use view::{Unsaved, changes_by, hidden_by, views_in_order};
