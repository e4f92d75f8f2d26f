//! The one test binary for everything that needs the whole program.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod dump;
mod export;
mod forgotten;
mod history;
mod killed;
mod layers;
mod opening;
mod package;
mod reflow_sample;
mod sandbox;
mod schema;
mod transcripts;
