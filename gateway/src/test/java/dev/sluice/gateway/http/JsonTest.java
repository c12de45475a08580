package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String OBJECT = "within an object, only names in double quotes, each with";
  private static final String ARRAY = "within an array, only values with commas between them may";

  private record Body(@Nullable Object a, @Nullable String text) {}

  private record Switches(
      @Nullable Boolean flag,
      @Nullable Integer count,
      @Nullable Long size,
      @Nullable Double rate) {}

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

  @ParameterizedTest
  @ValueSource(strings = {"flag", "count", "size", "rate"})
  void body_withBlankTextForABooleanOrANumber_isRefused(String field) {
    for (String blank : List.of("", " ", "\\t", "\\n ", "\\u0000", "\\u0001")) {
      byte[] body = "{\"%s\":\"%s\"}".formatted(field, blank).getBytes(StandardCharsets.UTF_8);

      assertThat(detail(body, Switches.class)).as(blank).contains("`" + field + "`");
    }
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
          .isEqualTo("The field `text` must be text.");
    }
  }

  @JsonIgnoreProperties("passedOver")
  private record Kinds(
      @Nullable Boolean flag,
      @Nullable Integer count,
      @Nullable Long size,
      @Nullable List<String> names,
      @Nullable Map<String, Body> bodies) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"flag":"true"}          | `flag` must be true or false
          {"count":"1"}            | `count` must be a whole number
          {"count":1.5}            | `count` must be a whole number
          {"count":99999999999}    | `count` holds a number that is out of range
          {"size":1e30}            | `size` must be a whole number
          {"names":"a"}            | `names` must be a list
          {"names":[1]}            | `names[0]` must be text
          {"bodies":[]}            | `bodies` must be an object
          {"bodies":{"x":1}}       | `bodies.x` must be an object
          """)
  void value_ofTheWrongKind_isToldWhichItShouldBe(String body, String telling) {
    assertThat(detail(body.getBytes(StandardCharsets.UTF_8), Kinds.class)).contains(telling);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"flag":true,"flag":true}                           | `flag` is there twice
          {"bodies":{"x":{"text":"a","text":"b"}}}            | `bodies.x.text` is there twice
          {"bodies":{"x":{"a":[{"b":1,"b":2}]}}}              | `bodies.x.a[0].b` is there twice
          {"unheard":1,"flag":true}                           | no field `unheard`
          """)
  void name_thatOccursTwice_isTold(String body, String telling) {
    assertThat(detail(body.getBytes(StandardCharsets.UTF_8), Kinds.class)).contains(telling);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"flag":null}                                 | `flag` is null
          {"names":["a",null]}                          | `names[1]` is null
          {"bodies":{"x":null}}                         | `bodies.x` is null
          {"bodies":{"x":{"text":null}}}                | `bodies.x.text` is null
          {"bodies":{"x":{"a":[[1],[{"b":null}]]}}}     | `bodies.x.a[1][0].b` is null
          {"count":1,"passedOver":{"whatever":[null]}}  | `passedOver.whatever[0]` is null
          {"names":["a","b\\ud83d"]}                    | `names[1]` has half of a character
          {"bodies":{"x":{"text":"\\udc4b\\ud83d"}}}    | `bodies.x.text` has half of a character
          {"passedOver":"\\udc4b"}                      | `passedOver` has half of a character
          {"unheard":null}                              | no field `unheard`
          """)
  void value_thatSaysNothing_isRefusedByItsField(String body, String telling) {
    assertThat(detail(body.getBytes(StandardCharsets.UTF_8), Kinds.class)).contains(telling);
  }

  @Test
  void text_withWholeCharacters_isTaken() {
    byte[] body = "{\"names\":[\"\\ud83d\\udc4b 👋 \\u0000\"]}".getBytes(StandardCharsets.UTF_8);

    assertThat(Json.read(body, Kinds.class).names()).containsExactly("👋 👋 \0");
  }

  @Test
  void name_thatOccursTwiceAndIsLong_isCut() {
    String name = "n".repeat(10_000);

    String detail =
        detail("{\"%1$s\":1,\"%1$s\":2}".formatted(name).getBytes(StandardCharsets.UTF_8));

    assertThat(detail).hasSizeLessThan(300);
  }

  private static String detail(byte[] body) {
    return detail(body, Body.class);
  }

  private static String detail(byte[] body, Class<?> type) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Json.read(body, type));
    return refusal.problem().detail();
  }
}
