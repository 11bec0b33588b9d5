package io.reelmill.media.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What containers say about a language, as the three letters of ISO 639-2/T: the only names that an MP4 can hold. Files come
 * with two letters, regions, other alphabets of codes, capitals, names and lists.
 */
final class LanguageCode {

    private static final int LETTERS = 3;
    private static final String UNDETERMINED = "und";

    /** Bibliographic codes (ISO 639-2/B), which Matroska prefers, where they differ. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sqi"),
            Map.entry("arm", "hye"),
            Map.entry("baq", "eus"),
            Map.entry("bur", "mya"),
            Map.entry("chi", "zho"),
            Map.entry("cze", "ces"),
            Map.entry("dut", "nld"),
            Map.entry("fre", "fra"),
            Map.entry("geo", "kat"),
            Map.entry("ger", "deu"),
            Map.entry("gre", "ell"),
            Map.entry("ice", "isl"),
            Map.entry("mac", "mkd"),
            Map.entry("mao", "mri"),
            Map.entry("may", "msa"),
            Map.entry("per", "fas"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("tib", "bod"),
            Map.entry("wel", "cym"));

    /** Two-letter codes by the English name of their language, in small letters. */
    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toMap(
                    code -> new Locale(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, other) -> one));

    private LanguageCode() {}

    /** The code of a tag, of the first language where it lists several; null when it names none that is known. */
    static String of(String tag) {
        if (tag == null) {
            return null;
        }
        String first = tag.strip().split("[,;/|]", 2)[0].strip().toLowerCase(Locale.ROOT);
        String language = BY_NAME.getOrDefault(first, first).split("[-_.@ ]", 2)[0];
        if (!language.matches("[a-z]{2,3}") || language.equals(UNDETERMINED)) {
            return null;
        }
        return language.length() == LETTERS ? BIBLIOGRAPHIC.getOrDefault(language, language) : ofTwoLetters(language);
    }

    private static String ofTwoLetters(String language) {
        try {
            return new Locale(language).getISO3Language();
        } catch (MissingResourceException e) {
            return null;
        }
    }
}
