//! The inspector and the legend that is also the palette. Must not know the canvas or files.
