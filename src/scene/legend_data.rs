//! What the legend says of appearance by data: samples with their numbers, and which meaning gives way.
//! Must not know where its entries are put.

use crate::style::{ByData, FlowStyle, Look};

use super::{
    data::{BETWEENNESS, Data, Scaled, field_words, flow_width, growth, measure_words, outline, written},
    legend::{Entry, Sample, Section},
    words::clean,
};

/// A section for each rule that acts.
pub(super) fn sections(data: &Data, look: &Look) -> Vec<Section> {
    let size = |share| Sample::Sized(look.data_swatch(&ByData::default()), growth(share));
    let tone = |share| Sample::Node(look.data_swatch(&ByData { tone: Some(share), outline: None }));
    let edge = |share| Sample::Node(look.data_swatch(&ByData { tone: None, outline: Some(outline(share)) }));
    let line = |share| Sample::Line(FlowStyle { width: flow_width(share), ..look.data_line() });
    let sections = [
        data.size.as_ref().map(|scaled| section("Size", scaled, size)),
        data.tone.as_ref().map(|scaled| section("Tone", scaled, tone)),
        data.outline.as_ref().map(|scaled| section("Outline", scaled, edge)),
        data.width.as_ref().map(|scaled| section("Line width", scaled, line)),
    ];
    sections.into_iter().flatten().collect()
}

fn section<Id: Ord>(what: &str, scaled: &Scaled<Id>, sample: impl Fn(f64) -> Sample) -> Section {
    let number = |number: f64| Entry { sample: sample(scaled.share_of(number)), words: written(number) };
    let mut entries: Vec<Entry> = scaled.samples().into_iter().map(number).collect();
    if scaled.missing {
        entries.push(Entry { sample: sample(0.0), words: "not stated".to_owned() });
    }
    Section { title: format!("{what}: {}", called(scaled)), entries }
}

/// What is followed, in the words of the legend.
fn called<Id>(scaled: &Scaled<Id>) -> String {
    clean(if scaled.measured { measure_words(&scaled.field) } else { field_words(&scaled.field) })
}

/// What carries meaning by a rule, for the line under the legend.
pub(super) fn meanings(data: &Data) -> Vec<String> {
    let mut meant = Vec::new();
    if let Some(scaled) = &data.size {
        let field = called(scaled);
        meant.push(format!("boxes grow with {field}, up to twice the area that a label needs"));
    }
    let instead = |both: bool| if both { "" } else { ", not scale" };
    let both = data.tone.is_some() && data.outline.is_some();
    if let Some(scaled) = &data.tone {
        meant.push(format!("tone shows {}{}", called(scaled), instead(both)));
    }
    if let Some(scaled) = &data.outline {
        meant.push(format!("outline width shows {}{}", called(scaled), instead(both)));
    }
    if both {
        meant.push("neither shows scale".to_owned());
    }
    if let Some(scaled) = &data.width {
        meant.push(format!("line width shows {}", called(scaled)));
    }
    meant.extend(conventions(data));
    meant
}

/// What was counted, where something was measured.
fn conventions(data: &Data) -> Option<String> {
    let measured: Vec<&str> = [&data.size, &data.tone, &data.outline]
        .into_iter()
        .flatten()
        .filter(|scaled| scaled.measured)
        .map(|scaled| scaled.field.as_str())
        .collect();
    let first = measured.first()?;
    let all = if measured.iter().all(|one| one == first) { *first } else { "measures" };
    let way = if measured.contains(&BETWEENNESS) { ", ways follow the direction of flows" } else { "" };
    Some(format!(
        "{all} counted on the flows drawn: parallel ones are one tie{way}, absent and ended ones and those to \
         oneself left out"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{AppearanceRule, AppearanceTarget as Target, Document, MapInfo, RecordId},
        scene::data::Measures,
    };

    fn data(rules: &[(Target, &str)]) -> Data {
        let rules =
            rules.iter().map(|(target, field)| AppearanceRule { target: *target, field: (*field).into() });
        let map = MapInfo { appearance: rules.collect(), ..MapInfo::default() };
        Data::new(&Document::from_records(vec![(RecordId::Map, map.into())]), &Measures::new())
    }

    #[test]
    fn what_was_measured_is_said_with_what_was_counted_and_what_was_stated_is_not() {
        let rules = [AppearanceRule { target: Target::Size, field: "degree".into() }];
        let map = MapInfo { appearance: rules.to_vec(), ..MapInfo::default() };
        let document = Document::from_records(vec![(RecordId::Map, map.into())]);
        let measures = Measures::from([("degree".to_owned(), std::collections::BTreeMap::new())]);
        for (measures, title, counted) in [
            (measures, "Size: degree, how many others it is tied to", true),
            (Measures::new(), "Size: degree", false),
        ] {
            let data = Data::new(&document, &measures);
            assert_eq!(sections(&data, &Look::default())[0].title, title);
            let meant = meanings(&data).join("; ");
            assert_eq!(
                meant.contains("degree counted on the flows drawn: parallel ones are one tie"),
                counted
            );
        }
    }

    #[test]
    fn every_rule_is_said_and_what_gives_way_too() {
        for (rules, titles, words) in [
            (&[][..], &[][..], ""),
            (
                &[(Target::Size, "count")],
                &["Size: how many it stands for"],
                "boxes grow with how many it stands for, up to twice the area that a label needs",
            ),
            (&[(Target::Tone, "staff")], &["Tone: staff"], "tone shows staff, not scale"),
            (
                &[(Target::Outline, "flows in")],
                &["Outline: flows coming in"],
                "outline width shows flows coming in, not scale",
            ),
            (
                &[(Target::Outline, "staff"), (Target::Tone, "influence")],
                &["Tone: influence", "Outline: staff"],
                "tone shows influence; outline width shows staff; neither shows scale",
            ),
            (&[(Target::FlowWidth, "weight")], &["Line width: weight"], "line width shows weight"),
        ] {
            let data = data(rules);
            let found: Vec<String> =
                sections(&data, &Look::default()).into_iter().map(|section| section.title).collect();
            assert_eq!(found, titles);
            assert_eq!(meanings(&data).join("; "), words);
        }
    }
}
