package io.reelmill.common.spec;

/** Video codecs that can be produced. */
public enum VideoCodec {
    /** H.264 by x264, 8 bit 4:2:0. */
    H264,
    /** HEVC by x265, bit depth of the source kept up to 10 bit. */
    HEVC,
    /** AV1 by SVT-AV1, bit depth of the source kept up to 10 bit. */
    AV1
}
