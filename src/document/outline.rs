//! A live page's outline, as the content script sends it, to the builder's events.

use super::{boilerplate::Area, builder::Builder, raw::Raw};
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// What is read of an element's attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Attributes {
    /// Where a link goes.
    pub href: Option<String>,
    /// The id.
    pub id: Option<String>,
    /// The classes.
    pub class: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// The declared language.
    pub lang: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The label for those who hear the page.
    #[serde(rename = "aria-label")]
    pub aria_label: Option<String>,
    /// How many columns a cell takes.
    #[serde(deserialize_with = "text_or_number")]
    pub colspan: Option<String>,
    /// A mail address that the host hides from robots.
    #[serde(rename = "data-cfemail")]
    pub cfemail: Option<String>,
}

/// One item of an outline: a text node, an element that opens, or the end of the innermost one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineItem {
    /// A text node.
    Text(String),
    /// An element opens.
    Open(String, Box<Attributes>),
    /// The innermost open element closes.
    Close,
}

impl OutlineItem {
    /// The item's size in bytes: its text, or its tag and address.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Open(tag, attributes) => tag.len() + attributes.href.as_ref().map_or(0, String::len),
            Self::Close => 1,
        }
    }
}

impl<'de> Deserialize<'de> for OutlineItem {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> de::Visitor<'de> for ItemVisitor {
    type Value = OutlineItem;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, [tag], [tag, attributes] or 0")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<OutlineItem, E> {
        Ok(OutlineItem::Text(text.to_string()))
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<OutlineItem, E> {
        Ok(OutlineItem::Text(text))
    }
    fn visit_u64<E: de::Error>(self, _: u64) -> Result<OutlineItem, E> {
        Ok(OutlineItem::Close)
    }
    fn visit_i64<E: de::Error>(self, _: i64) -> Result<OutlineItem, E> {
        Ok(OutlineItem::Close)
    }
    // JavaScript has one kind of number.
    fn visit_f64<E: de::Error>(self, _: f64) -> Result<OutlineItem, E> {
        Ok(OutlineItem::Close)
    }
    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<OutlineItem, A::Error> {
        let tag: String = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
        let attributes = seq.next_element::<Option<Attributes>>()?.flatten().unwrap_or_default();
        while seq.next_element::<de::IgnoredAny>()?.is_some() {}
        Ok(OutlineItem::Open(tag, Box::new(attributes)))
    }
}

fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    struct Either;
    impl de::Visitor<'_> for Either {
        type Value = Option<String>;
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a text or a number")
        }
        fn visit_str<E: de::Error>(self, v: &str) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_u64<E: de::Error>(self, v: u64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_i64<E: de::Error>(self, v: i64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_f64<E: de::Error>(self, v: f64) -> Result<Self::Value, E> {
            Ok(Some(v.to_string()))
        }
        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    from.deserialize_any(Either)
}

/// The blocks of an outline, their areas and the title.
pub fn read(items: &[OutlineItem], url: Option<&str>) -> (Vec<Raw>, Vec<Area>, Option<String>) {
    let mut builder = Builder::new(url);
    for item in items {
        match item {
            OutlineItem::Text(text) => builder.text(text),
            OutlineItem::Open(tag, attributes) => builder.open(tag, attributes),
            OutlineItem::Close => builder.close(),
        }
    }
    builder.end()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn json_form() {
        let items: Vec<OutlineItem> =
            serde_json::from_str(r#"[["main"],["a",{"href":"/x","data-cfemail":"00","colspan":2}],"text",0,0]"#)
                .unwrap();
        assert_eq!(items.len(), 5);
        assert_eq!(items[0], OutlineItem::Open("main".into(), Box::default()));
        assert_eq!(items[2], OutlineItem::Text("text".into()));
        assert_eq!(items[4], OutlineItem::Close);
    }
}
