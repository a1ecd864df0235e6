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
