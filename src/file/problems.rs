//! From faults at bytes to diagnostics at lines, each naming its record; and the word that was perhaps meant.
//! Must not know how a text is scanned.

use super::syntax::{Fault, Lines};
use crate::diagnostics::{Diagnostic, Severity};

/// More diagnostics than this help nobody; how many are left is said.
pub(super) const MOST: usize = 500;

/// The candidate that is so near that it was perhaps meant. The first of equally near ones.
pub(super) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // One slip for short words, about one in three letters for long ones.
    let length = word.chars().count();
    let most = (length / 3).clamp(1, 4);
    if length > 80 {
        return None;
    }
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 2 * most)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Diagnostics of these faults, in the order of the text. `records` in the order of the text.
pub(super) fn diagnose(
    text: &str,
    mut faults: Vec<Fault>,
    label: impl Fn(u32) -> Option<String>,
) -> Vec<Diagnostic> {
    if faults.is_empty() {
        return Vec::new();
    }
    faults.sort_by_key(|fault| fault.offset);
    let lines = Lines::new(text);
    let left = faults.len().saturating_sub(MOST);
    let has_errors_left =
        faults[MOST.min(faults.len())..].iter().any(|fault| fault.severity == Severity::Error);
    faults.truncate(MOST);
    let mut diagnostics: Vec<Diagnostic> = faults
        .into_iter()
        .map(|fault| Diagnostic {
            severity: fault.severity,
            message: match label(fault.offset) {
                Some(label) => format!("{label}: {}", fault.message),
                None => fault.message,
            },
            place: Some(lines.place(fault.offset)),
            hint: fault.hint,
        })
        .collect();
    if left > 0 {
        let severity = if has_errors_left { Severity::Error } else { Severity::Warning };
        diagnostics.push(Diagnostic {
            severity,
            ..Diagnostic::error(format!("{left} more were found, not listed here"))
        });
    }
    diagnostics
}
