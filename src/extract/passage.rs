//! A sentence with all that is known about it before it is read.

use super::{clause, frame::Frame, subject, target::Target};
use crate::{
    document::{Block, BlockKind, Document},
    lang::Lang,
    lexicon::{Concept, Hit, Strength, hits, pattern::spaceless},
    order,
    taxonomy::{Actor, Category, Cue, Purpose, Recipient, Topic, Verb},
};

use std::cell::OnceCell;

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a heading.
    Heading,
    /// In running text.
    Body,
    /// In a list item, a table row or a short line that stands like one.
    Item,
}

/// A sentence with its hits, clauses, topics and inheritance.
#[derive(Debug)]
pub struct Passage<'d> {
    /// The block.
    pub block: usize,
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The language it is read in.
    pub lang: Lang,
    /// The block's text; offsets of hits are into it.
    pub text: &'d str,
    /// The terms, by place.
    pub hits: Vec<Hit>,
    /// The clauses, in order: byte ranges that cover the sentence.
    pub clauses: Vec<(usize, usize)>,
    /// What is only spoken of, not said: byte ranges of announcements and indirect questions.
    pub reported: Vec<(usize, usize)>,
    /// The topics of the nearest heading that has any.
    pub topics: Vec<Topic>,
    /// Whether the heading denies its topic: "What we do not collect".
    pub topic_denied: bool,
    /// For a cell: the purposes that its row names.
    pub row_purposes: Vec<Purpose>,
    /// Where it stands.
    pub place: Place,
    /// What it inherits.
    pub frame: Frame,
    /// The heading above.
    pub section: Option<usize>,
    /// Whether its block is around the policy, not of it.
    pub boilerplate: bool,
    /// Addresses, numbers and links in it, once they were asked for.
    pub targets: OnceCell<Vec<Target>>,
}

/// How many blocks decide the language of a text without words that tell.
const SAMPLE: usize = 20;

/// Items and short lines up to this many bytes can stand like a list item.
const SHORT_LINE: usize = 240;

impl Passage<'_> {
    /// The sentence.
    pub fn sentence(&self) -> &str {
        self.text.get(self.start..self.end).unwrap_or("")
    }
    /// The hits of a cue.
    pub fn cues(&self, cue: Cue) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |h| h.concept == Concept::Cue(cue))
    }
    /// Whether a cue occurs.
    pub fn has(&self, cue: Cue) -> bool {
        self.cues(cue).next().is_some()
    }
    /// Whether a cue occurs strongly.
    pub fn has_strong(&self, cue: Cue) -> bool {
        self.cues(cue).any(|h| h.strength == Strength::Strong)
    }
    /// The verbs that count: a weak one needs a data term in its clause, and none is only spoken of.
    pub fn verbs(&self) -> impl Iterator<Item = (Verb, &Hit)> {
        self.verbs_spoken_of().filter(|(_, h)| !self.is_reported(h.start))
    }
    /// The verbs that count, and those that are only spoken of: what a lead-in passes on.
    pub fn verbs_spoken_of(&self) -> impl Iterator<Item = (Verb, &Hit)> {
        self.hits.iter().filter_map(|h| match h.concept {
            Concept::Verb(v) if h.strength == Strength::Strong || self.data_in_clause(h.start) => Some((v, h)),
            _ => None,
        })
    }
    /// Whether one of the verbs occurs.
    pub fn has_verb(&self, wanted: &[Verb]) -> bool {
        self.verbs().any(|(v, _)| wanted.contains(&v))
    }
    /// Whether a place is only spoken of: "this policy explains how we use it".
    pub fn is_reported(&self, at: usize) -> bool {
        self.reported.iter().any(|&(start, end)| start <= at && at < end)
    }
    /// How many words, and characters of a script without them, stand between two places;
    /// `None` where the second is not behind the first.
    pub fn apart(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let between = self.text.get(from..to)?;
        Some((between.split_whitespace().count(), between.chars().filter(|c| spaceless(*c)).count()))
    }
    /// The data terms.
    pub fn data(&self) -> impl Iterator<Item = (Category, &Hit)> {
        self.hits.iter().filter_map(|h| match h.concept {
            Concept::Data(c) => Some((c, h)),
            _ => None,
        })
    }
    /// The recipients.
    pub fn recipients(&self) -> impl Iterator<Item = (Recipient, &Hit)> {
        self.hits.iter().filter_map(|h| match h.concept {
            Concept::Recipient(r) => Some((r, h)),
            _ => None,
        })
    }
    /// The actors.
    pub fn actors(&self) -> impl Iterator<Item = (Actor, &Hit)> {
        self.hits.iter().filter_map(|h| match h.concept {
            Concept::Actor(a) => Some((a, h)),
            _ => None,
        })
    }
    /// Whether the section is about a topic.
    pub fn about(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }
    /// The number of the clause around a byte.
    pub fn clause(&self, at: usize) -> usize {
        self.clauses.iter().position(|&(_, end)| at < end).unwrap_or(self.clauses.len().saturating_sub(1))
    }
    fn data_in_clause(&self, at: usize) -> bool {
        let (start, end) = self.clauses.get(self.clause(at)).copied().unwrap_or((self.start, self.end));
        self.data().any(|(_, d)| d.start >= start && d.start < end)
    }
    /// How good a quote it makes: short and in the body is best.
    pub fn rank(&self) -> u32 {
        let long = (self.end - self.start) as u32;
        let place = match self.place {
            Place::Body => 0,
            Place::Item => 40,
            Place::Heading => 400,
        };
        long.max(40) + place
    }
}

/// All sentences of a document, with what they inherit.
pub fn passages(document: &Document) -> Vec<Passage<'_>> {
    let main = main_language(document);
    let topics: Vec<Topics> = document.blocks.iter().map(|b| heading_topics(b, main)).collect();
    let mut out: Vec<Passage> = Vec::new();
    // The frame that a block's last sentence passes on, by block.
    let mut passed: Vec<Frame> = Vec::with_capacity(document.blocks.len());
    for (number, block) in document.blocks.iter().enumerate() {
        let section = block.heading;
        let mut above = if matches!(block.kind, BlockKind::Heading(_)) { None } else { section };
        let mut own_topics = Topics::default();
        // The chain is as long as there are levels; the count guards against a circle.
        for _ in 0..8 {
            let Some(heading) = above else { break };
            own_topics.clone_from(&topics[heading]);
            if !own_topics.topics.is_empty() {
                break;
            }
            above = document.blocks.get(heading).and_then(|b| b.heading).filter(|&h| h < heading);
        }
        let inherited = block.lead_in.filter(|&l| l < number).and_then(|l| passed.get(l)).cloned().unwrap_or_default();
        let mut last = inherited.clone();
        let mut before: Option<Frame> = None;
        let mut data_before = false;
        let mut others = None;
        for sentence in &block.sentences {
            let lang = readable(sentence.lang, block.lang, main);
            let text = block.text.get(sentence.start..sentence.end).unwrap_or("");
            let hits = hits(text, sentence.start, lang);
            let cell = block.cells.iter().find(|c| c.start <= sentence.start && sentence.start < c.end);
            let column =
                cell.and_then(|c| c.header.as_deref()).map(|h| topics_of(h, lang)).filter(|t| !t.topics.is_empty());
            let about = column.as_ref().unwrap_or(&own_topics);
            let mut passage = Passage {
                block: number,
                start: sentence.start,
                end: sentence.end,
                lang,
                text: &block.text,
                clauses: Vec::new(),
                reported: Vec::new(),
                hits,
                topics: about.topics.clone(),
                topic_denied: about.denied,
                row_purposes: Vec::new(),
                place: place(block),
                frame: inherited.clone(),
                section,
                boilerplate: block.boilerplate,
                targets: OnceCell::new(),
            };
            passage.clauses = clause::clauses(&passage);
            passage.reported = clause::reported(&passage);
            passage.frame.data_before = data_before;
            data_before |= passage.data().next().is_some();
            passage.frame.others = others;
            others = subject::others(&passage, 0);
            passage.frame.previous = before.as_ref().map(|f| f.collect.is_some() || f.share.is_some());
            let own = Frame::of(&passage);
            last = own.clone().unwrap_or_else(|| inherited.clone());
            before = own.or(before);
            out.push(passage);
        }
        if block.kind == BlockKind::TableRow {
            share_purposes(out.iter_mut().rev().take_while(|p| p.block == number).collect());
        }
        passed.push(last);
    }
    out
}

/// A row's purposes are those of all its cells.
fn share_purposes(cells: Vec<&mut Passage>) {
    let mut purposes: Vec<Purpose> = cells
        .iter()
        .flat_map(|p| p.hits.iter())
        .filter_map(|h| match h.concept {
            Concept::Purpose(p) => Some(p),
            _ => None,
        })
        .collect();
    order::distinct(&mut purposes);
    for cell in cells {
        cell.row_purposes.clone_from(&purposes);
    }
}

/// The language to read a sentence in: its own if there is a pack, else the
/// block's, else the document's.
fn readable(sentence: Option<Lang>, block: Option<Lang>, main: Lang) -> Lang {
    sentence.or(block).unwrap_or(main)
}

fn main_language(document: &Document) -> Lang {
    let mut weights = std::collections::BTreeMap::<Lang, usize>::new();
    for block in document.blocks.iter().filter(|b| !b.boilerplate) {
        if let Some(lang) = block.lang {
            *weights.entry(lang).or_default() += block.text.len();
        }
    }
    let most = weights.into_iter().max_by_key(|&(_, w)| w).map(|(l, _)| l);
    most.unwrap_or_else(|| most_terms(document))
}

/// Where no word tells the language: the one whose pack knows the most terms.
fn most_terms(document: &Document) -> Lang {
    let text: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).take(SAMPLE).collect();
    let known = |lang: &Lang| text.iter().map(|t| hits(t, 0, *lang).len()).sum::<usize>();
    Lang::all().filter(|l| l.is_read()).max_by_key(|l| (known(l), std::cmp::Reverse(*l))).unwrap_or(Lang(0))
}

/// The topics of a heading.
#[derive(Clone, Debug, Default)]
struct Topics {
    topics: Vec<Topic>,
    denied: bool,
}

fn heading_topics(block: &Block, main: Lang) -> Topics {
    if !matches!(block.kind, BlockKind::Heading(_)) {
        return Topics::default();
    }
    let own = topics_of(&block.text, block.lang.unwrap_or(main));
    // A short heading may be taken for another language than the text around it.
    if own.topics.is_empty() && block.lang.is_some_and(|l| l != main) { topics_of(&block.text, main) } else { own }
}

fn topics_of(text: &str, lang: Lang) -> Topics {
    let hits = hits(text, 0, lang);
    let mut topics: Vec<Topic> = hits
        .iter()
        .filter_map(|h| match h.concept {
            Concept::Topic(t) => Some(t),
            _ => None,
        })
        .collect();
    order::distinct(&mut topics);
    let denied = hits.iter().any(|h| h.concept == Concept::Cue(Cue::Negator) && h.strength == Strength::Strong);
    Topics { topics, denied }
}

fn place(block: &Block) -> Place {
    match block.kind {
        BlockKind::Heading(_) => Place::Heading,
        BlockKind::ListItem(_) | BlockKind::TableRow => Place::Item,
        BlockKind::Paragraph if block.text.len() < SHORT_LINE && block.lead_in.is_some() => Place::Item,
        BlockKind::Paragraph => Place::Body,
    }
}
