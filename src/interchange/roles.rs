//! What a field of a foreign node or edge means to us, and the keys under which our own writers put it. Must not know
//! any format, nor how a value becomes part of a record.

/// How a field of the user's own is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldType {
    /// Words.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Yes or no.
    YesNo,
    /// A web address or a path.
    Link,
}

impl FieldType {
    /// All.
    pub const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Date, Self::YesNo, Self::Link];

    /// Its name in keys and headings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::YesNo => "yes-no",
            Self::Link => "link",
        }
    }
}

/// What a column of nodes or of edges is to us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A field of the user's own, typed by what it holds.
    #[default]
    Extra,
    /// A field of the user's own, of this type.
    ExtraOf(FieldType),
    /// Not taken.
    Ignore,
    /// The name; the file's own label if there is none.
    Name,
    /// The id to be had on the map.
    Id,
    /// Which record it is: organisation, group, note.
    Record,
    /// The kind of an organisation, the kind of a flow.
    Kind,
    /// The sector.
    Sector,
    /// A tick in it: the column's title is the sector.
    SectorTick,
    /// The scale.
    Scale,
    /// Further scales.
    Reach,
    /// Where it is.
    Place,
    /// How many it stands for.
    Count,
    /// Parts that it plays.
    Roles,
    /// Free tags.
    Tags,
    /// A sentence or two.
    Description,
    /// Web address.
    Url,
    /// Height of its tower.
    Influence,
    /// When that was agreed on.
    InfluenceWhen,
    /// Positions on goals.
    Stances,
    /// When it began.
    ActiveFrom,
    /// When it ended.
    ActiveTo,
    /// There, wanted, absent.
    Status,
    /// Centre, canvas units to the right.
    X,
    /// Centre, canvas units down.
    Y,
    /// Width of a box chosen by hand.
    Width,
    /// Height of such a box.
    Height,
    /// Layouts leave it.
    Pinned,
    /// Nothing moves it.
    Locked,
    /// Place from back to front.
    Order,
    /// A colour chosen by hand.
    Colour,
    /// An outline's colour chosen by hand.
    Outline,
    /// A width of line or outline chosen by hand.
    LineWidth,
    /// The group it belongs to, by name.
    Group,
    /// How a group or a note is drawn.
    Look,
    /// A group shown as one node.
    Collapsed,
    /// A note in the parking lot.
    Parked,
    /// What a note speaks of.
    AttachedTo,
    /// Words on a flow.
    Label,
    /// Which way a flow goes.
    Direction,
    /// By contract or by acquaintance.
    Formality,
    /// On what condition it flows.
    Condition,
    /// The broker of a three-party flow.
    Via,
    /// How much.
    Weight,
    /// Bends set by hand.
    Route,
}

/// Before the keys that our own writers use.
pub(super) const OURS: &str = "ecomap:";

const WORDS: [(Role, &str); 39] = [
    (Role::Name, "name"),
    (Role::Id, "id"),
    (Role::Record, "record"),
    (Role::Kind, "kind"),
    (Role::Sector, "sector"),
    (Role::Scale, "scale"),
    (Role::Reach, "reach"),
    (Role::Place, "place"),
    (Role::Count, "count"),
    (Role::Roles, "roles"),
    (Role::Tags, "tags"),
    (Role::Description, "description"),
    (Role::Url, "url"),
    (Role::Influence, "influence"),
    (Role::InfluenceWhen, "influence agreed"),
    (Role::Stances, "stances"),
    (Role::ActiveFrom, "active from"),
    (Role::ActiveTo, "active to"),
    (Role::Status, "status"),
    (Role::X, "x"),
    (Role::Y, "y"),
    (Role::Width, "width"),
    (Role::Height, "height"),
    (Role::Pinned, "pinned"),
    (Role::Locked, "locked"),
    (Role::Order, "order"),
    (Role::Colour, "colour"),
    (Role::Outline, "outline"),
    (Role::LineWidth, "line width"),
    (Role::Group, "group"),
    (Role::Look, "look"),
    (Role::Collapsed, "collapsed"),
    (Role::Parked, "parked"),
    (Role::AttachedTo, "attached to"),
    (Role::Label, "label"),
    (Role::Direction, "direction"),
    (Role::Formality, "formality"),
    (Role::Condition, "condition"),
    (Role::Via, "via"),
];

impl Role {
    /// Its name in words, also the heading of its column; empty for fields of the user's own.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::SectorTick => "sector by tick",
            Self::Route => "route",
            other => WORDS.iter().find(|(role, _)| *role == other).map_or("", |(_, words)| words),
        }
    }

    /// What it is in the middle of a sentence: `further scales`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Id => "ids that ecomap gave them",
            Self::Reach => "further scales",
            Self::Count => "how many they stand for",
            Self::Url => "web address",
            Self::InfluenceWhen => "when their influence was agreed on",
            Self::Stances => "stances on goals",
            Self::ActiveFrom => "date they began",
            Self::ActiveTo => "date they ended",
            Self::Width => "size chosen by hand",
            Self::Pinned => "that they are pinned",
            Self::Locked => "that they are locked",
            Self::Order => "order from back to front",
            Self::Colour => "colour chosen by hand",
            Self::Outline => "colour of the outline chosen by hand",
            Self::LineWidth => "width of the line chosen by hand",
            Self::Collapsed => "that they are collapsed",
            Self::Via => "broker",
            Self::Route => "bends",
            other => other.title(),
        }
    }

    /// The key under which our own writers put it: `ecomap:active-from`.
    #[must_use]
    pub fn key(self) -> String {
        format!("{OURS}{}", self.title().replace(' ', "-"))
    }

    /// The key of a field of the user's own: `ecomap:number:Members`.
    #[must_use]
    pub fn extra_key(kind: FieldType, name: &str) -> String {
        format!("{OURS}{}:{name}", kind.name())
    }

    /// The role that one of our own keys has, and the name of the field if it is one of the user's own.
    #[must_use]
    pub fn of_key(key: &str) -> Option<(Self, Option<&str>)> {
        let word = key.strip_prefix(OURS)?;
        if let Some((kind, name)) = word.split_once(':') {
            let kind = FieldType::ALL.into_iter().find(|found| found.name() == kind)?;
            return Some((Self::ExtraOf(kind), Some(name)));
        }
        Self::of_title(&word.replace('-', " ")).map(|role| (role, None))
    }

    /// The role with this title, exactly.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        let table = WORDS.iter().copied().chain([
            (Self::Weight, "weight"),
            (Self::Route, "route"),
            (Self::SectorTick, "sector by tick"),
        ]);
        table.into_iter().find(|(_, words)| *words == title).map(|(role, _)| role)
    }
}
