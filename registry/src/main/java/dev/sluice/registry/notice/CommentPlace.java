package dev.sluice.registry.notice;

import dev.sluice.registry.environment.EnvironmentName;

/**
 * Where an environment has one comment: a pull request.
 *
 * @param repository names it among all repositories of all hosts
 */
public record CommentPlace(EnvironmentName environment, String repository, long pullRequest) {}
