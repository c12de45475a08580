package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.WorkflowRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A push broken in any way is told to its author, and leaves what is live answering. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenPushIT {
  private static final String FOLDER = "kindeSrc/environment/workflows/";
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String B = FOLDER + "bWorkflow.ts";
  private static final String SETTINGS =
      "export const workflowSettings = { id: \"a\", trigger: \"user:pre_mfa\" };\n";
  private static final String FUNCTION = "export default async function () {}\n";

  private Server server;
  private Team team;

  @BeforeAll
  void releaseOne(@TempDir Path folder) throws IOException {
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
    team.repository()
        .write("kinde.json", SampleWorkflows.KINDE_JSON)
        .write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM);
    team.release("sound");
  }

  @AfterAll
  void close() {
    team.close();
    server.close();
  }

  /** Problems are written as {@code code@file:line}. */
  record Broken(String name, Consumer<WorkflowRepository> files, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Broken file(String name, String source, String code, int line) {
    return files(name, it -> it.write(A, source), code + "@" + A + ":" + line);
  }

  private static Broken files(String name, Consumer<WorkflowRepository> files, String... problems) {
    return new Broken(name, files, List.of(problems));
  }

  static Stream<Broken> broken() {
    return Stream.of(repositories(), settings(), collisions(), sources()).flatMap(it -> it);
  }

  private static Stream<Broken> repositories() {
    return Stream.of(
        files("no workflow: none at all", it -> {}, "no_workflows@kinde.json:1"),
        files(
            "no workflow: the wrong folder",
            it -> it.write("src/aWorkflow.ts", SETTINGS + FUNCTION),
            "no_workflows@kinde.json:1"),
        files(
            "no workflow: the wrong name",
            it -> it.write(FOLDER + "claims.ts", SETTINGS + FUNCTION),
            "no_workflows@kinde.json:1"),
        files(
            "no workflow: the wrong extension",
            it -> it.write(FOLDER + "aWorkflow.py", "print()"),
            "no_workflows@kinde.json:1"),
        files(
            "an invalid kinde.json",
            it -> it.write("kinde.json", "{\n  \"rootDir\": nope }").write(A, SETTINGS + FUNCTION),
            "invalid_kinde_json@kinde.json:2"));
  }

  private static Stream<Broken> settings() {
    return Stream.of(
        file("missing settings", FUNCTION, "missing_settings", 1),
        file(
            "invalid settings",
            "export const workflowSettings = { id: \"a\", trigger: \"user:pre_mfa\",\n"
                + "  failurePolicy: { action: \"retry\" } };\n"
                + FUNCTION,
            "invalid_settings",
            2),
        file(
            "no workflow id",
            "\nexport const workflowSettings = { trigger: \"user:pre_mfa\" };\n" + FUNCTION,
            "workflow_id_required",
            2),
        file(
            "an unknown trigger",
            "export const workflowSettings = {\n  id: \"a\",\n  trigger: \"user:nope\" };\n"
                + FUNCTION,
            "unknown_trigger",
            3),
        file("no default function", SETTINGS, "no_default_function", 1),
        file(
            "a default export that is an object",
            SETTINGS + "export default { run() {} };",
            "no_default_function",
            2));
  }

  private static Stream<Broken> collisions() {
    return Stream.of(
        files(
            "a workflow id used twice",
            it ->
                it.write(A, SampleWorkflows.idle("same", "user:pre_mfa"))
                    .write(B, SampleWorkflows.idle("same", "user:plan_selection")),
            "duplicate_workflow_id@" + B + ":1"),
        files(
            "two workflows for one trigger",
            it ->
                it.write(A, SampleWorkflows.idle("a", "user:pre_mfa"))
                    .write(B, SampleWorkflows.idle("b", "user:pre_mfa")),
            "duplicate_trigger@" + B + ":1"));
  }

  private static Stream<Broken> sources() {
    return Stream.of(
        file(
            "an import that can't be resolved",
            SETTINGS + "import x from \"./gone\";\nexport default () => x;",
            "import_not_found",
            2),
        file(
            "an import that leads out of the repository",
            SETTINGS + "import x from \"../../../../../etc/passwd\";\nexport default () => x;",
            "invalid_location",
            2),
        file(
            "a package that isn't allowed",
            SETTINGS + "import axios from \"axios\";\nexport default () => axios;",
            "import_not_allowed",
            2),
        file("a file that doesn't parse", SETTINGS + "let y = ;", "syntax_error", 2),
        file("an empty bundle", "// later\n", "empty_bundle", 1),
        file(
            "a bundle that throws when it is loaded",
            SETTINGS + FUNCTION + "throw new Error(\"oh no\");",
            "bundle_failed",
            3),
        files(
            "everything at once",
            it ->
                it.write(A, SETTINGS + "import \"axios\";\nimport \"./gone\";\n" + FUNCTION)
                    .write(B, "let y = ;"),
            "import_not_allowed@" + A + ":2",
            "import_not_found@" + A + ":3",
            "syntax_error@" + B + ":1"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void push_broken_isToldWithItsPlaceAndLeavesTheLiveReleaseAnswering(Broken broken)
      throws IOException {
    WorkflowRepository repository = team.repository().clear();
    broken.files().accept(repository.write("kinde.json", SampleWorkflows.KINDE_JSON));

    JsonNode sync = team.awaitEnd(team.accepted(repository.push(broken.name())));

    assertThat(sync.path("status").asString()).as(sync.toString()).isEqualTo("rejected");
    assertThat(sync.path("problems"))
        .extracting(BrokenPushIT::inShort)
        .containsExactlyInAnyOrderElementsOf(broken.problems());
    assertThat(sync.path("problems"))
        .allSatisfy(it -> assertThat(it.path("message").asString()).isNotBlank());
    JsonNode run = team.run(USER_TOKENS);
    assertThat(run.at("/effects/accessToken/claims/companyName").asString()).isEqualTo("Acme Inc.");
    assertThat(run.at("/workflow/release").asInt()).isEqualTo(1);
  }

  private static String inShort(JsonNode problem) {
    return problem.path("code").asString()
        + "@"
        + problem.path("file").asString()
        + ":"
        + problem.path("line").asInt();
  }
}
