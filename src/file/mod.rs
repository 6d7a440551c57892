//! RON files: read with places and recovery, written so that they diff and merge. Must not know windows.
