package io.callboard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.callboard.provider.Provider;

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
    "io.callboard.alarm..",
    "io.callboard.audit..",
    "io.callboard.catalog..",
    "io.callboard.database..",
    "io.callboard.eventlog..",
    "io.callboard.job..",
    "io.callboard.fetch..",
    "io.callboard.health..",
    "io.callboard.json..",
    "io.callboard.ledger..",
    "io.callboard.naming..",
    "io.callboard.network..",
    "io.callboard.persistence..",
    "io.callboard.privacy..",
    "io.callboard.problem..",
    "io.callboard.rebuild..",
    "io.callboard.rejection..",
    "io.callboard.retention..",
    "io.callboard.security..",
    "io.callboard.source..",
    "io.callboard.time.."
  };
  private static final String[] EJB = {
    "io.callboard.check..",
    "io.callboard.intake..",
    "io.callboard.provider..",
    "io.callboard.signature..",
    "io.callboard.upkeep.."
  };

  /** Every package below this one is a provider, except the one for providers' APIs. */
  private static final String PROVIDER = "io.callboard.provider";

  private static final DescribedPredicate<JavaClass> OF_A_PROVIDER =
      resideInAPackage(PROVIDER + ".*..")
          .and(not(resideInAPackage(PROVIDER + ".api..")))
          .as("of a provider");

  /** Each provider's package is a slice; nothing else is in any. */
  private static final class ByProvider implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return OF_A_PROVIDER.test(javaClass)
          ? SliceIdentifier.of(javaClass.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "providers";
    }
  }

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
          .dependOnClassesThat(
              resideInAnyPackage("io.callboard.intake..", "io.callboard.provider..", "jakarta.."));

  @ArchTest
  static final ArchRule providersDoNotSeeEachOther =
      slices().assignedFrom(new ByProvider()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nothingSeesIntoAProvider =
      noClasses().that(are(not(OF_A_PROVIDER))).should().dependOnClassesThat(OF_A_PROVIDER);

  @ArchTest
  static final ArchRule providersDoNotSeeIntake =
      noClasses()
          .that(resideInAPackage(PROVIDER + ".."))
          .should()
          .dependOnClassesThat(resideInAPackage("io.callboard.intake.."));

  @ArchTest
  static final ArchRule whatProvidersPlugIntoKnowsNothingBehindIt =
      noClasses()
          .that(resideInAPackage(PROVIDER))
          .should()
          .dependOnClassesThat(resideInAPackage(PROVIDER + ".*.."));

  @ArchTest
  static final ArchRule aProvidersPackageShowsNothing =
      classes().that(OF_A_PROVIDER).should().notBePublic();

  @ArchTest
  static final ArchRule providersAreBeansInPackagesOfTheirOwn =
      classes()
          .that()
          .implement(Provider.class)
          .should()
          .resideInAPackage(PROVIDER + ".*")
          .andShould(be(OF_A_PROVIDER))
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

  /** The container's proxy of a synchronized method holds a monitor of its own while it waits. */
  @ArchTest
  static final ArchRule nobodyWaitsForAMonitor =
      noClasses()
          .should()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethod(Object.class, "wait", long.class);
}
