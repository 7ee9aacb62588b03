package dev.lathe.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Translates element types and devices to libtorch's and back. */
final class NativeTypes {
    private record Place(DType type, Device device) {}

    private static final Map<Place, TensorOptions> OPTIONS = new ConcurrentHashMap<>();

    private NativeTypes() {}

    static ScalarType of(DType type) {
        return switch (type) {
            case FLOAT32 -> ScalarType.Float;
            case BFLOAT16 -> ScalarType.BFloat16;
            case FLOAT16 -> ScalarType.Half;
            case FLOAT64 -> ScalarType.Double;
            case INT64 -> ScalarType.Long;
            case INT32 -> ScalarType.Int;
            case INT16 -> ScalarType.Short;
            case INT8 -> ScalarType.Char;
            case UINT8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }

    static DType of(ScalarType type) {
        return switch (type.intern()) {
            case Float -> DType.FLOAT32;
            case BFloat16 -> DType.BFLOAT16;
            case Half -> DType.FLOAT16;
            case Double -> DType.FLOAT64;
            case Long -> DType.INT64;
            case Int -> DType.INT32;
            case Short -> DType.INT16;
            case Char -> DType.INT8;
            case Byte -> DType.UINT8;
            case Bool -> DType.BOOL;
            default -> throw new IllegalStateException("element type " + type + " has no name here");
        };
    }

    static org.bytedeco.pytorch.Device of(Device device) {
        return new org.bytedeco.pytorch.Device(
                kind(device), (byte) (device.kind() == Device.Kind.CPU ? -1 : device.index()));
    }

    static Device of(org.bytedeco.pytorch.Device device) {
        return switch (device.type().intern()) {
            case CPU -> Device.cpu();
            case CUDA -> Device.cuda(device.index());
            case MPS -> new Device(Device.Kind.MPS, 0);
            default -> throw new IllegalStateException("device " + device.type() + " has no name here");
        };
    }

    /** Returns shared options, which nobody may change or close. */
    static TensorOptions options(DType type, Device device) {
        return OPTIONS.computeIfAbsent(new Place(type, device), NativeTypes::makeOptions);
    }

    private static TensorOptions makeOptions(Place place) {
        try (ScalarTypeOptional type = new ScalarTypeOptional(of(place.type()));
                org.bytedeco.pytorch.Device device = of(place.device());
                DeviceOptional where = new DeviceOptional(device);
                TensorOptions plain = new TensorOptions();
                TensorOptions typed = plain.dtype(type)) {
            return typed.device(where);
        }
    }

    private static torch.DeviceType kind(Device device) {
        return switch (device.kind()) {
            case CPU -> torch.DeviceType.CPU;
            case CUDA -> torch.DeviceType.CUDA;
            case MPS -> torch.DeviceType.MPS;
        };
    }
}
