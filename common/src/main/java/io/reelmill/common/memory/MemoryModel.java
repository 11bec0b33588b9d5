package io.reelmill.common.memory;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.memory.MemoryTable.Row;
import io.reelmill.common.spec.VideoCodec;

/**
 * Predicts the peak resident memory of one ffmpeg that decodes, converts and encodes a chunk.
 *
 * <p>In MiB, with sizes in megapixels, the prediction is
 *
 * <pre>
 *   encoder(codec, preset, bits, threads, lean, mini-GOP) at the output's size with its padding
 * + decoder(codec, bits, threads) at the source's size, more where it has more color than 4:2:0
 * + scaling(threads) at the output's size, where pictures are converted
 * + deinterlacing(threads) at the source's size, where pictures are deinterlaced
 * </pre>
 *
 * where each term is a straight line, {@code base + slope × size}. All lines are fitted to measurements of the very command
 * that workers use ({@code bench/memory}, {@code docs/memory.md}). A prediction is the peak that is expected, not an upper
 * bound: the margin for routing is {@link MemoryClasses#MARGIN}. Immutable.
 */
public final class MemoryModel {

    private static final double MIB = 1 << 20;

    /** A decoder that was not measured counts as this one, which keeps as many pictures as most. */
    private static final String USUAL_DECODER = "h264";

    private final MemoryTable table;

    MemoryModel(MemoryTable table) {
        this.table = table;
    }

    /** The model of the measured table. */
    public static MemoryModel measured() {
        return new MemoryModel(MemoryTable.load());
    }

    /** Peak of one chunk. */
    public MemoryPrediction predict(MemoryWork work) {
        Row encoder = table.row(encoder(work), work.threads());
        double mib = encoder.line().at(work.output().megapixels(padding(work.codec()))) + decoder(work) + filters(work);
        boolean measured = encoder.basis() == MemoryBasis.TABLE
                && table.has(decoder(work.decoder(), work.source().deep()));
        return new MemoryPrediction((long) (mib * MIB), measured ? MemoryBasis.TABLE : MemoryBasis.INTERPOLATED);
    }

    /** Peak of encoding one audio track, of any length. */
    public MemoryPrediction audio() {
        return constant("other/audio");
    }

    /** Peak of the largest child of planning. */
    public MemoryPrediction planning() {
        return constant("other/plan");
    }

    /** Peak of the largest child of a merge. */
    public MemoryPrediction merging() {
        return constant("other/merge");
    }

    private MemoryPrediction constant(String what) {
        return new MemoryPrediction((long) (table.row(what, 1).line().base() * MIB), MemoryBasis.TABLE);
    }

    static String encoder(MemoryWork work) {
        String kind = (work.lean() ? "lean" : "encoder") + (MiniGops.isShort(work) ? "-short" : "");
        String preset = Presets.known(work.codec(), work.preset());
        return kind + "/" + work.codec() + "/" + preset + "/" + work.output().bits();
    }

    /** Pixels that encoders add to width and height; those with which measured peaks lie closest to straight lines. */
    static int padding(VideoCodec codec) {
        return switch (codec) {
            case H264 -> 48;
            case HEVC -> 128;
            case AV1 -> 0;
        };
    }

    /** Deep pictures of a decoder that was measured with 8 bit only count twice. */
    private double decoder(MemoryWork work) {
        MemoryPicture source = work.source();
        String decoder = decoder(work.decoder(), source.deep());
        double factor = source.color();
        if (!table.has(decoder)) {
            decoder = decoder(work.decoder(), false);
            factor *= source.deep() ? 2 : 1;
        }
        String known = table.has(decoder) ? decoder : decoder(USUAL_DECODER, false);
        return table.row(known, work.threads()).line().at(source.megapixels() * factor);
    }

    static String decoder(String codec, boolean deep) {
        return "decoder/%s/%d".formatted(codec, deep ? 10 : 8);
    }

    private double filters(MemoryWork work) {
        double mib = 0;
        if (work.scaled()) {
            mib += table.row("filter/scale", work.threads())
                    .line()
                    .at(work.output().megapixels());
        }
        if (work.deinterlace()) {
            mib += table.row("filter/deinterlace", work.threads())
                    .line()
                    .at(work.source().megapixels());
        }
        return mib;
    }
}
