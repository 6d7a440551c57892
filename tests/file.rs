//! The room `file` from outside: what is read, what is refused and in which words, what is written, what survives.

#[path = "file/bad_input.rs"]
mod bad_input;
