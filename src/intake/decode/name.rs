//! Encodings by the names people give them.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::intake::FileProblem;

/// How the bytes of a text are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// An encoding of the Web.
    Of(&'static Encoding),
    /// UTF-16 whose byte order is not said.
    Utf16,
    /// GB 2312 in seven bits, as mail once carried it.
    Hz,
}

/// Names used elsewhere, Python and Windows above all, with the name used here.
const ALIASES: &[(&str, &str)] = &[
    ("utf-8-sig", "utf-8"),
    ("utf-16-le", "utf-16le"),
    ("utf-16-be", "utf-16be"),
    ("cp65001", "utf-8"),
    ("cp936", "gb18030"),
    ("ms936", "gb18030"),
    ("windows-936", "gb18030"),
    ("gb18030-2000", "gb18030"),
    ("gb18030-2005", "gb18030"),
    ("gb18030-2022", "gb18030"),
    ("euc-cn", "gb18030"),
    ("cp950", "big5"),
    ("ms950", "big5"),
    ("windows-950", "big5"),
    ("big-5", "big5"),
    ("hkscs", "big5"),
    ("cp932", "shift_jis"),
    ("cp949", "euc-kr"),
    ("cp1252", "windows-1252"),
    ("cp1251", "windows-1251"),
];

/// The names offered when another does not fit.
const OFFERED: &[&str] = &[
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "gbk",
    "gb2312",
    "hz-gb-2312",
    "big5",
    "big5-hkscs",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "windows-1252",
    "iso-8859-1",
    "windows-1251",
    "koi8-r",
];

impl Charset {
    /// The encoding of that name, in any case; `gb2312` and `gbk` mean GB18030, which holds both.
    ///
    /// # Errors
    /// [`FileProblem::NoSuchEncoding`] with names close to it.
    pub(super) fn named(label: &str) -> Result<Self, FileProblem> {
        let lower = label.trim().to_ascii_lowercase();
        let dashed = lower.replace('_', "-");
        let alias = ALIASES.iter().find(|(name, _)| *name == dashed).map(|(_, name)| *name);
        let name = alias.unwrap_or(&lower);
        match name {
            "utf-16" | "utf16" => return Ok(Self::Utf16),
            "hz" | "hz-gb-2312" | "hzgb" => return Ok(Self::Hz),
            _ => {}
        }
        let encoding = Encoding::for_label_no_replacement(name.as_bytes())
            .or_else(|| Encoding::for_label_no_replacement(dashed.as_bytes()))
            .filter(|encoding| *encoding != X_USER_DEFINED);
        match encoding {
            Some(encoding) if encoding == GBK => Ok(Self::Of(GB18030)),
            Some(encoding) => Ok(Self::Of(encoding)),
            None => Err(FileProblem::NoSuchEncoding { label: label.to_owned(), near: near(&lower) }),
        }
    }
}

/// The name an encoding is stored and shown under.
pub(super) fn shown(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// At most three names offered that are close to one that fits none.
fn near(label: &str) -> Vec<Cow<'static, str>> {
    let mut found: Vec<(usize, &'static str)> = OFFERED
        .iter()
        .map(|name| (strsim::damerau_levenshtein(label, name), *name))
        .filter(|(distance, name)| *distance <= name.len().div_ceil(3) || (label.len() > 1 && name.contains(label)))
        .collect();
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, name)| name.into()).collect()
}

/// The encodings weighed against each other where no mark tells: those taken when they win, then
/// those that only explain why a text is refused.
pub(super) const WEIGHED: [&Encoding; 5] = [UTF_8, UTF_16LE, UTF_16BE, GB18030, BIG5];
/// See [`WEIGHED`].
pub(super) const FOREIGN: [&Encoding; 3] = [SHIFT_JIS, EUC_JP, EUC_KR];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_browsers_python_and_windows_are_known() {
        for (label, name) in [
            ("utf8", "UTF-8"),
            ("UTF-8-SIG", "UTF-8"),
            ("gb2312", "GB18030"),
            (" GBK ", "GB18030"),
            ("cp936", "GB18030"),
            ("GB18030-2022", "GB18030"),
            ("big5-hkscs", "Big5"),
            ("utf_16_le", "UTF-16LE"),
            ("euc_jp", "EUC-JP"),
            ("shift-jis", "Shift_JIS"),
            ("latin1", "windows-1252"),
        ] {
            match Charset::named(label) {
                Ok(Charset::Of(encoding)) => assert_eq!(shown(encoding), name, "{label}"),
                other => assert_eq!(name, format!("{other:?}"), "{label}"),
            }
        }
        assert!(matches!(Charset::named("utf-16"), Ok(Charset::Utf16)));
        assert!(matches!(Charset::named("HZ-GB-2312"), Ok(Charset::Hz)));
    }

    #[test]
    fn a_name_that_fits_none_is_answered_with_near_ones() {
        let near = |label| match Charset::named(label) {
            Err(FileProblem::NoSuchEncoding { near, .. }) => near,
            other => panic!("{label}: {other:?}"),
        };
        assert_eq!(near("gb18003")[0], "gb18030");
        assert_eq!(near("bug5")[0], "big5");
        assert_eq!(near("klingon"), Vec::<&str>::new());
        assert_eq!(near("iso-2022-kr")[0], "iso-2022-jp");
        assert_eq!(near(""), Vec::<&str>::new());
    }
}
