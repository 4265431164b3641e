//! footbridge-kit
