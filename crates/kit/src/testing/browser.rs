//! A browser: it keeps its cookie, and sends along what the last page's form carries.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header},
    response::Response,
};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::{escape, form};

/// A browser at the clinic's door, signed in or not.
pub struct Browser {
    router: Router,
    runtime: Arc<Runtime>,
    cookie: Option<String>,
    last_page: String,
    address: SocketAddr,
    headers: HeaderMap,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status, as a number.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The page.
    pub text: String,
}

impl Answer {
    /// Where it sends the browser; empty when nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Whether the page says so.
    pub fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }
}

impl Browser {
    pub(crate) fn new(router: Router, runtime: Arc<Runtime>) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 40_000));
        Self { router, runtime, cookie: None, last_page: String::new(), address, headers: HeaderMap::new() }
    }

    /// The same, with this cookie.
    pub fn with_cookie(mut self, cookie: impl Into<String>) -> Self {
        self.cookie = Some(cookie.into());
        self
    }

    /// Sends this header with every request from now on.
    pub fn always(&mut self, name: &'static str, value: &'static str) {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }

    /// The cookie it holds.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The value of a hidden field of the last page.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let (_, rest) = self.last_page.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty())
    }

    /// Opens a page and follows where it leads, a few steps at most.
    pub fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path);
        for _ in 0..4 {
            match answer.location().to_owned() {
                next if !next.is_empty() => answer = self.get(&next),
                _ => break,
            }
        }
        answer
    }

    /// Sends a form, with the hidden fields of the last page unless it names them itself.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        for name in [form::CSRF, form::REQUEST, form::VERSION] {
            if !fields.iter().any(|(each, _)| *each == name) {
                pairs.extend(self.hidden(name).map(|value| (name.to_owned(), value)));
            }
        }
        self.post_exactly(path, &pairs)
    }

    /// Sends exactly these fields.
    pub fn post_exactly(&mut self, path: &str, fields: &[(String, String)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body.join("&")))
    }

    /// Sends anything.
    pub fn send(&mut self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.extension(ConnectInfo(self.address)).body(body).unwrap();
        let is_page = request.method() == Method::GET;
        let response = self.runtime.block_on(self.router.clone().oneshot(request)).unwrap();
        let answer = self.runtime.block_on(read(response));
        self.remember(&answer, is_page);
        answer
    }

    fn remember(&mut self, answer: &Answer, is_page: bool) {
        if let Some(set) = answer.headers.get(header::SET_COOKIE) {
            let (pair, guard) = set.to_str().unwrap().split_once(';').unwrap();
            self.cookie = (!guard.contains("Max-Age=0")).then(|| pair.to_owned());
        }
        if is_page && answer.status == 200 || answer.status == 422 {
            self.last_page.clone_from(&answer.text);
        }
    }
}

async fn read(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer { status: parts.status.as_u16(), headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}
