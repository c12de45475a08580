package dev.sluice.webhook;

/**
 * One message of a Git host, as its headers describe it.
 *
 * @param id the host's name for it, the same when it's sent again; may be empty
 * @param event what kind of message it is, in the host's words; may be empty
 * @param contentType how the body is written; may be empty
 * @param signature the HMAC-SHA256 it claims for its body, in hexadecimal digits
 */
record Delivery(String id, String event, String contentType, String signature) {}
