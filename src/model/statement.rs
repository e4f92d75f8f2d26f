//! Statements: coded assertions, how actors stand in them and how they relate to each other.

use super::Invalid;
use super::names::named_enum;

named_enum! {
    /// What sort of assertion a statement is.
    StatementKind("statement kind") {
        /// Somebody asks for a measure (建议); the default.
        Proposal = "proposal",
        /// An answer to a proposal (回应).
        Response = "response",
        /// A promise of one's own action (承诺).
        Commitment = "commitment",
        /// An instruction from above (部署).
        Directive = "directive",
        /// A diagnosis without a measure (问题).
        Problem = "problem",
        /// Anything else worth keeping.
        Other = "other",
    }
}

named_enum! {
    /// How an actor stands in a statement.
    Role("role") {
        /// Who says it; the default.
        Proposer = "proposer",
        /// Whom it asks to act.
        Addressee = "addressee",
        /// Who is to carry it out.
        Implementer = "implementer",
        /// Who answers it.
        Responder = "responder",
        /// Who gains by it.
        Beneficiary = "beneficiary",
        /// Named in it, nothing more.
        Mentioned = "mentioned",
    }
}

named_enum! {
    /// What one statement does to another.
    LinkKind("link type") {
        /// Answers it.
        RespondsTo = "responds_to",
        /// Takes it up.
        Adopts = "adopts",
        /// Takes up a part of it.
        PartlyAdopts = "partly_adopts",
        /// Says it again.
        Repeats = "repeats",
        /// Makes it more precise.
        Refines = "refines",
        /// Speaks against it.
        Contradicts = "contradicts",
    }
}

/// For (+1), neutral (0) or against (−1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stance(i8);

impl Stance {
    /// The number: −1, 0 or 1.
    pub const fn value(self) -> i8 {
        self.0
    }
}

impl std::fmt::Display for Stance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::str::FromStr for Stance {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "1" | "+1" => Ok(Self(1)),
            "0" => Ok(Self(0)),
            "-1" | "−1" => Ok(Self(-1)),
            _ => Err(Invalid::new("stance", text, "expected 1, 0 or -1")),
        }
    }
}
