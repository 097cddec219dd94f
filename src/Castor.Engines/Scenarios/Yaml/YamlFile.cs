using System.Text;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Reads the bytes of a file as YAML documents.</summary>
internal static class YamlFile
{
    private const int LargestFile = 8 * 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<YamlValue> Read(ReadOnlySpan<byte> bytes, ScenarioFindings findings)
    {
        if (bytes.Length > LargestFile)
        {
            findings.Mistake(new YamlPlace(1, 1), $"a scenario file has at most {LargestFile >> 20} MiB; put media into files of their own");
            return [];
        }

        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            return YamlComposer.Compose(s_strict.GetString(bytes), findings);
        }
        catch (DecoderFallbackException exception)
        {
            findings.Mistake(PlaceOf(bytes, exception.Index), "not UTF-8");
            return [];
        }
    }

    private static YamlPlace PlaceOf(ReadOnlySpan<byte> bytes, int index)
    {
        ReadOnlySpan<byte> before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        int line = before.Count((byte)'\n') + 1;
        return new YamlPlace(line, before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1);
    }
}
