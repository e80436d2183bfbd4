package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutflowTest {

    private static Outflow sent(int qos, int messages, Settleable settleable) {
        Outflow outflow = new Outflow(qos, 10, settleable);
        outflow.want(messages);
        while (outflow.maySend()) {
            outflow.send();
        }
        return outflow;
    }

    @Test
    void sendsNoMoreThanTheWindowAllows() {
        Outflow outflow = sent(1, 20, Settleable.each());

        assertThat(outflow.sent()).isEqualTo(10);
        outflow.acknowledged(1);
        assertThat(outflow.maySend()).isTrue();
    }

    @Test
    void isDoneWhenEverythingIsAcknowledged() {
        Outflow outflow = sent(1, 2, Settleable.each());
        outflow.acknowledged(1);
        assertThat(outflow.isDone()).isFalse();

        outflow.acknowledged(2);

        assertThat(outflow.isDone()).isTrue();
    }

    @Test
    void missingAcknowledgementIsOwed() {
        Outflow outflow = sent(1, 2, Settleable.each());
        outflow.acknowledged(1);

        assertThat(outflow.owed()).isEqualTo("1 of 2 messages are unacknowledged");
    }

    @Test
    void acknowledgementOutOfOrderIsNoticed() {
        Outflow outflow = sent(1, 3, Settleable.each());

        assertThatThrownBy(() -> outflow.acknowledged(2)).isInstanceOf(WrongClientException.class)
                .hasMessage("Message 0 of 3 was the next to be acknowledged, but the acknowledgement has packet identifier 2"
                        + " instead of 1");
    }

    @Test
    void secondAcknowledgementIsNoticed() {
        Outflow outflow = sent(1, 3, Settleable.each());
        outflow.acknowledged(1);

        assertThatThrownBy(() -> outflow.acknowledged(1)).isInstanceOf(WrongClientException.class);
    }

    @Test
    void acknowledgementOfWhatWasNotSentIsNoticed() {
        Outflow outflow = sent(1, 1, Settleable.each());
        outflow.acknowledged(1);

        assertThatThrownBy(() -> outflow.acknowledged(2)).isInstanceOf(WrongClientException.class);
    }

    @Test
    void acknowledgementBeforeAllMessagesAreThereIsNoticed() {
        Outflow outflow = sent(1, 3, Settleable.together(4));

        assertThatThrownBy(() -> outflow.acknowledged(1)).isInstanceOf(WrongClientException.class)
                .hasMessage("Message 0 was acknowledged before it was processed");
    }

    @Test
    void acknowledgementBeforeTheForwardedMessageIsNoticed() {
        Inflow forwarded = new Inflow();
        Outflow outflow = sent(1, 2, sent -> forwarded.count());
        forwarded.received(0);
        outflow.acknowledged(1);

        assertThatThrownBy(() -> outflow.acknowledged(2)).hasMessage("Message 1 was acknowledged before it was processed");
    }

    @Test
    void exactlyOnceIsDoneWithTheLastStep() {
        Outflow outflow = sent(2, 1, Settleable.each());
        outflow.acknowledged(1);
        outflow.released();
        assertThat(outflow.isDone()).isFalse();

        outflow.completed();

        assertThat(outflow.isDone()).isTrue();
    }

    @Test
    void lastStepBeforeTheThirdIsNoticed() {
        Outflow outflow = sent(2, 1, Settleable.each());

        assertThatThrownBy(outflow::completed).hasMessage("PUBCOMP number 1 came after 0 PUBREL");
    }

    @Test
    void messageThatIsMissingFromAPublisherIsNoticed() {
        Inflow inflow = new Inflow();
        inflow.received(0);

        assertThatThrownBy(() -> inflow.received(2))
                .hasMessage("Message 1 was the next to be published, but number 2 came");
    }
}
