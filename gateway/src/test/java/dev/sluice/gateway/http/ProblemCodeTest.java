package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HttpStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  @Test
  void everyStatusThatIsAProblem_hasACodeInTheTable() {
    assertThat(
            Arrays.stream(HttpStatus.values())
                .mapToInt(HttpStatus::getCode)
                .filter(it -> it >= 400))
        .allSatisfy(status ->
            assertThat(ProblemCode.find(Problems.ofStatus(status).code()))
                .as("the code of %d", status)
                .isPresent());
  }

  @Test
  void code_isToldInTwoSentences() {
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(code.meaning()).as(code.key()).endsWith(".");
      assertThat(code.advice()).as(code.key()).endsWith(".");
      assertThat(code.status()).as(code.key()).isBetween(400, 599);
    }
  }

  @Test
  void type_leadsToTheCodesPlaceInThePage() {
    HttpProblem problem = new HttpProblem(404, "unknown_run", "There is no such thing", "No run.");

    assertThat(new String(problem.json(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"/docs/problems#unknown_run\"");
  }
}
