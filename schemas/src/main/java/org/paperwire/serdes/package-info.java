/// How records become bytes. [RegistrySerdes] for the public topics: the genuine Confluent serdes,
/// so that any Confluent client in any language reads them. [StoreSerde] for state stores and
/// internal topics: the same Avro without a registry, because a store must never wait for one.
@NullMarked
package org.paperwire.serdes;

import org.jspecify.annotations.NullMarked;
