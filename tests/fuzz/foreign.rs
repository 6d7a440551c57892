//! Other programs' files under trial: every reader, and what our writers make of what was read. Must not know how
//! inputs are made.

use std::{io::Write, path::Path};

use ecomap::{
    file,
    interchange::{self, Dress, Format},
    model::{Document, Finding, validate},
};

use crate::readers::Reader;

/// Words of all their languages: what is foreign to one is noise to it, and noise is wanted, too.
const XML: &[&str] = &[
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&a;",
    "&#0;",
    "&#x110000;",
    "&amp;",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    " id=\"a\"",
    " id=\"\"",
    " source=\"a\" target=\"a\"",
    " parent=\"a\"",
    "<node id=\"a\">",
    "<graph edgedefault=\"undirected\">",
    "<edge source=\"a\" target=\"b\"/>",
    "<data key=\"x\">",
    "<nodes>",
    "<attvalue for=\"0\" value=\"1\"/>",
    "<spells><spell start=\"2010\"/></spells>",
    "<viz:position x=\"1e308\" y=\"NaN\"/>",
    "<mxCell id=\"a\" parent=\"a\" vertex=\"1\"/>",
    "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"s\"><v>99999</v></c></row>",
    "<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>",
    "<f>SUM(A1)</f>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
];
const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "1e999",
    "-0",
    "\"\\ud800\"",
    "\\u0000",
    "\"nodes\":",
    "\"edges\":",
    "\"elements\":",
    "\"connections\":",
    "\"data\":",
    "\"id\":\"a\"",
    "\"parent\":\"a\"",
    "\"source\":\"a\"",
    "\"target\":\"b\"",
    "\"x\":1e308",
    "\"width\":-1",
    "\"type\":\"group\"",
    "\"grants\":[",
    "\"label\":\"\"",
    "\"position\":{\"x\":1,\"y\":null}",
    "\"ecomap:map\":\"(\"",
];
const PLAIN: &[&str] = &[
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    "'",
    "=",
    "+1",
    "@",
    "1,5",
    "1.5",
    "From,To\n",
    "Label,Type\n",
    "{",
    "}",
    "[",
    "]",
    "->",
    "--",
    "subgraph cluster_a {",
    "graph {",
    "strict digraph {",
    "node [label=\"x\"]",
    "pos=\"1e308,nan!\"",
    "<<b>x</b>>",
    "//",
    "/*",
    "*/",
    "#",
    "%",
    "graph [",
    "node [ id 1",
    "edge [ source 1 target 1",
    "&quot;",
    "*Vertices 3\n",
    "*Vertices 499999\n",
    "*Arcs\n",
    "*Matrix\n",
    "*Edgeslist\n",
    "1 2 3\n",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "e\u{301}",
    "👩‍👩‍👧",
];

/// A small map with what the formats hold differently: kinds, ways, groups, notes, further fields.
const MAP: &str = r##"(header: (format: "ecomap", version: "1.0"),
map: (title: "Bristol"),
organisations: [
(id: "a", name: "Watershed", sector: "third-sector", scale: "local", tags: ["film", "place"], position: (0, 0)),
(id: "b", name: "BBC; \"Bristol\"", reach: ["national"], position: (300, 0), extra: {"staff": 40}),
(id: "c", name: "=UWE", sector: "universities", position: (0, 200)),
],
flows: [(id: "f", from: "a", to: "b", kind: "funding", weight: 2.5), (id: "k", from: "c", to: "a", kind: "knowledge", via: "b"),
(id: "o", from: "a", to: "b", kind: "policy", direction: both)],
groups: [(id: "g", label: "West", members: ["a", "c"])],
notes: [(id: "n", text: "Who else?", attached_to: organisation("a"))])"##;

/// The reader of one format.
const fn reader(name: &'static str, words: &'static [&'static str], at: usize) -> Reader {
    Reader { name, words, beginnings: BEGINNINGS[at], read: READS[at], multiple: 1_500, ground: 32_000_000 }
}

macro_rules! readers {
    ($($constant:ident $name:literal $format:ident $words:ident $at:literal,)*) => {
        $(
            #[doc = concat!("Files of ", $name, ".")]
            pub const $constant: Reader = reader($name, $words, $at);
        )*
        const BEGINNINGS: &[fn() -> Vec<Vec<u8>>] = &[$(|| beginnings(Format::$format),)*];
        const READS: &[fn(&Path, &[u8]) -> String] = &[$(|_, input| answer(Format::$format, input),)*];
        /// All of them.
        pub const FOREIGN: &[&Reader] = &[$(&$constant,)*];
    };
}

readers! {
    GRAPHML "graphml" GraphMl XML 0,
    GEXF "gexf" Gexf XML 1,
    CSV "csv" Csv PLAIN 2,
    XLSX "xlsx" Xlsx XML 3,
    CANVAS "canvas" Canvas JSON 4,
    KUMU "kumu" KumuJson JSON 5,
    CYTOSCAPE "cytoscape" CytoscapeJs JSON 6,
    GRANTS "grants" Grants360 JSON 7,
    DOT "dot" Dot PLAIN 8,
    GML "gml" Gml PLAIN 9,
    PAJEK "pajek" Pajek PLAIN 10,
    DRAWIO "drawio" DrawIo XML 11,
}

/// A workbook whose sheet the input is: as XML it gets past the packing, which changed bytes hardly do.
pub const SHEET: Reader = Reader {
    name: "sheet",
    words: XML,
    beginnings: || {
        vec![
            br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:D3"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Label</t></is></c><c r="B1" t="inlineStr"><is><t>Type</t></is></c></row><row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2" t="b"><v>1</v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="e"><v>#REF!</v></c></row></sheetData></worksheet>"#.to_vec(),
            br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>From</t></is></c><c r="B1" t="inlineStr"><is><t>To</t></is></c></row><row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row r="1048576"><c r="A1048576" t="d"><v>2010-01-01T00:00</v></c></row></sheetData></worksheet>"#.to_vec(),
        ]
    },
    read: |_, input| answer(Format::Xlsx, &workbook(input)),
    multiple: 1_500,
    ground: 32_000_000,
};

/// What our own writer makes, and the files in the ways of other programs.
fn beginnings(format: Format) -> Vec<Vec<u8>> {
    let map = file::read(MAP).expect("it is sound").value;
    let written = interchange::write(&map, &Dress::default(), format);
    let mut all: Vec<Vec<u8>> =
        written.map_or_else(|_| Vec::new(), |(parts, _)| parts.into_iter().map(|part| part.bytes).collect());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/interchange");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of fixtures")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let files = paths.iter().filter_map(|path| Some((path, std::fs::read(path).ok()?)));
    all.extend(
        files.filter(|(path, bytes)| Format::recognise(bytes, Some(path)) == Some(format)).map(|it| it.1),
    );
    assert!(!all.is_empty(), "{format}: nothing to begin with");
    all
}

/// Reads, maps, and writes again what was read: as a map of ours, and in the same format.
fn answer(format: Format, input: &[u8]) -> String {
    let read = match interchange::read(input, format) {
        Ok(read) => read,
        Err(error) => return error.to_string(),
    };
    let mapped = read.value.document();
    let map = mapped.value;
    let errors: Vec<_> = validate(&map).into_iter().filter(Finding::is_error).collect();
    assert!(errors.is_empty(), "a map that breaks its own rules: {errors:?}");
    let text = file::write(&map);
    let again = file::read(&text).map(|again| file::write(&again.value));
    assert_eq!(again.as_deref().ok(), Some(text.as_str()), "what was read cannot be written and read again");
    if format.is_written() {
        written_again(&map, format);
    }
    let told = read.warnings.iter().chain(&mapped.warnings).map(|warning| warning.message.as_str());
    let some = |count: usize| if count == 0 { "" } else { "some " };
    let counts =
        [map.organisations().len(), map.flows().len(), map.groups().len(), map.notes().len()].map(some);
    told.take(3).chain(counts).collect()
}

/// What we write of it, we read.
fn written_again(map: &Document, format: Format) {
    let Ok((parts, _)) = interchange::write(map, &Dress::default(), format) else { return };
    for part in parts {
        let again = interchange::read(&part.bytes, format);
        let is_none = map.organisations().is_empty() || (part.suffix == "flows" && map.flows().is_empty());
        assert!(again.is_ok() || is_none, "{format} cannot read what it wrote: {again:?}");
    }
}

/// A workbook of one sheet: entries that are not packed, with the right sums.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
        ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="s"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let (mut all, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let at = all.len() as u32;
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let length = bytes.len() as u32;
        // Needs version 2.0, no flags, stored, no time, then sum, sizes, length of the name, no more.
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [sum.sum(), length, length] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        for part in [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), bytes] {
            all.write_all(part).expect("memory");
        }
        for part in [b"PK\x01\x02\x14\x00".as_slice(), &common, &[0; 10], &at.to_le_bytes(), name.as_bytes()]
        {
            directory.write_all(part).expect("memory");
        }
    }
    let (start, length, count) = (all.len() as u32, directory.len() as u32, parts.len() as u16);
    all.extend(directory);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend(count.to_le_bytes());
    all.extend(count.to_le_bytes());
    all.extend(length.to_le_bytes());
    all.extend(start.to_le_bytes());
    all.extend([0, 0]);
    all
}

/// The trial of sheets reaches them: what packs them is right.
#[test]
fn a_workbook_of_one_sheet_is_read() {
    for (sheet, organisations, flows) in [(0, 1, 0), (1, 3, 1)] {
        let bytes = workbook(&(SHEET.beginnings)()[sheet]);
        let read = interchange::read(&bytes, Format::Xlsx).expect("a workbook").value.document().value;
        assert_eq!((read.organisations().len(), read.flows().len()), (organisations, flows), "{sheet}");
    }
}
