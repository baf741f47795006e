//! Where a request comes from: the client's address, whether by TLS, and
//! whether a browser sent it for a page of ours.

use std::net::IpAddr;

use poem::Request;
use poem::http::Uri;
use poem::http::uri::Scheme;

/// Whether a request that changes something, with a cookie, was sent by a page of
/// ours. A browser adds the cookie for anybody's page; it also says whose it was.
pub(super) fn is_same_origin(request: &Request) -> bool {
    match request.header("Sec-Fetch-Site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => request.header("Origin").is_some_and(|origin| is_own(request, origin)),
    }
}

/// Whether a browser says that the request came from somebody else's page.
pub(super) fn is_cross_site(request: &Request) -> bool {
    match (request.header("Sec-Fetch-Site"), request.header("Origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => !is_own(request, origin),
        (None, None) => false,
    }
}

/// Whether the request came from a page of one of `origins`.
pub(super) fn is_named(request: &Request, origins: &[String]) -> bool {
    request.header("Origin").is_some_and(|origin| origins.iter().any(|known| known == origin))
}

fn is_own(request: &Request, origin: &str) -> bool {
    let origin = origin.parse::<Uri>().ok();
    let said = origin.as_ref().and_then(Uri::authority).map(|authority| authority.as_str());
    let host = request.header("Host").or_else(|| request.uri().authority().map(|a| a.as_str()));
    matches!((said, host), (Some(said), Some(host)) if said.eq_ignore_ascii_case(host))
}

/// Whether the client speaks TLS, to us or to a proxy before us.
pub(super) fn is_secure(request: &Request) -> bool {
    // Whoever lies here only gets a cookie that their own browser keeps back.
    request.scheme() == &Scheme::HTTPS
        || request.header("X-Forwarded-Proto").is_some_and(|proto| proto.eq_ignore_ascii_case("https"))
}

/// The client's address.
pub(super) fn address(request: &Request, behind_proxy: bool) -> Option<IpAddr> {
    let forwarded = || request.headers().get_all("X-Forwarded-For").iter().next_back()?.to_str().ok();
    if behind_proxy && let Some(last) = forwarded().and_then(|list| list.rsplit(',').next()) {
        return last.trim().parse().ok();
    }
    request.remote_addr().as_socket_addr().map(std::net::SocketAddr::ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)]) -> Request {
        headers.iter().fold(Request::builder(), |r, (name, value)| r.header(*name, *value)).finish()
    }

    #[test]
    fn only_pages_of_our_own_change_things_by_cookie() {
        let host = ("Host", "noc.example:8000");
        for (headers, same) in [
            (vec![host, ("Sec-Fetch-Site", "same-origin")], true),
            (vec![host, ("Sec-Fetch-Site", "none")], true),
            (vec![host, ("Sec-Fetch-Site", "same-site")], false),
            (vec![host, ("Sec-Fetch-Site", "cross-site"), ("Origin", "http://noc.example:8000")], false),
            (vec![host, ("Origin", "https://NOC.example:8000")], true),
            (vec![host, ("Origin", "http://noc.example:9000")], false),
            (vec![host, ("Origin", "null")], false),
            (vec![host], false),
        ] {
            assert_eq!(is_same_origin(&request(&headers)), same, "{headers:?}");
        }
    }

    #[test]
    fn a_forwarded_address_counts_only_behind_a_proxy() {
        let request = request(&[("X-Forwarded-For", "6.6.6.6, 10.0.0.7")]);
        assert_eq!(address(&request, true), "10.0.0.7".parse().ok());
        assert_eq!(address(&request, false), None);
    }
}
