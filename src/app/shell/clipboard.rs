//! Copy, cut and paste as text on the system's clipboard, so that two windows can share. Must not know the format.

use std::collections::BTreeSet;

use eframe::egui;

use super::Shell;
use crate::{
    app::{chrome::status_line::counted, import::Source, intent::Notice},
    editor::{Command, Target},
    file::{self, PasteError},
    interchange::{self, Format},
    model::{Note, RecordId},
};

/// Longer lines are no list.
const LONGEST_LINE: usize = 160;
/// Longer text is no note.
const LONGEST_NOTE: usize = 2_000;

impl Shell {
    /// Puts what is selected on the clipboard; what was copied, which may be nothing.
    pub(super) fn copy(&mut self, ctx: &egui::Context) -> BTreeSet<RecordId> {
        let Some(workspace) = &self.workspace else { return BTreeSet::new() };
        let records = workspace.session.copy();
        if records.is_empty() {
            self.say(
                Notice::warning("Nothing of this can be copied").detail("Select organisations or notes."),
            );
            return BTreeSet::new();
        }
        ctx.copy_text(file::write_records(&records));
        records.into_iter().map(|(id, _)| id).collect()
    }

    /// Copies, then takes away what was copied: what is not on the clipboard would be gone for good.
    pub(super) fn cut(&mut self, ctx: &egui::Context) {
        let copied = self.copy(ctx);
        let Some(workspace) = self.workspace.as_mut().filter(|_| !copied.is_empty()) else { return };
        let is_copied = |target: &Target| target.record().is_some_and(|id| copied.contains(&id));
        let (taken, stays): (Vec<_>, Vec<_>) =
            workspace.session.selection().targets().iter().cloned().partition(is_copied);
        let result = workspace.session.perform(Command::DeleteTargets(taken));
        let left = stays.iter().filter(|target| target.exists_in(workspace.session.document())).count();
        if result.is_ok() && left > 0 {
            let words = format!("{} of the selection cannot be copied and stayed", counted(left, "part"));
            self.say(
                Notice::warning(words)
                    .detail("Delete takes away areas, and flows whose ends are not copied."),
            );
        }
        if let Err(error) = result {
            self.say(Notice::error("It was copied, but not taken away").detail(error.to_string()));
        }
    }

    /// Puts the clipboard's text on the map: records as they are, a table with titles on the page of imports, a list into
    /// the capture bar, other text as a note.
    pub(super) fn paste(&mut self, text: &str) {
        let Some(workspace) = &mut self.workspace else { return };
        let at = workspace.paste_point();
        let result = match file::read_records(text) {
            Ok(records) => workspace.session.perform(Command::Paste { records, at }),
            // What its columns mean is looked at first.
            Err(PasteError::Foreign) if interchange::is_titled_table(text) => {
                let (name, bytes) = ("Pasted table".to_owned(), text.as_bytes().into());
                let ctx = self.desk.ctx.clone();
                self.begin_import(&ctx, Source { name, path: None, bytes, format: Format::Csv });
                return;
            }
            Err(PasteError::Foreign) if is_list(text) => {
                // Nothing is done before it has been seen what it comes to.
                workspace.capture.propose(text);
                return;
            }
            Err(PasteError::Foreign) => {
                let Some(note) = note_of(text) else {
                    let notice = Notice::warning("The clipboard's text is too long for a note")
                        .detail(format!("A note holds up to {LONGEST_NOTE} letters; copy a part of it."));
                    self.say(notice);
                    return;
                };
                workspace.session.perform(Command::AddNote(Note { position: Some(at), ..note }))
            }
            Err(error) => {
                self.say(Notice::error("This cannot be pasted").detail(error.to_string()));
                return;
            }
        };
        if let Err(error) = result {
            self.say(Notice::error("This cannot be pasted").detail(error.to_string()));
        }
    }
}

/// Whether words are a list of organisations or flows, as far as that can be told: several short lines, few of which
/// are sentences.
fn is_list(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let sentences = lines.iter().filter(|line| line.ends_with(['.', '!', '?', '…'])).count();
    let short = |line: &&str| line.chars().count() <= LONGEST_LINE;
    lines.len() > 1 && lines.iter().all(short) && sentences * 4 <= lines.len()
}

/// Words as a note: lines kept, other control characters left out. `None` when there are too many.
fn note_of(text: &str) -> Option<Note> {
    let words: String =
        text.replace('\t', "    ").chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    let words = words.trim();
    let fits = !words.is_empty() && words.chars().count() <= LONGEST_NOTE;
    fits.then(|| Note { text: words.to_owned(), ..Note::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_becomes_a_note() {
        for (text, note) in [
            ("ask the BBC", Some("ask the BBC")),
            ("  two\r\nlines\u{0}\n", Some("two\nlines")),
            ("a\tb", Some("a    b")),
            (" \n ", None),
        ] {
            assert_eq!(note_of(text).map(|note| note.text).as_deref(), note, "{text:?}");
        }
        assert!(note_of(&"x".repeat(LONGEST_NOTE + 1)).is_none());
    }

    #[test]
    fn short_lines_are_a_list_and_sentences_are_not() {
        for (text, list) in [
            ("Watershed\nBFI", true),
            ("from\tto\nBFI\tWatershed\n", true),
            ("Watershed > BFI : funding\n\nArts Council Eng.\nUWE\nBBC", true),
            ("Watershed > BFI : funding", false),
            ("We met on Monday.\nNobody came.", false),
            ("", false),
        ] {
            assert_eq!(is_list(text), list, "{text:?}");
        }
    }
}
