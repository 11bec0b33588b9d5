package io.reelmill.common.spec;

/**
 * One rendition that a person asked for.
 *
 * @param name unique in the job: lower-case letters, digits and hyphens, at most 32; also the name of the published file
 * @param video how the picture is encoded; ignored when the source has none
 * @param audio how the sound is encoded; null drops it
 */
public record OutputSpec(String name, VideoSpec video, AudioSpec audio) {}
