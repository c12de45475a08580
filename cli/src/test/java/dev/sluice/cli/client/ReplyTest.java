package dev.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
  private static final String HINT = "(is this the address where Sluice is administered?)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | {"code":"not_found","detail":"There is no such route."} | true
          404 | <h1>Not found                                           | true
          404 | {"code":"unknown_environment","detail":"There is none"} | false
          503 | {"code":"not_found","detail":"Later."}                  | false
          """)
  void problem_ofAnAddressOfAnother_asksWhetherItIsTheRightOne(
      int status, String body, boolean asks) {
    String problem = new Reply(status, body).problem();

    assertThat(problem).contains("answered " + status);
    assertThat(problem.contains(HINT)).isEqualTo(asks);
  }
}
