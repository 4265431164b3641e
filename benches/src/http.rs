//! One person's browser, as far as measuring needs it: a kept connection, a cookie, forms.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use form_urlencoded::Serializer;

/// Somebody's connection.
pub struct Person {
    authority: String,
    stream: BufReader<TcpStream>,
    cookies: Vec<String>,
}

/// What was answered.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The page.
    pub body: String,
}

impl Person {
    /// Connects.
    pub fn connect(authority: &str) -> Result<Self> {
        let stream = TcpStream::connect(authority)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { authority: authority.to_owned(), stream: BufReader::new(stream), cookies: Vec::new() })
    }

    /// Connects and signs in.
    pub fn signed_in(authority: &str, (user, password): (&str, &str)) -> Result<Self> {
        let mut person = Self::connect(authority)?;
        let page = person.get("/sign-in")?;
        let mut fields = hidden(&page.body);
        fields.extend([("user".to_owned(), user.to_owned()), ("password".to_owned(), password.to_owned())]);
        let answer = person.post("/sign-in", &fields)?;
        ensure!(answer.status == 303, "signing in as {user} was answered with {}", answer.status);
        Ok(person)
    }

    /// Another connection of the same sign-in.
    pub fn again(&self) -> Result<Self> {
        let mut other = Self::connect(&self.authority)?;
        other.cookies.clone_from(&self.cookies);
        Ok(other)
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "")
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> Result<Answer> {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask("POST", path, &body)
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let authority = &self.authority;
        let cookies = self.cookies.join("; ");
        let form = if method == "POST" {
            format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nOrigin: http://{authority}\r\nSec-Fetch-Site: same-origin\r\n",
                body.len()
            )
        } else {
            String::new()
        };
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {authority}\r\nCookie: {cookies}\r\n{form}\r\n{body}");
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).with_context(|| format!("no status: {status}"))?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value.contains("chunked"),
                "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        let bytes = if chunked { self.chunks()? } else { self.bytes(length)? };
        Ok(Answer { status, body: String::from_utf8_lossy(&bytes).into_owned() })
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or("").to_owned();
        let name = pair.split('=').next().unwrap_or("").to_owned();
        self.cookies.retain(|kept| kept.split('=').next() != Some(name.as_str()));
        self.cookies.push(pair);
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.stream.read_line(&mut line)? > 0, "the connection ended");
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let length = usize::from_str_radix(self.line()?.split(';').next().unwrap_or(""), 16)?;
            all.extend(self.bytes(length)?);
            self.line()?;
            if length == 0 {
                return Ok(all);
            }
        }
    }
}

/// The hidden fields of a piece of a page.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next()).filter(|input| input.contains("type=\"hidden\""));
    inputs.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))).collect()
}

/// The forms of a page that are sent to addresses with this in them: address and hidden fields.
pub fn forms(html: &str, to: &str) -> Vec<(String, Vec<(String, String)>)> {
    let forms = html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
    forms
        .filter_map(|form| Some((attribute(form.split('>').next()?, "action")?, hidden(form))))
        .filter(|(action, _)| action.contains(to))
        .collect()
}

/// The addresses that a page leads to and that begin so, without what follows `?` or `#`.
pub fn links(html: &str, begin: &str) -> BTreeSet<String> {
    let hrefs = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter_map(|href| href.split(['?', '#']).next()).filter(|href| href.starts_with(begin)).map(str::to_owned).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}
