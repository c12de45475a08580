package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * The way to one repository, for one fetch. Not thread-safe.
 *
 * @param uri without a password
 * @param patience how long the host is listened to
 */
public record Reach(
    Outlet outlet, URIish uri, Credential credential, Patience patience, Sightings seen) {

  /** A way on which nothing was seen yet. */
  public Reach(Outlet outlet, URIish uri, Credential credential, Patience patience) {
    this(outlet, uri, credential, patience, new Sightings());
  }

  /**
   * Opens it.
   *
   * @param local what is fetched into; null to look only
   * @param cancelled whether nobody waits any more
   */
  public Transport open(@Nullable Repository local, BooleanSupplier cancelled) throws IOException {
    Transport transport = local == null ? open() : Transport.open(local, uri);
    try {
      prepare(transport, new Listening(patience, cancelled));
      return transport;
    } catch (IOException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  /** SSH isn't opened without something to fetch into. */
  private Transport open() throws IOException {
    return credential instanceof Credential.Key
        ? Transport.open(new InMemoryRepository(new DfsRepositoryDescription("nothing")), uri)
        : Transport.open(uri);
  }

  private void prepare(Transport transport, Listening listening) throws IOException {
    transport.setTimeout((int) patience.silence().toSeconds());
    switch (transport) {
      case TransportHttp http ->
          http.setHttpConnectionFactory(
              new GuardedConnections(outlet, origin(), credential, seen, listening));
      case SshTransport ssh ->
          ssh.setSshSessionFactory(new PinnedSessions(key(), outlet, seen, listening));
      default -> {} // On this machine.
    }
  }

  private Origin origin() throws IOException {
    return Origin.of(URI.create(uri.toString()).toURL());
  }

  private Credential.Key key() {
    if (credential instanceof Credential.Key key) {
      return key;
    }
    throw new IllegalStateException("SSH without a key");
  }

  /** What goes between, for sentences; empty if nothing does. */
  public Optional<String> proxy() {
    return outlet.proxy().map(GitProxy::toString);
  }

  /** {@code message} without what is secret. */
  public String redact(String message) {
    String shown = credential.redact(message);
    return outlet
        .proxy()
        .flatMap(GitProxy::login)
        .map(it -> new Credential.Login(it.user(), it.password()).redact(shown))
        .orElse(shown);
  }
}
