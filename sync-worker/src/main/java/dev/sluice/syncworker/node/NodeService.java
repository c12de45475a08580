package dev.sluice.syncworker.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived Node process, started when it's first needed, and anew when it died. Thread-safe;
 * conversations with it take turns, each within a time. Closing it ends one under way.
 */
public final class NodeService implements AutoCloseable {
  /** What is said in one turn; broken off if the process ends. */
  @FunctionalInterface
  public interface Conversation<T> {
    T with(NodeProcess node) throws IOException;
  }

  private final NodeScript script;
  private final Duration timeout;
  private final ReentrantLock turn = new ReentrantLock();
  private final ScheduledExecutorService watch;
  private volatile @Nullable NodeProcess process;
  private volatile boolean closed;
  private volatile Optional<String> trouble = Optional.empty();

  public NodeService(NodeScript script, Duration timeout) {
    this.script = script;
    this.timeout = timeout;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(script.name() + "-watch").factory());
  }

  /** Starts the process, if it isn't running. */
  public void start() throws IOException {
    turn.lock();
    try {
      running();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Has a conversation, once it's its turn.
   *
   * @throws TookTooLongException if it lasted longer than it may
   * @throws IOException if the process couldn't be started, or ended
   */
  public <T> T talk(Conversation<T> conversation) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    turn.lock();
    try {
      return converse(conversation, late);
    } catch (IOException e) {
      throw late.get() ? new TookTooLongException(script.name(), timeout) : e;
    } finally {
      turn.unlock();
    }
  }

  /** A process left in the middle of a conversation would go on with it in the next one. */
  private <T> T converse(Conversation<T> conversation, AtomicBoolean late) throws IOException {
    NodeProcess node = running();
    ScheduledFuture<?> end = endLater(node, late);
    boolean finished = false;
    try {
      T result = conversation.with(node);
      finished = true;
      return result;
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
        timeout.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private NodeProcess running() throws IOException {
    NodeProcess node = process;
    if (node == null || !node.isAlive()) {
      node = started();
      process = node;
    }
    // Closing may have come before the process was there to be killed.
    if (closed) {
      node.kill();
      throw new IOException("the " + script.name() + " is closed");
    }
    return node;
  }

  private NodeProcess started() throws IOException {
    try {
      NodeProcess node = NodeProcess.start(script);
      trouble = Optional.empty();
      return node;
    } catch (IOException e) {
      trouble = Optional.of("The " + script.name() + " can't be started: " + e.getMessage());
      throw e;
    }
  }

  /** Why it couldn't be started when it was tried last; empty if it could be. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** The process's id, or -1 if there's none. */
  public long pid() {
    NodeProcess node = process;
    return node == null ? -1 : node.pid();
  }

  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    NodeProcess node = process;
    if (node != null) {
      node.kill();
    }
  }
}
