//! The canvas: camera, input, painting. Must not know panels or files.
