//! The session over one map: its document, what was done to it, what is selected, which tool is in the hand.
//! Must not know what any command or tool does.

mod ahead;
mod gesture;
mod going;
mod ready;

pub use ready::{Ready, Standing};

use crate::model::{Document, FlowKindId, Record, RecordId, ScaleId, SectorId, Transaction};

use super::{
    Command, CommandError, Done, History, Selection, Target, ToolKind,
    edits::{self, Edit, Purpose},
    naming,
    tool::{PanState, Tool},
};

/// What a gesture that is under way would make of the map.
#[derive(Clone, Debug)]
struct Preview {
    command: Command,
    document: Document,
    revision: u64,
}

/// One map being edited.
#[derive(Clone, Debug)]
pub struct Session {
    document: Document,
    history: History,
    selection: Selection,
    tool: Tool,
    /// The middle button's hand, whatever tool is taken up.
    hand: PanState,
    preview: Option<Preview>,
    /// A step is shown before it is taken: see `ahead`.
    ahead: bool,
    /// A flow that was refused because another says the same, to be added anyway.
    offered: Option<Command>,
    kind: Option<FlowKindId>,
    sector: Option<SectorId>,
    scale: Option<ScaleId>,
    grid: Option<f64>,
    /// Nothing is edited: the map is open to look at.
    read_only: bool,
}

impl Session {
    /// A session over a map as it was read: nothing to undo, not modified.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            history: History::new(),
            selection: Selection::default(),
            tool: Tool::new(ToolKind::Select),
            hand: PanState::Idle,
            preview: None,
            ahead: false,
            offered: None,
            kind: None,
            sector: None,
            scale: None,
            grid: None,
            read_only: false,
        }
    }

    /// A session as it was left: the map in the state in which its history stands.
    #[must_use]
    pub fn left(document: Document, history: History) -> Self {
        Self { history, ..Self::new(document) }
    }

    /// The map.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The number of the map's state: the same number is the same state, also after undo.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.history.revision()
    }

    /// The map as it is to be shown: with the gesture that is under way, if there is one.
    #[must_use]
    pub fn preview(&self) -> &Document {
        self.preview.as_ref().map_or(&self.document, |preview| &preview.document)
    }

    /// The number of what is to be shown; [`Self::revision`] when no gesture changes it.
    #[must_use]
    pub fn preview_revision(&self) -> u64 {
        self.preview.as_ref().map_or_else(|| self.revision(), |preview| preview.revision)
    }

    /// Whether the map is not as it was last saved.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        !self.history.is_saved()
    }

    /// The map as it is now has been saved.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved();
    }

    /// The state of this revision has been saved, maybe while the user went on.
    pub fn mark_saved_at(&mut self, revision: u64) {
        self.history.mark_saved_at(revision);
    }

    /// No state of the map is on disk: a template, a recovered map.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// Whether every edit is refused: the map is open to look at only.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Refuses every edit from now on, or none. A gesture that is under way is left.
    pub fn set_read_only(&mut self, read_only: bool) {
        self.cancel_gesture();
        self.read_only = read_only;
    }

    /// What was done, and what can be done again.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Carries a command out, as one step. A gesture that is under way is left first.
    ///
    /// # Errors
    /// In words; nothing has changed then.
    #[allow(clippy::needless_pass_by_value)] // a command is used up, and made on the spot where it is wanted
    pub fn perform(&mut self, command: Command) -> Result<Done, CommandError> {
        self.cancel_gesture();
        self.carry_out(&command)
    }

    fn carry_out(&mut self, command: &Command) -> Result<Done, CommandError> {
        let done = self.try_out(command);
        self.offered = match &done {
            Err(CommandError::FlowExists(_)) => command.anyway(),
            _ => None,
        };
        if let Err(CommandError::FlowExists(twin)) = &done {
            // Here it is: maybe it is all that was wanted.
            self.selection = Selection::one(twin.clone().into());
        }
        done
    }

    /// The flow that was refused last because another says the same: performed, it is added anyway. None as soon as
    /// something else has been done.
    #[must_use]
    pub fn offered(&self) -> Option<&Command> {
        self.offered.as_ref()
    }

    fn try_out(&mut self, command: &Command) -> Result<Done, CommandError> {
        if self.read_only {
            return Err(CommandError::ReadOnly);
        }
        if let Command::Rename { id, name } = command
            && let Some(done) = self.name_first(id, name)?
        {
            return Ok(done);
        }
        let edit = edits::edit(&self.document, command, Purpose::Perform)?;
        self.take_in(edit)
    }

    fn take_in(&mut self, edit: Edit) -> Result<Done, CommandError> {
        let Edit { name, transaction, select, coalesce, told, .. } = edit;
        let created: Vec<RecordId> = created_by(&transaction);
        let changed = !transaction.is_empty();
        if changed {
            self.document.apply(&transaction)?;
            self.history.push(name.clone(), transaction, coalesce);
        }
        let targets = select.clone().unwrap_or_default();
        if let Some(targets) = select {
            self.selection = targets.into_iter().collect();
        }
        self.selection.drop_vanished(&self.document);
        Ok(Done { name, changed, targets, created, told })
    }

    /// Gives its first name to what the last step made. None when it is not that.
    fn name_first(&mut self, id: &RecordId, name: &str) -> Result<Option<Done>, CommandError> {
        if name.trim().is_empty() || !self.just_made_unnamed(id) {
            return Ok(None);
        }
        let Some(step) = self.history.last().map(|step| step.transaction.clone()) else { return Ok(None) };
        let step_name = self.history.last().map(|step| step.name.clone()).unwrap_or_default();
        let mut without = self.document.clone();
        without.apply(&step.invert())?;
        let Some((remade, ids)) = naming::under_first_name(&without, &step, id, name) else {
            return Ok(None);
        };
        let mut with = without.clone();
        with.apply(&remade)?;
        let renamed = |id: RecordId| ids.get(&id).cloned().unwrap_or(id);
        let rename = Command::Rename { id: renamed(id.clone()), name: name.to_owned() };
        let naming = edits::edit(&with, &rename, Purpose::Perform)?;
        let remade = remade.squash(&naming.transaction);
        // Both are known to fit: they have just been carried out on copies.
        without.apply(&remade)?;
        self.document = without;
        self.history.pop();
        self.history.push(step_name.clone(), remade.clone(), None);
        self.selection = self.selection.renamed(renamed);
        self.selection.drop_vanished(&self.document);
        let targets = ids.get(id).and_then(Target::of).into_iter().collect();
        Ok(Some(Done {
            name: step_name,
            changed: true,
            targets,
            created: created_by(&remade),
            told: Vec::new(),
        }))
    }

    fn just_made_unnamed(&self, id: &RecordId) -> bool {
        let last = self.history.last().filter(|_| self.history.next().is_none() && !self.history.is_saved());
        last.is_some_and(|step| naming::is_unnamed(&step.transaction, id))
    }

    /// Takes back what the last step made and nobody named: Esc while naming leaves nothing behind. False when it was
    /// not that, and nothing happened.
    pub fn discard_unnamed(&mut self, target: &Target) -> bool {
        self.cancel_gesture();
        let Some(id) = target.record().filter(|id| self.just_made_unnamed(id)) else { return false };
        let Some(step) = self.history.last() else { return false };
        if self.document.apply(&step.transaction.invert()).is_err() {
            debug_assert!(false, "{id} was just made and can be taken back");
            return false;
        }
        self.history.pop();
        self.selection.drop_vanished(&self.document);
        true
    }

    /// The next edit is a step of its own, although it changes the same field: a field has lost the focus.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Selects these and nothing else; what is not there is passed over.
    pub fn select(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.history.seal();
        self.selection = targets.into_iter().collect();
        self.selection.drop_vanished(&self.document);
    }

    /// Selects these records, as far as they stand on the canvas.
    pub fn select_records(&mut self, ids: impl IntoIterator<Item = RecordId>) {
        self.select(ids.into_iter().filter_map(|id| Target::of(&id)));
    }

    /// Selects all organisations, flows and notes.
    pub fn select_all(&mut self) {
        let document = &self.document;
        let organisations = document.organisations().keys().cloned().map(Target::Organisation);
        let flows = document.flows().keys().cloned().map(Target::Flow);
        let notes = document.notes().keys().cloned().map(Target::Note);
        let all: Vec<Target> = organisations.chain(flows).chain(notes).collect();
        self.select(all);
    }

    /// What is selected, with all that pasting it elsewhere needs. Empty when nothing of it can be copied.
    #[must_use]
    pub fn copy(&self) -> Vec<(RecordId, Record)> {
        edits::gather(&self.document, self.selection.targets())
    }

    /// Deletes what is selected.
    ///
    /// # Errors
    /// When nothing is, or something of it is locked.
    pub fn delete_selection(&mut self) -> Result<Done, CommandError> {
        self.perform(Command::DeleteTargets(self.selection.targets().to_vec()))
    }

    /// The flow kind that new flows get: the chosen one, or the first of the scheme.
    #[must_use]
    pub fn current_kind(&self) -> Option<&FlowKindId> {
        let chosen = self.kind.as_ref().filter(|id| self.document.flow_kind(id).is_some());
        chosen.or_else(|| self.document.flow_kinds_in_order().first().map(|(id, _)| *id))
    }

    /// Chooses what new flows get.
    pub fn set_current_kind(&mut self, kind: FlowKindId) {
        self.kind = Some(kind);
    }

    /// The sector that new organisations get; `None` is *not stated*.
    #[must_use]
    pub fn current_sector(&self) -> Option<&SectorId> {
        self.sector.as_ref().filter(|id| self.document.sector(id).is_some())
    }

    /// Chooses the sector that new organisations get.
    pub fn set_current_sector(&mut self, sector: Option<SectorId>) {
        self.sector = sector;
    }

    /// The scale that new organisations get; `None` is *not stated*.
    #[must_use]
    pub fn current_scale(&self) -> Option<&ScaleId> {
        self.scale.as_ref().filter(|id| self.document.scale(id).is_some())
    }

    /// The distance of the grid's lines, canvas units; none while it is off.
    #[must_use]
    pub fn grid(&self) -> Option<f64> {
        self.grid
    }

    /// Lays a grid under the map, or takes it away: nothing of the map itself. A step that is no length is no grid.
    pub fn set_grid(&mut self, step: Option<f64>) {
        self.grid = step.filter(|step| step.is_finite() && *step > 0.0);
    }

    /// Chooses the scale that new organisations get.
    pub fn set_current_scale(&mut self, scale: Option<ScaleId>) {
        self.scale = scale;
    }
}

fn created_by(transaction: &Transaction) -> Vec<RecordId> {
    let created = transaction.changes().iter().filter(|change| change.before.is_none());
    created.map(|change| change.id.clone()).collect()
}
