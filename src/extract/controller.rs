//! Who is responsible: the controller (Art. 4(7) GDPR), 个人信息处理者 (Art. 73 PIPL).

use super::passage::Passage;
use crate::{
    document::{BlockKind, Document},
    lexicon::{Concept, Hit, Strength, pattern::spaceless},
    taxonomy::Label,
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// The controller's name, from the surest sign to the weakest: "X (“we”)", "the
/// controller is X", a name with a legal form, the copyright line.
pub fn name(passages: &[Passage], document: &Document) -> Option<String> {
    let body = || passages.iter().filter(|p| !p.boilerplate);
    let by = |label: Label, read: fn(&Passage, &Hit) -> Option<String>| {
        body().find_map(|p| {
            p.hits
                .iter()
                .filter(|h| h.concept == Concept::Label(label) && h.strength == Strength::Strong)
                .find_map(|h| read(p, h))
        })
    };
    by(Label::Alias, before_alias)
        .or_else(|| by(Label::Controller, after_label))
        .or_else(|| by(Label::LegalForm, with_form))
        .or_else(|| {
            passages.iter().find_map(|p| {
                p.hits.iter().filter(|h| h.concept == Concept::Label(Label::Copyright)).find_map(|h| after_label(p, h))
            })
        })
        .or_else(|| titled(passages, document))
}

/// "Example B.V. (hereinafter “we”)": the name before the bracket or the cue.
fn before_alias(passage: &Passage, alias: &Hit) -> Option<String> {
    let head = passage.text.get(after_cue(passage, alias.start)..alias.start)?;
    let head = head.trim_end_matches([' ', '(', '\u{ff08}', ',', '\u{ff0c}', '"', '\u{201c}']);
    last_name(head)
}

/// Where a name that ends at a place can begin at the earliest: after the last
/// word that leads to the controller ("operated by …"), weak ones included, since
/// a script without spaces has no other sign of it.
fn after_cue(passage: &Passage, end: usize) -> usize {
    let cues = passage.hits.iter().filter(|h| h.concept == Concept::Label(Label::Controller) && h.end <= end);
    cues.map(|h| h.end).max().unwrap_or(passage.start)
}

/// "The controller is Example B.V., …": the name after the label.
fn after_label(passage: &Passage, label: &Hit) -> Option<String> {
    let tail = passage.text.get(label.end..passage.end)?;
    let tail = tail.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '\u{ff1a}' | '"' | '*' | '\u{a9}' | '-' | ',')
            || c.is_ascii_digit()
            || c == '\u{2013}'
    });
    first_name(tail)
}

/// A name that ends in a legal form: "Example B.V.", 例子科技有限公司.
fn with_form(passage: &Passage, form: &Hit) -> Option<String> {
    let head = passage.text.get(after_cue(passage, form.start)..form.end)?;
    let name = last_name(head)?;
    let form = passage.text.get(form.start..form.end)?;
    (name.chars().count() > form.chars().count() + 1).then_some(name)
}

/// The run of capitalised words (or of Han characters) at the end of a text.
fn last_name(head: &str) -> Option<String> {
    let last = head.chars().next_back()?;
    if spaceless(last) {
        let start = head
            .char_indices()
            .rev()
            .find(|(_, c)| {
                (!spaceless(*c) || is_mark(*c))
                    && !c.is_alphanumeric()
                    && !matches!(c, '(' | ')' | '\u{ff08}' | '\u{ff09}')
            })
            .map_or(0, |(i, c)| i + c.len_utf8());
        return checked(head.get(start..)?);
    }
    let words: Vec<&str> = head.split_whitespace().collect();
    let mut first = words.len();
    while first > 0 {
        let word = words[first - 1];
        let capital = word
            .trim_start_matches(['(', '"', '\u{201c}'])
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let joins = matches!(word, "&" | "\u{2013}" | "-");
        // A comma before the name ends it, one before a legal form does not.
        let ends = first < words.len()
            && word.ends_with([',', '.', ':', ';'])
            && !(word.ends_with(',') && words[first].len() <= 6);
        if (!capital && !joins) || ends {
            break;
        }
        first -= 1;
    }
    checked(&words.get(first..)?.join(" "))
}

/// The run of capitalised words (or of Han characters) at the start of a text.
fn first_name(tail: &str) -> Option<String> {
    let first = tail.chars().next()?;
    if spaceless(first) {
        let end = tail.char_indices().find(|(_, c)| is_mark(*c) || c.is_whitespace()).map_or(tail.len(), |(i, _)| i);
        return checked(tail.get(..end)?);
    }
    let mut words = Vec::new();
    for word in tail.split_whitespace() {
        let capital =
            word.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_ascii_digit() && !words.is_empty()));
        if !capital && !matches!(word, "&" | "-" | "\u{2013}") {
            break;
        }
        words.push(word);
        if word.ends_with([':', ';'])
            || (word.ends_with(',') && words.len() > 1)
            || word.len() > 3 && word.ends_with('.') && !word.trim_end_matches('.').contains('.')
        {
            break;
        }
        if words.len() >= 7 {
            break;
        }
    }
    checked(&words.join(" "))
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{3000}'
            ..='\u{303f}'
                | '\u{ff0c}'
                | '\u{ff1a}'
                | '\u{ff1b}'
                | ','
                | ';'
                | ':'
                | '('
                | ')'
                | '\u{ff08}'
                | '\u{ff09}'
    )
}

fn checked(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(['"', '\u{201c}', '\u{201d}', '(', ',', ';', ':', '*', '\u{ff08}', ' ']).trim();
    let length = name.chars().count();
    ((2..=LONGEST_NAME).contains(&length) && !name.contains("{{") && name.chars().any(char::is_alphabetic))
        .then(|| name.to_string())
}

/// "Example Privacy Policy": what stands before the policy's name in the title.
fn titled(passages: &[Passage], document: &Document) -> Option<String> {
    passages.iter().find_map(|p| {
        let block = document.blocks.get(p.block)?;
        let heading = matches!(block.kind, BlockKind::Heading(_)) || p.block == 0;
        let page = p.hits.iter().find(|h| matches!(h.concept, Concept::Page(_)))?;
        if !heading || p.boilerplate {
            return None;
        }
        let before =
            p.text.get(p.start..page.start)?.trim_end_matches([' ', '\'', '\u{2019}', 's', '-', '\u{2013}', '|', ':']);
        if !before.is_empty() {
            return last_name(before);
        }
        let after = p.text.get(page.end..p.end)?.trim_start_matches(|c: char| !c.is_alphanumeric());
        first_name(after)
    })
}
