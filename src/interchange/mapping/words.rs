//! Foreign words and what they mean in our scheme and in our fixed lists. Must not know columns.

use crate::model::{
    Colour, Count, Date, Direction, Document, FlowKindId, Formality, OrganisationKind, ScaleId, SectorId,
    Status,
};

use super::Meaning;

/// Words to be compared: lower case, without signs.
pub(crate) fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            out.push(sign);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Words for the sectors of the study, folded.
const SECTORS: [(&str, &[&str]); 5] = [
    (
        "government",
        &[
            "public",
            "public sector",
            "state",
            "local government",
            "local authority",
            "council",
            "governmental",
            "public body",
            "government agency",
        ],
    ),
    (
        "industry",
        &[
            "business",
            "company",
            "companies",
            "private",
            "private sector",
            "commercial",
            "firm",
            "enterprise",
            "corporate",
            "startup",
            "sme",
        ],
    ),
    (
        "universities",
        &[
            "university",
            "academia",
            "academic",
            "education",
            "higher education",
            "hei",
            "research",
            "university rto",
            "educational",
        ],
    ),
    (
        "third-sector",
        &[
            "third",
            "ngo",
            "non profit",
            "nonprofit",
            "not for profit",
            "charity",
            "charities",
            "civil society",
            "voluntary",
            "vcse",
            "association",
            "community",
            "foundation",
        ],
    ),
    (
        "joint",
        &[
            "mixed",
            "partnership",
            "cross sector",
            "hybrid",
            "trans institutional",
            "public private partnership",
        ],
    ),
];

const SCALES: [(&str, &[&str]); 4] = [
    ("local", &["city", "municipal", "neighbourhood", "town"]),
    ("regional", &["region", "subnational", "county", "state"]),
    ("national", &["country", "nation", "federal", "uk"]),
    ("international", &["global", "world", "european", "eu", "europe", "supranational"]),
];

const FLOW_KINDS: [(&str, &[&str]); 10] = [
    ("funding", &["funds", "funded by", "grant", "grants", "money", "finance", "donation"]),
    ("investment", &["invests", "invests in"]),
    ("knowledge", &["knowledge exchange", "knowledge transfer"]),
    ("information", &["informs"]),
    ("talent", &["skills", "people", "graduates"]),
    ("service", &["services", "provides"]),
    ("trade", &["sells", "supply", "supplies"]),
    (
        "collaboration",
        &["collaborates", "collaborates with", "works with", "partners", "partner", "partnership"],
    ),
    ("member-of", &["member", "membership", "belongs to"]),
    ("hosts", &["host", "hosted by"]),
];

fn synonym(table: &[(&'static str, &[&str])], word: &str) -> Option<&'static str> {
    table.iter().find(|(_, words)| words.contains(&word)).map(|(id, _)| *id)
}

/// The sector that a word means: by id, by name, by what people call the study's.
pub(super) fn sector(document: &Document, word: &str) -> Meaning<SectorId> {
    let wanted = folded(word);
    if let Ok(id) = SectorId::new(word)
        && document.sector(&id).is_some()
    {
        return Meaning::Known(id);
    }
    let by_name = document.sectors().iter().find(|(_, it)| it.name == word);
    let by_name = by_name.or_else(|| document.sectors().iter().find(|(_, it)| folded(&it.name) == wanted));
    let by_synonym = || {
        let id = SectorId::new(synonym(&SECTORS, &wanted)?).ok()?;
        document.sector(&id).map(|_| id)
    };
    by_name.map(|(id, _)| id.clone()).or_else(by_synonym).map_or_else(|| unknown(word), Meaning::Known)
}

/// The scale that a word means.
pub(super) fn scale(document: &Document, word: &str) -> Meaning<ScaleId> {
    let wanted = folded(word);
    if let Ok(id) = ScaleId::new(word)
        && document.scale(&id).is_some()
    {
        return Meaning::Known(id);
    }
    let by_name = document.scales().iter().find(|(_, it)| it.name == word);
    let by_name = by_name.or_else(|| document.scales().iter().find(|(_, it)| folded(&it.name) == wanted));
    let by_synonym = || {
        let id = ScaleId::new(synonym(&SCALES, &wanted)?).ok()?;
        document.scale(&id).map(|_| id)
    };
    by_name.map(|(id, _)| id.clone()).or_else(by_synonym).map_or_else(|| unknown(word), Meaning::Known)
}

/// The kind of flow that a word means.
pub(super) fn flow_kind(document: &Document, word: &str) -> Meaning<FlowKindId> {
    let wanted = folded(word);
    if let Ok(id) = FlowKindId::new(word)
        && document.flow_kind(&id).is_some()
    {
        return Meaning::Known(id);
    }
    let by_name = document.flow_kinds().iter().find(|(_, it)| it.name == word);
    let by_name = by_name.or_else(|| document.flow_kinds().iter().find(|(_, it)| folded(&it.name) == wanted));
    let by_synonym = || {
        let id = FlowKindId::new(synonym(&FLOW_KINDS, &wanted)?).ok()?;
        document.flow_kind(&id).map(|_| id)
    };
    by_name.map(|(id, _)| id.clone()).or_else(by_synonym).map_or_else(|| unknown(word), Meaning::Known)
}

fn unknown<Id>(word: &str) -> Meaning<Id> {
    let said_nothing = ["", "none", "n a", "na", "null", "not stated", "unknown", "undefined"];
    if said_nothing.contains(&folded(word).as_str()) {
        Meaning::Unstated
    } else {
        Meaning::New(word.trim().to_owned())
    }
}

/// The kind of organisation that a word means.
pub(super) fn organisation_kind(word: &str) -> Option<OrganisationKind> {
    use OrganisationKind as Kind;
    let wanted = folded(word);
    let by_name = Kind::ALL.into_iter().find(|kind| kind.name() == wanted);
    by_name.or_else(|| {
        Some(match wanted.as_str() {
            "organization" | "org" | "institution" | "organisations" | "organizations" | "agency" => {
                Kind::Organisation
            }
            "department" | "team" | "division" => Kind::Unit,
            "group" => Kind::Group,
            "people" | "individual" | "human" | "actor" | "persons" => Kind::Person,
            "project" | "program" | "programmes" | "initiative" => Kind::Programme,
            "location" | "building" | "venue" => Kind::Place,
            "strategy" => Kind::Policy,
            "idea" | "theme" | "topic" => Kind::Concept,
            "events" | "meetup" => Kind::Event,
            "networks" => Kind::Network,
            _ => return None,
        })
    })
}

/// The direction that a word means.
pub(super) fn direction(word: &str) -> Option<Direction> {
    Some(match folded(word).as_str() {
        "forward" | "directed" | "true" | "1" | "yes" | "->" | "one way" => Direction::Forward,
        "both ways" | "both" | "mutual" | "bidirectional" | "two way" | "reciprocal" => Direction::Both,
        "no direction" | "none" | "undirected" | "false" | "0" | "no" => Direction::None,
        "direction not known" | "unknown" => Direction::Unknown,
        _ => return None,
    })
}

/// The formality that a word means.
pub(super) fn formality(word: &str) -> Option<Formality> {
    let wanted = folded(word);
    Formality::ALL.into_iter().find(|it| it.name() == wanted)
}

/// The status that a word means.
pub(super) fn status(word: &str) -> Option<Status> {
    let wanted = folded(word);
    Status::ALL.into_iter().find(|it| it.name() == wanted).or(match wanted.as_str() {
        "active" | "existing" | "present" => Some(Status::Current),
        "planned" | "potential" | "proposal" => Some(Status::Proposed),
        "missing" => Some(Status::Absent),
        "past" | "closed" | "inactive" | "former" => Some(Status::Ended),
        "desired" | "wished" => Some(Status::Wanted),
        _ => None,
    })
}

/// A date: as maps write it, or with a time after it, or with slashes, the day first.
pub(super) fn date(word: &str) -> Option<Date> {
    let word = word.trim();
    if let Ok(date) = word.parse() {
        return Some(date);
    }
    let day = word.split(['T', ' ']).next()?;
    if day.len() == 10 && day != word {
        return day.parse().ok();
    }
    let parts: Vec<&str> = word.split(['/', '.']).collect();
    match parts[..] {
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, Some(month.parse().ok()?), Some(day.parse().ok()?)).ok()
        }
        _ => None,
    }
}

/// A count: `12`, `40-50`, `40 to 50`, `1000-`, `over 1,000`, `-9`, `up to 9`.
pub(super) fn count(word: &str) -> Option<Count> {
    let plain = word.replace([',', ' '], "").to_lowercase();
    let number = |text: &str| text.parse::<u64>().ok();
    if let Some(low) =
        plain.strip_prefix("over").or_else(|| plain.strip_suffix('-')).or_else(|| plain.strip_suffix('+'))
    {
        return Some(Count { low: Some(number(low)?), high: None });
    }
    if let Some(high) = plain.strip_prefix("upto").or_else(|| plain.strip_prefix('-')) {
        return Some(Count { low: None, high: Some(number(high)?) });
    }
    if let Some((low, high)) = plain.split_once("to").or_else(|| plain.split_once('-')) {
        let (low, high) = (number(low)?, number(high)?);
        return (low <= high).then_some(Count { low: Some(low), high: Some(high) });
    }
    let exact = plain.parse::<f64>().ok().filter(|it| *it >= 0.0 && it.fract() == 0.0 && *it < 1e15)?;
    Some(Count { low: Some(exact as u64), high: Some(exact as u64) })
}

/// A count as our writers put it.
pub(crate) fn count_words(count: Count) -> String {
    match (count.low, count.high) {
        (None, None) => String::new(),
        (Some(low), None) => format!("{low}-"),
        (None, Some(high)) => format!("-{high}"),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
    }
}

/// Whether words are an address that could be opened.
pub(super) fn is_link(word: &str) -> bool {
    let word = word.trim();
    !word.contains(char::is_whitespace)
        && ["http://", "https://", "mailto:", "www."].iter().any(|start| word.starts_with(start))
}

/// A colour as programs write it: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(1, 2, 3)`, or one of the plain names.
pub(crate) fn colour(word: &str) -> Option<Colour> {
    let word = word.trim().to_ascii_lowercase();
    if let Some(digits) = word.strip_prefix('#') {
        if !digits.is_ascii() {
            return None;
        }
        return match digits.len() {
            3 => {
                let long: String = digits.chars().flat_map(|digit| [digit, digit]).collect();
                format!("#{long}").parse().ok()
            }
            6 | 8 => format!("#{}", &digits[..6]).parse().ok(),
            _ => None,
        };
    }
    if let Some(inner) = word.strip_prefix("rgb").map(|rest| rest.trim_start_matches('a')) {
        let inner = inner.trim().strip_prefix('(')?.strip_suffix(')')?;
        let parts: Vec<u8> = inner.split(',').take(3).filter_map(|part| part.trim().parse().ok()).collect();
        return match parts[..] {
            [red, green, blue] => Some(Colour::new(red, green, blue)),
            _ => None,
        };
    }
    NAMED
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, (red, green, blue))| Colour::new(*red, *green, *blue))
}

/// The names that people use most, as CSS has them.
const NAMED: [(&str, (u8, u8, u8)); 34] = [
    ("black", (0, 0, 0)),
    ("white", (255, 255, 255)),
    ("gray", (128, 128, 128)),
    ("grey", (128, 128, 128)),
    ("lightgray", (211, 211, 211)),
    ("lightgrey", (211, 211, 211)),
    ("darkgray", (169, 169, 169)),
    ("darkgrey", (169, 169, 169)),
    ("silver", (192, 192, 192)),
    ("red", (255, 0, 0)),
    ("darkred", (139, 0, 0)),
    ("crimson", (220, 20, 60)),
    ("tomato", (255, 99, 71)),
    ("salmon", (250, 128, 114)),
    ("coral", (255, 127, 80)),
    ("orange", (255, 165, 0)),
    ("gold", (255, 215, 0)),
    ("yellow", (255, 255, 0)),
    ("khaki", (240, 230, 140)),
    ("green", (0, 128, 0)),
    ("darkgreen", (0, 100, 0)),
    ("lightgreen", (144, 238, 144)),
    ("lime", (0, 255, 0)),
    ("teal", (0, 128, 128)),
    ("cyan", (0, 255, 255)),
    ("lightblue", (173, 216, 230)),
    ("skyblue", (135, 206, 235)),
    ("steelblue", (70, 130, 180)),
    ("blue", (0, 0, 255)),
    ("navy", (0, 0, 128)),
    ("purple", (128, 0, 128)),
    ("violet", (238, 130, 238)),
    ("pink", (255, 192, 203)),
    ("brown", (165, 42, 42)),
];

/// Text as records hold it: line breaks of one kind, no control characters, no more white space at the ends.
pub(super) fn clean(words: &str) -> String {
    if !words.contains(char::is_control) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push('\n'),
            '\t' => out.push(' '),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

/// A name: one line.
pub(super) fn name(words: &str) -> String {
    let clean = clean(words);
    if clean.contains('\n') || clean.trim().len() != clean.len() {
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        clean
    }
}
