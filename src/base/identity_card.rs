//! Numbers of Hong Kong identity cards in what people write, so that none is ever kept.

use super::{look_alikes, typing};

/// The most signs between two signs of a number, as in `A123456 — (3)`.
const WIDEST_GAP: usize = 5;

/// A letter or digit of a text.
struct Sign {
    /// In Latin, whatever script it was written in.
    sign: char,
    /// How many other signs stand before it; a word begins with it where any do.
    gap: usize,
    /// Whether it only looks like the Latin one.
    alike: bool,
}

/// Whether the text holds the number of a Hong Kong identity card whose check digit is right, however it is written:
/// in full width, with whatever signs that are no letters and no digits between or around its own, with letters of
/// other scripts that look like the Latin ones.
///
/// Form and check digit: one or two letters, six digits, a check character 0-9 or A, often in brackets; letters count
/// 10 to 35, a missing first letter 36, weights 9 down to 1, sum divisible by 11.
#[must_use]
pub fn mentions_identity_card(text: &str) -> bool {
    let holds = |run: &[Sign]| {
        (0..run.len()).filter(|start| run.get(*start).is_some_and(|sign| sign.gap > 0)).any(|start| {
            let rest = run.get(start..).unwrap_or_default();
            [1, 2].into_iter().any(|letters| is_identity_card(rest, letters))
        })
    };
    runs(&typing::folded(text)).iter().any(|run| holds(run))
}

/// The letters and digits of a text, apart wherever something else is written or much stands between.
fn runs(text: &str) -> Vec<Vec<Sign>> {
    let mut runs = vec![Vec::new()];
    let mut gap = WIDEST_GAP + 1;
    let mut inside_a_word = false;
    for c in text.chars() {
        let latin = if c.is_ascii_alphanumeric() { Some(c) } else { look_alikes::latin(c) };
        if let Some(sign) = latin {
            let alike = sign != c;
            if gap > WIDEST_GAP {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(Sign { sign, gap: if alike && inside_a_word { 0 } else { gap }, alike });
            }
            gap = 0;
        } else if c.is_alphanumeric() {
            gap = WIDEST_GAP + 1;
        } else {
            gap += 1;
        }
        // A Chinese word ends with any of its characters, a Russian one does not.
        inside_a_word = c.is_alphanumeric() && !typing::is_han(c);
    }
    runs
}

/// Whether a number with so many letters stands at the beginning, and ends where its word ends: nine digits behind a
/// letter are a telephone or a permit.
fn is_identity_card(signs: &[Sign], letters: usize) -> bool {
    let Some(number) = signs.get(..letters + 7) else { return false };
    if signs.get(letters + 7).is_some_and(|next| next.gap == 0) {
        return false;
    }
    let value = |at: usize, sign: char| {
        let digit = sign.to_digit(36)?;
        let fits = if at < letters {
            sign.is_ascii_alphabetic()
        } else if at < letters + 6 {
            sign.is_ascii_digit()
        } else {
            sign.is_ascii_digit() || sign.eq_ignore_ascii_case(&'a')
        };
        fits.then_some(digit)
    };
    let mut sum = if letters == 1 { 36 * 9 } else { 0 };
    for (at, Sign { sign, .. }) in number.iter().enumerate() {
        let weight = u32::try_from(letters + 7 - at).unwrap_or(0);
        match value(at, *sign) {
            Some(digit) => sum += digit * weight,
            None => return false,
        }
    }
    sum % 11 == 0 && (stands_together(number, letters) || !number.iter().any(|sign| sign.alike))
}

/// Whether a number is written in one, but for a sign behind its letters and what stands before the last. Other scripts
/// have words of one letter, and a day or a telephone behind one is no number of a card.
fn stands_together(number: &[Sign], letters: usize) -> bool {
    let widest = |at: usize| if at == letters { 1 } else { 0 };
    (1..letters + 6).all(|at| number.get(at).is_some_and(|sign| sign.gap <= widest(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_card_number_is_seen_however_it_is_written() {
        for text in [
            "A123456(3)",
            "my id is a1234563.",
            "號碼A 123456（3）",
            "AB987654(3)",
            "Ａ１２３４５６（３）",
            "ａ１２３４５６３",
            "A123456[3]",
            "A123456{3}",
            "A123456<3>",
            "A123456【3】",
            "A123456「3」",
            "A123456〔3〕",
            "A-123456-3",
            "A–123456–3",
            "A.123.456.3",
            "A·123·456·3",
            "A/123456/3",
            "A 1 2 3 4 5 6 ( 3 )",
            "A\u{a0}123\u{2009}456\u{3000}3",
            "A\u{200b}123456\u{200d}(3)",
            "A123456\n(3)",
            "(A)123456(3)",
            "A_123456_3",
            "A，123456，3",
            "A123456 — (3)",
            "身份證A123456(3)號",
            "ＡＢ－９８７６５４－３",
            "\u{1d400}123456(3)",
            "Ⓐ①②③④⑤⑥③",
            "А123456(3)",
            "号码а123456（3）",
            "身份證Α123456(3)號",
            "Α 123456 (3)",
            "А-123456-3",
            "АВ987654(3)",
            "AΒ987654(3)",
            "ꓮ123456(3)",
            "Ꭺ123456(3)",
            "Ⲁ123456(3)",
            "ᴀ123456(3)",
            "🅰123456(3)",
            "🅐123456(3)",
            "мой номер А123456(3)",
        ] {
            assert!(mentions_identity_card(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_identity_card() {
        for text in [
            "A123456(4)",
            "XA1234563",
            "call 91234567",
            "T 2345 6789",
            "P: +852 9123 4567",
            "K7M-2QF",
            "P-2041, P-2042",
            "B-2041",
            "2026-11-28",
            "Hall A 09:30-12:30",
            "H1234567801",
            "C12345678",
            "E 1234 5678 9",
            "A12345634",
            "A 123456 is the room, on floor 3",
            "A123456號3樓",
            "А123456(4)",
            "Улица123456(3)",
            "ула123456(3)",
            "А12345634",
            "тел. 2345 6789",
            "К7М-2QF",
            "Р-2041",
            "Зал А 09:30-12:30",
        ] {
            assert!(!mentions_identity_card(text), "{text}");
        }
    }

    /// The number with its check character, which is the one of eleven that fits.
    fn with_check(letters: &str, digits: u32) -> String {
        ('0'..='9')
            .chain(['A'])
            .map(|check| format!("{letters}{digits:06}({check})"))
            .find(|number| mentions_identity_card(number))
            .unwrap()
    }

    #[test]
    fn every_letter_that_looks_like_another_is_that_letter_in_a_number() {
        for (letter, alike) in look_alikes::ALL {
            for c in alike.chars() {
                for digits in [0, 123_456, 987_654] {
                    let number = with_check(&letter.to_string(), digits);
                    let written = number.replacen(*letter, &c.to_string(), 1);
                    assert!(mentions_identity_card(&written), "{written}");
                    let wrong = written.replace(&format!("{digits:06}"), &format!("{:06}", digits + 1));
                    assert!(!mentions_identity_card(&wrong), "{wrong}");
                }
            }
        }
    }

    #[test]
    fn a_day_or_a_telephone_behind_a_word_of_one_letter_is_no_identity_card() {
        for word in ["в", "с", "к", "о", "у", "а", "и", "ο", "η", "Α", "А"] {
            for day in 1..=31 {
                for month in 1..=12 {
                    for text in [
                        format!("{word} {day}/{month}/2026"),
                        format!("{word} {day:02}.{month:02}.2026"),
                        format!("{word} 2026-{month}-{day}"),
                        format!("{word} 2026-{month:02}-{day:02} 9:30"),
                        format!("{word} 9{month:03} {day:04}"),
                        format!("{word} 9{month:03}{day:04}"),
                        format!("{word} 95{month:01}-{day:02}-{month:02}"),
                    ] {
                        assert!(!mentions_identity_card(&text), "{text}");
                    }
                }
            }
        }
    }
}
