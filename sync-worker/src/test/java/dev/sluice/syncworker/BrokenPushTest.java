package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of commit that must be refused: with which problem, where, and to which end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenPushTest {
  private static final String SETTINGS =
      "export const workflowSettings = { id: \"a\", trigger: \"user:pre_mfa\" };\n";
  private static final String FUNCTION = "export default function () {}\n";
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String B = FOLDER + "bWorkflow.ts";

  private Workbench bench;

  @BeforeAll
  void releaseOne(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM).push("sound");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);
  }

  @AfterAll
  void close() {
    bench.close();
  }

  /** Problems are written as {@code code@file:line:column}. */
  record Broken(String name, Consumer<WorkflowRepository> files, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Broken a(String name, String source, String... problems) {
    return new Broken(name, files -> files.write(A, source), List.of(problems));
  }

  private static Broken files(String name, Consumer<WorkflowRepository> files, String... problems) {
    return new Broken(name, files, List.of(problems));
  }

  static Stream<Broken> broken() {
    return Stream.of(
            kindeJson(), discovery(), settings(), collisions(), exports(), imports(), sources())
        .flatMap(kind -> kind);
  }

  private static Stream<Broken> kindeJson() {
    return Stream.of(
        files(
            "kinde.json that doesn't parse",
            files -> files.write("kinde.json", "{\n  \"rootDir\": nope }").write(A, SETTINGS),
            "invalid_kinde_json@kinde.json:2:14"),
        files(
            "kinde.json that is no object",
            files -> files.write("kinde.json", "[]"),
            "invalid_kinde_json@kinde.json:1:1"),
        files(
            "rootDir that leads out",
            files -> files.write("kinde.json", "{\"version\": \"\",\n \"rootDir\": \"../x\"}"),
            "invalid_kinde_json@kinde.json:2:2"));
  }

  private static Stream<Broken> discovery() {
    return Stream.of(
        files("nothing at all", files -> {}, "no_workflows@kinde.json:1:27"),
        files(
            "another name",
            files -> files.write(FOLDER + "claims.ts", SETTINGS),
            "no_workflows@kinde.json:1:27"),
        files(
            "only a symbolic link",
            files -> files.link(A, "../../elsewhere.ts"),
            "no_workflows@kinde.json:1:27"));
  }

  private static Stream<Broken> settings() {
    return Stream.of(
        a("no settings", FUNCTION, "missing_settings@" + A + ":1:1"),
        a(
            "settings that JSON can't hold",
            "export const workflowSettings = () => 1;\n" + FUNCTION,
            "missing_settings@" + A + ":1:14"),
        a(
            "settings that are a text",
            "export const workflowSettings = \"a\";\n" + FUNCTION,
            "missing_settings@" + A + ":1:14"),
        a(
            "no id",
            "export const workflowSettings = {\n  trigger: \"user:pre_mfa\" };\n" + FUNCTION,
            "workflow_id_required@" + A + ":1:14"),
        a(
            "an empty id",
            "export const workflowSettings = {\n  id: \"\", trigger: \"user:pre_mfa\" };\n"
                + FUNCTION,
            "workflow_id_required@" + A + ":2:7"),
        a(
            "an id that no path can name",
            "export const workflowSettings = {\n  id: \"../..\", trigger: \"user:pre_mfa\" };\n"
                + FUNCTION,
            "invalid_workflow_id@" + A + ":2:7"),
        a(
            "such an id, and more",
            "export const workflowSettings = {\n  id: \"a\\\\b\", trigger: \"user:nope\" };\n"
                + FUNCTION,
            "invalid_workflow_id@" + A + ":2:7",
            "unknown_trigger@" + A + ":2:24"),
        a(
            "no trigger",
            "export const workflowSettings = { id: \"a\" };\n" + FUNCTION,
            "unknown_trigger@" + A + ":1:14"),
        a(
            "a trigger there isn't",
            "export const workflowSettings = {\n  id: \"a\",\n  \"trigger\": \"user:nope\" };\n"
                + FUNCTION,
            "unknown_trigger@" + A + ":3:14"),
        a(
            "an unknown failure policy",
            "export const workflowSettings = { id: \"a\", trigger: \"user:pre_mfa\",\n"
                + "  failurePolicy: { action: \"retry\" } };\n"
                + FUNCTION,
            "invalid_settings@" + A + ":2:28"));
  }

  private static Stream<Broken> collisions() {
    return Stream.of(
        files(
            "two of one id",
            files ->
                files
                    .write(A, SampleWorkflows.idle("same", "user:pre_mfa"))
                    .write(B, SampleWorkflows.idle("same", "user:plan_selection")),
            "duplicate_workflow_id@" + B + ":1:39"),
        files(
            "two for one trigger",
            files ->
                files
                    .write(A, SampleWorkflows.idle("a", "user:pre_mfa"))
                    .write(B, SampleWorkflows.idle("b", "user:pre_mfa")),
            "duplicate_trigger@" + B + ":1:53"));
  }

  private static Stream<Broken> exports() {
    return Stream.of(
        a("no default export", SETTINGS, "no_default_function@" + A + ":1:1"),
        a(
            "a default export that is an object",
            SETTINGS + "export default { run() {} };",
            "no_default_function@" + A + ":2:1"),
        a("an empty file", "", "empty_bundle@" + A + ":1:1"),
        a("a file of comments", "// later\n", "empty_bundle@" + A + ":1:1"),
        a(
            "a module that throws",
            SETTINGS + FUNCTION + "throw new Error(\"oh no\");",
            "bundle_failed@" + A + ":3:7"),
        a(
            "a module that touches Node",
            SETTINGS + FUNCTION + "process.exit(1);",
            "bundle_failed@" + A + ":3:1"));
  }

  private static Stream<Broken> imports() {
    return Stream.of(
        importing("./nope", "import_not_found"),
        importing("../../../../../etc/passwd", "invalid_location"),
        importing("/etc/passwd", "import_not_allowed"),
        importing("C:\\\\windows", "import_not_allowed"),
        importing("file:///etc/passwd", "import_not_allowed"),
        importing("data:text/javascript,1", "import_not_allowed"),
        importing("https://example.com/x.js", "import_not_allowed"),
        importing("node:fs", "import_not_allowed"),
        importing("crypto", "import_not_allowed"),
        importing("axios", "import_not_allowed"),
        importing("node-fetch", "import_not_allowed"),
        importing("mongodb", "import_not_allowed"),
        importing("lodash", "import_not_allowed"),
        importing("esbuild", "import_not_allowed"),
        importing("@kinde/infrastructure/../../esbuild/package.json", "import_not_allowed"),
        importing("@kinde/infrastructure/no-such-part", "import_not_found"),
        importing("constructor", "import_not_allowed"),
        importing("./link", "import_not_found"),
        importing("./style.css", "import_not_allowed"),
        a(
            "require of a package that isn't allowed",
            SETTINGS + "const fs = require('fs'); export default () => fs;",
            "import_not_allowed@" + A + ":2:20"),
        a(
            "import of what isn't a text",
            SETTINGS + "export default (event) => import(event.x);",
            "dynamic_import@" + A + ":2:27"),
        a(
            "require of what isn't a text",
            SETTINGS + "export default (event) => require(event.x);",
            "dynamic_import@" + A + ":2:27"),
        pattern("import(`../../../../../../../../etc/host${event.x}`)"),
        pattern("import('../../../../../../../../etc/host' + event.x)"),
        pattern("import(event.y ? './a' : `../../../../../../etc/host${event.x}`)"),
        pattern("import(/* why */ `../../../etc/host${event.x}`, { with: { type: 'text' } })"),
        pattern("require(`../../../../../../../../etc/host${event.x}`)"),
        pattern("require('../../../../../../../../etc/host' + event.x)"),
        pattern("require.resolve(`../../../../../../../../etc/host${event.x}`)"),
        pattern("(\\u0072equire)(`../../../../../../../../etc/host${event.x}`)"));
  }

  /** esbuild would look on the disk for what matches. */
  private static Broken pattern(String call) {
    int at = call.startsWith("(") ? 1 : 27;
    int line = call.startsWith("(") ? 1 : 2;
    return a(
        call,
        SETTINGS + "export default (event) => " + call + ";",
        "dynamic_import@" + A + ":" + line + ":" + at);
  }

  private static Broken importing(String specifier, String code) {
    return files(
        "import of " + specifier,
        files ->
            files
                .write(
                    A,
                    SETTINGS
                        + "import x from \"%s\";\nexport default () => x;".formatted(specifier))
                .link(FOLDER + "link.ts", "/etc/passwd")
                .write(FOLDER + "style.css", "b {}"),
        code + "@" + A + ":2:15");
  }

  private static Stream<Broken> sources() {
    return Stream.of(
        a(
            "code that doesn't parse",
            SETTINGS + "let é = \"ü\" let y;",
            "syntax_error@" + A + ":2:13"),
        files(
            "an imported file that doesn't parse, met twice",
            files ->
                files
                    .write(A, "import \"../shared\";\n" + SETTINGS + FUNCTION)
                    .write(B, "import \"../shared\";\n" + SETTINGS + FUNCTION)
                    .write("kindeSrc/environment/shared.json", "{\"a\": }"),
            "syntax_error@kindeSrc/environment/shared.json:1:7"),
        a(
            "await at the top level",
            SETTINGS + FUNCTION + "await 1;",
            "top_level_await@" + A + ":3:1"),
        files(
            "an import of what isn't exported",
            files ->
                files
                    .write(A, "import { x } from './b';\n" + SETTINGS + "export default () => x;")
                    .write(FOLDER + "b.ts", "export const y = 1;"),
            "missing_export@" + A + ":1:10"),
        files(
            "tsconfig.json that doesn't parse",
            files -> files.write("tsconfig.json", "{\n  oops }").write(A, SETTINGS + FUNCTION),
            "invalid_tsconfig@tsconfig.json:2:3"),
        files(
            "tsconfig.json that extends itself many times",
            files ->
                files
                    .write(
                        "tsconfig.json",
                        "{\n  \"extends\": [" + "\"./tsconfig\", ".repeat(20) + "]}")
                    .write(A, SETTINGS + FUNCTION),
            "invalid_tsconfig@tsconfig.json:2:3"),
        files(
            "tsconfig.json that extends more than are read",
            files ->
                files
                    .write(
                        "tsconfig.json",
                        "{\n  \"extends\": [" + "\"./base.json\", ".repeat(21) + "]}")
                    .write("base.json", "{}")
                    .write(A, SETTINGS + FUNCTION),
            "invalid_tsconfig@tsconfig.json:2:3"),
        files(
            "a file that is too large",
            files ->
                files
                    .write(A, SETTINGS + "import './big';\n" + FUNCTION)
                    .write(FOLDER + "big.ts", "//".repeat(3 * 1024 * 1024)),
            "file_too_large@" + A + ":2:8"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void push_broken_isRejectedWithItsPlaceAndChangesNothingLive(Broken broken) throws IOException {
    WorkflowRepository repository = bench.repository().clear();
    repository.write("kinde.json", "{\"version\": \"2024-12-09\", \"rootDir\": \"kindeSrc\"}");
    broken.files().accept(repository);
    repository.push(broken.name());

    Sync sync = bench.sync();

    assertThat(sync.progress().problems())
        .as(bench.log(sync))
        .extracting(BrokenPushTest::inShort)
        .containsExactlyElementsOf(broken.problems());
    assertThat(sync.status()).isEqualTo(SyncStatus.REJECTED);
    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void push_usingABindingWhileItLoads_isToldWhereBindingsAre() throws IOException {
    bench
        .repository()
        .clear()
        .write(A, SETTINGS + FUNCTION + "kinde.env.get(\"KEY\");")
        .write(B, SETTINGS + FUNCTION + "process.env.KEY;")
        .push("bindings at the top");

    assertThat(bench.sync().progress().problems())
        .filteredOn(problem -> problem.code().equals("bundle_failed"))
        .hasSize(2)
        .allSatisfy(problem ->
            assertThat(problem.message()).contains("only there inside the default function"));
  }

  private static String inShort(Problem problem) {
    Problem.Place place = problem.place().orElseThrow();
    return problem.code() + "@" + place.file() + ":" + place.line() + ":" + place.column();
  }

  @Test
  void push_brokenInManyFiles_reportsAllOfItAtOnce() throws IOException {
    bench
        .repository()
        .clear()
        .write(FOLDER + "oneWorkflow.ts", SETTINGS)
        .write(FOLDER + "twoWorkflow.ts", "import 'fs';\nimport './gone';\n" + SETTINGS + FUNCTION)
        .write(FOLDER + "threeWorkflow.ts", "export const x = ;")
        .push("broken in many ways");

    Sync sync = bench.sync();

    assertThat(sync.progress().problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "syntax_error", "import_not_allowed", "import_not_found", "no_default_function");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "axios | kinde.fetch",
        "node-fetch | kinde.fetch",
        "mongodb | can't open a connection to a database",
        "crypto | crypto.randomUUID, crypto.getRandomValues and crypto.subtle.digest",
        "node:crypto | are global",
        "fs | a workflow has no files",
        "react-dom | only \"react-dom/server.browser\" is",
        "react-dom/client | only \"react-dom/server.browser\" is",
        "react-dom/server | only \"react-dom/server.browser\" is",
        "lodash | @kinde/infrastructure, react, react-dom/server.browser, liquidjs"
      })
  void import_ofWhatIsNotAllowed_isToldByNameAndWithTheReason(String name, String reason)
      throws IOException {
    String source = SETTINGS + "import \"" + name + "\";\n" + FUNCTION;
    bench.repository().clear().write(A, source).push(name);

    assertThat(bench.sync().progress().problems().getFirst().message())
        .contains("\"" + name + "\"", reason);
  }

  /** Of one commit, in one report. */
  @Test
  void problems_thatKindeHasWordsFor_areToldInThem() throws IOException {
    bench
        .repository()
        .clear()
        .write(FOLDER + "1Workflow.ts", SampleWorkflows.idle("nope", "user:nope"))
        .write(FOLDER + "2Workflow.ts", SampleWorkflows.idle("b", "user:pre_mfa"))
        .write(FOLDER + "3Workflow.ts", SampleWorkflows.idle("c", "user:pre_mfa"))
        .write(FOLDER + "4Workflow.ts", SampleWorkflows.idle("b", "user:plan_selection"))
        .write(FOLDER + "5Workflow.ts", SampleWorkflows.idle("", "user:post_authentication"))
        .write(FOLDER + "6Workflow.ts", SETTINGS.replace("pre_mfa", "pre_registration"))
        .write(FOLDER + "7Workflow.ts", "")
        .write(FOLDER + "8Workflow.ts", "import '../../../../up';\n" + SETTINGS + FUNCTION)
        .push("broken in Kinde's words");

    Sync sync = bench.sync();

    assertThat(sync.progress().problems())
        .extracting(problem -> problem.message().split(":", 2)[0])
        .containsExactlyInAnyOrder(
            "Unknown trigger requested",
            "More than one workflow assigned to this trigger",
            "Duplicate workflow ID",
            "Workflow ID is required",
            "No default function exported",
            "Missing output bundle",
            "Failed to resolve file, invalid location");
    assertThat(sync.progress().problems())
        .allSatisfy(problem -> assertThat(problem.place()).isPresent());
  }

  @Test
  void problem_showsTheLinesAroundIt() throws IOException {
    bench.repository().clear().write(A, SETTINGS + "\n\timport \"axios\";\n" + FUNCTION).push("x");

    Problem problem = bench.sync().progress().problems().getFirst();

    assertThat(problem.message()).contains("\"axios\"").contains("kinde.fetch");
    assertThat(problem.place().orElseThrow().frame())
        .isEqualTo(
            """
              1 | export const workflowSettings = { id: "a", trigger: "user:pre_mfa" };
              2 |\s
            > 3 | 	import "axios";
                | 	       ^
              4 | export default function () {}
            """);
  }
}
