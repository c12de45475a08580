package dev.sluice.syncworker;

import static dev.sluice.syncworker.Workbench.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.SshSigner;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment that lists signers takes, and what it refuses before building anything. */
class SignedCommitTest {
  private static final SshSigner ADA = SshSigner.create();
  private static final SshSigner EVE = SshSigner.create();

  private Workbench bench;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    bench = new Workbench(folder);
    bench.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void trustAda() {
    bench.trust(Map.of("Ada", ADA.publicKey()));
  }

  private Sync refused(String code) {
    Sync sync = bench.sync();
    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.REJECTED);
    assertThat(sync.progress().problems()).extracting(Problem::code).containsExactly(code);
    assertThat(bench.log(sync)).doesNotContain("Found").doesNotContain("Bundled");
    return sync;
  }

  @Test
  void commit_signedByOneListed_isReleasedAndItsLogNamesThem() throws IOException {
    trustAda();
    bench.repository().push("signed", ADA::commit);

    Sync sync = bench.sync();

    assertThat(sync.status()).as(bench.log(sync)).isEqualTo(SyncStatus.RELEASED);
    assertThat(bench.log(sync)).contains("Signed by Ada, with the SSH key SHA256:");
  }

  @Test
  void commit_unsigned_isRejectedBeforeAnythingIsBuilt() throws IOException {
    trustAda();
    String commit = bench.repository().push("unsigned");

    Sync sync = refused("commit_unsigned");

    assertThat(sync.progress().problems().getFirst().message())
        .startsWith("Commit " + commit + " isn't signed. Sign it")
        .contains("git commit --amend -S");
    assertThat(bench.registry().releases().live(PRODUCTION)).isEmpty();
    assertThat(bench.registry().syncs().lastSynced(PRODUCTION)).isEmpty();
  }

  @Test
  void commit_signedByAStranger_isRejectedWithTheirKey() throws IOException {
    trustAda();
    bench.repository().push("stranger's", EVE::commit);

    assertThat(refused("signer_unknown").progress().problems().getFirst().message())
        .contains("signed with the SSH key SHA256:")
        .contains("trust.signers")
        .contains("let an administrator list that key");
  }

  @Test
  void commit_changedAfterItWasSigned_isRejected() throws IOException {
    trustAda();
    bench
        .repository()
        .push("harmless", commit -> changed(ADA.commit(commit), "harmless", "harmful!"));

    assertThat(refused("signature_bad").progress().problems().getFirst().message())
        .contains("made over something else than this commit");
  }

  private static byte[] changed(byte[] commit, String from, String to) {
    String text = new String(commit, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void commit_unsignedOnTopOfSignedOnes_isRejected_andSignedOnTopOfUnsignedOnes_isTaken()
      throws IOException {
    trustAda();
    bench.repository().push("signed", ADA::commit);
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);

    bench.repository().write("README.md", "words").push("unsigned, and nothing built changed");
    refused("commit_unsigned");

    bench.repository().push("signed", ADA::commit);
    assertThat(bench.pushed().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void commit_broughtInBeforeAnyoneAsked_isRejectedWhenSyncedAgain_butStaysLive()
      throws IOException {
    bench.repository().push("unsigned");
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);

    trustAda();
    refused("commit_unsigned");

    assertThat(bench.registry().releases().live(PRODUCTION)).isPresent();
    bench.trust(Map.of());
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.UNCHANGED);
  }

  @Test
  void rollback_toWhatWasBuiltBeforeAnyoneAsked_isPossible() throws IOException {
    bench.repository().push("unsigned");
    bench.sync();
    trustAda();
    String other = SampleWorkflows.ADD_CLAIM.replace("Acme", "Apex");
    bench.repository().write(SampleWorkflows.FILE, other).push("signed", ADA::commit);
    assertThat(bench.sync().status()).isEqualTo(SyncStatus.RELEASED);

    var outcome = bench.registry().releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_test"));

    assertThat(outcome).isInstanceOf(ReleaseOutcome.Released.class);
    assertThat(bench.registry().releases().live(PRODUCTION))
        .map(it -> it.number())
        .isEqualTo(Optional.of(3));
  }

  @Test
  void commit_thatIsHuge_isRejected() throws IOException {
    trustAda();
    bench.repository().push("x".repeat(1024 * 1024), ADA::commit);

    assertThat(refused("signature_bad").progress().problems().getFirst().message())
        .contains("longer than is looked at");
  }
}
