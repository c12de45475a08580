package dev.sluice.syncworker.reach;

import java.io.File;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Makes the SSH sessions of one fetch, with one key, to a host that has one. Nobody's {@code
 * ~/.ssh} is read, no agent asked, and no host remembered.
 */
final class PinnedSessions extends SshSessionFactory {
  /** A folder that there isn't. */
  private static final File NOWHERE = new File("/nonexistent/sluice");

  private static final int MOST_CAUSES = 20;

  private final Credential.Key credential;
  private final Outlet outlet;
  private final Sightings seen;
  private final Listening listening;

  PinnedSessions(Credential.Key credential, Outlet outlet, Sightings seen, Listening listening) {
    SshProviders.keepToThemselves();
    this.credential = credential;
    this.outlet = outlet;
    this.seen = seen;
    this.listening = listening;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider nobody, FS fs, int milliseconds)
      throws TransportException {
    PinnedHostKey hostKey = new PinnedHostKey(credential.hostKey());
    try (Alarm alarm = Alarm.in(listening.patience().silence());
        SshdSessionFactory sessions = factory(hostKey)) {
      return begin(sessions, uri, fs, milliseconds, alarm);
    } catch (TransportException e) {
      Optional<String> refusal = hostKey.refusal();
      throw refusal.isPresent() ? new HostKeyException(uri, refusal.get(), e) : e;
    }
  }

  /** Logging in has no limit of its own that could be set. */
  private RemoteSession begin(
      SshdSessionFactory sessions, URIish uri, FS fs, int milliseconds, Alarm alarm)
      throws TransportException {
    try {
      RemoteSession session = sessions.getSession(uri, null, fs, milliseconds);
      seen.letIn();
      return new HeardSession(session, listening);
    } catch (TransportException e) {
      if (isKeyRefused(e)) {
        seen.keyRefused();
      }
      throw alarm.hasRung()
          ? new TransportException(uri, "the host is silent", new SocketTimeoutException())
          : e;
    }
  }

  private static boolean isKeyRefused(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .anyMatch(it ->
            it instanceof SshException ssh
                && ssh.getDisconnectCode()
                    == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE);
  }

  private SshdSessionFactory factory(PinnedHostKey hostKey) {
    return new SshdSessionFactoryBuilder()
        .setHomeDirectory(NOWHERE)
        .setSshDirectory(NOWHERE)
        .setConfigStoreFactory((home, config, user) -> null)
        .setDefaultKnownHostsFiles(folder -> List.of())
        .setDefaultIdentities(folder -> List.of())
        .setDefaultKeysProvider(folder -> List.of(keyPair()))
        .setServerKeyDatabase((home, folder) -> hostKey)
        .setPreferredAuthentications("publickey")
        .setProxyDataFactory(outlet.ssh())
        .build(null);
  }

  /** The same key as the SSH library makes them: it knows its own kind only. */
  private KeyPair keyPair() {
    try {
      KeyFactory keys = SecurityUtils.getKeyFactory("Ed25519");
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(credential.key().publicKey().getEncoded())),
          keys.generatePrivate(
              new PKCS8EncodedKeySpec(credential.key().privateKey().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the deploy key can't be used", e);
    }
  }

  @Override
  public String getType() {
    return "sluice";
  }
}
