package dev.sluice.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceVariablesTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String WHERE = "http://127.0.0.1:4318";

  @Test
  void traces_areOn_onceItIsSaidWhereTo() {
    assertThat(on(Map.of())).isFalse();
    assertThat(on(Map.of(ENDPOINT, " "))).isFalse();
    assertThat(on(Map.of("OTEL_SERVICE_NAME", "gateway"))).isFalse();
    assertThat(on(Map.of(ENDPOINT, WHERE))).isTrue();
    assertThat(on(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", WHERE + "/v1/traces"))).isTrue();
    assertThat(on(Map.of(ENDPOINT, WHERE, "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        .isTrue();
  }

  @Test
  void traces_areOff_whereThatIsSaid() {
    assertThat(on(Map.of(ENDPOINT, WHERE, "OTEL_SDK_DISABLED", "TRUE"))).isFalse();
    assertThat(on(Map.of(ENDPOINT, WHERE, "OTEL_TRACES_EXPORTER", "none"))).isFalse();
  }

  @Test
  void traces_bySomethingElse_areRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(Map.of(ENDPOINT, WHERE, "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
        .withMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL is grpc")
        .withMessageContaining("http/protobuf");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(Map.of(ENDPOINT, WHERE, "OTEL_TRACES_EXPORTER", "zipkin")))
        .withMessageContaining("zipkin");
  }

  private static boolean on(Map<String, String> variables) {
    return new TraceVariables(variables).areOn();
  }
}
