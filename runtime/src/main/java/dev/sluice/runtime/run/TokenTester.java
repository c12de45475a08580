package dev.sluice.runtime.run;

import dev.sluice.runtime.fetch.Fetches;
import dev.sluice.runtime.token.KeySets;
import dev.sluice.runtime.token.KeySource;
import dev.sluice.runtime.token.TokenTrial;
import dev.sluice.runtime.token.TokenTrial.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests one run's tokens, with key sets fetched as the run's own requests are: where it may, and
 * counted. Belongs to the run's thread.
 */
final class TokenTester {
  private static final JsonMapper JSON = new JsonMapper();

  private final TokenTrial trial;
  private final KeySets.Place place;
  private final Fetches fetches;
  private final EventLoop loop;

  TokenTester(TokenTrial trial, KeySets.Place place, Fetches fetches, EventLoop loop) {
    this.trial = trial;
    this.place = place;
    this.fetches = fetches;
    this.loop = loop;
  }

  /** Whether a key set could be asked for. */
  sealed interface Asked {
    /** It will come as the news of that name. */
    record UnderWay(String id) implements Asked {}

    /** It may not be fetched. */
    record Refused(String reason) implements Asked {}
  }

  Verdict begin(KeySource source, String token) {
    return trial.begin(source, place, token);
  }

  Asked fetch(Verdict.Wanting wanting) {
    return switch (fetches.startGet(wanting.url())) {
      case Fetches.Started.TooMany tooMany -> new Asked.Refused(tooMany.reason());
      case Fetches.Started.Refusal refusal -> new Asked.Refused(refusal.reason());
      case Fetches.Started.UnderWay fetch -> {
        loop.expect();
        yield new Asked.UnderWay(FetchBinding.id(fetch.number()));
      }
    };
  }

  /**
   * @param answer what came back for the key set
   */
  Verdict conclude(String url, String answer, String token) {
    JsonNode response = JSON.readTree(answer);
    if (response.path("status").asInt(0) != 200) {
      String reason = response.path("error").asString("its status isn't 200");
      return new Verdict.Unchecked("its key set can't be had: " + reason);
    }
    return trial.conclude(url, place, response.path("body").asString(""), token);
  }
}
