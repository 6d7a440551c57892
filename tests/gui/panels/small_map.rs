//! A small map on which the panels are tried: one of every kind of record. Must not know the panels.

use ecomap::model::{
    Area, AreaId, AreaMeaning, Document, Evidence, EvidenceId, Flow, FlowId, FlowKindId, Goal, GoalId, Group,
    GroupId, MapInfo, Member, Note, NoteId, Organisation, OrganisationId, Point, Record, RecordId, Rect,
    ScaleId, SectorId, default_scheme,
};

/// Two councils and a university, two flows, a group, a note, a band, a goal, a piece of evidence.
pub fn small_map() -> Document {
    let mut welsh = organisation("Welsh Government", "government", "national", 0.0);
    welsh.evidence.push(EvidenceId::literal("abcdef"));
    let council = organisation("Local government", "government", "local", 300.0);
    let university = organisation("Cardiff University", "universities", "regional", 600.0);
    let node =
        |id, record: Organisation| (RecordId::Organisation(OrganisationId::literal(id)), record.into());
    let records: Vec<(RecordId, Record)> = vec![
        (RecordId::Map, map().into()),
        node("welsh-government", welsh),
        node("local-government", council),
        node("cardiff-university", university),
        flow("a", "local-government", "funding"),
        flow("b", "cardiff-university", "convening"),
        (RecordId::Evidence(EvidenceId::literal("abcdef")), evidence().into()),
        (RecordId::Group(GroupId::literal("partners")), partners().into()),
        (RecordId::Note(NoteId::literal("note")), note().into()),
    ];
    Document::from_records(default_scheme().into_iter().chain(records))
}

fn organisation(name: &str, sector: &'static str, scale: &'static str, x: f64) -> Organisation {
    Organisation {
        name: name.to_owned(),
        sector: Some(SectorId::literal(sector)),
        scale: Some(ScaleId::literal(scale)),
        position: Some(Point::new(x, 100.0)),
        ..Organisation::default()
    }
}

/// A flow from the Welsh Government.
fn flow(id: &'static str, to: &'static str, kind: &'static str) -> (RecordId, Record) {
    let from = OrganisationId::literal("welsh-government");
    let flow = Flow::new(from, OrganisationId::literal(to), FlowKindId::literal(kind));
    (RecordId::Flow(FlowId::literal(id)), flow.into())
}

fn map() -> MapInfo {
    MapInfo {
        title: "Public money for young companies".into(),
        subtitle: "Government at different scales acts as incubator and as seed funder".into(),
        place: "Cardiff".into(),
        areas: vec![Area {
            id: AreaId::literal("band"),
            title: String::new(),
            extent: Rect::new(0.0, 0.0, 900.0, 200.0),
            meaning: AreaMeaning::Scale(ScaleId::literal("national")),
            shape: ecomap::model::AreaShape::Rect,
        }],
        goals: vec![Goal { id: GoalId::literal("goal"), text: "cheaper studios".into() }],
        ..MapInfo::default()
    }
}

fn evidence() -> Evidence {
    Evidence {
        text: "It sees itself as a seed funder".into(),
        respondent: "civil servant".into(),
        ..Evidence::default()
    }
}

fn partners() -> Group {
    let member = |id| Member::Organisation(OrganisationId::literal(id));
    let members = ["cardiff-university", "local-government"].map(member).into();
    Group { label: "City partners".into(), members, ..Group::default() }
}

fn note() -> Note {
    Note { text: "ask the council".into(), position: Some(Point::new(0.0, 300.0)), ..Note::default() }
}
