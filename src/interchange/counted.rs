//! Counted words in what is told of a file: "1 row lacks an end", "3 rows lack an end". Must not know what is counted.

use crate::model::grouped;

/// A sentence without its number: of one, of several.
pub(super) type Sentence = (&'static str, &'static str);

/// The sentence with its number.
pub(super) fn counted(times: usize, (one, many): Sentence) -> String {
    if times == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(times as u64)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_bent_otherwise_than_many() {
        let sentence = ("row lacks an end", "rows lack an end");
        for (times, words) in
            [(1, "1 row lacks an end"), (2, "2 rows lack an end"), (1234, "1,234 rows lack an end")]
        {
            assert_eq!(counted(times, sentence), words);
        }
    }
}
