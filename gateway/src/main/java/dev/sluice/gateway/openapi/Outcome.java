package dev.sluice.gateway.openapi;

import dev.sluice.gateway.http.ProblemCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How an operation may end: well, or refused. Immutable. */
record Outcome(List<Answer> answers, Set<ProblemCode> refusals) {
  static final Outcome NONE = new Outcome(List.of(), Set.of());

  Outcome {
    answers = List.copyOf(answers);
    refusals = Set.copyOf(refusals);
  }

  Outcome with(Answer answer) {
    List<Answer> more = new ArrayList<>(answers);
    more.add(answer);
    return new Outcome(more, refusals);
  }

  Outcome with(List<ProblemCode> codes) {
    Set<ProblemCode> more = EnumSet.noneOf(ProblemCode.class);
    more.addAll(refusals);
    more.addAll(codes);
    return new Outcome(answers, more);
  }
}
