package io.reelmill.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkTest {

    private static final Chunk FIVE_GOPS = new Chunk(17, 1000, 230, 5000, 6150, 4700L)
            .withCuts(LongStream.of(1050, 1100, 1150, 1200)
                    .mapToObj(frame -> new Chunk.Cut(frame, frame * 5, frame * 5 - 250))
                    .toList());

    @Test
    void a_chunk_is_divided_at_the_GOP_nearest_to_its_middle() {
        Chunk.Halves halves = FIVE_GOPS.halves().orElseThrow();

        assertThat(halves.first())
                .isEqualTo(new Chunk(17, 1000, 100, 5000, 5500, 4700L, List.of(new Chunk.Cut(1050, 5250, 5000L)), "a"));
        assertThat(halves.second().firstFrame()).isEqualTo(1100);
        assertThat(halves.second().frames()).isEqualTo(130);
        assertThat(halves.second().seekPts()).isEqualTo(5250L);
        assertThat(halves.second().name()).isEqualTo("00017b");
    }

    @Test
    void divided_down_to_single_GOPs_the_parts_are_the_whole() {
        List<Chunk> parts = divide(FIVE_GOPS);

        assertThat(parts).extracting(Chunk::frames).containsExactly(50L, 50L, 50L, 50L, 30L);
        assertThat(parts).extracting(Chunk::name).isSorted().doesNotHaveDuplicates();
        long next = 1000;
        long pts = 5000;
        for (Chunk part : parts) {
            assertThat(part.firstFrame()).isEqualTo(next);
            assertThat(part.startPts()).isEqualTo(pts);
            next += part.frames();
            pts = part.endPts();
        }
        assertThat(pts).isEqualTo(6150);
    }

    @Test
    void a_chunk_of_one_GOP_cannot_be_divided() {
        assertThat(new Chunk(0, 0, 48, 0, 48, null).halves()).isEmpty();
    }

    @Test
    void a_message_of_before_has_no_places_to_divide() {
        String json = "{\"index\":3,\"firstFrame\":0,\"frames\":4,\"startPts\":0,\"endPts\":4}";

        assertThat(Messages.read(json, Chunk.class)).isEqualTo(new Chunk(3, 0, 4, 0, 4, null));
        assertThat(Messages.read(Messages.write(FIVE_GOPS), Chunk.class)).isEqualTo(FIVE_GOPS);
    }

    private static List<Chunk> divide(Chunk chunk) {
        return chunk.halves()
                .map(halves -> {
                    List<Chunk> parts = new ArrayList<>(divide(halves.first()));
                    parts.addAll(divide(halves.second()));
                    return parts;
                })
                .orElseGet(() -> new ArrayList<>(List.of(chunk)));
    }
}
