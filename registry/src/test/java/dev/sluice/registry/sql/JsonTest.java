package dev.sluice.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.run.RunRecord.LogLine;
import dev.sluice.registry.sync.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pins what lies in files already: a record's part that is renamed must still be read. */
class JsonTest {

  @Test
  void problems_stored_areReadEver() {
    String stored =
        """
        [{"code":"c","message":"m","place":{"file":"f","line":1,"column":2,"frame":"x"}},\
        {"code":"c","message":"m","place":null}]\
        """;
    List<Problem> problems =
        List.of(
            new Problem("c", "m", Optional.of(new Problem.Place("f", 1, 2, "x"))),
            new Problem("c", "m", Optional.empty()));

    assertThat(Json.write(problems)).isEqualTo(stored);
    assertThat(Json.read(stored, Problem.class)).isEqualTo(problems);
  }

  @Test
  void logLines_stored_areReadEver() {
    String stored = "[{\"at\":\"2026-11-01T12:00:00.007Z\",\"level\":\"warn\",\"text\":\"t\"}]";
    List<LogLine> lines =
        List.of(new LogLine(Instant.parse("2026-11-01T12:00:00.007Z"), "warn", "t"));

    assertThat(Json.write(lines)).isEqualTo(stored);
    assertThat(Json.read(stored, LogLine.class)).isEqualTo(lines);
  }

  @Test
  void localization_stored_isReadEver() {
    String stored = "{\"defaultLanguage\":\"de\",\"texts\":{\"de-CH\":{\"a.b\":\"Grüezi\"}}}";
    Localization texts = new Localization("de", Map.of("de-CH", Map.of("a.b", "Grüezi")));

    assertThat(Json.write(texts)).isEqualTo(stored);
    assertThat(Json.readRecord(stored, Localization.class)).isEqualTo(texts);
  }
}
