//! What a term can mean.

use crate::taxonomy::{
    Actor, Category, Choice, Cue, Label, Page, Practice, Purpose, Recipient, Retention, Route, Topic, Verb,
};

/// The meaning of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// A category of data.
    Data(Category),
    /// A purpose.
    Purpose(Purpose),
    /// A recipient.
    Recipient(Recipient),
    /// A practice.
    Practice(Practice),
    /// A choice.
    Choice(Choice),
    /// A route.
    Route(Route),
    /// A retention basis.
    Retention(Retention),
    /// A class of verbs.
    Verb(Verb),
    /// A cue.
    Cue(Cue),
    /// An actor.
    Actor(Actor),
    /// A heading's topic.
    Topic(Topic),
    /// A label.
    Label(Label),
    /// A page title.
    Page(Page),
    /// A number in words.
    Value(u32),
    /// A month, 1 to 12.
    Month(u8),
    /// A unit of time.
    Unit(Unit),
    /// A whole period: its ISO 8601 duration.
    Period(&'static str),
    /// A bound of a period.
    Bound(Bound),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A business day, written as a day.
    BusinessDay,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Which way a period bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// At most.
    Max,
    /// At least.
    Min,
}

impl Concept {
    /// The concept of a pack line `@file.id`; the order of files is that of `build/packs.rs`.
    pub fn from_indices(file: usize, id: usize) -> Option<Self> {
        Some(match file {
            0 => Self::Data(Category::at(id)?),
            1 => Self::Purpose(Purpose::at(id)?),
            2 => Self::Recipient(Recipient::at(id)?),
            3 => Self::Practice(Practice::at(id)?),
            4 => Self::Choice(Choice::at(id)?),
            5 => Self::Route(Route::at(id)?),
            6 => Self::Retention(Retention::at(id)?),
            7 => Self::Verb(Verb::at(id)?),
            8 => Self::Cue(Cue::at(id)?),
            9 => Self::Actor(Actor::at(id)?),
            10 => Self::Topic(Topic::at(id)?),
            11 => Self::Label(Label::at(id)?),
            12 => Self::Page(Page::at(id)?),
            _ => return None,
        })
    }

    /// The concept of a line of `numbers.toml`.
    pub fn from_number(mark: char, meaning: &'static str) -> Option<Self> {
        Some(match mark {
            'n' => Self::Value(meaning.parse().ok()?),
            'm' => Self::Month(meaning.parse().ok().filter(|m| (1..=12).contains(m))?),
            'u' => Self::Unit(match meaning {
                "H" => Unit::Hour,
                "D" => Unit::Day,
                "BD" => Unit::BusinessDay,
                "W" => Unit::Week,
                "M" => Unit::Month,
                "Y" => Unit::Year,
                _ => return None,
            }),
            'p' => Self::Period(meaning),
            'b' => Self::Bound(if meaning == "max" { Bound::Max } else { Bound::Min }),
            _ => return None,
        })
    }

    /// The file a concept comes from, by number: hits of one file compete.
    pub fn file(self) -> u8 {
        match self {
            Self::Data(_) => 0,
            Self::Purpose(_) => 1,
            Self::Recipient(_) => 2,
            Self::Practice(_) => 3,
            Self::Choice(_) => 4,
            Self::Route(_) => 5,
            Self::Retention(_) => 6,
            Self::Verb(_) => 7,
            Self::Cue(_) => 8,
            Self::Actor(_) => 9,
            Self::Topic(_) => 10,
            Self::Label(_) => 11,
            Self::Page(_) => 12,
            Self::Value(_) | Self::Month(_) | Self::Unit(_) | Self::Period(_) | Self::Bound(_) => 13,
        }
    }

    /// `file:id`, for `policylens explain`.
    pub fn name(self) -> String {
        match self {
            Self::Data(x) => format!("data:{}", x.id()),
            Self::Purpose(x) => format!("purpose:{}", x.id()),
            Self::Recipient(x) => format!("recipient:{}", x.id()),
            Self::Practice(x) => format!("practice:{}", x.id()),
            Self::Choice(x) => format!("choice:{}", x.id()),
            Self::Route(x) => format!("route:{}", x.id()),
            Self::Retention(x) => format!("retention:{}", x.id()),
            Self::Verb(x) => format!("verb:{}", x.id()),
            Self::Cue(x) => format!("cue:{}", x.id()),
            Self::Actor(x) => format!("actor:{}", x.id()),
            Self::Topic(x) => format!("topic:{}", x.id()),
            Self::Label(x) => format!("label:{}", x.id()),
            Self::Page(x) => format!("page:{}", x.id()),
            Self::Value(n) => format!("value:{n}"),
            Self::Month(n) => format!("month:{n}"),
            Self::Unit(u) => format!("unit:{u:?}"),
            Self::Period(p) => format!("period:{p}"),
            Self::Bound(b) => format!("bound:{b:?}"),
        }
    }
}
