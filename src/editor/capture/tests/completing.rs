//! What is offered at the cursor, written `|`.

use super::*;

#[test]
fn what_may_be_meant() {
    let document = map();
    for (text, expected) in [
        ("wat|", "Watershed"),
        ("bri|", "UWE Bristol"),
        ("|", ""),
        ("Watershed|", ""),
        ("A > uw|", "A > UWE Bristol"),
        ("A > B, wa|", "A > B, Watershed"),
        ("A; wa|", "A; Watershed"),
        ("- wa|", "- Watershed"),
        ("X\n  wa|", "X\n  Watershed"),
        ("cul|", "\"Culture, Media & Sport\""),
        ("\"cul|", "\"Culture, Media & Sport\""),
        ("wa| > B", "Watershed > B"),
        ("A, th|", "A, Third sector"),
        ("A, third, reg|", "A, third, Regional"),
        ("A [i|", "A [Industry / A [International"),
        ("A [third, na|", "A [third, National"),
        ("A > B : in|", "A > B : investment / A > B : information / A > B : informal"),
        ("A > B : member o|", "A > B : member of"),
        (
            "A > B : trade, in|",
            "A > B : trade, informal / A > B : trade, investment / A > B : trade, information",
        ),
        ("A > B : trade via wa|", "A > B : trade via Watershed"),
        ("A > B : trade if wa|", ""),
        ("A > B : trade (wa|", ""),
        ("A > B : trade (informal)|", ""),
        ("A > B : trade (informal) |", ""),
        ("A > B : trade \"rent\"|", ""),
        ("A > B : trade (informal) wan|", "A > B : trade (informal) wanted"),
        ("A\tB\nwa|", ""),
    ] {
        let cursor = text.find('|').expect("each shows the cursor");
        let text = text.replace('|', "");
        let offered: Vec<String> = complete(&text, cursor, &setting(&document))
            .iter()
            .map(|it| format!("{}{}{}", &text[..it.replace.start], it.text, &text[it.replace.end..]))
            .collect();
        assert_eq!(offered.join(" / "), expected, "{text:?}");
    }
    assert_eq!(complete("A > B : ", 8, &setting(&document)).len(), 12);
}

#[test]
fn a_name_as_it_is_written_is_read_as_that_name() {
    let document = map();
    for name in [
        "A", "A, B", "A > B", "\"A\"", "# A", "1. A", "- A", "A (b, c)", "A [b]", "A: B", "A;B", "A ( > B",
        "“A",
    ] {
        let setting = setting(&document);
        let captured = records(&read(&format!("{} > Z", written(name)), &setting), &setting);
        assert_eq!(captured.organisations[0].1.name, name);
    }
}
