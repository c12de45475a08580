package dev.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls between the modules, and which library may be known where. */
class ModuleBoundariesTest {
  private static final JavaClasses SLUICE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-fixtures"))
          .importPackages("dev.sluice");

  /** What each module may not know of the others. */
  private static final Map<String, List<String>> FORBIDDEN =
      Map.of(
          "registry", List.of("runtime", "webhook", "syncworker", "gateway", "cli", "fixtures"),
          "engine",
              List.of("registry", "runtime", "webhook", "syncworker", "gateway", "cli", "fixtures"),
          "runtime", List.of("registry", "webhook", "syncworker", "gateway", "cli", "fixtures"),
          "webhook", List.of("runtime", "syncworker", "gateway", "cli", "fixtures"),
          "syncworker", List.of("webhook", "gateway", "cli", "fixtures"),
          "gateway", List.of("webhook", "syncworker", "cli", "fixtures"),
          "cli", List.of("fixtures"));

  private static final List<String> STORES =
      List.of(
          "dev.sluice.registry.sql..",
          "dev.sluice.registry.sqlite..",
          "dev.sluice.registry.postgresql..");

  /** Which packages alone may use a library's packages. */
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry("org.graalvm..", List.of("dev.sluice.engine..", "dev.sluice.runtime..")),
          Map.entry("com.oracle.truffle..", List.of("dev.sluice.engine..")),
          Map.entry(
              "dev.sluice.engine..",
              List.of("dev.sluice.engine..", "dev.sluice.runtime", "dev.sluice.runtime.run..")),
          Map.entry("org.apache.hc..", List.of("dev.sluice.runtime.fetch..")),
          Map.entry("com.nimbusds..", List.of("dev.sluice.runtime.token..")),
          Map.entry("org.jdbi..", STORES),
          Map.entry("org.sqlite..", List.of("dev.sluice.registry.sqlite..")),
          Map.entry("org.postgresql..", List.of("dev.sluice.registry.postgresql..")),
          Map.entry("com.zaxxer.hikari..", List.of("dev.sluice.registry.postgresql..")),
          Map.entry(
              "org.flywaydb..",
              List.of("dev.sluice.registry.sqlite..", "dev.sluice.registry.postgresql..")),
          Map.entry("java.sql..", STORES),
          Map.entry("com.google.crypto.tink..", List.of("dev.sluice.registry.vault..")),
          Map.entry("org.bouncycastle..", List.of("dev.sluice.registry.trust..")),
          Map.entry(
              "org.eclipse.jgit..",
              List.of(
                  "dev.sluice.syncworker.fetch..",
                  "dev.sluice.syncworker.reach..",
                  "dev.sluice.cli.demo..")),
          Map.entry("org.apache.sshd..", List.of("dev.sluice.syncworker.reach..")),
          Map.entry(
              "io.javalin..",
              List.of("dev.sluice.gateway..", "dev.sluice.webhook..", "dev.sluice.cli")),
          Map.entry("com.github.victools..", List.of("dev.sluice.gateway.openapi..")),
          Map.entry("com.fasterxml.classmate..", List.of("dev.sluice.gateway.openapi..")),
          Map.entry("io.micrometer..", List.of("dev.sluice.gateway..")),
          Map.entry("io.opentelemetry..", List.of("dev.sluice.cli.trace..")),
          Map.entry("ch.qos.logback..", List.of("dev.sluice.cli.log..")),
          Map.entry("picocli..", List.of("dev.sluice.cli..")));

  @TestFactory
  Stream<DynamicTest> modules_pointOneWay() {
    return FORBIDDEN.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage("dev.sluice." + entry.getKey() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(entry.getValue()))
                        .check(SLUICE)));
  }

  @TestFactory
  Stream<DynamicTest> libraries_stayAtHome() {
    return HOMES.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideOutsideOfPackages(entry.getValue().toArray(String[]::new))
                        .and()
                        .resideInAPackage("dev.sluice..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey())
                        .check(SLUICE)));
  }

  @Test
  void modules_haveNoCycles() {
    slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().check(SLUICE);
  }

  private static String[] packages(List<String> modules) {
    return modules.stream().map(module -> "dev.sluice." + module + "..").toArray(String[]::new);
  }
}
