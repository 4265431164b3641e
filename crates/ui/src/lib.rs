//! footbridge-ui
