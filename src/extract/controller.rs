//! Who is responsible: the controller (Art. 4(7) GDPR), 个人信息处理者 (Art. 73 PIPL).

use super::passage::Passage;
use crate::{
    document::{BlockKind, Document},
    lexicon::{Concept, Hit, Strength, pattern::spaceless},
    taxonomy::{Actor, Label},
};
use std::collections::HashSet;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// The controller's name, from the surest sign to the weakest: "X (“we”)", "the
/// controller is X", a name with a legal form, the copyright line, the title.
pub fn name(passages: &[Passage], document: &Document) -> Option<String> {
    let text = Text::of(document);
    let find = |label: Label, boilerplate: bool, read: fn(&Passage, &Hit) -> Option<String>| {
        passages.iter().filter(|p| boilerplate || !p.boilerplate).find_map(|p| {
            p.hits
                .iter()
                .filter(|h| h.concept == Concept::Label(label) && h.strength == Strength::Strong)
                .find_map(|h| read(p, h).filter(|name| text.sound(p, name)))
        })
    };
    find(Label::Alias, false, before_alias)
        .or_else(|| find(Label::Controller, false, |p, h| after_label(p, h).or_else(|| before_label(p, h))))
        .or_else(|| find(Label::FormBefore, false, begun_by_form))
        .or_else(|| find(Label::LegalForm, false, with_form))
        .or_else(|| find(Label::Copyright, true, after_label))
        .or_else(|| titled(passages, document, &text))
}

/// "Example B.V. (hereinafter “we”)": the name before the bracket or the cue.
///
/// Anything can be given a short name; the controller is the one that is called "we", or
/// has a legal form.
fn before_alias(passage: &Passage, alias: &Hit) -> Option<String> {
    const NEAR: usize = 60;
    let from = after_cue(passage, alias.start);
    let ours =
        passage.actors().any(|(a, h)| a == Actor::Controller && h.end > alias.start && h.start <= alias.end + NEAR);
    let form = passage
        .hits
        .iter()
        .filter(|h| h.concept == Concept::Label(Label::LegalForm) && h.start >= from && h.end <= alias.start)
        .max_by_key(|h| h.end);
    if !ours && form.is_none() {
        return None;
    }
    // "Example B.V., High Street 1, Town (“we”)": the name ends at its legal form.
    let address =
        |h: &&Hit| passage.text.get(h.end..alias.start).is_some_and(|t| t.trim_start().starts_with([',', '(']));
    if let Some(name) = form.filter(address).and_then(|h| with_form(passage, h)) {
        return Some(name);
    }
    let head = passage.text.get(from..alias.start)?;
    let head = without_aside(head);
    let head = head.trim_end_matches([' ', '(', '\u{ff08}', ',', '\u{ff0c}', '"', '\u{201c}']);
    last_name(head)
}

/// "Example (with its brands A and B) (“we”)": the name stands before the aside.
fn without_aside(head: &str) -> &str {
    let end = head.trim_end_matches([' ', '(', '\u{ff08}', ',', '\u{ff0c}', '"', '\u{201c}']);
    if !end.ends_with([')', '\u{ff09}']) {
        return head;
    }
    end.rfind(['(', '\u{ff08}']).and_then(|at| end.get(..at)).unwrap_or(head)
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
    // "© 2012 Example. All rights reserved": the name ends where the next label begins.
    let next = passage.hits.iter().find(|h| h.concept == label.concept && h.start >= label.end);
    let tail = passage.text.get(label.end..next.map_or(passage.end, |h| h.start))?;
    let tail = tail.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '\u{ff1a}' | '"' | '*' | '\u{a9}' | '-' | ',')
            || c.is_ascii_digit()
            || c == '\u{2013}'
    });
    first_name(tail)
}

/// "Example B.V. is responsible for …": the name right before the label.
fn before_label(passage: &Passage, label: &Hit) -> Option<String> {
    let head = passage.text.get(passage.start..label.start)?.trim_end();
    let adjoins = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '"' | '\u{201d}'));
    if adjoins && !head.chars().next_back().is_some_and(spaceless) { last_name(head) } else { None }
}

/// A name that ends in a legal form: "Example B.V.", 例子科技有限公司.
fn with_form(passage: &Passage, form: &Hit) -> Option<String> {
    let head = passage.text.get(after_cue(passage, form.start)..form.end)?;
    let name = last_name(head)?;
    let form = passage.text.get(form.start..form.end).filter(|f| capital(f))?;
    (name.chars().count() > form.chars().count() + 1).then_some(name)
}

/// How many blocks may stand before one that a legal form in front of a name makes the controller's.
const HEAD: usize = 6;

/// A name that begins with a legal form, at the head of the text: "Stichting Leesvuur".
fn begun_by_form(passage: &Passage, form: &Hit) -> Option<String> {
    let tail = passage.text.get(form.start..passage.end).filter(|_| passage.block < HEAD)?;
    let name = first_name(tail)?;
    (name.split_whitespace().count() > 1).then_some(name)
}

/// Whether a legal form is written as one: "AS" is, "as" is a word.
fn capital(form: &str) -> bool {
    form.chars().any(|c| c.is_uppercase() || spaceless(c)) || form.contains('.')
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
    // In a text without spaces a name of another script begins where that script does.
    let head = head.rsplit(|c: char| spaceless(c) || matches!(c, '\u{ff0c}')).next().unwrap_or(head);
    let head = if head.contains(' ') { head } else { head.rsplit(',').next().unwrap_or(head) };
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

/// What tells a name from other words: how the text itself writes them.
struct Text<'d> {
    /// The words that the text writes in lower case.
    lower: HashSet<&'d str>,
    /// The title and the first heading, in lower case.
    title: String,
}

impl<'d> Text<'d> {
    fn of(document: &'d Document) -> Self {
        // Addresses write every name small.
        let tokens = document.blocks.iter().flat_map(|b| b.text.split_whitespace());
        let lower = tokens
            .map(|t| t.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|t| t.chars().next().is_some_and(char::is_lowercase) && !t.contains(['.', '@', '/', ':']))
            .collect();
        let heading = document.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)));
        let title = document.title.iter().chain(heading.map(|b| &b.text)).map(|t| t.to_lowercase()).collect();
        Self { lower, title }
    }

    /// Whether what was taken for a name is one, and of the one who speaks: no phrase that
    /// stands with capitals in a heading ("Your Choices"), no recipient of the data.
    fn sound(&self, passage: &Passage, name: &str) -> bool {
        let Some(start) = passage.text.find(name) else { return false };
        let end = start + name.len();
        let inside = |h: &&Hit| h.start < end && start < h.end;
        let titled = name.split_whitespace().next().is_some_and(|w| self.title.contains(&w.to_lowercase()));
        if passage.hits.iter().filter(inside).any(|h| matches!(h.concept, Concept::Recipient(_))) && !titled {
            return false;
        }
        if name.chars().any(spaceless) {
            // Without capitals only a legal form or the title tells where a name ends.
            let formed = passage.hits.iter().any(|h| h.concept == Concept::Label(Label::LegalForm) && h.end == end);
            return formed || self.title.contains(name);
        }
        let words: Vec<String> =
            name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1).map(str::to_lowercase).collect();
        let common = |w: &String| self.lower.contains(w.as_str()) || w.chars().all(|c| c.is_ascii_digit());
        let function = |w: Option<&String>| w.is_some_and(|w| passage.lang.data().words.contains(&w.as_str()));
        // "Van Dalen Bouw N.V.": a legal form makes a name of any word.
        let formed = passage.hits.iter().any(|h| h.concept == Concept::Label(Label::LegalForm) && h.end == end);
        !words.iter().all(common) && (formed || !function(words.first()) && !function(words.last()))
    }
}

/// A name without what clings to it: quotes, a bracket that opens or closes alone, a
/// genitive, the full stop of a sentence (but not that of "Inc." or "B.V.").
fn checked(name: &str) -> Option<String> {
    const CLINGS: [char; 11] = ['"', '\u{201c}', '\u{201d}', '(', ',', ';', ':', '*', '_', '\u{ff08}', ' '];
    let count = |marks: [char; 2]| name.chars().filter(|c| marks.contains(c)).count();
    let open = count(['(', '\u{ff08}']) > count([')', '\u{ff09}']);
    let alone = name.rfind(['(', '\u{ff08}']).filter(|_| open);
    let name = name.get(..alone.unwrap_or(name.len()))?;
    let closed = !name.contains(['(', '\u{ff08}']);
    let clings = |c: char| CLINGS.contains(&c) || closed && matches!(c, ')' | '\u{ff09}');
    let name = name.trim_matches(clings).trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let last = name.rsplit(' ').next().unwrap_or(name);
    let stop = last.len() > 4 && last.ends_with('.') && !last.trim_end_matches('.').contains('.');
    let name = if stop { name.trim_end_matches('.') } else { name };
    let length = name.chars().count();
    ((2..=LONGEST_NAME).contains(&length)
        && !name.contains("{{")
        && !name.contains(": ")
        && name.chars().any(char::is_alphabetic))
    .then(|| name.to_string())
}

/// "Example Privacy Policy": what stands before the policy's name in the title.
fn titled(passages: &[Passage], document: &Document, text: &Text) -> Option<String> {
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
            return last_name(before).filter(|name| text.sound(p, name));
        }
        let after = p.text.get(page.end..p.end)?.trim_start_matches(|c: char| !c.is_alphanumeric());
        first_name(after).filter(|name| text.sound(p, name))
    })
}
