//! Why a file, or a column of a table, was not taken.

use pizhu::intake::ColumnProblem;
use pizhu::ops::FileProblem;

use super::{CommandError, quoted};

/// What to try with the file.
pub(super) fn file(error: CommandError, problem: &FileProblem) -> CommandError {
    match problem {
        FileProblem::NotUtf8 { guess: Some(utf16), .. } if utf16.starts_with("UTF-16") => {
            error.hint(format!("it may be {utf16}; convert it with `iconv -f {utf16} -t UTF-8 FILE > NEW`"))
        }
        FileProblem::NotUtf8 { .. } => error.hint(
            "it may be GB18030, or BIG5 for Traditional text; convert it with `iconv -f GB18030 -t UTF-8 FILE > NEW` \
             and look at the result",
        ),
        FileProblem::UnknownEncoding { candidates } => match candidates.first() {
            Some(name) => error.hint(format!("say which it is, with --encoding {}", name.to_lowercase())),
            None => error.hint("it looks like no encoding of Chinese; if you know which it is, say so with --encoding"),
        },
        FileProblem::Malformed { .. } => {
            error.hint("repair that place in an editor, or name another encoding with --encoding")
        }
        FileProblem::Mixed { .. } => error.hint("split the file there, and take the parts one by one"),
        FileProblem::NoSuchEncoding { near, .. } if !near.is_empty() => {
            error.hint(format!("did you mean {}?", near.join(" or ")))
        }
        FileProblem::NoSuchEncoding { .. } => error
            .hint("there are utf-8, utf-16, gb18030 (gbk and gb2312 too), big5, hz-gb-2312 and the others of the Web"),
        FileProblem::Garbled { .. } => error.hint("go back to the file it was converted from"),
        FileProblem::LongLine { .. } => error.hint("break the text into lines"),
        FileProblem::Duplicate(_) | FileProblem::SameText(_) => error.hint("take it once more with --allow-duplicate"),
        FileProblem::Folder => error.hint("name the files in it"),
        FileProblem::NothingInFolder => error.hint("--recursive looks into the folders below it too"),
        FileProblem::Changing => error.hint("wait until it is written, then try again"),
        FileProblem::Part { problem, .. } => file(error, problem),
        FileProblem::TooLarge { .. } => error.hint("split it"),
        FileProblem::Control { .. } => error.hint("remove it in an editor, then try again"),
        FileProblem::Columns(problem) => columns(error, problem),
        FileProblem::IsTable { .. } => error
            .hint("name it .csv, and the column of its texts with --text-column NAME")
            .hint("or take each of its lines as a paragraph, with --layout lines"),
        _ => error,
    }
}

fn columns(error: CommandError, problem: &ColumnProblem) -> CommandError {
    match problem {
        ColumnProblem::NoText { .. } => error.hint("name the column of the text with --text-column NAME"),
        ColumnProblem::Ambiguous { field, columns } => {
            let column = columns.first().map_or("NAME", String::as_str);
            error.hint(format!("say it with --{field}-column {}", quoted(column)))
        }
        ColumnProblem::Twice { .. } => error.hint("give each column a name of its own"),
        _ => error,
    }
}
