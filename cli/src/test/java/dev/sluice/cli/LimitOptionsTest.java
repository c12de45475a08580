package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the options about limits make of what they are given. */
class LimitOptionsTest {
  @Test
  void limits_thatAreLeftOut_areAsUsual() {
    assertThat(limits()).isEqualTo(Limits.USUAL);
  }

  @Test
  void limits_thatAreGiven_areTaken() {
    Limits limits = limits("--limit", "pack-mb=2048", "--limit", "workflows=2000");

    assertThat(limits)
        .isEqualTo(new Limits(Map.of(Limit.PACK_MB, 2_048L, Limit.WORKFLOWS, 2_000L)));
    assertThat(limits.bytes(Limit.PACK_MB)).isEqualTo(2_048L << 20);
    assertThat(limits.of(Limit.OBJECTS)).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing=1", "workflows=0", "workflows=10001", "pack-mb=-1"})
  void limits_thatCannotBe_areRefusedByName(String given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits("--limit", given))
        .withMessageContaining(given.substring(0, given.indexOf('=')));
  }

  /** The page's table: name, default, from, to. */
  @ParameterizedTest
  @EnumSource
  void page_listsEachLimit(Limit limit) throws IOException {
    assertThat(Files.readString(Path.of("../docs/repository-access.md")))
        .contains(
            "| `%s` | %,d | %,d | %,d |"
                .formatted(limit, limit.usual(), limit.least(), limit.most()));
  }

  private static Limits limits(String... arguments) {
    return CommandLine.populateCommand(new LimitOptions(), arguments).limits();
  }
}
