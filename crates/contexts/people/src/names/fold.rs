//! Letters as they are searched: small, without their marks.

/// Small letters without marks, and single spaces: `  Zoë  O'Neil-Łuk ` is `zoe o neil luk`.
pub(super) fn folded(text: &str) -> String {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(plain).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter without its mark. What is no letter or digit parts two words; a mark of its own (U+0300 and on) is left out as a space
/// would part a word, so it becomes nothing.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ĝ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ľ' | 'ĺ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'ß' | 'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn marks_case_and_punctuation_do_not_matter() {
        assert_eq!(folded("  Zoë  O'Neil-Łuk "), "zoe o neil luk");
        assert_eq!(folded("J.R."), "j r");
        assert_eq!(folded("李 小龍"), "李 小龍");
    }
}
