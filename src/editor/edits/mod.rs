//! Edits: pure functions from a document and a command to a transaction, one file per kind of record.
//! Must not know history, selection or tools.

mod addition;
mod area;
mod arrivals;
mod clipboard;
mod delete;
mod draft;
mod evidence;
mod flow;
mod group;
mod merge_organisations;
mod movement;
mod note;
mod organisation;
mod remap;
mod replace;
mod scheme;
mod text;

use crate::model::{self, Document, RecordId, Transaction};

use super::{Command, CommandError, Target};
pub use addition::{Addition, added};
pub(super) use clipboard::gather;
use draft::Draft;
pub(super) use group::{inside, organisations_of};
pub(super) use movement::MINIMUM_SIZE;
pub(super) use note::anchor;
pub(super) use remap::remapped;
pub use remap::renamed;

/// What a command comes to.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// The step's name.
    pub(super) name: String,
    /// The changes.
    pub(super) transaction: Transaction,
    /// The map as it will be.
    pub(super) document: Document,
    /// What is to be selected; nothing said leaves the selection.
    pub(super) select: Option<Vec<Target>>,
    /// Under which key it may join the last step.
    pub(super) coalesce: Option<String>,
    /// What the user is to be told.
    pub(super) told: Vec<String>,
}

/// What a kind of edit says beside its changes.
struct Outcome {
    name: String,
    select: Option<Vec<Target>>,
    coalesce: Option<String>,
    told: Vec<String>,
}

impl Outcome {
    fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), select: None, coalesce: None, told: Vec::new() }
    }

    fn telling(mut self, told: Vec<String>) -> Self {
        self.told = told;
        self
    }

    fn selecting(mut self, targets: impl IntoIterator<Item = impl Into<Target>>) -> Self {
        self.select = Some(targets.into_iter().map(Into::into).collect());
        self
    }

    fn joining(mut self, key: Option<String>) -> Self {
        self.coalesce = key;
        self
    }
}

/// Whether an edit is only looked at while a gesture lasts, or meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A picture of it: the invariants are checked when it is meant.
    Preview,
    /// It will be carried out.
    Perform,
}

/// The transaction that carries the command out.
///
/// # Errors
/// In words, when the command can't be carried out on this document, or would leave it broken.
pub(super) fn edit(document: &Document, command: &Command, purpose: Purpose) -> Result<Edit, CommandError> {
    let mut draft = Draft::new(document);
    let outcome = carry_out(&mut draft, command)?;
    let (transaction, after) = draft.finish(document);
    if purpose == Purpose::Perform {
        check(document, &transaction, &after)?;
    }
    let Outcome { name, select, coalesce, told } = outcome;
    Ok(Edit { name, transaction, document: after, select, coalesce, told })
}

fn carry_out(draft: &mut Draft, command: &Command) -> Result<Outcome, CommandError> {
    use Command as C;
    match command {
        C::AddOrganisation(organisation) => organisation::add(draft, organisation),
        C::AddConnected { from, organisation, kind } => {
            organisation::add_connected(draft, from, organisation, kind)
        }
        C::AddFlow { flow, anyway } => flow::add(draft, flow, *anyway),
        C::Reconnect { flow, end, to, anyway } => flow::reconnect(draft, flow, *end, to, *anyway),
        C::Reverse(flows) => flow::reverse(draft, flows),
        C::Route { flow, bends } => flow::route(draft, flow, bends),
        C::Rename { id, name } => text::rename(draft, id, name),
        C::Replace { name, records, coalesce } => replace::replace(draft, name, records, coalesce.as_ref()),
        C::EditMap(map) => replace::edit_map(draft, map),
        C::Transaction { name, transaction } => replace::transaction(draft, name, transaction),
        C::Move { targets, by } => movement::shift(draft, targets, *by),
        C::Nudge { targets, by } => movement::nudge(draft, targets, *by),
        C::MoveEach { name, moves } => movement::move_each(draft, name, moves),
        C::Place { name, positions } => movement::place(draft, name, positions),
        C::Resize { target, from, to } => movement::resize(draft, target, *from, *to),
        C::Delete(records) => delete::records(draft, records),
        C::DeleteTargets(targets) => delete::targets(draft, targets),
        C::Duplicate { targets, by } => clipboard::duplicate(draft, targets, *by),
        C::Paste { records, at } => clipboard::paste(draft, records, *at),
        C::AddGroup { label, members } => group::add(draft, label, members),
        C::Ungroup(groups) => group::ungroup(draft, groups),
        C::AddToGroup { group, members } => group::add_members(draft, group, members),
        C::RemoveFromGroup(members) => group::remove_members(draft, members),
        C::AddNote(note) => note::add(draft, note),
        C::AttachNote { note, to } => note::attach(draft, note, to.as_ref()),
        C::AddEvidence { to, evidence } => evidence::add(draft, to, evidence),
        C::CiteEvidence { to, evidence } => evidence::cite(draft, to, evidence),
        C::RemoveEvidence { from, evidence } => evidence::remove(draft, from, evidence),
        C::AddSector(sector) => scheme::add_sector(draft, sector),
        C::AddScale(scale) => scheme::add_scale(draft, scale),
        C::AddFamily(family) => scheme::add_family(draft, family),
        C::AddFlowKind(kind) => scheme::add_flow_kind(draft, kind),
        C::MergeScheme { from, into } => scheme::merge(draft, from, into),
        C::MergeOrganisations { from, into } => merge_organisations::merge(draft, from, into),
        C::Reorder(ids) => scheme::reorder(draft, ids),
        C::AddView(view) => scheme::add_view(draft, view),
        C::AddArea(area) => area::add(draft, area),
        C::EditArea(area) => area::edit(draft, area),
        C::DeleteAreas(areas) => area::delete(draft, areas),
        C::AddGoal(text) => area::add_goal(draft, text),
    }
}

/// Refuses a result that breaks an invariant which held before.
fn check(before: &Document, transaction: &Transaction, after: &Document) -> Result<(), CommandError> {
    if transaction.is_empty() {
        return Ok(());
    }
    let errors = model::errors(after);
    if errors.is_empty() {
        return Ok(());
    }
    let known = model::errors(before);
    match errors.into_iter().find(|finding| !known.contains(finding)) {
        None => Ok(()),
        Some(finding) => Err(CommandError::Invalid {
            record: finding.record,
            field: finding.field,
            message: finding.message,
            hint: finding.hint,
        }),
    }
}

/// What a record is called in a message: its name where it has one.
fn spoken(document: &Document, id: &RecordId) -> String {
    match text::name_of(document, id) {
        Some(name) if !name.trim().is_empty() => format!("“{}”", text::shortened(&name)),
        _ => id.to_string(),
    }
}
