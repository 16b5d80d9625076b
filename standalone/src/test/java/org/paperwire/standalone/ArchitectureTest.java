package org.paperwire.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

/// The whole house: what holds between modules, and in each of them. What a package inside of one
/// service may know is in the test of that service.
@AnalyzeClasses(packages = "org.paperwire", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] GENERATED = {
    "org.paperwire.avro..", "org.paperwire.enrich.stored..", "org.paperwire.query.web.templates.."
  };

  /// Where the rules of the field live: what papers are, and nothing of how they travel.
  private static final String[] DOMAIN = {
    "org.paperwire.bibliography..",
    "org.paperwire.ingest",
    "org.paperwire.ingest.captures..",
    "org.paperwire.ingest.formats..",
    "org.paperwire.ingest.papers..",
    "org.paperwire.ingest.polling..",
    "org.paperwire.enrich.attaching..",
    "org.paperwire.enrich.changes..",
    "org.paperwire.enrich.identity..",
    "org.paperwire.enrich.matching..",
    "org.paperwire.enrich.merging..",
    "org.paperwire.enrich.records..",
    "org.paperwire.enrich.tagging.."
  };

  private static final String[] KNOW_KAFKA = {
    "org.paperwire.topics..",
    "org.paperwire.serdes..",
    "org.paperwire.platform..",
    "org.paperwire.broker..",
    "org.paperwire.benchmarks..",
    "org.paperwire.chaos..",
    "org.paperwire.ingest.publishing..",
    "org.paperwire.ingest.deadletters..",
    // The topology itself.
    "org.paperwire.enrich",
    "org.paperwire.enrich.steps..",
    "org.paperwire.enrich.mapping..",
    "org.paperwire.enrich.failures..",
    "org.paperwire.enrich.fences..",
    "org.paperwire.enrich.running..",
    "org.paperwire.query.views..",
    "org.paperwire.query.feed..",
    "org.paperwire.standalone.."
  };

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that(resideOutsideOfPackages(GENERATED))
          .should(
              new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package that is not @NullMarked"));
                  }
                }
              });

  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      noClasses()
          .that(resideInAnyPackage(DOMAIN).and(isNoApplication()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "io.confluent..",
              "io.micronaut..",
              "io.netty..",
              "io.micrometer..",
              "jakarta..",
              "java.net.http..",
              "org.paperwire.avro..",
              "org.paperwire.serdes..",
              "org.paperwire.topics..",
              "org.paperwire.platform..");

  /// Who may do what, and how often: the rules, without the requests that they are asked about.
  @ArchTest
  static final ArchRule keysAndLimitsArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage("org.paperwire.platform.keys..", "org.paperwire.platform.limits..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "io.micronaut..",
              "io.netty..",
              "io.micrometer..",
              "jakarta..",
              "org.paperwire.platform",
              "org.paperwire.platform.access..");

  @ArchTest
  static final ArchRule onlyTheEdgesImportKafka =
      noClasses()
          .that(resideOutsideOfPackages(KNOW_KAFKA).and(resideOutsideOfPackages(GENERATED)))
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.kafka..").and(isNoPlace()));

  /// A partition of a topic is a coordinate, in positions and cursors, wherever they are spoken of.
  private static DescribedPredicate<JavaClass> isNoPlace() {
    return DescribedPredicate.not(JavaClass.Predicates.equivalentTo(TopicPartition.class));
  }

  private static DescribedPredicate<JavaClass> isNoApplication() {
    return DescribedPredicate.describe(
        "are no main class", type -> !type.getSimpleName().equals("Application"));
  }

  @ArchTest
  static final ArchRule servicesMeetOnTopicsOnly =
      slices().matching("org.paperwire.(ingest|enrich|query)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("org.paperwire.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheCommandLineHaveNoCycles =
      slices().matching("org.paperwire.(standalone|cli|client).(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyPrintsButTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.paperwire.cli..", "org.paperwire.standalone..", "org.paperwire.broker..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
