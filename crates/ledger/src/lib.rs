//! footbridge-ledger
