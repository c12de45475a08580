package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunRequest;
import dev.sluice.runtime.fetch.Fetches;
import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.realm.Realm;
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
  private final HostCalls host;
  private final TokenBinding tokens;

  Run(ProgramSource program, RunRequest request, Host services, RunState state, Lane.Place place) {
    this.request = request;
    this.state = state;
    this.loop = new EventLoop(place);
    this.fetches =
        new Fetches(
            services.clients(),
            request.surroundings(),
            program.declared().bindings().contains("kinde.fetch"),
            new Fetches.Deadline(place.deadlineNanos(), request.limits()),
            (answer, number) -> loop.deliver(news(answer, number)));
    this.tokens = new TokenBinding(services.tokens(), program.owner(), state.log());
    this.host = new HostCalls(state, loop, fetches, tokens, request.surroundings().variables());
  }

  /**
   * Runs it, and leaves what became of it in the state.
   *
   * @return the effects it had, as members of a JSON object without the braces
   * @throws org.graalvm.polyglot.PolyglotException if it had to be stopped, or the engine gave up
   */
  String in(Realm realm, ProgramCode code) {
    try {
      Value drive = realm.start(code, input(), host);
      bringNews(drive);
      return state.failure().isPresent() ? "" : drive.execute("end").asString();
    } finally {
      fetches.cancelAll();
    }
  }

  private static EventLoop.News.Answer news(Fetches.Answer answer, int number) {
    return new EventLoop.News.Answer(
        HostCalls.fetchId(number), answer.json(), answer.code(), answer.summary());
  }

  private String input() {
    return "{\"event\":"
        + request.event()
        + ",\"tokens\":"
        + request.tokens()
        + ",\"claimsBytes\":"
        + request.limits().claimsBytes()
        + "}";
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
    state.log().add(LogLine.Level.INFO, answer.summary()).ifPresent(state::doom);
    drive.execute("answer", answer.id(), tokens.translate(answer.id(), answer.text()));
    answer.code().ifPresent(code -> state.doom(Failure.plain(code, answer.summary())));
  }
}
