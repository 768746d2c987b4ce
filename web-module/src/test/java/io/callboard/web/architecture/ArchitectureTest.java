package io.callboard.web.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The boundaries of the web module: it is a client of intake and of the domain, and uses no lower
 * layer.
 */
@AnalyzeClasses(packages = "io.callboard.web", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** The types that are needed to hand over a delivery, and to show the sources and their APIs. */
  private static final String OF_INTAKE =
      "io\\.callboard\\.(provider\\.(Delivery|Source)|intake\\.(source\\.Sources"
          + "|fetching\\.ProviderApis"
          + "|replay\\.(Acceptance|Dismissal|JobFilters|QuarantineRelease)"
          + "|reception\\.(Arrivals|Intake|IntakeLimits|Receipt|Refusals|Submission)))(\\$.*)?";

  @ArchTest
  static final ArchRule ofIntakeOnlyWhatAClientNeeds =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.callboard.intake..", "io.callboard.provider..")
                  .and(not(nameMatching(OF_INTAKE))));

  @ArchTest
  static final ArchRule noHibernateAndNoJms =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hibernate..", "jakarta.jms..", "org.apache.activemq..");

  /**
   * Only {@code SQLException} is allowed: it distinguishes a database that refuses from one that is
   * down.
   */
  @ArchTest
  static final ArchRule noJdbc =
      noClasses()
          .should()
          .dependOnClassesThat(
              nameMatching("javax?\\.sql\\..*")
                  .and(not(nameMatching("java\\.sql\\.SQLException"))));

  @ArchTest
  static final ArchRule noEntities =
      noClasses()
          .should()
          .dependOnClassesThat(
              nameMatching("jakarta\\.persistence\\..*")
                  .and(not(nameMatching("jakarta\\.persistence\\.PersistenceException"))));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.callboard.web.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassDoes =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Base|Common)");

  /** The container's proxy of a synchronized method holds its own monitor during the wait. */
  @ArchTest
  static final ArchRule nobodyWaitsForAMonitor =
      noClasses()
          .should()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethod(Object.class, "wait", long.class);
}
