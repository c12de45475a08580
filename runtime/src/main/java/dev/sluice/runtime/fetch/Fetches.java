package dev.sluice.runtime.fetch;

import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjIntConsumer;

/** The requests one run makes. Belongs to the run's thread; answers arrive on others. */
public final class Fetches {
  /**
   * How a request ended.
   *
   * @param json what the realm is told; with a member {@code code}, the run fails by that
   * @param code how the run fails, if it does
   * @param summary method, host, path, status and time, for the run's log
   */
  public record Answer(String json, Optional<String> code, String summary) {}

  private final List<CompletableFuture<Answer>> fetches = new ArrayList<>();
  private final Transfer transfer;
  private final Transfer sealedTransfer;
  private final Rights rights;
  private final RunLimits limits;
  private final long deadlineNanos;
  private final ObjIntConsumer<Answer> listener;

  /**
   * @param listener told of each answer with the request's number, on whatever thread it arrives
   */
  public Fetches(
      Clients clients,
      Surroundings surroundings,
      Rights rights,
      Deadline deadline,
      ObjIntConsumer<Answer> listener) {
    Reach reach = Reach.of(surroundings);
    this.transfer = new Transfer(clients, reach, rights.anywhere());
    this.sealedTransfer = new Transfer(clients, reach, true);
    this.rights = rights;
    this.limits = deadline.limits();
    this.deadlineNanos = deadline.nanos();
    this.listener = listener;
  }

  /**
   * What bounds the run.
   *
   * @param nanos on {@link System#nanoTime}'s clock
   */
  public record Deadline(long nanos, RunLimits limits) {}

  /**
   * What a workflow's bindings let it send.
   *
   * @param anywhere whether it declared {@code kinde.fetch}, and so reaches more than the Kinde
   *     domain
   * @param seal what closes the bodies of {@code kinde.secureFetch}, if the workflow has an active
   *     key
   */
  public record Rights(boolean anywhere, Optional<Sealing.Seal> seal) {}

  /**
   * Begins the request that {@code json} describes.
   *
   * @return its number, or why there is none
   */
  public Started start(String json) {
    try {
      return start(FetchRequest.read(json), transfer);
    } catch (IOException e) {
      return new Started.Refusal(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Begins the request that {@code json} describes, its body sealed: for workflows that declared
   * {@code kinde.secureFetch}.
   *
   * @return its number, or why there is none
   */
  public Started startSealed(String json) {
    try {
      Sealing.Seal seal = rights.seal().orElseThrow(Fetches::noKey);
      return start(FetchRequest.read(json).sealed(seal), sealedTransfer);
    } catch (IOException e) {
      return new Started.Refusal(String.valueOf(e.getMessage()));
    }
  }

  /** Begins a GET of the host's own. */
  public Started startGet(String url) {
    try {
      return start(FetchRequest.get(url), transfer);
    } catch (IOException e) {
      return new Started.Refusal(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a request could begin. */
  public sealed interface Started {
    /** It is under way, under that number. */
    record UnderWay(int number) implements Started {}

    /** It may not be made. */
    record Refusal(String reason) implements Started {}

    /** The run has made as many as it may. */
    record TooMany(String reason) implements Started {}
  }

  private static Refused noKey() {
    return new Refused(
        "kinde.secureFetch seals what it sends, and this workflow has no active encryption key, so"
            + " nothing was sent. Give the workflow a key and make it active.");
  }

  private Started start(FetchRequest request, Transfer through) throws IOException {
    int most = limits.fetching().requests();
    if (fetches.size() >= most) {
      return new Started.TooMany(
          "A run may make " + most + " fetches, and this one made them all.");
    }
    int number = fetches.size();
    long now = System.nanoTime();
    CompletableFuture<Answer> answer =
        through
            .send(request, limits.fetching().bodyBytes(), Duration.ofNanos(deadlineNanos - now))
            .thenApply(result ->
                new Answer(result.json(), result.code(), summary(request, result.ending(), now)));
    fetches.add(answer);
    var _ = answer.thenAccept(arrived -> listener.accept(arrived, number));
    return new Started.UnderWay(number);
  }

  private static String summary(FetchRequest request, String ending, long startedNanos) {
    long millis = (System.nanoTime() - startedNanos) / 1_000_000;
    return "fetch " + request.shown() + " " + ending + " in " + millis + " ms";
  }

  /** Waits for an answer, no longer than the run may last. */
  public Optional<String> await(int number) throws InterruptedException {
    long left = deadlineNanos - System.nanoTime();
    try {
      return Optional.of(fetches.get(number).get(left, TimeUnit.NANOSECONDS).json());
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a transfer answers in any case", e);
    }
  }

  /** The answer, if it has arrived. */
  public Optional<String> peek(int number) {
    return Optional.ofNullable(fetches.get(number).getNow(null)).map(Answer::json);
  }

  /** Gives up what is still under way. */
  public void cancelAll() {
    fetches.forEach(fetch -> fetch.cancel(true));
    transfer.cancelAll();
    sealedTransfer.cancelAll();
  }
}
