package org.paperwire.query.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.paperwire.avro.Author;
import org.paperwire.avro.Evidence;
import org.paperwire.avro.Paper;
import org.paperwire.avro.SightingRef;
import org.paperwire.avro.Tag;
import org.paperwire.avro.Tie;

/// A paper that nobody wrote and that has everything a paper may have, by which a view knows its
/// own definition again. Its text has what analysers treat in ways of their own: accents, capitals,
/// stop words, endings, hyphens, numbers, formulas, a script without blanks.
final class Specimen {

  private static final String TEXT =
      "The Naïve Readers' 2-step re-reading of GPT-4's “running” studies: α-β pruning, $O(n^2)$ "
          + "edges and 論文 in C++";

  private Specimen() {}

  static Paper paper() {
    return Paper.newBuilder()
        .setPaperId("pspecimenspecimen")
        .setRevision(3)
        .setTitle(TEXT)
        .setAbstract$("An abstract. " + TEXT)
        .setAuthors(
            List.of(
                Author.newBuilder()
                    .setName("Zoë An de la Cruz")
                    .setAffiliation("Ürün & Co")
                    .build(),
                Author.newBuilder().setName("O'Neil, J.-P.").build()))
        .setAuthorCount(2)
        .setOrganisation("The Institute of Ångström")
        .setPublishedAt("2025-07-10")
        .setListedAt("2025-07-11")
        .setFirstSeenAt(Instant.parse("2025-07-11T06:00:00Z"))
        .setVenue("Proc. of the Naïve Venues")
        .setYear(2025)
        .setVersion(2)
        .setIdentifiers(Map.of("arxiv", List.of("2507.00001"), "doi", List.of("10.5555/specimen")))
        .setCategories(List.of("cs.LG"))
        .setKeywords(List.of("running studies"))
        .setTags(
            List.of(
                Tag.newBuilder()
                    .setTag("graph-networks")
                    .setLabel("Graph networks")
                    .setOrigin("phrases")
                    .setRulesVersion("1")
                    .setEvidence(
                        List.of(
                            Evidence.newBuilder()
                                .setField("title")
                                .setText("edges")
                                .setStart(0)
                                .setEnd(5)
                                .build()))
                    .build()))
        .setLinks(List.of("https://example.org/specimen"))
        .setNote("A note.")
        .setComments(2L)
        .setUpvotes(3L)
        .setWithdrawn("A reason.")
        .setRelated(List.of("pothersothersoth"))
        .setRecordKeys(List.of("arxiv:2507.00001"))
        .setSightings(
            List.of(
                SightingRef.newBuilder()
                    .setSightingId("s1")
                    .setRecordKey("arxiv:2507.00001")
                    .setSource("specimens")
                    .setSourceId("one")
                    .setList("first")
                    .setPosition(1)
                    .setObservedAt(Instant.parse("2025-07-11T00:00:00Z"))
                    .build()))
        .setTies(
            List.of(
                Tie.newBuilder()
                    .setKind("joined")
                    .setRecordKey("arxiv:2507.00001")
                    .setOtherKey("doi:10.5555/specimen")
                    .setRule("identifier")
                    .setScore(1)
                    .setReasons(List.of("arxiv id"))
                    .build()))
        .build();
  }
}
