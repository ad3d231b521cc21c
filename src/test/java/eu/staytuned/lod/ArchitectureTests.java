package eu.staytuned.lod;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.Store;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What keeps the packages apart beyond their allowed dependencies; docs/adr tells why. */
@AnalyzeClasses(packagesOf = Application.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String HOME = "eu.staytuned.lod";

    @ArchTest
    static final ArchRule onlySparqlKnowsFuseki = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + ".sparql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.jena.fuseki..");

    @ArchTest
    static final ArchRule theShelfAndTheReleaseDoNotKnowHttp = noClasses()
            .that()
            .resideInAnyPackage(HOME + ".rdf..", HOME + ".store..", HOME + ".release..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule onlyReleasesReplaceWhatIsOnTheShelf = noClasses()
            .that()
            .resideOutsideOfPackages(HOME + ".release..", HOME + ".store..")
            .should()
            .callMethod(Store.class, "replaceWith", Edition.class, Consumer.class)
            .orShould()
            .callMethod(Store.class, "replaceWith", Edition.class, Supplier.class, Consumer.class);

    @ArchTest
    static final ArchRule nobodyDependsOnTheShell = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + ".web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOME + ".web..");

    @ArchTest
    static final ArchRule controllersAreTheirModulesOwn = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);
}
