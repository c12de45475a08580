package dev.sluice.runtime.realm;

/**
 * What a run begins with.
 *
 * @param event a JSON object
 * @param tokens a JSON object, of the claims that the tokens have so far
 * @param claimsBytes how much JSON each token's new claims may come to
 */
public record RunInput(String event, String tokens, int claimsBytes) {}
