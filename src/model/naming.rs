//! New ids: a slug of what the record first said, numbered where the slug was ever given before.
//! Must not know who asks.

use super::{
    Document, EvidenceId, Flow, FlowId, FlowKindId, GroupId, NoteId, OrganisationId, RecordId, ScaleId,
    SectorId, ViewId, slug,
};

/// The first of `base`, `base-2`, `base-3` ... that `is_free`.
fn numbered(base: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(base) {
        return base.to_owned();
    }
    (2_u64..)
        .map(|number| format!("{base}-{number}"))
        .find(|candidate| is_free(candidate))
        .expect("a document holds fewer records than there are numbers")
}

/// Six letters from a hash of the content, FNV-1a (Fowler, Noll, Vo 1991): the same on every machine.
fn letters(content: &str) -> String {
    let mut hash = content.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut letters = String::with_capacity(6);
    for _ in 0..6 {
        // Below 26, so it is a letter.
        letters.push(char::from(b'a' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    letters
}

macro_rules! new_ids {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $id:ident, $kind:ident, $base:expr;)*) => {
        impl Document {$(
            $(#[$doc])*
            #[must_use]
            pub fn $name(&self, $($argument: $type),*, taken: impl Fn(&$id) -> bool) -> $id {
                let base = $base;
                let make = |text: &str| $id::new(text).expect("a slug with a number is an id");
                let text = numbered(&base, |text| {
                    let id = make(text);
                    !taken(&id) && !self.was_given(&RecordId::$kind(id))
                });
                make(&text)
            }
        )*}
    };
}

new_ids! {
    /// An id for a new organisation of this name. `taken` says which ids are promised elsewhere.
    new_organisation_id(name: &str) -> OrganisationId, Organisation, slug(name, "organisation");
    /// An id for a new flow: its ends and its kind.
    new_flow_id(flow: &Flow) -> FlowId, Flow, format!("{}--{}--{}", flow.from, flow.to, flow.kind);
    /// An id for a new group of this label.
    new_group_id(label: &str) -> GroupId, Group, slug(label, "group");
    /// An id for a new note of this text.
    new_note_id(text: &str) -> NoteId, Note, letters(text);
    /// An id for new evidence of this text.
    new_evidence_id(text: &str) -> EvidenceId, Evidence, letters(text);
    /// An id for a new view of this name.
    new_view_id(name: &str) -> ViewId, View, slug(name, "view");
    /// An id for a new sector of this name.
    new_sector_id(name: &str) -> SectorId, Sector, slug(name, "sector");
    /// An id for a new scale of this name.
    new_scale_id(name: &str) -> ScaleId, Scale, slug(name, "scale");
    /// An id for a new flow kind of this name.
    new_flow_kind_id(name: &str) -> FlowKindId, FlowKind, slug(name, "flow");
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Organisation, Record, Transaction};
    use super::*;

    #[test]
    fn an_id_is_never_given_twice() {
        let mut document = Document::default();
        let never = |_: &OrganisationId| false;
        let first = document.new_organisation_id("Watershed", never);
        assert_eq!(first.as_str(), "watershed");
        let add = Transaction::new([Change {
            id: RecordId::Organisation(first),
            before: None,
            after: Some(Record::from(Organisation::default())),
        }]);
        document.apply(&add).expect("adds to an empty map");
        document.apply(&add.invert()).expect("takes it back");
        assert_eq!(document.new_organisation_id("Watershed", never).as_str(), "watershed-2");
        let promised = document.new_organisation_id("Watershed", |id| id.as_str() == "watershed-2");
        assert_eq!(promised.as_str(), "watershed-3");
    }

    #[test]
    fn notes_get_six_letters_that_never_change() {
        let document = Document::default();
        assert_eq!(document.new_note_id("ask the BBC", |_| false).as_str(), letters("ask the BBC"));
        assert_eq!(letters("").len(), 6);
    }
}
