package dev.sluice.runtime.fetch;

import dev.sluice.runtime.Fetched;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.trace.Span;
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
  public record Answer(String json, Optional<String> code, String summary, Fetched fetched) {}

  private final List<CompletableFuture<Answer>> fetches = new ArrayList<>();
  private final List<Fetched> refused = new ArrayList<>();
  private final Transfer transfer;
  private final Sender sender;
  private final Deadline deadline;
  private final ObjIntConsumer<Answer> listener;

  /**
   * @param listener told of each answer with the request's number, on whatever thread it arrives
   */
  public Fetches(
      Clients clients, Sender sender, Deadline deadline, ObjIntConsumer<Answer> listener) {
    Clients.Place place =
        new Clients.Place(sender.owner().environment(), Reach.of(sender.surroundings()));
    this.transfer = new Transfer(clients, place);
    this.sender = sender;
    this.deadline = deadline;
    this.listener = listener;
  }

  /**
   * What bounds the run.
   *
   * @param nanos on {@link System#nanoTime}'s clock
   */
  public record Deadline(long nanos, RunLimits limits) {}

  /**
   * Who sends, and what its bindings let it send.
   *
   * @param anywhere whether the workflow declared {@code kinde.fetch}, and so reaches more than the
   *     Kinde domain
   * @param seal what closes the bodies of {@code kinde.secureFetch}, if the workflow has an active
   *     key
   * @param span what the requests are parts of
   */
  public record Sender(
      ProgramSource.Owner owner,
      Surroundings surroundings,
      boolean anywhere,
      Optional<Sealing.Seal> seal,
      Span span) {
    private Refused noKey() {
      return new Refused(
          "kinde.secureFetch seals what it sends, and this workflow has no active encryption key,"
              + " so nothing was sent. POST /v1/environments/"
              + owner.environment()
              + "/workflows/"
              + owner.workflow()
              + "/keys makes its first, active at once; where it has some, activate one.");
    }
  }

  /**
   * Begins the request that {@code json} describes.
   *
   * @return its number, or why there is none
   */
  public Started start(String json) {
    return start(() -> FetchRequest.read(json), sender.anywhere());
  }

  /**
   * Begins the request that {@code json} describes, its body sealed: for workflows that declared
   * {@code kinde.secureFetch}.
   *
   * @return its number, or why there is none
   */
  public Started startSealed(String json) {
    return start(
        () -> {
          Sealing.Seal seal = sender.seal().orElseThrow(sender::noKey);
          return FetchRequest.read(json).sealed(seal);
        },
        true);
  }

  /** Begins a GET of the host's own. */
  public Started startGet(String url) {
    return start(() -> FetchRequest.get(url), sender.anywhere());
  }

  /** Whether a request could begin. */
  public sealed interface Started {
    /** It is under way, under that number. */
    record UnderWay(int number) implements Started {}

    /**
     * It may not be made.
     *
     * @param summary method, host, path and reason, for the run's log
     */
    record Refusal(String reason, String summary) implements Started {}

    /** The run has made as many as it may. */
    record TooMany(String reason) implements Started {}
  }

  /** What a workflow asked for, once it has been read. */
  @FunctionalInterface
  private interface Wish {
    FetchRequest read() throws Refused;
  }

  private Started start(Wish wish, boolean declared) {
    int most = deadline.limits().fetching().requests();
    if (fetches.size() + refused.size() >= most) {
      return new Started.TooMany(
          "A run may make " + most + " fetches, and this one made them all.");
    }
    String shown = "";
    try {
      FetchRequest request = wish.read();
      shown = request.shown() + " ";
      return new Started.UnderWay(begin(request, declared));
    } catch (Refused e) {
      refused.add(new Fetched(Fetched.Ending.REFUSED, Duration.ZERO));
      String reason = String.valueOf(e.getMessage());
      return new Started.Refusal(reason, "fetch " + shown + "refused: " + reason);
    }
  }

  private int begin(FetchRequest request, boolean declared) throws Refused {
    int number = fetches.size();
    long started = System.nanoTime();
    Exchange exchange = new Exchange(deadline.limits().fetching(), declared);
    FetchSpan span = FetchSpan.begin(sender.span(), request);
    send(span, exchange);
    CompletableFuture<Answer> answer =
        exchange
            .result()
            .thenApply(result -> {
              span.end(result);
              return answer(request, result, started);
            });
    fetches.add(answer);
    var _ = answer.thenAccept(arrived -> listener.accept(arrived, number));
    return number;
  }

  private void send(FetchSpan span, Exchange exchange) throws Refused {
    try {
      transfer.send(span.request(), exchange);
    } catch (Refused e) {
      span.refused();
      throw e;
    }
  }

  private static Answer answer(FetchRequest request, Exchange.Result result, long startedNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
    String summary =
        "fetch " + request.shown() + " " + result.summary() + " in " + took.toMillis() + " ms";
    return new Answer(result.json(), result.code(), summary, new Fetched(result.ending(), took));
  }

  /** Waits for an answer, no longer than the run may last. */
  public Optional<String> await(int number) throws InterruptedException {
    long left = deadline.nanos() - System.nanoTime();
    try {
      return Optional.of(fetches.get(number).get(left, TimeUnit.NANOSECONDS).json());
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exchange has a result in any case", e);
    }
  }

  /** The answer, if it has arrived. */
  public Optional<String> peek(int number) {
    return Optional.ofNullable(fetches.get(number).getNow(null)).map(Answer::json);
  }

  /**
   * Gives up what is still under way.
   *
   * @return how each that was begun ended, by number
   */
  public List<Answer> end() {
    transfer.end();
    List<Answer> answers = new ArrayList<>();
    fetches.forEach(fetch -> answers.add(fetch.join()));
    return answers;
  }

  /** Those that were refused before they began. */
  public List<Fetched> refused() {
    return List.copyOf(refused);
  }
}
