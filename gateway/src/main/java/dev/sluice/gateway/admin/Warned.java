package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What an answer shows, and what the caller may have meant otherwise.
 *
 * @param view its members stand beside the warnings
 * @param warnings sentences; absent if there are none
 */
record Warned<T>(
    @JsonUnwrapped T view, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
  Warned {
    warnings = List.copyOf(warnings);
  }
}
