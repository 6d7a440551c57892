//! Text: the bundled family, its measures, shaping and line breaking. Must not know egui.
