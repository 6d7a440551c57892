//! Figures kept as text: a change of what is drawn shows in a diff. `UPDATE_SNAPSHOTS=1` writes them anew.

/// Compares with the kept figure of this name.
pub fn check(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept == text {
        return;
    }
    let line = kept.lines().zip(text.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    panic!(
        "{name} is drawn otherwise from line {} on:\n  kept: {}\n  now:  {}\nLook at the figure; if it is right, run \
         the test again with UPDATE_SNAPSHOTS=1",
        line + 1,
        kept.lines().nth(line).unwrap_or("(nothing)"),
        text.lines().nth(line).unwrap_or("(nothing)"),
    );
}
