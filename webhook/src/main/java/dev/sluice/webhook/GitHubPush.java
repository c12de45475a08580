package dev.sluice.webhook;

import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The three members that count of GitHub's {@code push} payload; it may hold thousands of others.
 */
record GitHubPush(@Nullable String ref, @Nullable String after, boolean deleted) {
  /** No ref comes near it. Only strings that are kept count, and these are held unverified. */
  static final int LONGEST_STRING = 4096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
          .build();
  private static final Pattern NO_COMMIT = Pattern.compile("0+");

  /**
   * Reads {@code json} to its end, keeping nothing else.
   *
   * @throws tools.jackson.core.JacksonException if it isn't JSON, or can't be read
   */
  static GitHubPush read(InputStream json) {
    GitHubPush push = new GitHubPush(null, null, false);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return push;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        push = push.with(parser.currentName(), parser);
      }
    }
    return push;
  }

  private GitHubPush with(String name, JsonParser parser) {
    JsonToken value = parser.nextToken();
    return switch (name) {
      case "ref" -> new GitHubPush(text(value, parser), after, deleted);
      case "after" -> new GitHubPush(ref, text(value, parser), deleted);
      case "deleted" -> new GitHubPush(ref, after, value == JsonToken.VALUE_TRUE);
      default -> {
        parser.skipChildren();
        yield this;
      }
    };
  }

  private static @Nullable String text(JsonToken value, JsonParser parser) {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return null;
  }

  Message message() {
    if (ref == null) {
      return new Message.Unreadable("the push has no text `ref`");
    }
    if (deleted) {
      return new Message.RefDeleted(ref);
    }
    if (after == null || after.length() > 64) {
      return new Message.Unreadable("the push has no commit in `after`");
    }
    return NO_COMMIT.matcher(after).matches()
        ? new Message.RefDeleted(ref)
        : new Message.RefMoved(ref, after);
  }
}
