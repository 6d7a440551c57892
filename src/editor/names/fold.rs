//! Names without what people write differently: case, accents, spacing, punctuation.
//! Must not know abbreviations.

use std::borrow::Cow;

/// The name as it is compared: lower case, no accents, "&" as "and", one space between words, no punctuation. A name
/// of nothing but punctuation keeps it, so that only a blank name folds to nothing.
#[must_use]
pub fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut signs = name.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        let sign = narrow(sign);
        match part(sign, before, signs.peek().copied().map_or(' ', narrow)) {
            Part::Letters(letters) => out.push_str(&letters),
            Part::Word(word) => {
                gap(&mut out);
                out.push_str(word);
                out.push(' ');
            }
            Part::Gap => gap(&mut out),
            Part::Nothing => {}
        }
        before = sign;
    }
    out.truncate(out.trim_end().len());
    if out.is_empty() { name.split_whitespace().collect::<Vec<_>>().join(" ") } else { out }
}

fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// What becomes of a sign.
enum Part {
    Letters(Cow<'static, str>),
    Word(&'static str),
    Gap,
    Nothing,
}

fn part(sign: char, before: char, after: char) -> Part {
    match sign {
        'a'..='z' | '0'..='9' => Part::Letters(String::from(sign).into()),
        'A'..='Z' => Part::Letters(String::from(sign.to_ascii_lowercase()).into()),
        '&' => Part::Word("and"),
        // "U.W.E.", "St Paul's", but "Studio 1.5" is not "Studio 15".
        '.' | '\'' | '\u{2019}' | '\u{2018}' | '`' if before.is_alphabetic() => {
            if after.is_ascii_digit() {
                Part::Gap
            } else {
                Part::Nothing
            }
        }
        ',' if before.is_ascii_digit() && after.is_ascii_digit() => Part::Nothing,
        // Signs that tell names apart: "C++", "C#", "@Bristol".
        '+' | '#' | '@' | '$' | '%' | '=' => Part::Letters(String::from(sign).into()),
        // Accents that stand by themselves, and joiners nobody sees.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => {
            Part::Nothing
        }
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if sign.is_alphabetic() => latin(sign),
        _ if sign.is_alphanumeric() => Part::Letters(without_accent(sign)),
        _ if is_punctuation(sign) => Part::Gap,
        _ => Part::Letters(String::from(sign).into()),
    }
}

/// A Latin letter without its accent: "é" as "e", "ß" as "ss".
fn latin(letter: char) -> Part {
    let mut bytes = [0; 4];
    let plain = slug::slugify(&*letter.encode_utf8(&mut bytes));
    if plain.is_empty() {
        Part::Letters(letter.to_lowercase().collect::<String>().into())
    } else {
        Part::Letters(plain.into())
    }
}

/// A letter of another script, lower case, without the accents that are left off in haste.
fn without_accent(letter: char) -> Cow<'static, str> {
    let lower = letter.to_lowercase().map(|letter| match letter {
        'ё' => 'е',
        'й' => 'и',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        other => other,
    });
    lower.filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect::<String>().into()
}

/// Signs that East Asian keyboards set wide, as everybody else writes them.
fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        other => other,
    }
}

fn is_punctuation(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || sign.is_ascii_punctuation()
        || matches!(sign, '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b4}'..='\u{b8}' | '\u{bb}' | '\u{bf}')
        || matches!(sign, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{30fb}' | '\u{ff5f}'..='\u{ff65}')
}
