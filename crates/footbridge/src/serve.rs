use footbridge_kit::Settings;

use crate::cli::Serve;
use crate::clinic::{open, server, wiring};
use crate::stop::Stop;

/// `footbridge serve`
pub fn run(args: &Serve) -> Result<(), Stop> {
    let config = args.config.as_deref().map(crate::config::load).transpose()?.unwrap_or_default();
    let url = args.database.clone().or(config.database).unwrap_or_else(|| "sqlite:footbridge.db".to_owned());
    let clinic = open::open(&url, args.key.as_deref().or(config.key.as_deref()))?;
    if clinic.organization.synthetic {
        return Err(Stop::Storage(format!(
            "{} holds made-up records: `serve` is for a real clinic; use `footbridge demo`",
            clinic.db.place()
        )));
    }
    let address = args.listen.or(config.listen).unwrap_or(crate::cli::LISTEN);
    let listener = server::listen(address)?;
    let (kit, router) = wiring::router(&clinic, wiring::passwords()?, Settings::LOOPBACK);
    let place = listener.local_addr().unwrap_or(address);
    let log = server::Log { kit, organization: clinic.organization.id, anchors: clinic.anchors };
    server::serve(listener, (router, log), || {
        eprintln!("footbridge: listening on http://{place}");
        Ok(())
    })
}
