//! Writes the gallery as files, to be looked at in a browser: `cargo run -p footbridge-ui --example gallery -- FOLDER`.

use std::{fs, path::PathBuf};

use footbridge_ui::{
    assets, button,
    form::{Field, Form, Hidden},
    gallery,
    layout::{PageHead, plain},
};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| std::env::temp_dir().join("footbridge-gallery"), PathBuf::from);
    fs::create_dir_all(folder.join("assets"))?;
    for name in assets::names() {
        let (bytes, _) = assets::get(name).unwrap_or_default();
        fs::write(folder.join("assets").join(name), bytes)?;
    }
    let local = |page: String| page.replace("\"/assets/", "\"assets/");
    fs::write(folder.join("gallery.html"), local(gallery::page().into_string()))?;
    fs::write(folder.join("plain.html"), local(sign_in()))?;
    println!("{}", folder.join("gallery.html").display());
    Ok(())
}

fn sign_in() -> String {
    let form = Form::post("/sign-in", Hidden::new("t", "r"))
        .field(Field::text("user", "E-mail or user name").autocomplete("username"))
        .field(Field::password("password", "Password").autocomplete("current-password"))
        .buttons([button::submit("Sign in")]);
    plain(PageHead::new("Sign in").demo(true), maud::Render::render(&form)).into_string()
}
