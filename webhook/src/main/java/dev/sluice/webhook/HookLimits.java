package dev.sluice.webhook;

import java.time.Duration;

/**
 * What callers we don't know yet may use of this process.
 *
 * @param bodyBytes the largest body; GitHub and GitLab send none above 25 MB
 * @param bodiesAtOnce how many bodies are read at the same time
 * @param bodyTime how long one body may take to arrive; GitHub itself gives up after 10 s
 * @param waiting how many deliveries may wait for their turn, each on a thread of the server
 * @param patience how long each of them may wait
 * @param perAddress how many of those read and waiting may be one address's, so that whoever fills
 *     them slowly leaves room for the Git host
 */
record HookLimits(
    int bodyBytes,
    int bodiesAtOnce,
    Duration bodyTime,
    int waiting,
    Duration patience,
    int perAddress) {
  static final HookLimits DEFAULT =
      new HookLimits(25 * 1024 * 1024, 8, Duration.ofSeconds(10), 40, Duration.ofSeconds(5), 24);
}
