package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;

/** Invents brands: each joins a beginning and an end, in Latin and in Chinese script. */
final class BrandNames {
    private static final String BEGINNINGS =
            "bral 布莱/corv 柯沃/dans 丹斯/elm 艾姆/ferr 菲尔/galv 高弗/hesp 赫斯/ilt 伊特/jorn 乔恩/kest 凯斯/lorm 洛姆/"
                    + "marv 马维/norb 诺伯/ostr 奥斯/pelm 佩姆/quin 昆因/rusk 鲁克/selv 塞弗/torb 托伯/ulm 乌姆/vast 瓦特/wend 温德/"
                    + "yorv 约夫/zelt 泽特/brin 布林/crod 克罗/drez 德雷/fland 弗兰/grim 格姆/holt 霍特";
    private static final String ENDS =
            "ando 安朵/arix 瑞希/avel 维蕾/azon 佐安/elio 利欧/emba 恩芭/enko 恩科/erra 尔拉/esto 斯拓/ezza 泽扎/iado 亚朵/ibel 伊蓓/"
                    + "idra 伊卓/ilko 伊科/imar 伊玛/inna 茵娜/iqua 伊夸/irvo 尔沃/isto 伊拓/ivan 伊梵/obra 欧布/odin 欧丁/ogga 欧嘎/"
                    + "olis 欧莉/omex 欧美/onda 恩达/oppo 欧珀/orel 欧蕾/ossa 欧莎/ovia 欧薇";

    private BrandNames() {}

    /** Returns all brands, always in the same order. */
    static List<AttributeValue> all() {
        List<AttributeValue> brands = new ArrayList<>();
        for (String beginning : BEGINNINGS.split("/", -1)) {
            for (String end : ENDS.split("/", -1)) {
                String[] first = beginning.split(" ", 2);
                String[] last = end.split(" ", 2);
                brands.add(new AttributeValue(first[0] + last[0], new Text(first[0] + last[0], first[1] + last[1])));
            }
        }
        return brands;
    }
}
