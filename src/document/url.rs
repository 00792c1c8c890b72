//! Joins a link to its page's address: RFC 3986 for http(s), and nothing for the rest.

/// The address that `href` means on the page `base`; `href` itself where that cannot be told.
pub fn join(base: Option<&str>, href: &str) -> String {
    let href = href.trim();
    resolve(base.unwrap_or(""), href).unwrap_or_else(|| href.to_string())
}

fn resolve(base: &str, href: &str) -> Option<String> {
    if href.is_empty() || has_scheme(href) {
        return None;
    }
    let scheme_end = base.find("://")?;
    let scheme = base.get(..scheme_end)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    if let Some(rest) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let after = base.get(scheme_end + 3..)?;
    let host_end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let host = after.get(..host_end)?;
    let rest = after.get(host_end..)?;
    let path = rest.get(..rest.find(['?', '#']).unwrap_or(rest.len()))?;
    let query = rest.get(path.len()..)?;
    let query = query.get(..query.find('#').unwrap_or(query.len()))?;
    let (target, tail) = match href.find(['?', '#']) {
        Some(at) => (href.get(..at)?, href.get(at..)?),
        None => (href, ""),
    };
    let joined = if target.is_empty() {
        let query = if tail.starts_with('?') { "" } else { query };
        return Some(format!("{scheme}://{host}{}{query}{tail}", if path.is_empty() { "/" } else { path }));
    } else if target.starts_with('/') {
        target.to_string()
    } else {
        let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or("/");
        format!("{folder}{target}")
    };
    Some(format!("{scheme}://{host}{}{tail}", without_dots(&joined)))
}

fn has_scheme(href: &str) -> bool {
    match href.find(':') {
        Some(at) => {
            let scheme = href.as_bytes().get(..at).unwrap_or(&[]);
            scheme.first().is_some_and(u8::is_ascii_alphabetic)
                && scheme.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        }
        None => false,
    }
}

fn without_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for part in path.split('/').skip(1) {
        ends_in_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    let mut joined = String::from("/");
    joined.push_str(&out.join("/"));
    if ends_in_folder && !joined.ends_with('/') {
        joined.push('/');
    }
    joined
}

/// The mail address in a `data-cfemail` value: hex, each byte XOR the first.
pub fn hidden_mail(hex: &str) -> Option<String> {
    if hex.len() < 6 || hex.len() > 400 || hex.len() % 2 == 1 {
        return None;
    }
    let bytes: Option<Vec<u8>> =
        (0..hex.len() / 2).map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()).collect();
    let bytes = bytes?;
    let (key, rest) = bytes.split_first()?;
    let mail = String::from_utf8(rest.iter().map(|b| b ^ key).collect()).ok()?;
    let clean = mail.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let parts = mail.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (clean && parts).then_some(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        let base = Some("https://example.com/a/b.html?q=1#f");
        for (href, joined) in [
            ("c.html", "https://example.com/a/c.html"),
            ("../c", "https://example.com/c"),
            ("/x/./y/../z/", "https://example.com/x/z/"),
            ("//other.example/p", "https://other.example/p"),
            ("#part", "https://example.com/a/b.html?q=1#part"),
            ("?p=2", "https://example.com/a/b.html?p=2"),
            ("mailto:a@example.com", "mailto:a@example.com"),
            ("https://x.example/", "https://x.example/"),
            ("", ""),
        ] {
            assert_eq!(join(base, href), joined, "{href}");
        }
        assert_eq!(join(None, "c.html"), "c.html");
        assert_eq!(join(Some("https://example.com"), "c"), "https://example.com/c");
    }

    #[test]
    fn hidden_addresses() {
        let hide = |text: &str| {
            std::iter::once(0x2a)
                .chain(text.bytes().map(|b| b ^ 0x2a))
                .map(|b: u8| format!("{b:02x}"))
                .collect::<String>()
        };
        assert_eq!(hidden_mail(&hide("me@example.com")), Some("me@example.com".into()));
        assert_eq!(hidden_mail(&hide("no address")), None);
        assert_eq!(hidden_mail("zz11"), None);
        assert_eq!(hidden_mail("ééé"), None);
    }
}
