//! footbridge-definition
