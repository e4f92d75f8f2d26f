//! Plain data in the field's own terms. Knows nothing of SQL, files or screens; cannot fail except
//! in its constructors, which all fail with [`Invalid`].

mod actor;
mod code;
mod document;
pub mod field;
mod filter;
mod hit;
mod id;
mod invalid;
mod names;
mod operation;
mod paragraph;
mod reading;
mod reference;
mod session;
mod span;
mod statement;
mod value;
mod words;

pub use actor::{ActorKind, ActorRef, actor_name};
pub use code::{CodePath, CodeRef, code_name, color, variable_name};
pub use document::DocumentFields;
pub use filter::{Filter, ReadingFilter};
pub use hit::{HIT_COLUMNS, PARAGRAPH_HIT_COLUMNS};
pub use id::{
    ActorId, AffiliationId, CodeId, CoderId, DocumentId, DoubtId, MemoId, OperationId, ParagraphId, StatementId,
    VariableId,
};
pub use invalid::Invalid;
pub(crate) use names::named_enum;
pub use operation::{OperationKind, OperationState};
pub use paragraph::ParagraphKind;
pub use reading::ReadingState;
pub use reference::{ParagraphRef, StatementRange};
pub use session::{Clock, Session, Uids, hex, sha256_hex};
pub use span::Span;
pub use statement::{LinkKind, Role, Stance, StatementKind};
pub use value::Value;
pub use words::{beginning, count};
