//! Whole texts to blocks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{BlockKind::*, *};
use proptest::prelude::*;

fn html(content: &str) -> Document {
    sound(read(InputKind::Html, content, Some("https://example.com/legal/privacy"), None))
}

fn text(content: &str) -> Document {
    sound(read(InputKind::Auto, content, None, None))
}

/// Every range of a document must be a range of its text, every index one of its blocks.
fn sound(document: Document) -> Document {
    for (i, block) in document.blocks.iter().enumerate() {
        assert!(!block.text.trim().is_empty());
        assert_eq!(block.text, block.text.trim());
        assert!(block.lead_in.is_none_or(|l| l < i), "{block:?}");
        assert!(block.heading.is_none_or(|h| h < i && matches!(document.blocks[h].kind, Heading(_))), "{block:?}");
        let ranges = block.sentences.iter().map(|s| (s.start, s.end));
        let ranges = ranges
            .chain(block.cells.iter().map(|c| (c.start, c.end)))
            .chain(block.links.iter().map(|l| (l.start, l.end)));
        for (start, end) in ranges {
            assert!(start < end && block.text.get(start..end).is_some(), "{start}..{end} of {block:?}");
        }
        let mut last = 0;
        for sentence in &block.sentences {
            assert!(sentence.start >= last);
            last = sentence.end;
            for (start, end) in clauses(&block.text, (sentence.start, sentence.end)) {
                assert!(start < end && block.text.get(start..end).is_some());
            }
        }
    }
    let _ = shares(&document);
    document
}

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect()
}

fn lead<'a>(document: &'a Document, text: &str) -> Option<&'a str> {
    let block =
        document.blocks.iter().find(|b| b.text == text).unwrap_or_else(|| panic!("no block {text}: {document:#?}"));
    block.lead_in.map(|l| document.blocks[l].text.as_str())
}

fn heading<'a>(document: &'a Document, text: &str) -> Option<&'a str> {
    let block =
        document.blocks.iter().find(|b| b.text == text).unwrap_or_else(|| panic!("no block {text}: {document:#?}"));
    block.heading.map(|l| document.blocks[l].text.as_str())
}

#[test]
fn page_with_headings_and_lists() {
    let page = html(
        "<title>Privacy - Fern &amp; Co</title><h1>Privacy</h1><h2>Data</h2><p>We <b>gather</b>\n the following:</p>
         <ul><li>data about you:<ul><li>your name</li><li>your <a href='../mail'>mail</a></li></ul></li><li>logs</li></ul><p>That is all.</p>",
    );
    assert_eq!(page.title.as_deref(), Some("Privacy - Fern & Co"));
    assert_eq!(
        kinds(&page),
        [
            (Heading(1), "Privacy"),
            (Heading(2), "Data"),
            (Paragraph, "We gather the following:"),
            (ListItem(0), "data about you:"),
            (ListItem(1), "your name"),
            (ListItem(1), "your mail"),
            (ListItem(0), "logs"),
            (Paragraph, "That is all."),
        ]
    );
    assert_eq!(lead(&page, "your name"), Some("data about you:"));
    assert_eq!(lead(&page, "data about you:"), Some("We gather the following:"));
    assert_eq!(lead(&page, "logs"), Some("We gather the following:"));
    assert_eq!(lead(&page, "That is all."), None);
    assert_eq!(heading(&page, "logs"), Some("Data"));
    assert_eq!(heading(&page, "Data"), Some("Privacy"));
    assert_eq!(page.blocks[5].links[0].href, "https://example.com/mail");
    assert_eq!(&page.blocks[5].text[page.blocks[5].links[0].start..page.blocks[5].links[0].end], "mail");
}

#[test]
fn page_with_a_table() {
    let page = html(
        "<table><thead><tr><th>Data</th><th>Kept for</th></tr></thead><tr><td>Orders</td><td><p>10 years.</p><p>Then gone.</p></td></tr>
         <tr><th>Logs</th><td>30 days</td></tr></table>",
    );
    assert_eq!(
        kinds(&page),
        [(TableRow, "Data Kept for"), (TableRow, "Orders 10 years. Then gone."), (TableRow, "Logs 30 days")]
    );
    assert!(page.blocks[0].cells.is_empty());
    let row = &page.blocks[1];
    assert_eq!(
        row.cells.iter().map(|c| (&row.text[c.start..c.end], c.header.as_deref())).collect::<Vec<_>>(),
        [("Orders", Some("Data")), ("10 years. Then gone.", Some("Kept for"))]
    );
    assert_eq!(row.sentences.len(), 3);
}

#[test]
fn layout_tables_are_paragraphs() {
    let page = html("<table><tr><td><h1>Privacy</h1><p>We gather your name.</p></td></tr></table>");
    assert_eq!(kinds(&page), [(Heading(1), "Privacy"), (Paragraph, "We gather your name.")]);
}

#[test]
fn line_breaks() {
    let page = html("<div>We keep your name.<br><br>We keep your mail<br>and your phone.<br>- one<br>- two</div>");
    assert_eq!(
        kinds(&page),
        [
            (Paragraph, "We keep your name."),
            (Paragraph, "We keep your mail and your phone."),
            (ListItem(0), "one"),
            (ListItem(0), "two")
        ]
    );
}

#[test]
fn definitions_accordions_and_bold_titles() {
    let page = html(
        "<p><strong>Your rights</strong></p><p>You may ask us to erase what we keep about you.</p>
         <dl><dt>Logs</dt><dd>Kept for 30 days.</dd></dl>
         <details><summary>Sharing</summary><p>We share nothing at all with anybody else.</p></details>
         <div><button>Contact</button><div>Write to us whenever you like, and we shall write back to you soon.</div></div><button>Accept all</button>",
    );
    assert_eq!(page.blocks[0].kind, Heading(6));
    assert_eq!(lead(&page, "Kept for 30 days."), Some("Logs"));
    assert_eq!(heading(&page, "We share nothing at all with anybody else."), Some("Sharing"));
    assert!(page.blocks.iter().any(|b| b.kind == Heading(6) && b.text == "Contact"));
    assert!(!page.blocks.iter().any(|b| b.text == "Accept all"));
}

#[test]
fn surroundings_are_marked() {
    let page = html(
        "<header><a href=/>Fern</a><h1>Privacy policy</h1></header><nav><ul><li><a href=/a>Health data loggers</a></li></ul></nav>
         <div class='cookie-banner'><p>We and our partners build profiles of you.</p></div>
         <main><p>We gather your mail address when you order something from our shop, and nothing else.</p>
         <p>We keep it for a year: then we delete it from all of our systems.</p></main>
         <footer><p>Pay by card.</p><a href=/dns>Do Not Sell My Data</a></footer>",
    );
    let around: Vec<&str> = page.blocks.iter().filter(|b| b.boilerplate).map(|b| b.text.as_str()).collect();
    let expected = [
        "Fern",
        "Health data loggers",
        "We and our partners build profiles of you.",
        "Pay by card.",
        "Do Not Sell My Data",
    ];
    assert_eq!(around, expected);
    assert!(page.blocks.iter().any(|b| b.kind == Heading(1) && !b.boilerplate));
}

#[test]
fn a_wrapper_with_a_telling_name_is_not_around_the_text() {
    let page = html(
        "<div class='page-with-sidebar footer-fixed'><nav>Home</nav><h1>Privacy</h1><p>We gather your mail address when you order something from us.</p></div>",
    );
    assert!(page.blocks.iter().any(|b| b.text.starts_with("We gather") && !b.boilerplate));
}

#[test]
fn hidden_addresses_are_restored() {
    let hidden: String =
        std::iter::once(7u8).chain("dpo@example.com".bytes().map(|b| b ^ 7)).map(|b| format!("{b:02x}")).collect();
    let page = html(&format!(
        "<p>Write to <a class=__cf_email__ data-cfemail={hidden}>[email&#160;protected]</a> or <span data-cfemail=zz>[email protected]</span>.</p>"
    ));
    assert_eq!(page.blocks[0].text, "Write to dpo@example.com or [email protected].");
}

#[test]
fn forgotten_ends() {
    let page = html("<h1>Privacy<p>We keep your name.<h2>Sharing</h2><p>We share nothing.<h2><p>Contact</p></h2>");
    let expected = [
        (Heading(1), "Privacy"),
        (Paragraph, "We keep your name."),
        (Heading(2), "Sharing"),
        (Paragraph, "We share nothing."),
        (Heading(2), "Contact"),
    ];
    assert_eq!(kinds(&page), expected);
}

#[test]
fn unread_elements() {
    let page = html(
        "<p>We keep<script>x()</script> <style>p{}</style>it<noscript>no</noscript>.</p><select><option>A</select><svg><text>t</text></svg>",
    );
    assert_eq!(kinds(&page), [(Paragraph, "We keep it.")]);
}

#[test]
fn markdown() {
    let page = text(
        "---\ntitle: x\n---\n# Privacy\n\nWhat we gather\n---\n\nWe gather:\n\n* your name\n  * first\n  * last\n* your [mail](mailto:a@example.com)\n\n| Data | Kept |\n|---|---|\n| Logs | 30 days |\n\n**Sharing**\n\nWe share nothing.\n",
    );
    assert_eq!(
        kinds(&page),
        [
            (Heading(1), "Privacy"),
            (Heading(2), "What we gather"),
            (Paragraph, "We gather:"),
            (ListItem(0), "your name"),
            (ListItem(1), "first"),
            (ListItem(1), "last"),
            (ListItem(0), "your [mail](mailto:a@example.com)"),
            (TableRow, "Data | Kept"),
            (TableRow, "Logs | 30 days"),
            (Heading(6), "Sharing"),
            (Paragraph, "We share nothing."),
        ]
    );
    assert_eq!(lead(&page, "last"), Some("your name"));
    assert_eq!(page.blocks[6].links[0].href, "mailto:a@example.com");
    assert_eq!(page.blocks[8].cells[1].header.as_deref(), Some("Kept"));
}

#[test]
fn text_without_marks() {
    let page = text(
        "Fern Privacy Policy\nLast updated: 2 May 2024\n1. Who we are\nFern is a shop for plants in the town of Brook, and runs this site.\n2. What we gather\nWhen you order something, we ask you for:\nyour name\nyour address\n3. Contact\nFern\n4. Your rights\nYou may ask us to erase what we keep about you. We answer within a month.\n",
    );
    let titles: Vec<&str> =
        page.blocks.iter().filter(|b| matches!(b.kind, Heading(_))).map(|b| b.text.as_str()).collect();
    assert_eq!(titles, ["Fern Privacy Policy", "1. Who we are", "2. What we gather", "3. Contact", "4. Your rights"]);
    assert_eq!(lead(&page, "your address"), Some("When you order something, we ask you for:"));
}

#[test]
fn chinese_sections() {
    let page = text(
        "隐私政策\n更新日期：2024年5月\n一、我们收集的信息\n我们会收集以下信息：\n（一）您的姓名；\n（二）您的手机号码。\n二、我们如何共享\n我们不会向任何第三方出售您的个人信息。\n",
    );
    let titles: Vec<&str> =
        page.blocks.iter().filter(|b| matches!(b.kind, Heading(_))).map(|b| b.text.as_str()).collect();
    assert_eq!(titles, ["隐私政策", "一、我们收集的信息", "二、我们如何共享"]);
    assert_eq!(lead(&page, "您的手机号码。"), Some("我们会收集以下信息："));
    assert!(page.blocks.iter().all(|b| b.lang == Lang::from_tag("zh-Hans")));
}

#[test]
fn numbered_lists_are_no_sections() {
    let page = text("We share your data with:\n1. our carriers\n2. our bank\n3. the tax office\n\nWe sell nothing.");
    assert_eq!(lead(&page, "our bank"), Some("We share your data with:"));
    assert_eq!(lead(&page, "We sell nothing."), None);
}

#[test]
fn menus_before_and_footers_after_pasted_text() {
    let menu = ["Shop", "Plants", "Pots", "Seeds", "Help", "Location trackers", "Log in", "Basket"].join("\n");
    let body = "We gather your name and your address when you order something from our shop. We keep both for a year and then erase them.\n".repeat(4);
    let page = text(&format!("{menu}\n\nPrivacy Policy\n\n{body}\nPlants\n© 2024 Fern\nEnglish\nDeutsch\n"));
    for block in &page.blocks {
        assert_eq!(
            block.boilerplate,
            !(block.text.starts_with("We gather") || block.text == "Privacy Policy"),
            "{}",
            block.text
        );
    }
}

#[test]
fn tables_of_contents_are_marked() {
    let titles = ["Who we are", "What we gather", "Whom we tell", "Your rights"];
    let body: String = titles
        .iter()
        .map(|t| format!("{t}\nThis section says a good deal about it, in whole sentences that go on for a while.\n"))
        .collect();
    let page = text(&format!(
        "Privacy Policy\nWe take care of what you tell us, as a shop of some years should do for its customers.\n{}\n{body}",
        titles.join("\n")
    ));
    assert_eq!(page.blocks.iter().filter(|b| b.boilerplate).count(), 4);
}

#[test]
fn languages_of_blocks_and_sentences() {
    let page = text(
        "Wij verzamelen uw naam en uw adres. We do not sell your personal information to anyone.\n\n我們會蒐集您的電子郵件。\n\nこの情報は保存されます。\n\nМы не продаём ваши данные.\n",
    );
    let tags: Vec<Vec<&str>> =
        page.blocks.iter().map(|b| b.sentences.iter().filter_map(|s| s.lang.map(Lang::tag)).collect()).collect();
    assert_eq!(tags, [vec!["nl", "en"], vec!["zh-Hant"], vec!["ja"], vec!["ru"]]);
    let all = shares(&page);
    assert!((all.iter().map(|s| s.1).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn outline_and_page_are_read_alike() {
    let items: Vec<OutlineItem> = serde_json::from_str(
        r#"[["main"],["h1"],"Privacy",0,["p"],"We gather ",["a",{"href":"/n"}],"names",0,":",0,["ul"],["li"],"first",0,["li"],"last",0,0,0]"#,
    )
    .unwrap();
    let outline = sound(read_outline(&items, Some("https://example.com/legal/privacy"), None));
    let page = html(
        "<main><h1>Privacy</h1><p>We gather <a href='/n'>names</a>:</p><ul><li>first</li><li>last</li></ul></main>",
    );
    assert_eq!(format!("{:?}", outline.blocks), format!("{:?}", page.blocks));
}

#[test]
fn hostile_pages_are_read_in_time() {
    let many = 200_000;
    for page in [
        "<div>".repeat(many),
        "<ul><li>".repeat(many / 2),
        "<b>x".repeat(many),
        "<p><i id=1>x".repeat(many / 2),
        "<table><tr><td>".repeat(many / 3),
        "<table>x".repeat(many / 3),
        format!("<p {}>x", "a=1 ".repeat(many)),
        "<b></i>".repeat(many),
        "<a href=x>y".repeat(many / 2),
        "a.".repeat(many),
        "<!--".repeat(many),
        "<x1>".repeat(many),
        "<button>x".repeat(many / 3),
        "<dl><dt>".repeat(many / 3),
    ] {
        let one = std::time::Instant::now();
        sound(read(InputKind::Html, &page, None, None));
        assert!(one.elapsed().as_secs() < 20, "{:?} for {}", one.elapsed(), &page[..20]);
    }
    for text in [
        "- ".repeat(many),
        "a\n".repeat(many),
        "1. a\n".repeat(many),
        "[](".repeat(many),
        "|".repeat(many),
        "> ".repeat(many),
        "a:\n".repeat(many),
        "(a) ".repeat(many),
    ] {
        let one = std::time::Instant::now();
        sound(read(InputKind::Text, &text, None, None));
        assert!(one.elapsed().as_secs() < 20, "{:?} for {}", one.elapsed(), &text[..8]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text(content in "\\PC{0,300}") {
        sound(read(InputKind::Auto, &content, None, None));
    }

    #[test]
    fn any_lines(lines in proptest::collection::vec("[ ]{0,4}([-*•#>|]|[0-9]{1,2}[.)]|（一）|[a-c][)]|第1条)?[ ]?[A-Za-z我们。，:：.;é \\[\\]()|*_-]{0,40}", 0..30)) {
        sound(read(InputKind::Text, &lines.join("\n"), None, None));
    }

    #[test]
    fn any_page(parts in proptest::collection::vec("(</?(p|div|ul|ol|li|table|tr|td|th|h2|b|a|br|dl|dt|dd|nav|summary|button|pre|title|script|svg|form)( (href=/x|class=menu|role=heading|colspan=3|data-cfemail=0a6b))?>|[a-z .:é我。]{0,12})", 0..60)) {
        sound(read(InputKind::Html, &parts.concat(), Some("https://example.com"), None));
    }

    #[test]
    fn any_outline(parts in proptest::collection::vec(prop_oneof![
        Just(OutlineItem::Close),
        "[a-z .:]{0,12}".prop_map(OutlineItem::Text),
        "(p|div|ul|li|table|tr|td|th|h2|b|a|br|dt|dd|summary|title|script)".prop_map(|t| OutlineItem::Open(t, Box::default())),
    ], 0..80)) {
        sound(read_outline(&parts, None, None));
    }
}
