//! footbridge-testkit
