package dev.sluice.gateway.trigger;

import java.util.Optional;

/**
 * Why a run failed, for the document.
 *
 * @param at file, line and column in the author's code; absent where it can't be told
 */
public record RunError(String code, String message, Optional<String> at) {}
