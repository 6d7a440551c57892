//! Positions for what has none, and for all when asked. Must not know text or drawing.
