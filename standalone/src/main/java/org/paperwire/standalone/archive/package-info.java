/// The source topics as files, and back: everything that a Paperwire cannot derive again.
///
/// ```
/// DIR/archive.json                         what is here, with the SHA-256 of each file; written last
/// DIR/paperwire.sightings.v1/0-2.avro      partition 0, the values of schema 2 of the old registry
/// DIR/paperwire.sightings.v1/0-raw.avro    what stands there and is no value of the topic
/// ```
///
/// Each file is an Avro object container (Apache Avro specification, *Object Container Files*)
/// whose entries hold key, timestamp, headers, place, and the value under the very schema that it
/// was written with, so that any Avro reader can read it without a registry.
@NullMarked
package org.paperwire.standalone.archive;

import org.jspecify.annotations.NullMarked;
