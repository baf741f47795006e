//! The web page, carried in the binary.
//!
//! `frontend/dist` is embedded by `build.rs`. Assets have a hash in their name and
//! are kept for ever; `index.html` is never kept and has a fresh nonce in every
//! answer, so that only scripts and styles of ours run. Every address that is no
//! file leads to the page, which knows its own addresses; `/api` never does.

use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};
use rand::Rng;

use super::problem::Problem;

/// Every file of the page: its name, and what is in it.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));
/// Stands in the built page where the nonce belongs.
const NONCE: &str = "__CSP_NONCE__";
/// Names below here have a hash in them: what they hold never changes.
const HASHED: &str = "assets/";
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// What a binary that was built without the page shows.
const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>NOC Canvas Scheduler</title>\
    <h1>This binary was built without its web page</h1>\
    <p>Build both with <code>make build</code> (it needs Node 20 or newer), or run <code>npm ci --ignore-scripts</code> and \
    <code>npm run build</code> in <code>frontend/</code> and then <code>cargo build</code> again.\
    <p>The API works without it: <a href=\"/docs\">/docs</a>.";

/// Serves the page under every address that nothing else has.
pub(super) struct Web;

impl Endpoint for Web {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        answer(request.method(), request.original_uri().path(), takes_gzip(&request))
    }
}

fn answer(method: &Method, path: &str, gzip: bool) -> poem::Result<Response> {
    let path = path.trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Err(Problem::not_found(format!("there is nothing at /{path}")).into());
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED.into());
    }
    if path != "index.html"
        && let Some(content) = file(path)
    {
        return Ok(asset(path, content, gzip));
    }
    // A missing file must not be answered with a page: a browser would take it for a script.
    if path.starts_with(HASHED) {
        return Err(StatusCode::NOT_FOUND.into());
    }
    Ok(page())
}

fn file(name: &str) -> Option<&'static [u8]> {
    FILES.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| FILES[at].1)
}

fn takes_gzip(request: &Request) -> bool {
    let accepted = request.header(header::ACCEPT_ENCODING).unwrap_or_default();
    accepted.split(',').any(|one| one.split(';').next().is_some_and(|name| name.trim() == "gzip"))
}

fn asset(name: &str, content: &'static [u8], gzip: bool) -> Response {
    let keep = if name.starts_with(HASHED) { FOR_EVER } else { ASK_AGAIN };
    let mut answer = Response::builder().content_type(media_type(name)).header(header::CACHE_CONTROL, keep);
    let packed = file(&format!("{name}.gz"));
    if packed.is_some() {
        answer = answer.header(header::VARY, "Accept-Encoding");
    }
    match packed {
        Some(packed) if gzip => answer.header(header::CONTENT_ENCODING, "gzip").body(packed),
        _ => answer.body(content),
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// The page with a nonce of its own.
fn page() -> Response {
    let nonce = nonce();
    let text = file("index.html").and_then(|content| std::str::from_utf8(content).ok()).unwrap_or(NOT_BUILT);
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    Response::builder()
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, NEVER)
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .body(text.replace(NONCE, &nonce))
        .into_response()
}

/// 128 random bits in hexadecimal.
fn nonce() -> String {
    format!("{:032x}", rand::rng().random::<u128>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_nonce_of_its_own() {
        let policies = [page(), page()].map(|p| p.header(header::CONTENT_SECURITY_POLICY).unwrap().to_owned());
        assert_ne!(policies[0], policies[1]);
        assert!(!policies[0].contains("unsafe"));
    }

    #[test]
    fn what_is_not_there_is_the_page_but_under_api_and_assets() {
        let ask = |path: &str| match answer(&Method::GET, path, false) {
            Ok(answer) => answer.status().as_u16(),
            Err(e) => e.status().as_u16(),
        };
        assert_eq!(ask("/jobs/1"), 200);
        assert_eq!(ask("/"), 200);
        assert_eq!(ask("/apis"), 200);
        assert_eq!(ask("/api/nothing"), 404);
        assert_eq!(ask("/api"), 404);
        assert_eq!(ask("/assets/gone.js"), 404);
    }

    #[test]
    fn the_files_are_sorted_for_the_search() {
        assert!(FILES.is_sorted_by_key(|(name, _)| name));
    }
}
