//! pizhu 批注: an annotation workbench for Chinese policy texts over one SQLite file.

pub mod analysis;
pub mod export;
pub mod intake;
pub mod model;
pub mod ops;
pub mod plot;
pub mod store;
pub mod text;
