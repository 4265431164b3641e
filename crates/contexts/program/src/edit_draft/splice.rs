//! Changing one value in the text of a definition and nothing else: comments, order and spacing stay as they were written.

/// Where a value stands in a text: from the byte after `=` to its end.
fn value_at(text: &str, line: usize, key: &str) -> Option<(usize, usize)> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    let written = rest.split('\n').next()?;
    let (name, _) = written.split_once('=')?;
    if name.trim() != key {
        return None;
    }
    let from = start + name.len() + 1;
    let length = value_length(text.get(from..)?)?;
    Some((from, from + length))
}

/// How long a value is: until its line ends outside of brackets and strings, or a comment begins there.
fn value_length(text: &str) -> Option<usize> {
    let (mut depth, mut quote): (i32, Option<char>) = (0, None);
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match (quote, char) {
            (Some('"'), '\\') => drop(chars.next()),
            (Some(open), char) if char == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, '\n' | '#') if depth == 0 => return Some(text.get(..at)?.trim_end().len()),
            (None, '#') => skip_comment(&mut chars),
            _ => {}
        }
    }
    (depth == 0 && quote.is_none()).then(|| text.trim_end().len())
}

fn skip_comment(chars: &mut std::str::CharIndices<'_>) {
    let rest = chars.as_str();
    let line = rest.find('\n').unwrap_or(rest.len());
    *chars = advance(chars, line);
}

fn advance<'t>(chars: &std::str::CharIndices<'t>, bytes: usize) -> std::str::CharIndices<'t> {
    let (mut ahead, end) = (chars.clone(), chars.offset() + bytes);
    while ahead.offset() < end {
        ahead.next();
    }
    ahead
}

/// The text with the value of `key`, written on `line`, replaced. `None` where it is not written so: by a dotted name, or on another
/// line.
pub fn replace(text: &str, (line, key): (usize, &str), value: &str) -> Option<String> {
    let (from, until) = value_at(text, line, key)?;
    Some(format!("{} {value}{}", text.get(..from)?, text.get(until..)?))
}

/// The text with a new line after a line.
pub fn insert_after(text: &str, line: usize, new: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    lines.insert(line.min(lines.len()), new);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[[offering]]\nname = \"group\"   # ours\nwhen = { days = [\"mon\"], at = \"09:00\" }   # nine\ntopics = [\n  \"One # two\",  # three\n]\nx = 1";

    #[test]
    fn only_the_value_changes_and_its_comment_stays() {
        let changed = replace(TEXT, (3, "when"), "{ days = [\"tue\"] }").unwrap();
        assert_eq!(changed, TEXT.replace("{ days = [\"mon\"], at = \"09:00\" }", "{ days = [\"tue\"] }"));
    }

    #[test]
    fn a_value_over_several_lines_ends_with_its_bracket() {
        let changed = replace(TEXT, (4, "topics"), "[]").unwrap();
        assert!(changed.contains("topics = []\nx = 1"), "{changed}");
        assert_eq!(replace(TEXT, (7, "x"), "2").unwrap().lines().last(), Some("x = 2"));
    }

    #[test]
    fn what_is_not_written_there_is_left_alone() {
        assert_eq!(replace(TEXT, (2, "label"), "1"), None);
        assert_eq!(replace(TEXT, (99, "x"), "1"), None);
        assert!(insert_after(TEXT, 2, "seats = { max = 12 }").contains("# ours\nseats = { max = 12 }\nwhen"));
    }
}
