//! Which short paragraphs without a stop are no headings, where lines are paragraphs.
//!
//! There no width tells a heading, only what stands around it: a heading stands over text, is unlike its
//! neighbours, and is rare. Names, wishes and items in a row are a list.

use super::assemble::Block;
use super::form::Opening;
use super::heading::series;
use super::label::is_label;
use super::line::{Line, Tail};
use crate::model::ParagraphKind;

/// As many paragraphs of one form in a row are a list.
const LIST: usize = 3;
/// A heading with points in it has no more characters than this.
const LONGEST_WITH_POINT: u32 = 24;

/// What a paragraph that may be a heading looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Item(Option<usize>),
    /// A chapter, a label, or what the format names.
    Sure,
}

/// Makes the headings body text that are none. `told`: the kinds that the format names, if it names any.
pub(super) fn demote(
    lines: &[Line<'_>],
    blocks: &[Block],
    told: &[Option<ParagraphKind>],
    kinds: &mut [ParagraphKind],
) {
    // One line may be all there is: its title.
    if blocks.len() < 2 {
        return;
    }
    let told = |at: usize| told.get(at).copied().flatten();
    let mut forms: Vec<Option<Form>> = (0..blocks.len())
        .map(|at| match (told(at), kinds[at]) {
            (Some(ParagraphKind::Title | ParagraphKind::Subtitle | ParagraphKind::Heading), _) => Some(Form::Sure),
            (None, ParagraphKind::Heading) => form(&lines[blocks[at].from], at == 0),
            _ => None,
        })
        .collect();
    // `一、增加床位`, a sentence without a stop, `二、…`: the sentence is what the number names.
    for at in 1..forms.len() {
        let (before, after) = (forms[at - 1], forms.get(at + 1).copied().flatten());
        let between = matches!(before, Some(Form::Item(_))) && (after == before || at + 1 == forms.len());
        if forms[at] == Some(Form::Plain) && between {
            forms[at] = None;
        }
    }
    let mut from = 0;
    for run in forms.chunk_by_mut(|a, b| a.is_some() && b.is_some()) {
        let opens = from == 0;
        from += run.len();
        demote_lists(run, opens, from < blocks.len());
    }
    for (form, kind) in forms.iter().zip(kinds) {
        if form.is_none() && *kind == ParagraphKind::Heading {
            *kind = ParagraphKind::Body;
        }
    }
}

/// Takes lists out of a run of paragraphs that may be headings. `opens`: the text begins with it; `over_text`: text
/// stands under it.
fn demote_lists(run: &mut [Option<Form>], opens: bool, over_text: bool) {
    let head = opens && over_text;
    let mut over_text = over_text;
    let mut end = run.len();
    while let Some(last) = run[..end].last().copied() {
        let start = run[..end].iter().rposition(|form| *form != last).map_or(0, |at| at + 1);
        if last != Some(Form::Sure) && (end - start >= LIST || !over_text) {
            // The head of a document may have several lines: the first is its title.
            let kept = usize::from(head && start == 0);
            run[start + kept..end].fill(None);
            over_text = true;
        }
        end = start;
    }
}

/// The form of a paragraph that may be a heading by its own.
fn form(line: &Line<'_>, first: bool) -> Option<Form> {
    match line.opening {
        Opening::Chapter => Some(Form::Sure),
        _ if is_label(&line.text) => Some(Form::Sure),
        Opening::Item => Some(Form::Item(series(line))),
        _ if !first && line.comma && line.chars > LONGEST_WITH_POINT => None,
        _ => Some(Form::Plain),
    }
}

/// Whether a text without a stop is a sentence all the same: it has several clauses, or somebody speaks in it.
pub(super) fn is_sentence(text: &str) -> bool {
    const SPEAKERS: [&str; 8] = ["我是", "我叫", "我家", "我们是", "本人", "您好", "你好", "大家好"];
    SPEAKERS.iter().any(|speaker| text.starts_with(speaker)) || text.matches('，').nth(1).is_some()
}

/// Whether the paragraphs of a text end in stops, so that one without is something else. Those as short as a
/// heading say nothing of it.
pub(super) fn ends_tell(lines: &[Line<'_>], blocks: &[Block], kinds: &[ParagraphKind]) -> bool {
    let (mut ended, mut open) = (0, 0);
    let long = |block: &Block| block.from < block.to || lines[block.from].chars > LONGEST_WITH_POINT;
    let texts = blocks.iter().zip(kinds).filter(|(block, kind)| **kind == ParagraphKind::Body && long(block));
    for (block, _) in texts {
        match lines[block.to].tail {
            Tail::Open | Tail::Comma => open += 1,
            _ => ended += 1,
        }
    }
    open < 2 || ended >= open
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, restore};
    use crate::model::ParagraphKind::{self, Body, Heading, Title};

    fn kinds(text: &str) -> Vec<ParagraphKind> {
        restore(text, Layout::Paragraphs).paragraphs.into_iter().map(|p| p.kind).collect()
    }

    const TEXT: &str = "会议听取了各区县的情况汇报，研究了下一步的工作。";

    #[test]
    fn headings_stand_over_text() {
        assert_eq!(kinds(&format!("座谈会纪要\n{TEXT}\n基本情况\n{TEXT}\n")), [Title, Body, Heading, Body]);
        assert_eq!(
            kinds(&format!("座谈会纪要\n{TEXT}\n第一章 总则\n目的依据\n{TEXT}\n")),
            [Title, Body, Heading, Heading, Body]
        );
    }

    #[test]
    fn rows_of_names_and_items_are_a_list() {
        let names = format!("座谈会纪要\n{TEXT}\n陈立（市民政局）\n吴敏（东岭区）\n郑远（南滨区）\n{TEXT}\n");
        assert_eq!(kinds(&names), [Title, Body, Body, Body, Body, Body]);
        let items = format!("座谈会纪要\n{TEXT}\n1.建设照护站\n2.培训护理员\n3.减免费用\n");
        assert_eq!(kinds(&items), [Title, Body, Body, Body, Body]);
        let named = format!("座谈会纪要\n{TEXT}\n二、主要任务\n建设照护站\n培训护理员\n减免费用\n");
        assert_eq!(kinds(&named), [Title, Body, Heading, Body, Body, Body]);
        assert_eq!(kinds("希望增加床位\n希望降低收费\n希望多办活动\n"), [Body; 3]);
    }

    #[test]
    fn numbers_over_sentences_without_a_stop_are_headings() {
        let text = "一、增加照护站\n在老旧小区增设照护站\n二、培训护理员\n每年培训一千人次\n";
        assert_eq!(kinds(text), [Heading, Body, Heading, Body]);
    }

    #[test]
    fn a_text_without_stops_has_no_title_for_want_of_one() {
        let wishes = "我在南滨区住了二十年，楼下没有电梯\n每天要爬六层楼去买菜，腿脚越来越不好，出门一趟要歇好几次才行\n\
                      希望政府早日把加装电梯的事情定下来，也请社区多来看看我们这些老人\n";
        assert_eq!(kinds(wishes), [Body; 3]);
        for first in ["我是南滨区的一名退休教师", "楼下没有电梯，出门要爬六层，很不方便"]
        {
            assert_eq!(kinds(&format!("{first}\n{TEXT}\n{TEXT}\n")), [Body; 3], "{first}");
        }
        assert_eq!(kinds(&format!("加装电梯的建议\n{TEXT}\n{TEXT}\n"))[0], Title);
    }
}
