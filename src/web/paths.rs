//! A path has one spelling: what the router would read in another way than it is written is nobody's path.

/// Whether a path lies in the API, in whatever case its first part is written.
#[must_use]
pub fn is_of_api(path: &str) -> bool {
    path.split('/').nth(1).is_some_and(|first| first.eq_ignore_ascii_case("api"))
}

/// Whether a path says the same to everybody who reads it: no parts that are empty or lead elsewhere, and nothing behind
/// a percent sign that can be written as it is or that divides parts (RFC 3986, sections 5.2.4 and 6.2.2).
#[must_use]
pub fn is_plain(path: &str) -> bool {
    let Some(parts) = path.strip_prefix('/') else { return false };
    let last = parts.rsplit('/').next();
    let named = parts.split('/').rev().skip(1).all(|part| !part.is_empty());
    let leads_elsewhere = parts.split('/').any(|part| matches!(part, "." | ".."));
    last.is_some() && named && !leads_elsewhere && !path.contains('\\') && is_escaped_as_needed(path)
}

fn is_escaped_as_needed(path: &str) -> bool {
    path.split('%').skip(1).all(|rest| {
        let byte = rest.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()).is_some_and(|byte| {
            !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'\\')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_spelling() {
        for plain in
            ["/", "/openings", "/api/v1/places", "/openings/", "/a/%F0%9F%8C%8A", "/a/%00", "/a/b:c@d"]
        {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "",
            "*",
            "//",
            "//api/v1/me",
            "/api//v1/me",
            "/a//",
            "/./api",
            "/x/../api/v1/me",
            "/api/v1/me/..",
            "/%61pi/v1/me",
            "/api%2Fv1/me",
            "/api%2fv1",
            "/api/v1%5Cme",
            "/api\\v1",
            "/%2e%2e/api",
            "/a/%zz",
            "/a/%4",
            "/a/%7E",
        ] {
            assert!(!is_plain(other), "{other}");
        }
        assert!(is_of_api("/api") && is_of_api("/API/v1/me") && is_of_api("/api/docs"));
        assert!(!is_of_api("/apis") && !is_of_api("/") && !is_of_api("/x/api"));
    }
}
