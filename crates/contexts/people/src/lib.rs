//! footbridge-people
