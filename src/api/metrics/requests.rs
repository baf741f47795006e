//! Counting requests: a few additions each.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::text::Page;

/// The upper bounds of the classes of durations, in seconds. Requests take milliseconds; 45 s is the longest.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 45.0];

/// Requests of this process since it started.
#[derive(Default)]
pub(in crate::api) struct Requests {
    /// By the first digit of their status, from 1.
    by_class: [AtomicU64; 5],
    /// By duration, each in the first class that it fits; the last one is for all others.
    by_duration: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

impl Requests {
    /// Notes a request that was answered with `status` after `took`. A stream counts until its first byte.
    pub(in crate::api) fn count(&self, status: u16, took: Duration) {
        let add = |counter: &AtomicU64, n| counter.fetch_add(n, Ordering::Relaxed);
        if let Some(counter) = self.by_class.get(usize::from(status / 100).wrapping_sub(1)) {
            add(counter, 1);
        }
        let class = BOUNDS.iter().position(|bound| took.as_secs_f64() <= *bound).unwrap_or(BOUNDS.len());
        add(&self.by_duration[class], 1);
        add(&self.micros, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    #[expect(clippy::cast_precision_loss, reason = "Prometheus knows only floating point; 2^53 requests are enough")]
    pub(super) fn write(&self, page: &mut Page) {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64;
        let name = "noc_http_requests_total";
        page.metric(name, "counter", "Requests that this process has answered, by class of their status.");
        for (counter, class) in self.by_class.iter().zip(["1xx", "2xx", "3xx", "4xx", "5xx"]) {
            page.value(name, &[("status", class)], read(counter));
        }
        let name = "noc_http_request_duration_seconds";
        page.metric(name, "histogram", "How long requests took; a stream until its first byte.");
        let mut so_far = 0.0;
        for (counter, bound) in self
            .by_duration
            .iter()
            .zip(BOUNDS.map(|bound| bound.to_string()).iter().map(String::as_str).chain(["+Inf"]))
        {
            so_far += read(counter);
            page.value(&format!("{name}_bucket"), &[("le", bound)], so_far);
        }
        page.value(&format!("{name}_sum"), &[], read(&self.micros) / 1e6);
        page.value(&format!("{name}_count"), &[], so_far);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_is_in_its_class_and_in_all_wider_durations() {
        let requests = Requests::default();
        requests.count(200, Duration::from_micros(900));
        requests.count(404, Duration::from_millis(30));
        requests.count(503, Duration::from_secs(60));
        requests.count(7, Duration::ZERO);
        let mut page = Page::default();
        requests.write(&mut page);
        let text = page.finish();
        for line in [
            "noc_http_requests_total{status=\"2xx\"} 1",
            "noc_http_requests_total{status=\"4xx\"} 1",
            "noc_http_request_duration_seconds_bucket{le=\"0.001\"} 2",
            "noc_http_request_duration_seconds_bucket{le=\"0.05\"} 3",
            "noc_http_request_duration_seconds_bucket{le=\"45\"} 3",
            "noc_http_request_duration_seconds_bucket{le=\"+Inf\"} 4",
            "noc_http_request_duration_seconds_sum 60.0309",
            "noc_http_request_duration_seconds_count 4",
        ] {
            assert!(text.lines().any(|said| said == line), "{line} in\n{text}");
        }
    }
}
