//! Files in every encoding Chinese texts come in, and in some they do not: right, or refused for the
//! true reason.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use pizhu::intake::{FileProblem, ReadOptions, decode};
use proptest::prelude::*;

use super::sandbox::root;

const TRADITIONAL: &str = "市政協舉行專題協商會，圍繞推動人工智慧產業高品質發展提出建議。\n\
    與會委員認為，當前產業鏈上下游銜接不夠緊密，應當統籌規劃算力基礎設施，降低中小企業使用成本。\n\
    「希望有關部門儘快制定實施細則，讓政策真正落到實處。」陳姓委員說。\n\
    教育主管機關回應，將優化課程體系，鼓勵大學與企業聯合培養跨領域人才，並設立專項獎助。\n";
const JAPANESE: &str =
    "市議会は人工知能の活用について協議し、委員から提案が出された。\n企業はデータの公開を求めている。\n";
const KOREAN: &str = "시의회는 인공지능 산업의 발전 방안을 논의하였다. 위원들은 정책 지원을 제안하였다.\n";
const FRENCH: &str =
    "Le conseil a débattu des réponses à donner : où créer les pôles de données ?\nL'été dernier, déjà.\n";
const RUSSIAN: &str = "Городской совет обсудил развитие искусственного интеллекта и предложения депутатов.\n";
const RARE: &str = "𠮷县长䶮先生建议，在龘龘镇建设㼆字型算力中心。委员们认为应当支持。\n";

fn article() -> String {
    std::fs::read_to_string(root().join("tests/data/sample/article.txt")).expect("the sample article")
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} cannot hold the text", encoding.name());
    bytes.into_owned()
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// What must become of a file.
enum Want<'a> {
    /// This text, in this encoding.
    Text(&'a str, &'a str),
    /// Refused, with this in the reason.
    Refused(&'a str),
}
use Want::{Refused, Text};

fn read(bytes: &[u8]) -> Result<(String, String), String> {
    decode(bytes, &ReadOptions::default())
        .map(|decoded| (decoded.text, decoded.encoding))
        .map_err(|problem| problem.to_string())
}

/// Bytes without order, the same in every run.
fn noise(n: usize, mut state: u64) -> Vec<u8> {
    (0..n)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect()
}

#[test]
fn every_file_is_right_or_refused_for_the_true_reason() {
    let article = article();
    let crlf = article.replace('\n', "\r\n");
    let short = "各位委员提出意见建议";
    let (trad_short, mixed_rare) = ("委員會提出八項建議。", format!("{article}{RARE}"));
    let cases: Vec<(&str, Vec<u8>, Want<'_>)> = vec![
        ("article, UTF-8", article.clone().into_bytes(), Text(&article, "UTF-8")),
        ("article, UTF-8 BOM", joined(&[b"\xEF\xBB\xBF", article.as_bytes()]), Text(&article, "UTF-8")),
        ("article, UTF-16LE BOM", joined(&[b"\xFF\xFE", &utf16(&article, false)]), Text(&article, "UTF-16LE")),
        ("article, UTF-16BE BOM", joined(&[b"\xFE\xFF", &utf16(&article, true)]), Text(&article, "UTF-16BE")),
        ("article, UTF-16LE", utf16(&article, false), Text(&article, "UTF-16LE")),
        ("article, UTF-16BE", utf16(&article, true), Text(&article, "UTF-16BE")),
        ("article, GB18030", encoded(&article, GB18030), Text(&article, "GB18030")),
        (
            "article, GB18030 BOM",
            joined(&[b"\x84\x31\x95\x33", &encoded(&article, GB18030)]),
            Text(&article, "GB18030"),
        ),
        ("article, GBK CRLF", encoded(&crlf, GB18030), Text(&crlf, "GB18030")),
        ("article, UTF-16LE CRLF", utf16(&crlf, false), Text(&crlf, "UTF-16LE")),
        ("Traditional, UTF-8", TRADITIONAL.as_bytes().to_vec(), Text(TRADITIONAL, "UTF-8")),
        ("Traditional, Big5", encoded(TRADITIONAL, BIG5), Text(TRADITIONAL, "Big5")),
        ("Traditional, GB18030", encoded(TRADITIONAL, GB18030), Text(TRADITIONAL, "GB18030")),
        ("Traditional, UTF-16LE", utf16(TRADITIONAL, false), Text(TRADITIONAL, "UTF-16LE")),
        ("Traditional, UTF-16BE", utf16(TRADITIONAL, true), Text(TRADITIONAL, "UTF-16BE")),
        ("4-byte characters, GB18030", encoded(RARE, GB18030), Text(RARE, "GB18030")),
        ("article and 4-byte, GB18030", encoded(&mixed_rare, GB18030), Text(&mixed_rare, "GB18030")),
        ("surrogate pairs, UTF-16LE", utf16(RARE, false), Text(RARE, "UTF-16LE")),
        ("10 characters, GBK", encoded(short, GB18030), Text(short, "GB18030")),
        ("10 characters, Big5", encoded(trad_short, BIG5), Text(trad_short, "Big5")),
        ("10 characters, UTF-16LE", utf16(short, false), Text(short, "UTF-16LE")),
        ("10 characters, UTF-16BE", utf16(short, true), Text(short, "UTF-16BE")),
        ("ASCII", b"plain text 2025\n".to_vec(), Text("plain text 2025\n", "UTF-8")),
        ("ASCII, even and short", b"Bush hid the facts".to_vec(), Text("Bush hid the facts", "UTF-8")),
        ("ASCII, UTF-16LE", utf16("plain text 2025\n", false), Text("plain text 2025\n", "UTF-16LE")),
        ("2 characters, GBK", encoded("联通", GB18030), Text("联通", "GB18030")),
        ("one character", b"\xC8\xCB".to_vec(), Refused("cannot be told")),
        (
            "GB18030 with a bad byte",
            joined(&[
                &encoded("甲乙\n", GB18030),
                &encoded(&article, GB18030)[..99],
                b"\xFF\n",
                &encoded(&article, GB18030),
            ]),
            Refused("does not fit"),
        ),
        (
            "UTF-8, then GB18030",
            joined(&[article.as_bytes(), &encoded(&article, GB18030)]),
            Refused("read as UTF-8, byte"),
        ),
        ("GB18030, then UTF-8", joined(&[&encoded(&article, GB18030), b"\n", TRADITIONAL.as_bytes()]), Refused("")),
        ("GB18030, then Big5", joined(&[&encoded(&article, GB18030), b"\n", &encoded(TRADITIONAL, BIG5)]), Refused("")),
        ("Shift_JIS", encoded(JAPANESE, SHIFT_JIS), Refused("may be Shift_JIS")),
        ("EUC-JP", encoded(JAPANESE, EUC_JP), Refused("may be EUC-JP")),
        ("EUC-KR", encoded(KOREAN, EUC_KR), Refused("may be EUC-KR")),
        ("French, Latin-1", encoded(FRENCH, WINDOWS_1252), Refused("may be windows-1252")),
        ("Russian, windows-1251", encoded(RUSSIAN, WINDOWS_1251), Refused("cannot be told")),
        ("noise", noise(4000, 7), Refused("")),
        ("noise of high bytes", noise(4000, 9).iter().map(|byte| byte | 0x80).collect(), Refused("cannot be told")),
        ("CESU-8", joined(&[article.as_bytes(), b"\xED\xA1\x82\xED\xBE\xB7"]), Refused("CESU-8")),
        ("overlong", joined(&[article.as_bytes(), b"\xC0\xAF"]), Refused("overlong")),
        ("UTF-32LE BOM", b"\xFF\xFE\0\0\x32\x75\0\0".to_vec(), Refused("UTF-32")),
        ("UTF-16LE BOM, lone surrogate", b"\xFF\xFEa\0\x00\xD8b\0".to_vec(), Refused("half of a surrogate pair")),
        ("NUL", b"plain text\n\0and more\n".to_vec(), Refused("line 2 holds the control character U+0000 (NUL)")),
        ("NUL in GBK", joined(&[&encoded(short, GB18030), b"\n\0"]), Refused("U+0000")),
    ];
    let mut wrong = Vec::new();
    println!("| file | bytes | becomes |\n|---|---|---|");
    for (name, bytes, want) in cases {
        let got = read(&bytes);
        let told = got.as_ref().map_or_else(|why| format!("refused: {why}"), |(_, encoding)| encoding.clone());
        println!("| {name} | {} | {told} |", bytes.len());
        let as_wanted = match (&want, &got) {
            (Text(text, encoding), Ok((got, named))) => got == text && named == encoding,
            (Refused(why), Err(told)) => told.contains(why),
            _ => false,
        };
        if !as_wanted {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Pieces of `n` characters from all over a text, the same in every run.
fn snippets(text: &str, n: usize, count: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|c| *c != '\n').collect();
    let starts = noise(count * 4, n as u64 + 1);
    starts
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize % (chars.len() - n))
        .map(|start| chars[start..start + n].iter().collect())
        .collect()
}

/// A text in an encoding, if that holds all of it.
type Encode<'a> = Box<dyn Fn(&str) -> Option<Vec<u8>> + 'a>;

/// Right, refused and wrong of pieces in an encoding.
fn tally(pieces: &[String], encode: &dyn Fn(&str) -> Option<Vec<u8>>) -> [usize; 3] {
    let mut tally = [0; 3];
    for piece in pieces.iter().filter(|piece| !piece.is_ascii()) {
        let Some(bytes) = encode(piece) else { continue };
        let at = match decode(&bytes, &ReadOptions::default()) {
            Ok(decoded) if decoded.text == *piece => 0,
            Err(FileProblem::UnknownEncoding { candidates }) => {
                assert!(candidates.len() <= 3, "{piece}: {candidates:?}");
                1
            }
            _ => {
                println!("wrong: {piece} {:?}", read(&bytes));
                2
            }
        };
        tally[at] += 1;
    }
    tally
}

#[test]
fn short_pieces_are_never_read_wrong() {
    // ADR 7 has the figures of 2,000.
    const COUNT: usize = 300;
    let article = article();
    let lossless = |text: &str, encoding: &'static Encoding| {
        let (bytes, _, lost) = encoding.encode(text);
        (!lost).then(|| bytes.into_owned())
    };
    println!("| characters | encoding | right | refused | wrong |\n|---|---|---|---|---|");
    for n in [2, 4, 6, 8, 10, 15, 20] {
        let (simplified, traditional) = (snippets(&article, n, COUNT), snippets(TRADITIONAL, n, COUNT));
        let rows: [(&str, &[String], Encode<'_>); 6] = [
            ("GB18030", &simplified, Box::new(|text| lossless(text, GB18030))),
            ("Big5 (what it can hold)", &simplified, Box::new(|text| lossless(text, BIG5))),
            ("Big5, Traditional", &traditional, Box::new(|text| lossless(text, BIG5))),
            ("GB18030, Traditional", &traditional, Box::new(|text| lossless(text, GB18030))),
            ("UTF-16LE", &simplified, Box::new(|text| Some(utf16(text, false)))),
            ("UTF-16BE", &simplified, Box::new(|text| Some(utf16(text, true)))),
        ];
        for (name, pieces, encode) in rows {
            let [right, refused, wrong] = tally(pieces, &*encode);
            println!("| {n} | {name} | {right} | {refused} | {wrong} |");
            // Four characters of UTF-16 may be eight letters of ASCII, two of GBK one of UTF-8.
            assert!(wrong == 0 || n < 6, "{n} {name}: {wrong} wrong");
            assert!(
                n < 10 || right * 10 >= (right + refused) * 9 || right + refused < 50,
                "{n} {name}: {refused} refused"
            );
        }
    }
}

#[test]
fn a_file_cut_at_any_byte_of_its_last_character_tells_the_bytes() {
    let text = format!("{TRADITIONAL}算力𠮷");
    let mut files = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", utf16(&text, false)),
        ("UTF-16BE", utf16(&text, true)),
        ("GB18030", encoded(&text, GB18030)),
    ];
    for (name, bytes) in &mut files {
        bytes.pop();
        for left in [3, 2, 1] {
            let decoded = decode(bytes, &ReadOptions::default()).unwrap_or_else(|why| panic!("{name} {left}: {why}"));
            assert_eq!(decoded.encoding, *name);
            assert_eq!(decoded.text, text.trim_end_matches('𠮷'), "{name}");
            assert_eq!(decoded.tail, bytes[bytes.len() - left..], "{name}");
            assert!(decoded.losses()[0].contains(&format!("{:02X}", bytes[bytes.len() - 1])), "{:?}", decoded.losses());
            bytes.pop();
        }
    }
    let big5 = encoded(TRADITIONAL.trim_end(), BIG5);
    let decoded = decode(&big5[..big5.len() - 1], &ReadOptions::default()).expect("Big5, cut");
    assert_eq!((decoded.encoding.as_str(), decoded.tail.len()), ("Big5", 1));
    assert!(format!("{}。", decoded.text) == TRADITIONAL.trim_end());
}

#[test]
fn told_the_encoding_every_one_of_them_can_be_read() {
    let told = |bytes: &[u8], label: &str| {
        let options = ReadOptions { encoding: Some(label.to_owned()), ..ReadOptions::default() };
        decode(bytes, &options).map(|decoded| (decoded.text, decoded.encoding)).map_err(|why| why.to_string())
    };
    for (text, encoding, label) in [
        (JAPANESE, SHIFT_JIS, "shift_jis"),
        (JAPANESE, EUC_JP, "EUC-JP"),
        (KOREAN, EUC_KR, "cp949"),
        (FRENCH, WINDOWS_1252, "latin1"),
        (RUSSIAN, WINDOWS_1251, "cp1251"),
        ("甲", GB18030, "gb2312"),
        ("甲", BIG5, "cp950"),
    ] {
        let got = told(&encoded(text, encoding), label).unwrap_or_else(|why| panic!("{label}: {why}"));
        assert_eq!(got.0, text, "{label}");
    }
    assert_eq!(told(b"~{VPND~}", "hz-gb-2312"), Ok(("中文".to_owned(), "HZ-GB-2312".to_owned())));
    assert_eq!(told(b"x", "gb18003").unwrap_err(), "there is no encoding `gb18003`");
    let wrong = told("第一行\n第二行".as_bytes(), "gb18030").unwrap_err();
    assert!(wrong.starts_with("read as GB18030, byte"), "{wrong}");
}

#[test]
fn controls_are_refused_or_taken_out_and_counted() {
    let text = "第一行\u{0}\n第二\u{1B}[1m行\u{86}\n第三行还有好多好多好多好多好多好多好多好多字";
    let refused = decode(text.as_bytes(), &ReadOptions::default()).unwrap_err();
    assert_eq!(refused.to_string(), "line 1 holds the control character U+0000 (NUL)");
    let options = ReadOptions { strip_controls: true, ..ReadOptions::default() };
    let decoded = decode(text.as_bytes(), &options).expect("stripped");
    assert_eq!(decoded.text, "第一行\n第二[1m行\n第三行还有好多好多好多好多好多好多好多好多字");
    assert_eq!(decoded.losses(), ["3 control characters taken out"]);
}

#[test]
fn what_was_lost_before_is_told_and_too_much_of_it_refused() {
    let article = article();
    let some = format!("{article}\u{FFFD}\u{FFFD}\u{FFFD}\u{E123}\u{202E}");
    let decoded = decode(some.as_bytes(), &ReadOptions::default()).expect("a text with three holes");
    assert_eq!(decoded.losses(), ["3 characters lost before it came here (U+FFFD)"]);
    assert_eq!(decoded.notes().len(), 2, "{:?}", decoded.notes());
    let rubbish = article.replace('的', "\u{FFFD}");
    let refused = decode(rubbish.as_bytes(), &ReadOptions::default()).unwrap_err().to_string();
    assert!(refused.contains("U+FFFD: it was decoded wrongly before"), "{refused}");
}

#[test]
fn the_huge_and_the_empty_are_refused_at_once() {
    let begun = std::time::Instant::now();
    let refused = |bytes: &[u8]| decode(bytes, &ReadOptions::default()).unwrap_err().to_string();
    assert!(refused(&vec![b'a'; 100 << 20]).contains("104857600 bytes; at most 67108864"));
    assert!(refused(&vec![b'a'; 2 << 20]).contains("line 1 has 2097152 bytes; at most 1048576"));
    assert_eq!(refused(&vec![b'\n'; 1_000_000]), "it holds no text");
    let lines = format!("{}甲", "\n".repeat(1_000_000));
    assert!(decode(lines.as_bytes(), &ReadOptions::default()).is_ok());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// Bytes that may be a text: pieces in several encodings, and any others.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => "[的是发展建议人工智能政策，。\n]{1,12}".prop_map(|text| GB18030.encode(&text).0.into_owned()),
        2 => "[的是發展建議人工智慧政策，。\n]{1,12}".prop_map(|text| BIG5.encode(&text).0.into_owned()),
        2 => "[的是发展建议人工智能政策，。\n\u{FFFD}]{1,12}".prop_map(String::into_bytes),
        1 => "[的是发展建议人工智能政策，。\n]{1,12}".prop_map(|text| utf16(&text, false)),
        1 => prop::collection::vec(any::<u8>(), 0..8),
        1 => prop::sample::select(vec![&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF", b"\x84\x31\xA4\x37", b"~{", b"ok\r\n"])
            .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The bytes of a text in the encoding it was stored with, and whether some of it has none there.
fn again(text: &str, encoding: &str) -> (Vec<u8>, bool) {
    match encoding {
        "UTF-16LE" => (utf16(text, false), false),
        "UTF-16BE" => (utf16(text, true), false),
        _ => {
            let encoding = Encoding::for_label(encoding.as_bytes()).expect("a name that is known");
            let (bytes, _, lost) = encoding.encode(text);
            (bytes.into_owned(), lost)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_decoded_is_what_was_there(
        bytes in bytes(),
        label in prop::option::of(prop::sample::select(vec!["gb18030", "big5", "utf-8", "utf-16", "utf-16be"])),
    ) {
        let options = ReadOptions { encoding: label.map(str::to_owned), ..ReadOptions::default() };
        if let Ok(decoded) = decode(&bytes, &options) {
            let marks: &[&[u8]] = &[b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\x84\x31\x95\x33"];
            let body = &bytes[..bytes.len() - decoded.tail.len()];
            let (again, lost) = again(&decoded.text, &decoded.encoding);
            let same = |body: &[u8]| {
                // The Web's standard reads a few sequences that it never writes: 0x80 for the euro sign,
                // 0xA3A0 for a blank, the rows of Hong Kong in Big5. Their meaning must come back, or the
                // encoder must say that it has no sequence.
                body == again || lost || decode_again(&again, &decoded.encoding) == decoded.text
            };
            let legacy = matches!(decoded.encoding.as_str(), "GB18030" | "Big5");
            let same = |body: &[u8]| if legacy { same(body) } else { body == again };
            let bare = marks.iter().find_map(|mark| body.strip_prefix(*mark));
            prop_assert!(same(body) || bare.is_some_and(same), "{:?} {bytes:02X?}", decoded);
            // None of them writes U+FFFD but by its own sequence.
            let own: &[u8] = match decoded.encoding.as_str() {
                "UTF-8" => b"\xEF\xBF\xBD",
                "UTF-16LE" => b"\xFD\xFF",
                "UTF-16BE" => b"\xFF\xFD",
                _ => b"\x84\x31\xA4\x37",
            };
            let there = bytes.windows(own.len()).filter(|window| *window == own).count();
            let found = decoded.text.matches('\u{FFFD}').count();
            prop_assert!(found <= there);
        }
    }
}

fn decode_again(bytes: &[u8], encoding: &str) -> String {
    Encoding::for_label(encoding.as_bytes())
        .expect("a name that is known")
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}
