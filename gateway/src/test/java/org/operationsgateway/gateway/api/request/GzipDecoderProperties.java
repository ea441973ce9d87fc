package org.operationsgateway.gateway.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Properties of the decoder of gzip data. */
class GzipDecoderProperties {

    @Property(tries = 200)
    void theContentOfAllMembersIsDecoded(@ForAll @Size(min = 1, max = 5) List<byte[]> contents)
            throws IOException, DataFormatException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            expected.write(content);
            members.write(gzip(content));
        }
        assertThat(GzipDecoder.decode(members.toByteArray(), 1_000_000)).isEqualTo(expected.toByteArray());
    }

    @Property(tries = 200)
    void aTruncatedOrAlteredMemberIsRefused(@ForAll @Size(max = 50) byte[] content, @ForAll @IntRange(max = 49) int cut)
            throws IOException, DataFormatException {
        byte[] member = gzip(content);
        int length = Math.max(0, member.length - 1 - cut);
        assertThatThrownBy(() -> GzipDecoder.decode(Arrays.copyOf(member, length), 1000))
                .isInstanceOf(DataFormatException.class);
        byte[] altered = member.clone();
        altered[altered.length - 1 - cut % 8] ^= 1;
        assertThatThrownBy(() -> GzipDecoder.decode(altered, 1000)).isInstanceOf(DataFormatException.class);
    }

    @Example
    void theOptionalFieldsOfAHeaderAreSkipped() throws IOException, DataFormatException {
        byte[] plain = gzip(new byte[] {1, 2, 3});
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.write(plain, 0, 3);
        member.write(2 | 4 | 8 | 16);
        member.write(plain, 4, 6);
        member.write(new byte[] {3, 0, 9, 9, 9}); // extra
        member.write(new byte[] {'n', 0, 'c', 'c', 0}); // name and comment
        member.write(new byte[] {7, 7}); // checksum of the header
        member.write(plain, 10, plain.length - 10);
        member.write(new byte[] {5, 5}); // not a member
        assertThat(GzipDecoder.decode(member.toByteArray(), 10)).containsExactly(1, 2, 3);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }
}
