using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Bench.Protocol;

/// <summary>The short run that <c>bench/protocol.sh</c> keeps a row of: the best of five rounds of each message.</summary>
internal static class WireRow
{
    private const int Rounds = 5;

    /// <summary>Measures, and writes the row to a file.</summary>
    public static void Write(string path)
    {
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        using var file = new FileStream(path, FileMode.Create);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        Measure(json, "readSmall", 20_000, () => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.SmallRequest), WireSamples.SmallRequest.Length);
        Measure(json, "readSmallSnakeCase", 5_000, () => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.SnakeRequest), WireSamples.SnakeRequest.Length);
        Measure(json, "readImage", 20, () => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.ImageRequest), WireSamples.ImageRequest.Length);
        foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
        {
            output.ResetWrittenCount();
            WireJson.Write(output, WireSamples.Answer, style);
            int length = output.WrittenCount;
            Measure(json, $"write{style}", 20_000, () => WriteAnswer(output, style), length);
        }

        json.WriteEndObject();
    }

    private static void WriteAnswer(ArrayBufferWriter<byte> output, JsonStyle style)
    {
        output.ResetWrittenCount();
        WireJson.Write(output, WireSamples.Answer, style);
    }

    private static void Measure(Utf8JsonWriter json, string name, int times, Action action, int bytes)
    {
        double best = double.MaxValue;
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < times; i++)
            {
                action();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / times;
        }

        json.WriteStartObject(name);
        json.WriteNumber("bytes", bytes);
        json.WriteNumber("microseconds", Math.Round(best, 2));
        json.WriteNumber("megabytesPerSecond", Math.Round(bytes / best));
        json.WriteNumber("allocatedBytes", allocated);
        json.WriteEndObject();
    }
}
