//! The built web application, held in memory: an allow-list by construction, no path ever reaches the disk.

use std::collections::HashMap;
use std::path::Path;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

struct File {
    kind: &'static str,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    tag: String,
}

/// The files of the web application and the policy that lets its pages run.
pub struct Site {
    files: HashMap<String, File>,
    /// The Content-Security-Policy of every answer.
    pub policy: String,
}

const FALLBACK: &str = "/200.html";

impl Site {
    /// A server without pages.
    #[must_use]
    pub fn none() -> Self {
        Self { files: HashMap::new(), policy: policy_of("", "") }
    }

    /// Reads every file of a build.
    ///
    /// # Errors
    /// A sentence when the directory cannot be read or is not a build.
    pub fn load(root: &Path) -> Result<Self, String> {
        let mut files = HashMap::new();
        read_into(root, root, &mut files).map_err(|error| format!("frontend {}: {error}", root.display()))?;
        let Some(page) = files.get(FALLBACK) else {
            return Err(format!("frontend {}: no 200.html there; build it first", root.display()));
        };
        let page = String::from_utf8_lossy(&page.plain).into_owned();
        let scripts: String = inline_scripts(&page).map(|script| format!(" '{}'", hash(script))).collect();
        let styles = announcer_styles(&files);
        let policy = policy_of(&scripts, &styles);
        Ok(Self { files, policy })
    }

    /// The file of a path, or the application's page for any path of its own.
    #[must_use]
    pub fn serve(&self, request: &HttpRequest) -> HttpResponse {
        let path = request.path();
        let exact = self
            .files
            .get(path)
            .or_else(|| self.files.get(&format!("{}/index.html", path.trim_end_matches('/'))));
        // What looks like a file and is none is not a page.
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let Some(file) = exact.or_else(|| if is_file { None } else { self.files.get(FALLBACK) }) else {
            return HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("Not found");
        };
        let lasting = path.starts_with("/_app/immutable/");
        let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = HttpResponse::Ok();
        response
            .content_type(file.kind)
            .insert_header((header::CACHE_CONTROL, cache))
            .insert_header((header::ETAG, file.tag.clone()))
            .insert_header((header::VARY, "accept-encoding"));
        let given = |name: header::HeaderName| {
            request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        if given(header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == file.tag) {
            return HttpResponse::NotModified()
                .insert_header((header::CACHE_CONTROL, cache))
                .insert_header((header::ETAG, file.tag.clone()))
                .finish();
        }
        let accepted = given(header::ACCEPT_ENCODING);
        match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepted.contains("br") => {
                response.insert_header((header::CONTENT_ENCODING, "br")).body(brotli.clone())
            }
            (_, Some(gzip)) if accepted.contains("gzip") => {
                response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip.clone())
            }
            _ => response.body(file.plain.clone()),
        }
    }
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
        files.insert(format!("/{name}"), File { kind, brotli: beside("br"), gzip: beside("gz"), plain, tag });
    }
    Ok(())
}

/// The kinds of file that are served; all others, and those whose name begins with a dot, are not.
fn kind_of(name: &str) -> Option<&'static str> {
    if name.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    Some(match name.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
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

fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!tag.contains("src=")).then_some(script)
    })
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
        .map(|hash| format!(" 'unsafe-hashes'{hash}"))
        .unwrap_or_default()
}

fn policy_of(scripts: &str, styles: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         object-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
}
