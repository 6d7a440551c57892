//! Files that were made to do harm, or are broken: refused in words, soon, without falling over.

use ecomap::interchange::{self, Format, ReadError};

#[test]
fn entities_are_never_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE graphml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\
        <graphml><graph><node id=\"n\"><data key=\"k\">&b;</data></node></graph></graphml>";
    let fetched =
        "<!DOCTYPE graphml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<graphml><graph/></graphml>";
    for (format, text) in
        [(Format::GraphMl, bomb), (Format::GraphMl, fetched), (Format::Gexf, bomb), (Format::DrawIo, fetched)]
    {
        let refused = interchange::read(text.as_bytes(), format).map(|_| ());
        assert!(matches!(refused, Err(ReadError::Entities { .. })), "{format}: {refused:?}");
    }
}

#[test]
fn what_nests_too_deep_is_refused() {
    let deep = format!("<graphml>{}", "<graph id=\"g\"><node id=\"n\">".repeat(50_000));
    let refused = interchange::read(deep.as_bytes(), Format::GraphMl).map(|_| ());
    assert!(matches!(refused, Err(ReadError::TooDeep { .. })), "{refused:?}");
}

#[test]
fn a_broken_file_is_told_with_its_place() {
    let refused =
        interchange::read(b"<graphml>\n<graph>\n<node id=\"a\"></graph></graphml>", Format::GraphMl);
    let words = refused.map(|_| ()).expect_err("the node is never closed").to_string();
    assert!(words.starts_with("line 3, column"), "{words}");
    assert!(words.contains("not sound GraphML"), "{words}");
}

#[test]
fn no_reader_falls_over_anything() {
    let pieces = [
        "",
        " ",
        "<",
        "<graphml>",
        "<gexf><graph><nodes><node/></nodes></graph></gexf>",
        "{",
        "[",
        "{}",
        "[]",
        "{\"nodes\":[{}],\"edges\":[{}]}",
        "{\"nodes\":3}",
        "{\"elements\":[{\"data\":1}]}",
        "\"",
        "graph {",
        "digraph { a -> ",
        "graph [ node [ id",
        "*Vertices 99999999999",
        "*Vertices 2\n9 \"a\"\n*Arcs\n1 x",
        "\u{0}\u{0}",
        "\u{feff}",
        "a,b\n\"",
        "PK\u{3}\u{4}",
        "<mxfile><diagram>////</diagram></mxfile>",
        "<mxfile><diagram>!!</diagram></mxfile>",
        "%",
        "/*",
        "//",
        "digraph { \"",
        "digraph { <",
        "From,To\n,,,,",
    ];
    for format in Format::ALL {
        for piece in pieces {
            if let Ok(read) = interchange::read(piece.as_bytes(), format) {
                let _ = read.value.document();
            }
        }
    }
}

#[test]
fn a_short_file_declares_no_million() {
    let refused = interchange::read(b"*Vertices 499999\n*Arcs\n1 2\n", Format::Pajek).map(|_| ());
    assert!(matches!(refused, Err(ReadError::TooMany { .. })), "{refused:?}");
    let read = interchange::read(b"*Vertices 50\n*Arcs\n1 2\n", Format::Pajek).expect("nobody needs a line");
    assert_eq!(read.value.document().value.organisations().len(), 50);
}

#[test]
fn a_flow_without_a_kind_is_a_link_also_beside_a_scheme_of_ours() {
    let text = include_str!("../../examples/fig3_bristol.ron");
    let document = ecomap::file::read(text.as_bytes()).expect("the example is sound").value;
    let (parts, _) =
        interchange::write(&document, &interchange::Dress::default(), Format::Gml).expect("written");
    let written = String::from_utf8(parts[0].bytes.clone()).expect("UTF-8");
    let (nodes, edges) = written.split_once("edge [").expect("there are flows");
    let bare = edges.lines().filter(|line| !line.contains("ecomap:kind") && !line.contains("label \""));
    let unkind: Vec<&str> = [nodes, "edge ["].into_iter().chain(bare).collect();
    let map =
        interchange::read(unkind.join("\n").as_bytes(), Format::Gml).expect("read").value.document().value;
    let errors: Vec<_> =
        ecomap::model::validate(&map).into_iter().filter(ecomap::model::Finding::is_error).collect();
    assert!(errors.is_empty() && map.flows().values().any(|flow| flow.kind.as_str() == "link"), "{errors:?}");
}

#[test]
fn what_no_map_may_hold_is_left_out() {
    let far = r#"{"nodes":[{"id":"n","type":"text","x":0,"y":0,"width":1e20,"height":1,"text":"so wide that it has no end"},
        {"id":"l","type":"link","x":0,"y":0,"width":10,"height":1e20,"url":"https://example.org"}],"edges":[]}"#;
    let text = include_str!("../../examples/platform2_international.ron");
    let document = ecomap::file::read(text.as_bytes()).expect("the example is sound").value;
    let (parts, _) =
        interchange::write(&document, &interchange::Dress::default(), Format::Gml).expect("written");
    // A group of the file, and the scheme of ours beside it knows another with the same members.
    let written = String::from_utf8(parts[0].bytes.clone()).expect("UTF-8");
    let twice = written.replacen("node [", "node [ id 900 label \"West\" isGroup 1 ] node [ gid 900", 3);
    for (format, text) in [(Format::Canvas, far), (Format::Gml, twice.as_str())] {
        let map = interchange::read(text.as_bytes(), format).expect("read").value.document().value;
        let errors: Vec<_> =
            ecomap::model::validate(&map).into_iter().filter(ecomap::model::Finding::is_error).collect();
        assert_eq!(errors, [], "{format}");
    }
}
