//! How wide words are, and where they break.
//!
//! A drawing does not know the reader's font, so widths are estimated after a wide one (in a
//! narrower font there is room to spare). Lengths are in whole pixels.

/// A length in pixels.
pub(super) type Px = i64;

/// A count as a length or a factor of one.
pub(super) fn px(count: usize) -> Px {
    Px::try_from(count).unwrap_or(Px::MAX)
}

/// The width of `text` in a sans-serif font of `size`.
pub(super) fn width(text: &str, size: Px) -> Px {
    let hundredths: Px = text.chars().map(hundredths_of_size).sum();
    (hundredths * size + 99) / 100
}

fn hundredths_of_size(character: char) -> Px {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | 'I' => 34,
        ' ' | 'f' | 't' | 'r' | '-' | '(' | ')' | '/' => 42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '&' | '€' | '§' => 98,
        'a'..='z' | '0'..='9' => 64,
        'A'..='Z' => 78,
        '\u{c0}'..='\u{24f}' => 78,
        _ => 110,
    }
}

/// Breaks `text` at spaces into lines of at most `max` wide; a longer word is broken with a
/// hyphen. At least one line.
pub(super) fn wrap(text: &str, size: Px, max: Px) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, max)) {
        let last = lines.len() - 1;
        let longer =
            if lines[last].is_empty() { word.clone() } else { format!("{} {word}", lines[last]) };
        if width(&longer, size) <= max || lines[last].is_empty() {
            lines[last] = longer;
        } else {
            lines.push(word);
        }
    }
    lines
}

/// The parts of a word, each at most `max` wide; all but the last end with a hyphen.
fn pieces(word: &str, size: Px, max: Px) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let last = pieces.len() - 1;
        if !pieces[last].is_empty()
            && width(&format!("{}{character}-", pieces[last]), size) > max
            && width(word, size) > max
        {
            pieces[last].push('-');
            pieces.push(String::new());
        }
        let last = pieces.len() - 1;
        pieces[last].push(character);
    }
    pieces
}

/// The text for XML, within an element or an attribute. What XML cannot hold becomes a space.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{width, wrap, xml};

    #[test]
    fn no_line_is_wider_than_asked() {
        let text =
            "gezamenlijk toetsingsinkomen voor de arbeidsongeschiktheidsverzekeringsuitkering";
        let lines = wrap(text, 14, 170);
        assert!(lines.iter().all(|line| width(line, 14) <= 170), "{lines:?}");
        let joined: String = lines.join(" ").replace("- ", "");
        assert_eq!(joined, text);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(wrap("", 14, 170), [""]);
    }

    #[test]
    fn signs_of_xml_are_escaped() {
        assert_eq!(xml("a < \"b\" & c\u{1}"), "a &lt; &quot;b&quot; &amp; c ");
    }
}
