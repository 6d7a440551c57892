//! A place in the history and what was done since: a round takes its own steps back, and nothing that stood before it.
//! Must not know what a round is for.

use super::{History, Session, Step};

/// A place in the history of one session. Ask it to [`follow`](Self::follow) after whatever may have moved in the
/// history; what is done later is *since*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// How many steps stood before.
    floor: usize,
    /// The largest number that a state had when it began: later ones are larger.
    newest: u64,
}

impl Since {
    /// The place where the session stands. A gesture is left, and no later edit joins an earlier step.
    #[must_use]
    pub fn now(session: &mut Session) -> Self {
        session.cancel_gesture();
        session.seal();
        let history = session.history();
        let numbers = history.steps().iter().map(Step::revision);
        let newest = numbers.fold(history.revision(), u64::max);
        Self { floor: history.position(), newest }
    }

    /// Goes back with an undo that went below the place, and forward with the redo of what stood before it.
    pub fn follow(&mut self, history: &History) {
        let done = &history.steps()[..history.position()];
        self.floor = self.floor.min(done.len());
        while done.get(self.floor).is_some_and(|step| step.revision() <= self.newest) {
            self.floor += 1;
        }
    }

    /// What was done since, oldest first.
    #[must_use]
    pub fn steps<'a>(&self, history: &'a History) -> &'a [Step] {
        let done = &history.steps()[..history.position()];
        &done[self.floor.min(done.len())..]
    }

    /// Takes back the last step done since; its name. None, and nothing happens, when there is none. While a gesture is
    /// under way it leaves that and does nothing else.
    pub fn take_back_last(&mut self, session: &mut Session) -> Option<String> {
        self.follow(session.history());
        if self.steps(session.history()).is_empty() {
            return None;
        }
        session.undo()
    }

    /// Takes back all that was done since; how many steps.
    pub fn take_back(&mut self, session: &mut Session) -> usize {
        session.cancel_gesture();
        self.follow(session.history());
        let steps = self.steps(session.history()).len();
        session.go_to(session.history().position() - steps);
        steps
    }
}
