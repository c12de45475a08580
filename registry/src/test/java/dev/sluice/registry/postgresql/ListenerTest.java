package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.fixtures.PostgresServer;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.contract.Samples;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.IssuedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Revocation;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one process commits, another hears. */
class ListenerTest {
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final Variable VARIABLE =
      new Variable(new VariableName("A"), new Secret("value"), false);
  private static final KeyId BY = new KeyId("key_1");

  private final TestDatabase database = TestDatabase.empty();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Registry here;
  private Registry there;

  @BeforeEach
  void open() throws InterruptedException {
    here = database.open(Clock.systemUTC());
    there = database.open(Clock.systemUTC());
    listen(there);
    new Samples(here).environment(PRODUCTION, true);
    awaitWord("changed production");
  }

  private void listen(Registry registry) {
    registry.signals().onEnvironmentChanged(it -> heard.add("changed " + it));
    registry.signals().onSyncQueued(() -> heard.add("queued"));
    registry.signals().onConnectionTestAsked(() -> heard.add("test"));
    registry.signals().onNoticeDue(() -> heard.add("notice"));
    registry.signals().onKeysChanged(() -> heard.add("keys"));
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void change_inAnotherProcess_isHeard() throws Exception {
    here.variables().put(PRODUCTION, VARIABLE, BY);
    awaitWord("changed production");

    here.syncs().request(PRODUCTION, "asked for by a test");
    awaitWord("queued");

    here.connectionTests().request(PRODUCTION);
    awaitWord("test");
  }

  @Test
  void emergencySwitch_thrownInAnotherProcess_isHeard() throws Exception {
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", "a test", Instant.EPOCH);

    here.environments().breakGlass(PRODUCTION, Optional.of(stop));
    awaitWord("changed production");
    assertThat(there.environments().find(PRODUCTION).orElseThrow().breakGlass()).contains(stop);

    here.environments().breakGlass(PRODUCTION, Optional.empty());
    awaitWord("changed production");
  }

  @Test
  void key_madeOrRevokedInAnotherProcess_isHeard_onceItIsSo() throws Exception {
    IssuedKey first = here.keys().issue(Role.ADMIN, Optional.empty());
    awaitWord("keys");
    assertThat(there.keys().hashed()).hasSize(1);

    IssuedKey second = here.keys().issue(Role.ADMIN, Optional.empty());
    awaitWord("keys");
    assertThat(here.keys().revokeUnlessLast(first.key().id())).isEqualTo(Revocation.DONE);
    awaitWord("keys");
    here.keys().revoke(second.key().id());
    awaitWord("keys");

    assertThat(there.keys().hashed()).isEmpty();
  }

  @Test
  void key_thatStays_isNoNews() throws Exception {
    IssuedKey last = here.keys().issue(Role.ADMIN, Optional.empty());
    awaitWord("keys");

    assertThat(here.keys().revokeUnlessLast(last.key().id())).isEqualTo(Revocation.LAST);
    here.keys().revoke(new KeyId("key_unknown"));
    here.keys().used(Map.of(last.key().id(), Instant.EPOCH));
    here.connectionTests().request(PRODUCTION);

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("test");
  }

  @Test
  void change_thatWasRefused_isNotHeard() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> here.variables().put(STAGING, VARIABLE, BY));

    here.connectionTests().request(PRODUCTION);
    awaitWord("test");
    assertThat(heard).doesNotContain("changed staging");
  }

  @Test
  void change_ofThisProcess_isToldOnce() throws Exception {
    BlockingQueue<String> own = new LinkedBlockingQueue<>();
    here.signals().onEnvironmentChanged(it -> own.add("changed " + it));
    here.signals().onConnectionTestAsked(() -> own.add("test"));

    here.variables().put(PRODUCTION, VARIABLE, BY);
    there.connectionTests().request(PRODUCTION);

    assertThat(own.poll(1, TimeUnit.SECONDS)).isEqualTo("changed production");
    assertThat(own.poll(1, TimeUnit.SECONDS)).isEqualTo("test");
    assertThat(own).isEmpty();
  }

  @Test
  void change_afterTheConnectionWasCut_isHeardAndSoIsThatSomethingMayBeLost() throws Exception {
    cutConnections();

    for (String word : new String[] {"queued", "test", "notice", "keys", "changed production"}) {
      awaitWord(word);
    }
    here.connectionTests().request(PRODUCTION);
    awaitWord("test");
  }

  private void cutConnections() {
    database.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'
        """);
  }

  @Test
  void change_afterAListenerFailed_isHeard() throws Exception {
    there
        .signals()
        .onSyncQueued(() -> {
          throw new LinkageError("a listener's mistake");
        });
    here.syncs().request(PRODUCTION, "asked for by a test");
    awaitWord("queued");

    here.connectionTests().request(PRODUCTION);
    awaitWord("test");
  }

  @Test
  void change_afterAListenerFailedWhenTheConnectionWasCut_isHeard() throws Exception {
    there
        .signals()
        .onSyncQueued(() -> {
          throw new IllegalStateException("a listener's mistake");
        });
    cutConnections();

    for (String word : new String[] {"queued", "test", "notice", "keys", "changed production"}) {
      awaitWord(word);
    }
    here.connectionTests().request(PRODUCTION);
    awaitWord("test");
  }

  @Test
  void change_afterTheServerWasAway_isHeard() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      TestDatabase own = new TestDatabase(server, server.newDatabase());
      try (Registry one = own.open(Clock.systemUTC());
          Registry two = own.open(Clock.systemUTC())) {
        new Samples(one).environment(PRODUCTION, true);
        listen(two);
        server.kill();
        server.startAgain();

        awaitWord("changed production");
        one.environments().putSecrets(PRODUCTION, Map.of());
        awaitWord("changed production");
      }
    }
  }

  private void awaitWord(String word) throws InterruptedException {
    @Nullable String next;
    do {
      next = heard.poll(10, TimeUnit.SECONDS);
    } while (next != null && !next.equals(word));
    assertThat(next).isEqualTo(word);
  }
}
