//! Texts and files of other programs, called by their names: whoever opens one learns what it is. Must not know how to
//! read any.

/// What a file that is no map seems to be, for a sentence that begins with "it is".
pub(super) fn named(bytes: &[u8]) -> Option<&'static str> {
    binary(bytes).or_else(|| {
        let beginning = &bytes[..bytes.len().min(BEGINNING)];
        let sound = match std::str::from_utf8(beginning) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&beginning[..error.valid_up_to()]).unwrap_or_default(),
        };
        text(sound)
    })
}

/// So much of a text is looked at, bytes.
const BEGINNING: usize = 4096;

/// What begins with these bytes.
const BEGINNINGS: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF without a map inside"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "packed with gzip: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it in a newer format first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"7z\xbc\xaf", "packed with 7-Zip: unpack it first"),
    (b"Rar!", "packed with RAR: unpack it first"),
];

/// What a ZIP archive is in which a file of such a name lies.
const ARCHIVES: [(&[u8], &str); 6] = [
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"word/", "a Word document (DOCX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"opendocument.spreadsheet", "an OpenDocument workbook (ODS)"),
    (b"opendocument.text", "an OpenDocument text (ODT)"),
    (b".cys", "a Cytoscape session"),
];

fn binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        // The names stand at the front of each file in it and once more at the end.
        let ends = [&bytes[..bytes.len().min(BEGINNING)], &bytes[bytes.len().saturating_sub(BEGINNING)..]];
        let holds = |name: &[u8]| ends.iter().any(|part| part.windows(name.len()).any(|there| there == name));
        let found = ARCHIVES.iter().find(|(name, _)| holds(name));
        return Some(found.map_or("a ZIP archive", |(_, name)| name));
    }
    BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, name)| *name)
}

/// What a text of marks is in which such a mark stands.
const MARKS: [(&str, &str); 6] = [
    ("<graphml", "a GraphML graph"),
    ("<gexf", "a GEXF graph"),
    ("<mxfile", "a draw.io drawing"),
    ("<svg", "an SVG picture without a map inside"),
    ("<html", "a web page"),
    ("<!doctype html", "a web page"),
];

fn text(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let small = text.to_lowercase();
    if small.starts_with('<') {
        let found = MARKS.iter().find(|(mark, _)| small.contains(mark));
        return Some(found.map_or("an XML text", |(_, name)| name));
    }
    let first = small.lines().next().unwrap_or_default();
    let begins = |words: &[&str]| words.iter().any(|word| small.starts_with(word));
    match () {
        () if begins(&["{\""]) || begins(&["[{", "[\n", "{\n"]) => Some("JSON"),
        () if begins(&["digraph", "strict digraph", "graph {", "strict graph"]) => {
            Some("a Graphviz drawing (DOT)")
        }
        () if begins(&["graph [", "graph\n[", "creator "]) => Some("a GML graph"),
        () if begins(&["*vertices", "*network"]) => Some("a Pajek network"),
        () if begins(&["@startuml"]) => Some("a PlantUML text"),
        () if !begins(&["("])
            && first.contains(['\t', ';', ','])
            && text.lines().count() > 1
            && is_table(text) =>
        {
            Some("a table (CSV)")
        }
        () => None,
    }
}

/// Whether the first lines all have as many cells.
fn is_table(text: &str) -> bool {
    ['\t', ';', ','].into_iter().any(|sign| {
        let mut cells = text.lines().take(4).map(|line| line.matches(sign).count());
        let first = cells.next().unwrap_or(0);
        first > 0 && cells.all(|count| count == first)
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn other_programs_files_are_called_by_their_names() {
        for (bytes, name) in [
            (&b"PK\x03\x04....xl/workbook.xml"[..], Some("an Excel workbook (XLSX)")),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Some("an OpenDocument workbook (ODS)"),
            ),
            (b"PK\x03\x04....something", Some("a ZIP archive")),
            (b"%PDF-1.7\n\xff", Some("a PDF without a map inside")),
            (b"\xff\xd8\xff\xe0", Some("a JPEG picture")),
            (b"<?xml version=\"1.0\"?>\n<graphml xmlns=\"...\">", Some("a GraphML graph")),
            (b"\xef\xbb\xbf<gexf>", Some("a GEXF graph")),
            (b"<mxfile host=\"app\">", Some("a draw.io drawing")),
            (b"<!DOCTYPE html><html>", Some("a web page")),
            (b"<svg xmlns=\"\"/>", Some("an SVG picture without a map inside")),
            (b"<office>", Some("an XML text")),
            (b"{\"nodes\": []}", Some("JSON")),
            (b"digraph G { a -> b }", Some("a Graphviz drawing (DOT)")),
            (b"graph [\n node [ id 1 ] ]", Some("a GML graph")),
            (b"*Vertices 3\n", Some("a Pajek network")),
            (b"name;sector\nBFI;third\nBBC;public\n", Some("a table (CSV)")),
            (b"Dear all,\nthe map", None),
            (b"(header: (format: \"ecomap\"", None),
            (b"((((((", None),
            (b"", None),
        ] {
            assert_eq!(named(bytes), name, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
