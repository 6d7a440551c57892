//! What the program has to say about a map: a message, the place it speaks of, and what to do.
//! Knows nothing of maps, files or windows; every room may use it.

use std::fmt;

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing was changed or lost.
    Warning,
    /// Something could not be taken as it stands.
    Error,
}

/// A place in a text, counted as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// One thing said about a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter, in a sentence without a full stop, naming the record it speaks of.
    pub message: String,
    /// Where, if the text it came from is known.
    pub place: Option<Place>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without a place or a hint.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), place: None, hint: None }
    }

    /// A warning without a place or a hint.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// The same, with a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `line:column: message`, and the hint on a line of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{}:{}: ", place.line, place.column)?;
        }
        let kind = match self.severity {
            Severity::Warning => "warning: ",
            Severity::Error => "",
        };
        write!(f, "{kind}{}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n    hint: {hint}")?;
        }
        Ok(())
    }
}

/// A value that was had, and what there is to say about how.
#[derive(Clone, Debug, PartialEq)]
pub struct Warned<T> {
    /// What was asked for.
    pub value: T,
    /// What to tell the user about it.
    pub warnings: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, warnings: Vec::new() }
    }

    /// The same warnings beside another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: change(self.value), warnings: self.warnings }
    }
}
