package org.paperwire.enrich.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.paperwire.bibliography.RecordKey;
import org.paperwire.enrich.matching.BlockKey;
import org.paperwire.enrich.matching.BlockKeys;
import org.paperwire.enrich.matching.Features;
import org.paperwire.enrich.matching.Guard;
import org.paperwire.enrich.matching.Matcher;
import org.paperwire.enrich.matching.Profile;
import org.paperwire.enrich.matching.SortKey;
import org.paperwire.enrich.matching.Verdict;

/// How Paperwire matches, with the profiles of the records that were looked at last kept at hand:
/// one record is compared with many.
final class StandardMatching implements Matching {

  private static final int PROFILES_MAX = 1_024;

  private final Matcher matcher = new Matcher();
  private final Map<RecordKey, Profile> profiles =
      new LinkedHashMap<>(PROFILES_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordKey, Profile> eldest) {
          return size() > PROFILES_MAX;
        }
      };

  @Override
  public SortedSet<BlockKey> blocks(Features record) {
    return BlockKeys.of(record);
  }

  @Override
  public String place(Features record, BlockKey block) {
    return SortKey.of(record, block);
  }

  @Override
  public Verdict compare(Features a, Features b) {
    return matcher.compare(profile(a), profile(b));
  }

  @Override
  public Optional<String> keepsApart(Features a, Features b) {
    return Guard.keepsApart(profile(a), profile(b));
  }

  private Profile profile(Features features) {
    Profile last = profiles.get(features.key());
    if (last != null && last.features().equals(features)) {
      return last;
    }
    var profile = Profile.of(features);
    profiles.put(features.key(), profile);
    return profile;
  }
}
