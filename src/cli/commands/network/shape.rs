//! The shapes a network is written in.

use std::path::Path;

use pizhu::model::Invalid;

use crate::cli::error::{CommandError, CommandResult};

/// How a network is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A line per tie.
    Edges,
    /// A line per node, a column per node.
    Matrix,
    /// XML for visone, igraph, networkx.
    GraphMl,
    /// XML for Gephi.
    Gexf,
    /// A line per statement, row and column.
    Events,
}

impl Shape {
    pub(super) const NAMES: [&'static str; 5] = ["edges", "matrix", "graphml", "gexf", "events"];
    const ALL: [Self; 5] = [Self::Edges, Self::Matrix, Self::GraphMl, Self::Gexf, Self::Events];

    /// Whether it is rows, in every --format.
    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::Edges | Self::Events)
    }

    /// The shape a file's ending names.
    pub(super) fn of_file(file: &Path) -> CommandResult<Self> {
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => Ok(Self::Matrix),
            Some("graphml") => Ok(Self::GraphMl),
            Some("gexf") => Ok(Self::Gexf),
            _ => Err(CommandError::usage(format!("{}: which format should that be?", file.display()))
                .hint("end it in .csv (a matrix), .graphml or .gexf, or say --as")),
        }
    }
}

impl std::str::FromStr for Shape {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        let at = Self::NAMES.iter().position(|known| *known == name);
        at.map(|at| Self::ALL[at]).ok_or_else(|| Invalid::new("shape", name, Self::NAMES.join(", ")))
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(Self::NAMES[*self as usize])
    }
}
