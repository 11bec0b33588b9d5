package io.reelmill.merge.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkOffsetsTest {

    private static Box moov(int... offsets) {
        ByteBuffer stco = ByteBuffer.allocate(8 + offsets.length * 4).putInt(0).putInt(offsets.length);
        for (int offset : offsets) {
            stco.putInt(offset);
        }
        return Box.container(
                "moov",
                Box.container(
                        "trak",
                        Box.container(
                                "mdia", Box.container("minf", Box.container("stbl", Box.leaf("stco", stco.array()))))));
    }

    @Test
    void positions_move_with_the_media() throws Exception {
        Box moov = moov(48, 100);
        ChunkOffsets.widen(moov, 1000);
        ChunkOffsets.shift(moov, 500);
        ByteBuffer stco = moov.get("trak", "mdia", "minf", "stbl", "stco").body();
        assertThat(stco.getInt(8)).isEqualTo(548);
        assertThat(stco.getInt(12)).isEqualTo(600);
    }

    @Test
    void positions_beyond_four_gigabytes_get_wide_tables() throws Exception {
        Box moov = moov(48, (int) 4_294_967_000L);
        ChunkOffsets.widen(moov, 4_294_967_000L + 1000);
        ChunkOffsets.shift(moov, 1000);
        Box stbl = moov.get("trak", "mdia", "minf", "stbl");
        assertThat(stbl.find("stco")).isEmpty();
        ByteBuffer co64 = stbl.get("co64").body();
        assertThat(co64.getInt(4)).isEqualTo(2);
        assertThat(co64.getLong(8)).isEqualTo(1048);
        assertThat(co64.getLong(16)).isEqualTo(4_294_968_000L);
    }
}
