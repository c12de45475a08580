package dev.sluice.runtime.run;

import dev.sluice.runtime.LogLine;
import dev.sluice.runtime.token.KeySource;
import dev.sluice.runtime.token.TokenCache;
import dev.sluice.runtime.token.TokenKey;
import dev.sluice.runtime.token.TokenTrial.Verdict;
import dev.sluice.runtime.token.Tokens;
import dev.sluice.runtime.token.TokensUnderWay;
import dev.sluice.runtime.token.TokensUnderWay.Lead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The host's half of {@code kinde.cache}, for one run: finds a token, waits for another run's, or
 * has this run make it, and tests what it made. Belongs to the run's thread.
 */
final class TokenBinding {
  private record Trial(TokenKey key, String token, String url) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTHING = "{}";

  private final Map<TokenKey, Lead> leads = new HashMap<>();
  private final Map<String, Trial> trials = new HashMap<>();
  private final Tokens tokens;
  private final BiFunction<String, String, TokenKey> keys;
  private final TokenTester tester;
  private final EventLoop loop;
  private final RunState state;
  private int waits;

  /**
   * @param keys the key of a token, by its name and how it is checked
   */
  TokenBinding(
      Tokens tokens,
      BiFunction<String, String, TokenKey> keys,
      TokenTester tester,
      EventLoop loop,
      RunState state) {
    this.tokens = tokens;
    this.keys = keys;
    this.tester = tester;
    this.loop = loop;
    this.state = state;
  }

  /** The token; or the name of the news to wait for; or neither, if this run is to make it. */
  String claim(String name, String source) {
    TokenKey key = keys.apply(name, source);
    Optional<String> kept = tokens.kept().find(key);
    if (kept.isPresent()) {
      return token(kept);
    }
    return switch (tokens.underWay().claim(key, loop.deadlineNanos())) {
      case Lead lead -> {
        // Who led until just now may have kept one since.
        Optional<String> since = tokens.kept().find(key);
        since.ifPresentOrElse(token -> lead.settle(since), () -> leads.put(key, lead));
        yield token(since);
      }
      case TokensUnderWay.Wait wait -> await(wait, name);
    };
  }

  /** Half of the time that is left: the other half is for making it, if the other run doesn't. */
  private String await(TokensUnderWay.Wait wait, String name) {
    String id = "token-" + waits++;
    loop.expect();
    Duration patience = Duration.ofNanos((loop.deadlineNanos() - System.nanoTime()) / 2);
    wait.await(patience, token -> loop.deliver(news(id, name, token)));
    return JSON.createObjectNode().put("wait", id).toString();
  }

  private static EventLoop.News.Answer news(String id, String name, Optional<String> token) {
    String summary =
        "kinde.cache: another run was getting the token \""
            + name
            + (token.isPresent() ? "\", and it came" : "\", and it didn't come");
    return new EventLoop.News.Answer(id, token(token), Optional.empty(), summary);
  }

  private static String token(Optional<String> token) {
    return token.map(text -> JSON.createObjectNode().put("token", text).toString()).orElse(NOTHING);
  }

  /**
   * Tests a token this run made, and keeps it if it is good. What is wrong with it; or the name of
   * the news to wait for; or neither.
   */
  String keep(String name, String source, String token) {
    TokenKey key = keys.apply(name, source);
    Verdict verdict = tester.begin(KeySource.read(source), token);
    if (verdict instanceof Verdict.Wanting wanting) {
      return switch (tester.fetch(wanting)) {
        case TokenTester.Asked.Refused refused ->
            settle(key, token, new Verdict.Unchecked(refused.reason()));
        case TokenTester.Asked.UnderWay asked -> {
          trials.put(asked.id(), new Trial(key, token, wanting.url()));
          yield JSON.createObjectNode().put("wait", asked.id()).toString();
        }
      };
    }
    return settle(key, token, verdict);
  }

  /** This run failed to make it. */
  String drop(String name, String source) {
    release(keys.apply(name, source), Optional.empty());
    return NOTHING;
  }

  /** Turns the key set that arrived into the test's end; other answers pass as they are. */
  String translate(String id, String answer) {
    @Nullable Trial trial = trials.remove(id);
    return trial == null
        ? answer
        : settle(trial.key, trial.token, tester.conclude(trial.url, answer, trial.token));
  }

  /** The run has ended: who still waits for it shall make a token without it. */
  void end() {
    leads.values().forEach(lead -> lead.settle(Optional.empty()));
    leads.clear();
  }

  private String settle(TokenKey key, String token, Verdict verdict) {
    boolean kept =
        verdict instanceof Verdict.Good good && tokens.kept().keep(key, token, good.expiresAt());
    release(key, kept ? Optional.of(token) : Optional.empty());
    return switch (verdict) {
      case Verdict.Bad bad -> JSON.createObjectNode().put("error", bad.message()).toString();
      case Verdict.Good good -> {
        warnIf(token.length() > TokenCache.LONGEST, "is too long to be kept");
        yield NOTHING;
      }
      case Verdict.Unchecked unchecked -> {
        warnIf(true, "was used, but not checked and not kept: " + unchecked.reason());
        yield NOTHING;
      }
      case Verdict.Wanting wanting -> throw new IllegalStateException("not tested yet");
    };
  }

  private void warnIf(boolean so, String what) {
    if (so) {
      state.log().add(LogLine.Level.WARN, "A token " + what).ifPresent(state::doom);
    }
  }

  private void release(TokenKey key, Optional<String> token) {
    @Nullable Lead lead = leads.remove(key);
    if (lead != null) {
      lead.settle(token);
    }
  }
}
