//! The examples that the start page offers, bundled with the program. Must not know how a map is opened.

/// A map of the study.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Its title on the start page.
    pub title: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// The name of its file.
    pub file: &'static str,
    /// The file.
    pub text: &'static str,
}

macro_rules! examples {
    ($($file:literal $title:literal $about:literal;)*) => {
        /// All of them, in the order of the study.
        pub const EXAMPLES: &[Example] = &[$(Example {
            title: $title,
            about: $about,
            file: concat!($file, ".ron"),
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/", $file, ".ron")),
        },)*];
    };
}

examples! {
    "fig1_types_of_connections" "Types of connection" "between four sectors";
    "fig2_government_scales" "Government at different scales" "powers and policy, by band";
    "fig3_bristol" "Bristol" "third-sector organisations as brokers";
    "fig4_cardiff_informal" "Cardiff: informal networks" "informal, wanted and absent ties";
    "fig5_cardiff_government" "Cardiff: public money" "government as incubator and funder";
    "fig6_mediacity_anchors" "MediaCity: anchors" "broadcasters and their suppliers";
    "fig7_mediacity_networks" "MediaCity: networks" "across and within sectors";
    "national_software_academy" "National Software Academy" "a joint formation in Newport";
    "platform1_orchestrator" "Platform: orchestrator" "mostly wanted ties";
    "platform2_international" "Platform: abroad" "proposed ties, places as areas";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_opens_without_a_word() {
        for example in EXAMPLES {
            let map =
                crate::file::read(example.text).unwrap_or_else(|error| panic!("{}: {error}", example.file));
            assert!(map.warnings.is_empty(), "{}: {:?}", example.file, map.warnings);
        }
    }
}
