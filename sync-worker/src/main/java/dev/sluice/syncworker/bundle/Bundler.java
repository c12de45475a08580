package dev.sluice.syncworker.bundle;

import dev.sluice.registry.deployment.Digest;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.problem.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes scripts of workflows in one long-lived Node process, which is started anew when it died.
 * Thread-safe; commits are bundled one after the other. Closing it ends a bundling under way.
 */
public final class Bundler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bundler.class);

  /** Grows whenever the same files would be bundled or checked into something else. */
  private static final String VERSION = "2";

  private final BundlerSettings settings;
  private final String tag;
  private final ReentrantLock turn = new ReentrantLock();
  private final ScheduledExecutorService watch;
  private volatile NodeProcess process;
  private volatile boolean closed;

  /**
   * Starts the process.
   *
   * @throws UncheckedIOException if the folder isn't complete or the process doesn't start
   */
  public Bundler(BundlerSettings settings) {
    this.settings = settings;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bundler-watch").factory());
    try {
      this.tag = tag(settings.folder());
      this.process = NodeProcess.start(settings);
    } catch (IOException e) {
      watch.shutdownNow();
      throw new UncheckedIOException(
          "The bundler can't be started from " + settings.folder() + ": " + e.getMessage(), e);
    }
  }

  /** Names all but a commit's files that decides what is built: the bundler and its packages. */
  public String tag() {
    return tag;
  }

  private static String tag(Path folder) throws IOException {
    String[] parts = {
      VERSION,
      Files.readString(folder.resolve("package-lock.json")),
      Files.readString(folder.resolve("bundler.mjs")),
      Files.readString(folder.resolve("messages.mjs")),
      Files.readString(folder.resolve("packages.mjs")),
      Files.readString(folder.resolve("resolver.mjs"))
    };
    return Digest.of(parts).value();
  }

  /** Bundles each of {@code entries}; what is wrong with the files goes into {@code report}. */
  public Bundling bundle(List<String> entries, RecordedSource source, Report report) {
    TsConfig config = new TsConfigReader(source, report).read();
    turn.lock();
    try {
      return within(new Conversation(entries, config, source, report));
    } finally {
      turn.unlock();
    }
  }

  private Bundling within(Conversation conversation) {
    AtomicBoolean late = new AtomicBoolean();
    try {
      return new Bundling.Done(converse(conversation, late));
    } catch (IOException e) {
      log.warn("bundling broke off", e);
      return new Bundling.Died(
          late.get()
              ? "Bundling took longer than " + settings.timeout().toSeconds() + " s"
              : "Bundling broke off: " + e.getMessage());
    }
  }

  /** A process left in the middle of a conversation would go on with it in the next one. */
  private List<BundledFile> converse(Conversation conversation, AtomicBoolean late)
      throws IOException {
    NodeProcess node = running();
    ScheduledFuture<?> end = endLater(node, late);
    boolean finished = false;
    try {
      List<BundledFile> files = conversation.with(node);
      finished = true;
      return files;
    } finally {
      end.cancel(false);
      if (!finished) {
        node.kill();
      }
    }
  }

  private ScheduledFuture<?> endLater(NodeProcess node, AtomicBoolean late) {
    return watch.schedule(
        () -> {
          late.set(true);
          node.kill();
        },
        settings.timeout().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private NodeProcess running() throws IOException {
    if (closed) {
      throw new IOException("the bundler is closed");
    }
    if (!process.isAlive()) {
      process = NodeProcess.start(settings);
    }
    return process;
  }

  /** For tests. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    process.kill();
  }
}
