//! What several tests share. Must not know any single test.

// Each test binary uses a part of it.
#![allow(dead_code)]

pub mod dice;
pub mod generated;
pub mod maps;
