package io.quarkiverse.mqtt5endpoint.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

class PublishQueueTest {

    private final PublishQueue queue = new PublishQueue();

    @Test
    void whatComesBackStandsBeforeWhatWaitsInItsOwnOrder() {
        List<PendingPublish> all = List.of("a", "b", "c").stream()
                .map(topic -> SamplePublish.pending(topic, 0, ChannelObserver.NONE)).toList();
        queue.add(all.get(2));
        queue.addFirst(all.subList(0, 2));
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.poll()).isSameAs(all.get(0));
        assertThat(queue.poll()).isSameAs(all.get(1));
        assertThat(queue.poll()).isSameAs(all.get(2));
        assertThat(queue.poll()).isNull();
    }
}
