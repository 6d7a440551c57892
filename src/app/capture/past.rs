//! The lines that were typed before, to walk through with Up and Down. Must not know what they meant.

/// How many are remembered.
const REMEMBERED: usize = 200;

/// Earlier lines, the last one last.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    lines: Vec<String>,
    /// Which one stands in the field; none: what is being typed.
    at: Option<usize>,
    /// What was being typed when the walk began.
    draft: String,
}

impl Past {
    /// A line that was done.
    pub(super) fn remember(&mut self, line: &str) {
        self.at = None;
        self.draft.clear();
        let line = line.trim();
        if line.is_empty() || self.lines.last().is_some_and(|last| last == line) {
            return;
        }
        self.lines.push(line.to_owned());
        if self.lines.len() > REMEMBERED {
            self.lines.remove(0);
        }
    }

    /// The line before the one in the field, if there is one.
    pub(super) fn earlier(&mut self, shown: &str) -> Option<String> {
        let before = match self.at {
            None => {
                shown.clone_into(&mut self.draft);
                self.lines.len().checked_sub(1)?
            }
            Some(at) => at.checked_sub(1)?,
        };
        self.at = Some(before);
        self.lines.get(before).cloned()
    }

    /// The line after it; after the last one what was being typed.
    pub(super) fn later(&mut self) -> Option<String> {
        let after = self.at? + 1;
        self.at = (after < self.lines.len()).then_some(after);
        Some(self.lines.get(after).cloned().unwrap_or_else(|| std::mem::take(&mut self.draft)))
    }

    /// The line in the field is another now: the next walk begins at the end.
    pub(super) fn forget_place(&mut self) {
        self.at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_back_and_forth_ends_where_it_began() {
        let mut past = Past::default();
        assert_eq!(past.earlier("x"), None);
        for line in ["BFI", "BBC ", "BBC", ""] {
            past.remember(line);
        }
        assert_eq!(past.earlier("half a li").as_deref(), Some("BBC"));
        assert_eq!(past.earlier("BBC").as_deref(), Some("BFI"));
        assert_eq!(past.earlier("BFI"), None, "there is none before the first");
        assert_eq!(past.later().as_deref(), Some("BBC"));
        assert_eq!(past.later().as_deref(), Some("half a li"));
        assert_eq!(past.later(), None);
    }
}
