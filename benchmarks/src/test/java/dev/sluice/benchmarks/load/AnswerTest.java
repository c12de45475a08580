package dev.sluice.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final String BODY = "{\"release\":42,\"status\":\"completed\"}";
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nDate: today\r\ncontent-LENGTH: "
          + BODY.length()
          + "\r\nServer: x\r\n\r\n"
          + BODY;

  private final Answer answer = new Answer();

  private boolean take(String text) {
    return answer.take(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @Test
  void answer_thatArrivesByteByByte_isWholeAtTheLast() {
    for (int i = 0; i < WHOLE.length() - 1; i++) {
      assertThat(take(WHOLE.substring(i, i + 1))).isFalse();
    }

    assertThat(take(WHOLE.substring(WHOLE.length() - 1))).isTrue();
    assertThat(answer.isOk()).isTrue();
    assertThat(answer.body()).isEqualTo(BODY);
  }

  @Test
  void numbersAndWords_areFoundInTheBodyOnly() {
    take(WHOLE);

    assertThat(answer.numberAfter("\"release\":".getBytes(UTF_8))).isEqualTo(42);
    assertThat(answer.numberAfter("\"number\":".getBytes(UTF_8))).isEqualTo(-1);
    assertThat(answer.has("\"completed\"".getBytes(UTF_8))).isTrue();
    assertThat(answer.has("Server".getBytes(UTF_8))).isFalse();
  }

  @Test
  void answer_ofUnknownLength_isABadOne() {
    assertThatThrownBy(() -> take("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isInstanceOf(BadAnswerException.class)
        .hasMessageContaining("chunked");
  }
}
