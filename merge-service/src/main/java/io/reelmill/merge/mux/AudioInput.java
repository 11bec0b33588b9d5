package io.reelmill.merge.mux;

import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.merge.mp4.TrackFacts;
import java.nio.file.Path;

/**
 * One encoded audio track in scratch space.
 *
 * @param track the source's track
 * @param output what its worker stored
 * @param path the file
 * @param facts what the file holds
 */
public record AudioInput(AudioTrack track, TaskOutput output, Path path, TrackFacts facts) {}
