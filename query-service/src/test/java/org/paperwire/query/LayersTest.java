package org.paperwire.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which package may know what.
@AnalyzeClasses(
    packages = "org.paperwire.query",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.paperwire.query.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyViewsAndTheFeedReadTopics =
      noClasses()
          .that()
          .resideOutsideOfPackages("..query.views..", "..query.feed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka.clients..", "org.apache.kafka.common.serialization..");

  @ArchTest
  static final ArchRule onlyViewsAndSearchKnowLucene =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..query.api..", "..query.web..", "..query.papers..", "..query.feed..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule viewsAndSearchKnowNoHttp =
      noClasses()
          .that()
          .resideInAnyPackage("..query.views..", "..query.search..", "..query.papers..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micronaut.http..");

  @ArchTest
  static final ArchRule avroStopsWhereAPaperIsMade =
      noClasses()
          .that()
          .resideInAnyPackage("..query.api..", "..query.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.avro..", "org.paperwire.avro..");
}
