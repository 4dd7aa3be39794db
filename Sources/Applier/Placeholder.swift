// Applier
