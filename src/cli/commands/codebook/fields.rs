//! Flags for what is said about a code, shared by `add` and `edit`.

use pizhu::ops::codebook::CodePatch;

/// What is said about a code.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct FieldFlags {
    /// Another wording, for example in English
    #[arg(long)]
    label: Option<String>,
    /// What it means
    #[arg(long)]
    definition: Option<String>,
    /// What belongs under it
    #[arg(long)]
    include: Option<String>,
    /// What does not, and where that goes
    #[arg(long)]
    exclude: Option<String>,
    /// A typical passage
    #[arg(long)]
    example: Option<String>,
    /// Colour in pictures, as in '#4477AA'
    #[arg(long, value_name = "#RRGGBB")]
    colour: Option<String>,
}

impl From<FieldFlags> for CodePatch {
    fn from(flags: FieldFlags) -> Self {
        Self {
            label: flags.label,
            definition: flags.definition,
            include: flags.include,
            exclude: flags.exclude,
            example: flags.example,
            color: flags.colour,
        }
    }
}
