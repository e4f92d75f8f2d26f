//! The one test binary for everything that needs the whole program.
#![allow(missing_docs, unreachable_pub, reason = "modules of one binary")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and may talk"
)]

mod actors;
mod archive;
mod check;
mod codebook;
mod concurrency;
mod demo;
mod docs;
mod documents;
mod docx;
mod dump;
mod encodings;
mod export;
mod find;
mod forgotten;
mod history;
mod hostile;
mod html;
mod interrupted;
mod killed;
mod layers;
mod links;
mod misnamed;
mod network;
mod office;
mod opening;
mod package;
mod pdf;
mod pictures;
mod readings;
mod recall;
mod reflow_sample;
mod reflow_stored;
mod samples;
mod sandbox;
mod schema;
mod search_index;
mod sql;
mod sql_answers;
mod sql_time;
mod statements;
mod stats;
mod tables;
mod transcripts;
mod undo;
mod words;
mod workbook;
mod worker;
