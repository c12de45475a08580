package dev.sluice.runtime;

import dev.sluice.runtime.trace.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A runtime for a test class, and the words to run one-line workflows in it. */
final class TestRuns implements AfterAllCallback {
  static final JsonMapper JSON = new JsonMapper();

  final WorkflowRuntime runtime = WorkflowRuntime.start(Clock.systemUTC());

  /** One workflow to run, as a test describes it. */
  final class Workflow {
    private final String body;
    private final Set<String> bindings = new HashSet<>();
    private final Set<String> reset = new HashSet<>();
    private final Map<String, Surroundings.Variable> variables = new HashMap<>();
    private String before = "";
    private String sourceMap = "{}";
    private String environment = "test";
    private String id = "wf";
    private Trigger trigger = Trigger.USER_TOKENS_GENERATION;
    private FailurePolicy policy = FailurePolicy.STOP;
    private EgressPolicy egress = new EgressPolicy.PublicInternet();
    private Optional<java.net.URI> kindeDomain = Optional.empty();
    private Sealing sealing = Sealing.NONE;
    private Texts texts = Texts.NONE;
    private RunLimits limits = RunLimits.DEFAULT;
    private String event = "{\"request\":{},\"context\":{}}";
    private boolean keepsEvent;
    private String tokens = "{}";

    private Workflow(String body) {
      this.body = body;
    }

    Workflow binding(String name) {
      bindings.add(name);
      return this;
    }

    Workflow resetting(String name) {
      reset.add(name);
      return binding(name);
    }

    Workflow variable(String name, String value, boolean secret) {
      variables.put(name, new Surroundings.Variable(value, secret));
      return binding("kinde.env");
    }

    Workflow secret(String name, String value, String next) {
      variables.put(name, new Surroundings.Variable(value, Optional.of(next), true));
      return binding("kinde.env");
    }

    Workflow moduleCode(String code) {
      before = code;
      return this;
    }

    /** Has each line of the bundle come from the same line of {@code src/aWorkflow.ts}. */
    Workflow mapped() {
      String lines = "AAAA" + ";AACA".repeat(100);
      sourceMap =
          "{\"version\":3,\"sources\":[\"src/aWorkflow.ts\"],\"names\":[],\"mappings\":\""
              + lines
              + "\"}";
      return this;
    }

    Workflow environment(String name) {
      environment = name;
      return this;
    }

    Workflow id(String value) {
      id = value;
      return this;
    }

    Workflow trigger(Trigger value) {
      trigger = value;
      return this;
    }

    Workflow failurePolicy(FailurePolicy value) {
      policy = value;
      return this;
    }

    Workflow egress(EgressPolicy value) {
      egress = value;
      return this;
    }

    Workflow kindeDomain(String origin) {
      kindeDomain = Optional.of(java.net.URI.create(origin));
      return this;
    }

    Workflow sealing(Sealing value) {
      sealing = value;
      return this;
    }

    Workflow texts(Texts value) {
      texts = value;
      return this;
    }

    Workflow within(Duration wallClock) {
      limits = limits.within(wallClock);
      return this;
    }

    Workflow lasting(Duration wallClock) {
      RunLimits usual = RunLimits.DEFAULT;
      return limits(
          new RunLimits(
              new RunLimits.Time(wallClock, usual.time().cpu()),
              usual.allocatedBytes(),
              usual.fetching(),
              usual.claimsBytes(),
              usual.logging()));
    }

    Workflow limits(RunLimits value) {
      limits = value;
      return this;
    }

    Workflow event(String json) {
      event = json;
      return this;
    }

    Workflow keepingEvent() {
      keepsEvent = true;
      return this;
    }

    Workflow tokens(String json) {
      tokens = json;
      return this;
    }

    Program compile() throws BundleException {
      String code = "var __sluice_module = (() => {\n" + before + body + "\n})();";
      return runtime.compile(
          new ProgramSource(
              new ProgramSource.Owner(environment, id),
              new BundleCode(code, sourceMap),
              trigger,
              new ProgramSource.Declared(bindings, reset),
              policy));
    }

    RunRequest request() {
      return new RunRequest(
          JsonText.of(event),
          JsonText.of(tokens),
          new Surroundings(variables, kindeDomain, egress, sealing, texts),
          limits,
          keepsEvent,
          Work.UNKNOWN);
    }

    Outcome run() throws BundleException {
      return runtime.run(compile(), request());
    }
  }

  /** A workflow whose function's body that is; {@code event} is its argument. */
  Workflow workflow(String body) {
    return module("\nreturn { default: async function workflow(event) {\n" + body + "\n} };");
  }

  /** A workflow whose module that is, as the body of a function that returns what it exports. */
  Workflow module(String body) {
    return new Workflow(body);
  }

  /** A program of that bundle, with every binding a token's generation offers. */
  Program compile(BundleCode bundle) throws BundleException {
    return runtime.compile(
        new ProgramSource(
            new ProgramSource.Owner("test", "wf"),
            bundle,
            Trigger.USER_TOKENS_GENERATION,
            new ProgramSource.Declared(
                Set.of("kinde.accessToken", "kinde.idToken", "kinde.fetch", "url"), Set.of()),
            FailurePolicy.STOP));
  }

  static JsonNode effects(Outcome outcome) {
    return JSON.readTree(outcome.effects());
  }

  /** All that was logged, a line each, with its level. */
  static String log(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    for (LogLine line : outcome.trace().log()) {
      text.append(line.level()).append(' ').append(line.text()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    runtime.close();
  }
}
