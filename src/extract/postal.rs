//! Postcodes: what an address can be known by in any language.

use std::ops::Range;

/// How the codes of countries are written, most telling first: `A` a capital, `9` a digit.
/// The United States after the state, the United Kingdom, Canada and the Netherlands.
const FORMS: &[&str] = &["AA 99999", "AA99 9AA", "AA9 9AA", "A99 9AA", "A9 9AA", "AA9A 9AA", "A9A 9A9", "9999 AA"];

/// The first postcode of a text that has a number before it, as a street has.
pub fn code(text: &str) -> Option<Range<usize>> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    formed(text).or_else(|| beside_name(text))
}

/// Five digits straight behind a name that a comma parts from the street: "Elm Road 5, Texas 75254".
fn beside_name(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut before = "";
    text.split(' ').find_map(|word| {
        let start = at;
        at += word.len() + 1;
        let digits = word.trim_end_matches([',', '.', ';', ')']);
        let head = text.get(..start)?;
        let named =
            before.starts_with(|c: char| c.is_ascii_uppercase()) && before.bytes().all(|b| b.is_ascii_alphabetic());
        let street = head.rsplit_once(',').is_some_and(|(street, _)| street.bytes().any(|b| b.is_ascii_digit()));
        before = word;
        let five = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
        (five && named && street).then_some(start..start + digits.len())
    })
}

/// A code in one of the forms.
fn formed(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let free = |at: Option<&u8>| at.is_none_or(|b| !b.is_ascii_alphanumeric());
    (0..bytes.len()).filter(|&at| at > 0 && free(bytes.get(at - 1))).find_map(|start| {
        let form = FORMS.iter().find(|form| {
            let written = bytes.get(start..start + form.len());
            written.is_some_and(|w| w.iter().zip(form.bytes()).all(|(b, f)| fits(*b, f)))
                && free(bytes.get(start + form.len()))
        })?;
        let numbered = bytes[..start].iter().any(u8::is_ascii_digit);
        numbered.then_some(start..start + form.len())
    })
}

fn fits(byte: u8, form: u8) -> bool {
    match form {
        b'A' => byte.is_ascii_uppercase(),
        b'9' => byte.is_ascii_digit(),
        other => byte == other,
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn finds_codes_behind_a_street() {
        let read = |text: &'static str| code(text).and_then(|r| text.get(r)).unwrap_or("");
        assert_eq!(read("at 625 Elm Parkway, Grapeton, TX 76000."), "TX 76000");
        assert_eq!(read("5 Elm Road, Dallas, Texas 75254"), "75254");
        assert_eq!(read("12 Elm Road, London SW1A 1AA"), "SW1A 1AA");
        assert_eq!(read("Iepenlaan 12, 1234 AB Berkstad"), "1234 AB");
        assert_eq!(read("more than 25000 visitors in Texas 75254"), "");
        assert_eq!(read("TX 76000"), "");
    }
}
