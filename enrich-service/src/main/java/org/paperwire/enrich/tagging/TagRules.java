package org.paperwire.enrich.tagging;

import java.util.List;

/// Rules that look at a paper and answer its tags, each at most once for an origin, in any order.
interface TagRules {

  List<Tag> tags(Taggable paper);

  /// The names that the tags carry as their origin.
  List<String> origins();
}
