//! Family names, to know the name of an author from other short lines.

use super::form::is_ideograph;

/// The commonest family names of one character, as written in both scripts: nineteen people in twenty.
const ONE: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾萧蕭肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯康易乔喬赖賴文庞龐樊兰蘭殷施洪翟安颜顏倪牛温溫芦季俞章鲁魯葛伍申尤毕畢聂聶柴焦柳邢岳齐齊沿梅庄莊辛管祝左涂谷祁时時舒耿牟卜路詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景单單包司柏宁寧柯阮桂闵閔解强柴华華车車冉房边邊辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬鄔臧畅暢宫宮来來嵺苟全褚廉简簡娄婁盖蓋符奚木穆党黨燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟遲宇敖糜鄢冷卓花仇艾蓝藍都巩鞏稽井练練仲乐樂虞卞封竺冼";

/// Family names of two characters.
const TWO: [&str; 12] =
    ["欧阳", "歐陽", "上官", "司马", "司馬", "诸葛", "諸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟"];

/// Whether the text reads like the full name of a person: a family name and one or two characters more.
pub(super) fn is_full_name(text: &str) -> bool {
    if !text.chars().all(is_ideograph) {
        return false;
    }
    match text.chars().take(5).count() {
        2 | 3 => text.chars().next().is_some_and(|c| ONE.contains(c)),
        4 => TWO.iter().any(|name| text.starts_with(name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_short_words() {
        for name in ["周岚", "何立新", "歐陽修文", "陳七"] {
            assert!(is_full_name(name), "{name}");
        }
        for word in ["报告", "手记", "火气", "从市教", "周", "李AB", "张三李四"] {
            assert!(!is_full_name(word), "{word}");
        }
    }
}
