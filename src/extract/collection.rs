//! What data is collected, and what is said not to be.

use super::{
    Place, Polarity, Reading, Statement,
    definition::Named,
    no_collection::{in_permission, in_purpose, in_right, on_device, refused, secures},
    passage::Passage,
    polarity,
    subject::{GOVERNING, describes, foreign, nearest, own, passed_on, unowned},
};
use crate::{
    lexicon::{Concept, Hit, Strength},
    order,
    schema::{Condition, Stance},
    taxonomy::{Actor, Category, Cue, Purpose, Recipient, Source, Topic, Verb},
};

/// Reads one passage.
pub fn read(passage: &Passage, named: &[Named], reading: &mut Reading) {
    if passage.place == Place::Heading || refused(passage) {
        return;
    }
    let sources = sources(passage);
    let mut purposes = purposes(passage);
    purposes.extend(passage.row_purposes.iter().copied());
    order::distinct(&mut purposes);
    let mut said: Vec<(Category, Polarity)> = Vec::new();
    for (category, hit) in passage.data() {
        if in_right(passage, hit)
            || in_purpose(passage, hit)
            || in_permission(passage, hit)
            || on_device(passage, category)
        {
            continue;
        }
        let Some((polarity, support)) = governed(passage, hit) else { continue };
        let weak = hit.strength == Strength::Weak && category != Category::PersonalUnspecified;
        let listed = passage.place == Place::Item && passage.frame.collect.is_some() && !passage.frame.use_only;
        let borne = supported(passage, hit, support) || listed && supported(passage, hit, Support::Inherited);
        if weak && (!borne || is_verb(passage, hit))
            || category == Category::PersonalUnspecified && !stated(passage, hit)
        {
            continue;
        }
        if !said.contains(&(category, polarity)) {
            said.push((category, polarity));
        }
    }
    for (category, polarity) in said {
        reading.add(
            passage,
            Statement::Collected { category, polarity, purposes: purposes.clone(), sources: sources.clone() },
        );
    }
    defined(passage, named, reading, &purposes, &sources);
}

/// "We collect Usage Data" collects what the definition of Usage Data names.
fn defined(passage: &Passage, named: &[Named], reading: &mut Reading, purposes: &[Purpose], sources: &[Source]) {
    for &(definition, at) in named {
        let verb = nearest(passage, at, &[Verb::Collect, Verb::Provide, Verb::Process]);
        let Some((_, verb)) = verb else { continue };
        let polarity = polarity::of(passage, verb);
        for &category in &definition.categories {
            reading.found.push(super::Found {
                statement: Statement::Collected {
                    category,
                    polarity,
                    purposes: purposes.to_vec(),
                    sources: sources.to_vec(),
                },
                block: definition.block,
                start: definition.start,
                end: definition.end,
                lang: definition.lang,
                section: passage.section,
                rank: passage.rank() + 200,
            });
        }
    }
}

/// Whether "personal data" with nothing named is said to be collected or used: a verb must
/// say so of it in its own clause, and not only describe it ("the information we collect is
/// stored safely"), nor may the clause be about where it goes or how long it is kept.
fn stated(passage: &Passage, hit: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    let says = |wanted: &[Verb], strong: bool| {
        passage.verbs().any(|(v, h)| {
            wanted.contains(&v)
                && (!strong || h.strength == Strength::Strong)
                && passage.clause(h.start) == clause
                && !describes(passage, h)
        })
    };
    // "Use" alone is said of everything; only a phrase that names what is used counts.
    says(&[Verb::Collect, Verb::Infer], true)
        || says(&[Verb::Process], true)
            && !says(&[Verb::Share, Verb::Sell, Verb::Engage, Verb::Retain, Verb::Delete], true)
}

/// What supports a data term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    /// A verb of collecting or giving in its own clause.
    Verb,
    /// A verb of use or keeping.
    Use,
    /// The lead-in or the heading.
    Inherited,
}

/// The polarity under which a data term is collected, or `None` if nothing says that it is.
fn governed(passage: &Passage, hit: &Hit) -> Option<(Polarity, Support)> {
    if let Some((verb, at)) = nearest(passage, hit.start, GOVERNING) {
        if passed_on(passage, hit) {
            return None;
        }
        let (verb, at) = if foreign(passage, verb, at) { own(passage, at, hit)? } else { (verb, at) };
        if unowned(passage, verb, at, hit) {
            return None;
        }
        // "Your password is stored encrypted" speaks of safety, not of what is asked for.
        let asks = matches!(verb, Verb::Collect | Verb::Provide) && at.strength == Strength::Strong;
        if !asks && secures(passage) {
            return None;
        }
        // "We use it on your device without collecting or storing it": it never comes to us.
        let kept_out = passage.verbs().any(|(v, h)| {
            matches!(v, Verb::Collect | Verb::Retain) && h.start > at.start && polarity::negated(passage, h)
        });
        if verb == Verb::Process && kept_out {
            return None;
        }
        let polarity = polarity::of(passage, at);
        // "We do not use it for…" denies a use, and "we do not accept requests by phone" nothing.
        let denies = verb == Verb::Collect && at.strength == Strength::Strong;
        if polarity.is_no() && !denies {
            return None;
        }
        let support = match verb {
            Verb::Collect | Verb::Provide | Verb::Infer => Support::Verb,
            _ => Support::Use,
        };
        let polarity = if polarity.condition == Some(Condition::LegalRequest) { Polarity::YES } else { polarity };
        // "…, but not your date of birth": the verb is in the clause before, the denial here.
        if polarity.stance == Stance::Yes && elliptic_denial(passage, hit, at) {
            return Some((Polarity::NO, support));
        }
        return Some((polarity, support));
    }
    if let Some(polarity) = passage.frame.collect {
        // "We collect: … health data, only with your consent": the item names its own condition.
        let clause = passage.clause(hit.start);
        let asked = passage.cues(Cue::Consent).any(|c| passage.clause(c.start).abs_diff(clause) <= 1);
        let polarity = if polarity == Polarity::YES && asked { Polarity::when(Condition::Consent) } else { polarity };
        let used = passage.frame.use_only;
        return Some((polarity, if used { Support::Use } else { Support::Inherited }));
    }
    let shares = passage.has_verb(&[Verb::Share, Verb::Sell]);
    let item = passage.place == Place::Item || fragment(passage, hit);
    let listed = item && (passage.about(Topic::Collection) || passage.about(Topic::DataColumn));
    if listed && !shares {
        let polarity = if passage.topic_denied { Polarity::NO } else { Polarity::YES };
        return Some((polarity, Support::Inherited));
    }
    // "This information includes…" after a sentence that collects, or in a section on collection.
    let includes = passage.verbs().any(|(v, h)| {
        v == Verb::Include && embraces(h, hit) && (h.strength == Strength::Strong || passage.place == Place::Item)
    });
    let context =
        passage.frame.previous == Some(true) || passage.about(Topic::Collection) || passage.about(Topic::Cookies);
    let generic = passage.data().any(|(c, h)| c == Category::PersonalUnspecified && h.end <= hit.start);
    if includes && !shares && (context || generic) && !passage.is_reported(hit.start) {
        return Some((Polarity::YES, Support::Inherited));
    }
    None
}

/// Whether a sentence in running text is none, but a list of data: "Name, e-mail address and password."
fn fragment(passage: &Passage, hit: &Hit) -> bool {
    const OPENS: usize = 4;
    let verbless = !passage.verbs().any(|(v, _)| v != Verb::Include);
    let opens = passage.data().any(|(_, d)| d.start <= passage.start + OPENS && d.start <= hit.start);
    verbless && opens && passage.place == Place::Body
}

/// Whether the term's own clause has a negator before it and no verb of its own.
fn elliptic_denial(passage: &Passage, hit: &Hit, verb: &Hit) -> bool {
    let clause = passage.clause(hit.start);
    passage.clause(verb.start) != clause
        && passage.cues(Cue::Negator).any(|n| n.end <= hit.start && passage.clause(n.start) == clause)
}

/// Whether the context supports a weak data term.
fn supported(passage: &Passage, hit: &Hit, support: Support) -> bool {
    let clause = passage.clause(hit.start);
    let named = |c: Category, h: &Hit| c != Category::PersonalUnspecified && h.start != hit.start;
    let others = passage.data().filter(|(c, h)| named(*c, h) && passage.clause(h.start).abs_diff(clause) <= 1).count();
    let strong = passage
        .data()
        .any(|(c, h)| named(c, h) && h.strength == Strength::Strong && passage.clause(h.start).abs_diff(clause) <= 1);
    let sensitive = matches!(hit.concept, Concept::Data(c) if c.id().starts_with("sensitive."));
    if sensitive {
        // A word alone is too little for sensitive data ("voice", "face"): it needs its like beside
        // it, or to be just what is collected. A row of a table may be called "Voice".
        let word = |h: &Hit| passage.text.get(h.start..h.end);
        let like = passage.data().any(|(c, h)| c.id().starts_with("sensitive.") && named(c, h) && word(h) != word(hit));
        return like || (support == Support::Verb && direct_object(passage, hit));
    }
    let included = passage.verbs().any(|(v, h)| v == Verb::Include && embraces(h, hit));
    match support {
        Support::Inherited => true,
        Support::Verb => (included && others > 0) || strong || direct_object(passage, hit),
        Support::Use => (included && others > 0) || (strong && others > 1),
    }
}

/// Whether a weak term is the verb of its sentence: "we use your address" speaks of no usage.
/// In an item of a list it is a noun.
fn is_verb(passage: &Passage, hit: &Hit) -> bool {
    let verb = |h: &Hit| matches!(h.concept, Concept::Verb(_)) && h.start == hit.start && hit.end <= h.end;
    // "Use your" has its object with it, wherever it stands.
    passage.hits.iter().any(|h| verb(h) && (passage.place == Place::Body || hit.end < h.end))
}

/// Whether a term is among what a verb of including names: behind it, or between its parts,
/// as in "this may your address and your age include".
fn embraces(include: &Hit, hit: &Hit) -> bool {
    include.end <= hit.start || (include.gapped && include.start < hit.start)
}

/// Whether a term stands straight after a verb of collecting: "we collect photos".
fn direct_object(passage: &Passage, hit: &Hit) -> bool {
    passage.verbs().any(|(v, h)| {
        matches!(v, Verb::Collect | Verb::Provide)
            && passage.apart(h.end, hit.start).is_some_and(|(words, characters)| words <= 2 && characters <= 6)
    })
}

fn sources(passage: &Passage) -> Vec<Source> {
    let mut out = Vec::new();
    if passage.has_verb(&[Verb::Provide]) {
        out.push(Source::Given);
    }
    if passage.has(Cue::Automatic) {
        out.push(Source::Automatic);
    }
    if passage.has_verb(&[Verb::Infer]) {
        out.push(Source::Inferred);
    }
    let third = passage.actors().any(|(a, h)| a == Actor::ThirdParty && h.strength == Strength::Strong)
        || passage
            .recipients()
            .any(|(r, _)| matches!(r, Recipient::ThirdParties | Recipient::SocialNetworks | Recipient::DataBrokers));
    let collects = passage.verbs().any(|(v, h)| v == Verb::Collect && h.strength == Strength::Strong);
    if third && collects && !passage.has_verb(&[Verb::Share]) {
        out.push(Source::ThirdParty);
    }
    out
}

/// The purposes that a passage names.
pub fn purposes(passage: &Passage) -> Vec<Purpose> {
    let mut out: Vec<Purpose> = passage
        .hits
        .iter()
        .filter_map(|h| match h.concept {
            Concept::Purpose(p) if h.strength == Strength::Strong || passage.has(Cue::PurposeClause) => Some(p),
            _ => None,
        })
        .collect();
    order::distinct(&mut out);
    out
}
