package dev.sluice.cli.trace;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What OpenTelemetry's environment variables ask for. The rest of them OpenTelemetry reads itself;
 * this loads nothing of it.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">the
 *     variables</a>
 */
public record TraceVariables(Map<String, String> environment) {
  private static final String PROTOCOL = "http/protobuf";

  /**
   * Whether traces are to be sent: only if it says where to.
   *
   * @throws IllegalArgumentException if they are to be sent as this process can't
   */
  public boolean areOn() {
    if (value("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      return false;
    }
    String exporter = value("OTEL_TRACES_EXPORTER").orElse("otlp");
    boolean on =
        !exporter.equals("none")
            && first("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
                .isPresent();
    if (on) {
      require("OTEL_TRACES_EXPORTER", exporter, "otlp");
      requireProtocol();
    }
    return on;
  }

  private void requireProtocol() {
    first("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
        .ifPresent(it -> require("OTEL_EXPORTER_OTLP_PROTOCOL", it, PROTOCOL));
  }

  private static void require(String name, String value, String possible) {
    if (!value.toLowerCase(Locale.ROOT).equals(possible)) {
      throw new IllegalArgumentException(
          "%s is %s, but traces are sent by %s only: leave it out, or say that"
              .formatted(name, value, possible));
    }
  }

  private Optional<String> first(String... names) {
    return Stream.of(names).map(this::value).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }
}
