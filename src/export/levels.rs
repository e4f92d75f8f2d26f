//! The closed lists, each value with its Chinese label. A test holds them equal to the model's.

use super::column::Levels;

/// What a paragraph is on the page.
pub(super) const PARAGRAPH_KINDS: Levels = &[
    ("title", "标题"),
    ("subtitle", "副标题"),
    ("heading", "小标题"),
    ("lead", "导语"),
    ("body", "正文"),
    ("caption", "图片说明"),
    ("byline", "署名"),
    ("box", "边栏"),
    ("furniture", "版面要素"),
];

/// What sort of assertion a statement is.
pub(super) const STATEMENT_KINDS: Levels = &[
    ("proposal", "建议"),
    ("response", "回应"),
    ("commitment", "承诺"),
    ("directive", "部署"),
    ("problem", "问题"),
    ("other", "其他"),
];

/// For or against. Numbers, written as they stand in the file.
pub(super) const STANCES: Levels = &[("-1", "反对"), ("0", "中立"), ("1", "支持")];

/// How an actor stands in a statement.
pub(super) const ROLES: Levels = &[
    ("proposer", "提出者"),
    ("addressee", "建议对象"),
    ("implementer", "实施者"),
    ("responder", "回应者"),
    ("beneficiary", "受益者"),
    ("mentioned", "提及"),
];

/// What one statement does to another.
pub(super) const LINK_KINDS: Levels = &[
    ("responds_to", "回应"),
    ("adopts", "采纳"),
    ("partly_adopts", "部分采纳"),
    ("repeats", "重申"),
    ("refines", "细化"),
    ("contradicts", "反对"),
];

/// What sort of actor it is.
pub(super) const ACTOR_KINDS: Levels = &[("person", "个人"), ("organization", "组织"), ("group", "群体")];

/// What a coder said of a paragraph.
pub(super) const READING_STATES: Levels = &[("done", "已编码"), ("none", "已读无可编"), ("unsure", "存疑")];

/// What a note stands on.
pub(super) const MEMO_TARGETS: Levels =
    &[("document", "文档"), ("paragraph", "段落"), ("statement", "陈述"), ("code", "编码"), ("actor", "行动者")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, LinkKind, ParagraphKind, ReadingState, Role, StatementKind};

    #[test]
    fn every_list_is_the_models() {
        for (levels, names) in [
            (PARAGRAPH_KINDS, ParagraphKind::NAMES),
            (STATEMENT_KINDS, StatementKind::NAMES),
            (ROLES, Role::NAMES),
            (LINK_KINDS, LinkKind::NAMES),
            (ACTOR_KINDS, ActorKind::NAMES),
            (READING_STATES, ReadingState::NAMES),
        ] {
            let ours: Vec<&str> = levels.iter().map(|(name, _)| *name).collect();
            assert_eq!(ours, names);
        }
    }
}
