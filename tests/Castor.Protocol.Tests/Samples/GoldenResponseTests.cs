using System.Buffers;
using System.Text;
using System.Text.Json;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Samples;

/// <summary>Every recorded answer reads, and is written back as the same data.</summary>
public sealed class GoldenResponseTests
{
    /// <summary>Files that no service could have sent.</summary>
    private static readonly Dictionary<string, string> s_broken = new()
    {
        ["vertexai/streaming-failure-invalid-json.txt"] = "edited to be no JSON",
        ["vertexai/unary-failure-invalid-location-url-not-found.html"] = "a page, no JSON",
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadForeign_RecordedAnswer_IsWrittenBackEqual(string file)
    {
        foreach (string json in Chunks(File.ReadAllText(Path.Combine(Folder, file))))
        {
            Assert.Null(JsonEquality.Difference(json, RoundTrip(json)));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_EveryStyle_HoldsTheSameData(string file)
    {
        foreach (string json in Chunks(File.ReadAllText(Path.Combine(Folder, file))))
        {
            GenerateContentResponse response = WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(json));
            string compact = Write(response, JsonStyle.Compact);
            Assert.Null(JsonEquality.Difference(compact, Write(response, JsonStyle.Pretty)));
            Assert.Null(JsonEquality.Difference(compact, Write(response, JsonStyle.Spaced)));
        }
    }

    [Theory]
    [InlineData("googleai/unary-success-basic-reply-short.json")]
    [InlineData("googleai/unary-success-basic-reply-long.json")]
    [InlineData("googleai/unary-success-citations.json")]
    [InlineData("googleai/unary-success-google-search-grounding.json")]
    [InlineData("googleai/unary-success-thinking-reply-thought-summary.json")]
    [InlineData("googleai/unary-success-thinking-function-call-thought-summary-signature.json")]
    [InlineData("googleai/unary-success-code-execution.json")]
    [InlineData("googleai/unary-success-url-context.json")]
    [InlineData("googleai/unary-failure-finish-reason-safety.json")]
    public void Write_RecordedUnaryAnswer_GivesTheSameBytes(string file)
    {
        string recorded = File.ReadAllText(Path.Combine(Folder, file)).TrimEnd() + "\n";

        Assert.Equal(recorded, Write(WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(recorded)), JsonStyle.Pretty));
    }

    [Theory]
    [InlineData("googleai/unary-failure-api-key.json")]
    [InlineData("vertexai/unary-failure-quota-exceeded.json")]
    [InlineData("googleai/unary-failure-generativelanguage-api-not-enabled.json")]
    public void Write_RecordedError_GivesTheSameBytes(string file)
    {
        string recorded = File.ReadAllText(Path.Combine(Folder, file)).TrimEnd() + "\n";

        Assert.Equal(recorded, Write(WireJson.ReadForeign<ErrorResponse>(Encoding.UTF8.GetBytes(recorded)), JsonStyle.Pretty));
    }

    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string file = Path.GetRelativePath(Folder, path).Replace('\\', '/');
            if (!s_broken.ContainsKey(file))
            {
                files.Add(file);
            }
        }

        return files;
    }

    private static string Folder => Path.Combine(Fixtures.Samples, "firebase-mock-responses");

    // A file is one object, or events, or events and then an error.
    private static IEnumerable<string> Chunks(string text)
    {
        var error = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                yield return line["data:".Length..].Trim();
            }
            else
            {
                error.Append(line).Append('\n');
            }
        }

        string rest = error.ToString().Trim();
        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    private static string RoundTrip(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        return document.RootElement.TryGetProperty("error", out _)
            ? Write(WireJson.ReadForeign<ErrorResponse>(utf8), JsonStyle.Compact)
            : document.RootElement.TryGetProperty("totalTokens", out _)
            ? Write(WireJson.ReadForeign<CountTokensResponse>(utf8), JsonStyle.Compact)
            : Write(WireJson.ReadForeign<GenerateContentResponse>(utf8), JsonStyle.Compact);
    }

    private static string Write<T>(T message, JsonStyle style)
        where T : WireMessage
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, message, style);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
