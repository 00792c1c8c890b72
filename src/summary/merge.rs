//! Many statements of one thing -> one finding, with its conflicts named.

use super::evidence::Quotes;
use crate::{
    extract::{Found, Polarity, Reading, Statement, practice},
    order,
    schema::{Collected, Condition, Kept, PracticeFound, Sale, Sharing, Stance},
    taxonomy::{Category, Practice, Recipient},
};

/// Statements of a kind, by a key, in the order of first occurrence.
fn grouped<'r, K: PartialEq, T>(
    reading: &'r Reading,
    pick: impl Fn(&'r Statement) -> Option<(K, T)>,
) -> Vec<(K, Vec<(&'r Found, T)>)> {
    let mut out: Vec<(K, Vec<(&Found, T)>)> = Vec::new();
    for found in reading.found.iter().chain(&reading.inherited) {
        let Some((key, value)) = pick(&found.statement) else { continue };
        match out.iter_mut().find(|(k, _)| *k == key) {
            Some((_, list)) => list.push((found, value)),
            None => out.push((key, vec![(found, value)])),
        }
    }
    out
}

/// The quotes for a stance: the places that say it, then, where all are asked for, those
/// that say otherwise; both sides of a conflict stay to be seen.
fn cite<T>(quotes: &mut Quotes, list: &[(&Found, T)], says: impl Fn(&T) -> bool) -> Vec<usize> {
    let places = |bearing: bool| list.iter().filter(|(_, v)| says(v) == bearing).map(|(f, _)| *f).collect::<Vec<_>>();
    let mut out = quotes.cite(&places(true));
    if out.is_empty() || quotes.all() {
        for id in quotes.cite(&places(false)) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}

/// The categories.
pub fn collected(reading: &Reading, quotes: &mut Quotes) -> Vec<Collected> {
    let groups = grouped(reading, |s| match s {
        Statement::Collected { category, polarity, purposes, sources } => {
            Some((*category, (*polarity, purposes, sources)))
        }
        _ => None,
    });
    // With something named, "personal data" says nothing more; its denial ("no special personal
    // data") would contradict.
    let named =
        groups.iter().any(|(c, list)| *c != Category::PersonalUnspecified && list.iter().any(|(_, v)| !v.0.is_no()));
    let mut out: Vec<Collected> = groups
        .into_iter()
        .filter_map(|(category, mut list)| {
            if named && category == Category::PersonalUnspecified {
                list.retain(|(_, v)| !v.0.is_no());
            }
            (!list.is_empty()).then_some((category, list))
        })
        .map(|(category, list)| {
            let polarity = headline(list.iter().map(|(_, v)| v.0));
            let evidence = cite(quotes, &list, |v| v.0.stance == polarity.stance);
            let mut purposes: Vec<_> =
                list.iter().filter(|(_, v)| !v.0.is_no()).flat_map(|(_, v)| v.1.iter().copied()).collect();
            order::distinct(&mut purposes);
            let mut sources: Vec<_> =
                list.iter().filter(|(_, v)| !v.0.is_no()).flat_map(|(_, v)| v.2.iter().copied()).collect();
            order::distinct(&mut sources);
            Collected { category, stance: polarity.stance, condition: polarity.condition, purposes, sources, evidence }
        })
        .collect();
    order::by_key(&mut out, |c| c.category);
    out
}

/// One answer of many: yes where any place says yes, a condition where only
/// conditions are named, "yes" and "no" together never silently one of them.
fn headline(all: impl Iterator<Item = Polarity>) -> Polarity {
    let (mut yes, mut no, mut condition) = (false, false, None);
    for polarity in all {
        match polarity.stance {
            Stance::Yes => yes = true,
            Stance::No => no = true,
            Stance::Conditional => condition = condition.or(polarity.condition),
            Stance::NotStated => {}
        }
    }
    match (yes, no, condition) {
        (true, false, _) => Polarity::YES,
        (_, true, None) if yes => Polarity::when(Condition::Exception),
        (false, true, None) => Polarity::NO,
        (_, _, Some(condition)) => Polarity::when(condition),
        _ => Polarity::YES,
    }
}

/// The recipients.
pub fn sharing(reading: &Reading, quotes: &mut Quotes) -> Vec<Sharing> {
    let groups = grouped(reading, |s| match s {
        Statement::Shared { recipient, polarity } => Some((*recipient, *polarity)),
        _ => None,
    });
    let mut out: Vec<Sharing> = groups
        .into_iter()
        .map(|(recipient, list)| {
            let polarity = if recipient == Recipient::ThirdParties {
                general(&list)
            } else {
                headline(list.iter().map(|(_, p)| *p))
            };
            let evidence = cite(quotes, &list, |p| p.stance == polarity.stance);
            Sharing { recipient, stance: polarity.stance, condition: polarity.condition, evidence }
        })
        .collect();
    order::by_key(&mut out, |s| s.recipient);
    out
}

/// "Third parties" in general: a condition anywhere bounds them all; a denial
/// beside named recipients is a denial with exceptions.
fn general(list: &[(&Found, Polarity)]) -> Polarity {
    let exception = list.iter().find(|(_, p)| p.condition == Some(Condition::Exception));
    let condition = exception.or_else(|| list.iter().find(|(_, p)| p.condition == Some(Condition::Consent)));
    match condition {
        Some((_, p)) => *p,
        None => headline(list.iter().map(|(_, p)| *p)),
    }
}

/// The sale headline.
pub fn sale(reading: &Reading, quotes: &mut Quotes) -> Sale {
    let list: Vec<(&Found, Polarity)> = reading
        .found
        .iter()
        .filter_map(|f| match &f.statement {
            Statement::Sold { polarity } => Some((f, *polarity)),
            _ => None,
        })
        .collect();
    if list.is_empty() {
        return Sale { stance: Stance::NotStated, condition: None, evidence: Vec::new() };
    }
    let consent = list.iter().find(|(_, p)| p.condition == Some(Condition::Consent)).map(|(_, p)| *p);
    let polarity = consent.unwrap_or_else(|| headline(list.iter().map(|(_, p)| *p)));
    let places: Vec<&Found> = list.iter().map(|(f, _)| *f).collect();
    let mut evidence = cite(quotes, &list, |p| p.stance == polarity.stance);
    // Where places disagree, the reader sees both sides.
    for id in quotes.cite(&places) {
        if !evidence.contains(&id) {
            evidence.push(id);
        }
    }
    Sale { stance: polarity.stance, condition: polarity.condition, evidence }
}

/// The retention periods: one finding for each basis and period.
pub fn retention(reading: &Reading, quotes: &mut Quotes) -> Vec<Kept> {
    let groups = grouped(reading, |s| match s {
        Statement::Kept { basis, period, bound, subject, .. } => Some(((*basis, period.clone()), (*bound, subject))),
        _ => None,
    });
    let mut out: Vec<Kept> = groups
        .into_iter()
        .map(|((basis, period), list)| Kept {
            subject: list.iter().find_map(|(_, (_, s))| (*s).clone()),
            basis,
            period,
            bound: list.iter().find_map(|(_, (b, _))| *b),
            evidence: quotes.cite(&list.iter().map(|(f, _)| *f).collect::<Vec<_>>()),
        })
        .collect();
    order::by(&mut out, |a, b| (a.basis, &a.period).cmp(&(b.basis, &b.period)));
    out
}

/// The practices.
pub fn practices(reading: &Reading, quotes: &mut Quotes) -> Vec<PracticeFound> {
    let groups = grouped(reading, |s| match s {
        Statement::Practised { practice, stance, detail } => Some((*practice, (*stance, detail))),
        _ => None,
    });
    let mut out: Vec<PracticeFound> = groups
        .into_iter()
        .map(|(practice, list)| {
            let any = |s: Stance| list.iter().any(|(_, (x, _))| *x == s);
            let stance = match (any(Stance::Yes), any(Stance::No), any(Stance::Conditional)) {
                // For children the denial is the statement: a sentence that only names them adds
                // nothing. Nor do others who honour a signal that the controller does not.
                (_, true, _) if matches!(practice, Practice::Children | Practice::DoNotTrack) => Stance::No,
                // "We transfer nothing abroad; should we have to, we will ask you."
                (false, true, true) if practice == Practice::InternationalTransfer => Stance::No,
                (true, false, _) => Stance::Yes,
                (false, true, false) => Stance::No,
                _ => Stance::Conditional,
            };
            let evidence = cite(quotes, &list, |(s, _)| *s == stance);
            PracticeFound { practice, stance, detail: detail(&list), evidence }
        })
        .collect();
    order::by_key(&mut out, |p| p.practice);
    out
}

/// The detail of a practice: of a change of policy, the notice that is promised anywhere.
fn detail(list: &[(&Found, (Stance, &Option<String>))]) -> Option<String> {
    let all = || list.iter().filter_map(|(_, (_, d))| d.as_ref());
    all().find(|d| *d == practice::NOTIFIED).or_else(|| all().next()).cloned()
}
