//! What the pages of this context say, in English.

pub(crate) const SIGN_IN: &str = "Sign in";
pub(crate) const USER: &str = "User name or e-mail";
pub(crate) const PASSWORD: &str = "Password";
pub(crate) const SIGN_IN_LEDE: &str = "Use the name and password you were given here.";
pub(crate) const NOT_RIGHT: &str = "That user name and password do not go together. Check both and try again.";

pub(crate) const SIGN_INS: &str = "Where I am signed in";
pub(crate) const SIGN_INS_LEDE: &str = "If you do not know one of these, end it and change your password.";
pub(crate) const BROWSER: &str = "Browser";
pub(crate) const SINCE: &str = "Signed in";
pub(crate) const LAST_USED: &str = "Last used";
pub(crate) const ACTIONS: &str = "Actions";
pub(crate) const END: &str = "End";
pub(crate) const END_OTHERS: &str = "End all others";
pub(crate) const THIS_ONE: &str = "This browser";
pub(crate) const UNKNOWN_BROWSER: &str = "Unknown browser";

/// How long to wait, in whole minutes or seconds, always rounded up.
pub(crate) fn wait(seconds: i64) -> String {
    match seconds {
        ..=1 => "Too many tries. Wait a second, then try again.".to_owned(),
        2..=90 => format!("Too many tries. Wait {seconds} seconds, then try again."),
        91.. => format!("Too many tries. Wait {} minutes, then try again.", seconds.unsigned_abs().div_ceil(60)),
    }
}
