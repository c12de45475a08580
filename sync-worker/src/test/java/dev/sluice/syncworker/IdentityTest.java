package dev.sluice.syncworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sync.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path mirrors;

  @Test
  void worker_ofTheSameMirrors_isTheSame() {
    Worker first = Identity.of(mirrors, CLOCK);

    assertThat(Identity.of(mirrors, CLOCK)).isEqualTo(first);
    assertThat(first.host()).isNotBlank();
  }

  @Test
  void worker_ofOtherMirrors_isAnother(@TempDir Path others) {
    assertThat(Identity.of(others, CLOCK).id()).isNotEqualTo(Identity.of(mirrors, CLOCK).id());
  }

  @Test
  void worker_whoseIdWasLost_isANewOne() throws IOException {
    Worker first = Identity.of(mirrors, CLOCK);
    Files.writeString(mirrors.resolve(".worker"), "");

    Worker second = Identity.of(mirrors, CLOCK);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(Identity.of(mirrors, CLOCK)).isEqualTo(second);
  }
}
