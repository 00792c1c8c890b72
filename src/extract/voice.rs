//! Who speaks, to whom and of what: counts over the whole text, by which a
//! policy differs from a page that is about policies.

use super::{Passage, Place};
use crate::{
    lexicon::{Concept, Strength},
    taxonomy::{Actor, Category, Page, Topic},
};
use std::collections::BTreeSet;

/// Counts of sentences; headings and boilerplate left out.
#[derive(Clone, Debug, Default)]
pub struct Voice {
    /// Sentences in all.
    pub sentences: usize,
    /// In which the controller speaks of itself and of the person.
    pub both: usize,
    /// That speak of personal data by that name.
    pub personal: usize,
    /// That speak as pages of a kind do, by [`Page`].
    pub like: [usize; 4],
    /// What the headings are about.
    pub topics: BTreeSet<Topic>,
}

impl Voice {
    /// Counts a sentence.
    pub fn hear(&mut self, passage: &Passage) {
        if passage.place == Place::Heading {
            self.topics.extend(
                passage.hits.iter().filter_map(|h| if let Concept::Topic(t) = h.concept { Some(t) } else { None }),
            );
            return;
        }
        let acts = |actor: Actor| passage.actors().any(|(a, _)| a == actor);
        self.sentences += 1;
        self.both += usize::from(acts(Actor::Controller) && acts(Actor::Person));
        self.personal += usize::from(passage.data().any(|(c, _)| c == Category::PersonalUnspecified));
        for (page, count) in Page::ALL.iter().zip(&mut self.like) {
            let like = passage.hits.iter().any(|h| h.concept == Concept::Page(*page) && h.strength == Strength::Weak);
            *count += usize::from(like);
        }
    }
}
