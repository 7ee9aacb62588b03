package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class DeviceTests {
    @Test
    void parsesWhatItPrints() {
        for (Device device : new Device[] {Device.cpu(), Device.cuda(3), new Device(Device.Kind.MPS, 0)}) {
            assertThat(Device.parse(device.toString())).isEqualTo(device);
        }
        assertThat(Device.parse("cuda")).isEqualTo(Device.cuda(0));
    }

    @Test
    void refusesOthersInOneLine() {
        assertThatThrownBy(() -> Device.parse("gpu"))
                .isInstanceOf(UserError.class)
                .hasMessage("device 'gpu' is unknown; allowed: cpu, cuda, cuda:<index>, mps");
    }

    @Test
    void saysWhichDevicesAreHere() {
        Device.cpu().require("--device");
        for (Device missing : new Device[] {Device.cuda(99), new Device(Device.Kind.MPS, 0)}) {
            assertThatThrownBy(() -> missing.require("--device"))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(
                            "--device: there is no device %s here; libtorch sees the cpu".formatted(missing));
        }
    }
}
