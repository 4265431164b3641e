//! footbridge-identity
