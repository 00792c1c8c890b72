//! The marks that open list items and numbered titles: bullets, numbers, letters.

/// How an item is marked; items of one list have one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A bullet: which.
    Bullet(char),
    /// `1.`, `1)`, `(1)`.
    Number(char),
    /// `a.`, `a)`, `(a)`.
    Letter(char),
    /// `i)`, `(iv)`.
    Roman(char),
    /// `①`.
    Circled,
    /// `一、`, `（一）`, `가.`: counting characters.
    Han(char),
}

/// A mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The style.
    pub style: Style,
    /// How many bytes it takes, with the white space after it.
    pub len: usize,
}

const BULLETS: &str = "-*+•·●○◦▪▫■□◆◇►▶➢➤✓✔✅‣⁃∙–—→»※〇★☆✦❖";
const COUNTING: &str = "一二三四五六七八九十百〇零甲乙丙丁";
const HANGUL: &str = "가나다라마바사아자차카타파하";

/// The mark at the start of `line`, if there is one and text follows it.
pub fn marker(line: &str) -> Option<Marker> {
    let found = bullet(line).or_else(|| numbered(line))?;
    let rest = line.get(found.len..)?;
    (!rest.trim().is_empty()).then_some(found)
}

fn finish(line: &str, at: usize, style: Style) -> Marker {
    let rest = line.get(at..).unwrap_or("");
    Marker { style, len: at + (rest.len() - rest.trim_start().len()) }
}

fn bullet(line: &str) -> Option<Marker> {
    // Markdown writes `\-` where a dash opens a line that is no item.
    if let Some(plain) = line.strip_prefix('\\') {
        return plain
            .chars()
            .next()
            .filter(char::is_ascii_punctuation)
            .and_then(|_| bullet(plain))
            .map(|m| Marker { len: m.len + 1, ..m });
    }
    let c = line.chars().next()?;
    if !BULLETS.contains(c) {
        return None;
    }
    let after = line.get(c.len_utf8()..)?;
    let next = after.chars().next()?;
    // A dash or a star needs a space: "-5" and "*emphasis*" are no items.
    if next.is_whitespace() || (!"-*+–—→»〇★".contains(c) && next != c) {
        return Some(finish(line, c.len_utf8(), Style::Bullet(c)));
    }
    None
}

fn numbered(line: &str) -> Option<Marker> {
    let mut chars = line.char_indices().peekable();
    let (_, first) = *chars.peek()?;
    if ('\u{2460}'..='\u{24ff}').contains(&first) || ('\u{2776}'..='\u{2793}').contains(&first) {
        return Some(finish(line, first.len_utf8(), Style::Circled));
    }
    let bracket = matches!(first, '(' | '（' | '[' | '【');
    if bracket {
        chars.next();
    }
    let begin = chars.peek()?.0;
    let mut end = begin;
    for (count, (at, c)) in chars.enumerate() {
        let part =
            c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || COUNTING.contains(c) || HANGUL.contains(c);
        if !part || count == 4 {
            break;
        }
        end = at + c.len_utf8();
    }
    let body = line.get(begin..end)?;
    let close = line.get(end..)?.chars().next()?;
    let after = line.get(end + close.len_utf8()..)?;
    let next = after.chars().next()?;
    let closes = matches!(close, ')' | '）' | ']' | '】');
    let dots = matches!(close, '.' | '．' | '、' | '､' | ':' | '：') || close == '\\';
    let kind = class(body)?;
    if bracket {
        return closes.then(|| finish(line, end + close.len_utf8(), styled(kind, '(')));
    }
    if closes {
        return Some(finish(line, end + close.len_utf8(), styled(kind, ')')));
    }
    if !dots || matches!(close, ':' | '：') {
        return None;
    }
    // Markdown writes `1\.` where a number opens a line that is no item.
    let (len, next) = match (close, next) {
        ('\\', '.') => (end + 2, after.chars().nth(1)?),
        ('\\', _) => return None,
        _ => (end + close.len_utf8(), next),
    };
    let spaced = next.is_whitespace() || matches!(close, '、' | '．');
    // "1.我们" is numbered, "1.2" and "A.G." are not.
    let glued = close == '.' && !next.is_ascii() && next.is_alphabetic();
    // One letter and a full stop also opens a name: "J. Smith"; lists begin so too, and win.
    (spaced || glued).then(|| finish(line, len, styled(kind, '.')))
}

#[derive(Clone, Copy)]
enum Class {
    Digits,
    Letter,
    Roman,
    Han,
}

fn styled(class: Class, form: char) -> Style {
    match class {
        Class::Digits => Style::Number(form),
        Class::Letter => Style::Letter(form),
        Class::Roman => Style::Roman(form),
        Class::Han => Style::Han(form),
    }
}

fn class(body: &str) -> Option<Class> {
    let mut chars = body.chars();
    let first = chars.next()?;
    if body.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return (body.chars().count() <= 3).then_some(Class::Digits);
    }
    if body.chars().all(|c| COUNTING.contains(c)) {
        return Some(Class::Han);
    }
    if HANGUL.contains(first) {
        return (chars.next().is_none()).then_some(Class::Han);
    }
    let lower = body.to_ascii_lowercase();
    if lower.len() > 1 || matches!(lower.as_str(), "i" | "v" | "x") {
        return lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x')).then_some(Class::Roman);
    }
    first.is_ascii_alphabetic().then_some(Class::Letter)
}

/// Whether the mark at the start of a line is the first of its kind.
pub fn is_first(line: &str) -> bool {
    let mut chars = line.trim_start_matches(['(', '（', '[', '【']).chars();
    let first = matches!(chars.next(), Some('1' | '一' | 'a' | 'A' | 'i' | 'I' | '①' | '가' | '１'));
    first && !chars.next().is_some_and(|c| c.is_ascii_digit() || COUNTING.contains(c))
}

/// The level of a numbered title ("4." is 1, "4.2" is 2), and the bytes of its number.
pub fn section(line: &str) -> Option<(u8, usize)> {
    let line = line.trim_start();
    let mut level = 0u8;
    let mut at = 0;
    let bytes = line.as_bytes();
    let skip = if bytes.first() == Some(&0xc2) && bytes.get(1) == Some(&0xa7) {
        let rest = line.get(2..)?;
        2 + rest.len() - rest.trim_start().len()
    } else {
        0
    };
    at += skip;
    loop {
        let begin = at;
        while at - begin < 3 && bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == begin {
            break;
        }
        level += 1;
        match bytes.get(at) {
            Some(b'.') if level < 5 => at += 1,
            Some(b'\\') if bytes.get(at + 1) == Some(&b'.') && level < 5 => at += 2,
            _ => break,
        }
    }
    if level > 0 {
        let rest = line.get(at..)?;
        let ended = bytes.get(at.wrapping_sub(1)) == Some(&b'.');
        let next = rest.chars().next()?;
        if next.is_whitespace() && (ended || level > 1 || skip > 0) || (ended && !next.is_ascii()) {
            return Some((level, at + rest.len() - rest.trim_start().len()));
        }
        if next == '、' || next == '．' {
            return Some((level, at + next.len_utf8()));
        }
        return None;
    }
    article(line)
}

/// "第3条", "第三章", "一、", "（一）", "제1조", "Art. 3"-like openings of titles in counting scripts.
fn article(line: &str) -> Option<(u8, usize)> {
    let mut chars = line.char_indices();
    let (_, first) = chars.next()?;
    if first == '第' || first == '제' {
        let mut digits = 0;
        for (at, c) in chars {
            if c.is_ascii_digit() || COUNTING.contains(c) || ('０'..='９').contains(&c) {
                digits += 1;
            } else if digits > 0 && digits < 6 && "条條章节節部分款項项조장절항".contains(c) {
                let end = at + c.len_utf8();
                let level = if "章部장".contains(c) { 1 } else { 2 };
                return Some((level, end));
            } else if !c.is_whitespace() {
                return None;
            }
        }
        return None;
    }
    match marker(line)? {
        Marker { style: Style::Han('.'), len } if COUNTING.contains(first) => Some((1, len)),
        Marker { style: Style::Han('('), len } => Some((2, len)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(line: &str) -> Option<&str> {
        marker(line).map(|m| &line[m.len..])
    }

    #[test]
    fn items() {
        for line in [
            "- x",
            "* x",
            "• x",
            "·x",
            "1. x",
            "12) x",
            "(a) x",
            "（一）x",
            "一、x",
            "① x",
            "(iv) x",
            "a) x",
            "E.x是",
            "가. x",
            "1\\. x",
            "\\- x",
        ] {
            let expected = if line == "E.x是" { None } else { Some("x") };
            assert_eq!(rest(line).map(|r| &r[..1]), expected.map(|e: &str| &e[..1]), "{line}");
        }
        assert_eq!(rest("E.出于"), Some("出于"));
    }

    #[test]
    fn no_items() {
        for line in
            ["-5 degrees", "*strong* words", "1.2 apples", "2019 was", "3.14", "word", "-", "", "We. x", "**bold** x"]
        {
            assert_eq!(rest(line), None, "{line}");
        }
    }

    #[test]
    fn sections() {
        assert_eq!(section("4. Title"), Some((1, 3)));
        assert_eq!(section("4.2 Title"), Some((2, 4)));
        assert_eq!(section("4.2. Title"), Some((2, 5)));
        assert_eq!(section("第3条 题").map(|s| s.0), Some(2));
        assert_eq!(section("一、题").map(|s| s.0), Some(1));
        assert_eq!(section("§ 2 Cookies").map(|s| s.0), Some(1));
        assert_eq!(section("12 months"), None);
        assert_eq!(section("Title"), None);
    }
}
