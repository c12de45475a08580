package dev.sluice.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String GOOD = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void read_goodContext_isSentOnAsItCame() {
    assertThat(TraceContext.read(List.of(GOOD), List.of("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")))
        .contains(
            new TraceContext(GOOD, TRACE, SPAN, "01", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
  }

  @Test
  void read_laterVersion_isReadAsTheFirst() {
    assertThat(
            TraceContext.read(List.of("cc-" + TRACE + "-" + SPAN + "-01-what-will-be"), List.of()))
        .map(TraceContext::traceparent)
        .contains(GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-011",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"
      })
  void read_whatIsNoContext_isNone(String traceparent) {
    assertThat(TraceContext.read(List.of(traceparent), List.of("a=b"))).isEmpty();
  }

  @Test
  void read_twoContexts_isNone() {
    assertThat(TraceContext.read(List.of(GOOD, GOOD), List.of())).isEmpty();
    assertThat(TraceContext.read(List.of(), List.of("a=b"))).isEmpty();
  }

  @Test
  void read_endlessContext_isNone() {
    assertThat(TraceContext.read(List.of(GOOD + "0".repeat(100_000)), List.of())).isEmpty();
  }

  @Test
  void read_stateOfSeveralLines_isOne() {
    assertThat(state("a=1", " b=2 ,, c=3")).isEqualTo("a=1,b=2,c=3");
    assertThat(state("tenant@system=1")).isEqualTo("tenant@system=1");
  }

  @Test
  void read_whatIsNoState_isLeftOut_butNotTheContext() {
    String many =
        IntStream.range(0, 33).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    for (String bad :
        List.of(
            "junk",
            "A=1",
            "a=1,a=2",
            "a=",
            "a=\u0007",
            "a=b=c",
            "a=é",
            many,
            "a=" + "v".repeat(600))) {
      assertThat(state(bad)).as(bad).isEmpty();
    }
  }

  private static String state(String... lines) {
    return TraceContext.read(List.of(GOOD), Stream.of(lines).toList()).orElseThrow().tracestate();
  }
}
