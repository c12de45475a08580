package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private static final String OBJECT = "within an object, only names in double quotes, each with";
  private static final String ARRAY = "within an array, only values with commas between them may";

  private record Body(@Nullable Object a, @Nullable String text) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":tru}          | line 1, column 6: %1$s
          {"a":[1,}          | line 1, column 9: %2$s
          {"a":1;"text":""}  | line 1, column 7: %1$s
          {a:1}              | line 1, column 2: %1$s
          {"a":01}           | line 1, column 7: %1$s
          {"a":"             | it ends before every {, [ and " is closed
          {"a":[{}           | it ends before every {, [ and " is closed
          {"a":1,"a":2}      | line 1, column 11: a name occurs for the second time
          secret             | line 1, column 1: only one object may stand there
          {} secret          | line 1, column 4: only one object may stand there
          """)
  void body_thatIsNotJson_isToldWhereAndWhatWasExpected(String body, String telling) {
    String message = telling.formatted(OBJECT, ARRAY);

    assertThat(detail(body.getBytes(StandardCharsets.UTF_8)))
        .startsWith("The body isn't JSON: ")
        .contains(message)
        .doesNotContain("secret", "token", "START_", "Java", "Parser");
  }

  @Test
  void body_overManyLines_isToldItsLine() {
    assertThat(detail("{\n\"a\": [\n  1 2\n]}".getBytes(StandardCharsets.UTF_8)))
        .contains("line 3, column 5: " + ARRAY);
  }

  @Test
  void body_nestedTooDeeply_isToldSo() {
    String deep = "{\"a\":" + "[".repeat(2_000);

    assertThat(detail(deep.getBytes(StandardCharsets.UTF_8))).contains("nested too deeply");
  }

  @Test
  void body_notInUtf8_isToldWhich() {
    assertThat(detail(new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'})).contains("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []
          1
          {}{}
          ''
          """)
  void body_thatIsNoObject_isToldSo(String body) {
    assertThat(detail(body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("The body must be one JSON object, and nothing after it.");
  }

  @Test
  void text_givenAsANumber_isRefusedByName() {
    for (String value : new String[] {"1", "1.5", "true", "[]", "{}"}) {
      assertThat(detail(("{\"text\":" + value + "}").getBytes(StandardCharsets.UTF_8)))
          .as(value)
          .isEqualTo("The field `text` has a value of the wrong kind.");
    }
  }

  private static String detail(byte[] body) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Json.read(body, Body.class));
    return refusal.problem().detail();
  }
}
