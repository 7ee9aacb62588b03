package dev.lathe.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.core.UserError;
import org.junit.jupiter.api.Test;

class PlacementTests {
    private static final String KEY = "compute.device";

    @Test
    void cudaWithoutANumberIsAnotherDeviceForEachProcess() {
        assertThat(Placement.of("cuda", 0)).isEqualTo(Device.cuda(0));
        assertThat(Placement.of("cuda", 3)).isEqualTo(Device.cuda(3));
    }

    @Test
    void whatIsNamedIsWhatIsTaken() {
        assertThat(Placement.of("cpu", 3)).isEqualTo(Device.cpu());
        assertThat(Placement.of("cuda:1", 3)).isEqualTo(Device.cuda(1));
    }

    @Test
    void processesShareTheProcessorButNoCudaDevice() {
        Placement.requireApart(KEY, "cpu", 4, 0);
        Placement.requireApart(KEY, "cuda:1", 1, 2);
        Placement.requireApart(KEY, "cuda", 2, 2);
        assertThatThrownBy(() -> Placement.requireApart(KEY, "cuda:1", 2, 2))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "compute.device: cuda:1 is one device for 2 processes; use cuda, of which each takes its own");
        assertThatThrownBy(() -> Placement.requireApart(KEY, "cuda", 3, 2))
                .isInstanceOf(UserError.class)
                .hasMessage("compute.device: 3 processes need a device of cuda each, and libtorch sees 2");
    }

    @Test
    void theFirstDeviceMustBeHere() {
        Placement.require(KEY, "cpu", 4);
        assertThatThrownBy(() -> Placement.require(KEY, "cuda:99", 2))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("compute.device: there is no device cuda:99 here; libtorch sees the cpu");
    }
}
