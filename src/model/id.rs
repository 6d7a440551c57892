//! Ids of records: slugs, fixed for life, never reused, typed so that a sector can't be taken for a scale.
//! Must not know what the records hold.

use std::{borrow::Borrow, fmt, sync::Arc};

/// The longest id that is read, in bytes. A flow's id is made of three.
pub const MAX_ID_LENGTH: usize = 400;
/// The longest slug made from a name, in bytes; a number may be added to it.
const MAX_SLUG_LENGTH: usize = 60;

/// Why a text cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing there.
    #[error("an id can't be empty")]
    Empty,
    /// Longer than [`MAX_ID_LENGTH`].
    #[error("an id can't be longer than {MAX_ID_LENGTH} characters, this one has {0}")]
    TooLong(usize),
    /// A sign that slugs do not have.
    #[error("an id is made of a-z, 0-9 and hyphens, `{0}` is none of them")]
    Sign(char),
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX_ID_LENGTH {
        return Err(IdError::TooLong(text.chars().count()));
    }
    match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        Some(sign) => Err(IdError::Sign(sign)),
        None => Ok(()),
    }
}

/// A slug of `name`, in any script: lower case, ASCII, hyphens. `fallback` when nothing of it can be spelt so.
#[must_use]
pub fn slug(name: &str, fallback: &str) -> String {
    // A name may be as long as a book; what the slug keeps is decided by its beginning.
    let beginning: String = name.chars().take(4 * MAX_SLUG_LENGTH).collect();
    let mut slug = slug::slugify(beginning);
    slug.truncate(MAX_SLUG_LENGTH);
    let slug = slug.trim_matches('-');
    if slug.is_empty() { fallback.to_owned() } else { slug.to_owned() }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// An id of this text.
            ///
            /// # Errors
            /// When the text is not a slug: see [`IdError`].
            pub fn new(text: &str) -> Result<Self, IdError> {
                check(text)?;
                Ok(Self(text.into()))
            }

            /// An id written in the program itself.
            ///
            /// # Panics
            /// When it is not a slug: a mistake in the program, found by any test that runs the line.
            #[must_use]
            pub fn literal(text: &'static str) -> Self {
                Self::new(text).expect("an id written in the program is a slug")
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// An organisation (or person, place, policy: whatever stands as a node).
    OrganisationId,
    /// A flow from one organisation to another.
    FlowId,
    /// A group of organisations and groups.
    GroupId,
    /// A note on the canvas.
    NoteId,
    /// A piece of evidence.
    EvidenceId,
    /// A saved view.
    ViewId,
    /// A sector of the scheme.
    SectorId,
    /// A scale of the scheme.
    ScaleId,
    /// A family of flow kinds.
    FamilyId,
    /// A kind of flow.
    FlowKindId,
    /// A goal that organisations support or oppose; lives in the map's own record.
    GoalId,
    /// A titled area (band or column); lives in the map's own record.
    AreaId,
}

/// The id of any record, ordered as the file orders them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// The map's own record: there is one.
    Map,
    /// A sector.
    Sector(SectorId),
    /// A scale.
    Scale(ScaleId),
    /// A family of flow kinds.
    Family(FamilyId),
    /// A flow kind.
    FlowKind(FlowKindId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A flow.
    Flow(FlowId),
    /// A group.
    Group(GroupId),
    /// A note.
    Note(NoteId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A view.
    View(ViewId),
}

impl RecordId {
    /// What kind of record it names, in the words of the interface.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Sector(_) => "sector",
            Self::Scale(_) => "scale",
            Self::Family(_) => "family of flow kinds",
            Self::FlowKind(_) => "flow kind",
            Self::Organisation(_) => "organisation",
            Self::Flow(_) => "flow",
            Self::Group(_) => "group",
            Self::Note(_) => "note",
            Self::Evidence(_) => "evidence",
            Self::View(_) => "view",
        }
    }

    /// The text of the id; empty for the map itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Map => "",
            Self::Sector(id) => id.as_str(),
            Self::Scale(id) => id.as_str(),
            Self::Family(id) => id.as_str(),
            Self::FlowKind(id) => id.as_str(),
            Self::Organisation(id) => id.as_str(),
            Self::Flow(id) => id.as_str(),
            Self::Group(id) => id.as_str(),
            Self::Note(id) => id.as_str(),
            Self::Evidence(id) => id.as_str(),
            Self::View(id) => id.as_str(),
        }
    }
}

impl fmt::Display for RecordId {
    /// As messages name a record: ``organisation `watershed` ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Map => f.write_str("the map"),
            other => write!(f, "{} `{}`", other.kind(), other.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_from_names_in_any_script() {
        for (name, expected) in [
            ("Watershed", "watershed"),
            ("UWE Bristol", "uwe-bristol"),
            ("Größe & Maß", "grosse-mass"),
            ("Кластер", "klaster"),
            ("  --  ", "organisation"),
            ("", "organisation"),
            ("</text><script>", "text-script"),
        ] {
            assert_eq!(slug(name, "organisation"), expected, "{name:?}");
        }
        assert!(slug(&"long name ".repeat(10_000), "x").len() <= MAX_SLUG_LENGTH);
    }

    #[test]
    fn only_slugs_are_ids() {
        assert!(OrganisationId::new("uwe-bristol-2").is_ok());
        assert_eq!(OrganisationId::new(""), Err(IdError::Empty));
        assert_eq!(OrganisationId::new("UWE"), Err(IdError::Sign('U')));
        assert_eq!(OrganisationId::new(&"a".repeat(401)), Err(IdError::TooLong(401)));
    }
}
