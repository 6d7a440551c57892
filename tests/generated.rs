//! The seeded maps that figures are judged by are what they say: sound, as dense as promised, the same every time.
//! Leaves them as files in the folder that the variable `MAPS` names, to be rendered and looked at.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "common/generated.rs"]
mod generated;

use ecomap::{file, scene, style::Look, text::Fonts};

#[test]
fn generated_maps_are_sound_and_as_dense_as_promised() {
    let (look, fonts) = (Look::default(), Fonts::bundled());
    for organisations in generated::FIGURES {
        for seed in 1..=3 {
            let map = generated::map(organisations, seed);
            let findings = ecomap::model::validate(&map);
            assert!(findings.iter().all(|it| !it.is_error()), "{organisations}, seed {seed}: {findings:?}");
            assert_eq!((map.organisations().len(), map.flows().len()), (organisations, 2 * organisations));
            let text = file::write(&map);
            assert_eq!(text, file::write(&generated::map(organisations, seed)), "the same every time");
            assert_ne!(
                text,
                file::write(&generated::map(organisations, seed + 10)),
                "another seed, another map"
            );

            let boxes = scene::node_boxes(&map, &look, &fonts);
            let width = boxes.values().map(|size| size.width).sum::<f64>() / organisations as f64;
            assert!((110.0..165.0).contains(&width), "mean width {width:.0}");
            let places: Vec<_> = map.organisations().values().map(|it| it.position.unwrap()).collect();
            let columns = (organisations as f64).sqrt().ceil() as usize;
            let pairs = (0..organisations - 1).filter(|at| (at + 1) % columns != 0);
            let steps: Vec<f64> = pairs.map(|at| places[at + 1].x - places[at].x).collect();
            let mean = steps.iter().sum::<f64>() / steps.len() as f64 / width;
            assert!((2.3..2.7).contains(&mean), "{organisations}, seed {seed}: {mean:.2} box widths apart");
        }
    }
}

#[test]
fn generated_maps_can_be_looked_at() {
    let Some(folder) = std::env::var_os("MAPS") else { return };
    for organisations in generated::FIGURES {
        for seed in 1..=3 {
            let path = std::path::Path::new(&folder).join(format!("generated-{organisations}-{seed}.ron"));
            std::fs::write(path, file::write(&generated::map(organisations, seed))).unwrap();
        }
    }
}
