package org.paperwire.enrich.mapping;

import org.paperwire.avro.ChangeKind;
import org.paperwire.avro.PaperChange;
import org.paperwire.bibliography.PaperId;
import org.paperwire.enrich.changes.Change;

/// Changes in their public form.
public final class ChangeMapping {

  private ChangeMapping() {}

  /// A change, carrying the paper as it then is.
  public static PaperChange published(Change change) {
    return new PaperChange(
        change.now().paper().id().value(),
        switch (change.kind()) {
          case DISCOVERED -> ChangeKind.DISCOVERED;
          case UPDATED -> ChangeKind.UPDATED;
          case MERGED -> ChangeKind.MERGED;
          case SPLIT -> ChangeKind.SPLIT;
          case WITHDRAWN -> ChangeKind.WITHDRAWN;
        },
        change.now().revision(),
        change.fields(),
        PaperMapping.published(change.now()),
        change.into().map(PaperId::value).orElse(null),
        change.absorbed().stream().map(PaperId::value).toList(),
        change.epoch().orElse(null));
  }
}
