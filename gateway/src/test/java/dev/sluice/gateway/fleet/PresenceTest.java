package dev.sluice.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.Gateway;
import dev.sluice.registry.gateway.GatewayId;
import dev.sluice.registry.gateway.Gateways;
import dev.sluice.registry.gateway.SeenGateway;
import dev.sluice.registry.gateway.Served;
import dev.sluice.registry.gateway.ServedChanges;
import dev.sluice.registry.gateway.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a gateway writes of itself, step by step. */
class PresenceTest {
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final EnvironmentName OTHER = new EnvironmentName("other");

  private final TestClock clock = new TestClock();
  private final Written written = new Written();
  private final Map<EnvironmentName, Integer> releases = new HashMap<>();
  private final Set<EnvironmentName> standby = new HashSet<>();
  private boolean away;

  private final Presence presence =
      new Presence(
          written,
          Identity.UNNAMED,
          new Presence.Showing() {
            @Override
            public Map<EnvironmentName, Integer> releases() {
              return releases;
            }

            @Override
            public boolean isStandby(EnvironmentName environment) {
              return standby.contains(environment);
            }
          },
          () -> away,
          clock);

  @Test
  void gateway_tellsOnceWhatItServes_andThenOnlyWhatIsDifferent() {
    releases.put(DEMO, 1);
    releases.put(OTHER, 1);
    presence.turn();
    assertThat(written.take()).containsExactly("arrived {demo=1, other=1}");

    presence.turn();
    assertThat(written.take()).isEmpty();

    releases.put(DEMO, 2);
    presence.turn();
    assertThat(written.take()).containsExactly("stays {demo=2} []");

    releases.remove(OTHER);
    presence.turn();
    assertThat(written.take()).containsExactly("stays {} [other]");
  }

  @Test
  void gateway_withAThousandEnvironments_saysNothingOfThemWhenItOnlyStays() {
    for (int i = 0; i < 1_000; i++) {
      releases.put(new EnvironmentName("e" + i), 1);
    }
    presence.turn();
    written.take();

    for (int second = 0; second < 60; second++) {
      clock.pass(Duration.ofSeconds(1));
      presence.turn();
    }

    assertThat(written.take()).hasSize(12).containsOnly("stays {} []");
  }

  @Test
  void clock_thatWasTurnedBack_doesNotKeepItSilent() {
    presence.turn();
    written.take();

    clock.pass(Duration.ofDays(-1));
    presence.turn();

    assertThat(written.take()).containsExactly("stays {} []");
  }

  @Test
  void release_servedFromStandby_isToldSo_andAgainOnceItIsReadAnew() {
    standby.add(DEMO);
    releases.put(DEMO, 1);
    presence.turn();
    assertThat(written.take()).containsExactly("arrived {demo=1 standby}");

    standby.clear();
    presence.turn();
    assertThat(written.take()).containsExactly("stays {demo=1} []");
  }

  @Test
  void registry_thatIsAway_isNotAsked_andToldAfterwardsSinceWhenItWasSo() {
    presence.turn();
    written.take();
    away = true;
    releases.put(DEMO, 1);
    Instant since = clock.instant();
    presence.turn();
    clock.pass(Duration.ofHours(1));
    presence.turn();
    assertThat(written.take()).isEmpty();

    away = false;
    presence.turn();

    assertThat(written.take()).containsExactly("stays {demo=1} []");
    assertThat(written.lastSince).isEqualTo(since);
  }

  @Test
  void failure_isMadeUpForByTheNextTurn() {
    presence.turn();
    written.take();
    releases.put(DEMO, 1);
    written.failing = true;
    presence.turn();
    assertThat(written.take()).isEmpty();

    written.failing = false;
    presence.turn();

    assertThat(written.take()).containsExactly("stays {demo=1} []");
  }

  @Test
  void gateway_thatWasForgotten_arrivesAgain_withAllItServes() {
    releases.put(DEMO, 1);
    presence.turn();
    written.take();
    written.known = false;

    clock.pass(Gateways.HEARTBEAT);
    presence.turn();

    assertThat(written.take()).containsExactly("stays {} []", "arrived {demo=1}");
  }

  @Test
  void end_isTold_unlessTheRegistryIsAway() {
    presence.start();
    presence.close();
    assertThat(written.take()).contains("left");

    away = true;
    presence.close();
    assertThat(written.take()).isEmpty();
  }

  /** Remembers what was written. */
  private static final class Written implements Gateways {
    private List<String> lines = new ArrayList<>();
    private Instant lastSince = Instant.EPOCH;
    private volatile boolean failing;
    private boolean known = true;

    synchronized List<String> take() {
      List<String> taken = lines;
      lines = new ArrayList<>();
      return taken;
    }

    private synchronized void write(String line) {
      if (failing) {
        throw new RegistryException("the test lets it fail");
      }
      lines.add(line);
    }

    private String words(Map<EnvironmentName, Served> serves) {
      serves.values().forEach(it -> lastSince = it.since());
      return serves.entrySet().stream()
          .map(it ->
              it.getKey()
                  + "="
                  + it.getValue().release()
                  + (it.getValue().standby() ? " standby" : ""))
          .sorted()
          .toList()
          .toString()
          .replace('[', '{')
          .replace(']', '}');
    }

    @Override
    public void arrived(Gateway gateway, Map<EnvironmentName, Served> serves) {
      write("arrived " + words(serves));
    }

    @Override
    public boolean stays(GatewayId id, ServedChanges changes) {
      write("stays " + words(changes.now()) + " " + changes.noLonger());
      return known;
    }

    @Override
    public void left(GatewayId id) {
      write("left");
    }

    @Override
    public void forgetGone() {
      throw new AssertionError("it isn't the one to forget others");
    }

    @Override
    public Page<SeenGateway> list(PageRequest page) {
      throw new AssertionError("it has no reason to look at others");
    }

    @Override
    public Serving serving(EnvironmentName environment, int release) {
      throw new AssertionError("it has no reason to look at others");
    }
  }
}
