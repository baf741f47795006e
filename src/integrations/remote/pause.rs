//! How long a server asks to be left alone.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// `Retry-After` in either of its forms: seconds, or a date, which counts from the server's own clock.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let wanted = text(RETRY_AFTER)?;
    if let Ok(seconds) = wanted.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = OffsetDateTime::parse(wanted, &Rfc2822).ok()?;
    let now = OffsetDateTime::parse(text(DATE)?, &Rfc2822).ok()?;
    Some(Duration::try_from(until - now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_read_as_seconds_or_as_a_date_of_the_servers_clock() {
        let of = |wanted: &str, date: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, wanted.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            retry_after(&headers).map(|pause| pause.as_secs())
        };
        let date = Some("Mon, 23 Nov 2026 05:00:00 GMT");
        assert_eq!(of(" 7", None), Some(7));
        assert_eq!(of("Mon, 23 Nov 2026 05:00:12 GMT", date), Some(12));
        assert_eq!(of("Mon, 23 Nov 2026 04:59:00 GMT", date), Some(0));
        assert_eq!(of("Mon, 23 Nov 2026 05:00:12 GMT", None), None);
        assert_eq!(of("soon", date), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
