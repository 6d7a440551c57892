//! Texts that are no sound maps: each is refused in words, with places.

use ecomap::file::inspect;

#[test]
fn six_faults_are_six_lines() {
    let text = include_str!("../fixtures/file/six_faults.ron");
    let found: Vec<String> = inspect(text).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 6, "{found:#?}");
}
