//! footbridge-cohort
