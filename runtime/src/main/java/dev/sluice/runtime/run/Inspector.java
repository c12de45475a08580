package dev.sluice.runtime.run;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Inspection;
import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.watch.StopCause;
import java.time.Duration;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads bundles with nothing mounted, to see what they are. Thread-safe. */
public final class Inspector {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final Host host;

  public Inspector(Host host) {
    this.host = host;
  }

  /** Loads the bundle in a realm of that environment. */
  public Inspection inspect(String environment, BundleCode bundle) {
    SourceMap map = SourceMap.parse(bundle.sourceMap());
    ProgramCode code = new ProgramCode(bundle, "\"bindings\":[]");
    try (Hold hold = Hold.take(host, environment, PATIENCE, AT_MOST)) {
      return inspect(hold, code, map);
    }
  }

  private static Inspection inspect(Hold hold, ProgramCode code, SourceMap map) {
    try {
      String report = hold.realm().inspect(code);
      hold.markClean();
      return read(JSON.readTree(report), map);
    } catch (PolyglotException e) {
      String problem = hold.end().map(Inspector::stopped).orElse(String.valueOf(e.getMessage()));
      return new Inspection.Broken(problem, Stopped.position(e, map));
    }
  }

  private static Inspection read(JsonNode report, SourceMap map) {
    JsonNode broken = report.path("broken");
    if (broken.isString()) {
      Thrown thrown = Thrown.read(broken.asString(), map);
      return new Inspection.Broken(withHint(thrown.message()), thrown.at());
    }
    JsonNode settings = report.path("settings");
    return new Inspection.Loaded(
        settings.isString() ? Optional.of(settings.asString()) : Optional.empty(),
        report.path("defaultExport").asString());
  }

  private static String withHint(String message) {
    return Hints.forLoading(message).map(hint -> message + ". " + hint).orElse(message);
  }

  private static String stopped(StopCause cause) {
    return switch (cause) {
      case DEADLINE, CPU -> "loading it didn't end within " + AT_MOST.toSeconds() + " s";
      case MEMORY, HEAP_SHORT -> "loading it took more memory than a run may use";
    };
  }
}
