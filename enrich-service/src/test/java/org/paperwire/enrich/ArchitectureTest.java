package org.paperwire.enrich;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(
    packages = "org.paperwire.enrich",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] DOMAIN = {
    "org.paperwire.enrich.records..",
    "org.paperwire.enrich.matching..",
    "org.paperwire.enrich.identity..",
    "org.paperwire.enrich.attaching..",
    "org.paperwire.enrich.merging..",
    "org.paperwire.enrich.changes..",
    "org.paperwire.enrich.tagging.."
  };

  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "io.confluent..",
              "io.micronaut..",
              "org.paperwire.avro..",
              "org.paperwire.enrich.stored..",
              "org.paperwire.enrich.mapping..",
              "org.paperwire.enrich.steps..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.paperwire.enrich.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatTheTopologyCallsReadsNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .or()
          .resideInAnyPackage("org.paperwire.enrich.steps..", "org.paperwire.enrich.mapping..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(LocalDate.class, "now");

  @ArchTest
  static final ArchRule generatedRecordsStopAtTheEdge =
      classes()
          .that()
          .resideInAPackage("org.paperwire.enrich.stored..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage("org.paperwire.enrich.stored..", "org.paperwire.enrich.mapping..");
}
