//! The question of a round, as it is written in the scheme or made from the kind's name.
//! Must not know where it is shown.

use crate::app::words::capital;
use crate::{
    editor::Command,
    model::{Document, FlowKind, FlowKindId, RecordId},
};

/// The question that is asked in a round of this kind.
pub(super) fn of(kind: &FlowKind) -> String {
    let written = kind.question.trim();
    if !written.is_empty() {
        return written.to_owned();
    }
    let name = capital(kind.name.trim());
    let name = if name.is_empty() { "Flows".to_owned() } else { name };
    if kind.undirected { format!("{name}: between whom?") } else { format!("{name}: from whom to whom?") }
}

/// The edit that writes another question; none where it says the same. An empty one is made from the name again.
pub(super) fn rewrite(document: &Document, id: &FlowKindId, words: &str) -> Option<Command> {
    let kind = document.flow_kind(id)?;
    let words = words.trim();
    if words == of(kind) || words == kind.question {
        return None;
    }
    let kind = FlowKind { question: words.to_owned(), ..FlowKind::clone(kind) };
    Some(Command::replace("Edit question", RecordId::FlowKind(id.clone()), kind))
}

/// What a kind is called in a sentence.
pub(super) fn name_of(document: &Document, id: &FlowKindId) -> String {
    document.flow_kind(id).map_or_else(|| id.to_string(), |kind| kind.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_without_a_question_is_asked_by_its_name() {
        for (name, undirected, question, asked) in [
            ("funding", false, "Who funds whom?", "Who funds whom?"),
            ("knowledge", false, "", "Knowledge: from whom to whom?"),
            ("joint work", true, "  ", "Joint work: between whom?"),
            ("", false, "", "Flows: from whom to whom?"),
        ] {
            let (name, question) = (name.to_owned(), question.to_owned());
            let kind = FlowKind { name, undirected, question, ..FlowKind::default() };
            assert_eq!(of(&kind), asked);
        }
    }
}
