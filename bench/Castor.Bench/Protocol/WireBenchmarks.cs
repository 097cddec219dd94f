using System.Buffers;
using BenchmarkDotNet.Attributes;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Bench.Protocol;

/// <summary>Reading requests and writing answers: time and allocated bytes of one message.</summary>
[MemoryDiagnoser]
public class WireBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1024 * 1024);

    [Benchmark]
    public GenerateContentRequest ReadSmall() => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.SmallRequest);

    [Benchmark]
    public GenerateContentRequest ReadSmallSnakeCase() => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.SnakeRequest);

    [Benchmark]
    public GenerateContentRequest ReadImage() => WireJson.ReadRequest<GenerateContentRequest>(WireSamples.ImageRequest);

    [Benchmark]
    public void WritePretty() => Write(JsonStyle.Pretty);

    [Benchmark]
    public void WriteSpaced() => Write(JsonStyle.Spaced);

    private void Write(JsonStyle style)
    {
        _output.ResetWrittenCount();
        WireJson.Write(_output, WireSamples.Answer, style);
    }
}
