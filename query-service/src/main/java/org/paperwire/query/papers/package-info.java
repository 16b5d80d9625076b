/// A paper as it is answered: the JSON document of the API, and its canonical form for exports,
/// which is the same wherever and whenever the same sightings were taken in. Avro ends here, in
/// [PaperFromTopic].
@NullMarked
package org.paperwire.query.papers;

import org.jspecify.annotations.NullMarked;
