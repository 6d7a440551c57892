//! Every field of organisations and flows, set through its control, ends up in the map: one line a field.

use super::bench::{Bench, flow, organisation};
use ecomap::model::{
    Count, Date, Direction, FieldValue, Formality, Organisation, OrganisationKind, Position, Status,
};

/// What a user does to one control.
enum Deed {
    Write(&'static str, &'static str),
    Choose(&'static str, &'static str),
    Click(&'static str),
}

use Deed::{Choose, Click, Write};

fn carry_out(bench: &mut Bench, section: &str, deed: &Deed) {
    if !section.is_empty() {
        bench.open(section);
    }
    match deed {
        Write(label, text) => bench.write(label, text),
        Choose(label, row) => bench.choose(label, row),
        Click(label) => bench.click(label),
    }
}

fn date(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

type Check<T> = fn(&T) -> bool;

#[test]
fn every_field_of_an_organisation_can_be_set() {
    let cases: Vec<(&str, Deed, Check<Organisation>)> = vec![
        ("", Write("Name", "Senedd"), |o| o.name == "Senedd"),
        ("", Choose("Kind", "Policy"), |o| o.kind == OrganisationKind::Policy),
        ("", Choose("Sector", "Joint"), |o| o.sector.as_ref().is_some_and(|id| id.as_str() == "joint")),
        ("", Choose("Sector", "Not stated"), |o| o.sector.is_none()),
        ("", Choose("Scale", "Regional"), |o| o.scale.as_ref().is_some_and(|id| id.as_str() == "regional")),
        ("", Choose("Status", "Wanted"), |o| o.status == Status::Wanted),
        ("About", Click("Local"), |o| o.reach.len() == 1 && o.reach[0].as_str() == "local"),
        ("About", Write("Place", "Cathays Park"), |o| o.place == "Cathays Park"),
        ("About", Write("At least", "1,000"), |o| o.count == Count { low: Some(1000), high: None }),
        ("About", Write("At most", "50"), |o| o.count == Count { low: None, high: Some(50) }),
        ("About", Write("Roles", "anchor, broker"), |o| o.roles == ["anchor", "broker"]),
        ("About", Write("Tags", "public"), |o| o.tags == ["public"]),
        ("About", Write("Description", "It funds."), |o| o.description == "It funds."),
        ("About", Write("Web address", "https://gov.wales"), |o| o.url == "https://gov.wales"),
        ("Influence and goals", Write("Height of its tower", "3"), |o| {
            o.influence.as_ref().is_some_and(|influence| influence.height == 3)
        }),
        ("Influence and goals", Click("Oppose"), |o| {
            o.stances.len() == 1 && o.stances[0].position == Position::Oppose
        }),
        ("Dates", Write("Active from", "1999-05"), |o| o.active_from == date("1999-05")),
        ("Dates", Write("Active to", "2024"), |o| o.active_to == date("2024")),
        ("Position and size", Write("Centre, from left", "42"), |o| {
            o.position.is_some_and(|at| at.x == 42.0)
        }),
        ("Position and size", Write("Centre, from top", "-7.5"), |o| {
            o.position.is_some_and(|at| at.y == -7.5)
        }),
        ("Position and size", Write("Width", "200"), |o| o.size.is_some_and(|size| size.width == 200.0)),
        ("Position and size", Write("Height", "90"), |o| o.size.is_some_and(|size| size.height == 90.0)),
        ("Position and size", Write("Order (higher is in front)", "4"), |o| o.z_order == 4),
        ("Position and size", Click("Pinned: layouts leave it where it is"), |o| o.pinned),
        ("Position and size", Click("Locked: nothing moves or changes it"), |o| o.locked),
        ("Appearance", Write("Fill", "#0f7a4f"), |o| {
            o.style.colour.is_some_and(|c| c.to_string() == "#0f7a4f")
        }),
        ("Appearance", Write("Outline", "B0413E"), |o| {
            o.style.outline.is_some_and(|c| c.to_string() == "#b0413e")
        }),
        ("Appearance", Write("Width", "2.5"), |o| o.style.width == Some(2.5)),
    ];
    for (section, deed, holds) in cases {
        let mut bench = Bench::inspector(&[organisation("welsh-government")]);
        carry_out(&mut bench, section, &deed);
        let record = super::bench::record(bench.document(), "welsh-government");
        let label = match deed {
            Write(label, _) | Choose(label, _) | Click(label) => label,
        };
        assert!(holds(&record), "{label}: {record:?}");
        assert_eq!(bench.steps(), 1, "{label} is one step to undo");
        bench.harness.state_mut().session.undo();
        assert_eq!(*bench.document(), super::small_map::small_map(), "{label} can be undone");
    }
}

#[test]
fn the_details_of_influence_follow_the_tower() {
    let mut bench = Bench::inspector(&[organisation("welsh-government")]);
    bench.open("Influence and goals");
    bench.write("Height of its tower", "0");
    bench.write("Agreed by", "the room");
    bench.write("Agreed when", "2023-11");
    let influence = super::bench::record(bench.document(), "welsh-government").influence.clone();
    let influence = influence.expect("no stones is a statement too");
    assert_eq!((influence.height, influence.agreed_by.as_str()), (0, "the room"));
    assert_eq!(influence.when, date("2023-11"));
}

#[test]
fn every_field_of_a_flow_can_be_set() {
    let cases: Vec<(&str, Deed, Check<ecomap::model::Flow>)> = vec![
        ("", Choose("What flows", "Knowledge"), |f| f.kind.as_str() == "knowledge"),
        ("", Click("Both ways"), |f| f.direction == Direction::Both),
        ("", Click("No direction"), |f| f.direction == Direction::None),
        ("", Click("Direction not known"), |f| f.direction == Direction::Unknown),
        ("", Click("Formal"), |f| f.formality == Formality::Formal),
        ("", Click("Informal"), |f| f.formality == Formality::Informal),
        ("", Choose("Status", "Absent"), |f| f.status == Status::Absent),
        ("", Write("Label", "block grant"), |f| f.label == "block grant"),
        ("", Click("Turn the flow round"), |f| f.from.as_str() == "local-government"),
        ("Details", Write("Condition", "if matched"), |f| f.condition == "if matched"),
        ("Details", Choose("Brokered by", "Cardiff University"), |f| f.via.is_some()),
        ("Details", Write("Weight", "12.5"), |f| f.weight == Some(12.5)),
        ("Dates", Write("Active from", "2010"), |f| f.active_from == date("2010")),
        ("Dates", Write("Active to", "2012-02-29"), |f| f.active_to == date("2012-02-29")),
        ("Route", Write("Order (higher is in front)", "-1"), |f| f.z_order == -1),
        ("Appearance", Write("Line", "#b0413e"), |f| f.style.colour.is_some()),
        ("Appearance", Write("Width", "4"), |f| f.style.width == Some(4.0)),
    ];
    for (section, deed, holds) in cases {
        let mut bench = Bench::inspector(&[flow("a")]);
        carry_out(&mut bench, section, &deed);
        let record = &bench.document().flows()["a"];
        let label = match deed {
            Write(label, _) | Choose(label, _) | Click(label) => label,
        };
        assert!(holds(record), "{label}: {record:?}");
        assert_eq!(bench.steps(), 1, "{label} is one step to undo");
    }
}

#[test]
fn fields_of_ones_own_are_added_typed_renamed_and_removed() {
    let mut bench = Bench::inspector(&[organisation("welsh-government")]);
    bench.open("More fields");
    for (name, sort, text, value) in [
        ("Staff", "Number", "5,500", FieldValue::Number(5500.0)),
        ("Founded", "Date", "1999-07-01", FieldValue::Date("1999-07-01".parse().expect("a date"))),
        ("Remark", "Text", "moved", FieldValue::Text("moved".into())),
        ("Visited", "Yes or no", "yes", FieldValue::YesNo(true)),
        ("Report", "Link", "https://gov.wales", FieldValue::Link("https://gov.wales".into())),
    ] {
        bench.write("New field", name);
        bench.choose("Holds", sort);
        bench.write("Its value", text);
        bench.click("Add field");
        let record = super::bench::record(bench.document(), "welsh-government");
        assert_eq!(record.extra.get(name), Some(&value), "{name}");
    }
    bench.write("Name of the field Staff", "Employees");
    bench.click("Remove Remark");
    let record = super::bench::record(bench.document(), "welsh-government");
    let names: Vec<&str> = record.extra.keys().map(String::as_str).collect();
    assert_eq!(names, ["Employees", "Founded", "Report", "Visited"]);
}
