//! What the page says of formats, losses and what goes along. Must not draw.

use crate::{
    app::{chrome::status_line::counted, words::capital},
    interchange::{Along, Format, Loss, Of},
    model::grouped,
};

/// Its name and what reads it.
pub(super) fn format(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::GraphMl => ("GraphML", "yEd, Gephi, Cytoscape, igraph, NetworkX"),
        Format::Gexf => ("GEXF", "Gephi, Gephi Lite, Polinode"),
        Format::Csv => ("Two CSV tables", "Kumu, Gephi, R, Python, any spreadsheet"),
        Format::Xlsx => ("Excel workbook", "Excel, LibreOffice, Kumu, Onodo"),
        Format::Canvas => ("JSON Canvas", "Obsidian"),
        Format::KumuJson => ("Kumu JSON", "Kumu"),
        Format::CytoscapeJs => ("Cytoscape.js JSON", "Cytoscape, Cytoscape.js"),
        Format::Grants360 => ("360Giving JSON", "360Giving"),
        Format::Dot => ("DOT", "Graphviz"),
        Format::Gml => ("GML", "yEd, Gephi, igraph, NetworkX"),
        Format::Pajek => ("Pajek network", "Pajek, Gephi, UCINET"),
        Format::DrawIo => ("draw.io", "draw.io, diagrams.net"),
        Format::Mermaid => ("Mermaid", "Markdown, GitHub, wikis"),
        Format::Table => ("Plain table", "Word, any spreadsheet"),
    }
}

/// How much of the map it holds, beside its name.
pub(super) fn remark(loss: &Loss) -> String {
    if loss.is_empty() {
        "holds everything".to_owned()
    } else {
        format!("{} left out", counted(loss.len(), "thing"))
    }
}

/// What is lost, under the heading of what it is lost of.
pub(super) fn lost(loss: &Loss) -> Vec<(&'static str, Vec<(String, usize)>)> {
    let headings = [
        (Of::Map, "Of the map"),
        (Of::Organisations, "Of organisations"),
        (Of::Flows, "Of flows"),
        (Of::Groups, "Of groups"),
        (Of::Notes, "Of notes"),
    ];
    let under = |(of, heading)| {
        let items = loss.items().filter(|lost| lost.of == of);
        (heading, items.map(|lost| (capital(lost.what), lost.times)).collect::<Vec<_>>())
    };
    headings.into_iter().map(under).filter(|(_, items)| !items.is_empty()).collect()
}

/// What goes along that one may not think of, item by item: in words, how often.
pub(super) fn along(along: &Along) -> Vec<(&'static str, usize)> {
    let items = [
        ("Organisations with influence", along.influence),
        ("Organisations with a stance on a goal", along.stances),
        ("Descriptions", along.descriptions),
        ("Own fields", along.own_fields),
    ];
    items.into_iter().filter(|(_, times)| *times > 0).collect()
}

/// What goes along where the other program shows it to nobody.
pub(super) fn unseen(along: &Along, format: Format) -> Option<String> {
    let groups = if along.groups { "groups, " } else { "" };
    let place =
        if format == Format::Xlsx { "on a hidden sheet" } else { "where the program does not show it" };
    along.whole.then(|| {
        format!(
            "{}: title, author, sources, coverage note, goals, areas, {groups}sectors, scales and kinds. \
             ecomap finds them there again.",
            capital(place)
        )
    })
}

/// What becomes of the notes: "3 notes stand on the canvas, 1 of them parked. Who opens the file reads them".
pub(super) fn notes(along: &Along) -> String {
    let stand = if along.notes == 1 { "stands" } else { "stand" };
    let parked = match along.parked {
        0 => String::new(),
        parked => format!(", {} of them parked", grouped(parked as u64)),
    };
    format!("{} {stand} in the file{parked}. Whoever opens it reads them.", counted(along.notes, "note"))
}

/// What never leaves the map.
pub(super) const STAYS: &str =
    "Evidence, respondents, views with their speaker notes, and comments never go along.";

/// What the file is to ecomap.
pub(super) fn way_back(format: Format, whole: bool) -> &'static str {
    match (format.is_read(), whole) {
        // Beside each other nobody finds the two again, and some columns come back as own fields.
        _ if format == Format::Csv => "ecomap opens each table by itself, by what its columns are called.",
        (false, _) => "For people to read: ecomap does not open it again.",
        (true, true) => "Opened again in ecomap, it is the same map.",
        (true, false) => "ecomap opens it again, without what is left out.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_counted_in_words() {
        let of = |notes, parked| notes_of(notes, parked);
        assert_eq!(of(1, 0), "1 note stands in the file. Whoever opens it reads them.");
        assert_eq!(of(3, 1), "3 notes stand in the file, 1 of them parked. Whoever opens it reads them.");
    }

    fn notes_of(number: usize, parked: usize) -> String {
        notes(&Along { notes: number, parked, ..Along::default() })
    }

    #[test]
    fn every_format_that_is_written_says_who_reads_it() {
        for one in Format::ALL {
            let (name, readers) = format(one);
            assert!(!name.is_empty() && !readers.is_empty(), "{one}");
        }
    }
}
