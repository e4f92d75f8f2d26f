//! ZIP archives: each file in one is taken or refused by itself; archives made to harm are refused whole.

use std::path::Path;
use std::time::Instant;

use pizhu::intake::{FileProblem, ReadOptions, read};

use super::office::{Docx, RawEntry, p, raw_zip, zip};

/// A part with its text or the reason it was refused.
type Part = (String, Result<String, String>);

fn parts(bytes: &[u8]) -> Result<Vec<Part>, FileProblem> {
    let start = Instant::now();
    let mut found = Vec::new();
    let whole = read(Path::new("a.zip"), bytes, &ReadOptions::default(), &mut |text| {
        found.push(match text {
            Ok(text) => (text.part.expect("a part"), Ok(text.text)),
            Err(refused) => (refused.part.expect("a part"), Err(refused.problem.to_string())),
        });
        true
    });
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
    whole.map(|()| found)
}

fn refusal(bytes: &[u8]) -> String {
    parts(bytes).expect_err("a refusal").to_string()
}

fn one(entry: RawEntry) -> Result<String, String> {
    let mut found = parts(&raw_zip(&[entry])).expect("an archive");
    assert_eq!(found.len(), 1);
    found.remove(0).1
}

#[test]
fn each_file_is_taken_or_refused_by_itself() {
    let found = parts(&zip(&[
        ("文件/一.txt", "第一篇。".as_bytes()),
        ("文件/二.docx", &Docx::new(&p("第二篇。")).bytes()),
        ("图.png", b"\x89PNG\r\n"),
        ("内.zip", &zip(&[("三.txt", "三")])),
        ("坏.docx", b"PK\x03\x04"),
        ("空.txt", b""),
        ("__MACOSX/._一.txt", b"\0"),
        ("文件/.DS_Store", b"\0"),
        ("四.txt", "第四篇。".as_bytes()),
    ]));
    let found = found.expect("an archive");
    let seen: Vec<_> =
        found.iter().map(|(part, text)| (part.as_str(), text.as_deref().map_err(String::as_str))).collect();
    assert_eq!(
        seen,
        [
            ("文件/一.txt", Ok("第一篇。")),
            ("文件/二.docx", Ok("第二篇。\n")),
            ("图.png", Err("it is not text: a PNG picture")),
            ("内.zip", Err("it is an archive inside an archive; unpack it first")),
            ("坏.docx", Err("its archive is broken or cut off")),
            ("空.txt", Err("it holds no text")),
            ("四.txt", Ok("第四篇。")),
        ]
    );
    assert_eq!(refusal(&zip(&[("__MACOSX/x", "")])), "it holds no text");
}

#[test]
fn reading_ends_when_it_is_told_to() {
    let bytes = zip(&[("a.txt", "甲"), ("b.txt", "乙")]);
    let mut seen = 0;
    read(Path::new("a.zip"), &bytes, &ReadOptions::default(), &mut |_| {
        seen += 1;
        false
    })
    .expect("an archive");
    assert_eq!(seen, 1);
}

#[test]
fn names_from_chinese_windows_are_decoded() {
    let found =
        parts(&raw_zip(&[RawEntry::stored(b"\xD0\xC2\xBB\xAA\xC9\xE7.txt", "甲".as_bytes())])).expect("an archive");
    assert_eq!(found, [("新华社.txt".to_owned(), Ok("甲".to_owned()))]);
}

#[test]
fn unsafe_entries_are_refused_one_by_one() {
    for name in ["../a.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", "a\0.txt"] {
        let refused = one(RawEntry::stored(name.as_bytes(), b"x")).unwrap_err();
        assert_eq!(refused, "its path is not a safe one", "{name:?}");
    }
    let link = RawEntry { attributes: 0o120_777 << 16, ..RawEntry::stored(b"a.txt", b"/etc/passwd") };
    assert_eq!(one(link).unwrap_err(), "it is a link, not a file");
    let locked = RawEntry { flags: 1, ..RawEntry::stored(b"a.txt", b"secret") };
    assert_eq!(one(locked).unwrap_err(), "it is password-protected");
    let strange = RawEntry { method: 12, ..RawEntry::stored(b"a.txt", b"x") };
    assert_eq!(one(strange).unwrap_err(), "it is packed in a way that is not known here");
    let mut wrong = raw_zip(&[RawEntry::stored(b"a.txt", b"text")]);
    let at = wrong.windows(4).position(|bytes| bytes == b"text").expect("the text");
    wrong[at] = b'T';
    assert_eq!(parts(&wrong).expect("an archive")[0].1, Err("its archive is broken or cut off".to_owned()));
}

#[test]
fn lies_about_sizes_are_found() {
    let packed = deflated(&vec![b'a'; 5_000_000]);
    let lie = |declared| RawEntry { method: 8, data: packed.clone(), declared, ..RawEntry::stored(b"a.txt", b"") };
    assert!(one(lie(10)).is_err());
    assert!(one(lie(6_000_000)).is_err());
}

#[test]
fn bombs_are_refused_before_they_grow() {
    let packed = vec![0_u8; 700 << 10];
    let huge =
        |name: &[u8], declared| RawEntry { method: 8, data: packed.clone(), declared, ..RawEntry::stored(name, b"") };
    let entries: Vec<_> = (0..3).map(|n| huge(format!("{n}.txt").as_bytes(), 3_500_000_000)).collect();
    // 2 MiB that say they are 10 GiB.
    for (_, refused) in parts(&raw_zip(&entries)).expect("an archive") {
        assert_eq!(refused.unwrap_err(), "it is packed more than 100 to 1, as only zip bombs are");
    }
    // Each within its bounds, all together not.
    let entries: Vec<_> = (0..9).map(|n| huge(format!("{n}.txt").as_bytes(), 60 << 20)).collect();
    assert_eq!(refusal(&raw_zip(&entries)), "its archive holds more than 256 MiB");
    // A text that was really packed 1000 to 1, in an archive and as the text of a document.
    let bomb = zip(&[("a.txt", vec![b' '; 12 << 20])]);
    let why = "it is packed more than 100 to 1, as only zip bombs are";
    assert_eq!(parts(&bomb).expect("an archive")[0].1, Err(why.to_owned()));
    let bomb = zip(&[("word/document.xml", vec![b' '; 12 << 20])]);
    assert_eq!(refusal(&bomb), why);
}

#[test]
fn deceiving_directories_are_refused() {
    let many: Vec<_> = (0..2_001).map(|n| RawEntry::stored(format!("{n}").as_bytes(), b"")).collect();
    assert_eq!(refusal(&raw_zip(&many)), "its archive holds more than 2000 files");
    let more: Vec<_> = (0..100_000).map(|n| RawEntry::stored(format!("{n}").as_bytes(), b"")).collect();
    assert_eq!(refusal(&raw_zip(&more)), "its archive holds more than 2000 files");
    let twice = [RawEntry::stored(b"a.txt", b"1"), RawEntry::stored(b"a.txt", b"2")];
    assert_eq!(refusal(&raw_zip(&twice)), "its archive holds two files of the same name");
    let shared = [RawEntry::stored(b"a.txt", b"1"), RawEntry { at: Some(0), ..RawEntry::stored(b"b.txt", b"1") }];
    assert_eq!(refusal(&raw_zip(&shared)), "its archive is made to deceive: files in it share the same bytes");
    let whole = zip(&[("a.txt", "甲")]);
    for end in [4, 20, whole.len() / 2, whole.len() - 1] {
        assert_eq!(refusal(&whole[..end]), "its archive is broken or cut off", "cut at {end}");
    }
}

/// `bytes` packed, taken out of an archive.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let archive = zip(&[("a", bytes)]);
    let size = u32::from_le_bytes(archive[18..22].try_into().expect("four bytes")) as usize;
    archive[31..31 + size].to_vec()
}
