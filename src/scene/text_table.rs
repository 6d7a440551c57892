//! How wide the columns of a table are. Must not know rows as they are set.

use crate::{style::Look, text::Fonts};

use super::{
    text_pages::{TextCell, TextColumn, Voice},
    text_row::MARK,
    words::clean,
};

/// Between two columns, canvas units.
const GAP: f64 = 14.0;
/// A word wider than this part of the table may be broken.
const WIDEST_WORD: f64 = 0.3;

/// Where each column begins and how wide it is, in a table so wide: a part of the width where one is asked for, and
/// else by what stands in it, no narrower than its longest word where that can be had.
pub(super) fn places(
    columns: &[TextColumn],
    rows: &[Vec<TextCell>],
    width: f64,
    set: (&Look, &Fonts),
) -> Vec<(f64, f64)> {
    let room = (width - GAP * columns.len().saturating_sub(1) as f64).max(1.0);
    let widths = if columns.iter().all(|column| column.share.is_some()) {
        let shares: f64 = columns.iter().filter_map(|column| column.share).sum();
        columns.iter().map(|column| room * column.share.unwrap_or_default() / shares.max(1e-9)).collect()
    } else {
        by_words(columns, rows, room, set)
    };
    let mut x = 0.0;
    let mut places = Vec::with_capacity(widths.len());
    for width in widths {
        places.push((x, width));
        x += width + GAP;
    }
    places
}

fn by_words(columns: &[TextColumn], rows: &[Vec<TextCell>], room: f64, set: (&Look, &Fonts)) -> Vec<f64> {
    let mut heads = Vec::with_capacity(columns.len());
    let mut least = Vec::with_capacity(columns.len());
    let mut most = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let head = measure(&column.title.to_uppercase(), Voice::Capitals, set);
        let (mut word, mut line) = (head.0, head.1);
        for cell in rows.iter().filter_map(|cells| cells.get(index)) {
            let indent = if cell.mark.is_empty() { 0.0 } else { MARK };
            for passage in &cell.passages {
                let (one, all) = measure(&passage.words, passage.voice, set);
                word = word.max(one + indent);
                line = line.max(all + indent);
            }
        }
        let head = head.0.ceil();
        let word = word.min(room * WIDEST_WORD).ceil().max(head);
        heads.push(head);
        least.push(word);
        most.push(line.ceil().max(word));
    }
    let (sum_least, sum_most): (f64, f64) = (least.iter().sum(), most.iter().sum());
    let spare = room - sum_least;
    if spare <= 0.0 {
        return narrowed(&heads, &least, room);
    }
    if sum_most <= room {
        // What is left over goes to the columns of words.
        let words: f64 = columns.iter().zip(&most).map(|(column, width)| weight(column, *width)).sum();
        let more = |(column, width): (&TextColumn, &f64)| {
            width + (room - sum_most) * weight(column, *width) / words.max(1e-9)
        };
        return columns.iter().zip(&most).map(more).collect();
    }
    let wish: f64 = sum_most - sum_least;
    least.iter().zip(&most).map(|(low, high)| low + spare * (high - low) / wish).collect()
}

/// Columns that are too wide together: the widest give way, so that only their words are broken; none becomes narrower
/// than its head while there is room for the heads.
fn narrowed(heads: &[f64], wanted: &[f64], room: f64) -> Vec<f64> {
    let sum: f64 = heads.iter().sum();
    if sum >= room {
        return heads.iter().map(|width| width * room / sum.max(1e-9)).collect();
    }
    let no_wider_than = |most: f64| -> Vec<f64> {
        heads.iter().zip(wanted).map(|(head, width)| width.min(most).max(*head)).collect()
    };
    let (mut low, mut high) = (0.0, room);
    for _ in 0..48 {
        let middle = f64::midpoint(low, high);
        if no_wider_than(middle).iter().sum::<f64>() > room {
            high = middle;
        } else {
            low = middle;
        }
    }
    no_wider_than(low)
}

fn weight(column: &TextColumn, width: f64) -> f64 {
    if column.is_figures { 0.0 } else { width }
}

/// Width of the longest word and of all words, canvas units.
fn measure(words: &str, voice: Voice, (look, fonts): (&Look, &Fonts)) -> (f64, f64) {
    let (style, ..) = voice.set(look);
    let words = clean(words);
    // A cell is never wider than a page: what is longer than this need not be measured.
    if words.len() > 400 {
        return (f64::INFINITY.min(4000.0), 4000.0);
    }
    let longest = words.split(' ').map(|word| fonts.line(word, &style).width).fold(0.0, f64::max);
    (longest, fonts.line(&words, &style).width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Document, style::Theme};

    fn table(titles: &[&str], cells: &[&str]) -> (Vec<TextColumn>, Vec<Vec<TextCell>>) {
        let column = |title: &&str| TextColumn { title: (*title).to_owned(), ..TextColumn::default() };
        (
            titles.iter().map(column).collect(),
            vec![cells.iter().map(|words| TextCell::plain(*words)).collect()],
        )
    }

    #[test]
    fn endless_words_leave_the_heads_and_the_short_words_of_others_whole() {
        let look = Look::of(&Document::default(), Theme::Light);
        let fonts = Fonts::bundled();
        let set = (&look, &fonts);
        let endless = "Donaudampfschiff".repeat(24);
        let titles = ["Organisation", "Sector", "Scale", "Kind", "Place", "Roles", "In", "Out"];
        for count in 1..=6 {
            let mut cells = ["Arts", "not", "Local", "person", "Bath", "hub", "12", "3"];
            cells[..count].fill(endless.as_str());
            let (columns, rows) = table(&titles, &cells);
            for room in [520.0, 700.0, 1000.0] {
                let places = places(&columns, &rows, room, set);
                let (x, width) = places[places.len() - 1];
                assert!(x + width <= room + 0.5, "{count} in {room}: {places:?}");
                for (index, (column, (_, width))) in columns.iter().zip(&places).enumerate() {
                    let head = measure(&column.title.to_uppercase(), Voice::Capitals, set).0;
                    assert!(*width >= head, "{count} in {room}: {} in {width}", column.title);
                    if index >= count {
                        let word = measure(cells[index], Voice::Plain, set).0;
                        assert!(*width >= word, "{count} in {room}: {} in {width}", cells[index]);
                    }
                }
            }
        }
    }
}
