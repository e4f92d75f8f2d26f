//! The one test binary for everything that needs the whole program.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod documents;
mod dump;
mod forgotten;
mod history;
mod killed;
mod layers;
mod links;
mod opening;
mod readings;
mod reflow_sample;
mod sandbox;
mod schema;
mod transcripts;
