package org.paperwire.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.paperwire.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule parsersArePlainJava =
      noClasses()
          .that()
          .resideInAPackage("org.paperwire.ingest..")
          .and()
          .resideOutsideOfPackages(
              "..ingest.publishing..",
              "..ingest.deadletters..",
              "..ingest.intake..",
              "..ingest.live..")
          .and()
          .doNotHaveFullyQualifiedName("org.paperwire.ingest.Application")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.avro..",
              "org.paperwire.avro..",
              "org.paperwire.topics..",
              "org.paperwire.platform..",
              "io.micronaut..",
              "jakarta..");

  /// A factory of XML parsers with its own settings fetches what a document names.
  @ArchTest
  static final ArchRule xmlIsParsedInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ingest.xml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.xml..", "org.xml..", "org.w3c..", "org.jdom2.input..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("com\\.rometools\\.rome\\.io\\.(SyndFeedInput|XmlReader|SAXBuilder)");

  @ArchTest
  static final ArchRule onlyWhatWritesOrReadsTopicsKnowsKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages("..ingest.publishing..", "..ingest.deadletters..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "org.paperwire.avro..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.paperwire.ingest.(*)..").should().beFreeOfCycles();

  /// Whoever else connects to addresses of strangers connects past the gate.
  @ArchTest
  static final ArchRule theOutsideIsAskedInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ingest.fetching..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.net.http..");
}
