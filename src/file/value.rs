//! What a value of the file is: how it is read, how it is written, when it is left out.
//! Must not know which record holds it.

use super::{
    reading::{Reading, Step},
    syntax::{Kind, Node},
    writing::Out,
};

/// A value of the file.
pub(super) trait Value: Sized {
    /// In a list such values stand one a line.
    const IS_TALL: bool = false;

    /// The value; `None` after saying why not.
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self>;

    /// Writes the value.
    fn write(&self, out: &mut Out<'_>);

    /// Whether a field with this value is left out.
    fn is_default(&self) -> bool {
        false
    }

    /// Whether it is a struct, in which fields may be carried even where it has its default.
    fn is_struct(&self) -> bool {
        false
    }

    /// What tells this value from others in a list, if not its place.
    fn key(&self) -> Option<&str> {
        None
    }

    /// The field in which [`Value::key`] stands.
    const KEY: Option<&'static str> = None;
}

/// A struct of the file: named fields, some of which must be there.
pub(super) trait Shape: Sized {
    /// What messages call it.
    const WORD: &'static str;
    /// Its fields, as the file spells them and in the order in which they are written.
    const FIELDS: &'static [&'static str];
    /// The field that tells it from others in a list.
    const KEY: Option<&'static str>;

    fn read_fields<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self>;
    fn write_fields(&self, out: &mut Out<'_>);
    fn is_default(&self) -> bool;
    fn key(&self) -> Option<&str>;
}

impl<T: Shape> Value for T {
    const IS_TALL: bool = true;
    const KEY: Option<&'static str> = <T as Shape>::KEY;

    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match &node.kind {
            Kind::Struct { fields } => reading.repeated_fields(fields),
            Kind::Tuple { items, .. } if items.is_empty() => {}
            _ => return reading.expected(node, T::WORD, &format!("({}: ...)", T::FIELDS[0])),
        }
        T::read_fields(node, reading)
    }

    fn write(&self, out: &mut Out<'_>) {
        out.inline_struct(|out| self.write_fields(out));
    }

    fn is_default(&self) -> bool {
        Shape::is_default(self)
    }

    fn is_struct(&self) -> bool {
        true
    }

    fn key(&self) -> Option<&str> {
        Shape::key(self)
    }
}

/// A value to go on with where a required one is missing, so that the other fields are looked at too. Never kept.
pub(super) trait StandIn {
    fn stand_in() -> Self;
}

/// Describes a struct of the file: its name in messages, fields that must be there, and how it is made of them; fields
/// that may be left out. Each name is at once the file's and the model's; should the model rename a field, the file's
/// name stays and the struct of this version moves in here.
macro_rules! shape {
    (
        $type:ty, $word:literal,
        $(record $id:literal,)?
        $(key $key:ident,)?
        $(required { $($need:ident),* } make $make:expr,)?
        $(default $default:expr,)?
        fields { $($field:ident),* $(,)? }
    ) => {
        impl $crate::file::value::Shape for $type {
            const WORD: &'static str = $word;
            const FIELDS: &'static [&'static str] =
                &[$($id,)? $($(stringify!($need),)*)? $(stringify!($field),)*];
            const KEY: Option<&'static str> = shape!(@key_name $($key)?);

            fn read_fields<'t>(
                node: &$crate::file::syntax::Node<'t>,
                reading: &mut $crate::file::reading::Reading<'t>,
            ) -> Option<Self> {
                #[allow(unused_mut)]
                let mut is_whole = true;
                $(
                    $(
                        let $need = reading.required(node, stringify!($need)).unwrap_or_else(|| {
                            is_whole = false;
                            $crate::file::value::StandIn::stand_in()
                        });
                    )*
                    #[allow(unused_mut)]
                    let mut made: Self = ($make)($($need),*);
                )?
                $( let mut made: Self = $default; )?
                for field in node.fields() {
                    match field.name {
                        $($id => {})?
                        $($(stringify!($need) => {})*)?
                        $(stringify!($field) => reading.field(field, &mut made.$field),)*
                        _ => reading.unknown(field, <Self as $crate::file::value::Shape>::FIELDS),
                    }
                }
                is_whole.then_some(made)
            }

            fn write_fields(&self, out: &mut $crate::file::writing::Out<'_>) {
                $($(out.required(stringify!($need), &self.$need);)*)?
                $(out.field(stringify!($field), &self.$field);)*
                out.carried(<Self as $crate::file::value::Shape>::FIELDS);
            }

            fn is_default(&self) -> bool {
                shape!(@is_default self $($default)?)
            }

            fn key(&self) -> Option<&str> {
                shape!(@key self $($key)?)
            }
        }
    };
    (@key_name) => { None };
    (@key_name $key:ident) => { Some(stringify!($key)) };
    (@key $self:ident) => { None };
    (@key $self:ident $key:ident) => { Some($self.$key.as_str()) };
    (@is_default $self:ident) => { false };
    (@is_default $self:ident $default:expr) => { *$self == $default };
}
pub(super) use shape;

impl<T: Value> Value for Option<T> {
    const IS_TALL: bool = T::IS_TALL;

    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        match &node.kind {
            Kind::Word("None" | "none" | "not_stated") => Some(None),
            Kind::Tuple { name: Some("Some"), items } if items.len() == 1 => {
                T::read(&items[0], reading).map(Some)
            }
            _ => T::read(node, reading).map(Some),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        match self {
            Some(value) => value.write(out),
            None => out.push("None"),
        }
    }

    fn is_default(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Vec<T> {
    fn read<'t>(node: &Node<'t>, reading: &mut Reading<'t>) -> Option<Self> {
        let Kind::List(items) = &node.kind else {
            return reading.expected(node, "a list", "[..., ...]");
        };
        let mut list = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            let key = T::KEY.and_then(|key| match item.field(key)?.value.kind {
                Kind::Text(text) => Some(Step::Key(text)),
                _ => None,
            });
            reading.path.push(key.unwrap_or(Step::Place(place)));
            list.extend(T::read(item, reading));
            reading.path.pop();
        }
        Some(list)
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list(self, T::IS_TALL);
    }

    fn is_default(&self) -> bool {
        self.is_empty()
    }
}
