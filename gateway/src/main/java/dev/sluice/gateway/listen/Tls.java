package dev.sluice.gateway.listen;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's certificate, read again whenever its files change. Connections that are open stay as
 * they are; new ones get the new one. Starts and stops with its server.
 */
public final class Tls extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final TlsFiles files;
  private final Scheduler scheduler;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private TlsFiles.Content seen;
  private volatile Scheduler.Task next = () -> false;

  /**
   * Reads the files.
   *
   * @throws TlsException if they can't be used
   */
  public Tls(TlsFiles files, Scheduler scheduler) {
    this.files = files;
    this.scheduler = scheduler;
    this.seen = files.content();
    factory.setKeyStorePassword(TlsIdentity.PASSWORD);
    factory.setKeyStore(files.identity(seen).keyStore());
  }

  /** What encrypts a connector's connections. */
  public SslContextFactory.Server factory() {
    return factory;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  @Override
  protected void doStop() {
    next.cancel();
  }

  private void schedule() {
    next = scheduler.schedule(this::turn, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void turn() {
    try {
      look();
    } finally {
      if (isRunning()) {
        schedule();
      }
    }
  }

  /** Takes what the files hold now, if it's new and any good. */
  private void look() {
    try {
      TlsFiles.Content now = files.content();
      if (!now.equals(seen)) {
        // Before it is judged, so that what's bad is told of once; a half-written pair is followed
        // by its other half.
        seen = now;
        TlsIdentity identity = files.identity(now);
        factory.reload(changed -> changed.setKeyStore(identity.keyStore()));
        LOG.info("The certificate was read again: {}", subject(identity));
      }
    } catch (TlsException e) {
      LOG.warn("The new certificate isn't used, the one before stays: {}", e.getMessage());
    } catch (Exception e) {
      LOG.error("The new certificate isn't used, the one before stays", e);
    }
  }

  private static String subject(TlsIdentity identity) {
    return "%s, good until %s"
        .formatted(
            identity.chain().getFirst().getSubjectX500Principal(),
            identity.chain().getFirst().getNotAfter().toInstant());
  }
}
