//! Bytes to text: UTF-8, UTF-16, what an XML declaration names, Latin-1 where nothing else fits.
//! Must not know what the text says.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostics::Diagnostic;

/// The text, and what there is to say about how it was had.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (encoding, skipped) = encoding(bytes);
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(&bytes[skipped..]) {
            return (text.to_owned(), Vec::new());
        }
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[skipped..]);
        let words = "the file is not UTF-8: it was read as Windows-1252 (Latin-1)";
        let hint = "if accents are wrong, save it as UTF-8 in the program that it comes from";
        return (text.into_owned(), vec![Diagnostic::warning(words).hint(hint)]);
    }
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    let words = format!("some characters are not {} and were replaced by \u{fffd}", encoding.name());
    (text.into_owned(), if damaged { vec![Diagnostic::warning(words)] } else { Vec::new() })
}

/// These lines of a file, counted from 1, cut off where they are long; none of a file that is no text.
pub(super) fn lines(bytes: &[u8], wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    const LONGEST: usize = 300;
    let is_packed = bytes.starts_with(b"PK\x03\x04");
    let Some(last) = wanted.last().filter(|_| !is_packed) else { return BTreeMap::new() };
    let (text, _) = decode(bytes);
    let short = |line: &str| line.trim().chars().take(LONGEST).collect();
    let numbered = (1..=*last).zip(text.lines());
    numbered
        .filter(|(number, _)| wanted.contains(number))
        .map(|(number, line)| (number, short(line)))
        .collect()
}

/// The beginning of a file as text, to recognise it by.
pub(super) fn beginning(bytes: &[u8], most: usize) -> String {
    let (encoding, skipped) = encoding(bytes);
    let part = &bytes[skipped.min(bytes.len())..bytes.len().min(most)];
    encoding.decode_without_bom_handling(part).0.into_owned()
}

/// The encoding, and how many bytes of a mark stand before the text.
fn encoding(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length);
    }
    let start = &bytes[..bytes.len().min(200)];
    if start.len() >= 4 {
        // Without a mark: every other byte of plain words is zero.
        let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
        let most = start.len() / 2 * 3 / 4;
        if zeros(1) > most {
            return (UTF_16LE, 0);
        }
        if zeros(0) > most {
            return (UTF_16BE, 0);
        }
    }
    (declared(start).unwrap_or(UTF_8), 0)
}

fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(start);
    let declaration = text.trim_start().strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    let after = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let label = after[1..].split(quote).next()?;
    // A file without zeros is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|found| *found != UTF_16LE && *found != UTF_16BE)
}

/// The words of a piece of HTML, line breaks kept, tags gone.
pub(super) fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name: String = tag.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '/').collect();
        let breaks = ["br", "br/", "/p", "/div", "/tr", "/li"];
        if breaks.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        }
        rest = tag.find('>').map_or("", |end| &tag[end + 1..]);
    }
    out.push_str(rest);
    let plain = quick_xml::escape::unescape(&out).map(std::borrow::Cow::into_owned).unwrap_or(out.clone());
    plain.replace("&nbsp;", " ").trim().to_owned()
}
