package dev.sluice.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Picks the few members that count out of JSON as it streams by, and keeps nothing else: there may
 * be thousands of others, and nobody knows yet who sent them. Immutable and thread-safe.
 */
final class PayloadReader {
  /** No ref comes near it. Only texts that are kept count. */
  static final int LONGEST_TEXT = 4096;

  /** JSON is UTF-8. What sets out to be anything else isn't believed, and isn't JSON. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .build();

  private final String each;
  private final Set<String> wanted;
  private final Set<String> onTheWay = new HashSet<>();

  private PayloadReader(String each, Set<String> wanted) {
    this.each = each;
    this.wanted = Set.copyOf(wanted);
    for (String path : wanted) {
      for (int end = path.length(); end > 0; end = before(path, end)) {
        onTheWay.add(path.substring(0, end));
      }
    }
  }

  private static int before(String path, int end) {
    return Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1));
  }

  /** One that picks these members, by their paths from the outermost object. */
  static PayloadReader of(Set<String> paths) {
    return new PayloadReader("", paths);
  }

  /**
   * One that picks members of each object in a list.
   *
   * @param each the list's path and {@code []}, e.g. {@code push.changes[]}
   * @param paths of the members, from the outermost object too
   */
  static PayloadReader ofEach(String each, Set<String> paths) {
    return new PayloadReader(each, paths);
  }

  /**
   * Reads the outermost object, which is empty if what is there isn't one.
   *
   * @throws UnreadablePayloadException if it isn't JSON
   * @throws IOException what {@code json} throws
   */
  Payload read(InputStream json) throws IOException {
    Payload[] last = {new Payload(Map.of())};
    read(json, payload -> last[0] = payload);
    return last[0];
  }

  /** The same for each object of the list, in its order. */
  void read(InputStream json, Consumer<Payload> taker) throws IOException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      new PayloadWalk(parser, this, taker).value("");
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      throw new UnreadablePayloadException(
          "the payload%s has a ref, a name or a commit of more than %,d characters, or is nested too deeply"
              .formatted(where(e), LONGEST_TEXT));
    } catch (JacksonException e) {
      throw new UnreadablePayloadException(
          "the payload isn't JSON%s; it must be what the Git host sends, unchanged and whole"
              .formatted(where(e)));
    }
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  boolean wants(String path) {
    return wanted.contains(path);
  }

  /** Whether there may be a member inside that is wanted. */
  boolean leadsOn(String path) {
    return path.isEmpty() || onTheWay.contains(path);
  }

  /** Whether an object at that path is handed over when it ends. */
  boolean handsOver(String path) {
    return path.equals(each);
  }
}
