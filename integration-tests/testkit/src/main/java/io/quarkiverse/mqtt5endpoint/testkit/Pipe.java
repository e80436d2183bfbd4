package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One direction of one connection through a {@link FaultProxy}: reads here, holds, inspects, writes there. */
final class Pipe extends ChannelInboundHandlerAdapter {

    /** Bytes with the time from which they may pass; {@code null} bytes for the end of the stream. */
    private record Held(ByteBuf bytes, long due) {
    }

    private final Channel source;
    private final Channel sink;
    private final Lane lane;
    private final ProxyLink link;
    private final PacketScanner scanner = new PacketScanner();
    private final Deque<Held> held = new ArrayDeque<>();
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private final Pace pace = new Pace();

    private boolean startChecked;
    private boolean swallowing;
    private long postponeNanos; // what is being forwarded

    Pipe(Channel source, Channel sink, Lane lane, ProxyLink link) {
        this.source = source;
        this.sink = sink;
        this.lane = lane;
        this.link = link;
    }

    /** Reads on unless bytes would pile up; called whenever one of the reasons changed. */
    void updateReading() {
        source.config().setAutoRead(!lane.stalled() && sink.isWritable() && !pace.isAhead());
    }

    /** Forwards what may pass now. */
    void pump() {
        while (!held.isEmpty() && !lane.stalled() && link.isOpen()) {
            long wait = held.peek().due() - System.nanoTime();
            if (wait > 0) {
                sink.eventLoop().schedule(this::pump, wait, TimeUnit.NANOSECONDS);
                break;
            }
            Held next = held.poll();
            if (next.bytes() == null) {
                link.close();
            } else {
                forward(next.bytes());
            }
        }
        sink.flush();
        updateReading();
    }

    /** Takes bytes and forwards none, until the end of the connection. */
    void swallow() {
        swallowing = true;
        held.removeIf(one -> one.bytes() != null && one.bytes().release());
    }

    void discard() {
        held.forEach(one -> {
            if (one.bytes() != null) {
                one.bytes().release();
            }
        });
        held.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (swallowing) {
            ((ByteBuf) message).release();
        } else if (lane.bytesPerSecond() == 0) {
            held.add(new Held((ByteBuf) message, System.nanoTime() + lane.delayNanos()));
        } else {
            holdPortions((ByteBuf) message);
        }
    }

    private void holdPortions(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int size = Math.min(bytes.readableBytes(), Pace.portion(lane.bytesPerSecond()));
            held.add(new Held(bytes.readRetainedSlice(size), pace.after(size, lane.bytesPerSecond()) + lane.delayNanos()));
        }
        bytes.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pump();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.add(new Held(null, System.nanoTime() + lane.delayNanos()));
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        link.updateReading();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            link.failed(cause);
        }
        context.close(); // a reset connection: channelInactive passes it on
    }

    private void forward(ByteBuf bytes) {
        while (bytes.isReadable() && !lane.stalled() && link.isOpen() && !swallowing && postponeNanos == 0) {
            if (mayStart(bytes)) {
                forwardFragment(bytes);
            }
        }
        if (bytes.isReadable() && link.isOpen() && !swallowing) {
            held.addFirst(new Held(bytes, System.nanoTime() + postponeNanos));
        } else {
            bytes.release();
        }
        postponeNanos = 0;
    }

    private boolean mayStart(ByteBuf bytes) {
        if (!scanner.atStart() || startChecked) {
            return true;
        }
        startChecked = true;
        Optional<CutRule> rule = lane.takeAtStart(PacketScanner.typeOf(bytes.getByte(bytes.readerIndex())));
        rule.ifPresent(this::intervene);
        return rule.isEmpty();
    }

    private void forwardFragment(ByteBuf bytes) {
        int length = scanner.next(bytes);
        boolean complete = scanner.atStart();
        boolean collecting = link.readsPackets() || lane.readsPackets();
        if (collecting) {
            collect(bytes, length);
        }
        Optional<CutRule> rule = complete ? lane.takeAtEnd(scanner.type(), packet.toByteArray()) : Optional.empty();
        if (rule.filter(applying -> applying.action == CutRule.Action.CUT_BEFORE).isPresent()) {
            intervene(rule.get());
            return;
        }
        int allowed = lane.allowance(length);
        sink.write(bytes.readRetainedSlice(allowed));
        if (complete) {
            completed(collecting && allowed == length);
        }
        rule.or(lane::takeExhausted).ifPresent(this::intervene);
    }

    private void completed(boolean recordable) {
        startChecked = false;
        if (recordable && link.readsPackets()) {
            link.record(lane, packet.toByteArray());
        }
        packet.reset();
    }

    private void intervene(CutRule rule) {
        sink.flush();
        switch (rule.action) {
            case STALL_BEFORE -> link.stallAll();
            case SWALLOW -> swallow();
            case DELAY -> {
                postponeNanos = rule.delay.toNanos();
                lane.delayNanos(postponeNanos);
            }
            case RESET_BEFORE -> link.reset();
            default -> link.close();
        }
        rule.done.complete(null);
    }

    private void collect(ByteBuf bytes, int length) {
        try {
            bytes.getBytes(bytes.readerIndex(), packet, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
