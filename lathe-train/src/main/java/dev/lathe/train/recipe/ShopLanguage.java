package dev.lathe.train.recipe;

import dev.lathe.shop.Language;
import java.util.List;

/** Chooses what is spoken in a shop. */
public enum ShopLanguage {
    EN,
    ZH,
    /** One task in English, the next in Chinese. */
    BOTH;

    /** Returns the languages among which tasks take turns. */
    public List<Language> languages() {
        return switch (this) {
            case EN -> List.of(Language.EN);
            case ZH -> List.of(Language.ZH);
            case BOTH -> List.of(Language.EN, Language.ZH);
        };
    }
}
