package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the option about leases makes of what it is given. */
class LeaseOptionTest {
  @Test
  void lease_thatIsLeftOut_isAsThePageSays() throws IOException {
    assertThat(lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(Files.readString(Path.of("../docs/operating.md")))
        .contains("`--sync-lease` seconds (30; from 10 to 300)");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 299, 300})
  void lease_withinItsBounds_isTaken(int seconds) {
    assertThat(lease("--sync-lease=" + seconds)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -30, 0, 9, 301, Integer.MAX_VALUE})
  void lease_beyondItsBounds_isRefusedByName(int seconds) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> lease("--sync-lease=" + seconds))
        .withMessage("--sync-lease is from 10 to 300 seconds, not " + seconds)
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "30s", "1e2", ""})
  void lease_thatIsNoNumber_isRefusedByName(String given) {
    assertThatExceptionOfType(CommandLine.ParameterException.class)
        .isThrownBy(() -> lease("--sync-lease=" + given))
        .withMessageContaining("--sync-lease");
  }

  private static Duration lease(String... arguments) {
    return CommandLine.populateCommand(new LeaseOption(), arguments).lease();
  }
}
