package org.paperwire.enrich.identity;

/// What identity is told. All of it comes through one partition, in one order.
public sealed interface Matter permits RecordChanged, Decided {}
