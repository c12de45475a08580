package dev.sluice.gateway.standby;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies in a file: something the registry said.
 *
 * @param format what version of this class wrote it
 * @param revision the registry's counter that it belongs to, or an earlier state's
 * @param readAt when the registry was asked
 */
record Sheet<T extends Record>(int format, long revision, Instant readAt, T content) {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  static <T extends Record> Sheet<T> of(long revision, Instant readAt, T content) {
    return new Sheet<>(FORMAT, revision, readAt, content);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  /**
   * The sheet in {@code json}.
   *
   * @throws RefusedException if another version of Sluice wrote it
   */
  static <T extends Record> Sheet<T> parse(String json, SealedFile file, Class<T> content)
      throws RefusedException {
    JavaType type = JSON.getTypeFactory().constructParametricType(Sheet.class, content);
    try {
      Sheet<T> sheet = JSON.readValue(json, type);
      if (sheet.format() == FORMAT) {
        return sheet;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      // It is authentic: only another version could have written it so.
    }
    throw new RefusedException(file.name(), "another version of Sluice wrote it");
  }

  /** Whether it says the same as another of the same revision. */
  boolean agreesWith(Sheet<T> other) {
    return revision == other.revision && content.equals(other.content);
  }
}
