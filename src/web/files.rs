//! The built web application, held in memory: an allow-list by construction, no path ever reaches the disk.

use std::collections::HashMap;
use std::path::Path;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::frame::{LASTING, policy_with};

struct File {
    kind: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    tag: String,
    /// What a page may run, which is its own scripts and styles.
    policy: Option<HeaderValue>,
}

/// The files of the web application.
pub struct Site {
    files: HashMap<String, File>,
    /// Pages that were written beforehand, by the language they are in and their path.
    pages: HashMap<(&'static str, String), File>,
}

const PAGE: &str = "text/html; charset=utf-8";

const FALLBACK: &str = "/200.html";

/// The languages in which pages are written beforehand, each with its folder in the build.
const WRITTEN: [(&str, &str); 3] = [("en", "/en"), ("zh-Hans", "/zh-Hans"), ("zh-Hant", "")];

impl Site {
    /// A server without pages.
    #[must_use]
    pub fn none() -> Self {
        Self { files: HashMap::new(), pages: HashMap::new() }
    }

    /// Reads every file of a build.
    ///
    /// # Errors
    /// A sentence when the directory cannot be read or is not a build.
    pub fn load(root: &Path) -> Result<Self, String> {
        let mut files = HashMap::new();
        read_into(root, root, &mut files).map_err(|error| format!("frontend {}: {error}", root.display()))?;
        if !files.contains_key(FALLBACK) {
            return Err(format!("frontend {}: no 200.html there; build it first", root.display()));
        }
        let announcer = announcer_styles(&files);
        let mut pages = HashMap::new();
        let (written, mut files): (HashMap<_, _>, HashMap<_, _>) =
            files.into_iter().partition(|(name, file)| file.kind == PAGE && name != FALLBACK);
        for (name, file) in written {
            let (language, path) = written_at(&name);
            pages.insert((language, path.to_owned()), file);
        }
        for page in pages.values_mut().chain(files.get_mut(FALLBACK)) {
            page.policy = Some(policy_of(&String::from_utf8_lossy(&page.plain), &announcer));
        }
        Ok(Self { files, pages })
    }

    /// The page of a path in the reader's language, the file of a path, or the application's page for any path of its own.
    #[must_use]
    pub fn serve(&self, request: &HttpRequest) -> HttpResponse {
        let path = request.path();
        let given = |name: header::HeaderName| {
            request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        let language = language_of(given(header::COOKIE), given(header::ACCEPT_LANGUAGE));
        let exact = self.pages.get(&(language, path.to_owned())).or_else(|| self.files.get(path));
        // What looks like a file and is none is not a page.
        let is_file =
            path.starts_with("/_app/") || path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let Some(file) = exact.or_else(|| if is_file { None } else { self.files.get(FALLBACK) }) else {
            return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("Not found");
        };
        let lasting = path.starts_with(LASTING);
        let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
        let unchanged = given(header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == file.tag);
        // What is said of an unchanged page goes for the copy that the browser has, its policy too.
        let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response
            .insert_header((header::CACHE_CONTROL, cache))
            .insert_header((header::ETAG, file.tag.clone()));
        match &file.policy {
            Some(policy) => response
                .insert_header((header::CONTENT_SECURITY_POLICY, policy.clone()))
                .insert_header((header::VARY, "accept-encoding, accept-language, cookie")),
            None => response.insert_header((header::VARY, "accept-encoding")),
        };
        if unchanged {
            return response.finish();
        }
        response.content_type(file.kind);
        let accepted = given(header::ACCEPT_ENCODING);
        match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => {
                response.insert_header((header::CONTENT_ENCODING, "br")).body(brotli.clone())
            }
            (_, Some(gzip)) if accepts(accepted, "gzip") => {
                response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip.clone())
            }
            _ => response.body(file.plain.clone()),
        }
    }
}

/// Whether a client takes a coding: by its name, else by the star; a weight of nought is a no (RFC 9110, section 12.4.2).
/// A file that is kept in no coding that the client takes is sent as it is, whatever is said of that.
fn accepts(header: &str, coding: &str) -> bool {
    let said = |wanted: &str| {
        header.split(',').find_map(|one| {
            let mut parts = one.split(';').map(str::trim);
            parts.next().filter(|name| name.eq_ignore_ascii_case(wanted))?;
            let weight = parts.find_map(|part| {
                part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="))?.trim().parse::<f32>().ok()
            });
            Some(weight.unwrap_or(1.0) > 0.0)
        })
    };
    said(coding).or_else(|| said("*")).unwrap_or(false)
}

fn read_into(root: &Path, directory: &Path, files: &mut HashMap<String, File>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            read_into(root, &path, files)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let Some(kind) = kind_of(&name) else { continue };
        let beside =
            |ending: &str| std::fs::read(format!("{}.{ending}", path.display())).ok().map(Bytes::from);
        let plain = Bytes::from(std::fs::read(&path)?);
        let tag = format!("\"{}\"", STANDARD.encode(Sha256::digest(&plain)));
        let (brotli, gzip) = (beside("br"), beside("gz"));
        files.insert(format!("/{name}"), File { kind, plain, brotli, gzip, tag, policy: None });
    }
    Ok(())
}

/// The kinds of file that are served; all others, and those whose name begins with a dot, are not.
fn kind_of(name: &str) -> Option<&'static str> {
    if name.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    Some(match name.rsplit('.').next()? {
        "html" => PAGE,
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The language and the path of a page by its name in the build: `/en/openings.html` is `/openings` in English.
fn written_at(name: &str) -> (&'static str, &str) {
    let name = name.trim_end_matches(".html");
    for (language, folder) in WRITTEN {
        match name.strip_prefix(folder) {
            Some("" | "/index") => return (language, "/"),
            Some(path) if path.starts_with('/') => return (language, path),
            _ => {}
        }
    }
    ("zh-Hant", name)
}

/// The reader's language: the one they chose, else the first of their browser's that is spoken here. The web application
/// decides in the same way (`language.ts`), and shows nothing of a page in another language.
fn language_of(cookies: &str, accepted: &str) -> &'static str {
    let known = |wanted: &str| WRITTEN.iter().map(|(language, _)| *language).find(|one| *one == wanted);
    let chosen = cookies.split(';').find_map(|pair| known(pair.trim().strip_prefix("language=")?));
    let first = || {
        accepted.split(',').find_map(|tag| {
            let tag = tag.trim().to_ascii_lowercase();
            let begins = |with: &[&str]| with.iter().any(|start| tag.starts_with(start));
            match () {
                () if begins(&["en"]) => Some("en"),
                () if begins(&["zh-hans", "zh-cn", "zh-sg"]) => Some("zh-Hans"),
                () if begins(&["zh"]) => Some("zh-Hant"),
                () => None,
            }
        })
    };
    chosen.or_else(first).unwrap_or("zh-Hant")
}

/// What stands in a page between the tags of a name, where it does not stand in a file of its own.
fn inline<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let one = |rest: &'a str| {
        let (tag, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once(closing.as_str())?;
        (!tag.contains("src=")).then_some(text)
    };
    page.split(opening.as_str()).skip(1).filter_map(one).collect()
}

/// The style attribute of SvelteKit's route announcer, found in the built scripts.
fn announcer_styles(files: &HashMap<String, File>) -> String {
    files
        .iter()
        .filter(|(name, _)| name.ends_with(".js"))
        .filter_map(|(_, file)| {
            let text = String::from_utf8_lossy(&file.plain).into_owned();
            let (_, after) = text.split_once("svelte-announcer")?;
            let (_, style) = after.split_once("style=\"")?;
            style.split_once('"').map(|(style, _)| format!(" '{}'", hash(style)))
        })
        .next()
        .unwrap_or_default()
}

/// The policy of a page: its own scripts and styles, and the style of the announcer.
fn policy_of(page: &str, announcer: &str) -> HeaderValue {
    let hashes =
        |texts: Vec<&str>| texts.into_iter().map(|text| format!(" '{}'", hash(text))).collect::<String>();
    let attributes: Vec<&str> =
        page.split(" style=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    policy_with(
        &hashes(inline(page, "script")),
        &format!("{} 'unsafe-hashes'{announcer}{}", hashes(inline(page, "style")), hashes(attributes)),
    )
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::{Site, accepts, language_of, written_at};

    #[test]
    fn a_page_runs_what_stands_in_it_also_when_the_browser_has_it_already() {
        let build = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(build.path().join(name), text).unwrap();
        write("200.html", "<script>start()</script>");
        write("index.html", "<style>p{}</style><script>one()</script>");
        write("en.html", "<p style=\"width: 9%;\"><script src=\"/a.js\"></script>");
        let site = Site::load(build.path()).unwrap();
        let get = |path: &str, name: &'static str, value: String| {
            site.serve(&TestRequest::with_uri(path).insert_header((name, value)).to_http_request())
        };
        let said = |answer: &actix_web::HttpResponse, name: &str| {
            answer.headers().get(name).unwrap().to_str().unwrap().to_owned()
        };
        let first = get("/", "accept-language", "zh-HK".into());
        let policy = said(&first, "content-security-policy");
        assert_eq!(policy.matches("'sha256-").count(), 2, "{policy}");
        let again = get("/", "if-none-match", said(&first, "etag"));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(said(&again, "content-security-policy"), policy);

        let english = said(&get("/", "accept-language", "en".into()), "content-security-policy");
        assert!(
            english.contains("'unsafe-hashes' 'sha256-") && english.contains("script-src 'self';"),
            "{english}"
        );
        let other = said(&get("/my", "accept-language", "en".into()), "content-security-policy");
        assert!(other != english && other != policy);
        assert_eq!(get("/en.html", "accept", "*/*".into()).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn what_is_not_there_is_not_kept_and_no_page_stands_in_for_a_file() {
        let build = tempfile::tempdir().unwrap();
        std::fs::write(build.path().join("200.html"), "<p>").unwrap();
        let lasting = build.path().join("_app/immutable");
        std::fs::create_dir_all(&lasting).unwrap();
        std::fs::write(lasting.join("a.js"), "one()").unwrap();
        let site = Site::load(build.path()).unwrap();
        let kept = |path: &str| {
            let answer = site.serve(&TestRequest::with_uri(path).to_http_request());
            let cache = answer.headers().get("cache-control").map(|value| value.to_str().unwrap().to_owned());
            (answer.status().as_u16(), cache.unwrap_or_default())
        };
        assert_eq!(kept("/_app/immutable/a.js"), (200, "public, max-age=31536000, immutable".into()));
        for gone in ["/_app/immutable/b.js", "/_app/immutable/b", "/_app/immutable/", "/_app/version"] {
            assert_eq!(kept(gone), (404, String::new()), "{gone}");
        }
        assert_eq!(kept("/my"), (200, "no-cache".into()));
    }

    #[test]
    fn a_coding_that_a_client_weighs_at_nought_is_not_sent() {
        for (header, brotli, gzip) in [
            ("", false, false),
            ("gzip, deflate, br", true, true),
            ("br;q=0, gzip;q=0.5", false, true),
            ("gzip;q=0.0,br ; q=0.1", true, false),
            ("*;q=0", false, false),
            ("*, br;q=0", false, true),
            ("BR", true, false),
            ("x-gzip, brotli", false, false),
        ] {
            assert_eq!((accepts(header, "br"), accepts(header, "gzip")), (brotli, gzip), "{header}");
        }
    }

    #[test]
    fn the_reader_gets_the_language_they_chose_else_the_first_of_their_browser_that_is_spoken_here() {
        for (cookies, accepted, expected) in [
            ("", "", "zh-Hant"),
            ("", "fr,en-GB;q=0.9", "en"),
            ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
            ("", "zh-HK,en;q=0.8", "zh-Hant"),
            ("visited=yes; language=zh-Hans", "en-GB", "zh-Hans"),
            ("language=fr", "en-GB", "en"),
        ] {
            assert_eq!(language_of(cookies, accepted), expected, "{cookies} {accepted}");
        }
    }

    #[test]
    fn a_page_is_found_by_the_language_it_is_written_in() {
        assert_eq!(written_at("/index.html"), ("zh-Hant", "/"));
        assert_eq!(written_at("/en.html"), ("en", "/"));
        assert_eq!(written_at("/zh-Hans/openings.html"), ("zh-Hans", "/openings"));
        assert_eq!(written_at("/openings.html"), ("zh-Hant", "/openings"));
        assert_eq!(written_at("/ending.html"), ("zh-Hant", "/ending"));
    }
}
