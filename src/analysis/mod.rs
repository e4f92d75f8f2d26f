//! Answers about a project: rows in through a [`crate::store::Reader`], places and numbers out.
//! Changes nothing, talks to nobody.

pub mod crosstab;
pub mod figure;
pub mod find;
pub mod kwic;
pub mod network;
pub mod stats;
pub mod words;
