//! What a column of a table can mean, and the names that say so.

use serde::{Deserialize, Serialize};

/// What a column of a table can be of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Its text.
    Text,
    /// Its key.
    Key,
    /// Headline.
    Title,
    /// Second headline.
    Subtitle,
    /// Newspaper, website, issuing body.
    Outlet,
    /// Byline.
    Author,
    /// Date of publication.
    Date,
    /// Place.
    Region,
    /// Where it was found.
    Url,
    /// Language tag.
    Language,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Key,
        Self::Title,
        Self::Subtitle,
        Self::Outlet,
        Self::Author,
        Self::Date,
        Self::Region,
        Self::Url,
        Self::Language,
    ];

    /// The word for it in messages and flags: `text`, `date`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Key => "key",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Outlet => "outlet",
            Self::Author => "author",
            Self::Date => "date",
            Self::Region => "region",
            Self::Url => "url",
            Self::Language => "language",
        }
    }

    /// The names of columns that mean it without being told, without blanks, `_` and `-`, in lower case.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => {
                &["text", "content", "contents", "body", "fulltext", "正文", "内容", "全文", "文本", "正文内容"]
            }
            Self::Key => &["key", "id", "document", "documentid", "docid", "编号", "序号", "文档编号"],
            Self::Title => &["title", "headline", "标题", "题目", "题名", "篇名", "文章标题"],
            Self::Subtitle => &["subtitle", "副标题", "副题"],
            Self::Outlet => &[
                "outlet",
                "newspaper",
                "publication",
                "source",
                "media",
                "来源",
                "媒体",
                "报纸",
                "出处",
                "报纸名称",
                "发布机构",
            ],
            Self::Author => &["author", "authors", "byline", "作者", "记者"],
            Self::Date => &[
                "date",
                "published",
                "publisheddate",
                "publicationdate",
                "publishdate",
                "pubdate",
                "日期",
                "发布日期",
                "时间",
                "发布时间",
                "发表日期",
                "发表时间",
                "出版日期",
            ],
            Self::Region => &["region", "province", "地区", "省份", "省市", "地域"],
            Self::Url => &["url", "link", "网址", "链接", "原文链接"],
            Self::Language => &["language", "lang", "语言", "语种"],
        }
    }

    /// Its place in [`Field::ALL`].
    pub(super) const fn position(self) -> usize {
        self as usize
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
