package dev.sluice.runtime.run;

import dev.sluice.runtime.Fetched;
import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.fetch.Fetches;
import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.realm.Realm;
import dev.sluice.runtime.realm.RunInput;
import dev.sluice.runtime.token.KeySets;
import dev.sluice.runtime.token.TokenKey;
import dev.sluice.runtime.token.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Value;

/**
 * One execution of one program for one event: starts it in a realm, brings it news until it has
 * settled and all it asked for has ended, and collects what it decided. One thread uses it.
 */
final class Run {
  private final RunRequest request;
  private final RunState state;
  private final EventLoop loop;
  private final Fetches fetches;
  private final TokenBinding tokens;

  /** The answers that the log and the realm know of. */
  private final Set<String> told = new HashSet<>();

  Run(ProgramSource program, RunRequest request, Host services, RunState state, Lane.Place place) {
    this.request = request;
    this.state = state;
    this.loop = new EventLoop(place);
    this.fetches =
        new Fetches(
            services.clients(),
            sender(program, request),
            new Fetches.Deadline(place.deadlineNanos(), request.limits()),
            (answer, number) -> loop.deliver(news(answer, number)));
    this.tokens = tokens(program, services.tokens());
  }

  private static Fetches.Sender sender(ProgramSource program, RunRequest request) {
    ProgramSource.Owner owner = program.owner();
    Surroundings surroundings = request.surroundings();
    return new Fetches.Sender(
        owner,
        surroundings,
        fetchesAnywhere(program),
        surroundings.sealing().seal(owner.workflow()),
        request.work().span());
  }

  private static boolean fetchesAnywhere(ProgramSource program) {
    return program.declared().bindings().contains("kinde.fetch");
  }

  private TokenBinding tokens(ProgramSource program, Tokens shared) {
    ProgramSource.Owner owner = program.owner();
    Surroundings surroundings = request.surroundings();
    KeySets.Place place =
        new KeySets.Place(
            owner.environment(),
            surroundings.egress(),
            surroundings.kindeDomain(),
            fetchesAnywhere(program));
    return new TokenBinding(
        shared,
        (name, source) -> TokenKey.of(owner.environment(), owner.workflow(), name, source),
        new TokenTester(shared.trial(), place, fetches, loop),
        loop,
        state);
  }

  /**
   * Runs it, and leaves what became of it in the state.
   *
   * @return the effects it had, as members of a JSON object without the braces
   * @throws org.graalvm.polyglot.PolyglotException if it had to be stopped, or the engine gave up
   */
  String in(Realm realm, ProgramCode code) {
    try {
      Value drive = realm.start(code, input(), hostCalls());
      bringNews(drive);
      return state.failure().isPresent() ? "" : drive.execute("end").asString();
    } finally {
      tokens.end();
      endFetches();
    }
  }

  /** What is still under way is given up; the log tells of it too. */
  private void endFetches() {
    List<Fetches.Answer> answers = fetches.end();
    for (int number = 0; number < answers.size(); number++) {
      if (!told.contains(FetchBinding.id(number))) {
        var _ = state.log().add(LogLine.Level.INFO, answers.get(number).summary());
      }
    }
    List<Fetched> fetched = new ArrayList<>();
    answers.forEach(answer -> fetched.add(answer.fetched()));
    fetched.addAll(fetches.refused());
    state.fetched(fetched);
  }

  private HostCalls hostCalls() {
    Surroundings surroundings = request.surroundings();
    HostServices services =
        new HostServices(
            new FetchBinding(fetches, loop, state.log()),
            tokens,
            new TextBinding(surroundings.texts(), request.event()),
            surroundings.variables());
    return new HostCalls(state, loop, services);
  }

  private static EventLoop.News.Answer news(Fetches.Answer answer, int number) {
    return new EventLoop.News.Answer(
        FetchBinding.id(number), answer.json(), answer.code(), answer.summary());
  }

  private RunInput input() {
    return new RunInput(
        request.event().text(), request.tokens().text(), request.limits().claimsBytes());
  }

  private void bringNews(Value drive) {
    while (!state.settled() || loop.expectsAnswers()) {
      switch (loop.next(!state.settled())) {
        case EventLoop.News.Answer answer -> bring(answer, drive);
        case EventLoop.News.Due due -> drive.execute("due", due.id(), "");
        case EventLoop.News.Silence silence -> {
          state.fail(Failure.neverSettled());
          return;
        }
        case EventLoop.News.DeadlinePassed passed -> {
          state.fail(Stopped.deadline(request.limits()));
          return;
        }
      }
    }
  }

  /** The realm may know where in the author's code a failure belongs; if not, it has no place. */
  private void bring(EventLoop.News.Answer answer, Value drive) {
    told.add(answer.id());
    state.log().add(LogLine.Level.INFO, answer.summary()).ifPresent(state::doom);
    drive.execute("answer", answer.id(), tokens.translate(answer.id(), answer.text()));
    answer.code().ifPresent(code -> state.doom(Failure.plain(code, answer.summary())));
  }
}
