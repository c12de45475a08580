package dev.sluice.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();
  private Logger log;

  @BeforeEach
  void open() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    JsonLines encoder = new JsonLines();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    log = context.getLogger("dev.sluice.Test");
    log.setLevel(Level.INFO);
    log.addAppender(appender);
  }

  @AfterEach
  void close() {
    MDC.clear();
    context.stop();
  }

  @Test
  void event_isOneObject_withWhatItIsKnownBy() {
    MDC.put("syncId", "syn_1");
    log.atWarn().addKeyValue("environment", "production").log("{} of {}", 2, 3);

    JsonNode line = onlyLine();
    assertThat(line.path("timestamp").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(line.path("level").asString()).isEqualTo("WARN");
    assertThat(line.path("logger").asString()).isEqualTo("dev.sluice.Test");
    assertThat(line.path("thread").asString()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.path("message").asString()).isEqualTo("2 of 3");
    assertThat(line.path("syncId").asString()).isEqualTo("syn_1");
    assertThat(line.path("environment").asString()).isEqualTo("production");
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void hostileTexts_stayInTheirPlace() {
    String hostile = "\r\n\t\"},{\\\u0000\u001b[2J\u007f\u0085\u2028\u202egpj.exe\u2066\ud800 é😀";
    MDC.put("branch", hostile);

    log.error("A push of " + hostile, new IllegalStateException(hostile));

    JsonNode line = onlyLine();
    assertThat(line.path("branch").asString()).isEqualTo(hostile);
    assertThat(line.path("message").asString()).isEqualTo("A push of " + hostile);
    assertThat(line.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.at("/error/message").asString()).isEqualTo(hostile);
    assertThat(line.at("/error/stack").asString()).contains("\tat ", "JsonLinesTest");
    assertThat(written.toString(StandardCharsets.ISO_8859_1)).matches("[ -\\x7f]+\\n");
  }

  @Test
  void names_takeNoOtherMembersPlace_andNothingIsEndless() {
    MDC.put("message", "forged");
    MDC.put("level", "forged");

    log.info("m".repeat(10_000_000));

    JsonNode line = onlyLine();
    assertThat(line.path("level").asString()).isEqualTo("INFO");
    assertThat(line.path("message").asString()).startsWith("mmm").endsWith("…").hasSize(32_769);
  }

  @Test
  void exceptionsWithoutAMessage_andWithCauses_areWhole() {
    log.error("It failed", new IllegalStateException(null, new RuntimeException("the cause")));

    assertThat(onlyLine().at("/error/stack").asString()).contains("Caused by", "the cause");
  }

  private JsonNode onlyLine() {
    List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    return JSON.readTree(lines.getFirst());
  }
}
