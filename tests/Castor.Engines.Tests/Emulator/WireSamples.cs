using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Emulator;

/// <summary>The recorded interactions of tests/fixtures, request and answer together.</summary>
internal static class WireSamples
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<Exchange> Exchanges()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Root, "js-genai-recordings"), "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement interaction in file.RootElement.GetProperty("interactions").EnumerateArray())
            {
                JsonElement request = interaction.GetProperty("request");
                string url = request.GetProperty("url").GetString()!;
                JsonElement body = request.GetProperty("bodySegments")[0];
                if (body.TryGetProperty("contents", out _))
                {
                    yield return new Exchange(
                        Path.GetFileNameWithoutExtension(path),
                        url.Split('/')[^1].Split(':')[0],
                        !url.Contains("/projects/", StringComparison.Ordinal),
                        WireJson.ReadForeign<GenerateContentRequest>(Utf8(body)),
                        [.. interaction.GetProperty("response").GetProperty("bodySegments").EnumerateArray().Select(Read)]);
                }
            }
        }
    }

    private static GenerateContentResponse Read(JsonElement segment) => WireJson.ReadForeign<GenerateContentResponse>(Utf8(segment));

    private static byte[] Utf8(JsonElement element) => JsonSerializer.SerializeToUtf8Bytes(element);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Castor.slnx")))
            {
                return Path.Combine(folder.FullName, "tests", "fixtures", "wire-samples");
            }
        }

        throw new DirectoryNotFoundException("Castor.slnx is in no folder above the tests.");
    }

    public sealed record Exchange(
        string Name, string Model, bool IsDeveloperApi, GenerateContentRequest Request, IReadOnlyList<GenerateContentResponse> Answer);
}
