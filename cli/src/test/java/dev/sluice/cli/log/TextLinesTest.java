package dev.sluice.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log for people, as {@code logback.xml} has it written. */
class TextLinesTest {
  private static final String FORGED = "2026-11-23T12:00:00.000Z INFO  forged";
  private static final String HOSTILE =
      "it\r\n%s\n\tat forged\u001b[2J\u0085\u2028\u202egpj.exe\u2066 é😀".formatted(FORGED);

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
  }

  @AfterEach
  void close() {
    context.stop();
  }

  @Test
  void message_thatIsHostile_staysOnItsLine() {
    assertThat(lines("A push of " + HOSTILE, null)).hasSize(1).allSatisfy(TextLinesTest::isPlain);
  }

  @Test
  void exceptions_thatAreHostile_stayOnTheirLines_atAnyDepth() {
    Exception deepest = new IllegalArgumentException(HOSTILE);
    Exception error = new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE, deepest));
    error.addSuppressed(new RuntimeException(HOSTILE));
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("<js>", HOSTILE, HOSTILE, 3)});

    List<String> lines = lines("It failed", error);

    assertThat(lines).allSatisfy(TextLinesTest::isPlain).noneMatch(it -> it.startsWith(FORGED));
    assertThat(lines.subList(1, lines.size()))
        .allMatch(it ->
            it.startsWith("java.lang.IllegalStateException: it ")
                || it.startsWith("\tat ")
                || it.startsWith("\tSuppressed: ")
                || it.startsWith("\t\tat ")
                || it.startsWith("Caused by: ")
                || it.matches("\\t+\\.\\.\\. \\d+ common frames omitted"));
    assertThat(lines)
        .filteredOn(it -> it.startsWith("Caused by: "))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it).contains("forged", "é😀"));
    assertThat(lines).anyMatch(it -> it.contains("TextLinesTest"));
  }

  @Test
  void exceptionWithoutAMessage_thatIsItsOwnCause_isWhole() {
    Exception outer = new IllegalStateException();
    outer.initCause(new RuntimeException(HOSTILE, outer));

    assertThat(lines("It failed", outer))
        .allSatisfy(TextLinesTest::isPlain)
        .contains("java.lang.IllegalStateException")
        .anyMatch(it -> it.contains("CIRCULAR REFERENCE"));
  }

  /** Tabs are, and so is whatever is no control character. */
  private static void isPlain(String line) {
    assertThat(line).doesNotContainPattern("[\\p{Cntrl}&&[^\\t]]|\\p{Cf}|[\\u0080-\\u009f\\u2028]");
  }

  private List<String> lines(String message, @Nullable Throwable error) {
    Logger log = context.getLogger("dev.sluice.Test");
    ConsoleAppender<ILoggingEvent> text =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("text");
    LoggingEvent event =
        new LoggingEvent(
            TextLinesTest.class.getName(), log, Level.ERROR, message, error, new Object[0]);
    String written = new String(text.getEncoder().encode(event), StandardCharsets.UTF_8);
    assertThat(written).endsWith("\n");
    return List.of(written.split("\n"));
  }
}
