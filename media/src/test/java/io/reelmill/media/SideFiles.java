package io.reelmill.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that goes into a clip beside picture and sound. */
final class SideFiles {

    private SideFiles() {}

    /** SubRip with one caption per second: {@code Caption 1}, … */
    static Path subtitles(Path directory, double seconds) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int second = 0; second < Math.max(1, (int) seconds); second++) {
            text.append(second + 1)
                    .append("\n00:%02d:%02d,100 --> 00:%02d:%02d,900\nCaption %d\n\n"
                            .formatted(second / 60, second % 60, second / 60, second % 60, second + 1));
        }
        return Files.writeString(directory.resolve("captions.srt"), text);
    }

    /** ffmpeg's metadata format with a title and chapters of equal length. */
    static Path metadata(Path directory, String title, int chapters, double seconds) throws IOException {
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        if (title != null) {
            text.append("title=").append(title).append('\n');
        }
        long length = chapters == 0 ? 0 : (long) (seconds * 1000) / chapters;
        for (int chapter = 0; chapter < chapters; chapter++) {
            text.append("[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=Chapter %d\n"
                    .formatted(chapter * length, (chapter + 1) * length, chapter + 1));
        }
        return Files.writeString(directory.resolve("metadata.txt"), text);
    }
}
