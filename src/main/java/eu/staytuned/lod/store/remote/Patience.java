package eu.staytuned.lod.store.remote;

import java.time.Duration;

/**
 * How long a store is waited for.
 *
 * @param connecting for a connection
 * @param answering for the beginning of a small answer, and in every answer for whatever comes next
 * @param scanning for the whole of a large one
 * @param writing for a batch of statements to be taken
 * @param probing for the answer by which it shows that it is there
 * @param between how long to wait from one such answer to the next question
 */
record Patience(
        Duration connecting,
        Duration answering,
        Duration scanning,
        Duration writing,
        Duration probing,
        Duration between) {}
