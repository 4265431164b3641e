//! footbridge-db
