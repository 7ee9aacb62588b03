package dev.lathe.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalogue small enough to be known by heart: eight kettles of norvik (the original is number 4: a glass kettle with a steel lid
 * that costs 239 in red and l), one teapot, pan and lamp of norvik, and twelve kettles of belnik.
 */
public final class TinyCatalogue {
    public static final int MATERIAL_TWIN = 0;
    public static final int LID_TWIN = 1;
    public static final int COLOR_TWIN = 2;
    public static final int PRICE_TWIN = 3;
    public static final int ORIGINAL = 4;
    public static final int TEAPOT = 8;
    public static final int PAN = 9;
    public static final int LAMP = 10;
    public static final int BELNIK = 11;

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("norvik", "诺维克"),
            Map.entry("belnik", "贝尼科"),
            Map.entry("kettle", "水壶"),
            Map.entry("teapot", "茶壶"),
            Map.entry("pan", "煎锅"),
            Map.entry("lamp", "台灯"),
            Map.entry("material", "材质"),
            Map.entry("lid", "盖子"),
            Map.entry("handle", "手柄"),
            Map.entry("foot", "底座"),
            Map.entry("color", "颜色"),
            Map.entry("size", "尺寸"),
            Map.entry("glass", "玻璃"),
            Map.entry("steel", "钢"),
            Map.entry("wood", "木"),
            Map.entry("red", "红色"),
            Map.entry("blue", "蓝色"),
            Map.entry("green", "绿色"),
            Map.entry("black", "黑色"),
            Map.entry("s", "小号"),
            Map.entry("m", "中号"),
            Map.entry("l", "大号"),
            Map.entry("xl", "特大号"));
    private static final List<String> COLORS = List.of("blue", "red", "green");
    private static final List<Product> PRODUCTS = products();

    private TinyCatalogue() {}

    public static Catalogue catalogue() {
        return new Catalogue(lexicon(), PRODUCTS, List.of());
    }

    /** Returns a task that wants the original for at most 245. */
    public static ShopTask task(Language language) {
        return new ShopTask(
                "tiny",
                Split.TRAIN,
                language,
                "a clear pot to boil water with an iron cover",
                List.of(
                        new Constraint.CategoryIs("kettle"),
                        new Constraint.AttributeIs(Attribute.BRAND, "norvik"),
                        new Constraint.AttributeIs("lid", "steel"),
                        new Constraint.AttributeIs("material", "glass"),
                        new Constraint.OptionIs("size", "l"),
                        new Constraint.OptionIs("color", "red"),
                        new Constraint.PriceAtMost(24_500)),
                ORIGINAL,
                1);
    }

    private static List<Product> products() {
        var products = new ArrayList<Product>();
        add(products, "norvik", "kettle", "wood", "steel", COLORS, 0);
        add(products, "norvik", "kettle", "glass", "wood", COLORS, 0);
        add(products, "norvik", "kettle", "glass", "steel", List.of("blue", "green", "black"), 0);
        add(products, "norvik", "kettle", "glass", "steel", COLORS, 21);
        add(products, "norvik", "kettle", "glass", "steel", COLORS, 0);
        add(products, "norvik", "kettle", "glass", "steel", COLORS, 42);
        add(products, "norvik", "kettle", "glass", "steel", COLORS, 63);
        add(products, "norvik", "kettle", "glass", "steel", COLORS, 84);
        add(products, "norvik", "teapot", "glass", "steel", COLORS, 0);
        add(products, "norvik", "pan", "glass", "steel", COLORS, 0);
        add(products, "norvik", "lamp", "glass", "steel", COLORS, 0);
        for (int i = 0; i < 12; i++) {
            add(products, "belnik", "kettle", "glass", "steel", COLORS, i);
        }
        return products;
    }

    private static void add(
            List<Product> products,
            String brand,
            String category,
            String material,
            String lid,
            List<String> colors,
            int more) {
        int index = products.size();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("material", material);
        attributes.put("lid", lid);
        attributes.put("handle", "wood");
        attributes.put("foot", "steel");
        var title = new Text(
                brand + " aurora " + category,
                name(brand).zh() + " 极光 " + name(category).zh());
        var axes = List.of(new ProductAxis("color", colors), new ProductAxis("size", List.of("s", "m", "l")));
        products.add(new Product(index, "p" + index, 0, category, brand, title, attributes, axes, prices(more)));
    }

    private static int[] prices(int more) {
        int[] prices = new int[9];
        for (int cell = 0; cell < prices.length; cell++) {
            prices[cell] = (200 + more + 9 * (cell / 3) + 15 * (cell % 3)) * 100;
        }
        return prices;
    }

    private static Lexicon lexicon() {
        var attributes = new LinkedHashMap<String, Attribute>();
        attributes.put(Attribute.BRAND, attribute("brand", "norvik", "belnik"));
        for (String id : List.of("material", "lid", "handle", "foot")) {
            attributes.put(id, attribute(id, "glass", "steel", "wood"));
        }
        var axes = new LinkedHashMap<String, OptionAxis>();
        axes.put("color", axis("color", "red", "blue", "green", "black"));
        axes.put("size", axis("size", "s", "m", "l", "xl"));
        var categories = List.of(
                category("kettle", "kitchen", "brewing"),
                category("teapot", "kitchen", "brewing"),
                category("pan", "kitchen", "cooking"),
                category("lamp", "home", "light"));
        return new Lexicon(categories, attributes, axes, List.of(new Text("aurora", "极光")), Map.of(), Map.of());
    }

    private static Category category(String id, String domain, String group) {
        return new Category(
                id,
                List.of(domain, group, id),
                name(id),
                List.of("material", "lid", "handle", "foot"),
                List.of("color", "size"));
    }

    private static Attribute attribute(String id, String... values) {
        return new Attribute(
                id,
                name(id),
                List.of(values).stream()
                        .map(value -> new AttributeValue(value, name(value)))
                        .toList());
    }

    private static OptionAxis axis(String id, String... values) {
        return new OptionAxis(
                id,
                name(id),
                List.of(values).stream()
                        .map(value -> new OptionValue(value, name(value)))
                        .toList());
    }

    private static Text name(String id) {
        return new Text(id, CHINESE.getOrDefault(id, id));
    }
}
