//! Requests that change something must come from our own pages. The browser says so in `Sec-Fetch-Site`, an older one in `Origin`.
//!
//! A request with neither comes from no browser that would carry somebody's cookie across sites (every browser sends `Origin` on a
//! cross-site POST), so it is let through to the form token's check. The same order as OWASP's cheat sheet and Go's `CrossOriginProtection`.

use axum::http::{HeaderMap, Method, header};

/// Whether the method may change something.
pub fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a request comes from one of our own pages, as far as the browser says.
pub fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => text(header::HOST.as_str()).is_some_and(|host| names(origin, host)),
        (None, None) => true,
    }
}

fn names(origin: &str, host: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| origin.strip_prefix(scheme).is_some_and(|rest| rest.eq_ignore_ascii_case(host)))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn request(pairs: &[(&'static str, &'static str)]) -> bool {
        let each = |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        is_ours(&pairs.iter().map(each).collect())
    }

    #[test]
    fn our_own_pages_are_ours() {
        assert!(request(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(request(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(request(&[("origin", "https://clinic.example"), ("host", "Clinic.example")]));
        assert!(request(&[("host", "127.0.0.1:8080")]));
    }

    #[test]
    fn other_sites_are_not() {
        assert!(!request(&[("sec-fetch-site", "cross-site")]));
        assert!(!request(&[("sec-fetch-site", "same-site")]));
        assert!(!request(&[("sec-fetch-site", "none")]));
        assert!(!request(&[("origin", "https://evil.example"), ("host", "clinic.example")]));
        assert!(!request(&[("origin", "null"), ("host", "clinic.example")]));
        assert!(!request(&[("origin", "https://clinic.example")]));
        assert!(!request(&[("origin", "https://clinic.example.evil.example"), ("host", "clinic.example")]));
    }
}
