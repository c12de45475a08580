package dev.sluice.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes each event as one JSON object on one line, in ASCII: whatever somebody managed to have
 * logged, it neither begins a line of its own, nor turns the direction of what is read, nor breaks
 * what reads it. What the event is known by ({@code runId}, {@code environment} and the like) are
 * members beside the message. Texts without end are cut. Thread-safe.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final int LONGEST = 32_768;
  private static final byte[] NOTHING = {};
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** What no name of the event's may stand in for. */
  private static final Set<String> OWN =
      Set.of("timestamp", "level", "logger", "thread", "message", "error");

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty(
          "timestamp", MILLIS.format(Instant.ofEpochMilli(event.getTimeStamp())));
      json.writeStringProperty("level", event.getLevel().toString());
      json.writeStringProperty("logger", event.getLoggerName());
      json.writeStringProperty("thread", event.getThreadName());
      json.writeStringProperty("message", cut(event.getFormattedMessage()));
      names(event).forEach((name, value) -> json.writeStringProperty(name, cut(value)));
      writeError(json, event.getThrowableProxy());
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  private static Map<String, String> names(ILoggingEvent event) {
    Map<String, String> names = new LinkedHashMap<>(event.getMDCPropertyMap());
    @Nullable List<KeyValuePair> own = event.getKeyValuePairs();
    if (own != null) {
      own.forEach(it -> names.put(it.key, String.valueOf(it.value)));
    }
    names.keySet().removeAll(OWN);
    return names;
  }

  private static void writeError(JsonGenerator json, @Nullable IThrowableProxy error) {
    if (error != null) {
      json.writeName("error").writeStartObject();
      json.writeStringProperty("type", error.getClassName());
      json.writeStringProperty("message", cut(error.getMessage()));
      json.writeStringProperty("stack", cut(ThrowableProxyUtil.asString(error)));
      json.writeEndObject();
    }
  }

  private static String cut(@Nullable String text) {
    String known = String.valueOf(text);
    return known.length() > LONGEST ? known.substring(0, LONGEST) + "…" : known;
  }
}
