using System.Buffers;
using System.Text;
using System.Text.Json;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Json;

public sealed class WireEncoderTests
{
    [Theory]
    [InlineData("plain & 'text' = a/b+`c`", "plain & 'text' = a/b+`c`")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\b\t\n\f\r\v\0", "\\b\\t\\n\\f\\r\\u000b\\u0000")]
    [InlineData("<a>", "\\u003ca\\u003e")]
    [InlineData("\u007f\u0080\u009f\u00a0\u00ad", "\\u007f\\u0080\\u009f\u00a0\\u00ad")]
    [InlineData("\u2028\u2029\u200b\u2060\ufeff\ufff9", "\\u2028\\u2029\\u200b\\u2060\\ufeff\\ufff9")]
    [InlineData("\u0600\u0603\u06dd\u070f\u17b4", "\\u0600\\u0603\\u06dd\\u070f\\u17b4")]
    [InlineData("日本語 Ünïcödé “quotes” — 😀", "日本語 Ünïcödé “quotes” — 😀")]
    [InlineData("\U000e0001\U0001d173\U000e0041", "\\udb40\\udc01\\ud834\\udd73\\udb40\\udc41")]
    public void Write_Text_IsEscapedAsGoogleEscapesIt(string text, string expected)
    {
        Assert.Equal($"{{\"text\":\"{expected}\"}}", Compact(new Part { Text = text }));
    }

    [Fact]
    public void Write_LoneSurrogate_BecomesTheReplacementCharacter() =>
        Assert.Equal("{\"text\":\"a\ufffdb\"}", Compact(new Part { Text = "a\ud800b" }));

    [Theory]
    [InlineData("a<b")]
    [InlineData("é\u2028😀")]
    [InlineData("x\u200by\n")]
    public void Write_TextInsideAJsonElement_IsEscapedAlike(string text)
    {
        using JsonDocument document = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["k"] = text }));

        string args = Compact(new FunctionCall { Args = document.RootElement });

        Assert.Equal($"{{\"args\":{{\"k\":{Compact(new Part { Text = text })["{\"text\":".Length..^1]}}}}}", args);
    }

    [Fact]
    public void FindFirst_EveryScalar_AgreesInBothEncodings()
    {
        for (int scalar = 0; scalar <= 0x10ffff; scalar++)
        {
            if (!Rune.IsValid(scalar))
            {
                continue;
            }

            string text = "ab" + new Rune(scalar);
            int expected = WireEncoder.Instance.WillEncode(scalar) ? 2 : -1;
            if (WireEncoder.Instance.FindFirstCharacterToEncodeUtf8(Encoding.UTF8.GetBytes(text)) != expected
                || (WireEncoder.Instance.Encode(text) == text) != (expected < 0))
            {
                Assert.Fail($"U+{scalar:x4}");
            }
        }
    }

    private static string Compact<T>(T message)
        where T : WireMessage
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, message, JsonStyle.Compact);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
