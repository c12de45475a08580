package dev.sluice.syncworker.reach;

import dev.sluice.syncworker.limit.Limit;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What keeps a Git host from being reached, as far as Java's exceptions tell. */
public enum Obstacle {
  UNKNOWN_HOST(
      "the host isn't known here: mend the environment's repository.url, or this machine's DNS",
      List.of(UnknownHostException.class, UnresolvedAddressException.class)),
  UNTRUSTED(
      "the host's TLS certificate isn't trusted: let the host mend it, or start Sluice with"
          + " --git-ca and its authority's certificate",
      List.of(
          CertificateException.class,
          CertPathValidatorException.class,
          CertPathBuilderException.class)),
  NO_TLS(
      "the host doesn't speak TLS that this machine understands there",
      List.of(SSLException.class)),
  SILENT(
      "the host was silent for longer than %d s: it is overloaded, or a firewall is between"
          + Limit.SILENCE_SECONDS.hint(),
      List.of(InterruptedIOException.class, HttpTimeoutException.class, TimeoutException.class)),
  NO_WAY(
      "there is no way to the host from here: look at this machine's network, or for a firewall",
      List.of(NoRouteToHostException.class)),
  REFUSED(
      "the connection was refused: the host is down, nothing listens at that port, or a firewall"
          + " is between",
      List.of(ConnectException.class));

  private static final int MOST_CAUSES = 20;

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Class<? extends Exception>> signs;

  Obstacle(String words, List<Class<? extends Exception>> signs) {
    this.words = words;
    this.signs = signs;
  }

  /** The first of these that is among the failure's causes. */
  public static Optional<Obstacle> of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(MOST_CAUSES).toList();
    return Stream.of(values())
        .filter(it -> causes.stream().anyMatch(cause -> it.shows(cause)))
        .findFirst();
  }

  private boolean shows(Throwable cause) {
    return signs.stream().anyMatch(sign -> sign.isInstance(cause));
  }

  /**
   * What it is, and what to do.
   *
   * @param silence how long the host may be silent
   */
  public String words(Duration silence) {
    return words.formatted(silence.toSeconds());
  }
}
