//! footbridge-program
