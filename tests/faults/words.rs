//! What is told of a failure is told in words: what, where, what to do. Must not know which failure.

/// Fails when something is told as programs tell it to programmers, or too little.
#[track_caller]
pub fn are_words(told: &str, place: &str, what: &str) {
    let of_programmers = [
        "os error",
        "Os {",
        "kind:",
        "Err(",
        "Error {",
        "Some(",
        "None",
        "StorageFull",
        "PermissionDenied",
        "panicked",
        "RUST_BACKTRACE",
        "src/",
        ".rs:",
        "unwrap",
    ];
    for sign in of_programmers {
        assert!(!told.contains(sign), "{what}: `{sign}` in: {told}");
    }
    assert!(told.contains(place), "{what}: it does not say where ({place}): {told}");
    assert!(told.split_whitespace().count() >= 6, "{what}: too few words: {told}");
    assert!(told.contains(": ") || told.contains(". "), "{what}: it does not say what to do: {told}");
}
