//! What a form edits: one record or many of a kind, with what they share. Must not know any widget.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use eframe::egui::Id;

use crate::{
    app::intent::Intent,
    editor::Command,
    model::{Record, RecordId},
};

/// A value that many records may share.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shared<V> {
    /// All have it.
    Same(V),
    /// They differ.
    Mixed,
}

impl<V> Shared<V> {
    /// The value, if all have it.
    pub(super) fn same(self) -> Option<V> {
        match self {
            Self::Same(value) => Some(value),
            Self::Mixed => None,
        }
    }
}

/// Records of one kind that are edited together, never none.
pub(super) struct Subject<T> {
    ids: Vec<RecordId>,
    records: Vec<Arc<T>>,
    /// Names the records, so that widgets and drafts of other records are others.
    scope: String,
    /// One series of edits: a new one begins when the keyboard goes elsewhere.
    series: u64,
    intents: Vec<Intent>,
}

impl<T: Clone + PartialEq> Subject<T>
where
    Record: From<T>,
{
    /// These records. `series` parts one undo step from the next in the same field.
    pub(super) fn new(records: Vec<(RecordId, Arc<T>)>, series: u64) -> Self {
        let (ids, records): (Vec<_>, Vec<_>) = records.into_iter().unzip();
        let scope = scope_of(&ids);
        Self { ids, records, scope, series, intents: Vec::new() }
    }

    pub(super) fn ids(&self) -> &[RecordId] {
        &self.ids
    }

    pub(super) fn records(&self) -> &[Arc<T>] {
        &self.records
    }

    /// The series of edits that this frame belongs to.
    pub(super) fn series(&self) -> u64 {
        self.series
    }

    /// How many records.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// The record, if it is one.
    pub(super) fn only(&self) -> Option<(&RecordId, &T)> {
        match (&self.ids[..], &self.records[..]) {
            ([id], [record]) => Some((id, record)),
            _ => None,
        }
    }

    /// The widget of this field for these records.
    pub(super) fn id(&self, field: &str) -> Id {
        Id::new(("inspector", &self.scope, field))
    }

    /// The draft of this field for these records.
    pub(super) fn draft_key(&self, field: &str) -> String {
        format!("{}#{field}", self.scope)
    }

    /// What all records say in a field, or that they differ.
    pub(super) fn shared<V: PartialEq>(&self, get: impl Fn(&T) -> V) -> Shared<V> {
        let mut values = self.records.iter().map(|record| get(record));
        let Some(first) = values.next() else { return Shared::Mixed };
        if values.all(|value| value == first) { Shared::Same(first) } else { Shared::Mixed }
    }

    /// How many records answer yes.
    pub(super) fn count(&self, ask: impl Fn(&T) -> bool) -> usize {
        self.records.iter().filter(|record| ask(record)).count()
    }

    /// What a yes-or-no says over all records: on, off, or mixed.
    pub(super) fn flag(&self, ask: impl Fn(&T) -> bool) -> Option<bool> {
        self.shared(ask).same()
    }

    /// Asks for an edit that is a step of its own.
    pub(super) fn change(&mut self, step: &str, edit: impl Fn(&mut T)) {
        self.ask(step, None, edit);
    }

    /// Asks for an edit of a field that is being typed in: one step until the keyboard leaves it.
    pub(super) fn typed(&mut self, step: &str, field: &str, edit: impl Fn(&mut T)) {
        let key = format!("{}#{field}#{}", self.scope, self.series);
        self.ask(step, Some(key), edit);
    }

    /// Asks for something else.
    pub(super) fn ask_for(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    fn ask(&mut self, step: &str, coalesce: Option<String>, edit: impl Fn(&mut T)) {
        let mut changed = Vec::new();
        for (id, record) in self.ids.iter().zip(&mut self.records) {
            let mut edited = T::clone(record);
            edit(&mut edited);
            if edited != **record {
                changed.push((id.clone(), Record::from(edited.clone())));
                // A second edit within the frame builds on the first.
                *record = Arc::new(edited);
            }
        }
        if !changed.is_empty() {
            let command = Command::Replace { name: step.to_owned(), records: changed, coalesce };
            self.intents.push(Intent::Do(command));
        }
    }

    /// What was asked for, in order.
    pub(super) fn into_intents(self) -> Vec<Intent> {
        self.intents
    }
}

/// A short name for these records: the record's own, or a number made from all of them.
fn scope_of(ids: &[RecordId]) -> String {
    if let [id] = ids {
        return id.to_string();
    }
    let mut hasher = DefaultHasher::new();
    ids.hash(&mut hasher);
    format!("{} records {:x}", ids.len(), hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, NoteId};

    fn notes(texts: &[&str]) -> Subject<Note> {
        let note = |(index, text): (usize, &&str)| {
            let id = NoteId::new(&format!("note-{index}")).expect("a slug");
            (RecordId::Note(id), Arc::new(Note { text: (*text).into(), ..Note::default() }))
        };
        Subject::new(texts.iter().enumerate().map(note).collect(), 0)
    }

    #[test]
    fn what_all_say_is_shared_and_what_differs_is_mixed() {
        assert_eq!(notes(&["a", "a"]).shared(|note| note.text.clone()), Shared::Same("a".to_owned()));
        assert_eq!(notes(&["a", "b"]).shared(|note| note.text.clone()), Shared::Mixed);
    }

    #[test]
    fn an_edit_names_only_the_records_that_it_changes() {
        let mut subject = notes(&["a", "b"]);
        subject.change("Edit text", |note| note.text = "b".into());
        subject.change("Edit text", |note| note.text = "b".into());
        let intents = subject.into_intents();
        let [Intent::Do(Command::Replace { records, coalesce: None, .. })] = &intents[..] else {
            panic!("one edit: {intents:?}");
        };
        assert_eq!(records.len(), 1);
    }
}
