//! The journal of one open map: begun with its first edit, told of each step, closed with the map.
//! Must not know the window.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::follow::{Follower, log_of};
use crate::{
    editor::Session,
    file::journal::{
        self, Answer, Claim, Ending, Entry, Header, Log, Place, Saved, Version, Wake, Writer, claim,
        claim_back,
    },
    model::Document,
};

/// So many steps of a history are read back.
const MOST_STEPS: usize = 2000;

/// So long a journal may grow, bytes: then the older half of its steps is no longer written down.
const MOST_BYTES: u64 = 256_000_000;

/// What is kept of one open map.
pub struct Keeping {
    /// None: nothing is written, the history lives as long as the window.
    place: Option<Place>,
    wake: Wake,
    log: Log,
    follower: Follower,
    writer: Option<Writer>,
    /// The hand that wrote has broken down once, and another writes.
    replaced: bool,
    /// The journal from which the map was restored: it goes once its successor is on the disk.
    older: Option<Claim>,
    /// So long the journal may grow, bytes.
    most: u64,
    /// How many steps were left when it was last too long.
    left: usize,
}

/// A new moment, as finely as the clock tells: for the name of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Nanoseconds since 1970.
    pub nanoseconds: u128,
}

impl Moment {
    /// Milliseconds since 1970.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        u64::try_from(self.nanoseconds / 1_000_000).unwrap_or(u64::MAX)
    }
}

impl Keeping {
    /// Keeps a session that begins now; nothing is written before there is something to lose.
    #[must_use]
    pub fn new(place: Option<Place>, wake: Wake, session: &Session, header: Header) -> Self {
        let now = header.when;
        let log = log_of(session, header.clone(), now)
            .unwrap_or_else(|| Log::new(header, session.revision(), session.document().clone()));
        Self::of(place, wake, log)
    }

    /// Keeps a session that goes on from what a log holds.
    #[must_use]
    pub fn of(place: Option<Place>, wake: Wake, log: Log) -> Self {
        let follower = Follower::of(&log);
        Self {
            place,
            wake,
            log,
            follower,
            writer: None,
            replaced: false,
            older: None,
            most: MOST_BYTES,
            left: 0,
        }
    }

    /// The journal that was left by another run is taken over: it goes once this one is on the disk.
    pub fn take_over(&mut self, older: Claim, now: Moment) {
        self.older = Some(older);
        self.begin(now);
    }

    /// What is kept: steps with their times, versions, what is on the disk.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The journal's file, once there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.writer.as_ref().map(Writer::path)
    }

    /// Why nothing can be written now, in the system's words.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.writer.as_ref().and_then(Writer::trouble)
    }

    fn begin(&mut self, now: Moment) {
        if let (None, Some(place)) = (&self.writer, &self.place) {
            let path = place.new_journal(now.nanoseconds);
            self.writer = Some(Writer::begin(path, self.log.clone(), self.wake.clone()));
        }
    }

    /// Writes down what follows from what was written down before; whether it does.
    fn tell(&mut self, entries: Vec<Entry>, now: Moment) -> bool {
        for entry in &entries {
            if self.log.take_in(entry.clone()).is_err() {
                return false;
            }
        }
        match &self.writer {
            Some(writer) => writer.write(entries),
            // It is in the log, with which the journal begins.
            None => self.begin(now),
        }
        true
    }

    /// Follows the session: call it after whatever may have changed the map. Costs nothing when nothing has.
    pub fn follow(&mut self, session: &Session, now: Moment) {
        self.replace_broken(now);
        if self.writer.as_ref().is_some_and(Writer::is_too_long) && !self.log.steps().is_empty() {
            // An edit that no frame can hold: the journal begins with the map as it is after it.
            let log = Log::new(self.log.header.clone(), session.revision(), session.document().clone());
            self.go_on_from(log, session, false);
        }
        let mut entries = self.follower.follow(session.history(), now.milliseconds());
        // What the journal no longer holds need not be taken out of it.
        let steps = self.log.steps();
        entries.retain(|entry| !matches!(entry, Entry::Drop { revision } if !steps.contains_key(revision)));
        if !entries.is_empty() {
            if !self.tell(entries, now) {
                // Back to a state that the journal no longer holds: with all that the session holds.
                let header = self.log.header.clone();
                let log = log_of(session, header.clone(), now.milliseconds());
                let log =
                    log.unwrap_or_else(|| Log::new(header, session.revision(), session.document().clone()));
                self.go_on_from(log, session, false);
            }
        } else if self.writer.is_none() && session.is_modified() {
            // A map that no file holds, such as one that was read from standard input.
            self.begin(now);
        }
        self.keep_short(session);
        self.drop_older();
    }

    /// The hand that wrote has broken down: another writes all that is known, once. What the first has written goes when
    /// that is on the disk.
    fn replace_broken(&mut self, now: Moment) {
        if self.replaced {
            return;
        }
        let Some(broken) = self.writer.take_if(|writer| writer.is_broken()) else { return };
        self.replaced = true;
        self.older = self.older.take().or_else(|| claim(broken.path()));
        self.begin(now);
    }

    /// A journal has an end: the older half of a long one is no longer written down. The session has it still.
    fn keep_short(&mut self, session: &Session) {
        let length = self.writer.as_ref().map_or(0, Writer::length);
        let steps = self.log.steps().len();
        // It takes a moment until the shorter one is written; and steps that are to be done again can't be left out.
        if length > self.most && steps > self.left + self.left / 2 {
            let mut log = self.log.clone();
            log.shorten(log.line_to(log.tip()).len() / 2);
            self.left = log.steps().len();
            self.go_on_from(log, session, true);
        }
    }

    fn go_on_from(&mut self, mut log: Log, session: &Session, old_goes_on: bool) {
        let saved = self.log.saved().cloned().map(Entry::Saved);
        let versions = self.log.versions().iter().cloned().map(Entry::Version);
        for entry in saved.into_iter().chain(versions) {
            let fits = log.take_in(entry).is_ok();
            debug_assert!(fits, "it changes nothing in the map");
        }
        self.follower = Follower::knowing(session.history());
        if let Some(writer) = &self.writer {
            writer.go_on_from(log.clone(), old_goes_on);
        }
        self.log = log;
    }

    /// The journal grows no longer than about this, bytes.
    pub fn bound(&mut self, most: u64) {
        self.most = most;
    }

    /// The journal from which the map was restored goes once its successor has its name: then it is on the disk.
    fn drop_older(&mut self) {
        if self.writer.as_ref().is_some_and(Writer::is_whole)
            && let Some(older) = self.older.take()
        {
            // What can't be taken away is offered again: a nuisance, not a loss.
            let _ = older.remove();
        }
    }

    /// The map has another name or file.
    pub fn named(&mut self, name: &str, path: Option<&Path>, now: Moment) {
        if self.log.header.name != name || self.log.header.path.as_deref() != path {
            let entry = Entry::Named { name: name.to_owned(), path: path.map(Path::to_owned) };
            self.note(entry, now);
        }
    }

    /// A state has been read from its file, or written to it.
    pub fn saved(&mut self, saved: Saved, now: Moment) {
        self.note(Entry::Saved(saved), now);
    }

    /// Gives the state in which the map is a name; one of this name before is forgotten.
    pub fn name_version(&mut self, name: &str, session: &Session, now: Moment) {
        let version = Version {
            name: name.to_owned(),
            when: now.milliseconds(),
            revision: session.revision(),
            document: session.document().clone(),
        };
        self.note_for_good(Entry::Version(version), now);
    }

    /// Forgets a named version.
    pub fn forget_version(&mut self, name: &str, now: Moment) {
        self.note_for_good(Entry::NoVersion { name: name.to_owned() }, now);
    }

    fn note_for_good(&mut self, entry: Entry, now: Moment) {
        let fits = self.tell(vec![entry], now);
        debug_assert!(fits, "it follows from what was told before");
    }

    /// What is no edit makes no journal where there is none yet.
    fn note(&mut self, entry: Entry, now: Moment) {
        if self.writer.is_some() {
            self.note_for_good(entry, now);
        } else {
            let fits = self.log.take_in(entry).is_ok();
            debug_assert!(fits, "it changes nothing in the map");
        }
    }

    /// Keeps on elsewhere, or nowhere any more: the journal that there was goes.
    #[must_use]
    pub fn moved_to(mut self, place: Option<Place>) -> Self {
        if let Some(writer) = self.writer.take() {
            // Nobody waits: should it not go, it is offered at the next start.
            drop(writer.end(Ending::Vanish));
        }
        Self { place, ..self }
    }

    /// Waits until everything is on the disk, no longer than this; whether it is, or there is nothing to lose.
    #[must_use]
    pub fn settle(&self, longest: Duration) -> bool {
        self.writer.as_ref().is_none_or(|writer| writer.sync().wait(longest))
    }

    /// A journal of the map as it is stands on the disk within this time, here where nothing was to be kept: for a
    /// program that goes on from it. Whether it does.
    #[must_use]
    pub fn hold(&mut self, place: &Place, longest: Duration, now: Moment) -> bool {
        if self.writer.is_none() {
            let path = place.new_journal(now.nanoseconds);
            self.writer = Some(Writer::begin(path, self.log.clone(), self.wake.clone()));
        }
        let kept = self.settle(longest);
        self.drop_older();
        kept
    }

    /// The map is closed in order: what was not saved is given up. A map that has a file leaves its history; edits that
    /// were given up are in it, to be done again. An answer to wait for, if something is written.
    #[must_use]
    pub fn close(mut self, now: Moment) -> Option<Answer> {
        if let Some(older) = self.older.take() {
            let _ = older.remove();
        }
        let saved = self.log.saved().cloned();
        if let Some(saved) = &saved
            && saved.revision != self.log.at()
            && (saved.revision == self.log.base() || self.log.steps().contains_key(&saved.revision))
        {
            let leads_on = |tip: u64| {
                saved.revision == self.log.base()
                    || self.log.line_to(tip).iter().any(|step| step.revision == saved.revision)
            };
            let tip = if leads_on(self.log.tip()) { self.log.tip() } else { saved.revision };
            self.note_for_good(Entry::At { at: saved.revision, tip }, now);
        }
        let place = self.place.clone()?;
        let writer = self.writer.take()?;
        let keeps = saved
            .filter(|_| self.log.is_saved())
            .filter(|_| !self.log.steps().is_empty() || !self.log.versions().is_empty());
        let Some(saved) = keeps else { return Some(writer.end(Ending::Vanish)) };
        writer.write(vec![Entry::Closed { when: now.milliseconds() }]);
        let answer = writer.end(Ending::Become(place.history_of(&saved.path, saved.fingerprint)));
        place.tidy(&saved.path);
        Some(answer)
    }

    /// The program ends and nobody decided: the journal stays, and the next start offers the map.
    #[must_use]
    pub fn stay(mut self) -> Option<Answer> {
        self.drop_older();
        self.writer.map(|writer| writer.end(Ending::Stay))
    }
}

/// A journal that an earlier run left, with a map in it that no file holds as it is.
#[derive(Clone, Debug)]
pub struct Left {
    /// The journal.
    pub journal: PathBuf,
    /// The map and its history.
    pub log: Log,
    /// The map as it was last.
    pub document: Document,
    /// How many edits were not saved.
    pub edits: usize,
    /// Bytes at the end of the journal that could not be read.
    pub lost: usize,
}

/// What earlier runs left to be restored, the latest first; and how many journals could not be read, which stay where they
/// are. A journal whose map is on the disk as it is becomes the map's history. Reads files: not for the interface thread.
#[must_use]
pub fn left(place: &Place) -> (Vec<Left>, Vec<PathBuf>) {
    let (mut left, mut unread) = (Vec::new(), Vec::new());
    for journal in place.left() {
        let Some(claim) = claim(&journal) else { continue };
        let Ok(reading) = claim.bytes().map(|bytes| journal::read(&bytes)) else {
            unread.push(journal);
            continue;
        };
        let Ok(reading) = reading else {
            unread.push(journal);
            continue;
        };
        let mut log = reading.log;
        let Some(document) = log.document_at(log.at()) else {
            unread.push(journal);
            continue;
        };
        if reading.lost == 0 && is_on_disk(&mut log, &document) {
            becomes_history(place, &log, claim);
            continue;
        }
        let edits = log.unsaved();
        left.push(Left { journal, log, document, edits, lost: reading.lost });
    }
    left.sort_by_key(|left| (std::cmp::Reverse(left.log.latest()), left.journal.clone()));
    (left, unread)
}

/// What stands in the journal that this very process has left before it took its own place.
#[must_use]
pub fn left_in(journal: &Path) -> Option<Left> {
    let reading = journal::read(&claim_back(journal)?.bytes().ok()?).ok()?;
    let document = reading.log.document_at(reading.log.at())?;
    let edits = reading.log.unsaved();
    Some(Left { journal: journal.to_owned(), log: reading.log, document, edits, lost: reading.lost })
}

/// Whether the map's file holds just this. The program may have been stopped between the save and the word of it.
fn is_on_disk(log: &mut Log, document: &Document) -> bool {
    let Some(path) = log.path().cloned() else { return false };
    let Ok(bytes) = crate::file::bytes(&path) else { return false };
    if bytes != crate::file::write(document).as_bytes() {
        return false;
    }
    let saved =
        Saved { revision: log.at(), path, fingerprint: journal::fingerprint(&bytes), when: log.latest() };
    log.take_in(Entry::Saved(saved)).is_ok()
}

fn becomes_history(place: &Place, log: &Log, claim: Claim) {
    let Some(saved) = log.saved() else { return };
    let target = place.history_of(&saved.path, saved.fingerprint);
    let bytes = journal::bytes_of(&log.entries());
    let folder = target.parent().unwrap_or(Path::new("."));
    let kept =
        crate::file::disk::create_folders(folder).is_ok() && crate::file::save_bytes(&target, &bytes).is_ok();
    // Nothing of the map is lost with the journal: its file holds it.
    if kept || log.steps().is_empty() {
        let _ = claim.remove();
    }
}

/// The history that was kept of a map's file, if it was kept of just this state of it.
#[derive(Clone, Debug)]
pub enum Earlier {
    /// The map's own.
    Own(Box<Log>),
    /// Of another state of the file, which something else has written since: its last steps lead elsewhere.
    Other(Box<Log>),
}

/// Looks for the history of a map that was just read from a file with this fingerprint. Reads files: not for the
/// interface thread.
#[must_use]
pub fn earlier(place: &Place, path: &Path, fingerprint: u64, document: &Document) -> Option<Earlier> {
    let own = place.history_of(path, fingerprint);
    if let Some(log) = history_in(&own)
        && log.document_at(log.at()).as_ref() == Some(document)
    {
        return Some(Earlier::Own(Box::new(log)));
    }
    let others = place.histories_of(path);
    let other = others.iter().filter(|other| **other != own).find_map(|other| history_in(other))?;
    Some(Earlier::Other(Box::new(other)))
}

fn history_in(path: &Path) -> Option<Log> {
    let mut log = journal::read(&claim(path)?.bytes().ok()?).ok()?.log;
    log.shorten(MOST_STEPS);
    Some(log)
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use super::*;
    use crate::{
        editor::Command,
        model::{Organisation, Point},
    };

    fn edit(session: &mut Session, name: &str) {
        let one =
            Organisation { name: name.into(), position: Some(Point::default()), ..Organisation::default() };
        session.perform(Command::AddOrganisation(one)).expect("it may be added");
    }

    #[test]
    fn a_hand_that_breaks_down_while_it_writes_is_replaced_and_nothing_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::below(folder.path());
        let mut session = Session::new(Document::default());
        // Nothing can be written at first: the word of it is what breaks down, on the thread that writes.
        std::fs::write(folder.path().join("journal"), "in the way").expect("writes");
        let broke = Arc::new(AtomicBool::new(false));
        let wake: Wake = {
            let broke = Arc::clone(&broke);
            Arc::new(move || assert!(broke.swap(true, Ordering::SeqCst), "broken on purpose"))
        };
        let moment = |nanoseconds| Moment { nanoseconds };
        let mut keeping = Keeping::new(Some(place.clone()), wake, &session, Header::default());
        edit(&mut session, "A");
        keeping.follow(&session, moment(1));
        let begun = std::time::Instant::now();
        while keeping.writer.as_ref().is_some_and(|writer| !writer.is_broken()) {
            assert!(begun.elapsed() < Duration::from_secs(20), "the thread does not end");
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(!keeping.settle(Duration::from_secs(2)) && keeping.trouble().is_some());
        std::fs::remove_file(folder.path().join("journal")).expect("was there");
        edit(&mut session, "B");
        keeping.follow(&session, moment(2));
        assert!(keeping.settle(Duration::from_secs(2)) && keeping.trouble().is_none());
        let _ = keeping.stay().map(|answer| answer.wait(Duration::from_secs(2)));
        let (left, unread) = left(&place);
        assert_eq!((left.len(), unread.len()), (1, 0));
        assert_eq!((left[0].edits, &left[0].document), (2, session.document()));
    }
}
