package dev.sluice.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.benchmarks.load.BadAnswerException;
import dev.sluice.benchmarks.load.CannedServer;
import dev.sluice.benchmarks.load.CannedServer.Canned;
import dev.sluice.benchmarks.load.ClosedLoop;
import dev.sluice.benchmarks.load.Connections;
import dev.sluice.benchmarks.load.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The release live before is 6; the swap to another makes it 7. */
@Timeout(30)
class SwapperTest {
  private static String login(String status, int release, String company) {
    return "{\"status\":\"%s\",\"workflow\":{\"release\":%d},\"companyName\":\"%s\"}"
        .formatted(status, release, company);
  }

  /** Swaps once, and then asks for logins that are all answered so. */
  private static void swapAndLogIn(String answer) {
    try (CannedServer admin = CannedServer.answering(Canned.ok("{\"number\":7}"));
        CannedServer runs = CannedServer.answering(Canned.ok(answer));
        Connections connections = Connections.open(runs.target(), 1)) {
      PastRelease past = new PastRelease(admin.target(), "Acme 1");
      Swapper swapper = new Swapper(List.of(past), 1_000, 1);
      while (!swapper.isDone()) {
        swapper.run();
      }
      assertThat(swapper.mark()).isEqualTo(7);
      new ClosedLoop(connections, Pace.GENTLE, swapper).run(Duration.ofMillis(50));
    }
  }

  @Test
  void login_answeredByTheReleaseSwappedIn_passes() {
    assertThatCode(() -> swapAndLogIn(login("completed", 7, "Acme 1"))).doesNotThrowAnyException();
  }

  @Test
  void login_answeredByTheReleaseBefore_voidsTheMeasurement() {
    assertVoid(login("completed", 6, "Acme 1"));
  }

  @Test
  void login_answeredByTheRightNumberButAnotherProgram_voidsIt() {
    assertVoid(login("completed", 7, "Acme 2"));
  }

  @Test
  void login_thatFails_voidsIt() {
    assertVoid(login("failed", 7, "Acme 1"));
  }

  @Test
  void swap_thatIsRefused_voidsIt() {
    try (CannedServer admin = CannedServer.answering(new Canned(409, "{}"))) {
      Swapper swapper = new Swapper(List.of(new PastRelease(admin.target(), "Acme 1")), 1_000, 1);

      assertThatThrownBy(
              () -> {
                while (!swapper.isDone()) {
                  swapper.run();
                }
              })
          .isInstanceOf(BadAnswerException.class);
    }
  }

  private static void assertVoid(String answer) {
    assertThatThrownBy(() -> swapAndLogIn(answer)).isInstanceOf(BadAnswerException.class);
  }
}
