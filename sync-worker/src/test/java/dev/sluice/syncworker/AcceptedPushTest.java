package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.FOLDER;
import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form a repository may have: where workflows lie, what they're called, what they export. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedPushTest {
  private static final String A = FOLDER + "aWorkflow.ts";
  private static final String IDLE = SampleWorkflows.idle("a", "user:pre_mfa");

  /** A row of the contract's table: a trigger, what the package calls it, what it offers. */
  private record Row(String trigger, String member, List<String> offered) {
    private static Row of(String trigger, String member, String... offered) {
      return new Row(trigger, member, List.of(offered));
    }
  }

  private static final List<Row> TABLE =
      List.of(
          Row.of(
              "user:tokens_generation",
              "UserTokenGeneration",
              "kinde.accessToken",
              "kinde.idToken",
              "kinde.auth"),
          Row.of("m2m:token_generation", "M2MTokenGeneration", "kinde.m2mToken"),
          Row.of("user:post_authentication", "PostAuthentication", "kinde.auth"),
          Row.of("user:pre_registration", "UserPreRegistration", "kinde.auth"),
          Row.of("user:pre_mfa", "UserPreMFA", "kinde.mfa", "kinde.auth"),
          Row.of("user:new_password_provided", "NewPasswordProvided", "kinde.widget", "kinde.auth"),
          Row.of(
              "user:existing_password_provided",
              "ExistingPasswordProvided",
              "kinde.widget",
              "kinde.auth"),
          Row.of("user:new_username_provided", "NewUsernameProvided", "kinde.widget", "kinde.auth"),
          Row.of("user:plan_selection", "PlanSelection", "kinde.plan"),
          Row.of("user:plan_cancellation_request", "PlanCancellationRequest", "kinde.plan"));

  private Workbench bench;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
  }

  @AfterAll
  void close() {
    bench.close();
  }

  @BeforeEach
  void clear() {
    repository().clear().write("kinde.json", SampleWorkflows.KINDE_JSON);
  }

  private WorkflowRepository repository() {
    return bench.repository();
  }

  private String released() throws IOException {
    repository().push("push");
    Sync sync = bench.sync();
    assertThat(sync.progress().problems()).extracting(Problem::message).isEmpty();
    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    return bench.log(sync);
  }

  @Test
  void workflows_ofEveryNameThatEndsSo_areFoundAtAnyDepth() throws IOException {
    List<String> found =
        List.of(
            "1/deeper/still/WORKFLOW.js",
            "2-addClaimsWorkflow.ts",
            "addClaims/Workflow.ts",
            "x.workflow.jsx",
            "xworkflow.tsx");
    for (int i = 0; i < found.size(); i++) {
      repository().write(FOLDER + found.get(i), SampleWorkflows.idle("w" + i, trigger(i)));
    }
    for (String other :
        List.of("aWorkflow.mts", "Workflow.d.ts", "workflows.ts", "addWorkflow/index.ts", "b.js")) {
      repository().write(FOLDER + other, "export const broken = ;");
    }
    repository().write("kindeSrc/environment/strayWorkflow.ts", "export const broken = ;");

    assertThat(released())
        .contains("Found 5 workflows: " + FOLDER + String.join(", " + FOLDER, found) + "\n");
  }

  private static String trigger(int row) {
    return TABLE.get(row).trigger();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": \"2024-12-09\"} | kindeSrc/",
        "{\"rootDir\": \"kindeSrc\"} | kindeSrc/",
        "{\"version\": \"2024-12-09\", \"rootDir\": \"apps/auth\"} | apps/auth/",
        "{\"version\": \"2024-12-09\", \"rootDir\": \"./auth/\"} | auth/",
        "{\"version\": \"2024-12-09\", \"rootDir\": \".\"} | ''"
      })
  void rootDir_saysWhereWorkflowsLie(String kindeJson, String root) throws IOException {
    String file = root + "environment/workflows/aWorkflow.ts";
    repository().clear().write("kinde.json", kindeJson).write(file, IDLE + "// " + kindeJson);

    String log = released();

    assertThat(log).contains("Found 1 workflow: " + file);
    assertThat(log.contains("kinde.json has no version")).isEqualTo(!kindeJson.contains("version"));
  }

  @Test
  void triggersAndBindings_areThoseOfTheTable() throws IOException {
    List<String> all =
        Stream.concat(
                TABLE.stream().flatMap(row -> row.offered().stream()),
                Stream.of(
                    "kinde.env",
                    "kinde.fetch",
                    "kinde.localization",
                    "kinde.cache",
                    "url",
                    "console"))
            .distinct()
            .toList();
    for (Row row : TABLE) {
      repository()
          .write(
              FOLDER + row.member() + "Workflow.ts",
              """
              import { WorkflowTrigger } from "@kinde/infrastructure";
              export const workflowSettings = {
                id: "%s", trigger: WorkflowTrigger.%s, bindings: { "%s": {} } };
              export default () => {};
              """
                  .formatted(row.member(), row.member(), String.join("\": {}, \"", all)));
    }

    String log = released();

    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().deployments())
        .extracting(it -> it.workflow().trigger().value(), it -> it.workflow().id().value())
        .containsExactlyInAnyOrderElementsOf(
            TABLE.stream().map(row -> tuple(row.trigger(), row.member())).toList());
    for (Row row : TABLE) {
      for (String binding : all) {
        boolean common = TABLE.stream().noneMatch(other -> other.offered().contains(binding));
        String warning = row.trigger() + " doesn't offer the binding " + binding + ":";
        assertThat(log.contains(warning))
            .as(warning)
            .isEqualTo(!common && !row.offered().contains(binding));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bindings: { 'kinde.risk': {} } | the binding kinde.risk is accepted but absent",
        "bindings: { 'kinde.ssoSession': {} } | the binding kinde.ssoSession is accepted but"
            + " absent",
        "bindings: { 'kinde.user': {} } | there is no binding kinde.user: it is ignored",
        "bindings: { 'kinde.acessToken': {} } | no binding kinde.acessToken: it is ignored; did you"
            + " mean kinde.accessToken?",
        "bindings: { 'kinde.Fetch': {} } | did you mean kinde.fetch?",
        "bindings: { 'idToken': {} } | did you mean kinde.idToken?",
        "bindings: { 'console.log': {} } | there is no binding console.log: it is ignored",
        "bindings: ['kinde.mfa'] | bindings is a list; it should be an object",
        "timeout: 5000 | workflowSettings.timeout isn't a setting and is ignored"
      })
  void settings_thatNobodyDocumented_areAWarning(String setting, String warning)
      throws IOException {
    repository()
        .write(
            A,
            """
            export const workflowSettings = { id: "odd", trigger: "user:pre_mfa",
              %s };
            export default () => {};
            """
                .formatted(setting));

    assertThat(released()).contains(A + ":2:").contains(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default function () {}",
        "export default function named({ request, context }) { return { request, context }; }",
        "export default async function () {}",
        "export default () => {}",
        "export default async ({ request: { ip } }) => ip",
        "const handler = async (event) => event; export default handler;",
        "async function handler() {} export { handler as default };",
        "export { default } from './handler';"
      })
  void defaultFunction_ofAnyForm_isTaken(String function) throws IOException {
    repository()
        .write(FOLDER + "handler.ts", "export default function (event: unknown) { return event; }")
        .write(
            A,
            "export const workflowSettings = { id: 'a', trigger: 'user:pre_mfa' };\n" + function);

    assertThat(released()).contains("Checked 1 workflow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export const workflowSettings = { id: ['a', 'b'].join('-'), trigger: 'user:' + 'pre_mfa'"
            + " };",
        "const base = { trigger: 'user:pre_mfa' }; export const workflowSettings = { ...base, id:"
            + " 'a-b' };",
        "const settings = (id: string) => ({ id, trigger: 'user:pre_mfa' });"
            + " const workflowSettings = settings('a-b'); export { workflowSettings };",
        "export const workflowSettings = Object.freeze({ get id() { return `a-${'b'}`; },"
            + " trigger: 'user:pre_mfa' } as const) satisfies object;"
      })
  void settings_computed_areReadByLoadingTheBundle(String settings) throws IOException {
    repository().write(A, settings + "\nexport default () => typeof kinde;");

    released();

    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().deployments())
        .extracting(it -> it.workflow().id().value())
        .contains("a-b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import type { NoSuchType } from '@kinde/infrastructure';",
        "import { NoSuchType } from '@kinde/infrastructure';",
        "import { WorkflowTrigger, type NoSuchType } from '@kinde/infrastructure';",
        "import { NoSuchType } from 'no-such-package';",
        "import type NoSuchType from './no-such-file';"
      })
  void import_usedOnlyAsAType_vanishes(String line) throws IOException {
    repository()
        .write(
            A,
            line
                + """

                export const workflowSettings = { id: "types", trigger: "user:pre_mfa" };
                export default async (event: NoSuchType) => event as unknown as NoSuchType;
                """);

    released();
  }

  @Test
  void secureFetch_declaredWithoutAnActiveKey_isAWarningThatSaysHowToAddOne() throws IOException {
    String sealing =
        """
        export const workflowSettings = { id: "send", trigger: "user:pre_mfa",
          bindings: { "kinde.secureFetch": {} } };
        export default () => {};
        """;
    repository().write(A, sealing);
    assertThat(released())
        .contains("send declares kinde.secureFetch and has no active encryption key")
        .contains("POST /v1/environments/production/workflows/send/keys");

    NewWorkflowKey key =
        new NewWorkflowKey(new WorkflowId("send"), KeyMaterial.random(), new KeyId("key_1"), false);
    assertThat(bench.registry().workflowKeys().add(PRODUCTION, key)).isPresent();
    repository().write(A, sealing + "// again");

    assertThat(released()).doesNotContain("encryption key");
  }

  @Test
  void push_withoutAFileThatWasLive_leavesItLive() throws IOException {
    repository().write(A, SampleWorkflows.idle("stays", "user:plan_selection"));
    released();
    repository().remove(A).write(FOLDER + "bWorkflow.ts", IDLE);
    released();

    assertThat(bench.registry().releases().live(PRODUCTION).orElseThrow().deployments())
        .extracting(it -> it.workflow().id().value())
        .contains("stays", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kindeSrc/environment/workflows/claims.ts | under another name",
        "kindeSrc/environment/workflows/claimsWorkflow.mts | claimsWorkflow.mts (name it"
            + " claimsWorkflow.ts)",
        "kindeSrc/environment/workflows/add/Workflow.mjs | add/Workflow.mjs (name it Workflow.js)",
        "kindeSrc/environment/workflows/tokens.ts | tokens.ts (name it tokensWorkflow.ts)",
        "kindeSrc/environment/workflows/b.jsx | b.jsx (name it bWorkflow.jsx)",
        "KindeSrc/Environment/Workflows/claimsWorkflow.ts | upper and lower case",
        "src/claimsWorkflow.ts | lie elsewhere (rootDir in kinde.json"
      })
  void commit_withoutAWorkflow_isToldWhatComesClose(String file, String why) throws IOException {
    repository().write(file, IDLE).push("push");

    assertThat(bench.sync().progress().problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("No workflows: there is no file below kindeSrc/environment/workflows")
        .contains(why, file);
  }
}
