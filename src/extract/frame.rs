//! What a lead-in passes on to the items below it.

use super::{passage::Passage, polarity, polarity::Polarity};
use crate::{
    lexicon::Strength,
    taxonomy::{Cue, Recipient, Topic, Verb},
};

/// The actor, verb and polarity that an item inherits.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The items are collected (or are not).
    pub collect: Option<Polarity>,
    /// The items are only used; weak data terms do not count.
    pub use_only: bool,
    /// The items are recipients (or are not).
    pub share: Option<Polarity>,
    /// The items are said of a sale.
    pub sell: Option<Polarity>,
    /// The items are about keeping.
    pub retain: bool,
    /// The items are rights or choices.
    pub rights: bool,
    /// The items are what a person should not send, or other people's affairs.
    pub refused: bool,
    /// The items are ways to reach the controller.
    pub contact: bool,
    /// The items stay on the person's device.
    pub local: bool,
    /// Whether the sentence before, in the same block, collects or shares.
    pub previous: Option<bool>,
    /// Whom the sentence before, in the same block, is about, if about others: what "they" means.
    pub others: Option<Recipient>,
    /// Whether an earlier sentence of the block names data: what "it" can mean.
    pub data_before: bool,
}

impl Frame {
    /// What a passage passes on: its own verbs where it has any, else what it inherits.
    /// `None` where the passage has nothing to pass on by itself.
    pub fn of(passage: &Passage) -> Option<Self> {
        let mut frame = Self::default();
        let mut own = false;
        if passage.has(Cue::Request) || passage.has_strong(Cue::Elsewhere) {
            return Some(Self { refused: true, ..Self::default() });
        }
        let mut process = None;
        let announced = passage.has(Cue::Announcement);
        for (verb, hit) in passage.verbs_spoken_of().filter(|_| !announced) {
            let stance = polarity::of(passage, hit);
            own = true;
            match verb {
                Verb::Collect | Verb::Provide | Verb::Infer => frame.collect = frame.collect.or(Some(stance)),
                Verb::Process => process = process.or(Some(stance)),
                Verb::Share | Verb::Engage => frame.share = frame.share.or(Some(stance)),
                Verb::Sell => frame.sell = frame.sell.or(Some(stance)),
                Verb::Retain | Verb::Delete => frame.retain = true,
                Verb::Include => {
                    frame.collect = frame.collect.or(passage.frame.collect);
                    if frame.collect.is_none() && passage.about(Topic::Collection) {
                        frame.collect = Some(Polarity::YES);
                    }
                }
                Verb::Respond => {}
            }
        }
        if frame.collect.is_none() && process.is_some() {
            frame.collect = process;
            frame.use_only = true;
        }
        let right = passage.cues(Cue::Right).any(|h| h.strength == Strength::Strong)
            || passage.has(Cue::Exercise)
            || (passage.has(Cue::Right) && (passage.about(Topic::Rights) || passage.about(Topic::Choices)));
        if right {
            own = true;
            frame.rights = true;
            frame.collect = None;
        }
        if passage.has(Cue::ContactUs) {
            own = true;
            frame.contact = true;
        }
        frame.local = passage.has_strong(Cue::Local);
        own.then_some(frame)
    }
}
