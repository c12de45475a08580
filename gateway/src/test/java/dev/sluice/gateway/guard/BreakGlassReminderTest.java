package dev.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.SwapMeters;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.WorkflowRuntime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakGlassReminderTest {
  private static final EnvironmentName CALM = new EnvironmentName("calm");
  private static final EnvironmentName TROUBLED = new EnvironmentName("troubled");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private final List<String> shouted = new ArrayList<>();
  private WorkflowRuntime runtime;
  private Registry registry;
  private LiveReleases live;
  private BreakGlassReminder reminder;

  @BeforeEach
  void open() {
    byte[] key = new byte[32];
    MasterKey master = MasterKey.parse(Base64.getEncoder().encodeToString(key), "the test");
    registry = SqliteRegistry.open(data, master, clock);
    RepositoryAddress repository = new RepositoryAddress("https://example.com/auth.git", "main");
    EnvironmentSettings settings = new EnvironmentSettings(repository, true, RunSettings.DEFAULT);
    registry.environments().put(CALM, settings, Map.of());
    registry.environments().put(TROUBLED, settings, Map.of());
    runtime = WorkflowRuntime.start(clock);
    SwapMeters meters = new SwapMeters(new SimpleMeterRegistry());
    live = new LiveReleases(registry, runtime, RunLimits.DEFAULT, meters, clock);
    reminder = new BreakGlassReminder(live, clock, shouted::add);
  }

  @AfterEach
  void close() {
    registry.close();
    runtime.close();
  }

  @Test
  void round_whileOn_shoutsOnceAMinuteAndSaysWhoAndWhy() {
    switchTo(Optional.of(stop()));

    reminder.round();
    assertThat(shouted).isEmpty();
    clock.pass(MINUTE);
    reminder.round();
    reminder.round();
    assertThat(shouted)
        .singleElement()
        .asString()
        .contains("BREAK-GLASS is on in troubled", "`stop`", "key_1", "keys leaked");

    clock.pass(MINUTE);
    reminder.round();
    assertThat(shouted).hasSize(2);
  }

  @Test
  void round_onceItIsOff_isQuiet() {
    switchTo(Optional.of(stop()));
    switchTo(Optional.empty());

    clock.pass(MINUTE);
    reminder.round();

    assertThat(shouted).isEmpty();
    assertThat(reminder.notes()).isEmpty();
  }

  @Test
  void notes_atAnyTime_sayThatItIsOnAndNotWhy() {
    switchTo(Optional.of(stop()));

    assertThat(reminder.notes())
        .singleElement()
        .asString()
        .contains("BREAK-GLASS is on in troubled")
        .doesNotContain("keys leaked");
  }

  private BreakGlass stop() {
    return new BreakGlass(BreakGlass.Decision.STOP, "key_1", "keys leaked", clock.instant());
  }

  private void switchTo(Optional<BreakGlass> glass) {
    registry.environments().breakGlass(TROUBLED, glass);
    live.catchUp(registry.revisions(), () -> {});
  }
}
