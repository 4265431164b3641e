//! Storage blocks, and gets on with an asynchronous program that knows it.

use footbridge_db::DbError;
use footbridge_testkit::each_engine;

#[test]
fn an_asynchronous_program_uses_storage_from_its_blocking_threads_and_may_drop_it_anywhere() {
    each_engine(|db| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let db = db.clone();
        runtime.block_on(async move {
            let shared = db.clone();
            let work = move || shared.read(|tx| tx.sql("SELECT count(*) FROM site").one::<i64>());
            let sites: Result<i64, DbError> = tokio::task::spawn_blocking(work).await.unwrap();
            assert_eq!(sites, Ok(0));
            drop(db);
        });
    });
}

#[test]
fn the_last_handle_may_be_dropped_on_an_asynchronous_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    footbridge_testkit::each_engine_owned(|db| {
        runtime.block_on(async move {
            tokio::spawn(async move { drop(db) }).await.unwrap();
        });
    });
}
