//! Small files as people and programs write them, and what they mean as a map.

use ecomap::{
    interchange::{self, Format},
    model::{Direction, Document, OrganisationId},
};

fn map(format: Format, text: &str) -> Document {
    let read = interchange::read(text.as_bytes(), format).unwrap_or_else(|error| panic!("{format}: {error}"));
    read.value.document().value
}

/// Names with sectors, then flows as `from -kind> to`, sorted.
fn told(map: &Document) -> (Vec<String>, Vec<String>) {
    let name = |id: &OrganisationId| map.organisation(id).map_or(String::new(), |it| it.name.clone());
    let sector = |it: &ecomap::model::Organisation| {
        it.sector.as_ref().map_or(String::new(), |sector| format!(" ({sector})"))
    };
    let mut organisations: Vec<String> =
        map.organisations().values().map(|it| format!("{}{}", it.name, sector(it))).collect();
    let mut flows: Vec<String> = map
        .flows()
        .values()
        .map(|flow| {
            let sign = match flow.direction {
                Direction::Forward => ">",
                Direction::Both => "<>",
                Direction::None | Direction::Unknown => "-",
            };
            format!("{} -{}{sign} {}", name(&flow.from), flow.kind, name(&flow.to))
        })
        .collect();
    organisations.sort();
    flows.sort();
    (organisations, flows)
}

#[test]
fn tables_are_told_apart_by_what_stands_in_them() {
    for (what, text, organisations, flows) in [
        (
            "Kumu's elements",
            "Label,Type,Tags\nWatershed,Charity,hub|film\nAardman,Company,\n",
            vec!["Aardman (industry)", "Watershed (third-sector)"],
            vec![],
        ),
        (
            "Kumu's connections, several targets in a cell",
            "From,To,Direction,Type\nBFI,Watershed|Encounters,directed,funding\nBFI,Aardman,mutual,trade\n",
            vec!["Aardman", "BFI", "Encounters", "Watershed"],
            vec!["BFI -funding> Encounters", "BFI -funding> Watershed", "BFI -trade<> Aardman"],
        ),
        (
            "Gephi's edges",
            "Source;Target;Type;Weight\na;b;Undirected;2,5\nb;c;Directed;1,0\n",
            vec!["a", "b", "c"],
            vec!["a -link- b", "b -link> c"],
        ),
        (
            "a list without headings",
            "Watershed\nAardman\n\"Arts, Council\"\n",
            vec!["Aardman", "Arts, Council", "Watershed"],
            vec![],
        ),
        ("pairs without headings", "a\tb\nb\tc\n", vec!["a", "b", "c"], vec!["a -link> b", "b -link> c"]),
        (
            "a matrix",
            ",a,b,c\na,0,1,0\nb,0,0,3\nc,0,0,0\n",
            vec!["a", "b", "c"],
            vec!["a -link> b", "b -link> c"],
        ),
        (
            "a matrix that is its own mirror",
            ",a,b,c\na,0,1,0\nb,1,0,1\nc,0,1,0\n",
            vec!["a", "b", "c"],
            vec!["a -link- b", "b -link- c"],
        ),
        (
            "names over several lines, and two tables in one file",
            "Label,Sector\n\"Arts\nCouncil\",Government\nBFI,\n\n\nFrom,To\nBFI,\"Arts\nCouncil\"\n",
            vec!["Arts Council (government)", "BFI"],
            vec!["BFI -link> Arts Council"],
        ),
    ] {
        assert_eq!(
            told(&map(Format::Csv, text)),
            (
                organisations.iter().map(ToString::to_string).collect(),
                flows.iter().map(ToString::to_string).collect::<Vec<String>>()
            ),
            "{what}"
        );
    }
}

#[test]
fn encodings_are_recognised() {
    let words = "Label,Place\nGröße,Zürich\n";
    let utf_16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = words.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin-1")).collect();
    let marked = [b"\xef\xbb\xbf", words.as_bytes()].concat();
    for (what, bytes) in
        [("UTF-8", words.as_bytes()), ("with a mark", &marked), ("UTF-16", &utf_16), ("Latin-1", &latin)]
    {
        let read = interchange::read(bytes, Format::Csv).expect("the table is read");
        assert_eq!(told(&read.value.document().value).0, ["Größe"], "{what}");
    }
}

#[test]
fn formulas_are_never_written_live() {
    let harm = "=HYPERLINK(\"http://example.org\",\"x\")";
    let text = format!("Label,Note\n\"{}\",+1\n-2,@SUM(A1)\n", harm.replace('"', "\"\""));
    let document = map(Format::Csv, &text);
    let (parts, _) =
        interchange::write(&document, &interchange::Dress::default(), Format::Csv).expect("written");
    let written = String::from_utf8(parts[0].bytes.clone()).expect("UTF-8");
    for line in written.lines() {
        for cell in line.split(',') {
            let cell = cell.trim_start_matches(['\u{feff}', '"']);
            assert!(!cell.starts_with(['=', '+', '@']), "{line}");
        }
    }
    let again = interchange::read(&parts[0].bytes, Format::Csv).expect("read").value.document().value;
    assert!(
        again.organisations().values().any(|it| it.name == harm),
        "the name comes back without the apostrophe"
    );
}

#[test]
fn other_languages_mean_the_same() {
    let dot = "/* a comment */ digraph G {\n node [shape=box];\n# not this\n subgraph cluster_a { label=\"Hub\"; a; b }\n \
        a -> {b c} [label=\"funding\"]; b -> a [label=\"funding\", dir=both, style=dashed]; a [label=\"The \\\"A\\\"\", \
        pos=\"10,20!\", sector=Government]; c [label=<<b>C</b> &amp; co>] }";
    let gml = "Creator \"someone\"\ngraph [ directed 1 node [ id 1 label \"The &quot;A&quot;\" sector \"Government\" ] node [ id 2 \
        label \"b\" ] edge [ source 1 target 2 kind \"funding\" ] ]";
    let pajek =
        "*Vertices 2\n1 \"The 'A'\" 0.1 0.2 0.5 ic Red\n2 b\n*Arcs :1 \"funding\"\n1 2 2.5\n*Edges\n1 2\n";
    for (format, text, organisations, flows) in [
        (
            Format::Dot,
            dot,
            vec!["C & co", "The \"A\" (government)", "b"],
            vec!["The \"A\" -funding> C & co", "The \"A\" -funding> b", "b -funding<> The \"A\""],
        ),
        (Format::Gml, gml, vec!["The \"A\" (government)", "b"], vec!["The \"A\" -funding> b"]),
        (Format::Pajek, pajek, vec!["The 'A'", "b"], vec!["The 'A' -funding> b", "The 'A' -link- b"]),
    ] {
        assert_eq!(Format::recognise(text.as_bytes(), None), Some(format), "{text}");
        let found = map(format, text);
        assert_eq!(
            told(&found),
            (
                organisations.iter().map(ToString::to_string).collect(),
                flows.iter().map(ToString::to_string).collect::<Vec<String>>()
            ),
            "{format}"
        );
    }
    assert_eq!(map(Format::Dot, dot).groups().len(), 1);
}

#[test]
fn a_packed_drawing_is_unpacked() {
    use std::io::Write;
    let plain = "<mxGraphModel><root><mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/><object id=\"a\" label=\"Größe\" \
        Sector=\"Government\"><mxCell style=\"rounded=1;fillColor=#ff0000;\" vertex=\"1\" parent=\"1\"><mxGeometry x=\"10\" \
        y=\"20\" width=\"120\" height=\"60\" as=\"geometry\"/></mxCell></object><mxCell id=\"b\" value=\"&lt;b&gt;B&lt;/b&gt;\" \
        style=\"html=1;\" vertex=\"1\" parent=\"1\"><mxGeometry x=\"300\" y=\"20\" width=\"120\" height=\"60\" \
        as=\"geometry\"/></mxCell><mxCell id=\"e\" value=\"funding\" edge=\"1\" source=\"a\" target=\"b\" parent=\"1\"/></root></mxGraphModel>";
    let mut coded = String::new();
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(coded.as_bytes()).expect("memory");
    let packed = packer.finish().expect("memory");
    let signs: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let text: String = packed
        .chunks(3)
        .flat_map(|three| {
            let held = three.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte))
                << (8 * (3 - three.len()));
            let all: Vec<char> = (0..4).map(|at| signs[held >> (18 - 6 * at) & 63]).collect();
            all[..=three.len()].to_vec()
        })
        .collect();
    for drawing in [format!("<mxfile><diagram name=\"Page-1\">{text}</diagram></mxfile>"), plain.to_owned()] {
        assert_eq!(Format::recognise(drawing.as_bytes(), None), Some(Format::DrawIo));
        let found = map(Format::DrawIo, &drawing);
        assert_eq!(
            told(&found),
            (vec!["B".into(), "Größe (government)".into()], vec!["Größe -funding> B".into()])
        );
    }
}

#[test]
fn a_kumu_project_has_its_places() {
    let text = r#"{"name":"Place","defaultMap":"map-1","elements":[{"_id":"elem-1","attributes":{"label":"A","element type":"Charity",
        "tags":["x"]}},{"_id":"elem-2","attributes":{"label":"B"}}],"connections":[{"_id":"conn-1","direction":"mutual",
        "from":"elem-1","to":"elem-2","attributes":{"connection type":"funding"}}],"maps":[{"_id":"map-1","elements":[
        {"_id":"node-1","element":"elem-1","position":{"x":0,"y":0}},{"_id":"node-2","element":"elem-2","position":{"x":900,"y":50}}]}]}"#;
    assert_eq!(Format::recognise(text.as_bytes(), None), Some(Format::KumuJson));
    let found = map(Format::KumuJson, text);
    let all = (vec!["A (third-sector)".to_owned(), "B".to_owned()], vec!["A -funding<> B".to_owned()]);
    assert_eq!(told(&found), all);
    assert!(found.organisations().values().all(|it| it.position.is_some()));
}

#[test]
fn colours_dashes_shapes_and_groups_of_yed_survive() {
    let text = include_str!("../fixtures/interchange/yed.graphml");
    let found = map(Format::GraphMl, text);
    let organisation = |id: &str| {
        found.organisation(&OrganisationId::new(id).expect("a slug")).expect("it is there").clone()
    };
    let hub = organisation("hub");
    assert_eq!(hub.style.colour.map(|colour| colour.to_string()).as_deref(), Some("#ffcc00"));
    assert_eq!(hub.position.map(|place| (place.x, place.y)), Some((160.0, 130.0)));
    assert_eq!(hub.extra.get("shape"), Some(&ecomap::model::FieldValue::Text("ellipse".into())));
    let flow = found.flows().values().next().expect("one flow");
    assert_eq!(flow.extra.get("line"), Some(&ecomap::model::FieldValue::Text("dashed".into())));
    assert_eq!((flow.route.len(), flow.label.as_str()), (1, "lends a hand"));
    let labels: Vec<&str> = found.groups().values().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["Harbourside"]);
}

#[test]
fn ticks_in_columns_are_sectors_where_one_of_them_is_called_like_one() {
    let text = "Name,Company,Funder,Tags\nA,1.0,,hub\nB,,1.0,\nC,1,yes,\n";
    let read = interchange::read(text.as_bytes(), Format::Csv).expect("reads").value;
    let map = read.document().value;
    let said = map.organisations().values().map(|it| {
        let sector = it.sector.as_ref().map_or("", ecomap::model::SectorId::as_str);
        (it.name.as_str(), sector, it.tags.join("|"))
    });
    let said: Vec<_> = said.collect();
    let expected = [("A", "industry", "hub"), ("B", "funder", ""), ("C", "industry", "Funder")];
    assert_eq!(said, expected.map(|(name, sector, tags)| (name, sector, tags.to_owned())));
}

#[test]
fn a_person_may_say_which_columns_are_names_and_ends_and_several_words_may_be_one_class() {
    let text = "Giver,Taker,Sort\nBFI,Watershed,gift\nUWE,Watershed,present\n";
    let mut uses = interchange::Uses::default();
    uses.say("Giver", interchange::Use::From);
    uses.say("Taker", interchange::Use::To);
    let mut read = interchange::read_as_said(text.as_bytes(), Format::Csv, &uses).expect("reads").value;
    assert_eq!(read.graph.counts(), (3, 2, 0));
    read.mapping.edges = vec![interchange::Role::Kind];
    read.mapping.follow(&read.graph);
    for word in ["gift", "present"] {
        read.mapping.flow_kinds.insert(word.into(), interchange::Meaning::New("Gift".into()));
    }
    let map = read.document().value;
    let kinds: std::collections::BTreeSet<String> =
        map.flows().values().map(|it| it.kind.to_string()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["gift"]);
}
