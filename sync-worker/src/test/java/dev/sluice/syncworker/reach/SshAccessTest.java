package dev.sluice.syncworker.reach;

import static dev.sluice.syncworker.reach.FetchBench.cause;
import static dev.sluice.syncworker.reach.FetchBench.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.trust.SshHostKey;
import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetching over SSH, from a host that is known or isn't, by a key that it knows or doesn't. */
@Timeout(60)
class SshAccessTest {
  private static final DeployKey KEY = DeployKey.generate();

  @TempDir private Path folder;
  private FetchBench bench;
  private KeyPair ed25519;
  private KeyPair ecdsa;
  private SshGitServer host;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    SshProviders.keepToThemselves();
    bench = new FetchBench(folder);
    ed25519 = SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
    ecdsa = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    host = new SshGitServer(folder, ecdsa, ed25519);
    host.authorizes(KEY.line());
  }

  @AfterEach
  void close() throws IOException {
    host.close();
    bench.close();
  }

  @Test
  void branch_isSeen_ofAHostThatIsKnown() {
    bench.assertSeen(bench.look(host.url(), knowing(ed25519)));
    assertThat(bench.look(host.url(), "other", knowing(ed25519)).toString())
        .contains("The repository has no branch other; it has main");
    assertThat(bench.look(host.url(), new Credential.Key(KEY, Optional.empty())).toString())
        .contains("HOST");
  }

  @Test
  void host_thatIsKnown_isFetchedFrom_byAnyOfItsKeys() {
    bench.assertFetched(bench.fetch(host.url(), knowing(ed25519)));
    bench.assertFetched(bench.fetch(host.url(), knowing(ecdsa)));
    bench.assertFetched(bench.fetch(host.url().replace("git@", ""), knowing(ecdsa)));
  }

  @Test
  void host_thatIsNotKnown_isRefused_withTheKeyItShowed() {
    String reason =
        refusal(bench.fetch(host.url(), new Credential.Key(KEY, Optional.empty())), Hurdle.HOST);

    assertThat(reason)
        .contains("repository.sshHostKey")
        .satisfiesAnyOf(it -> named(it, ed25519), it -> named(it, ecdsa));
  }

  private static void named(String reason, KeyPair pair) {
    assertThat(reason).contains(key(pair).text(), key(pair).fingerprint());
  }

  @Test
  void host_withAnotherKey_isRefused_namingBoth() throws Exception {
    KeyPair old = SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();

    assertThat(refusal(bench.fetch(host.url(), knowing(old)), Hurdle.HOST))
        .contains("Someone may be in between")
        .contains(key(old).fingerprint(), key(ed25519).fingerprint());
  }

  @Test
  void key_thatTheHostDoesNotKnow_isRefused() {
    DeployKey stranger = DeployKey.generate();

    assertThat(
            refusal(
                bench.fetch(host.url(), new Credential.Key(stranger, Optional.of(key(ed25519)))),
                Hurdle.CREDENTIALS))
        .contains("doesn't take the deploy key", new SshHostKey(stranger.line()).fingerprint());
  }

  @Test
  void repository_thatIsMissing_isRefused() {
    assertThat(
            refusal(
                bench.fetch(host.url().replace("remote", "nothing"), knowing(ed25519)),
                Hurdle.CREDENTIALS))
        .contains("There is no repository here");
  }

  @Test
  void host_thatIsSilent_isGivenUp() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "ssh://git@localhost:" + silent.getLocalPort() + "/remote.git";

      assertThat(cause(bench.fetchHurried(url, knowing(ed25519)), Hurdle.HOST)).contains("silent");
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void host_thatListsBranchesWithoutEnd_isToldOf() {
    host.chatters(SshGitServer.Chatter.LINES);

    assertThat(refusal(fetchBriefly(), Hurdle.HOST)).contains("(limit talk-mb)");
  }

  @Test
  void host_thatSaysErrorsWithoutEnd_isGivenUp() {
    host.chatters(SshGitServer.Chatter.ERRORS);

    assertThat(fetchBriefly()).isInstanceOf(Fetching.Unavailable.class);
  }

  /** From a host that isn't listened to for long. */
  private Fetching fetchBriefly() {
    FetchLimits usual = FetchLimits.DEFAULT;
    FetchLimits brief =
        new FetchLimits(
            new Patience(Duration.ofSeconds(2), 100_000),
            Duration.ofSeconds(4),
            usual.pack(),
            usual.freeBytes(),
            usual.source());
    return bench.fetch(GitNetwork.DIRECT, brief, host.url(), knowing(ecdsa));
  }

  @Test
  void host_thatIsNotThere_isToldOf() {
    assertThat(cause(bench.fetch("ssh://git@127.0.0.1:1/a.git", knowing(ed25519)), Hurdle.HOST))
        .contains("refused");
    assertThat(cause(bench.fetch("git@nowhere.invalid:a.git", knowing(ed25519)), Hurdle.HOST))
        .contains("isn't known");
  }

  @Test
  void proxy_isGoneThrough() throws IOException {
    try (ConnectProxy proxy = new ConnectProxy(Optional.of("me:proxy-password"))) {
      GitNetwork network =
          new GitNetwork(
              Optional.of(
                  GitProxy.parse(
                      proxy.url(), Optional.of(GitProxy.Login.parse("me:proxy-password")))),
              Optional.empty());

      bench.assertFetched(bench.fetch(network, FetchLimits.DEFAULT, host.url(), knowing(ed25519)));

      assertThat(proxy.tunnelled()).hasSize(1);
    }
  }

  @Test
  void library_leavesTheProcessesProvidersAlone() {
    bench.assertFetched(bench.fetch(host.url(), knowing(ed25519)));

    assertThat(Stream.of(Security.getProviders()).map(Provider::getName)).doesNotContain("BC");
  }

  private static Credential knowing(KeyPair host) {
    return new Credential.Key(KEY, Optional.of(key(host)));
  }

  private static SshHostKey key(KeyPair pair) {
    return new SshHostKey(PublicKeyEntry.toString(pair.getPublic()));
  }
}
