/// Where Avro stops: each message and each stored value in its two forms, the generated class on
/// the wire and the record that the rest of this service knows. What does not make sense is refused
/// here, as a `SerializationException`, and becomes a dead letter.
@NullMarked
package org.paperwire.enrich.mapping;

import org.jspecify.annotations.NullMarked;
