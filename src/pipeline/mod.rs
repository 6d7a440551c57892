//! What window and terminal both do: open, place, save, export. Must not know either.
