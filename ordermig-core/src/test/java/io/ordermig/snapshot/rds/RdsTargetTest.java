package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.postgres.ServerUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RdsTargetTest {

    private static final String ENDPOINT = "orders.c0ffee123456.eu-central-1.rds.amazonaws.com";

    private static Optional<RdsTarget> target(String named, String host) {
        return RdsTarget.of(named, new ServerUrl(List.of(host), List.of(5432), "orders"));
    }

    @Test
    void anEndpointNamesItsInstance() {
        assertThat(target("", ENDPOINT)).contains(new RdsTarget("orders", ENDPOINT));
    }

    @Test
    void anEndpointOfAClusterNamesTheCluster() {
        String writer = "shop.cluster-c0ffee123456.cn-north-1.rds.amazonaws.com.cn";

        assertThat(target("", writer)).contains(new RdsTarget("shop", writer));
    }

    @Test
    void aNameIsComparedWithTheEndpoint() {
        assertThat(target("billing", ENDPOINT)).contains(new RdsTarget("billing", ENDPOINT));
    }

    @Test
    void anAliasSaysNothing() {
        assertThat(target("orders", "db.example.com")).contains(new RdsTarget("orders", ""));
        assertThat(target("", "db.example.com")).isEmpty();
    }

    @Test
    void aProxySaysNothing() {
        String proxy = "orders.proxy-c0ffee123456.eu-central-1.rds.amazonaws.com";

        assertThat(target("orders", proxy)).contains(new RdsTarget("orders", ""));
        assertThat(target("", proxy)).isEmpty();
    }
}
