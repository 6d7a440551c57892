//! What is being typed but can't be taken yet: kept per record and field, so that choosing something else on the map
//! never loses it. Must not know what a text would mean.

use std::collections::BTreeMap;

/// Unfinished text, by record and field.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    texts: BTreeMap<String, Draft>,
}

#[derive(Clone, Debug)]
struct Draft {
    text: String,
    /// The document's own words when this was typed: where they change meanwhile (undo), the draft is out of date.
    seen: String,
}

impl Drafts {
    /// The text that stands under this key, unless the document has moved on from `current`.
    pub(super) fn get(&mut self, key: &str, current: &str) -> Option<String> {
        let draft = self.texts.get(key)?;
        if draft.seen == current {
            return Some(draft.text.clone());
        }
        self.texts.remove(key);
        None
    }

    /// Keeps a text typed over `seen`.
    pub(super) fn keep(&mut self, key: &str, text: &str, seen: &str) {
        let draft = Draft { text: text.to_owned(), seen: seen.to_owned() };
        self.texts.insert(key.to_owned(), draft);
    }

    /// Forgets it: taken, or given up.
    pub(super) fn drop(&mut self, key: &str) {
        self.texts.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_lives_until_the_document_moves_on() {
        let mut drafts = Drafts::default();
        drafts.keep("a", "2019-1", "2019");
        assert_eq!(drafts.get("a", "2019"), Some("2019-1".to_owned()));
        assert_eq!(drafts.get("a", "2018"), None, "an undo came between");
        assert_eq!(drafts.get("a", "2019"), None, "and the draft is gone for good");
    }
}
