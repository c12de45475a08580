package dev.sluice.registry.run;

import java.util.Optional;

/**
 * A run to be remembered.
 *
 * @param user whose login it was; kept so that the run can be found by it, and not read from there
 * @param error what it is found by beside its log: its error, in words
 */
public record NewRun(RunRecord record, Optional<UserId> user, String error) {}
