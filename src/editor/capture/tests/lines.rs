//! Single lines and what they mean.

use super::*;

#[test]
fn organisations() {
    check(&[
        ("Knowle West", "+ Knowle West"),
        ("  Knowle   West ", "+ Knowle West"),
        ("Knowle West, third, regional", "+ Knowle West [third-sector, regional]"),
        ("Knowle West, r, t", "+ Knowle West [third-sector, regional]"),
        ("Knowle West, third regional", "+ Knowle West [third-sector, regional]"),
        ("Knowle West [third, regional]", "+ Knowle West [third-sector, regional]"),
        ("Seed Fund, gov, nat, fund", "+ Seed Fund [government, national, fund]"),
        ("Hubs, group", "+ Hubs [group of organisations]"),
        ("Makers, joint f", "+ Makers [joint formation]"),
        ("Makers, joint", "+ Makers [joint]"),
        ("Makers, kind: place", "+ Makers [place]"),
        ("Bath Spa, higher education", "+ Bath Spa [universities]"),
        ("Bath Spa, university", "+ Bath Spa [universities]"),
        ("Council, govt, local", "+ Council [government, local]"),
        ("Bath Spa, place: Bath, #anchor", "+ Bath Spa [Bath, #anchor]"),
        ("Bath Spa, #anchor #host, role: broker", "+ Bath Spa [role broker, #anchor, #host]"),
        ("Watershed", "= Watershed"),
        ("WATERSHED ", "= Watershed"),
        ("watershed, national", "* Watershed [third-sector, national]"),
        ("Watershed, third, local", "= Watershed"),
        ("Culture, Media & Sport", "= Culture, Media & Sport"),
        ("\"Culture, Media and Sport\", gov", "* Culture, Media & Sport [government]"),
        ("\"Art, Design & Media\"", "+ Art, Design & Media"),
        ("\"The \"\"Hub\"\" > all\"", "+ The \"Hub\" > all"),
        ("“Art, Design”", "+ Art, Design"),
        ("The \"Hub\"", "+ The \"Hub\""),
        ("Local government (Cardiff, Newport), gov", "+ Local government (Cardiff, Newport) [government]"),
        ("Tech-Seed - St. Paul's & Co", "+ Tech-Seed - St. Paul's & Co"),
        ("Bristol: City of Sanctuary", "+ Bristol: City of Sanctuary"),
        ("Who?", "+ Who?"),
        ("A+B=C", "+ A+B=C"),
        ("李", "+ 李"),
        ("A; B ;; C", "+ A | + B | + C"),
        ("Knowle West; knowle west, third", "+ Knowle West [third-sector]"),
        ("Stone", "= Stone"),
    ]);
}

#[test]
fn flows() {
    check(&[
        ("A > B : knowledge", "+ A | + B | + A > B : knowledge"),
        ("A>B:kn", "+ A | + B | + A > B : knowledge"),
        ("Watershed > UWE Bristol : funding", "+ Watershed > UWE Bristol : funding"),
        ("watershed > uwe bristol : knowledge", "= Watershed > UWE Bristol : knowledge"),
        ("A < B : funding", "+ A | + B | + B > A : funding"),
        ("A <> B : funding", "+ A | + B | + A <> B : funding"),
        ("A -- B : funding", "+ A | + B | + A -- B : funding"),
        ("A ~> B : fund", "+ A | + B | + A > B : funding informal"),
        ("A <~ B : fund", "+ A | + B | + B > A : funding informal"),
        ("A ~~ B : fund", "+ A | + B | + A -- B : funding informal"),
        ("A <~> B : fund", "+ A | + B | + A <> B : funding informal"),
        ("A ?> B : fund", "+ A | + B | + A > B : funding wanted"),
        ("A <? B : fund", "+ A | + B | + B > A : funding wanted"),
        ("A -> B", "+ A | + B | + A > B : funding"),
        ("A --> B", "+ A | + B | + A > B : funding"),
        ("A => B", "+ A | + B | + A > B : funding"),
        ("A → B", "+ A | + B | + A > B : funding"),
        ("A ↔ B", "+ A | + B | + A <> B : funding"),
        ("A ← B", "+ A | + B | + B > A : funding"),
        ("A <-> B", "+ A | + B | + A <> B : funding"),
        ("A > B : collaboration", "+ A | + B | + A -- B : collaboration"),
        ("A <> B : collaboration", "+ A | + B | + A <> B : collaboration"),
        ("A > B > C : funding", "+ A | + B | + C | + A > B : funding | + B > C : funding"),
        ("A > B < C", "+ A | + B | + C | + A > B : funding | + C > B : funding"),
        ("A > B, C : tr", "+ A | + B | + C | + A > B : trade | + A > C : trade"),
        ("A, B > C", "+ A | + B | + C | + A > C : funding | + B > C : funding"),
        ("A > B; B > A", "+ A | + B | + A > B : funding | + B > A : funding"),
        ("A > A", "+ A | + A > A : funding"),
        ("A -- B; B -- A", "+ A | + B | + A -- B : funding | = A -- B : funding"),
        (
            "Knowle [third, regional] > BFI, Bath Spa [uni] : funding",
            "+ Knowle [third-sector, regional] | + BFI | + Bath Spa [universities] | + Knowle > BFI : funding \
             | + Knowle > Bath Spa : funding",
        ),
        ("Watershed [nat] > B", "+ B | * Watershed [third-sector, national] | + Watershed > B : funding"),
        ("\"A > B\" > \"C : D\" : trade", "+ A > B | + C : D | + A > B > C : D : trade"),
        ("Trust (A > B) > C", "+ Trust (A > B) | + C | + Trust (A > B) > C : funding"),
        ("Tech-Seed > St-Paul's : tr", "+ Tech-Seed | + St-Paul's | + Tech-Seed > St-Paul's : trade"),
    ]);
}

#[test]
fn what_is_said_of_flows() {
    check(&[
        ("A > B : funding, formal", "+ A | + B | + A > B : funding formal"),
        ("A > B : formal, funding", "+ A | + B | + A > B : funding formal"),
        ("A > B : f f", "+ A | + B | + A > B : funding formal"),
        ("A > B : f, f, p", "+ A | + B | + A > B : funding formal proposed"),
        ("A > B : formal", "+ A | + B | + A > B : funding formal"),
        ("A > B : funding, mandate", "+ A | + B | + A > B : funding | + A > B : mandate"),
        ("A > B : member of", "+ A | + B | + A > B : member-of"),
        ("A > B : funds", "+ A | + B | + A > B : funding"),
        ("A > B : networking wanted informal", "+ A | + B | + A > B : networking informal wanted"),
        ("A > B : funding ended", "+ A | + B | + A > B : funding ended"),
        ("A > B : funding (if they match it)", "+ A | + B | + A > B : funding (if they match it)"),
        ("A > B : funding, if matched, formal", "+ A | + B | + A > B : funding formal (matched)"),
        ("A > B : funding if matched", "+ A | + B | + A > B : funding (matched)"),
        ("A > B : funding (informal)", "+ A | + B | + A > B : funding informal"),
        ("A > B : funding (Wanted)", "+ A | + B | + A > B : funding wanted"),
        ("A > B : (formal, ended) fund", "+ A | + B | + A > B : funding formal ended"),
        ("A > B : funding (informal wanted)", "+ A | + B | + A > B : funding informal wanted"),
        ("A > B : funding (if formal)", "+ A | + B | + A > B : funding (if formal)"),
        ("A > B : funding (informal talks)", "+ A | + B | + A > B : funding (informal talks)"),
        ("A > B : funding, if formal", "+ A | + B | + A > B : funding (formal)"),
        ("A > B : (only, as it were, once)", "+ A | + B | + A > B : funding (only, as it were, once)"),
        ("A > B : funding \"seed; corn\"", "+ A | + B | + A > B : funding \"seed; corn\""),
        ("A > B : \"rent\"", "+ A | + B | + A > B : funding \"rent\""),
        ("A > B : brokering, via C", "+ A | + B | + C | + A > B : brokering via C"),
        ("A > B : brok via C D if asked", "+ A | + B | + C D | + A > B : brokering (asked) via C D"),
        ("A > B : brok, via \"C, D\", f", "+ A | + B | + C, D | + A > B : brokering formal via C, D"),
        ("A ~> B : kn, informal", "+ A | + B | + A > B : knowledge informal"),
    ]);
}

#[test]
fn what_cannot_be_read_is_handed_back() {
    check(&[
        ("A > ", "! there is no name @ >"),
        ("> B", "! there is no name @ >"),
        ("A > > B", "! there is no name @ >"),
        ("A > B,", "! there is no name @ >"),
        ("A > B :", "! nothing stands after the colon @ :"),
        ("A > B : i", "! “i” may be investment or information @ i"),
        ("A > B : moonshine", "! “moonshine” is no kind of flow, formality or status @ moonshine"),
        ("A > B : kn, formal, informal", "! a second formality is said here @ informal"),
        ("A ~> B : kn (formal)", "! the sign says something else: ~ says informal @ formal"),
        ("A > B : kn informal (formal)", "! a second formality is said here @ formal"),
        ("A > B : kn ()", "! no condition stands here @ ()"),
        ("A ~> B : kn, formal", "! the sign says something else: ~ says informal @ formal"),
        ("A > B : kn (x", "! this parenthesis is never closed @ (x"),
        ("A > B : kn via A", "! “A” is an end of this flow and can't broker it @ A"),
        ("A >> B", "! “>>” is no sign of a flow @ >>"),
        ("A >= B", "! “>=” is no sign of a flow @ >="),
        ("\"A > B", "! this quote is never closed @ \"A > B"),
        ("A [third > B", "! this bracket is never closed @ [third > B"),
        ("A [third] x > B", "! words follow this bracket @ [third]"),
        ("A, third, industry", "! a second sector is said here @ industry"),
        ("A, in", "! “in” may be Industry or International @ in"),
        ("A, moonshine", "! “moonshine” is no sector, scale or kind of organisation @ moonshine"),
        (
            "Art, Design & Media",
            "! “Design & Media” is no sector, scale or kind of organisation @ Design & Media",
        ),
        ("A, ", "! nothing is said here @ "),
        ("A, colour: red", "! “colour” is nothing that can be said of an organisation @ colour: red"),
        ("A : funding", "! a colon stands here without a flow before it @ :"),
        ("A : funding > B", "! a colon stands here without a flow before it @ :"),
        ("Partners:", "! nothing stands under this heading @ Partners:"),
        ("-----", "! there is no name @ -----"),
        ("Stone, third", "! “Stone” is locked, so that nothing changes it @ Stone"),
        ("A; B > ; C", "+ A | + C | ! there is no name @ >"),
    ]);
}

#[test]
fn what_goes_without_saying_comes_from_the_setting() {
    let document = map();
    let (kind, sector, scale) =
        (FlowKindId::literal("trade"), SectorId::literal("industry"), ScaleId::literal("national"));
    let setting =
        Setting { document: &document, kind: Some(&kind), sector: Some(&sector), scale: Some(&scale) };
    let captured = records(&read("A [third] > Watershed", &setting), &setting);
    assert_eq!(captured.organisations.len(), 1);
    assert_eq!(organisation(&captured.organisations[0].1), "A [third-sector, national]");
    assert_eq!(captured.flows[0].1.kind, kind);
    assert!(captured.changed.is_empty(), "what is there stays as it is");
}

#[test]
fn names_that_are_probably_there_are_pointed_out() {
    let document = map();
    for (text, expected) in [
        ("Watershd > B", "“Watershd” is new. Did you mean “Watershed”? @ Watershd"),
        ("University of the West of England, Bristol", ""),
        (
            "\"University of the West of England, Bristol\"",
            "“University of the West of England, Bristol” is new. Is it “UWE Bristol”, in other words? \
             @ \"University of the West of England, Bristol\"",
        ),
        ("Knowle West; Knowle Wset", "“Knowle Wset” is new. Did you mean “Knowle West”? @ Knowle Wset"),
        ("watershed", ""),
        ("Studio 1; Studio 2", ""),
    ] {
        let reading = read(text, &setting(&document));
        let warnings = reading.lines.iter().flat_map(|line| &line.warnings);
        let warnings: Vec<String> =
            warnings.map(|it| format!("{} @ {}", it.message(), &text[it.span.clone()])).collect();
        assert_eq!(warnings.join(" | "), expected, "{text:?}");
    }
}

#[test]
fn a_step_is_named_after_what_it_adds() {
    let document = map();
    for (text, expected) in [
        ("Knowle West", "Add Knowle West"),
        ("A; B", "Add 2 organisations"),
        ("A > B", "Add 2 organisations and 1 flow"),
        ("A > Watershed", "Add A and 1 flow"),
        ("UWE Bristol > Watershed", "Add flow"),
        ("Watershed, national", "Change Watershed"),
    ] {
        let setting = setting(&document);
        assert_eq!(records(&read(text, &setting), &setting).name(), expected, "{text:?}");
    }
}
