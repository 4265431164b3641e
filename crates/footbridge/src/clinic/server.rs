//! Listening, answering, and stopping when asked.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use footbridge_care::ids::OrganizationId;
use footbridge_kit::Kit;
use footbridge_ledger::audit;

use crate::stop::Stop;

/// How often the audit log is sealed while serving.
const SEAL_EVERY: Duration = Duration::from_secs(10);

/// The audit log that is sealed while serving.
#[derive(Clone)]
pub struct Log {
    /// The shared state.
    pub kit: Kit,
    /// Whose log.
    pub organization: OrganizationId,
    /// Where its checkpoints are kept outside the database.
    pub anchors: PathBuf,
}

/// Takes the address, or says who has it.
pub fn listen(address: SocketAddr) -> Result<TcpListener, Stop> {
    let listener = TcpListener::bind(address).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program is listening there; choose another with `--listen ADDR`".to_owned(),
            _ => error.to_string(),
        };
        Stop::Storage(format!("cannot listen on {address}: {why}"))
    })?;
    listener.set_nonblocking(true).map_err(|error| Stop::Storage(error.to_string()))?;
    Ok(listener)
}

/// Serves until interrupted, then lets open requests finish. `ready` says so, once asking to stop would be heard.
pub fn serve(listener: TcpListener, (router, log): (Router, Log), ready: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| Stop::Storage(error.to_string()))?;
    let interrupted = {
        let _inside = runtime.enter();
        interrupts()
    };
    ready()?;
    let served = runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let sealer = tokio::spawn(seal(log.clone()));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(interrupted).await;
        sealer.abort();
        let _ = seal_once(&log).await;
        served
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    served.map_err(|error| Stop::Storage(error.to_string()))
}

async fn seal(log: Log) {
    let mut ticks = tokio::time::interval(SEAL_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = seal_once(&log).await {
            tracing::warn!(%error, "the audit log was not sealed; trying again");
        }
    }
}

async fn seal_once(log: &Log) -> Result<(), footbridge_db::DbError> {
    let (kit, keys, now, log) = (log.kit.clone(), log.kit.keys().clone(), log.kit.now(), log.clone());
    kit.blocking(move |db| {
        if let Some(checkpoint) = audit::seal(db, &keys, (log.organization, now))?
            && let Err(error) = audit::append_anchor(&log.anchors, &checkpoint)
        {
            tracing::warn!(%error, "a checkpoint of the audit log could not be kept outside the database");
        }
        Ok(())
    })
    .await
}

/// Listens for Ctrl-C, and for an operator's asking to stop, from now on.
#[cfg(unix)]
fn interrupts() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let asked = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        match asked {
            [Ok(mut interrupt), Ok(mut terminate)] => {
                tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
            }
            _ => drop(tokio::signal::ctrl_c().await),
        }
    }
}

/// Listens for Ctrl-C.
#[cfg(not(unix))]
fn interrupts() -> impl Future<Output = ()> + Send + 'static {
    async move { drop(tokio::signal::ctrl_c().await) }
}
