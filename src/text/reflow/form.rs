//! Forms a line can be told by: numbering, credits, bylines, dates, page marks. Hand-written and
//! bounded: none looks at more than the first or last few dozen characters.

/// What a line opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing particular.
    Plain,
    /// A mark that never starts a line of a new paragraph: `，` `。` `”` `）`.
    NonStarter,
    /// `第一章`, `第二节`.
    Chapter,
    /// `第十条`.
    Article,
    /// `一、` `（一）` `1.` `①` `附件`.
    Item,
    /// `一是`, `第一，`, `首先，`: opens paragraphs, and clauses as well.
    Ordinal,
    /// `——`.
    Dash,
    /// `■` `◆` `▲` `★`.
    Bullet,
}

/// A numeral of the language.
pub(super) const fn is_han_number(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '零'
            | '〇'
    )
}

const fn is_number(c: char) -> bool {
    is_han_number(c) || matches!(c, '0'..='9' | '０'..='９')
}

/// A mark that cannot stand first in a line of Chinese.
pub(super) const fn is_non_starter(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | '…'
            | '％'
            | '%'
            | '·'
            | '℃'
            | '‰'
            | ')'
            | ']'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

/// A mark that cannot stand last in a line of Chinese.
pub(super) const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '［' | '(' | '['
    )
}

/// A mark that may follow a stop and still belong to the sentence.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '〉' | '"' | '〕' | '］' | ']'
    )
}

/// Tells what a line opens with.
pub(super) fn opening(text: &str) -> Opening {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return Opening::Plain;
    };
    let rest = chars.as_str();
    match first {
        '第' => match after_number(rest, 6).map(|t| (t, t.chars().next())) {
            Some((_, Some('章' | '节' | '節' | '编' | '編' | '篇'))) => Opening::Chapter,
            Some((_, Some('条' | '條'))) => Opening::Article,
            Some((_, Some('，' | '、'))) => Opening::Ordinal,
            _ => Opening::Plain,
        },
        '（' | '(' => match after_number(rest, 3).and_then(|t| t.chars().next()) {
            Some('）' | ')') => Opening::Item,
            _ => Opening::Plain,
        },
        '①'..='⑳' | '㈠'..='㈩' => Opening::Item,
        '—' if rest.starts_with('—') => Opening::Dash,
        '■' | '◆' | '●' | '▲' | '★' | '□' | '◇' | '○' | '△' | '☆' | '▼' | '▶' => {
            Opening::Bullet
        }
        '附' if rest.starts_with("件：") || rest.starts_with("件:") => Opening::Item,
        '附' if rest
            .strip_prefix('件')
            .is_some_and(|t| t.starts_with(is_number)) =>
        {
            Opening::Item
        }
        '首' if rest.starts_with("先，") => Opening::Ordinal,
        '其' if rest.starts_with("次，") => Opening::Ordinal,
        '最' if rest.starts_with("后，") || rest.starts_with("後，") => Opening::Ordinal,
        _ if is_non_starter(first) => Opening::NonStarter,
        _ if is_number(first) => numbered(text),
        _ => Opening::Plain,
    }
}

/// Forms that begin with a bare number: `一、`, `1.`, `一是`.
fn numbered(text: &str) -> Opening {
    let Some(rest) = after_number(text, 3) else {
        return Opening::Plain;
    };
    let han = text.starts_with(is_han_number);
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('、'), _) if han => Opening::Item,
        (Some('是'), _) if han => Opening::Ordinal,
        // `3.5%` is a number, `1.总体要求` an item.
        (Some('.' | '．' | '、'), Some(c)) if !han && !c.is_ascii_digit() => Opening::Item,
        _ => Opening::Plain,
    }
}

/// What follows 1 to `most` number characters.
fn after_number(text: &str, most: usize) -> Option<&str> {
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let count = text[..end].chars().take(most + 1).count();
    (1..=most).contains(&count).then(|| &text[end..])
}

/// Whether the whole line is the number of an article, chapter or section: `第三条`.
pub(super) fn is_bare_number(text: &str) -> bool {
    text.strip_prefix('第')
        .and_then(|t| after_number(t, 6))
        .is_some_and(|t| {
            let mut chars = t.chars();
            matches!(
                chars.next(),
                Some('条' | '條' | '章' | '节' | '節' | '编' | '編' | '篇')
            ) && chars.next().is_none()
        })
}

/// The last `count` characters of a text.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(count.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first `count` characters of a text.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether a text is longer than `count` characters, without counting them all.
pub(super) fn longer_than(text: &str, count: usize) -> bool {
    text.chars().nth(count).is_some()
}

const REPORTERS: [&str; 8] = [
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "摄影",
    "攝影",
    "实习生",
    "實習生",
];

/// Whether a text ends in the credit of a picture: `记者 张三 摄`, `（资料图）`, `市教委供图`.
pub(super) fn ends_in_credit(text: &str) -> bool {
    let tail = last_chars(text, 24);
    let bare = tail.trim_end_matches(['）', ')', '】']);
    let in_brackets = bare.len() < tail.len();
    let Some(last) = bare.chars().next_back() else {
        return false;
    };
    let names_reporter = || REPORTERS.iter().any(|word| bare.contains(word));
    match last {
        '摄' | '攝' => {
            let before = &bare[..bare.len() - last.len_utf8()];
            // `…进行拍摄` is running text.
            !before.ends_with('拍')
                && (before.ends_with([' ', '/', '／', '\u{3000}']) || names_reporter())
        }
        '图' | '圖' | '片' | '影' | '道' | '導' => {
            const MARKS: [&str; 14] = [
                "供图",
                "供圖",
                "资料图",
                "資料圖",
                "资料图片",
                "資料圖片",
                "制图",
                "製圖",
                "文/图",
                "文/圖",
                "图/文",
                "摄影报道",
                "攝影報導",
                "文并摄影",
            ];
            MARKS.iter().any(|mark| bare.ends_with(mark))
                && (in_brackets || bare.contains([' ', '。', '/']) || !longer_than(text, 16))
        }
        _ => {
            const FROM: [&str; 6] = [
                "图片来源：",
                "圖片來源：",
                "图源：",
                "圖源：",
                "图据：",
                "供图：",
            ];
            FROM.iter().any(|mark| bare.contains(mark))
                || ["图/", "图／", "圖/", "摄影：", "攝影：", "摄/"]
                    .iter()
                    .any(|mark| {
                        bare.rfind([' ', '。', '（', '(', '\u{3000}'])
                            .map_or(bare, |at| {
                                bare[at..].trim_start_matches([' ', '。', '（', '(', '\u{3000}'])
                            })
                            .starts_with(mark)
                    })
        }
    }
}

/// Whether the words open a picture's caption: `图为`, `▲`, `图1：`.
pub(super) fn opens_caption(text: &str) -> bool {
    if text.starts_with("图为") || text.starts_with("圖為") {
        return true;
    }
    match text.strip_prefix(['图', '圖']) {
        Some(rest) => match after_number(rest, 2) {
            Some(rest) => rest.starts_with(['：', ':', ' ', '　']),
            None => rest.starts_with(|c| matches!(c, '①'..='⑳')),
        },
        None => text.starts_with(['▲', '△', '▼']),
    }
}

/// Whether the whole line names who wrote or took: `（记者 张三）`, `本报记者 李四 王五`.
pub(super) fn is_byline(text: &str) -> bool {
    if longer_than(text, 40) || text.contains(['。', '，', '；', '！', '？']) {
        return false;
    }
    let bare = text
        .trim_start_matches(['（', '(', '□', '■', '◎', '●', '○', '【', ' ', '\u{3000}'])
        .trim_end_matches(['）', ')', '】']);
    // `新华社北京3月5日电（记者 …）` opens a news text.
    if bare.is_empty() || text.contains(['电', '電', '讯']) && !text.contains("通讯员") {
        return false;
    }
    let mut rest = bare;
    for paper in [
        "本报",
        "本報",
        "新华社",
        "新華社",
        "人民网",
        "见习",
        "見習",
        "首席",
        "特约",
        "特約",
        "全媒体",
        "融媒体",
        "日报",
        "晚报",
    ] {
        rest = rest.strip_prefix(paper).unwrap_or(rest);
    }
    const ROLES: [&str; 24] = [
        "记者",
        "記者",
        "通讯员",
        "通訊員",
        "作者",
        "编辑",
        "編輯",
        "责任编辑",
        "責任編輯",
        "责编",
        "撰文",
        "撰稿",
        "执笔",
        "執筆",
        "来源",
        "來源",
        "文/",
        "文／",
        "供稿",
        "评论员",
        "評論員",
        "实习生",
        "译者",
        "校对",
    ];
    let Some(after) = ROLES.iter().find_map(|role| rest.strip_prefix(role)) else {
        return false;
    };
    let parted = rest.ends_with('/') || after.starts_with([' ', '：', ':', '\u{3000}', '/']);
    let slashed = rest.starts_with("文/") || rest.starts_with("文／");
    let short = !longer_than(after, 4) && after.chars().nth(1).is_some();
    parted || slashed || short
}

/// Whether the whole line is a date: `2021年3月31日`, brackets allowed.
pub(super) fn is_date(text: &str) -> bool {
    let bare = text
        .trim_start_matches(['（', '('])
        .trim_end_matches(['）', ')']);
    date_end(bare).is_some_and(|rest| rest.trim().is_empty())
}

/// Whether the line opens with a date, after a bracket perhaps: what a note on adoption does.
pub(super) fn opens_with_date(text: &str) -> bool {
    date_end(text.trim_start_matches(['（', '('])).is_some()
}

/// What follows a leading full date.
fn date_end(text: &str) -> Option<&str> {
    let mut rest = text;
    for (most, unit) in [(4, '年'), (3, '月'), (3, '日')] {
        rest = after_number(rest.trim_start(), most)?
            .trim_start()
            .strip_prefix(unit)?;
    }
    Some(rest)
}

/// Whether a note on adoption ends here: `…第二十六次会议通过`, `…公布）`.
pub(super) fn ends_adoption(text: &str) -> bool {
    const VERBS: [&str; 14] = [
        "通过",
        "通過",
        "公布",
        "公佈",
        "发布",
        "發布",
        "修订",
        "修訂",
        "修正",
        "批准",
        "施行",
        "印发",
        "起施行",
        "废止",
    ];
    let bare = text.trim_end_matches(['）', ')']);
    VERBS.iter().any(|verb| bare.ends_with(verb))
}

/// Whether the line is a page number in the form of one: `— 3 —`, `-3-`, `第3页`, `3 / 12`.
pub(super) fn is_page_mark(text: &str) -> bool {
    if longer_than(text, 16) {
        return false;
    }
    let dash = |c: char| {
        matches!(
            c,
            '—' | '-' | '–' | '－' | '·' | '•' | '~' | '～' | '―' | '─'
        )
    };
    let inner = text.trim_matches(|c: char| dash(c) || c == ' ');
    let framed = text.starts_with(dash) && text.ends_with(dash);
    if framed && is_digits(inner) {
        return true;
    }
    let numbered = |t: &str| {
        t.strip_prefix('第')
            .and_then(|t| {
                t.trim_end_matches(['页', '頁', '版'])
                    .strip_suffix(' ')
                    .or(Some(t.trim_end_matches(['页', '頁', '版'])))
            })
            .is_some_and(|t| is_digits(t.trim()))
            && t.ends_with(['页', '頁', '版'])
    };
    if numbered(text) {
        return true;
    }
    if let Some((page, of)) = text.split_once(['/', '／']) {
        return is_digits(page.trim()) && is_digits(of.trim());
    }
    text.strip_prefix("Page ")
        .is_some_and(|t| is_digits(t.trim()))
}

/// Whether the text is 1 to 4 digits.
pub(super) fn is_digits(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
