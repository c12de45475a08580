package dev.sluice.syncworker.reach;

import dev.sluice.registry.trust.SshHostKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The one key that an SSH server may prove itself with. It remembers what it refused, to be told.
 */
final class PinnedHostKey implements ServerKeyDatabase {
  private final Optional<SshHostKey> pinned;
  private volatile @Nullable String refused;

  PinnedHostKey(Optional<SshHostKey> pinned) {
    this.pinned = pinned;
  }

  /** What servers are asked to prove themselves with first: they may have keys of several types. */
  @Override
  public List<PublicKey> lookup(
      String address, InetSocketAddress remote, Configuration configuration) {
    return pinned.map(PinnedHostKey::parsed).stream().toList();
  }

  private static PublicKey parsed(SshHostKey key) {
    try {
      return PublicKeyEntry.parsePublicKeyEntry(key.text())
          .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a host key that was taken can't be read", e);
    }
  }

  @Override
  public boolean accept(
      String address,
      InetSocketAddress remote,
      PublicKey shown,
      Configuration configuration,
      @Nullable CredentialsProvider nobody) {
    String key = PublicKeyEntry.toString(shown);
    if (pinned.isPresent() && pinned.get().text().equals(key)) {
      return true;
    }
    refused = key;
    return false;
  }

  /** Why the server was refused, and what to do; empty if it wasn't. */
  Optional<String> refusal() {
    return Optional.ofNullable(refused)
        .map(it -> pinned.map(known -> changed(known, it)).orElseGet(() -> unknown(it)));
  }

  private static String unknown(String key) {
    return ("The environment has no SSH host key to know the host by. It showed %s key %s. Compare"
            + " that with what the host publishes; if it's the same, set the environment's"
            + " repository.sshHostKey to \"%s\"")
        .formatted(type(key), fingerprint(key), key);
  }

  private static String changed(SshHostKey known, String key) {
    return ("The host showed another SSH key than the one it is known by: %s key %s, not %s key %s."
            + " Someone may be in between, and nothing was sent. If the host says that it changed"
            + " its key, set the environment's repository.sshHostKey to the new one")
        .formatted(type(key), fingerprint(key), type(known.text()), known.fingerprint());
  }

  private static String type(String key) {
    return "the " + key.substring(0, key.indexOf(' '));
  }

  private static String fingerprint(String key) {
    try {
      return new SshHostKey(key).fingerprint();
    } catch (IllegalArgumentException e) {
      return "of a type that isn't taken";
    }
  }
}
