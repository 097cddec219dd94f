using System.Buffers;
using System.Text;
using Castor.Protocol.Json;
using Castor.Protocol.Sse;
using Castor.Protocol.Tests.Samples;

namespace Castor.Protocol.Tests.Sse;

public sealed class SseFrameTests
{
    [Fact]
    public void Write_ShortChunk_HasSpacesAfterColonsOnly()
    {
        var output = new ArrayBufferWriter<byte>();

        SseFrame.Write(output, Chunk("a: \"b\", <c>\n"));

        Assert.Equal(
            "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"a: \\\"b\\\", \\u003cc\\u003e\\n\"}]},\"index\": 0}]}\r\n\r\n",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_RawChunk_IsUnchanged()
    {
        var output = new ArrayBufferWriter<byte>();

        SseFrame.Write(output, new GenerateContentResponse { RawJson = "{ broken"u8.ToArray() });

        Assert.Equal("data: { broken\r\n\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [MemberData(nameof(UneditedStreams))]
    public void Write_RecordedStream_GivesTheSameBytes(string file)
    {
        string recorded = File.ReadAllText(Path.Combine(Fixtures.Samples, file));
        var output = new ArrayBufferWriter<byte>();

        foreach (string line in recorded.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            SseFrame.Write(output, WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(line["data: ".Length..])));
        }

        Assert.Equal(recorded, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    public static TheoryData<string> UneditedStreams()
    {
        var files = new TheoryData<string>();
        foreach (string name in Directory.EnumerateFiles(Path.Combine(Fixtures.Samples, "firebase-mock-responses", "googleai"), "streaming-success-*").Order())
        {
            if (File.ReadAllText(name).EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                files.Add(Path.GetRelativePath(Fixtures.Samples, name));
            }
        }

        return files;
    }

    private static GenerateContentResponse Chunk(string text) => new()
    {
        Candidates = [new Candidate { Content = new Content { Parts = [new Part { Text = text }] }, Index = 0 }],
    };
}
