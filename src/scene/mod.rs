//! The picture: a display list of what a map looks like. Must not know windows or files.

/// Builds the picture.
pub fn build() {}
