using System.Buffers;
using System.Text;
using Castor.Protocol.Json;
using Castor.Protocol.Sse;

namespace Castor.Protocol.Tests.Sse;

public sealed class JsonArrayFrameTests
{
    [Fact]
    public void Write_TwoChunks_SeparatesThemAsTheFrontEndDoes()
    {
        var output = new ArrayBufferWriter<byte>();
        var frame = new JsonArrayFrame();

        frame.Write(output, new GenerateContentResponse { ResponseId = "a" });
        frame.Write(output, new GenerateContentResponse { ResponseId = "b" });
        frame.Complete(output);

        Assert.Equal(
            "[{\n  \"responseId\": \"a\"\n}\n,\r\n{\n  \"responseId\": \"b\"\n}\n]",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_CompactError_FollowsTheBracket()
    {
        var output = new ArrayBufferWriter<byte>();
        var frame = new JsonArrayFrame(JsonStyle.Compact);

        frame.Write(output, ApiException.InvalidArgument("no").ToResponse());
        frame.Complete(output);

        Assert.Equal("""[{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}]""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Complete_NoChunk_GivesAnEmptyArray()
    {
        var output = new ArrayBufferWriter<byte>();

        new JsonArrayFrame().Complete(output);

        Assert.Equal("[]", Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
