//! A name in the forms in which it is compared with another.
//! Must not know whose name it is.

use std::collections::BTreeSet;

use super::{Likeness, folded};

/// Names of more words than this are no names, and have no initials.
const MOST_WORDS: usize = 24;
/// Words longer than this are not compared letter by letter, in bytes.
const LONGEST: usize = 120;

/// Words that initials may leave out.
const SMALL_WORDS: [&str; 22] = [
    "a", "an", "and", "at", "by", "da", "das", "de", "der", "des", "di", "die", "du", "for", "in", "la",
    "le", "of", "on", "the", "to", "y",
];

/// Words and how they are shortened; an empty word says nothing: a legal form.
const SHORT_WORDS: [(&str, &str); 56] = [
    ("assn", "association"),
    ("assoc", "association"),
    ("auth", "authority"),
    ("bros", "brothers"),
    ("center", "centre"),
    ("cic", ""),
    ("cio", ""),
    ("co", "company"),
    ("coll", "college"),
    ("cncl", "council"),
    ("comm", "commission"),
    ("conf", "conference"),
    ("corp", "corporation"),
    ("ctr", "centre"),
    ("dep", "department"),
    ("dept", "department"),
    ("dev", "development"),
    ("dpt", "department"),
    ("ed", "education"),
    ("edu", "education"),
    ("fdn", "foundation"),
    ("fed", "federation"),
    ("fest", "festival"),
    ("gmbh", ""),
    ("gov", "government"),
    ("govt", "government"),
    ("gvt", "government"),
    ("inc", ""),
    ("ind", "industry"),
    ("inst", "institute"),
    ("intl", "international"),
    ("int", "international"),
    ("lab", "laboratory"),
    ("labs", "laboratories"),
    ("limited", ""),
    ("llc", ""),
    ("llp", ""),
    ("ltd", ""),
    ("min", "ministry"),
    ("mgmt", "management"),
    ("nat", "national"),
    ("natl", "national"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("orgs", "organisations"),
    ("plc", ""),
    ("prog", "programme"),
    ("program", "programme"),
    ("reg", "regional"),
    ("soc", "society"),
    ("tech", "technology"),
    ("the", ""),
    ("uni", "university"),
    ("unis", "universities"),
    ("univ", "university"),
    ("and", ""),
];

/// A name made ready to be compared with many others.
#[derive(Clone, Debug)]
pub struct Forms {
    folded: String,
    /// Written out, without small words and legal forms, sorted: the order of words is often another.
    plain: Vec<String>,
    /// Where a word of the folded name begins and ends.
    words: Vec<std::ops::Range<usize>>,
    /// Which letters occur, as bits: names that differ in many are not compared letter by letter.
    letters: u64,
    /// Runs of digits, in order.
    numbers: Vec<String>,
    /// Written in capitals throughout: likely initials even when it is short.
    capitals: bool,
}

impl Forms {
    /// The forms of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let folded = folded(name);
        let mut words = Vec::new();
        let mut start = 0;
        for word in folded.split(' ') {
            words.push(start..start + word.len());
            start += word.len() + 1;
        }
        let mut plain: Vec<String> =
            folded.split(' ').map(written_out).filter(|word| !is_small(word)).map(str::to_owned).collect();
        plain.sort();
        let letters =
            folded.chars().filter(|letter| *letter != ' ').fold(0, |bits, letter| bits | bit(letter));
        let numbers =
            folded.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).map(str::to_owned);
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        Self { plain, words, letters, numbers: numbers.collect(), capitals, folded }
    }

    /// The name as [`folded`] has it.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// In what way two names are alike; none when they probably mean two organisations. Names that differ in their
    /// numbers never do: "Studio 1" is not "Studio 2".
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.folded.is_empty() || other.folded.is_empty() {
            return None;
        }
        if self.folded == other.folded {
            return Some(Likeness::Same);
        }
        if self.numbers != other.numbers {
            return None;
        }
        if self.is_short_for(other) || other.is_short_for(self) || self.says_the_same(other) {
            return Some(Likeness::Abbreviation);
        }
        self.is_mistyped(other).then_some(Likeness::Typing)
    }

    fn says_the_same(&self, other: &Self) -> bool {
        !self.plain.is_empty() && self.plain == other.plain
    }

    fn word(&self, place: usize) -> &str {
        &self.folded[self.words[place].clone()]
    }

    /// Whether one of its words is the initials of words of the longer name, and the others are the same.
    fn is_short_for(&self, longer: &Self) -> bool {
        // Most names have nothing of this: the first letters say so at once.
        let first = self.folded.chars().next();
        let may = self.words.len() < longer.words.len()
            && longer.words.len() <= MOST_WORDS
            && (first == longer.folded.chars().next() || is_small(longer.word(0)));
        may && self.fits(longer)
    }

    /// Whether its words stand for those of the longer name, in order; at least one must be initials.
    fn fits(&self, longer: &Self) -> bool {
        let (count, length) = (self.words.len(), longer.words.len());
        // How far one may have come: words of this name, words of the longer one, whether initials were among them.
        let mut reached = BTreeSet::from([(0, 0, false)]);
        while let Some((place, other, initials)) = reached.pop_first() {
            if place == count && initials && (other..length).all(|word| is_small(longer.word(word))) {
                return true;
            }
            if place == count || other == length {
                continue;
            }
            if is_small(longer.word(other)) {
                reached.insert((place, other + 1, initials));
            }
            let word = self.word(place);
            if written_out(word) == written_out(longer.word(other)) {
                reached.insert((place + 1, other + 1, initials));
            }
            let signs = word.chars().count();
            if ((3..=10).contains(&signs) || (signs == 2 && self.capitals))
                && word.chars().all(char::is_alphabetic)
            {
                reached.extend(
                    longer.after_initials(word, other).into_iter().map(|after| (place + 1, after, true)),
                );
            }
        }
        false
    }

    /// After which words the letters of `short` are used up as initials, from the word `from` on.
    fn after_initials(&self, short: &str, from: usize) -> BTreeSet<usize> {
        let mut places = BTreeSet::from([from]);
        for letter in short.chars() {
            let mut after = BTreeSet::new();
            while let Some(place) = places.pop_first().filter(|place| *place < self.words.len()) {
                let word = self.word(place);
                if word.starts_with(letter) {
                    after.insert(place + 1);
                }
                if is_small(word) && place > from {
                    places.insert(place + 1);
                }
            }
            places = after;
        }
        places
    }

    fn is_mistyped(&self, other: &Self) -> bool {
        // Each slip changes at most two of the letters that occur.
        if (self.letters ^ other.letters).count_ones() > 6
            || self.folded.len().abs_diff(other.folded.len()) > 12
        {
            return false;
        }
        if self.words.len() != other.words.len() {
            return self.is_spaced_otherwise(other);
        }
        let mut slips = 0;
        for place in 0..self.words.len() {
            let (a, b) = (self.word(place), other.word(place));
            if a == b {
                continue;
            }
            let Some(distance) = slips_between(a, b) else { return false };
            slips += distance;
        }
        slips <= 3
    }

    /// "Water shed" for "Watershed".
    fn is_spaced_otherwise(&self, other: &Self) -> bool {
        if self.folded.len().abs_diff(other.folded.len()) > 4 || self.folded.len() > LONGEST {
            return false;
        }
        let joined = |forms: &Self| forms.folded.replace(' ', "");
        let (a, b) = (joined(self), joined(other));
        a == b || (a.len().min(b.len()) >= 8 && strsim::osa_distance(&a, &b) <= 1)
    }
}

/// How many slips lead from one word to the other, if few enough for words of this length.
fn slips_between(a: &str, b: &str) -> Option<usize> {
    let (long, short) = (a.chars().count(), b.chars().count());
    let borne = match long.min(short) {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    if long.abs_diff(short) > borne || borne == 0 || long > LONGEST {
        return None;
    }
    if a.chars().chain(b.chars()).any(char::is_numeric) {
        return None;
    }
    let distance = strsim::osa_distance(a, b);
    (distance <= borne).then_some(distance)
}

fn is_small(word: &str) -> bool {
    word.is_empty() || SMALL_WORDS.binary_search(&word).is_ok()
}

/// A folded word without its shortening; nothing is left of a legal form.
pub(in crate::editor) fn written_out(word: &str) -> &str {
    SHORT_WORDS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| *long)
}

fn bit(letter: char) -> u64 {
    1 << match letter {
        'a'..='z' => u32::from(letter) - u32::from('a'),
        '0'..='9' => 26 + u32::from(letter) - u32::from('0'),
        other => 36 + u32::from(other) % 28,
    }
}
