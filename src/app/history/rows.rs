//! What stands in the list of the history: the line on which the map is, latest first, then what was set aside.
//! Must not know how a row is drawn.

use crate::{
    app::recovery::ago,
    editor::{History, Step},
    file::journal::Log,
};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// What the steps below are.
    Caption(String),
    /// A state of the map.
    State {
        /// Its number.
        revision: u64,
        /// The step that led to it.
        words: String,
        /// When, and whether it is on the disk.
        beside: String,
        /// The map is in it.
        here: bool,
        /// It was taken back: to be done again, or aside.
        later: bool,
    },
}

/// All lines, from the top.
pub(super) fn lines(history: &History, log: &Log) -> Vec<Line> {
    let state = |revision: u64, words: &str, later: bool| Line::State {
        revision,
        words: words.to_owned(),
        beside: beside(revision, history, log),
        here: revision == history.revision(),
        later,
    };
    let done = history.position();
    let step = |(place, step): (usize, &Step)| state(step.revision(), &step.name, place >= done);
    let mut lines: Vec<Line> = history.steps().iter().enumerate().rev().map(step).collect();
    lines.push(state(history.first(), "Before the first step", false));
    for branch in history.aside().iter().rev() {
        let from = name_of(history, branch.from);
        lines.push(Line::Caption(format!("Set aside after “{from}”")));
        lines.extend(branch.steps.iter().rev().map(|step| state(step.revision(), &step.name, true)));
    }
    lines
}

fn beside(revision: u64, history: &History, log: &Log) -> String {
    let when = log.steps().get(&revision).map(|step| ago(step.when / 1000)).unwrap_or_default();
    let saved = if history.saved() == Some(revision) { "saved" } else { "" };
    [saved, when.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The step that led to a state.
fn name_of(history: &History, revision: u64) -> String {
    let aside = history.aside().iter().flat_map(|branch| &branch.steps);
    let step = history.steps().iter().chain(aside).find(|step| step.revision() == revision);
    step.map_or_else(|| "Before the first step".to_owned(), |step| step.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::{Command, Session},
        file::journal::Header,
        model::{Document, Note},
        pipeline::keeping::{Follower, log_of},
    };

    #[test]
    fn the_list_shows_every_step_once_with_what_was_set_aside_below() {
        let mut session = Session::new(Document::default());
        let note = |session: &mut Session, text: &str| {
            let note = Note { text: text.into(), position: Some(Default::default()), ..Note::default() };
            session.perform(Command::AddNote(note)).expect("a note");
        };
        let mut log = log_of(&session, Header::default(), 1).expect("a log");
        let mut follower = Follower::of(&log);
        note(&mut session, "one");
        note(&mut session, "two");
        session.undo();
        note(&mut session, "three");
        session.undo();
        for entry in follower.follow(session.history(), 2) {
            log.take_in(entry).expect("it follows");
        }
        let words: Vec<(String, bool, bool)> = lines(session.history(), &log)
            .into_iter()
            .map(|line| match line {
                Line::Caption(words) => (words, false, false),
                Line::State { words, here, later, .. } => (words, here, later),
            })
            .collect();
        let expected = [
            ("Add note", false, true),
            ("Add note", true, false),
            ("Before the first step", false, false),
            ("Set aside after “Add note”", false, false),
            ("Add note", false, true),
        ];
        let expected: Vec<_> = expected.map(|(words, here, later)| (words.to_owned(), here, later)).into();
        assert_eq!(words, expected);
    }
}
