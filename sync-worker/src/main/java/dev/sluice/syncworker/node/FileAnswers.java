package dev.sluice.syncworker.node;

import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers a script's questions for a commit's files. */
public final class FileAnswers {
  private final RecordedSource source;

  public FileAnswers(RecordedSource source) {
    this.source = source;
  }

  /** The first of the paths asked for that is a file; neither a text nor a refusal if none is. */
  public ObjectNode to(JsonNode question) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.set("answer", question.path("ask"));
    for (JsonNode candidate : question.path("lookup")) {
      switch (source.lookup(candidate.stringValue())) {
        case Lookup.Found file -> {
          return answer.put("path", file.path()).put("text", file.text());
        }
        case Lookup.Unread unread -> {
          answer.putObject("refused").put("code", unread.code()).put("text", unread.message());
          return answer;
        }
        case Lookup.Absent _ -> {}
      }
    }
    return answer;
  }
}
