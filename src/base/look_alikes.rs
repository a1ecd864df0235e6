//! Letters of other scripts that look like Latin ones.

use super::typing;

/// Each Latin letter with those that look like it: Cyrillic, Greek, Cherokee, Coptic, Lisu and Armenian ones, and Latin
/// small capitals.
pub const ALL: &[(char, &str)] = &[
    ('A', "АаΑαᎪⲀⲁꓮᴀ"),
    ('B', "ВвΒᏴⲂⲃꓐʙ"),
    ('C', "СсᏟⲤⲥꓚᴄ"),
    ('D', "ԀԁᎠꓓᴅ"),
    ('E', "ЕеΕᎬⲈⲉꓰᴇ"),
    ('F', "Ϝꓝ"),
    ('G', "ԌԍᏀꓖɢ"),
    ('H', "НнҺһΗᎻⲎⲏꓧʜ"),
    ('I', "ІіӀΙιⲒⲓꓲɪı"),
    ('J', "ЈјͿᎫꓙᴊ"),
    ('K', "КкΚκᏦⲔⲕꓗᴋ"),
    ('L', "ᏞⳐꓡʟ"),
    ('M', "МмΜᎷⲘⲙꓟᴍ"),
    ('N', "ΝⲚⲛꓠɴ"),
    ('O', "ОоΟοՕⲞⲟꓳᴏ"),
    ('P', "РрΡρᏢⲢⲣꓑᴘ"),
    ('Q', "Ԛԛ"),
    ('R', "Ꮢꓣʀ"),
    ('S', "ЅѕՏᏚꓢ"),
    ('T', "ТтΤτᎢⲦⲧꓔᴛ"),
    ('U', "ՍꓴυᴜՄ"),
    ('V', "ѴѵνᏙꓦᴠ"),
    ('W', "ԜԝᎳꓪᴡ"),
    ('X', "ХхΧχⲬⲭꓫ"),
    ('Y', "УуҮүΥⲨⲩꓬʏ"),
    ('Z', "ΖᏃⲌⲍꓜᴢ"),
];

/// The capital letters in filled circles, in filled squares, and those that flags are made of, each in alphabetical
/// order.
const PICTURES: [char; 3] = ['\u{1f150}', '\u{1f170}', '\u{1f1e6}'];

/// The Latin letter that a letter looks like.
#[must_use]
pub fn latin(c: char) -> Option<char> {
    if c.is_ascii() || typing::is_han(c) {
        return None;
    }
    let picture = PICTURES.iter().find_map(|first| {
        let at = u8::try_from(u32::from(c).checked_sub(u32::from(*first))?).ok()?;
        (at < 26).then(|| char::from(b'A' + at))
    });
    picture.or_else(|| ALL.iter().find(|(_, alike)| alike.contains(c)).map(|(letter, _)| *letter))
}

/// Scripts as far as they matter for names of domains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    /// Han, kana, Bopomofo and Hangul, with which Latin letters are written everywhere.
    EastAsian,
    Greek,
    Cyrillic,
    Other,
}

fn script(c: char) -> Option<Script> {
    if !c.is_alphabetic() {
        return None;
    }
    Some(match u32::from(c) {
        0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => Script::Cyrillic,
        0x1100..=0x11ff | 0x3040..=0x318f | 0x31a0..=0x31ff | 0xac00..=0xd7ff => Script::EastAsian,
        _ if typing::is_han(c) => Script::EastAsian,
        _ => Script::Other,
    })
}

/// Whether a part of a domain's name mixes scripts that nobody writes together, such as Latin and Cyrillic letters
/// (UTS 39, "highly restrictive").
#[must_use]
pub fn mixes_scripts(domain: &str) -> bool {
    domain.split('.').any(|label| {
        let scripts: Vec<Script> = label.chars().filter_map(script).collect();
        let written_together = |one: &Script| matches!(one, Script::Latin | Script::EastAsian);
        scripts.iter().any(|one| scripts.iter().any(|other| one != other))
            && !scripts.iter().all(written_together)
    })
}

#[cfg(test)]
mod tests {
    use super::mixes_scripts;

    #[test]
    fn a_name_of_a_domain_is_in_one_script_or_in_such_as_go_together() {
        for fine in
            ["example.test", "書.香港", "mtr港鐵.hk", "пример.test", "bücher.de", "에이.kr", "カナ123.jp"]
        {
            assert!(!mixes_scripts(fine), "{fine}");
        }
        for mixed in ["ex\u{430}mple.test", "\u{3b1}pple.test", "a.b\u{585}b.test", "港\u{430}.hk"] {
            assert!(mixes_scripts(mixed), "{mixed}");
        }
    }
}
