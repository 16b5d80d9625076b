package org.paperwire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import org.paperwire.ingest.Limits;

/// How one entry is parsed, ours or a source's: within [Limits], and refused when a name stands
/// twice in an object, since readers disagree about what that means.
public final class StrictJson {

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                  .maxStringLength(Limits.ITEM_BYTES_MAX)
                  .maxNameLength(Limits.JSON_NAME_CHARACTERS_MAX)
                  .maxNumberLength(Limits.JSON_NUMBER_CHARACTERS_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // What is UTF-8 by our own look at it is not read as UTF-16 or UTF-32 on a guess.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private StrictJson() {}
}
