package dev.sluice.syncworker.types;

import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.fetch.SourceTree;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.node.NodeService;
import dev.sluice.syncworker.node.TookTooLongException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks workflows' types with the TypeScript compiler, in a process that is started with the first
 * check and kept warm. Thread-safe; commits are checked one after the other. Closing it ends a
 * check under way.
 */
public final class TypeChecker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TypeChecker.class);

  /** What is beside two checks: two starts, and what a busy machine adds. */
  private static final Duration MORE = Duration.ofSeconds(20);

  private final NodeService service;
  private final Duration timeout;

  public TypeChecker(TypeCheckSettings settings) {
    this.timeout = settings.timeout();
    this.service = new NodeService(settings.checker(), settings.timeout());
  }

  /** Longer than a check takes before it's broken off, the one before it included. */
  public Duration longest() {
    return timeout.multipliedBy(2).plus(MORE);
  }

  /**
   * Begins a check on a thread of its own.
   *
   * @param tree the commit's files, to be read by this check alone; it closes it
   */
  public TypeCheck begin(CheckedFiles files, SourceTree tree) {
    CompletableFuture<Typing> typing = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("types").start(() -> typing.complete(check(files, tree)));
    return new TypeCheck(typing);
  }

  private Typing check(CheckedFiles files, SourceTree tree) {
    try (tree) {
      RecordedSource source = new RecordedSource(tree, tree.limits(), _ -> {});
      return service.talk(new CheckTalk(files, source));
    } catch (TookTooLongException e) {
      log.info("types weren't checked", e);
      return new Typing.Unchecked(e.getMessage() + Limit.TYPES_SECONDS.hint());
    } catch (IOException | UncheckedIOException e) {
      log.info("types weren't checked", e);
      return new Typing.Unchecked(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      log.error("a check of types met a bug", e);
      return new Typing.Unchecked("Sluice met a bug of its own, which its log tells more of");
    }
  }

  /** For tests. */
  long pid() {
    return service.pid();
  }

  @Override
  public void close() {
    service.close();
  }
}
