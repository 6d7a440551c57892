//! Version 1: the smallest values: texts, numbers, ids, dates, colours.
//! Must not know which record holds them.

use std::borrow::Cow;

use crate::{
    file::{
        reading::Reading,
        syntax::{Kind, Node},
        value::{StandIn, Value},
        writing::Out,
    },
    model::{
        AreaId, Colour, Date, EvidenceId, FamilyId, FlowId, FlowKindId, GoalId, GroupId, OrganisationId,
        ScaleId, SectorId, ViewId, slug,
    },
};

/// The text of a node; `None` without a word when it is none or holds a sign that maps do not.
pub(in crate::file) fn text_of<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Cow<'t, str>> {
    let text = match &node.kind {
        Kind::Text(text) if text.contains('\r') => Cow::Owned(text.replace("\r\n", "\n")),
        Kind::Text(text) => Cow::Borrowed(*text),
        Kind::Quoted => match ron::from_str::<String>(node.span.of(reading.text)) {
            Ok(text) => Cow::Owned(text.replace("\r\n", "\n")),
            Err(error) => {
                let message = format!("this text cannot be read: {}", error.code);
                return reading.fault(
                    node,
                    message,
                    Some("write \\\\ for a backslash and \\\" for a quotation mark"),
                );
            }
        },
        _ => return None,
    };
    let may_be_control = |byte: u8| (byte < b' ' && byte != b'\n') || byte == 0x7f || byte == 0xc2;
    if text.bytes().any(may_be_control)
        && let Some(sign) = text.chars().find(|sign| sign.is_control() && *sign != '\n')
    {
        let message = match sign {
            '\t' => "the text holds a tab".to_owned(),
            sign => format!("the text holds the control character U+{:04X}", u32::from(sign)),
        };
        return reading.fault(node, message, Some("take it out: only line breaks are kept"));
    }
    Some(text)
}

/// A text, or a fault that says what was expected.
pub(in crate::file) fn expect_text<'t>(
    node: &Node<'t>,
    reading: &mut Reading<'t>,
    what: &str,
) -> Option<Cow<'t, str>> {
    match &node.kind {
        Kind::Text(_) | Kind::Quoted => text_of(node, reading),
        Kind::Word(word) => {
            let message = format!("expected {what} in quotes, found the bare word `{word}`");
            let hint = format!("write \"{word}\"");
            reading.fault(node, message, Some(&hint))
        }
        _ => reading.expected(node, what, "it between double quotes"),
    }
}

impl Value for String {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        expect_text(node, reading, "a text").map(Cow::into_owned)
    }

    fn write(&self, out: &mut Out<'_>) {
        out.quoted(self);
    }

    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

impl StandIn for String {
    fn stand_in() -> Self {
        Self::new()
    }
}

impl Value for bool {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match node.kind {
            Kind::Word("true" | "yes") => Some(true),
            Kind::Word("false" | "no") => Some(false),
            _ => reading.expected(node, "yes or no", "true or false"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.push(if *self { "true" } else { "false" });
    }

    fn is_default(&self) -> bool {
        !self
    }
}

impl Value for f64 {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let number = match node.kind {
            Kind::Number(text) => text.parse().or_else(|_| ron::from_str::<Self>(text)).ok(),
            Kind::Word("inf" | "NaN" | "nan" | "infinity") => Some(Self::NAN),
            _ => return reading.expected(node, "a number", "it without quotes, such as 12.5"),
        };
        match number {
            Some(number) if number.is_finite() => Some(number),
            Some(_) => {
                let message = format!("`{}` is not a finite number", node.span.of(reading.text));
                reading.fault(node, message, Some("write a number such as 120 or -12.5"))
            }
            None => {
                let message = format!("`{}` is not a number", node.span.of(reading.text));
                reading.fault(node, message, Some("write a number such as 120 or -12.5"))
            }
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        // The shortest spelling that reads back as the same number; of a whole one, without its `.0`.
        let text = format!("{self:?}");
        out.push(text.strip_suffix(".0").unwrap_or(&text));
    }

    fn is_default(&self) -> bool {
        *self == 0.0
    }
}

impl StandIn for u32 {
    fn stand_in() -> Self {
        0
    }
}

impl StandIn for f64 {
    fn stand_in() -> Self {
        1.0
    }
}

macro_rules! whole_numbers {
    ($($type:ty: $what:literal, $range:literal;)*) => {$(
        impl Value for $type {
            fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
                let Kind::Number(text) = node.kind else {
                    return reading.expected(node, $what, "it without quotes, such as 12");
                };
                match text.parse().or_else(|_| ron::from_str::<Self>(text)) {
                    Ok(number) => Some(number),
                    Err(_) => reading.fault(node, format!("`{text}` is not {}", $what), Some($range)),
                }
            }

            fn write(&self, out: &mut Out<'_>) {
                out.push(&self.to_string());
            }

            fn is_default(&self) -> bool {
                *self == 0
            }
        }
    )*};
}

whole_numbers! {
    i32: "a whole number", "from -2147483648 to 2147483647";
    u32: "a whole number", "from 0 to 4294967295";
    u64: "a whole number", "from 0 to 18446744073709551615";
}

macro_rules! ids {
    ($($id:ty: $what:literal;)*) => {$(
        impl Value for $id {
            fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
                let text = expect_text(node, reading, concat!("the id of ", $what))?;
                match Self::new(&text) {
                    Ok(id) => Some(id),
                    Err(error) => {
                        let hint = format!("write \"{}\"", slug(&text, "an-id"));
                        let shown: String = text.chars().take(40).collect();
                        reading.fault(node, format!("`{shown}` is not an id: {error}"), Some(&hint))
                    }
                }
            }

            fn write(&self, out: &mut Out<'_>) {
                out.quoted(self.as_str());
            }
        }

        impl StandIn for $id {
            fn stand_in() -> Self {
                Self::literal("missing")
            }
        }
    )*};
}

ids! {
    OrganisationId: "an organisation";
    FlowId: "a flow";
    GroupId: "a group";
    crate::model::NoteId: "a note";
    EvidenceId: "a piece of evidence";
    ViewId: "a view";
    SectorId: "a sector";
    ScaleId: "a scale";
    FamilyId: "a family";
    FlowKindId: "a flow kind";
    GoalId: "a goal";
    AreaId: "an area";
}

impl Value for Date {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let text = match node.kind {
            // Who writes by hand forgets the quotes.
            Kind::Number(text) => Cow::Borrowed(text),
            _ => expect_text(node, reading, "a date")?,
        };
        match text.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                let shown: String = text.chars().take(40).collect();
                let hint = "a date is written \"2019\", \"2019-05\" or \"2019-05-31\"";
                reading.fault(node, format!("`{shown}` is not a date"), Some(hint))
            }
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.quoted(&self.to_string());
    }
}

impl Value for Colour {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let text = expect_text(node, reading, "a colour")?;
        match text.parse() {
            Ok(colour) => Some(colour),
            Err(_) => {
                let shown: String = text.chars().take(40).collect();
                let hint = "a colour is written \"#rrggbb\", such as \"#0f7a4f\"";
                reading.fault(node, format!("`{shown}` is not a colour"), Some(hint))
            }
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.quoted(&self.to_string());
    }
}
