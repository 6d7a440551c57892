//! Mistakes and what is said about them. The sections stand on line 2, behind the header.

/// Sections, and all that is said about them, a line each.
pub const MISTAKES: &[(&str, &[&str])] = &[
    (
        "organisations: [(id: \"a\"), (id: \"a\")])",
        &["2:33: organisation `a`: the id `a` is given to a second organisation"],
    ),
    (
        "organisations: [(id: \"UWE\")])",
        &[
            "2:22: organisation `UWE`: `UWE` is not an id: an id is made of a-z, 0-9 and hyphens, `U` is none of them",
        ],
    ),
    (
        "organisations: [(id: \"a\", position: (inf, 1)), (id: \"b\", position: (1e999, 1))])",
        &[
            "2:38: organisation `a`: `inf` is not a finite number",
            "2:69: organisation `b`: `1e999` is not a finite number",
        ],
    ),
    (
        "organisations: [(id: \"a\", position: (1, 2, 3))])",
        &["2:37: organisation `a`: expected a position, found values in round brackets"],
    ),
    (
        "organisations: [(id: \"a\", active_from: \"2019-02-30\")])",
        &["2:40: organisation `a`: `2019-02-30` is not a date"],
    ),
    (
        "organisations: [(id: \"a\", active_from: 2020, active_to: \"2019\")])",
        &["2:57: organisation `a`: it ends (2019) before it begins (2020)"],
    ),
    (
        "organisations: [(id: \"a\", count: (low: 3, high: 2))])",
        &["2:34: organisation `a`: the count's low end (3) lies above its high end (2)"],
    ),
    ("organisations: [(id: \"a\", z_order: 1.5)])", &["2:36: organisation `a`: `1.5` is not a whole number"]),
    (
        "organisations: [(id: \"a\", tags: \"x\")])",
        &["2:33: organisation `a`: expected a list, found a text"],
    ),
    (
        "organisations: [(id: \"a\", sector: industry)])",
        &["2:35: organisation `a`: expected the id of a sector in quotes, found the bare word `industry`"],
    ),
    ("organisations: [(id: \"a\", scale: \"locla\")])", &["2:34: organisation `a`: unknown scale `locla`"]),
    ("organisations: [(id: \"a\", evidence: [\"zz\"])])", &["2:38: organisation `a`: unknown evidence `zz`"]),
    (
        "organisations: [(id: \"a\", name: \"x\u{7}y\")])",
        &["2:33: organisation `a`: the text holds the control character U+0007"],
    ),
    (
        "organisations: [(id: \"a\", name: \"x\\u{202}y\\x1b\")])",
        &["2:33: organisation `a`: the text holds the control character U+001B"],
    ),
    (
        "organisations: [(id: \"a\", name: \"\\q\")])",
        &["2:33: organisation `a`: this text cannot be read: Unknown escape character"],
    ),
    ("organisations: [(id: \"a\", name: 'x')])", &["2:33: organisation `a`: a text stands in double quotes"]),
    (
        "organisations: [(id: \"a\", name = \"x\")])",
        &["2:32: organisation `a`: a field is written with `:`, not with `=`"],
    ),
    (
        "organisations: [(id: \"a\", name: )])",
        &["2:33: organisation `a`: a value is missing: `)` stands here"],
    ),
    (
        "organisations: [(id: \"a\", name: \"x\", name: \"y\")])",
        &["2:38: organisation `a`: field `name` is given twice"],
    ),
    ("organisations: (id: \"a\"))", &["2:16: expected a list of records, found a record"]),
    (
        "organisations: [(name: \"A\"), 7])",
        &["2:30: organisation number 2 of its list: expected an organisation, found a number"],
    ),
    (
        "organisations: [(id: \"a\", name: \"A\"\n], flows: [])",
        &["3:1: organisation `a`: `)` is missing before `]`"],
    ),
    (
        "organisations: [(id: \"a\", name: \"A\",\n(id: \"b\")])",
        &["3:1: organisation `b`: `)` is missing before `(`"],
    ),
    ("organisations: [(id: \"a\")] ], flows: [])", &["2:28: no bracket is open that `]` could close"]),
    ("organisations: [(id: \"a\"),\nflows: [])", &["3:1: `]` is missing before `flows`"]),
    (
        "organisations: [(id: \"a\", name: \"A,\nplace: \"Bristol\")])",
        &["2:33: organisation `a`: the quotation mark of this text is not closed"],
    ),
    ("organisations: [(id: \"a\", name: \"Wat", &["2:33: organisation `a`: the file ends within this text"]),
    (
        "organisations: [(id: \"a\", name: \"A\",",
        &["2:17: organisation `a`: the file ends before this bracket is closed"],
    ),
    ("organisations: [(id: \"a\")]) more", &["2:29: something stands behind the end of the map"]),
    ("flows: [(from: \"a\", to: \"b\")])", &["2:9: flow from `a` to `b`: `kind` is missing"]),
    (
        "flows: [(id: \"f\", from: \"a\", to: \"b\", kind: \"fund\")])",
        &[
            "2:25: flow `f`: unknown organisation `a`",
            "2:34: flow `f`: unknown organisation `b`",
            "2:45: flow `f`: unknown flow kind `fund`",
        ],
    ),
    (
        "organisations: [(id: \"a\"), (id: \"b\")], flows: [(from: \"a\", to: \"b\", kind: \"funding\", via: \"b\")])",
        &["2:91: flow from `a` to `b`: the broker `b` is one of the flow's own ends"],
    ),
    ("groups: [(id: \"g\", members: [group(\"g\")])])", &["2:29: group `g`: group `g` lies within itself"]),
    (
        "notes: [(id: \"n\", attached_to: view(\"v\"))])",
        &["2:32: note `n`: a note can't be attached to view `v`"],
    ),
    ("evidence: [(id: \"e\", date: \"May\")])", &["2:28: evidence `e`: `May` is not a date"]),
    (
        "map: (areas: [(id: \"n\", extent: (0, 0, NaN, 1))]))",
        &["2:40: the map: `NaN` is not a finite number"],
    ),
    ("map: (areas: [(id: \"n\")]))", &["2:15: the map: `extent` is missing"]),
    (
        "scheme: (sectors: [(id: \"s\", hue: \"red\")]))",
        &["2:35: sector `s`: expected a number, found a text"],
    ),
];
