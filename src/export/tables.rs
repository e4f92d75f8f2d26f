//! The tables of the data set: every file, every column, every key. The files, `datapackage.json`
//! and `exports/README.md` are made from these definitions. Changing one is a change of a public
//! format and belongs into the change log.

use super::column::{Column, Kind, More, Reference, Table};
use super::levels;
use crate::store::DataTable;

/// A date as far as it is known.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
/// A statement's handle.
const HANDLE: &str = "s[1-9][0-9]*";

const TO_DOCUMENT: Reference = Reference { columns: &["document"], table: DataTable::Documents, target: &["document"] };
const TO_PARAGRAPH: Reference =
    Reference { columns: &["document", "paragraph"], table: DataTable::Paragraphs, target: &["document", "paragraph"] };
const TO_STATEMENT: Reference =
    Reference { columns: &["statement"], table: DataTable::Statements, target: &["statement"] };
const TO_ACTOR: Reference = Reference { columns: &["actor"], table: DataTable::Actors, target: &["actor"] };
const TO_ORGANIZATION: Reference =
    Reference { columns: &["organization"], table: DataTable::Actors, target: &["actor"] };

/// All tables, in the order they are documented.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    DataTable::ALL.iter().map(|rows| table(*rows))
}

/// The definition of a table.
pub const fn table(rows: DataTable) -> &'static Table {
    match rows {
        DataTable::Documents => &DOCUMENTS,
        DataTable::Paragraphs => &PARAGRAPHS,
        DataTable::Statements => &STATEMENTS,
        DataTable::StatementCodes => &STATEMENT_CODES,
        DataTable::StatementActors => &STATEMENT_ACTORS,
        DataTable::Links => &LINKS,
        DataTable::Codebook => &CODEBOOK,
        DataTable::Actors => &ACTORS,
        DataTable::Aliases => &ALIASES,
        DataTable::Affiliations => &AFFILIATIONS,
        DataTable::Readings => &READINGS,
        DataTable::Memos => &MEMOS,
        DataTable::ProposalsWide => &PROPOSALS_WIDE,
    }
}

static DOCUMENTS: Table = Table {
    rows: DataTable::Documents,
    title: "文档",
    about: "One row per article or policy text, ordered by key.",
    columns: &[
        Column::text("document", "文档", "Key: the short handle of the document").required().unique(),
        Column::text("title", "标题", "Headline"),
        Column::text("subtitle", "副标题", "Second headline"),
        Column::text("outlet", "来源", "Newspaper, website or issuing body"),
        Column::text("author", "作者", "Byline"),
        Column::text("published", "发布日期", "Date of publication as far as known: 2025, 2025-06, 2025-06-11")
            .like(DATE),
        Column::text("region", "地区", "Place the text is about or from"),
        Column::text("url", "网址", "Where it was found"),
        Column::text("language", "语言", "Language tag (BCP 47): zh-Hans"),
        Column::text(
            "source_file",
            "原文件",
            "Name of the file it came from, without its folder; `: ` and the part of it, if it is one",
        ),
        Column::text("sha256", "文件校验", "SHA-256 of the bytes of that file").required().like("[0-9a-f]{64}"),
        Column::text("encoding", "字符编码", "Character encoding of those bytes").required(),
        Column::number("n_paragraphs", "段落数", "Number of paragraphs", 0).required(),
        Column::number("n_chars", "字符数", "Number of characters (Unicode code points) in them", 0).required(),
        Column::instant("imported_at", "导入时间", "When it was imported"),
    ],
    more: Some(More::Attributes),
    key: &["document"],
    references: &[],
};

static PARAGRAPHS: Table = Table {
    rows: DataTable::Paragraphs,
    title: "段落",
    about: "One row per paragraph, ordered by document and in reading order.",
    columns: &[
        Column::text("document", "文档", "The document").required(),
        Column::number("paragraph", "段落", "Number of the paragraph in its document, from 1", 1).required(),
        Column::level("kind", "版面类型", "What it is on the page", levels::PARAGRAPH_KINDS).required(),
        Column::text("section", "所属小标题", "The heading above it"),
        Column::text("text", "正文", "The text as people read and code it").required(),
        Column::number("n_chars", "字符数", "Number of characters (Unicode code points) in the text", 1).required(),
        Column::number("source_first_line", "原文首行", "First line of the source it was made of, from 1", 1),
        Column::number("source_last_line", "原文末行", "Last line of the source it was made of, inclusive", 1),
    ],
    more: None,
    key: &["document", "paragraph"],
    references: &[TO_DOCUMENT],
};

static STATEMENTS: Table = Table {
    rows: DataTable::Statements,
    title: "陈述",
    about: "One row per coded statement, ordered by handle. Two coders' statements stand side by side.",
    columns: &[
        Column::text("statement", "陈述", "Handle of the statement in this project: s14")
            .required()
            .unique()
            .like(HANDLE),
        Column::text("uid", "全局标识", "Identifier that stays the same when projects are merged")
            .of(Kind::Uuid)
            .required()
            .unique(),
        Column::text("document", "文档", "The document").required(),
        Column::text("published", "发布日期", "Date of publication of the document, as far as known").like(DATE),
        Column::number("paragraph", "段落", "Number of the paragraph", 1).required(),
        Column::number(
            "start",
            "起点",
            "First character of the quote in the paragraph's text, from 0, in Unicode code points",
            0,
        )
        .required(),
        Column::number("end", "终点", "One past the last character of the quote", 1).required(),
        Column::text("quote", "引文", "The words coded; always the paragraph's text from start to end").required(),
        Column::level("kind", "类型", "What sort of assertion it is", levels::STATEMENT_KINDS).required(),
        Column::level("stance", "立场", "1 for, 0 neutral, -1 against", levels::STANCES).of(Kind::Integer),
        Column::text("summary", "概括", "The coder's own short wording"),
        Column::text("memo", "备注", "Notes on the statement, one per line; memos.csv has them one by one"),
        Column::text("coder", "编码员", "Who coded it").required(),
        Column::instant("created_at", "编码时间", "When it was coded"),
        Column::instant("updated_at", "修改时间", "When it was last changed"),
    ],
    more: None,
    key: &["statement"],
    references: &[TO_DOCUMENT, TO_PARAGRAPH],
};

static STATEMENT_CODES: Table = Table {
    rows: DataTable::StatementCodes,
    title: "陈述的编码",
    about: "One row per code of a statement, ordered by statement and codebook. Only codes the statement itself carries, never those above them.",
    columns: &[
        Column::text("statement", "陈述", "The statement").required(),
        Column::text("variable", "变量", "The variable the code belongs to: theme, …").required(),
        Column::text("code", "编码", "Path of the code from the top: 人才培养/学段衔接").required(),
        Column::text("label", "编码标签", "The code's label; its own name where it has none").required(),
    ],
    more: None,
    key: &["statement", "variable", "code"],
    references: &[
        TO_STATEMENT,
        Reference { columns: &["variable", "code"], table: DataTable::Codebook, target: &["variable", "code"] },
    ],
};

static STATEMENT_ACTORS: Table = Table {
    rows: DataTable::StatementActors,
    title: "陈述的行动者",
    about: "One row per actor and role in a statement, ordered by statement and as they were given.",
    columns: &[
        Column::text("statement", "陈述", "The statement").required(),
        Column::level("role", "角色", "How the actor stands in it", levels::ROLES).required(),
        Column::text("actor", "行动者", "The actor").required(),
        Column::text("actor_type", "行动者类别", "Type of the actor: government, cppcc, enterprise, …"),
        Column::text("organization", "所属组织", "Organization of the post the actor speaks in, where it was named"),
        Column::text("post", "职务", "That post"),
        Column::number("affiliation", "身份编号", "The row of affiliations.csv for that post", 1),
    ],
    more: None,
    key: &["statement", "role", "actor"],
    references: &[
        TO_STATEMENT,
        TO_ACTOR,
        TO_ORGANIZATION,
        Reference { columns: &["affiliation"], table: DataTable::Affiliations, target: &["affiliation"] },
    ],
};

static LINKS: Table = Table {
    rows: DataTable::Links,
    title: "陈述间的关联",
    about: "One row per link and coder, ordered by statement: the first statement does something to the second.",
    columns: &[
        Column::text("from_statement", "起始陈述", "The later or reacting statement").required(),
        Column::text("to_statement", "目标陈述", "The statement it is about").required(),
        Column::level("type", "关联类型", "What the first does to the second", levels::LINK_KINDS).required(),
        Column::text("coder", "编码员", "Who saw it").required(),
    ],
    more: None,
    key: &["from_statement", "to_statement", "type", "coder"],
    references: &[
        Reference { columns: &["from_statement"], table: DataTable::Statements, target: &["statement"] },
        Reference { columns: &["to_statement"], table: DataTable::Statements, target: &["statement"] },
    ],
};

static CODEBOOK: Table = Table {
    rows: DataTable::Codebook,
    title: "编码本",
    about: "One row per code, in the order of the codebook: a code comes before those below it.",
    columns: &[
        Column::text("variable", "变量", "The variable the code is a value of").required(),
        Column::text("code", "编码", "Path from the top: 人才培养/学段衔接").required(),
        Column::text("parent", "上级编码", "Path of the code above it; missing at the top"),
        Column::text("label", "标签", "Another wording, for example in English"),
        Column::text("definition", "定义", "What it means"),
        Column::text("include", "包括", "What belongs under it"),
        Column::text("exclude", "不包括", "What does not, and where that goes"),
        Column::text("example", "例句", "A typical passage"),
        Column::text("color", "颜色", "Colour: #rrggbb").like("#[0-9a-fA-F]{6}"),
        Column::text("retired", "停用", "1: kept on old statements, not offered for new ones")
            .of(Kind::Flag)
            .required(),
    ],
    more: None,
    key: &["variable", "code"],
    references: &[],
};

static ACTORS: Table = Table {
    rows: DataTable::Actors,
    title: "行动者",
    about: "One row per person, organization or group, in the order they came.",
    columns: &[
        Column::text("actor", "行动者", "The name").required().unique(),
        Column::level("kind", "种类", "What sort of actor it is", levels::ACTOR_KINDS).required(),
        Column::text("type", "类别", "government, cppcc, enterprise, university, research, media, …"),
        Column::text("memo", "备注", "Notes on the actor, one per line"),
    ],
    more: None,
    key: &["actor"],
    references: &[],
};

static ALIASES: Table = Table {
    rows: DataTable::Aliases,
    title: "别名",
    about: "One row per other name of an actor, in the order the actors came. A name may belong to several actors.",
    columns: &[
        Column::text("actor", "行动者", "The actor").required(),
        Column::text("alias", "别名", "The other name").required(),
    ],
    more: None,
    key: &["actor", "alias"],
    references: &[TO_ACTOR],
};

static AFFILIATIONS: Table = Table {
    rows: DataTable::Affiliations,
    title: "身份",
    about: "One row per post an actor holds or held, in the order they came.",
    columns: &[
        Column::text("actor", "行动者", "Who holds it").required(),
        Column::text("organization", "组织", "Where").required(),
        Column::text("post", "职务", "What: 副校长; missing where only the organization is known"),
        Column::text("from", "起", "First day, as far as known").like(DATE),
        Column::text("to", "止", "Last day, as far as known").like(DATE),
        Column::number("affiliation", "身份编号", "Number of the post in this project", 1).required().unique(),
    ],
    more: None,
    key: &["affiliation"],
    references: &[TO_ACTOR, TO_ORGANIZATION],
};

static READINGS: Table = Table {
    rows: DataTable::Readings,
    title: "阅读状态",
    about: "One row per paragraph and coder who read it, ordered by document, paragraph and coder. No row: not read.",
    columns: &[
        Column::text("document", "文档", "The document").required(),
        Column::number("paragraph", "段落", "Number of the paragraph", 1).required(),
        Column::text("coder", "编码员", "The reader").required(),
        Column::level(
            "state",
            "状态",
            "done: read and coded; none: read, nothing to code; unsure: to be looked at again",
            levels::READING_STATES,
        )
        .required(),
        Column::instant("at", "时间", "When it was said"),
    ],
    more: None,
    key: &["document", "paragraph", "coder"],
    references: &[TO_DOCUMENT, TO_PARAGRAPH],
};

static MEMOS: Table = Table {
    rows: DataTable::Memos,
    title: "备注",
    about: "One row per note, in the order they were written.",
    columns: &[
        Column::level("target_type", "对象类型", "What the note stands on", levels::MEMO_TARGETS).required(),
        Column::text("target", "对象", "Its name: cq-ai, cq-ai:8, s14, theme:人才培养, 陈前斌").required(),
        Column::text("coder", "编码员", "Who wrote it").required(),
        Column::text("text", "内容", "The note").required(),
        Column::instant("created_at", "时间", "When it was written"),
        Column::number("memo", "备注编号", "Number of the note in this project", 1).required().unique(),
    ],
    more: None,
    key: &["memo"],
    references: &[],
};

static PROPOSALS_WIDE: Table = Table {
    rows: DataTable::ProposalsWide,
    title: "建议宽表",
    about: "One row per statement of kind proposal, ordered by handle, with a 0/1 column per theme: a view for counting, made from the tables above.",
    columns: &[
        Column::text("statement", "陈述", "The statement").required().unique().like(HANDLE),
        Column::text("document", "文档", "The document").required(),
        Column::text("published", "发布日期", "Date of publication of the document, as far as known").like(DATE),
        Column::number("paragraph", "段落", "Number of the paragraph", 1).required(),
        Column::text("quote", "引文", "The words coded").required(),
        Column::text("summary", "概括", "The coder's own short wording"),
        Column::text("coder", "编码员", "Who coded it").required(),
        Column::text("proposers", "提出者", "Actors in the role proposer, `|` between them"),
        Column::text(
            "organizations",
            "提出者组织",
            "Organizations they speak for, each once: that of the post they are named with; a proposing organization speaks for itself",
        ),
        Column::text("addressees", "建议对象", "Actors in the role addressee, `|` between them"),
    ],
    more: Some(More::Themes),
    key: &["statement"],
    references: &[TO_STATEMENT, TO_DOCUMENT, TO_PARAGRAPH],
};
