package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTest {
  private final List<String> lines = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final Refused refused = new Refused(() -> now, lines::add);

  @Test
  void line_isTold_onceAMinute_withAllSince() {
    refused.add("192.0.2.1");
    refused.add("192.0.2.1");
    now = now.plusSeconds(59);
    refused.add("192.0.2.2");
    assertThat(lines).singleElement().asString().startsWith("1 deliveries").endsWith("192.0.2.1");

    now = now.plusSeconds(1);
    refused.add("192.0.2.3");

    assertThat(lines).hasSize(2);
    assertThat(lines.getLast()).startsWith("3 deliveries").endsWith("192.0.2.3");
    assertThat(refused.count()).isEqualTo(4);
  }

  @Test
  void address_madeToWriteLines_isTold_asOne() {
    refused.add("a\nb" + "c".repeat(1_000));

    assertThat(lines).singleElement().asString().contains("a?bccc").hasSizeLessThan(300);
  }
}
