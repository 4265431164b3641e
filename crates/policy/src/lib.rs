//! footbridge-policy
