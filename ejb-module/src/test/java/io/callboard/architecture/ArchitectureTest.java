package io.callboard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.callboard.intake.Provider;

/** The boundaries between modules, packages and providers, of what this module can see. */
@AnalyzeClasses(
    packages = "io.callboard",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {

  /** The test jars of other modules hold this package and no other. */
  static final class WithoutTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/callboard/testing/");
    }
  }

  private static final String[] DOMAIN = {
    "io.callboard.catalog..",
    "io.callboard.eventlog..",
    "io.callboard.json..",
    "io.callboard.operations..",
    "io.callboard.persistence..",
    "io.callboard.problem..",
    "io.callboard.security..",
    "io.callboard.subscription.."
  };
  private static final String[] EJB = {
    "io.callboard.intake..",
    "io.callboard.signature..",
    "io.callboard.publish..",
    "io.callboard.upkeep.."
  };

  @ArchTest
  static final ArchRule everyPackageBelongsToAModule =
      classes().should().resideInAnyPackage(concat(DOMAIN, EJB));

  @ArchTest
  static final ArchRule theDomainDoesNotSeeIntake =
      noClasses()
          .that(resideInAnyPackage(DOMAIN))
          .should()
          .dependOnClassesThat(resideInAnyPackage(EJB));

  @ArchTest
  static final ArchRule theDomainKnowsNoEjbNoJmsAndNoJaxRs =
      noClasses()
          .that(resideInAnyPackage(DOMAIN))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.ejb..", "jakarta.jms..", "jakarta.ws.rs.."));

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.callboard.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule schemesKnowNoProviderAndNoServer =
      noClasses()
          .that(resideInAPackage("io.callboard.signature.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.callboard.intake..", "jakarta.."));

  @ArchTest
  static final ArchRule providersDoNotSeeEachOther =
      slices().matching("io.callboard.intake.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nothingSeesIntoAProvider =
      noClasses()
          .that(resideInAPackage("io.callboard.intake"))
          .or()
          .resideOutsideOfPackage("io.callboard.intake..")
          .should()
          .dependOnClassesThat(resideInAPackage("io.callboard.intake.*.."));

  @ArchTest
  static final ArchRule aProvidersPackageShowsNothing =
      classes().that().resideInAPackage("io.callboard.intake.*..").should().notBePublic();

  @ArchTest
  static final ArchRule providersAreBeansInPackagesOfTheirOwn =
      classes()
          .that()
          .implement(Provider.class)
          .should()
          .resideInAPackage("io.callboard.intake.*")
          .andShould()
          .beAnnotatedWith(jakarta.enterprise.context.Dependent.class);

  @ArchTest
  static final ArchRule namesSayWhatAClassDoes =
      noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Base|Common)");

  @ArchTest
  static final ArchRule hibernateStaysInTheDomain =
      noClasses()
          .that(resideInAnyPackage(EJB))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.hibernate.."));

  private static String[] concat(String[] some, String[] more) {
    return java.util.stream.Stream.of(some, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }
}
