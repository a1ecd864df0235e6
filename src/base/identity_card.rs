//! Numbers of Hong Kong identity cards in what people write, so that none is ever kept.

use super::typing;

/// The most signs between two signs of a number, as in `A123456 — (3)`.
const WIDEST_GAP: usize = 5;

/// A letter or digit of a text, and whether a word begins with it.
type Sign = (char, bool);

/// Whether the text holds the number of a Hong Kong identity card whose check digit is right, however it is written:
/// in full width, with whatever signs that are no letters and no digits between or around its own.
///
/// Form and check digit: one or two letters, six digits, a check character 0-9 or A, often in brackets; letters count
/// 10 to 35, a missing first letter 36, weights 9 down to 1, sum divisible by 11.
#[must_use]
pub fn mentions_identity_card(text: &str) -> bool {
    let holds = |run: &[Sign]| {
        (0..run.len()).filter(|start| run.get(*start).is_some_and(|(_, begins)| *begins)).any(|start| {
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
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            if gap > WIDEST_GAP {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push((c, gap > 0));
            }
            gap = 0;
        } else if c.is_alphanumeric() {
            gap = WIDEST_GAP + 1;
        } else {
            gap += 1;
        }
    }
    runs
}

/// Whether a number with so many letters stands at the beginning, and ends where its word ends: nine digits behind a
/// letter are a telephone or a permit.
fn is_identity_card(signs: &[Sign], letters: usize) -> bool {
    let Some(number) = signs.get(..letters + 7) else { return false };
    if signs.get(letters + 7).is_some_and(|(_, begins)| !begins) {
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
    for (at, (sign, _)) in number.iter().enumerate() {
        let weight = u32::try_from(letters + 7 - at).unwrap_or(0);
        match value(at, *sign) {
            Some(digit) => sum += digit * weight,
            None => return false,
        }
    }
    sum % 11 == 0
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
        ] {
            assert!(!mentions_identity_card(text), "{text}");
        }
    }
}
