package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedAuthenticationTest {
  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data, clock);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void badKey_tooOften_isHeldBackForATime() {
    for (int i = 0; i < 20; i++) {
      assertThat(as("guess-" + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> answer = as("guess-20");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(json(answer).path("code").stringValue()).isEqualTo("too_many_failures");
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
    clock.pass(Duration.ofSeconds(3));
    assertThat(as("guess-21").statusCode()).isEqualTo(401);
    assertThat(as("guess-22").statusCode()).isEqualTo(429);
  }

  @Test
  void badKey_afterTheClockWasTurnedBack_isHeldBackNoLonger() {
    for (int i = 0; i < 21; i++) {
      as("guess-" + i);
    }

    clock.pass(Duration.ofHours(-1));
    assertThat(as("guess-21").headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(0, 3));
    clock.pass(Duration.ofSeconds(3));

    assertThat(as("guess-22").statusCode()).isEqualTo(401);
  }

  @Test
  void goodKey_fromAnAddressThatIsHeldBack_getsIn() {
    for (int i = 0; i < 50; i++) {
      as("guess");
    }

    assertThat(as("guess").statusCode()).isEqualTo(429);
    assertThat(gateway.get("/v1/environments").statusCode()).isEqualTo(200);
  }

  @Test
  void failures_areCountedByReason() {
    as("guess");
    gateway.send(gateway.request("/v1/environments").setHeader("Authorization", "Basic YTpi"));

    assertThat(gateway.get("/metrics").body())
        .contains("sluice_authentication_failures_total{reason=\"unknown\"} 1.0")
        .contains("sluice_authentication_failures_total{reason=\"missing\"} 1.0")
        .contains("sluice_authentication_failures_total{reason=\"expired\"} 0.0");
  }

  private HttpResponse<String> as(String key) {
    return gateway.send(
        gateway.request("/v1/environments").setHeader("Authorization", "Bearer " + key));
  }
}
