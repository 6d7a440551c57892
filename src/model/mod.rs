//! What a map is: its records, the document that holds them, and the one way in which it changes.
//! Must not know files, windows, drawing or graphs; imports nothing of the crate but `diagnostics`.

mod area;
mod collapsed;
mod default_scheme;
mod document;
mod flow;
mod geometry;
mod group;
mod id;
mod map;
mod naming;
mod organisation;
mod record;
mod scheme;
mod transaction;
mod validate;
mod value;
mod view;

pub use area::{Area, AreaMeaning, AreaShape};
pub use default_scheme::default_scheme;
pub use document::Document;
pub use flow::{Direction, Flow, Formality, Status};
pub use geometry::{Point, Rect, Size};
pub use group::{Confidence, Evidence, Group, GroupLook, Member, Note, NoteLook, Source};
pub use id::{
    AreaId, EvidenceId, FamilyId, FlowId, FlowKindId, GoalId, GroupId, IdError, MAX_ID_LENGTH, NoteId,
    OrganisationId, RecordId, ScaleId, SectorId, ViewId, slug,
};
pub use map::{AppearanceRule, AppearanceTarget, Conflict, Goal, MapInfo};
pub use organisation::{Influence, Organisation, OrganisationKind, Position, Stance};
pub use record::Record;
pub use scheme::{Family, FlowKind, Glyph, Pattern, Scale, Sector};
pub use transaction::{ApplyError, Change, Transaction};
pub use validate::{Finding, MOST_GROUP_LEVELS, errors, validate};
pub use value::{Carried, Colour, ColourError, Count, Date, DateError, ExtraFields, FieldValue, grouped};
pub use view::{Camera, Filter, Focus, LegendPlace, PageSetup, StyleOverride, View};
