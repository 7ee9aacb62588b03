package dev.lathe.train.data;

import dev.hardwood.row.PqList;
import dev.hardwood.row.StructAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns rows of Parquet into JSON, so that all else reads one form. */
final class ParquetJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    private ParquetJson() {}

    static ObjectNode object(StructAccessor row) {
        ObjectNode object = NODES.objectNode();
        for (int field = 0; field < row.getFieldCount(); field++) {
            String name = row.getFieldName(field);
            object.set(name, row.isNull(field) ? NODES.nullNode() : node(row.getValue(field)));
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case StructAccessor struct -> object(struct);
            case PqList list -> array(list);
            case String text -> NODES.stringNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static ArrayNode array(PqList list) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < list.size(); i++) {
            array.add(list.isNull(i) ? NODES.nullNode() : node(list.get(i)));
        }
        return array;
    }
}
