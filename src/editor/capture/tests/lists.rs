//! Pasted lists, outlines and tables and what they mean.

use super::*;

#[test]
fn lists_and_outlines() {
    check(&[
        ("A\nB\r\n\n C", "+ A | + B | + C"),
        ("- A\n* B\n• C\n– D", "+ A | + B | + C | + D"),
        ("-\tA\n-\tB", "+ A | + B"),
        ("- [ ] A\n- [x] B", "+ A | + B"),
        ("1. A\n2) B\n(3) C", "+ A | + B | + C"),
        ("1. FC Köln", "+ 1. FC Köln"),
        ("-", "+ -"),
        ("A\n  B\n  C", "+ A | + B | + C | + B > A : member-of | + C > A : member-of"),
        ("- A\n    - B\n        - C", "+ A | + B | + C | + B > A : member-of | + C > B : member-of"),
        ("  A\n  B", "+ A | + B"),
        ("A, gov\n  B, local", "+ A [government] | + B [local] | + B > A : member-of"),
        ("A\n  B > C : trade", "+ A | + B | + C | + B > C : trade"),
        ("A\n  A", "+ A | ! this would be a member of itself @ A"),
        (
            "Local government:\nA\nB, nat\nThird sector:\n  C",
            "+ A [government, local] | + B [government, national] | + C [third-sector]",
        ),
        (
            "# Industry\n- A\n## National\n- B\n# Joint\nC",
            "+ A [industry] | + B [industry, national] | + C [joint]",
        ),
        ("Regional funds:\n  A", "+ A [regional, fund]"),
        ("Funding:\nA > B\nTrade:\nA > B", "+ A | + B | + A > B : funding | + A > B : trade"),
        ("Partners:\n- A\n- Watershed", "+ A | group Partners: A, Watershed"),
        (
            "Partners:\n\nOthers:\nA",
            "+ A | group Others: A | ! nothing stands under this heading @ Partners:",
        ),
    ]);
}

#[test]
fn tables() {
    check(&[
        ("A\tB\nC\tA", "+ A | + B | + C | + A > B : funding | + C > A : funding"),
        ("A\tthird sector\nB\tgovernment", "+ A [third-sector] | + B [government]"),
        ("A\tthird\tlocal\nB\t\tnational", "+ A [third-sector, local] | + B [national]"),
        ("A\tB\tfunding\nB\tC\tmember of", "+ A | + B | + C | + A > B : funding | + B > C : member-of"),
        ("A\tB\ttrade\tformal\twanted", "+ A | + B | + A > B : trade formal wanted"),
        ("Name\tSector\nA, B\tJoint", "+ A, B [joint]"),
        ("organisation\tsector\tscale\tkind\nA\tgov\tloc\tfund", "+ A [government, local, fund]"),
        (
            "From\tTo\tKind\tCondition\nA > B\tC\ttrade\tif, then",
            "+ A > B | + C | + A > B > C : trade (if, then)",
        ),
        ("name\tsector\tyear\nA\tjoint\t1998", "+ A [joint, year = Text(\"1998\")]"),
        ("\"A, \"\"B\"\"\"\tC", "+ A, \"B\" | + C | + A, \"B\" > C : funding"),
        ("A\tB\nC", "+ A | + B | + C | + A > B : funding"),
        ("A\tB\n\tC", "+ A | + B | + A > B : funding | ! a name is missing in this row @ C"),
        (
            "A\tB\tmoonshine\nA\tC\ttrade",
            "+ A | + C | + A > C : trade | ! “moonshine” is no kind of flow, formality or status @ moonshine",
        ),
        ("from\tto", "! nothing stands under this row of titles @ from\tto"),
    ]);
}

#[test]
fn five_hundred_lines_are_read() {
    let lines: Vec<String> = (0..500).map(|n| format!("Organisation {n}, third, local")).collect();
    let document = map();
    let setting = setting(&document);
    let captured = records(&read(&lines.join("\n"), &setting), &setting);
    assert_eq!(captured.organisations.len(), 500);
}
