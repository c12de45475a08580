package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.benchmarks.load.CannedServer.Canned;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
  private static final Canned OK = Canned.ok("{}");
  private static final Duration LASTING = Duration.ofMillis(300);

  @Test
  void closedLoop_whereAllAre200_countsThem() {
    try (CannedServer server = CannedServer.answering(OK);
        Connections connections = Connections.open(server.target(), 2)) {
      Window window = new ClosedLoop(connections).run(LASTING);

      assertThat(window.latencies().getTotalCount()).isPositive();
      assertThat(window.lasted()).isEqualTo(LASTING);
    }
  }

  @Test
  void openLoop_asksAsOftenAsItWasTold() {
    try (CannedServer server = CannedServer.answering(OK);
        Connections connections = Connections.open(server.target(), 2)) {
      Window window = openLoop(connections).run(100, LASTING);

      assertThat(window.latencies().getTotalCount()).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 404, 429, 500, 503})
  void oneAnswerThatIsNo200_voidsTheWindow(int status) {
    Canned bad = new Canned(status, "why it is so");
    try (CannedServer server = CannedServer.answering(OK, OK, bad, OK);
        Connections connections = Connections.open(server.target(), 1)) {
      ClosedLoop load = new ClosedLoop(connections);

      assertThatThrownBy(() -> load.run(LASTING))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("HTTP/1.1 " + status)
          .hasMessageContaining("why it is so");
    }
  }

  @Test
  void oneAnswerThatIsNo200_voidsLoadAtAFixedRateToo() {
    try (CannedServer server = CannedServer.answering(OK, OK, new Canned(503, "{}"), OK);
        Connections connections = Connections.open(server.target(), 1)) {
      OpenLoop load = openLoop(connections);

      assertThatThrownBy(() -> load.run(100, LASTING)).isInstanceOf(BadAnswerException.class);
    }
  }

  @Test
  void probe_thatIsAnsweredOtherwise_isVoid() {
    try (CannedServer server = CannedServer.answering(new Canned(500, "broken"))) {
      assertThatThrownBy(() -> Probe.body(server.target()))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("broken");
    }
  }

  private static OpenLoop openLoop(Connections connections) {
    return new OpenLoop(connections, Pace.GENTLE, (answer, mark) -> answer.requireOk());
  }
}
