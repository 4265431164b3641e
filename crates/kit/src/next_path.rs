//! Where somebody was going when they were asked to sign in. Only ever a path of ours.

use axum::{
    extract::Request,
    http::{Method, Uri, header},
};

/// The path to come back to after signing in: the page itself, or the page its form was on.
pub(crate) fn of(request: &Request) -> String {
    if request.method() == Method::GET {
        return local(&request.uri().to_string()).to_owned();
    }
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|text| text.parse::<Uri>().ok()).and_then(|uri| uri.path_and_query().map(ToString::to_string));
    path.map_or_else(|| "/".to_owned(), |path| local(&path).to_owned())
}

/// The path if it is one of ours, `/` otherwise: no other host, no scheme, nothing a browser would read as one.
pub fn local(path: &str) -> &str {
    let ours = path.starts_with('/') && !path.starts_with("//") && path.len() <= 1000;
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if ours && plain { path } else { "/" }
}

/// The text for a query value.
pub fn escape(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_back_to() {
        for path in ["/", "/today", "/clients/1?tab=a&b=c%20d"] {
            assert_eq!(local(path), path);
        }
        for path in
            ["", "today", "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/a\r\nSet-Cookie: b", "/é", " /today"]
        {
            assert_eq!(local(path), "/", "{path}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(2000))), "/");
    }
}
