//! The study's scheme: four sectors and what lies between them, scales of government, flows of resources.
//! Part of format version 1, which leaves the scheme out of a file when it is this one: never change a value here
//! without a migration. Must not know what the colours are used for.

use super::{
    Family, FamilyId, FlowKind, FlowKindId, Glyph, Pattern, Record, RecordId, Scale, ScaleId, Sector,
    SectorId,
};

const SECTORS: [(&str, &str, Option<f64>, Glyph, Pattern); 5] = [
    ("government", "Government", Some(255.0), Glyph::Square, Pattern::Rising),
    ("industry", "Industry", Some(62.0), Glyph::Triangle, Pattern::Dots),
    ("universities", "Universities and higher education", Some(315.0), Glyph::Diamond, Pattern::Upright),
    ("third-sector", "Third sector", Some(155.0), Glyph::Circle, Pattern::Falling),
    ("joint", "Joint", Some(200.0), Glyph::Hexagon, Pattern::Crossed),
];

/// Id, name, OKLCH lightness and chroma of the fill, outline in canvas units.
const SCALES: [(&str, &str, f64, f64, f64); 4] = [
    ("local", "Local", 0.91, 0.055, 1.0),
    ("regional", "Regional", 0.80, 0.10, 1.6),
    ("national", "National", 0.50, 0.13, 2.2),
    ("international", "International", 0.36, 0.11, 3.0),
];

const FAMILIES: [(&str, &str, &str); 4] = [
    ("resources", "Resources", "#0f7a4f"),
    ("authority", "Authority", "#5b4bb7"),
    ("social", "Social", "#b0413e"),
    ("structure", "Structure", "#5f6b7a"),
];

/// Id, name, family, colour, whether it usually has no direction, question.
const FLOW_KINDS: [(&str, &str, &str, &str, bool, &str); 21] = [
    ("funding", "funding", "resources", "#0f7a4f", false, "Who funds whom?"),
    ("investment", "investment", "resources", "#3f7d1c", false, "Who invests in whom?"),
    ("knowledge", "knowledge", "resources", "#00768a", false, "Who passes knowledge to whom?"),
    ("information", "information", "resources", "#0a72a8", false, "Who informs whom?"),
    ("talent", "talent", "resources", "#5f7300", false, "Who sends people to whom?"),
    ("service", "service", "resources", "#8a5a00", false, "Who provides a service to whom?"),
    ("technology", "technology", "resources", "#00785f", false, "Who gives technology to whom?"),
    ("trade", "trade", "resources", "#7a6a00", false, "Who sells to whom?"),
    ("policy", "policy", "authority", "#5b4bb7", false, "Whose policy shapes whom?"),
    ("powers", "powers", "authority", "#7040b0", false, "Who hands powers to whom?"),
    ("mandate", "mandate", "authority", "#4357c0", false, "Who mandates whom?"),
    ("evaluation", "evaluation", "authority", "#8a3aa6", false, "Who evaluates whom?"),
    ("networking", "networking", "social", "#b0413e", false, "Who meets whom?"),
    ("convening", "convening", "social", "#b3431f", false, "Who brings whom together?"),
    ("brokering", "brokering", "social", "#b23466", false, "Who opens doors for whom?"),
    ("collaboration", "collaboration", "social", "#a33a85", true, "Who works with whom?"),
    ("advocacy", "advocacy", "social", "#a84a12", false, "Who speaks up for whom?"),
    ("engagement", "engagement", "social", "#bb3352", false, "Who engages whom?"),
    ("anchoring", "anchoring", "social", "#96503c", false, "Who anchors whom?"),
    ("member-of", "member of", "structure", "#5f6b7a", false, "Who belongs to whom?"),
    ("hosts", "hosts", "structure", "#4a5568", false, "Who hosts whom?"),
];

/// The records of the study's scheme.
#[must_use]
pub fn default_scheme() -> Vec<(RecordId, Record)> {
    let mut records = Vec::new();
    for (order, (id, name, hue, glyph, pattern)) in (0..).zip(SECTORS) {
        let sector = Sector { name: name.into(), hue, glyph, pattern, order, ..Sector::default() };
        records.push((RecordId::Sector(SectorId::literal(id)), Record::from(sector)));
    }
    for (level, (id, name, lightness, chroma, outline)) in (0..).zip(SCALES) {
        let scale = Scale { name: name.into(), level, lightness, chroma, outline, ..Scale::default() };
        records.push((RecordId::Scale(ScaleId::literal(id)), Record::from(scale)));
    }
    for (order, (id, name, colour)) in (0..).zip(FAMILIES) {
        let family = Family { name: name.into(), colour: colour.parse().ok(), order, ..Family::default() };
        records.push((RecordId::Family(FamilyId::literal(id)), Record::from(family)));
    }
    for (order, (id, name, family, colour, undirected, question)) in (0..).zip(FLOW_KINDS) {
        let kind = FlowKind {
            name: name.into(),
            family: Some(FamilyId::literal(family)),
            colour: colour.parse().ok(),
            undirected,
            order,
            question: question.into(),
            ..FlowKind::default()
        };
        records.push((RecordId::FlowKind(FlowKindId::literal(id)), Record::from(kind)));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_of_the_scheme_is_one() {
        for (_, record) in default_scheme() {
            match record {
                Record::FlowKind(kind) => assert!(kind.colour.is_some(), "{}", kind.name),
                Record::Family(family) => assert!(family.colour.is_some(), "{}", family.name),
                _ => {}
            }
        }
    }
}
